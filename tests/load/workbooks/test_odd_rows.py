"""Rows of a table that are no schools: sums, means and what has no name; and sums held against
their rows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.load.source import Source
from reportgen.load.workbooks.row_sums import RowSum, find_sums
from reportgen.load.workbooks.school_tables import SchoolTables
from reportgen.pipeline import Workshop, examine_school

HEADS = (
    "学校名称,学校代码,学校类型,在校生数（小学）,在校生数（初中）,图书册数,校园面积,专任教师数\n"
)
ROWS = (
    "甲小学,41001,小学,100,,1000,2000,10",
    "乙小学,41002,小学,217,,2300,4100,21",
    "丙中学,41003,初中,,330,5000,9000,33",
    "丁学校,41004,九年一贯制,50,60,700,3000,12",
)
TOLD = ("no_name", "summed_row", "total_mismatch", "not_compared", "statistic_rows", "ditto")


def read(
    path: Path, workshop: Workshop, *rows: str, title: str = "汇总表（2024年度）"
) -> SchoolTables:
    file = path / "汇总.csv"
    file.write_text(f"{title}\n{HEADS}{chr(10).join(rows)}\n", encoding="utf-8")
    opened = workshop.reader.open(Source(file))
    assert isinstance(opened, SchoolTables)
    return opened


def told(table: SchoolTables) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in table.problems if each.code in TOLD]


@pytest.mark.parametrize(
    ("row", "place", "code", "message"),
    [
        ("城关学区,,小学,317,,3300,6100,31", 2, "summed_row", "相加"),
        ("城关学区,,小学,300,,3300,6100,31", 2, "summed_row", "几所学校合在一起"),
        ("城区,,,367,390,9000,18100,76", 4, "summed_row", "相加"),
        ("城区,,,367,390,9000,18100,76", 0, "summed_row", "相加"),
        ("甲乙两小学,,小学,317,,3300,6100,31", 2, "summed_row", "相加"),
        ("全县,,,,,2250,4525,19", 4, "summed_row", "平均数"),
        ("平均,,,122,195,2250,4525,19", 4, "statistic_rows", "“平均”"),
        ("去年同期,,,1,2,3,4,5", 4, "statistic_rows", "“去年同期”"),
        ("同上,,小学,8,,3,9,5", 1, "no_name", "“同上”"),
        ("12345,,小学,8,,3,9,5", 1, "no_name", "“12345”"),
        ("待定,,小学,8,,3,9,5", 1, "no_name", "“待定”"),
        ("某小学,,小学,8,,3,9,5", 1, "no_name", "“某小学”"),
        ("小学小计,,,317,,3300,,", 2, "", ""),
        ("小学小计,,,367,,3300,,", 4, "", ""),
        ("小学小计,,,9999,,3300,,", 2, "total_mismatch", "“小学小计”写的是 9999，小学各行"),
        ("小计,,,318,,3300,,", 2, "total_mismatch", "“小计”写的是 318，上面各行相加是 317"),
        ("其中：初中,,,,331,,,", 4, "total_mismatch", "“其中：初中”写的是 331，初中各行"),
        ("其中：城区,,,500,,,,", 4, "not_compared", "“其中：城区”没有核对"),
        ("合计,,,367,390,9001,,", 4, "total_mismatch", "合计写的是 9001，各行相加是 9000"),
        ("城关小学,41005,小学,317,,3300,6100,31", 2, "", ""),
        ("城关小学,,小学,317,,3301,6100,31", 2, "", ""),
    ],
)
def test_what_is_no_school_is_left_out_and_told(
    row: str, place: int, code: str, message: str, tmp_path: Path, workshop: Workshop
) -> None:
    table = read(tmp_path, workshop, *ROWS[:place], row, *ROWS[place:])
    found = told(table)
    assert [each for each, _ in found] == ([code] if code else [])
    assert not message or message in found[0][1]
    names = [each.name for each in table.rows]
    assert len(names) == len(ROWS) + row.startswith("城关小学")


def test_its_remedy_makes_a_subtotal_that_agrees(tmp_path: Path, workshop: Workshop) -> None:
    row = "城关学区,,小学,317,,3300,6100,31"
    table = read(tmp_path, workshop, *ROWS[:2], row, *ROWS[2:])
    (problem,) = (each for each in table.problems if each.code == "summed_row")
    assert problem.remedy is not None
    mended = row.replace("城关学区", problem.remedy.texts[0])
    (tmp_path / "b").mkdir()
    assert told(read(tmp_path / "b", workshop, *ROWS[:2], mended, *ROWS[2:])) == []


def test_a_cell_that_says_ditto_is_asked_with_what_stands_above(
    tmp_path: Path, workshop: Workshop
) -> None:
    read(tmp_path, workshop, *ROWS[:2], "戊小学,41005,同上,80,,同上,900,〃")
    examined = examine_school(Source(tmp_path / "汇总.csv", "戊小学"), workshop)
    found = [each for each in examined.problems if each.code == "ditto"]
    assert [each.remedy.texts for each in found if each.remedy] == [("小学",), ("2300",), ("21",)]
    assert "看不出是和上一行的“小学”一样，还是没有填" in found[0].message


def test_a_title_of_another_year_is_told(tmp_path: Path, workshop: Workshop) -> None:
    file = tmp_path / "汇总_2023年.csv"
    heads = HEADS.replace("学校类型", "学校类型,报告年度")
    row = ROWS[0].replace("小学,100", "小学,2024,100")
    file.write_text(f"汇总表（2023—2024学年）\n{heads}{row}\n", encoding="utf-8")
    assert not examine_school(file, workshop).school.said_years  # type: ignore[union-attr]
    file.write_text(f"汇总表（2023年度）\n{heads}{row}\n", encoding="utf-8")
    problems = examine_school(file, workshop).problems
    assert [each.message for each in problems if each.code == "other_year"] == [
        "年度是 2024，表题（汇总_2023年!A1）写的是 2023"
    ]


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.integers(0, 900), min_size=3, max_size=3), min_size=3, max_size=9),
    st.data(),
)
def test_every_run_of_rows_is_found_by_its_sum(rows: list[list[int]], data: st.DataObject) -> None:
    from decimal import Decimal

    first = data.draw(st.integers(0, len(rows) - 2))
    last = data.draw(st.integers(first + 1, len(rows) - 1))
    total = [sum(row[at] for row in rows[first : last + 1]) for at in range(3)]
    # A row of nothing has no part in a sum.
    if sum(map(bool, total)) < 2 or not all(map(any, rows[first : last + 1])):
        return
    numbers = {
        at: {column: Decimal(number) for column, number in enumerate(row)}
        for at, row in enumerate([*rows[: last + 1], total, *rows[last + 1 :]])
    }
    found = find_sums(numbers, sorted(numbers), [last + 1], ())
    assert isinstance(found[last + 1], RowSum)
    assert found[last + 1].last == last
