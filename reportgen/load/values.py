"""What a clerk wrote for a fact → its value, or what is wrong with it. Nothing is guessed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.load.faults import DoubtfulShare, DoubtfulValue, ValueFault
from reportgen.load.number_faults import WRITE_ZERO, explain_no_figure, explain_unit
from reportgen.load.written_choices import parse_choice_value, parse_yes_no
from reportgen.load.written_units import find_factor
from reportgen.model.facts import Fact, FactKind, Value
from reportgen.model.numbers import exact_arithmetic, exact_text
from reportgen.model.roles import Role
from reportgen.model.vocabulary import PLAIN_WORDS, FieldWords
from reportgen.problems import Advice, Change, Remedy, write
from reportgen.words.chinese_numerals import read_exact_numeral
from reportgen.words.written_dates import (
    full_year,
    plain_date,
    read_dates,
    read_months,
    read_serial,
)
from reportgen.words.written_numbers import (
    LONGEST_FIGURE,
    WrittenNumber,
    plain_words,
    read_written_number,
)
from reportgen.words.written_years import is_short_year, read_years

_RATIO = late_regex(r"1\s*[:∶/比]\s*([0-9]+(?:\.[0-9]+)?)")
_RATIO_NUMERALS = late_regex(r"一比(.+)")
_PERCENT_NUMERALS = late_regex(r"百分之(.+)")
_ALL = "百"
_SEVERAL_YEARS = late_regex(r"[近以历几多各连来]|\d年间|\d{4}\D+\d{4}|\d{4}\D+\d{2}$")
_YEAR_IN_FULL = late_regex(r"\d{4}")
_NAMED_YEAR = late_regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = late_regex(r"(\d\d)年")
# Every school has some of these.
_NEVER_NONE = (Role.STUDENTS, Role.CLASSES, Role.GRADES, Role.EMPLOYEES)
_THIS_CENTURY = 2000
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
_SHOWN = 30


def parse_value(text: str, fact: Fact, words: FieldWords = PLAIN_WORDS) -> Value:
    """The value in the fact's base unit.

    Errors: ValueFault says what is wrong with the text; what it tells to write is a value.
    """
    try:
        return _parse_value(text, fact, words)
    except ValueFault as fault:
        fault.hint, fault.cell_hint = (
            _if_read(hint, fact, words) for hint in (fault.hint, fault.cell_hint)
        )
        raise


def _if_read(hint: Advice, fact: Fact, words: FieldWords) -> Advice:
    """The advice without what would be refused too if it were written."""
    if not isinstance(hint, Remedy) or hint.change is not Change.WRITE:
        return hint
    read = tuple(text for text in hint.texts if _may_be_written(text, fact, words))
    if read == hint.texts:
        return hint
    return write(*read) if read else _besides(hint)


def _besides(hint: Remedy) -> str:
    """What is left of the advice where there can not be none."""
    return hint.words.removeprefix(WRITE_ZERO) if hint.words.startswith(WRITE_ZERO) else ""


def _may_be_written(text: str, fact: Fact, words: FieldWords) -> bool:
    if text == "0" and (fact.never_none or fact.role in _NEVER_NONE):
        return False
    try:
        _parse_value(text, fact, words)
    except ValueFault:
        return False
    return True


def _parse_value(text: str, fact: Fact, words: FieldWords) -> Value:
    if (
        fact.kind in _PLAIN_NUMBERS
        and text.isascii()
        and text.isdigit()
        and len(text) <= _PLAIN_DIGITS
    ):
        return _check_range(Decimal(text), text, fact)
    if fact.kind is FactKind.TEXT:
        return text
    _refuse_long(text)
    if fact.kind is FactKind.YES_NO:
        return parse_yes_no(text, fact, words)
    if fact.kind in (FactKind.GRADE, FactKind.CHOICE):
        return parse_choice_value(text, fact, words)
    return _check_range(_parse_figure(text, fact, words), text, fact)


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_FIGURE:
        message = f"写了 {len(text)} 个字，太长：“{text[:_SHOWN]}…”"
        raise ValueFault(message, "这里只写一个数、日期或选项，说明请写进报告的文字")


def parse_number(text: str) -> Decimal:
    """A bare number. Errors: ValueFault for anything else."""
    written = _split_number(text)
    if written.rest:
        raise ValueFault(f"应为数，写的是“{text}”", "请只写数字")
    return written.number


def parse_share(text: str) -> Decimal:
    """A share of one, from `85%` or `0.85`. Errors: ValueFault for anything else."""
    number, _, unit = _split_number(text)
    if unit not in ("", "%"):
        raise ValueFault(f"应为百分比，写的是“{text}”", "写法如“85%”")
    return number / 100 if unit else number


def parse_date(text: str) -> datetime.date:
    """The date of `2024-11-20`, `20241120` or `二〇二四年十一月二十日`, or of Excel's number.

    Errors: ValueFault for anything else; DoubtfulValue where it may be one of two.
    """
    serial = read_serial(text.strip())
    dates = (serial,) if serial is not None else read_dates(text)
    if len(dates) == 1:
        return dates[0]
    if dates:
        raise DoubtfulValue(text, tuple(each.isoformat() for each in dates))
    _refuse_long(text)
    raise ValueFault(f"应为日期，写的是“{text}”", "写法如“2024-11-20”")


def parse_year(text: str) -> int:
    """The year that the text says, perhaps with a month and a day.

    Errors: ValueFault for anything else; DoubtfulValue where it may be one of two.
    """
    _refuse_long(text)
    years = read_years(text)
    if len(years) > 1:
        raise DoubtfulValue(text, tuple(map(str, years)))
    if years:
        return years[0]
    plain = plain_words(plain_date(text))
    if short := _SHORT_YEAR.fullmatch(plain):
        return _find_century(text, short[1])
    told = {each.year for each in read_dates(text)} | set(_years_of_months(text))
    if len(told) == 1:
        return told.pop()
    raise _no_year(text, plain)


def year_or_text(text: str) -> str:
    """The year that the text says, in digits; the text where it says none."""
    try:
        return str(parse_year(text)) if text else text
    except ValueFault:
        return text


def _no_year(text: str, plain: str) -> ValueFault:
    message, serial = f"应为四位数的年份，写的是“{text}”", read_serial(text.strip())
    if serial is not None and serial.year >= _THIS_CENTURY:
        return ValueFault(f"{message}，像是日期 {serial} 的编号", write(str(serial.year)))
    if is_short_year(text):
        year = full_year(plain)
        readings = (year, year - 100) if year >= _THIS_CENTURY else (year,)
        return ValueFault(message, write(*map(str, readings)))
    return ValueFault(message, _explain_year(plain))


def _explain_year(plain: str) -> Advice:
    """The one year that the text names."""
    if _SEVERAL_YEARS.search(plain):
        return "只写一个年份；分不出哪一年的不写"
    named = set(_NAMED_YEAR.findall(plain_date(plain)))
    return write(*named) if len(named) == 1 else "写法如“2024”"


def parse_deadline(text: str) -> str:
    """When something is to be done: `2025-12` of 2025年12月, 202512 or 25.12, `2025-12-31` of a
    date or of Excel's number for it, any other text as it is.

    Errors: DoubtfulValue where it may be one of two.
    """
    serial = read_serial(text.strip())
    if serial is not None:
        return serial.isoformat()
    readings = tuple(each.isoformat() for each in read_dates(text)) or read_months(text)
    if len(readings) > 1:
        raise DoubtfulValue(text, readings)
    return readings[0] if readings else text


def _years_of_months(text: str) -> tuple[int, ...]:
    """The year of 1987年9月; none of 2011-12, which may be two years."""
    months = read_months(text)
    if len(months) != 1 or not re.fullmatch(r"\d{4}-\d\d", months[0]):
        return ()
    year, month = map(int, months[0].split("-"))
    is_span = (year + 1) % 100 == month and "月" not in text
    return () if is_span or not _YEAR_IN_FULL.match(plain_date(text)) else (year,)


def _find_century(text: str, digits: str) -> int:
    """1987 of 87年. Errors: DoubtfulValue for 24年, which a school may have been founded in."""
    year = full_year(digits)
    if year < _THIS_CENTURY:
        return year
    raise DoubtfulValue(text, (f"{year}年", f"{year - 100}年"))


def _parse_figure(text: str, fact: Fact, words: FieldWords) -> Decimal:
    if fact.kind is FactKind.RATIO:
        return _parse_ratio(text)
    if fact.kind is FactKind.YEAR:
        return Decimal(parse_year(text))
    told = _PERCENT_NUMERALS.fullmatch(plain_words(text)) if fact.kind is FactKind.SHARE else None
    share = "100" if told and told[1] == _ALL else told[1] if told else ""
    number, _, unit = _split_number(f"{share}%" if told else text, fact)
    with exact_arithmetic():
        value = number * _unit_factor(unit, text, fact, words)
    if _is_whole(fact) and value != value.to_integral_value():
        raise ValueFault(f"应为整数，写的是“{text}”", "请核对数字和单位")
    if fact.kind is FactKind.SHARE and not unit and 0 < value <= 1:
        raise DoubtfulShare(text, (f"{exact_text(value)}%", f"{exact_text(value * 100)}%"))
    return value


def _is_whole(fact: Fact) -> bool:
    # A list in ㎡ (rooms) may hold fractions; one of people or classes may not.
    return fact.kind is FactKind.COUNT or (fact.kind is FactKind.COUNTS and fact.unit != "㎡")


def _split_number(text: str, fact: Fact | None = None) -> WrittenNumber:
    _refuse_long(text)
    written = read_written_number(text)
    if written is None:
        raise explain_no_figure(text, fact)
    if len(written.digits) > _MOST_DIGITS:
        raise ValueFault(f"数太长：“{text[:30]}…”", "请核对数字")
    return written


def _unit_factor(unit: str, text: str, fact: Fact, words: FieldWords) -> Decimal:
    if unit in ("", fact.unit) or unit == unicodedata.normalize("NFKC", fact.unit):
        return Decimal(1)
    factor = find_factor(unit, fact, words)
    if factor is not None:
        return factor
    raise explain_unit(text, unit, fact, words)


def _parse_ratio(text: str) -> Decimal:
    plain = plain_words(text)
    match = _RATIO.fullmatch(plain)
    if match:
        return Decimal(match.group(1))
    numeral = _RATIO_NUMERALS.fullmatch(plain)
    number = read_exact_numeral(numeral.group(1)) if numeral else None
    if number is None:
        raise ValueFault(f"应为比，写的是“{text}”", "写法如“1:18”")
    return Decimal(number)


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
