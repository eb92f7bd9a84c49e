"""Where the chapters of a school's, or a district's, own stand (章节, 之后)."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.form import TABLES
from reportgen.model.school import OutlineEntry
from reportgen.pipeline import Workshop, examine_school
from reportgen.sections.district.outline import fill_district_outline
from tests.conftest import Examine
from tests.districts import OWN, headings, primary, read_district, write_district
from tests.workbooks import FORM, write_workbook

MEASURES = "主要措施: 每周检查一次。\n取得成绩: 稳步提高。\n"


def chapters(**after: str) -> str:
    own = "".join(f"  {title}: {{内容: 有。, 之后: {name}}}\n" for title, name in after.items())
    return f"章节:\n{own}"


def own_titles(examine: Examine, body: str) -> list[str]:
    report = examine(MEASURES + body).report
    assert report is not None
    return [each.key for each in report.sections]


def test_chapters_behind_the_same_one_keep_the_order_of_the_file(examine: Examine) -> None:
    found = own_titles(examine, chapters(甲="主要措施", 乙="主要措施", 丙="主要措施"))
    assert found[-5:] == ["主要措施", "甲", "乙", "丙", "取得成绩"]


@pytest.mark.parametrize(
    "own",
    [
        {"乙": "主要措施", "丁": "乙", "丙": "主要措施"},
        {"乙": "主要措施", "丙": "主要措施", "丁": "乙"},
        {"丁": "乙", "乙": "主要措施", "丙": "主要措施"},
    ],
)
def test_a_chapter_behind_a_chapter_of_ones_own_stands_right_behind_it(
    examine: Examine, own: dict[str, str]
) -> None:
    found = own_titles(examine, chapters(**own))
    assert found[-5:] == ["主要措施", "乙", "丁", "丙", "取得成绩"]


def test_chapters_that_follow_each_other_in_a_ring_come_last(examine: Examine) -> None:
    assert own_titles(examine, chapters(甲="乙", 乙="甲"))[-2:] == ["甲", "乙"]


def test_chapters_of_a_district_keep_the_order_of_its_file(
    tmp_path: Path, workshop: Workshop
) -> None:
    own = OWN % "标准/甲.yaml" + MEASURES.splitlines()[0]
    own += "\n" + chapters(甲="主要措施", 乙="主要措施")
    folder = write_district(tmp_path / "县", (primary("第一小学", 100, 900, 2),), own=own)
    material = read_district(folder, workshop).material
    outline = workshop.district_templates_for(material.own.genre.folder).outline
    keys = [entry.key for entry, _ in fill_district_outline(material, outline)]
    at = keys.index("主要措施")
    assert keys[at : at + 3] == ["主要措施", "甲", "乙"]


def test_a_form_is_not_told_to_change_an_outline_that_it_has_not(
    tmp_path: Path, workshop: Workshop, examine: Examine
) -> None:
    form = examine_school(write_workbook(tmp_path / "a.xlsx", FORM), workshop)
    file = examine("")
    hints = [
        {each.hint for each in examined.problems if each.code == "empty_section"}
        for examined in (form, file)
    ]
    assert hints == [
        {"请补上内容"},
        {"请补上内容，或改提纲"},
    ]
    (honours,) = [each for each in form.problems if "取得成绩" in each.message]
    assert not honours.stops


def test_a_form_with_sheets_for_texts_is_told_how_to_do_without_a_chapter(
    tmp_path: Path, workshop: Workshop
) -> None:
    sheets = {spec.name: ((spec.name,), spec.columns) for spec in TABLES}
    form = examine_school(write_workbook(tmp_path / "a.xlsx", {**FORM, **sheets}), workshop)
    told = [each for each in form.problems if each.code == "empty_section"]
    assert {each.hint for each in told} == {"请补上内容；不要这一章的，把“提纲”里它那一行清空"}
    assert all(each.location.cell for each in told)


def test_honours_behind_measures_have_a_heading_of_their_own(
    tmp_path: Path, workshop: Workshop
) -> None:
    parted = "主要措施:\n  - {标题: 抓投入, 内容: 有。}\n  - {标题: 抓管理, 内容: 有。}\n"
    own = OWN % "标准/两项.yaml" + parted + "成绩: [{名称: 平安县, 年份: 2024, 颁发单位: 某市}]\n"
    folder = write_district(tmp_path / "县", (primary("第一小学", 100, 1900, 9),), own=own)
    material = read_district(folder, workshop).material
    asked = [OutlineEntry("工作成效", "工作成效", ("主要措施", "取得成绩"))]
    ((_, section),) = fill_district_outline(material, asked)
    assert section is not None
    assert headings(section.blocks) == [
        "一、工作成效",
        "（一）抓投入",
        "（二）抓管理",
        "（三）取得成绩",
    ]
