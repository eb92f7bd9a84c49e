"""Places of problems as the user reads them."""

from __future__ import annotations

from reportgen.problems import Location


def test_place_in_a_text_file_is_line_and_column() -> None:
    assert str(Location("甲.yaml", 12, 7, "数据.图书册数")) == "甲.yaml:12:7 数据.图书册数"


def test_place_in_a_workbook_is_sheet_and_cell() -> None:
    place = Location("实验小学.xlsx", path="图书册数", cell="基本数据!D12")
    assert str(place) == "实验小学.xlsx › 基本数据!D12 图书册数"
