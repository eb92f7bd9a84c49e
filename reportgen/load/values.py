"""What a clerk wrote for a fact → its value, or what is wrong with it. Nothing is guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from reportgen.model.facts import Fact, FactKind, Value
from reportgen.model.numbers import exact_arithmetic, exact_text
from reportgen.model.units import known_units
from reportgen.words.chinese_numerals import read_digits, read_numeral, write_numeral

_NUMBER = re.compile(
    r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[+-]?\.[0-9]+)\s*(.*)", re.DOTALL
)
_RATIO = re.compile(r"1\s*[:∶/比]\s*([0-9]+(?:\.[0-9]+)?)$")
# NFKC would make 32 of 3² and 21 of 2①.
_SMALL_DIGIT = re.compile(r"[0-9０-９]\s*[²³¹⁰⁴-⁹₀-₉①-⑳½¼¾]")
_MIXED = re.compile(r"([0-9]+(?:\.[0-9]+)?)([万千])([0-9]*)([^0-9]*)$")
_DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?$")
_SEVERAL_YEARS = re.compile(r"[近以历几多各连来]|\d年间|\d{4}\D+\d{4}|\d{4}\D+\d{2}$")
_ABOUT = re.compile(r"约|左右|余|多|近|大概|以上|以下|几")
# What may follow a number; an O or l that is followed by no word is a digit gone wrong.
_UNIT = re.compile(r"(?![oOlI][\d,.oOlI]*$)(?:[^\W\d]|%|$)")
# Letters that are taken for 0 and 1 in the midst of digits.
_MIXED_UP = re.compile(r"[\d,.][oOlI]|[oOlI][\d,.]")
_LETTERS = re.compile(r"[oOlI]")
_NOTHING = frozenset({"—", "-", "–", "/", "无", "暂无", "不详", "未统计"})
_MOST_DIGITS = 20
# Bare digits say nothing but their number, whatever these kinds may be given in.
_PLAIN_NUMBERS = frozenset(
    {
        FactKind.COUNT,
        FactKind.COUNTS,
        FactKind.AMOUNT,
        FactKind.AREA,
        FactKind.MONEY,
        FactKind.LENGTH,
    }
)
_PLAIN_DIGITS = 15
_TEN_THOUSAND = Decimal(10_000)

_YES = frozenset({"是", "有", "对", "yes", "y", "true", "√", "1"})
_NO = frozenset({"否", "没有", "无", "不是", "no", "n", "false", "×", "0"})


class ValueFault(ValueError):
    """Raised if a text is no value of its fact: Chinese message and hint, without a place.

    `cell_hint` says how to mend it in a workbook, if that differs.
    """

    def __init__(self, message: str, hint: str = "", cell_hint: str = "") -> None:
        self.message, self.hint, self.cell_hint = message, hint, cell_hint
        super().__init__(message)


def parse_value(text: str, fact: Fact) -> Value:
    """The value in the fact's base unit. Errors: ValueFault says what is wrong with the text."""
    if (
        fact.kind in _PLAIN_NUMBERS
        and text.isascii()
        and text.isdigit()
        and len(text) <= _PLAIN_DIGITS
    ):
        return _check_range(Decimal(text), text, fact)
    if fact.kind is FactKind.TEXT:
        return text
    if fact.kind is FactKind.YES_NO:
        return parse_yes_no(text)
    if fact.kind in (FactKind.GRADE, FactKind.CHOICE):
        return _parse_choice(text, fact)
    return _check_range(_parse_figure(text, fact), text, fact)


def parse_yes_no(text: str) -> bool:
    """是/否, 有/没有, yes/no, true/false as a boolean. Errors: ValueFault for anything else."""
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueFault(f"应为“是”或“否”，写的是“{text}”", "请写成“是”或“否”")


def parse_number(text: str) -> Decimal:
    """A bare number. Errors: ValueFault for anything else."""
    number, unit = _split_number(text)
    if unit:
        raise ValueFault(f"应为数，写的是“{text}”", "请只写数字")
    return number


def parse_share(text: str) -> Decimal:
    """A share of one, from `85%` or `0.85`. Errors: ValueFault for anything else."""
    number, unit = _split_number(text)
    if unit not in ("", "%"):
        raise ValueFault(f"应为百分比，写的是“{text}”", "请写成“85%”")
    return number / 100 if unit else number


