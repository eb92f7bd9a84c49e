"""Applies a remedy to a workbook, a .csv or the mapping beside it, as a clerk would by its words."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.utils import column_index_from_string

from reportgen.problems import Change, Location, Problem

_CELL = re.compile(r"([A-Z]+)(\d+)")
# Puts a text into a cell by sheet, row and column from 1; None empties it.
_Put = Callable[[str, int, int, str | None], None]


def mend_workbook(file: Path, problem: Problem, written: str = "1", choice: int = 0) -> None:
    """Make the problem's remedy: with that one of several things to write.

    `written` is what the clerk fills in for a new row, column or key.
    """
    remedy = problem.remedy
    assert remedy is not None, problem
    place = remedy.place or problem.location
    if not place.cell:
        _mend_mapping(Path(place.file), place, remedy.texts[0], written)
        return
    if remedy.change is Change.DELETE and ":" in place.cell:
        _delete_row(file, *place.cell.rpartition("!")[::2])
        return
    sheet, row, column = _split(place)
    change = _change_csv if file.suffix == ".csv" else _change_workbook
    match remedy.change:
        case Change.WRITE | Change.RENAME:
            change(file, lambda put: put(sheet, row, column, remedy.texts[choice]))
        case Change.DELETE:
            change(file, lambda put: put(sheet, row, column, None))
        case Change.ADD:
            value = _value_place(file, problem, place)
            change(file, lambda put: put(sheet, row, column, remedy.texts[0]))
            change(file, lambda put: put(*value, written))
        case Change.REPLACE:
            raise AssertionError(remedy)


def _delete_row(file: Path, sheet: str, rows: str) -> None:
    book = openpyxl.load_workbook(file)
    book[sheet].delete_rows(int(rows.partition(":")[0]))
    book.save(file)
    book.close()


def _split(place: Location) -> tuple[str, int, int]:
    sheet, _, cell = place.cell.rpartition("!")
    match = _CELL.fullmatch(cell)
    assert match, place
    return sheet, int(match[2]), column_index_from_string(match[1])


def _value_place(file: Path, problem: Problem, place: Location) -> tuple[str, int, int]:
    """Beside a new name in a form, below a new head in the school's row of a table."""
    sheet, row, column = _split(place)
    if file.suffix != ".csv":
        book = openpyxl.load_workbook(file)
        heads = [cell.value for line in book[sheet].iter_rows(max_row=row) for cell in line]
        book.close()
        if "项目" in heads or "栏目" in heads:
            return sheet, row, column + (3 if "项目" in heads else 1)
    return sheet, _split(problem.location)[1], column


def _change_workbook(file: Path, act: Callable[[_Put], None]) -> None:
    book = openpyxl.load_workbook(file)

    def put(sheet: str, row: int, column: int, text: str | None) -> None:
        book[sheet].cell(row, column).value = text

    act(put)
    book.save(file)
    book.close()


def _change_csv(file: Path, act: Callable[[_Put], None]) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))

    def put(_: str, row: int, column: int, text: str | None) -> None:
        line = rows[row - 1]
        line += [""] * (column - len(line))
        line[column - 1] = text or ""

    act(put)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _mend_mapping(file: Path, place: Location, line: str, written: str) -> None:
    """With the line, or a line of that key, first in the block that the place names."""
    text = file.read_text(encoding="utf-8")
    told = line if ": " in line else f"{line}: {written}"
    head = f"{place.path}:\n"
    if head in text:
        text = text.replace(head, f"{head}  {told}\n", 1)
    else:
        text += f"{head}  {told}\n"
    file.write_text(text, encoding="utf-8")
