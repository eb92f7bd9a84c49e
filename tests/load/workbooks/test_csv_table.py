"""A .csv is read like a workbook of one sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.source import Source
from reportgen.load.workbooks.book import open_book
from reportgen.load.workbooks.grid import CellKind, GridCell
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import UnreadableFileError

TABLE = """\
学校名称,学校类型,报告年度,在校生数（人）,图书册数（册）
城关小学,小学,2024,"1,305",20000
河东小学,小学,2024,420,9000
"""
ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "各校.csv"
    path.write_bytes(text.encode(encoding))
    return path


@ENCODINGS
def test_its_schools_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path, workshop = write(tmp_path, TABLE, encoding), Workshop()
    schools = [examine_school(each, workshop) for each in workshop.reader.split(Source(path))]
    assert [each.school.name for each in schools if each.school] == ["城关小学", "河东小学"]
    figures = schools[0].school.figures if schools[0].school else {}
    assert {name: figure.value for (name, _), figure in figures.items()}["在校生数"] == 1305
    assert workshop.reader.table_problems(Source(path)) == ()


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_cells_may_be_parted_by_other_signs(tmp_path: Path, separator: str) -> None:
    path = write(tmp_path, separator.join(("甲", "乙")) + "\r\n" + separator.join(("1", "2")))
    book = open_book(path)
    assert book.names == ("各校",)
    assert book.grid("各校").text(2, 2) == "2"
    assert book.grid("各校").place(2, 2) == "各校!B2"


def test_codes_and_error_values_are_what_excel_shows(tmp_path: Path) -> None:
    grid = open_book(write(tmp_path, '="0123",#REF!\n')).grid("各校")
    assert grid.find(1, 1) == GridCell("0123")
    assert grid.find(1, 2) == GridCell("#REF!", CellKind.ERROR)


def test_lines_stay_in_a_cell(tmp_path: Path) -> None:
    assert open_book(write(tmp_path, '"一\n二",三\n')).grid("各校").text(1, 1) == "一\n二"


@pytest.mark.parametrize(
    ("text", "code"),
    {"": "empty_file", "<html>": "no_workbook", '"' + "x" * 200_000: "too_large"}.items(),
)
def test_what_cannot_be_read_says_why(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        open_book(write(tmp_path, text))
    assert [each.code for each in caught.value.problems] == [code]


def test_a_cell_of_too_many_signs_is_told_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="一格里的字超过 131072 个；请检查引号是否配对"):
        open_book(write(tmp_path, f'{TABLE}"{"甲" * 131_073}\n'))
