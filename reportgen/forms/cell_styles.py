"""How the cells of a form look, and what may be typed into them."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar

from reportgen.model.facts import Fact, FactKind
from reportgen.model.form import LISTS_SHEET
from reportgen.model.numbers import exact_text
from reportgen.model.units import unit_choices
from reportgen.ooxml.cell_names import column_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_FONT = "宋体"
_LOCKED, _INPUT, _TITLE = "#F2F2F2", "#FFFFFF", "#DDEBF7"
TO_FILL, DOUBTFUL, GOOD, BAD = "#FFF2CC", "#F8CBAD", "#E2EFDA", "#FFC7CE"

LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"font_size": 18, "bold": True, "align": "center", "border": 0},
    "status": {"font_size": 11, "border": 0, "text_wrap": True, "align": "left"},
    "head": {"bold": True, "align": "center", "text_wrap": True, "bg_color": _TITLE},
    "group": {"bold": True, "align": "left", "bg_color": "#EDEDED"},
    "label": {"text_wrap": True, "bg_color": _LOCKED},
    "name": {"text_wrap": True, "bold": True, "bg_color": _LOCKED},
    "centre": {"align": "center", "text_wrap": True, "bg_color": _LOCKED},
    "small": {"text_wrap": True, "font_size": 9, "bg_color": _LOCKED},
    "last": {
        "align": "right",
        "num_format": "#,##0.##",
        "font_color": "#7F7F7F",
        "bg_color": _LOCKED,
    },
    "last_whole": {
        "align": "right",
        "num_format": "#,##0",
        "font_color": "#7F7F7F",
        "bg_color": _LOCKED,
    },
    "input": {"align": "right", "bg_color": _INPUT, "locked": False},
    "choice": {"align": "center", "bg_color": _INPUT, "locked": False},
    # @: what looks like a date or a number stays as it was typed.
    "text": {
        "num_format": "@",
        "text_wrap": True,
        "bg_color": _INPUT,
        "locked": False,
        "valign": "top",
    },
    "wide_title": {"font_size": 18, "bold": True, "border": 0},
    "wide_note": {"border": 0},
    "sign": {"border": 0, "text_wrap": True},
    "plain": {"border": 0, "text_wrap": True, "valign": "top", "font_size": 12},
    "heading": {"border": 0, "bold": True, "font_size": 12, "valign": "top"},
    "to_fill": {"bg_color": TO_FILL},
    "doubtful": {"bg_color": DOUBTFUL},
    "good": {"bg_color": GOOD},
    "bad": {"bg_color": BAD},
    "code": {
        "num_format": "@",
        "text_wrap": True,
        "font_name": "Courier New",
        "locked": False,
        "valign": "top",
    },
}
_USUAL = {"font_name": _FONT, "font_size": 10.5, "border": 1, "valign": "vcenter"}
# What a conditional format may set: anything else Excel calls damaged.
_CONDITIONAL = frozenset({"to_fill", "doubtful", "good", "bad"})
# What XML cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_MOST_PREPARED = 20_000


class Book:
    """A workbook being written: its sheets, looks made once, and lists to choose from on a
    hidden sheet.
    """

    def __init__(self) -> None:
        from xlsxwriter import Workbook

        self._stream = BytesIO()
        self._book: Workbook = Workbook(self._stream, {"in_memory": True})
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
        self._looks: dict[str, Any] = {}
        self._numbers: dict[str, Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def look(self, name: str) -> Any:
        """The look of that name."""
        if name not in self._looks:
            usual = {} if name in _CONDITIONAL else _USUAL
            self._looks[name] = self._book.add_format({**usual, **LOOKS[name]})
        return self._looks[name]

    def number_look(self, number_format: str) -> Any:
        """The look of a worked-out number in that format."""
        if number_format not in self._numbers:
            look = {**_USUAL, "align": "right", "bg_color": _LOCKED, "num_format": number_format}
            self._numbers[number_format] = self._book.add_format(look)
        return self._numbers[number_format]

    def sheet(self, name: str) -> Any:
        """A new sheet behind the others."""
        return self._book.add_worksheet(name, worksheet_class=_page_class())

    def choices(self, options: Sequence[str]) -> str:
        """The source of a drop-down: a name for cells of the hidden sheet, since a list in place
        may have 255 signs.
        """
        key = tuple(options)
        if key not in self._lists:
            self._lists[key] = f"选项_{len(self._lists) + 1}"
        return "=" + self._lists[key]

    def close(self) -> bytes:
        """Write the lists and give the workbook's bytes; equal sheets give equal bytes."""
        if self._lists:
            page = self.sheet(LISTS_SHEET)
            for column, (options, name) in enumerate(self._lists.items()):
                page.write_column(0, column, [clean(option) for option in options])
                letter = column_name(column + 1)
                self._book.define_name(
                    name, f"='{LISTS_SHEET}'!${letter}$1:${letter}${len(options)}"
                )
            page.hide()
        self._book.close()
        return self._stream.getvalue()


