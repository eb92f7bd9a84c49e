"""Workbooks of the old format, read by another process."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from benchmarks.bomb_files import biff, number, record
from reportgen.load.workbooks.book import book_of, open_book
from reportgen.load.workbooks.grid import Area
from reportgen.problems import UnreadableFileError

pytestmark = pytest.mark.slow


def told(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(UnreadableFileError) as caught:
        book_of(data, "a.xls")
    assert all(problem.hint for problem in caught.value.problems)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_its_cells_come_back_with_their_places(tmp_path: Path) -> None:
    merged = record(0xE5, b"\1\0" + b"\0\0\1\0\2\0\3\0")
    path = tmp_path / "a.xls"
    path.write_bytes(biff(number(0, 1) + number(9, 2, 880) + merged))
    book = open_book(path)
    grid = book.grid("表")
    assert {(row, column): cell.text for row, column, cell in grid.cells()} == {
        (1, 2): "1.5",
        (10, 3): "880",
    }
    assert grid.merged == (Area(1, 3, 2, 4),)
    assert [problem.code for problem in book.problems] == ["old_format"]


def test_cells_far_apart_take_no_memory_of_ours() -> None:
    (far,) = told(biff(number(0, 0) + number(65_535, 255)))
    assert far[0] == "too_large"
    (apart,) = told(biff(number(0, 0) + number(9_999, 255)))
    assert apart == ("too_large", "单元格超过 80 万个")


def test_what_calamine_breaks_down_over_is_damaged_and_no_word_of_it_is_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # The stream says to be so short that it lies among the small ones, of which there are none.
    where, short = struct.pack("<IQ", 2, 4096), struct.pack("<IQ", 2, 100)
    panicking = biff(number(0, 0)).replace(where, short)
    assert panicking.count(short) == 1
    assert told(panicking) == [("damaged_workbook", "工作簿已损坏，读不出来")]
    assert capfd.readouterr() == ("", "")
