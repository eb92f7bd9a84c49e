"""Whole numbers ⇄ Chinese numerals: 一百二十三, 二〇二四, 壹万贰仟."""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.named_tuple import NamedTuple

DIGITS = "零一二三四五六七八九"
NUMERAL_SIGNS = f"{DIGITS[1:]}十"
"""What numerals below a hundred are written with, for patterns."""

LARGEST = 10**16
"""What is written is less than this (一亿亿)."""

_CIRCLE = "〇"
_GROUPS = ("", "万", "亿", "万亿")
_UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
# 五六人 are about as many: digits said one by one are a number from three on.
_SURE_DIGITS = 3
# No numeral below LARGEST is longer.
_LONGEST = 40


class _Signs(NamedTuple):
    """One way of writing numbers: the ten digits, and the powers of ten within a group of four."""

    digits: str
    powers: tuple[str, str, str, str]


_PLAIN = _Signs(DIGITS, ("", "十", "百", "千"))
_FINANCIAL = _Signs("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
_SPELLINGS = str.maketrans(
    {
        **dict(zip(_FINANCIAL.digits, DIGITS, strict=True)),
        **dict(zip(_FINANCIAL.powers[1:], _PLAIN.powers[1:], strict=True)),
        **dict.fromkeys("〇○", "零"),
        **{"两": "二", "廿": "二十", "卅": "三十", "萬": "万", "億": "亿"},
    }
)
DIGIT_SPELLINGS = f"〇○两{DIGITS}"
"""The digits in both spellings, for patterns."""
NUMERAL_SPELLINGS = "".join(map(chr, _SPELLINGS)) + f"{DIGITS}十百千万亿"
"""All that numerals are written with, in whichever spelling, for patterns."""


@lru_cache(maxsize=256)
def write_numeral(number: int) -> str:
    """123 as 一百二十三, 12 as 十二, 0 as 零.

    Errors: ValueError for a number below 0 or from 一亿亿 (`LARGEST`) up.
    """
    text = _write(number, _PLAIN)
    # 10 to 19 are said without their 一.
    return text[1:] if text.startswith("一十") else text


def write_count(number: int) -> str:
    """A number before a measure word: 两（个） for 2, else as `write_numeral`, with its errors."""
    return "两" if number == 2 else write_numeral(number)


def write_financial_numeral(number: int) -> str:
    """1200 as 壹仟贰佰, as amounts are written on cheques; errors as of `write_numeral`."""
    return _write(number, _FINANCIAL)


def write_digits(digits: str, nought: str = _CIRCLE) -> str:
    """2024 as 二〇二四: each decimal digit by itself, `nought` for 0."""
    return "".join(DIGITS[int(digit)] if int(digit) else nought for digit in digits)


def read_numeral(text: str) -> int | None:
    """The number that a numeral says: 12 of 十二, 壹拾贰 or 一十二; None for any other text.

    What is said in short is read too: 18000 of 一万八, 250 of 两百五.
    """
    return _read(text.translate(_SPELLINGS)) if len(text) <= _LONGEST else None


def read_exact_numeral(text: str) -> int | None:
    """The number of a numeral that is written out (六百二十, 两百, 二〇二四); None for any other
    text, what is said in short (一万八) or says two numbers (五六) among it.
    """
    number, plain = read_numeral(text), text.translate(_SPELLINGS)
    if number is None:
        return read_digits(text) if len(text) >= _SURE_DIGITS else None
    return number if plain in (write_numeral(number), _write(number, _PLAIN)) else None


def read_digits(text: str) -> int | None:
    """The number whose digits are said one by one: 2024 of 二〇二四; None for any other text."""
    plain = text.translate(_SPELLINGS)
    if not plain or len(plain) > _LONGEST or not set(plain) <= set(DIGITS):
        return None
    return int("".join(str(DIGITS.index(sign)) for sign in plain))


def _write(number: int, signs: _Signs) -> str:
    """Noughts in a row are one 零, those at the end none."""
    if not 0 <= number < LARGEST:
        raise ValueError(f"no numeral for {number}")
    zero = signs.digits[0]
    if not number:
        return zero
    groups = _groups(number)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        text += _write_group(groups[place], _unit(place, groups), signs, leading=not text)
    # A nought between two groups is said once.
    return re.sub(f"{zero}+", zero, text).rstrip(zero)


def _groups(number: int) -> list[int]:
    """The number in fours of digits, the last first."""
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    return groups


def _unit(place: int, groups: list[int]) -> str:
    """万, 亿 or 万亿; 万 alone where 亿 follows anyway: 一万二千亿."""
    return "万" if place == 3 and groups[2] else _GROUPS[place]


def _write_group(value: int, unit: str, signs: _Signs, *, leading: bool) -> str:
    """Four digits with their unit. What is missing at their head is said as 零."""
    zero = signs.digits[0]
    if not value:
        return zero
    text = "".join(
        signs.digits[int(digit)] + (signs.powers[3 - place] if digit != "0" else "")
        for place, digit in enumerate(f"{value:04d}")
    )
    text = text.rstrip(zero)
    return (text.lstrip(zero) if leading else text) + unit


def _read(text: str) -> int | None:
    """What plain signs say."""
    for unit, worth in _UNITS:
        head, found, tail = text.rpartition(unit)
        if found:
            many, rest = _read_count(head, worth), _read_rest(tail, worth)
            return None if many is None or rest is None else many * worth + rest
    return DIGITS.index(text) if len(text) == 1 and text in DIGITS else None


def _read_count(head: str, worth: int) -> int | None:
    """How many of a unit there are; 十 by itself is one ten."""
    if worth == 10 and not head:
        return 1
    many = _read(head)
    most = 10 if worth < 10**4 else worth
    return many if many and many < most else None


def _read_rest(tail: str, worth: int) -> int | None:
    """What follows a unit. A digit right behind it leaves out the next unit: 一万八."""
    if not tail:
        return 0
    rest = _read(tail.removeprefix("零"))
    if rest is None or rest >= worth:
        return None
    return rest * worth // 10 if len(tail) == 1 and worth > 10 else rest