@lru_cache(maxsize=1)
def _page_class() -> type:
    from xlsxwriter.worksheet import Worksheet

    class Page(Worksheet):  # type: ignore[misc]
        """Formulas repeat from school to school: XlsxWriter's hundred searches in each are made
        once.
        """

        _prepared: ClassVar[dict[tuple[str, bool], str]] = {}

        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            key = (formula, expand_future_functions)
            if key not in self._prepared:
                if len(self._prepared) >= _MOST_PREPARED:
                    self._prepared.clear()
                self._prepared[key] = super()._prepare_formula(formula, expand_future_functions)
            return self._prepared[key]

    return Page


def clean(text: str) -> str:
    """The text without what a workbook cannot hold."""
    return _ILLEGAL.sub("", text)


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a cell of that width, a Chinese character being two wide."""
    parts = (sum(2 if sign > "\u2e7f" else 1 for sign in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(part / max(width - 1, 1))) for part in parts)


def protect(page: Any) -> None:
    """Labels are locked against slips of the hand, without a password; lines and columns may be
    put in.
    """
    allowed = (
        "insert_rows",
        "insert_columns",
        "format_rows",
        "format_columns",
        "format_cells",
        "sort",
        "autofilter",
    )
    page.protect("", dict.fromkeys(allowed, True))


def print_on_a4(page: Any, head: int) -> None:
    """Landscape A4, one page wide, the lines down to row `head` on every page, which also says
    its number.
    """
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.repeat_rows(head)
    page.set_footer("&C第 &P 页，共 &N 页")


def rule_for(fact: Fact, book: Book, units: bool = True) -> dict[str, object]:
    """The validation of a figure's cell: its kind and range, with a title and a message in Chinese.

    `units` says that another unit can be chosen beside the cell.
    """
    choices = unit_choices(fact) if units else (fact.unit,)
    rule, expected = _limits(fact, book, choices), _expected(fact, choices)
    about = "；".join(filter(None, (fact.definition, expected)))
    told = {
        "input_title": fact.name[:_LONGEST_TITLE],
        "input_message": _short(about),
        "error_title": _short(f"请检查：{fact.name}", _LONGEST_TITLE),
        "error_message": _short(f"{expected}。没有的填 0，没有统计的留空。"),
    }
    return {**rule, **{key: value for key, value in told.items() if value}}


def _limits(fact: Fact, book: Book, choices: Sequence[str]) -> dict[str, object]:
    if fact.kind is FactKind.YES_NO:
        return {"validate": "list", "source": book.choices(("是", "否"))}
    if fact.choices:
        return {"validate": "list", "source": book.choices(fact.choices)}
    if not fact.kind.is_number or fact.kind is FactKind.RATIO:
        return {"validate": "any"}
    whole = fact.kind in (FactKind.COUNT, FactKind.YEAR) and len(choices) < 2
    low = fact.low if fact.low is not None else 0
    kind = "integer" if whole else "decimal"
    if fact.high is None:
        return {"validate": kind, "criteria": ">=", "value": exact_text(Decimal(low))}
    limits = {"minimum": exact_text(Decimal(low)), "maximum": exact_text(fact.high)}
    return {"validate": kind, "criteria": "between", **limits}


def _expected(fact: Fact, choices: Sequence[str]) -> str:
    """What is to be typed: `应为 0～20000 的整数，单位：人`."""
    if fact.kind is FactKind.YES_NO or fact.choices:
        return "请从下拉列表里选"
    if fact.kind is FactKind.RATIO:
        return "写成 1:18 的样子"
    if not fact.kind.is_number and fact.kind is not FactKind.COUNTS:
        return "写文字"
    word = "整数" if fact.kind in (FactKind.COUNT, FactKind.YEAR) and len(choices) < 2 else "数"
    high = exact_text(fact.high) if fact.high is not None else ""
    low = exact_text(fact.low) if fact.low is not None else "0"
    between = f" {low}～{high} 的" if high else f"不小于 {low} 的"
    unit = f"，单位：{'、'.join(choices)}" if fact.unit else ""
    share = "；96% 就写 96，不写百分号" if fact.kind is FactKind.SHARE else ""
    return f"应为{between}{word}{unit}{share}"


def _short(text: str, longest: int = _LONGEST_MESSAGE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
