"""For every type of school: what is filled into a form comes back as the same school."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.forms.plan import FormPlan
from reportgen.forms.school_form import write_school_form
from reportgen.forms.wide_form import WideSchool, wide_columns, write_wide_form
from reportgen.load.source import Source
from reportgen.model.facts import FactKind, Scope
from reportgen.model.form import WIDE_HEADS
from reportgen.model.form_labels import row_label
from reportgen.model.needed_figures import needed_rows
from reportgen.model.school import FigureKey, School
from reportgen.model.stages import SchoolType
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.model.tree import Tree
from reportgen.pipeline import examine_school
from tests.shared import WORKSHOP

KINDERGARTEN = """\
标识: 园标
名称: 幼儿园办园标准
学段: [幼儿园]
事实:
  户外场地面积: {类型: 面积, 单位: ㎡, 学段: 共用}
  保育员数: {类型: 计数, 单位: 人, 学段: 分学段}
  活动室面积: {类型: 数表, 单位: ㎡, 学段: 整校}
  是否食堂量化分级: {类型: 是否, 学段: 整校}
指标:
  - {名称: 生均户外场地, 分子: 户外场地面积, 分母: 在园幼儿数, 单位: ㎡, 标准: 4}
  - {名称: 每班保育员, 分子: 保育员数, 分母: 教学班数, 单位: 人, 标准: 1}
  - {名称: 班额, 类型: 最大值, 分子: 班级人数, 单位: 人, 方向: 不超过, 标准: 35}
  - {名称: 活动室, 类型: 数值, 分子: 最小(活动室面积), 单位: ㎡, 标准: 54}
  - {名称: 食堂, 类型: 是否, 分子: 是否食堂量化分级, 标准: 是}
"""
BUNDLED = "优质均衡2017"
TYPES = list({each.name: each for each in WORKSHOP.library.school_types.values()}.values())
TITLES = WORKSHOP.library.genres.choose("", ()).forms
BY_NAME = pytest.mark.parametrize("school_type", TYPES, ids=lambda each: each.name)


def standards_in(folder: Path) -> tuple[Standard, ...]:
    (folder / "园标.yaml").write_text(KINDERGARTEN, encoding="utf-8")
    names = (BUNDLED, "园标.yaml")
    found = (WORKSHOP.library.find_standard(name, folder) for name in names)
    return tuple(each for each in found if each is not None)


def plan_for(school_type: SchoolType, standards: tuple[Standard, ...]) -> FormPlan:
    fitting = tuple(each for each in standards if each.judged(school_type))
    dictionary = join_dictionaries(WORKSHOP.library.dictionary, fitting)
    return FormPlan(fitting, dictionary, school_type, (school_type.name,), 2024, TITLES)


def values_of(kind: FactKind) -> st.SearchStrategy[Any]:
    """A figure as the model has it."""
    if kind is FactKind.YES_NO:
        return st.booleans()
    whole = st.integers(1, 60).map(Decimal)
    if kind is FactKind.COUNTS:
        return st.lists(whole, min_size=1, max_size=4).map(tuple)
    return st.integers(1900, 2020).map(Decimal) if kind is FactKind.YEAR else whole


def text_of(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def draw_figures(
    draw: st.DataObject, plan: FormPlan, school_type: SchoolType
) -> Mapping[FigureKey, Any]:
    """Some of what such a school is asked, by the keys under which a school has it."""
    figures = {}
    for row in needed_rows(plan.standards, plan.dictionary, school_type):
        by_stage = row.fact.scope is Scope.BY_STAGE
        stage = school_type.stages[0] if by_stage and row.stage is None else row.stage
        if row.fact.choices:
            value = draw.draw(st.sampled_from(row.fact.choices))
        else:
            value = draw.draw(values_of(row.fact.kind))
        figures[row.fact.name, stage] = value
    return figures


def read_back(path: Path, part: str = "") -> School:
    examined = examine_school(Source(path, part), WORKSHOP)
    faults = ("bad_value", "unknown_heads", "unknown_key", "wrong_stage", "not_asked")
    told = [str(each) for each in examined.problems if each.code in faults]
    assert examined.school is not None and not told, told
    return examined.school


def figures_of(school: School) -> dict[FigureKey, Any]:
    return {key: figure.value for key, figure in school.figures.items()}


def tree_of(school_type: SchoolType, plan: FormPlan, figures: Mapping[FigureKey, Any]) -> Tree:
    data: dict[str, Any] = {}
    for (name, stage), value in figures.items():
        written = tuple(map(str, value)) if isinstance(value, tuple) else text_of(value)
        if stage is None or not school_type.is_combined:
            data[name] = written
        else:
            data.setdefault(name, {})[str(stage)] = written
    return {
        "学校": {"名称": "甲", "类型": school_type.name},
        "报告": {"年度": "2024", "标准": plan.standard_names},
        "数据": data,
    }


@BY_NAME
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.data())
def test_a_school_s_form_comes_back(school_type: SchoolType, draw: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        plan = plan_for(school_type, standards_in(folder))
        figures = draw_figures(draw, plan, school_type)
        path = folder / "甲.xlsx"
        path.write_bytes(write_school_form(tree_of(school_type, plan, figures), plan))
        school = read_back(path)
        assert school.type == school_type and figures_of(school) == figures


@pytest.mark.slow
def test_a_table_of_all_types_comes_back(tmp_path: Path) -> None:
    fill_and_read(tmp_path)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.data())
def fill_and_read(folder: Path, draw: st.DataObject) -> None:
    """A line a type of school in one table, every line filled in and read back."""
    standards = standards_in(folder)
    dictionary = join_dictionaries(WORKSHOP.library.dictionary, standards)
    plan = FormPlan(
        standards, dictionary, TYPES[0], tuple(each.name for each in TYPES), 2024, TITLES
    )
    path = folder / "汇总表.xlsx"
    lines = [WideSchool(f"{each.name}一校", type=each) for each in TYPES]
    path.write_bytes(write_wide_form(lines, plan, TYPES))
    expected = [draw_figures(draw, plan, each) for each in TYPES]
    write_lines(path, plan, expected)
    for line, figures in zip(lines, expected, strict=True):
        school = read_back(path, line.name)
        assert school.type == line.type and figures_of(school) == figures


def write_lines(path: Path, plan: FormPlan, lines: list[Mapping[FigureKey, Any]]) -> None:
    """Put the figures into the table as a clerk does, under the heads that are there."""
    labels = [each.label for each in wide_columns(plan.standards, plan.dictionary, TYPES)]
    book = openpyxl.load_workbook(path)
    page = book["汇总表"]
    assert [
        page.cell(4, len(WIDE_HEADS) + 1 + place).value for place in range(len(labels))
    ] == labels
    for row, figures in enumerate(lines, 6):
        for (name, stage), value in figures.items():
            column = len(WIDE_HEADS) + 1 + labels.index(row_label(name, stage))
            number = isinstance(value, Decimal)
            page.cell(row, column).value = int(value) if number else text_of(value)
    book.save(path)
