"""The wide table: a line a school, a column a figure, two lines of heads and one of units."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reportgen.forms.wide_form import WideSchool, write_wide_form
from reportgen.pipeline import Workshop, examine_school
from tests.forms.form_samples import make_plan, open_form


def page_for(workshop: Workshop, *schools: tuple[str, str]) -> Any:
    types = workshop.library.school_types
    lines = [WideSchool(name, type=types[kind]) for name, kind in schools]
    form = write_wide_form(
        lines, make_plan(workshop, "小学", "优质均衡2017"), [types["小学"], types["九年一贯制"]]
    )
    return open_form(form)["汇总表"]


def heads(page: Any) -> list[Any]:
    return [cell.value for cell in page[4]]


def test_people_are_counted_by_stage_and_units_stand_below(workshop: Workshop) -> None:
    page = page_for(workshop, ("甲小学", "小学"), ("乙学校", "九年一贯制"))
    column = heads(page).index("在校生数（小学）") + 1
    assert (
        page.cell(4, column + 1).value == "在校生数（初中）" and page.cell(5, column).value == "人"
    )
    assert "网络多媒体教室数" in heads(page)
    assert [page.cell(row, 2).value for row in (6, 7)] == ["甲小学", "乙学校"]


def test_a_school_is_not_asked_for_stages_that_it_has_not(workshop: Workshop) -> None:
    page = page_for(workshop, ("甲小学", "小学"), ("乙学校", "九年一贯制"))
    column = heads(page).index("在校生数（初中）") + 1
    assert page.cell(6, column).protection.locked and not page.cell(7, column).protection.locked


def test_only_the_stages_of_the_schools_have_columns(workshop: Workshop) -> None:
    assert "在校生数（初中）" not in heads(page_for(workshop, ("甲小学", "小学")))
    assert "在校生数（初中）" in heads(page_for(workshop))


def test_figures_are_checked_in_the_units_of_their_heads(workshop: Workshop) -> None:
    page = page_for(workshop, ("甲小学", "小学"))
    column = page.cell(6, heads(page).index("在校生数（小学）") + 1).coordinate
    (rule,) = (each for each in page.data_validations.dataValidation if column in each.sqref)
    assert (rule.type, rule.formula2) == ("whole", "20000")


@pytest.mark.slow
def test_nothing_to_audit(workshop: Workshop, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    types = workshop.library.school_types
    path = tmp_path / "汇总表.xlsx"
    path.write_bytes(
        write_wide_form([], make_plan(workshop, "小学", "优质均衡2017"), list(types.values()))
    )
    assert [str(fault) for fault in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("schools", [(("甲小学", "小学"),), ()])
def test_whoever_the_reports_go_to_is_carried_to_every_school(
    schools: tuple[tuple[str, str], ...], workshop: Workshop, tmp_path: Path
) -> None:
    types, file = workshop.library.school_types, tmp_path / "汇总表.xlsx"
    plan = replace(make_plan(workshop, "小学", "优质均衡2017"), bureau="示例县教育局")
    named = [WideSchool(name, "", types[kind]) for name, kind in schools]
    file.write_bytes(write_wide_form(named, plan, [types["小学"]]))
    book = openpyxl.load_workbook(file)
    page = book["汇总表"]
    assert heads(page)[-2:] == ["主送单位", "报告日期"]
    page.cell(6, 2).value, page.cell(6, 4).value = "甲小学", "小学"
    page.cell(6, 5).value = 300
    book.save(file)
    book.close()
    school = examine_school(file, workshop).school
    assert school is not None and school.settings.addressee == "示例县教育局"
