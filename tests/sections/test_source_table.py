"""数据来源表: indicators, then figures, each with its working and its places."""

from __future__ import annotations

from tests.conftest import Examine
from tests.sections.attached_tables import attached, grid, naming, table_of

BOOKS = "数据: {在校生数: 100, 图书册数: 1000, 教学班数: 4}\n"
HENAN = "河南省办学基本标准"


def rows(examine: Examine, body: str, type: str = "小学", standard: str = "") -> list[list[str]]:
    return grid(table_of(examine(body, type, naming("数据来源表", standard))))


def row(found: list[list[str]], name: str) -> list[str]:
    return next(each[2:] for each in found if each[1] == name)


def test_an_indicator_has_its_working_and_the_lines_of_its_parts(examine: Examine) -> None:
    value, working, source, point = row(rows(examine, BOOKS, standard=HENAN), "生均图书册数")
    assert (value, point) == ("10.0册", "2024年度")
    assert working == "图书册数÷在校生数＝1000册÷100人"
    assert source.endswith(".yaml：图书册数第3行、在校生数第3行")
    assert "/" not in source


def test_a_given_figure_has_its_place_and_a_derived_one_its_parts(examine: Examine) -> None:
    found = rows(examine, BOOKS)
    assert row(found, "在校生数")[:2] == ["100人", "—"]
    assert row(found, "平均班额")[:2] == ["25人", "在校生数÷教学班数＝100人÷4个"]
    assert [each[0] for each in found] == [str(number + 1) for number in range(len(found))]


def test_the_figures_of_stages_stand_in_the_row_of_their_sum(examine: Examine) -> None:
    body = "数据: {在校生数: {小学: 166, 初中: 210}}\n"
    assert [each[1:4] for each in rows(examine, body, "九年一贯制")] == [
        ["在校生数", "376人", "小学166人＋初中210人"]
    ]


def test_it_lies_on_its_side_and_is_not_made_of_nothing(examine: Examine) -> None:
    (made,) = attached(examine(BOOKS, standards=naming("数据来源表", HENAN)))
    assert made.landscape
    nothing = examine("数据: {}\n", standards=naming("数据来源表"))
    assert not attached(nothing)
    assert [each.code for each in nothing.problems if "数据来源表" in each.message] == [
        "empty_attachment"
    ]
