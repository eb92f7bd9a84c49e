"""The filters of phrases and Word templates, by their Chinese names.

A fact that was not given stays what it is, a hole in a phrase and an error in a Word template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from reportgen.model.amounts import format_amount, format_money, format_ten_thousands
from reportgen.model.facts import FactKind
from reportgen.model.numbers import (
    SQUARE_METRES_PER_MU,
    exact_arithmetic,
    exact_text,
    format_percent,
    format_short,
)
from reportgen.model.sourced_figure import figure_code
from reportgen.model.sourced_text import sourced
from reportgen.model.units import UNITS
from reportgen.named_tuple import NamedTuple
from reportgen.sections.phrasing.chinese_figures import (
    capital_amount,
    chinese_date,
    chinese_figure,
    chinese_year,
)
from reportgen.templating.faults import UnfitValueError
from reportgen.templating.quantity import Quantity, whole_number
from reportgen.templating.value_filters import default
from reportgen.words.typed_lines import join_wrapped

HOLE = "\ue000"
"""Stands in a phrase's text where a fact is missing; a private character that no data may hold."""

# A share of more than a thousand percent is a figure that is a percentage already.
_LARGEST_SHARE = 10
# GB/T 15835-2011: groups of three digits are parted by a thin space, here one at which no line is
# broken; that integers of four digits need no parting is from memory.
_THIN_SPACE = "\u202f"
_UNGROUPED = 4
_TEN_THOUSAND, _HUNDREDTH = Decimal(10_000), Decimal("0.01")
_OPENING = {"“": "”", "「": "」", "‘": "’", '"': '"'}


class _Figures(NamedTuple):
    """What a filter takes: figures in these units; any where there are none."""

    word: str = ""
    units: frozenset[str] = frozenset()


def _figures_of(kind: FactKind, word: str) -> _Figures:
    """Those in the unit that facts of the kind are kept in, however it is written."""
    units = (unit for unit, factor in UNITS[kind].items() if factor == 1)
    return _Figures(word, frozenset(units))


_ANY = _Figures()
_AREAS = _figures_of(FactKind.AREA, "面积")
_MONEY = _figures_of(FactKind.MONEY, "金额")
_YEARS = _figures_of(FactKind.YEAR, "年份")
_SHARES = _Figures("占比（0.856 印成 85.6%）", frozenset({"1"}))
# The longer side of A4, in millimetres.
_WIDEST = 297


def _counted(
    make: Callable[..., str], unit: str = "", size: Decimal = Decimal(1)
) -> Callable[..., Quantity]:
    """What is printed, as the number that it is in that unit, `size` of the figure's own."""

    def apply(value: Decimal, *arguments: Any) -> Quantity:
        with exact_arithmetic():
            return Quantity(make(value, *arguments), value / size, unit, figure_code(value))

    return apply


def _of_decimals(make: Callable[..., str], figures: _Figures = _ANY) -> Callable[..., object]:
    """A filter that leaves what is no figure as it stands: 缺数据 stays 缺数据. It takes such
    `figures`, and those of which no unit is known.
    """

    def apply(value: object, *arguments: Any) -> object:
        counts = map(whole_number, arguments)
        if isinstance(value, Decimal):
            return _of(value, make(value, *counts))
        if isinstance(value, Quantity):
            _refuse_other_unit(value, figures)
            return value if value.number is None else _of(value, make(value.number, *counts))
        # A figure written in the tag itself: `{{ 20500|面积 }}`.
        typed = isinstance(value, (int, float)) and not isinstance(value, bool)
        return make(Decimal(str(value)), *counts) if typed else value

    return apply


def _of_numbers(make: Callable[..., str], figures: _Figures = _ANY) -> Callable[..., object]:
    """A filter that takes figures only, also those written as text (`2024`); `figures` likewise."""

    def apply(value: object, *arguments: Any) -> object:
        if isinstance(value, Quantity):
            _refuse_other_unit(value, figures)
        if _is_missing(value):
            return value
        return _of(value, make(read_number(value), *map(whole_number, arguments)))

    return apply


def _of(value: object, made: str) -> str:
    """What was made of the value, as a figure of the same."""
    code = value.code if isinstance(value, Quantity) else figure_code(value)
    if not code:
        return made
    if isinstance(made, Quantity):
        return Quantity(made, made.number, made.unit, code)
    return sourced(made, code)


def _refuse_other_unit(value: Quantity, figures: _Figures) -> None:
    """Errors: UnfitValueError for a figure of another unit than the filter prints."""
    unit = value.unit.partition("/")[0]
    if not figures.units or not unit or unit in figures.units:
        return
    message = f"“{value}”的单位是“{value.unit}”，这种处理方法只用于{figures.word}"
    percent = "已经是百分数的，直接写百分号，例如 {{ 数据.××率 }}%"
    other = "请检查竖线前面的名称，或去掉竖线和后面的处理方法"
    raise UnfitValueError(message, percent if unit == "%" else other)


def _is_missing(value: object) -> bool:
    """Whether it is a fact that was not given, or a hole that another filter made of one."""
    return isinstance(value, Undefined) or value == HOLE


