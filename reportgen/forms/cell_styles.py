"""How the cells of a form look, and the workbook that they are written to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from reportgen.model.form import LISTS_SHEET
from reportgen.ooxml.cell_names import column_name

_FONT = "宋体"
_LOCKED, _INPUT, _TITLE = "#F2F2F2", "#FFFFFF", "#DDEBF7"
TO_FILL, DOUBTFUL, GOOD, BAD = "#FFF2CC", "#F8CBAD", "#E2EFDA", "#FFC7CE"
# The tabs of sheets that must be filled in, and of those that fill in themselves.
NEEDED, WORKED_OUT = "#FFC000", "#70AD47"

_LAST = {"align": "right", "font_color": "#7F7F7F", "bg_color": _LOCKED}
# @: what looks like a date or a number stays as it was typed.
_TYPED = {"num_format": "@", "text_wrap": True, "locked": False, "valign": "top"}
CELL_STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"font_size": 18, "bold": True, "align": "center", "border": 0},
    "status": {"font_size": 11, "border": 0, "text_wrap": True, "align": "left"},
    "head": {"bold": True, "align": "center", "text_wrap": True, "bg_color": _TITLE},
    "group": {"bold": True, "align": "left", "bg_color": "#EDEDED"},
    "label": {"text_wrap": True, "bg_color": _LOCKED},
    "name": {"text_wrap": True, "bold": True, "bg_color": _LOCKED},
    "centre": {"align": "center", "text_wrap": True, "bg_color": _LOCKED},
    "small": {"text_wrap": True, "font_size": 9, "bg_color": _LOCKED},
    "last": {**_LAST, "num_format": "#,##0.##"},
    "last_whole": {**_LAST, "num_format": "#,##0"},
    "input": {"align": "right", "bg_color": _INPUT, "locked": False},
    "choice": {"align": "center", "bg_color": _INPUT, "locked": False},
    "text": {**_TYPED, "bg_color": _INPUT},
    "left": {"align": "left", "valign": "top", "bg_color": _INPUT, "locked": False},
    "past": {**_TYPED, "font_color": "#7F7F7F", "bg_color": _LOCKED, "locked": True},
    "wide_title": {"font_size": 18, "bold": True, "border": 0},
    "wide_note": {"border": 0},
    "sign": {"border": 0, "text_wrap": True},
    "plain": {"border": 0, "text_wrap": True, "valign": "top", "font_size": 12},
    "heading": {"border": 0, "bold": True, "font_size": 12, "valign": "top"},
    "to_fill": {"bg_color": TO_FILL},
    "doubtful": {"bg_color": DOUBTFUL},
    "good": {"bg_color": GOOD},
    "bad": {"bg_color": BAD},
    "code": {**_TYPED, "font_name": "Courier New"},
}
_USUAL = {"font_name": _FONT, "font_size": 10.5, "border": 1, "valign": "vcenter"}
# What a conditional format may set: anything else Excel calls damaged.
_CONDITIONAL = frozenset({"to_fill", "doubtful", "good", "bad"})
# Of rows of text, in points; Excel has none that is higher.
_LINE, _SPACE, _HIGHEST = 14, 8, 409


class FormBook:
    """A form being written: its sheets, its styles made once, its drop-downs on a hidden sheet."""

    def __init__(self) -> None:
        from reportgen.ooxml.text_book import TextBook

        self._book = TextBook()
        self._styles: dict[str, Any] = {}
        self._numbers: dict[str, Any] = {}
        self._lists: dict[tuple[str, ...], str] = {}

    def style(self, name: str) -> Any:
        """The style of that name in `CELL_STYLES`."""
        if name not in self._styles:
            usual = {} if name in _CONDITIONAL else _USUAL
            self._styles[name] = self._book.add_format({**usual, **CELL_STYLES[name]})
        return self._styles[name]

    def number_style(self, number_format: str) -> Any:
        """The style of a worked-out number in that format."""
        if number_format not in self._numbers:
            style = {**_USUAL, "align": "right", "bg_color": _LOCKED, "num_format": number_format}
            self._numbers[number_format] = self._book.add_format(style)
        return self._numbers[number_format]

    def other_format(self, number_format: str) -> Any:
        """What a conditional format sets that shows a number in that format."""
        key = f"conditional {number_format}"
        if key not in self._numbers:
            self._numbers[key] = self._book.add_format({"num_format": number_format})
        return self._numbers[key]

    def sheet(self, name: str, colour: str = "") -> Any:
        """A new sheet behind the others; `colour` is that of its tab."""
        from reportgen.forms.form_page import FormPage

        page = self._book.add_page(name, FormPage)
        if colour:
            page.set_tab_color(colour)
        return page

    def choices(self, options: Sequence[str]) -> str:
        """The source of a drop-down: a name for cells of the hidden sheet.

        A list in the rule itself has room for 255 characters only.
        """
        key = tuple(options)
        if key not in self._lists:
            self._lists[key] = f"选项_{len(self._lists) + 1}"
        return "=" + self._lists[key]

    def drop_down(
        self, options: Sequence[str], error_title: str = "", error_message: str = ""
    ) -> dict[str, object]:
        """A rule that offers the options; anything else is refused if there is an error title."""
        rule: dict[str, object] = {"validate": "list", "source": self.choices(options)}
        if not error_title:
            return {**rule, "show_error": False}
        return {**rule, "error_title": error_title, "error_message": error_message}

    def close(self) -> bytes:
        """Write the drop-downs and give the workbook's bytes; equal sheets give equal bytes."""
        if self._lists:
            self._write_lists()
        return self._book.close()

    def _write_lists(self) -> None:
        page = self.sheet(LISTS_SHEET)
        for column, (options, name) in enumerate(self._lists.items()):
            page.write_column(0, column, options)
            letter = column_name(column + 1)
            cells = f"${letter}$1:${letter}${len(options)}"
            self._book.define_name(name, f"='{LISTS_SHEET}'!{cells}")
        page.hide()


def text_height(cells: Iterable[tuple[str, float]], least: int = 2) -> float:
    """How high a row of texts is, in points, by the widths of their cells; `least` are lines."""
    lines = max((lines_of(text, width) for text, width in cells), default=1)
    return min(_LINE * max(lines, least) + _SPACE, _HIGHEST)


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a cell of that width; Chinese characters are two wide."""
    parts = (sum(2 if sign > "\u2e7f" else 1 for sign in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(part / max(width - 1, 1))) for part in parts)
