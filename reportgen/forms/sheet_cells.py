"""The cells of a worksheet's part: found by the name of their place, made where there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from reportgen.forms.edited_workbook import NoWorkbookError, attribute_number, needed_child, tag
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_names import cell_name, find_cell


class WorkbookCell(NamedTuple):
    """A cell: its sheet, row and column from 1, and its name (`D12`)."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """The cell as formulas write it."""
        return cell_name(self.row, self.column)


def find_workbook_cell(cell: str, sheets: Iterable[str]) -> WorkbookCell | None:
    """The cell that a location names (`基本数据!D12`), or None if it is in none of these sheets."""
    sheet, _, name = cell.rpartition("!")
    sheet = sheet.strip("'").replace("''", "'")
    found = find_cell(name.partition(":")[0])
    return WorkbookCell(sheet, *found) if found and sheet in sheets else None


def find_or_insert_cell(root: Any, place: WorkbookCell) -> Any:
    """The cell's element; a new one has the style of its row or column.

    Errors: NoWorkbookError if rows or cells of the sheet do not say where they stand.
    """
    data = needed_child(root, "sheetData")
    row = _find_or_insert(data, "row", place.row, _row_of, str(place.row))
    cell = _find_or_insert(row, "c", place.column, _column_of, place.name)
    if cell.get("s") is None and len(cell) == 0:
        has_style = row.get("customFormat") in ("1", "true")
        style = row.get("s") if has_style else _column_style(root, place.column)
        if style:
            cell.set("s", style)
    return cell


def _find_or_insert(
    parent: Any, name: str, wanted: int, place_of: Callable[[Any], int], reference: str
) -> Any:
    behind = None
    for each in parent.iterchildren(tag(name)):
        number = place_of(each)
        if number == wanted:
            return each
        if number > wanted:
            behind = each
            break
    # Its spans would not hold the new cell.
    parent.attrib.pop("spans", None)
    new = etree.Element(tag(name), r=reference)
    parent.insert(len(parent) if behind is None else parent.index(behind), new)
    return new


def _row_of(row: Any) -> int:
    if row.get("r") is None:
        raise NoWorkbookError("rows without numbers")
    return attribute_number(row, "r")


def _column_of(cell: Any) -> int:
    found = find_cell(cell.get("r", ""))
    if found is None:
        raise NoWorkbookError("cells without names")
    return found.column


def _column_style(root: Any, column: int) -> str | None:
    for each in root.iter(tag("col")):
        if attribute_number(each, "min", "0") <= column <= attribute_number(each, "max", "0"):
            style: str | None = each.get("style")
            return style
    return None
