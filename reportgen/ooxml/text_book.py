"""The one door to XlsxWriter: workbooks in which a text is a text, whatever it looks like.

XlsxWriter takes `=1+1` for a formula and `http://…` for a link wherever it writes what it is given;
here only `write_formula` makes a formula, and nothing makes a link.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import UnsupportedImageFormat
from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from reportgen.late_regex import late_regex
from reportgen.ooxml.cell_texts import cell_text, clean, cut

_FORBIDDEN = late_regex(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_LONGEST_NAME, _LONGEST_FORMULA = 31, 8192
# Called for every cell: not looked up anew.
_WRITE_STRING, _WRITE_FORMULA = Worksheet._write_string, Worksheet._write_formula
# A name that Excel keeps for itself.
_RESERVED = "history"
# What a rule tells at its cell; XlsxWriter leaves out a rule that tells more.
_LONGEST_TOLD = {"input_title": 32, "error_title": 32, "input_message": 255, "error_message": 255}


class TextBook:
    """A workbook being written; equal sheets give equal bytes."""

    def __init__(self) -> None:
        self._stream = BytesIO()
        self._book = Workbook(self._stream, {"in_memory": True})
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
        self._taken: set[str] = set()

    def add_page(self, name: str, kind: type[TextPage] | None = None) -> Any:
        """A new sheet behind the others, under that name or the next one that Excel accepts."""
        free = _free_name(name, self._taken)
        return self._book.add_worksheet(free, worksheet_class=kind or TextPage)

    def add_format(self, look: Mapping[str, object]) -> Any:
        """A new format of cells."""
        return self._book.add_format(dict(look))

    def define_name(self, name: str, cells: str) -> None:
        """A name for cells: `选项_1` for `='选项'!$A$1:$A$9`."""
        self._book.define_name(name, cells)

    def close(self) -> bytes:
        """The workbook's bytes."""
        self._book.close()
        # The book and its pages hold each other: all that was written would stay until somebody
        # looks for what nobody holds.
        for each in (*self._book.worksheets(), self._book):
            vars(each).clear()
        return self._stream.getvalue()


class TextPage(Worksheet):  # type: ignore[misc]
    """A sheet whose texts are texts, cleaned of what would damage the workbook."""

    def _write(self, row: int, col: int, *args: Any) -> int:
        # Where `merge_range`, `write_column` and their like end, which interpret what they write.
        if isinstance(args[0], str) and args[0]:
            return self._write_string(row, col, *args)
        written: int = super()._write(row, col, *args)
        return written

    def _write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> int:
        written: int = _WRITE_STRING(self, row, col, cell_text(string), cell_format)
        return written

    def _write_number(self, row: int, col: int, number: Any, cell_format: Any = None) -> int:
        try:
            written: int = super()._write_number(row, col, number, cell_format)
        except TypeError:
            # More than Excel can count.
            written = self._write_string(row, col, str(number), cell_format)
        return written

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0
    ) -> int:
        if len(formula) > _LONGEST_FORMULA:
            return int(self._write_blank(row, col, "", cell_format))
        written: int = _WRITE_FORMULA(self, row, col, formula, cell_format, value)
        return written

    def data_validation(self, *place_and_rule: Any) -> int:
        """As XlsxWriter's, with messages that are cut; choices are cells, never texts in the rule.

        Errors: ValueError for choices in the rule.
        """
        *place, rule = place_and_rule
        if rule["validate"] == "list" and not str(rule["source"]).startswith("="):
            raise ValueError("choices stand in cells")
        told = {
            key: cut(clean(rule[key]), end) for key, end in _LONGEST_TOLD.items() if key in rule
        }
        return int(super().data_validation(*place, {**rule, **told}))


def read_image(data: bytes) -> Any:
    """The picture as a sheet takes it, or None if XlsxWriter cannot read it."""
    try:
        return Image(BytesIO(data))
    except (struct.error, UnsupportedImageFormat, ValueError):
        return None


def _free_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    plain = _cut_name(_FORBIDDEN.sub("_", clean(name)).strip("' "), _LONGEST_NAME) or "表"
    number, free = 1, plain
    while free.casefold() in taken or free.casefold() == _RESERVED:
        number += 1
        free = f"{_cut_name(plain, _LONGEST_NAME - len(str(number)) - 1)}_{number}"
    taken.add(free.casefold())
    return free


def _cut_name(name: str, longest: int) -> str:
    units = name.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", "ignore").rstrip("' ")