def parse_date(text: str) -> datetime.date:
    """The date of `2024-11-20` or `2024年11月20日`. Errors: ValueFault for anything else."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    try:
        if match:
            year, month, day = map(int, match.groups())
            return datetime.date(year, month, day)
    except ValueError:
        pass
    raise ValueFault(f"应为日期，写的是“{text}”", "请写成“2024-11-20”")


def parse_year(text: str) -> int:
    """A year in four digits. Errors: ValueFault for anything else."""
    digits = unicodedata.normalize("NFKC", text.strip()).removesuffix("年")
    if re.fullmatch(r"(19|20)\d\d", digits):
        return int(digits)
    several = _SEVERAL_YEARS.search(digits)
    hint = "只写一个年份，如“2024”；分不出哪一年的不写" if several else "请写成“2024”"
    raise ValueFault(f"应为四位数的年份，写的是“{text}”", hint)


def _parse_figure(text: str, fact: Fact) -> Decimal:
    if fact.kind is FactKind.RATIO:
        return _parse_ratio(text)
    if fact.kind is FactKind.YEAR:
        return Decimal(parse_year(text))
    number, unit = _split_number(text)
    with exact_arithmetic():
        value = number * _unit_factor(unit, text, fact)
    if _is_whole(fact) and value != value.to_integral_value():
        raise ValueFault(f"应为整数，写的是“{text}”", "请核对数字和单位")
    return value


def _is_whole(fact: Fact) -> bool:
    # A list in ㎡ (rooms) may hold fractions; one of people or classes may not.
    return fact.kind is FactKind.COUNT or (fact.kind is FactKind.COUNTS and fact.unit != "㎡")


def _split_number(text: str) -> tuple[Decimal, str]:
    plain = unicodedata.normalize("NFKC", text).strip()
    # NFKC writes ㎡ as m2, which would join the digits before it: units are matched after it.
    match = None if _SMALL_DIGIT.search(text) else _NUMBER.fullmatch(plain)
    if match and not _ABOUT.search(plain) and _UNIT.match(match.group(2)):
        if len(match.group(1)) > _MOST_DIGITS:
            raise ValueFault(f"数太长：“{text[:30]}…”", "请核对数字")
        return Decimal(match.group(1).replace(",", "")), match.group(2).strip()
    raise _explain_no_number(text, plain)


def _explain_no_number(text: str, plain: str) -> ValueFault:
    message = f"应为数，写的是“{text}”"
    if plain in _NOTHING:
        return ValueFault(
            message, "没有请写 0，没有统计请删去这一项", "没有请写 0，没有统计请清空这一格"
        )
    if _ABOUT.search(plain):
        return ValueFault(message, "请写确切的数，不要写约数；没有确切数的不写")
    number = _read_chinese(plain)
    if number is not None:
        return ValueFault(message, f"请写成 {number}")
    if _MIXED_UP.search(plain):
        letters = dict.fromkeys(_LETTERS.findall(plain))
        names = "、".join(f"字母{letter}" for letter in letters)
        return ValueFault(f"{message}（{names}）", "里面可能混入了字母 O 或 l，请改成数字")
    return ValueFault(message, "请写成阿拉伯数字")


def _read_chinese(text: str) -> int | None:
    number = read_numeral(text)
    return read_digits(text) if number is None else number


def _unit_factor(unit: str, text: str, fact: Fact) -> Decimal:
    if unit in ("", fact.unit) or unit == unicodedata.normalize("NFKC", fact.unit):
        return Decimal(1)
    for name, factor in known_units(fact).items():
        if unicodedata.normalize("NFKC", name) == unit.lower():
            return factor
    raise ValueFault(f"不认识“{text}”的单位“{unit}”", _explain_unit(text, fact))


def _explain_unit(text: str, fact: Fact) -> str:
    """How to write 1万8 and 1.89万: in digits, or with the whole unit."""
    match = _MIXED.match(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return f"请以“{fact.unit}”为单位" if fact.unit else "请只写数字"
    number, sign, rest = Decimal(match.group(1)), match.group(2), match.group(3)
    step = _TEN_THOUSAND if sign == "万" else Decimal(1000)
    value = number * step + (Decimal(rest) * step / 10 ** len(rest) if rest else 0)
    or_else = f"，或“{exact_text(number)}{sign}{fact.unit}”" if fact.unit and not rest else ""
    return f"请写成“{exact_text(value)}”{or_else}"


def _parse_ratio(text: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _RATIO.fullmatch(plain)
    if not match:
        raise ValueFault(f"应为比，写的是“{text}”", "请写成“1:18”")
    return Decimal(match.group(1))


def _parse_choice(text: str, fact: Fact) -> str:
    word = _grade_word(text)
    for choice in fact.choices:
        if _grade_word(choice) == word:
            return choice
    raise ValueFault(f"没有“{text}”这个选项", f"请从这些里选：{'、'.join(fact.choices)}")


@lru_cache(maxsize=1024)
def _grade_word(text: str) -> str:
    """一类, 1类 and Ⅰ类 are one grade."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for roman, digit in (("IV", "四"), ("III", "三"), ("II", "二"), ("I", "一")):
        plain = re.sub(rf"^{roman}(?=[类级档等])", digit, plain)
    return re.sub(r"^([1-9])(?=[类级档等])", lambda match: write_numeral(int(match.group())), plain)


def _check_range(value: Decimal, text: str, fact: Fact) -> Decimal:
    if value < 0:
        raise ValueFault(f"不能是负数，写的是“{text}”", "请核对数字")
    if fact.kind is FactKind.SHARE and value > 100 and fact.high is None:
        raise ValueFault(f"百分比不能大于 100%，写的是“{text}”", "请核对数字")
    is_low = fact.low is not None and value < fact.low
    if is_low or (fact.high is not None and value > fact.high):
        message = f"超出合理范围（{_range_text(fact)}{fact.unit}），写的是“{text}”"
        raise ValueFault(message, "请核对数字和单位")
    return value


def _range_text(fact: Fact) -> str:
    low = exact_text(fact.low) if fact.low is not None else ""
    high = exact_text(fact.high) if fact.high is not None else ""
    if low and high:
        return f"{low}～{high}"
    return f"不小于 {low}" if low else f"不大于 {high}"
