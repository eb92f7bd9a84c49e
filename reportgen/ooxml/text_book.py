"""The one door to XlsxWriter: workbooks in which a text is a text, whatever it looks like.

XlsxWriter takes `=1+1` for a formula and `http://…` for a link wherever it writes what it is given;
here only `write_formula` makes a formula, and nothing makes a link.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO, StringIO
from math import isinf, isnan
from numbers import Number
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import UnsupportedImageFormat
from xlsxwriter.image import Image
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from reportgen.late_regex import late_regex
from reportgen.ooxml.cell_texts import cell_text, clean, cut

_FORBIDDEN = late_regex(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_LONGEST_NAME, _LONGEST_FORMULA = 31, 8192
# Called for every cell: not looked up anew.
_WRITE_STRING, _WRITE_FORMULA = Worksheet._write_string, Worksheet._write_formula
# So many rows have one `spans`.
_SPAN = 16
_MANY_PIECES = 1024
# A name that Excel keeps for itself.
_RESERVED = "history"
# What a rule tells at its cell; XlsxWriter leaves out a rule that tells more.
_LONGEST_TOLD = {"input_title": 32, "error_title": 32, "input_message": 255, "error_message": 255}


class TextBook:
    """A workbook being written; equal sheets give equal bytes."""

    def __init__(self) -> None:
        self._stream = BytesIO()
        self._book = _Book(self._stream, {"in_memory": True})
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)})
        self._taken: set[str] = set()

    def add_page(self, name: str, kind: type[TextPage] | None = None) -> Any:
        """A new sheet behind the others, under that name or the next one that Excel accepts."""
        free = _free_name(name, self._taken)
        return self._book.add_worksheet(free, worksheet_class=kind or TextPage)

    def add_format(self, look: Mapping[str, object]) -> Any:
        """A new format of cells."""
        return self._book.add_format(dict(look))

    def number_of(self, look: Any) -> int:
        """The number by which the cells of that format name it: formats are numbered as they are
        first asked for.
        """
        number: int = look._get_xf_index()
        return number

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


class RowPage(TextPage):
    """A sheet of whole rows below a head, which are written as they come: no cell of them is held,
    and their text takes a byte for a sign.
    """

    dim_rowmin: Any
    dim_rowmax: Any

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        self._width = 0

    @property
    def count(self) -> int:
        """How many rows there are below the head."""
        return len(self._rows)

    def add_row(self, cells: Iterable[tuple[object, int]], height: float | None = None) -> None:
        """The next row, with a cell in each column: what it holds, and the number of its format.
        `height` in points, None: the usual one.
        """
        number = len(self._rows) + 1
        written = [
            self._cell_markup(f"{_letters(place)}{number + 1}", look, value)
            for place, (value, look) in enumerate(cells)
        ]
        self._rows.append("".join(written))
        self._width = len(written)
        self._check_dimensions(number, self._width - 1)
        if height is not None:
            self.set_row(number, height)

    def _cell_markup(self, place: str, look: int, value: Any) -> str:
        if value is None or value == "":
            return f'<c r="{place}" s="{look}"/>'
        if isinstance(value, Number):
            # Of more than Excel can count the digits are a text.
            if not isnan(value) and not isinf(value):  # type: ignore[arg-type]
                return f'<c r="{place}" s="{look}"><v>{value:.16G}</v></c>'
            value = str(value)
        index = self.str_table._get_shared_string_index(cell_text(value))
        return f'<c r="{place}" s="{look}" t="s"><v>{index}</v></c>'

    def _calculate_spans(self) -> None:
        super()._calculate_spans()
        blocks = range(len(self._rows) // _SPAN + 1) if self._rows else ()
        self.row_spans |= dict.fromkeys(blocks, f"1:{self._width}")

    def _write_rows(self) -> None:
        """The head, the rows, and what stands below them."""
        if not self._rows:
            super()._write_rows()
            return
        last = self.dim_rowmax
        self.dim_rowmax = 0
        super()._write_rows()
        self._calculate_spans()
        # Before XlsxWriter 3.3 what was said of rows had another name.
        known = vars(self)["row_info" if "row_info" in vars(self) else "set_rows"]
        for number, row in enumerate(self._rows, 1):
            self._write_row(number, self.row_spans[number // _SPAN], known.get(number))
            self.fh.write(row)
            self._xml_end_tag("row")
        self.dim_rowmin, self.dim_rowmax = len(self._rows) + 1, last
        super()._write_rows()


@cache
def _letters(place: int) -> str:
    letters: str = xl_col_to_name(place)
    return letters


class _CompactText(StringIO):
    """What is written piece by piece, as one text: of a stream it would take four bytes a sign."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._written: list[str] = []

    def write(self, text: str) -> int:
        self._pieces.append(text)
        if len(self._pieces) >= _MANY_PIECES:
            self._written.append("".join(self._pieces))
            self._pieces.clear()
        return len(text)

    def getvalue(self) -> str:
        return "".join((*self._written, *self._pieces))


class _CompactPackager(Packager):  # type: ignore[misc]
    def _filename(self, xml_filename: str) -> StringIO:
        part = _CompactText()
        self.filenames.append((part, xml_filename, False))
        return part


class _Book(Workbook):  # type: ignore[misc]
    def _get_packager(self) -> Packager:
        return _CompactPackager()


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