def read_number(value: object) -> Decimal:
    """The value as an exact figure. Errors: UnfitValueError for anything that is none."""
    if isinstance(value, Quantity) and value.number is not None:
        return value.number
    if (
        isinstance(value, (int, Decimal))
        and not isinstance(value, bool)
        and Decimal(value).is_finite()
    ):
        return Decimal(value)
    text = str(value).strip()
    if text.isascii() and text.removeprefix("-").replace(".", "", 1).isdigit():
        return Decimal(text)
    raise UnfitValueError(f"“{value}”不是数", "这种处理方法只用于数，请检查竖线前面的名称")


def _area(value: Decimal) -> str:
    return format_amount(value, "平方米")


def _mu(value: Decimal) -> str:
    with exact_arithmetic():
        return f"{format_short(value / SQUARE_METRES_PER_MU)}亩"


def _percentage(value: Decimal, decimals: int = 2) -> str:
    """A share of one in percent: 0.856 is 85.6%."""
    if abs(value) > _LARGEST_SHARE:
        message = f"“{exact_text(value)}”不像占比：“百分比”要的是 0.856 这样的数，印成 85.6%"
        raise UnfitValueError(message, "已经是百分数的，请直接写百分号，例如 {{ 数据.××率 }}%")
    return format_percent(value, decimals)


def _grouped(value: Decimal, separator: str = _THIN_SPACE) -> str:
    """The digits before the point in groups of three; `separator` may be a comma."""
    whole, _, rest = exact_text(abs(value)).partition(".")
    if separator != _THIN_SPACE or len(whole) > _UNGROUPED:
        whole = f"{int(whole):,}".replace(",", separator)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def _school_year(value: Decimal) -> str:
    """2024 is 2024—2025学年."""
    if value != value.to_integral_value() or not 1000 <= value <= 9998:
        raise UnfitValueError(
            f"“{exact_text(value)}”不是四位数的年份", "学年写它开始的那一年，例如 2024"
        )
    return f"{int(value)}—{int(value) + 1}学年"


def _date(value: object, style: str = "") -> object:
    return value if _is_missing(value) else chinese_date(value, style)


def _width(value: object, millimetres: object = "") -> object:
    """A picture shown so many millimetres wide."""
    if _is_missing(value) or value == "":
        return value
    if not hasattr(value, "with_width") or millimetres == "":
        raise UnfitValueError("“宽”只用于图片，要写多少毫米", "例如 {{ 图片.校徽|宽(20) }}")
    wide = float(read_number(millimetres))
    if not 1 <= wide <= _WIDEST:
        raise UnfitValueError(
            f"图片宽 {wide:g} 毫米放不下", f"请写 1 到 {_WIDEST} 之间的数，单位是毫米"
        )
    return value.with_width(wide)


def _nonzero(value: object) -> object:
    """The figure; none at all is not worth a clause."""
    is_figure = isinstance(value, Decimal) or (isinstance(value, Quantity) and value.number == 0)
    return HOLE if is_figure and not value else value


class _Paragraphs(tuple[str, ...]):
    """The paragraphs of a text, one by one; printed whole they are lines."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(self)


def _paragraphs(value: object) -> object:
    return value if _is_missing(value) else _Paragraphs(filter(None, str(value).split("\n")))


def _within(value: object) -> object:
    """A text that stands in a sentence: on one line, without quotes around it or a closing mark."""
    if _is_missing(value) or not isinstance(value, str):
        return value
    text = join_wrapped(value.split("\n")).rstrip("。；！，、;,.")
    quoted = text[:1] in _OPENING and text[-1:] == _OPENING[text[:1]]
    return text[1:-1] if quoted and text.count(text[0]) == 1 else text


def _short(value: object, decimals: Any = 2) -> object:
    """A figure with at most so many decimals; one with a sign or a unit keeps it."""
    if isinstance(value, Quantity) and value.number is not None:
        return value.with_number(value.number, whole_number(decimals))
    return _PLAIN_SHORT(value, decimals)


_PLAIN_SHORT = _of_decimals(format_short)


FILTERS: Mapping[str, Callable[..., object]] = {
    "面积": _of_decimals(_counted(_area, "平方米"), _AREAS),
    "亩": _of_decimals(_counted(_mu, "亩", SQUARE_METRES_PER_MU), _AREAS),
    "金额": _of_decimals(_counted(format_money, "元"), _MONEY),
    "万元": _of_numbers(_counted(format_ten_thousands, "万元", _TEN_THOUSAND), _MONEY),
    "大写金额": _of_numbers(capital_amount, _MONEY),
    "数": _short,
    "千分": _of_numbers(_counted(_grouped)),
    "百分比": _of_numbers(_counted(_percentage, "%", _HUNDREDTH), _SHARES),
    "中文数字": _of_numbers(chinese_figure),
    "中文年份": _of_numbers(chinese_year, _YEARS),
    "中文日期": _date,
    "学年": _of_numbers(_school_year, _YEARS),
    "宽": _width,
    "段落": _paragraphs,
    "句中": _within,
    "默认": default,
    "非零": _nonzero,
}
