"""What is typed into the cells of a form, in every way in which people type it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reportgen.pipeline import Workshop, examine_school
from tests.load.workbooks.test_school_form import AT, figures, load
from tests.workbooks import (
    Change,
    convert,
    write_form,
)

TYPED: dict[Any, str] = {
    "８８０": "880",
    "1,200": "1200",
    "１，２００": "1200",
    "880人": "880",
    "八百八十": "880",
    "880名。": "880",
    " 880 ": "880",
    "880.0": "880.0",
    880.0: "880",
    "880": "880",
}
REFUSED = {
    "约880": "请写确切的数，不要写约数；没有确切数的不写",
    "880左右": "请写确切的数，不要写约数；没有确切数的不写",
    "—": "没有统计请清空这一格",
    "/": "没有统计请清空这一格",
    "无": "没有统计请清空这一格",
    "88O": "里面可能混入了字母 O 或 l，请改成数字",
    "8l0": "里面可能混入了字母 O 或 l，请改成数字",
    "880.5": "请核对数字和单位",
    "12.5%": "请以“人”为单位",
    -5: "请核对数字",
    datetime.date(2024, 11, 4): "请只写一个数",
    True: "请只写一个数",
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_count_is_understood_as_typed(typed: object, tmp_path: Path, workshop: Workshop) -> None:
    school, problems = load(write_form(tmp_path / "a.xlsx", {AT.format(3): typed}), workshop)
    assert Decimal(figures(school)["在校生数"]) == Decimal(TYPED[typed])
    assert problems == []


@pytest.mark.parametrize("typed", REFUSED)
def test_a_count_that_is_none_is_refused_at_its_cell(
    typed: object, tmp_path: Path, workshop: Workshop
) -> None:
    school, problems = load(write_form(tmp_path / "a.xlsx", {AT.format(3): typed}), workshop)
    assert "在校生数" not in figures(school)
    assert [(each.location.cell, each.hint) for each in problems if each.code == "bad_value"] == [
        ("基本数据!E3", REFUSED[typed])
    ]


@pytest.mark.parametrize("blank", ["", " ", "　", None])
def test_a_cell_that_looks_blank_is_asked_for(
    blank: str | None, tmp_path: Path, workshop: Workshop
) -> None:
    examined = examine_school(write_form(tmp_path / "a.xlsx", {AT.format(7): blank}), workshop)
    (missing,) = [
        each for each in examined.problems if each.code == "missing_fact" and "图书" in each.message
    ]
    assert missing.location.cell == "基本数据!E7"
    assert missing.hint == "请填写这个单元格；没有统计的空着，报告照做，这项指标写“缺数据”"


@pytest.mark.parametrize(
    ("typed", "unit", "square_metres"),
    [
        (41.5, "亩", "27666.67"),
        ("41.5亩", "㎡", "27666.67"),
        ("41.5", "亩", "27666.67"),
        (0.1 + 0.2, "公顷", "3000.00"),
    ],
)
def test_a_unit_stands_in_the_cell_or_beside_it(
    typed: object, unit: str, square_metres: str, tmp_path: Path, workshop: Workshop
) -> None:
    school, problems = load(
        write_form(tmp_path / "a.xlsx", {AT.format(6): typed, "基本数据!D6": unit}), workshop
    )
    assert f"{Decimal(figures(school)['校园面积']):.2f}" == square_metres
    assert problems == []


@pytest.mark.parametrize(
    ("typed", "shown", "value", "codes"),
    [
        (0.96, "0.0%", "96", []),
        (96, "General", "96", []),
        ("96%", "General", "96", []),
        ("96％", "General", "96", []),
        (0.96, "General", None, ["doubtful_share"]),
        (1, "General", None, ["doubtful_share"]),
    ],
)
def test_a_share_is_told_by_its_sign_and_a_doubtful_one_is_asked_back(
    typed: object,
    shown: str,
    value: str | None,
    codes: list[str],
    tmp_path: Path,
    workshop: Workshop,
) -> None:
    def put(book: openpyxl.Workbook) -> None:
        book["基本数据"]["E9"].value = typed
        book["基本数据"]["E9"].number_format = shown

    school, problems = load(write_form(tmp_path / "a.xlsx", change=put), workshop)
    assert figures(school).get("入学率") == value
    assert [(each.code, each.location.cell) for each in problems] == [
        (code, "基本数据!E9") for code in codes
    ]


def test_a_date_is_read_from_a_date_cell_and_from_its_number(
    tmp_path: Path, workshop: Workshop
) -> None:
    school, problems = load(
        write_form(tmp_path / "a.xlsx", {"学校信息!B7": datetime.date(2024, 11, 4)}), workshop
    )
    assert (school.settings.date, problems) == (datetime.date(2024, 11, 4), [])
    school, problems = load(write_form(tmp_path / "a.xlsx", {"学校信息!B7": 45600}), workshop)
    assert school.settings.date == datetime.date(2024, 11, 4)
    assert [each.code for each in problems] == ["serial_date"]


def error_value(book: openpyxl.Workbook) -> None:
    book["基本数据"]["E7"].value = "#REF!"
    book["基本数据"]["E7"].data_type = "e"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (error_value, "error_value"),
        (lambda book: book["基本数据"].__setitem__("E7", "=9000*2"), "uncalculated"),
    ],
)
def test_what_no_one_worked_out_is_never_a_figure(
    change: Change, code: str, tmp_path: Path, workshop: Workshop
) -> None:
    school, problems = load(write_form(tmp_path / "a.xlsx", change=change), workshop)
    assert "图书册数" not in figures(school)
    assert [(each.code, each.location.cell, each.stops) for each in problems] == [
        (code, "基本数据!E7", True)
    ]


@pytest.mark.slow
def test_a_formula_that_libreoffice_worked_out_is_read(tmp_path: Path, workshop: Workshop) -> None:
    path = write_form(tmp_path / "a.xlsx", {AT.format(7): "=9000*2+900", AT.format(8): "=63.5*0"})
    for kind in ("xlsx", "ods"):
        school, problems = load(convert(path, kind), workshop)
        assert figures(school)["图书册数"] == "18900"
        assert ("formula_zero", "基本数据!E8") in [
            (each.code, each.location.cell) for each in problems
        ]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_gives_the_same_school(
    kind: str, tmp_path: Path, workshop: Workshop
) -> None:
    path = write_form(tmp_path / "a.xlsx")
    before, after = load(path, workshop)[0], load(convert(path, kind), workshop)[0]
    assert (figures(after), after.settings.standards) == (
        figures(before),
        before.settings.standards,
    )


@pytest.mark.parametrize(
    ("typed", "unit", "square_metres"),
    [
        ("41.5。", "亩", "27666.67"),
        ("四十", "亩", "26666.67"),
        ("1.5万", "㎡", "15000.00"),
        ("0.01万", "亩", "66666.67"),
        ("41.5亩地", "㎡", "27666.67"),
    ],
)
def test_the_unit_beside_is_that_of_a_number_however_it_is_written(
    typed: str, unit: str, square_metres: str, tmp_path: Path, workshop: Workshop
) -> None:
    cells = {AT.format(6): typed, "基本数据!D6": unit}
    school, problems = load(write_form(tmp_path / "a.xlsx", cells), workshop)
    assert f"{Decimal(figures(school)['校园面积']):.2f}" == square_metres
    assert problems == []
