"""Figures → Chinese characters: 一百二十三, 二〇二四, 壹万贰仟元整, 二〇二四年十一月二十日."""

from __future__ import annotations

import datetime
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import exact_arithmetic, exact_text
from reportgen.templating.faults import UnfitValueError
from reportgen.words.chinese_numerals import (
    DIGITS,
    LARGEST,
    write_digits,
    write_financial_numeral,
    write_numeral,
)

_CAPITAL = "大写"
_LONGEST_DATE = 40
_DATE = late_regex(r"(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*月?\s*|\s*[-./月]\s*(\d{1,2})\s*日?\s*)")


def chinese_figure(value: Decimal) -> str:
    """The figure in Chinese, every decimal of it: 一百二十三, 十二点五, 负三, 零.

    Errors: UnfitValueError from ten thousand billions (一亿亿) up.
    """
    whole, _, rest = exact_text(abs(_limited(value))).partition(".")
    decimals = f"点{write_digits(rest, DIGITS[0])}" if rest else ""
    return f"{'负' if value < 0 else ''}{write_numeral(int(whole))}{decimals}"


def chinese_year(value: Decimal) -> str:
    """The figure's digits one by one, nought as 〇: 二〇二四.

    Errors: UnfitValueError if it is no whole number.
    """
    if value != value.to_integral_value() or value < 0:
        raise UnfitValueError(f"“{exact_text(value)}”不是年份", "年份是没有小数的数，例如 2024")
    return write_digits(exact_text(value))


def capital_amount(value: Decimal) -> str:
    """An amount in 元 as it is written on cheques: 壹万贰仟元整, 叁元零伍分, 伍角整.

    Errors: UnfitValueError below 分, or from 一亿亿 up.
    """
    with exact_arithmetic():
        cents = abs(_limited(value)) * 100
    if cents != cents.to_integral_value():
        raise UnfitValueError(
            f"金额 {exact_text(value)} 元不到分", "大写金额写到分为止，请先改好数据"
        )
    yuan, small = divmod(int(cents), 100)
    dimes, pennies = divmod(small, 10)
    text = f"{write_financial_numeral(yuan)}元" if yuan or not small else ""
    if dimes:
        text += f"{write_financial_numeral(dimes)}角"
    elif pennies and yuan:
        text += write_financial_numeral(0)
    text += f"{write_financial_numeral(pennies)}分" if pennies else "整"
    return f"{'负' if value < 0 else ''}{text}"


def _limited(value: Decimal) -> Decimal:
    if abs(value) >= LARGEST:
        raise UnfitValueError(
            f"“{exact_text(value)}”太大，写不成中文数字", "请检查数据是不是多写了几位"
        )
    return value


def chinese_date(value: object, style: str = "") -> str:
    """A date, or a text like 2024-11-20 or 2024年11月, as 2024年11月20日.

    The style 大写 gives 二〇二四年十一月二十日. Digits have no leading nought (GB/T 9704-2012,
    7.3.5.4). Errors: UnfitValueError for what is no date.
    """
    year, month, day = _read_date(value)
    if style == _CAPITAL:
        said = [
            write_digits(str(year)),
            *(write_numeral(each) for each in (month, day) if each),
        ]
    elif style:
        raise UnfitValueError(
            f"不认识“中文日期”的“{style}”这种写法", f'只有 中文日期 和 中文日期("{_CAPITAL}")'
        )
    else:
        said = [str(each) for each in (year, month, day) if each]
    return "".join(f"{number}{unit}" for number, unit in zip(said, "年月日", strict=False))


def _read_date(value: object) -> tuple[int, int, int]:
    """Year, month and day; the day is 0 where there is none."""
    if isinstance(value, datetime.date):
        return value.year, value.month, value.day
    told = str(value).strip()
    found = _DATE.fullmatch(told) if len(told) <= _LONGEST_DATE else None
    if found:
        year, month, day = (int(each or 0) for each in found.groups())
        try:
            datetime.date(year, month, day or 1)
        except ValueError:
            found = None
        else:
            return year, month, day
    raise UnfitValueError(
        f"“{value}”不是日期",
        "这种处理方法只用于日期，请检查竖线前面的名称；日期写成 2024-11-20 或 2024年11月20日",
    )
