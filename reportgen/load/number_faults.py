"""Why a text is no number of its fact, and how to write it where that is certain."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.load.faults import DoubtfulValue, ValueFault
from reportgen.load.written_units import find_factor
from reportgen.model.facts import Fact, FactKind
from reportgen.model.numbers import exact_text
from reportgen.model.vocabulary import FieldWords
from reportgen.problems import Advice, Change, Remedy, write
from reportgen.words.chinese_numerals import read_digits, read_numeral
from reportgen.words.nothing import says_nothing
from reportgen.words.written_numbers import (
    is_about,
    plain_figure,
    read_written_number,
    split_digits,
)

WRITE_ZERO = "没有请写 0，"
_NOT_COUNTED = "没有统计"
_MORE_THAN_A_NUMBER = late_regex(r"\d\s*[^\d\s.,，]\D*\d|[；。]")
_MIXED = late_regex(r"([0-9]+)([万千])([0-9]+)")
# Letters that are taken for 0 and 1 in the midst of digits.
_MIXED_UP = late_regex(r"[\d,.][oOlI]|[oOlI][\d,.]")
_LETTERS = late_regex(r"[oOlI]")
# Whoever writes these knows no number: it may be none, and it may be many.
_UNKNOWN = late_regex(
    r"[(（]?(?:不详|不清楚|不知道|未统计|没有?统计|未填|待[定填补]|略|不适用|不涉及)[)）]?"
)
# Of these a school may have none, which is 0; a share or a mean of nothing is none at all.
_MAY_BE_NONE = frozenset({FactKind.COUNT, FactKind.AREA, FactKind.MONEY, FactKind.LENGTH})
_SUM = late_regex(r"=?\s*([0-9.]+(?:\s*\+\s*[0-9.]+)+)")
_FORMULA = late_regex(r"[=＝]")
_BRACKET = late_regex(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*[。；;，,、]?")
_BRACKET_HINT = "括号里的话不写在这里，可以写进报告的文字"
_TEN_THOUSAND = Decimal(10_000)


def explain_no_figure(text: str, fact: Fact | None) -> ValueFault:
    """Why the text is no number; `fact` None: of a field that is no fact."""
    message, plain = f"应为数，写的是“{text}”", plain_figure(text)
    if _UNKNOWN.fullmatch(plain):
        return ValueFault(message, f"{_NOT_COUNTED}请删去这一项", f"{_NOT_COUNTED}请清空这一格")
    if says_nothing(plain):
        may_be_none = fact is None or fact.kind in _MAY_BE_NONE
        return ValueFault(message, *_none(may_be_none))
    if _FORMULA.match(plain) or _SUM.fullmatch(plain):
        return _explain_formula(text, plain)
    if is_about(text):
        return ValueFault(message, "请写确切的数，不要写约数；没有确切数的不写")
    if digits := split_digits(text):
        return ValueFault(f"{message}，中间有空格", f"是一个数的，请写成“{digits}”")
    return _explain_signs(message, text, plain)


def _none(may_be_none: bool) -> tuple[Advice, Advice]:
    """To write 0 where there can be none, else to leave it out."""
    told = f"{_NOT_COUNTED}请删去这一项", f"{_NOT_COUNTED}请清空这一格"
    if not may_be_none:
        return told
    line, cell = (Remedy(Change.WRITE, ("0",), f"{WRITE_ZERO}{each}") for each in told)
    return line, cell


def _explain_formula(text: str, plain: str) -> ValueFault:
    """A sum that was written out has one result; what another formula would give is not known."""
    match = _SUM.fullmatch(plain)
    parts = match[1].split("+") if match else []
    message = f"写的是算式“{text}”，没有算"
    try:
        total = sum(map(Decimal, parts), Decimal(0))
    except ArithmeticError:
        parts = []
    return ValueFault(message, write(exact_text(total)) if parts else "请写算好的数")


def _explain_signs(message: str, text: str, plain: str) -> ValueFault:
    """Chinese numerals alone have their digits; letters among digits are told."""
    number = read_numeral(plain)
    number = read_digits(plain) if number is None else number
    if number is not None:
        return ValueFault(message, write(str(number)))
    if _MIXED_UP.search(plain):
        letters = dict.fromkeys(_LETTERS.findall(plain))
        names = "、".join(f"字母{letter}" for letter in letters)
        return ValueFault(f"{message}（{names}）", "里面可能混入了字母 O 或 l，请改成数字")
    is_digits = any(sign.isnumeric() and not sign.isascii() for sign in text)
    return ValueFault(message, "请写成阿拉伯数字" if is_digits else "请只写一个数")


def explain_unit(text: str, unit: str, fact: Fact, words: FieldWords) -> ValueFault:
    """Why what follows the number is no unit of the fact."""
    match = _MIXED.fullmatch(plain_figure(text))
    message = f"不认识“{text}”的单位“{unit}”"
    if match is not None:
        return ValueFault(message, *_advise_mixed(match, fact))
    if (bracketed := _explain_bracket(text, fact, words)) is not None:
        return bracketed
    if _MORE_THAN_A_NUMBER.search(text):
        return ValueFault(message, "请只写一个数，别的话不写在这里")
    return ValueFault(message, f"请以“{fact.unit}”为单位" if fact.unit else "请只写数字")


def _advise_mixed(match: re.Match[str], fact: Fact) -> tuple[Advice, Advice]:
    """How to write 1万8: in digits, with the unit in a cell, which has one of its own beside it."""
    number, sign, rest = match.groups()
    step = _TEN_THOUSAND if sign == "万" else Decimal(1000)
    value = Decimal(number) * step + Decimal(rest) * step / 10 ** len(rest)
    digits = exact_text(value)
    return write(digits), write(f"{digits}{fact.unit}")


def _explain_bracket(text: str, fact: Fact, words: FieldWords) -> ValueFault | None:
    """Of 25（含高级）: what was read, and that the bracket is no part of it; both readings where
    the bracket holds such a number itself. None for a text that is no such number.
    """
    match = _BRACKET.fullmatch(text.strip())
    if match is None or not _is_amount(match[1], fact, words):
        return None
    number, remark = match[1].strip(), match[2].strip()
    if _is_amount(remark, fact, words):
        return DoubtfulValue(text, (number, remark))
    message = f"写的是“{text}”，读出的数是“{number}”，括号里的“{remark}”不是数的一部分"
    if any(map(str.isdigit, remark)):
        return ValueFault(message, f"请核对是哪个数，只写一个数；{_BRACKET_HINT}")
    return ValueFault(message, write(number).beside(_BRACKET_HINT))


def _is_amount(text: str, fact: Fact, words: FieldWords) -> bool:
    """Whether the text is one number in a unit of the fact, or in none."""
    written = read_written_number(text)
    return written is not None and find_factor(written.rest, fact, words) is not None
