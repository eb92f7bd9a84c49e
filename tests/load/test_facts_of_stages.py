"""Facts are asked for in the stages that they are for, and known to the program by their roles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.assess.assessment import assess_school
from reportgen.assess.consistency import check_assessment
from reportgen.load.library import Library, load_library
from reportgen.load.school_file import load_school
from reportgen.load.source import SourceReader
from reportgen.model.roles import Role
from reportgen.model.stages import Stage
from reportgen.pipeline import Workshop
from reportgen.resources import data_folder
from tests.conftest import Examine

# The weights are of this test alone.
TYPES = "  幼小一体: {学段: {幼儿园: 1, 小学: 3}}\n"
STANDARD = """\
自定标准:
  标识: 用地
  名称: 用地标准
  文号: 县教〔2024〕1号
  学段: [幼儿园, 小学]
  指标:
    - {名称: 用地, 类型: 数值, 分子: 校园面积, 单位: ㎡, 标准: 1}
    - {名称: 场地, 类型: 数值, 分子: 运动场地面积, 单位: ㎡, 学段: [小学], 标准: 1}
"""
HEAD = "学校: {名称: 甲, 类型: 幼小一体}\n报告: {年度: 2024, 标准: [用地]}\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(data_folder(), folder)
    with (folder / "school_types.yaml").open("a", encoding="utf-8") as types:
        types.write(TYPES)
    yield load_library(folder)


def judge(library: Library, path: Path, figures: str) -> tuple[dict[str, str], list[str]]:
    """What each indicator comes to for each stage, and all that is wrong."""
    file = path / "甲.yaml"
    file.write_text(f"{HEAD}数据: {{{figures}}}\n{STANDARD}", encoding="utf-8")
    loaded = load_school(SourceReader(library).read(file), library)
    assert loaded.school is not None
    assessment = assess_school(loaded.school, loaded.standards, loaded.dictionary)
    told = (*loaded.problems, *check_assessment(loaded.school, assessment, loaded.dictionary))
    (standard,) = assessment.standards
    values = {f"{each.indicator.name}{each.stage}": each.display for each in standard.results}
    return values, [problem.message for problem in told]


def test_every_stage_has_a_count_of_students(workshop: Workshop) -> None:
    dictionary = workshop.library.dictionary
    facts = {stage: dictionary.find_role(Role.STUDENTS, stage) for stage in dictionary.stages}
    names = {str(stage): fact.name for stage, fact in facts.items() if fact is not None}
    assert list(names) == list(dictionary.stages)
    assert (names["幼儿园"], names["小学"], names["高中"]) == ("在园幼儿数", "在校生数", "在校生数")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_filled(role: Role, workshop: Workshop) -> None:
    assert workshop.library.dictionary.find_role(role) is not None


def test_what_is_shared_is_split_by_each_stage_s_own_count(
    library: Library, tmp_path: Path
) -> None:
    figures = "在园幼儿数: 90, 在校生数: 110, 校园面积: 4200, 运动场地面积: 1000"
    values, told = judge(library, tmp_path, figures)
    assert not told
    # 4200 × 90 ÷ (90 + 110 × 3); the grounds are for the pupils alone.
    assert values == {"用地幼儿园": "900.00", "用地小学": "3300.00", "场地小学": "1000.00"}


def test_a_count_that_lacks_for_the_split_is_said_of_its_stage(
    library: Library, tmp_path: Path
) -> None:
    values, told = judge(library, tmp_path, "在校生数: 110, 校园面积: 4200, 运动场地面积: 1000")
    assert values["用地小学"] == "缺数据" and values["场地小学"] == "1000.00"
    assert told == ["缺少幼儿园的“在园幼儿数”，算不出指标：用地"]


def test_a_stage_is_not_asked_for_what_is_not_for_it(library: Library, tmp_path: Path) -> None:
    figures = "在校生数: {幼儿园: 90, 小学: 110}, 校园面积: 4200, 运动场地面积: 1000"
    _, told = judge(library, tmp_path, figures)
    assert told[0] == "幼儿园不填这一项"


def test_a_figure_that_no_stage_of_the_school_is_asked_for_is_an_error(examine: Examine) -> None:
    problems = examine("数据: {巩固率: 98%, 校园面积: 1200}\n", type="幼儿园").problems
    (problem,) = [each for each in problems if each.code == "not_asked"]
    assert problem.message == "“巩固率”只有小学、初中、高中填，本校是幼儿园"
    assert problem.stops and problem.hint == "请删去这一项，或核对学校类型"


def test_a_standard_may_use_only_what_its_stages_are_asked_for(examine: Examine) -> None:
    own = "自定标准: {标识: 甲, 名称: 甲, 学段: [幼儿园], 指标: [{名称: 乙, 分子: 巩固率}]}\n"
    problems = examine(own, type="幼儿园", standards="[甲]").problems
    (problem,) = [each for each in problems if each.code == "unfit_fact"]
    assert problem.message == "“巩固率”只有小学、初中、高中填，本标准管的是幼儿园"


def test_the_facts_of_a_standard_are_for_its_stages(examine: Examine) -> None:
    own = (
        "自定标准: {标识: 甲, 名称: 甲, 学段: [初中], 事实: {社团数: {单位: 个}}, "
        "指标: [{名称: 社团, 类型: 数值, 分子: 社团数, 标准: 1}]}\n"
    )
    examined = examine(
        own + "数据: {社团数: {小学: 4, 初中: 5}}\n", type="九年一贯制", standards="[甲]"
    )
    assert [each.code for each in examined.problems if each.stops] == ["wrong_stage"]
    assert examined.school is not None
    assert {key: each.value for key, each in examined.school.figures.items()} == {
        ("社团数", Stage("初中")): Decimal(5)
    }


def test_an_own_fact_may_take_a_role_for_its_stages(examine: Examine) -> None:
    own = (
        "自定标准: {标识: 甲, 名称: 甲, 学段: [初中], 事实: {住读生数: {角色: 学生数}}, "
        "指标: [{名称: 书, 类型: 数值, 分子: 图书册数, 标准: 1}]}\n"
    )
    figures = "数据: {图书册数: 900, 在校生数: {小学: 100}, 住读生数: {初中: 200}}\n"
    examined = examine(own + figures, type="九年一贯制", standards="[甲]")
    assert examined.assessment is not None
    (result,) = examined.assessment.standards[0].results
    # 900 × 200 × 1.1 ÷ (100 + 200 × 1.1)
    assert result.display == "618.75"


def test_an_unknown_role_is_said(examine: Examine) -> None:
    own = (
        "自定标准: {标识: 甲, 名称: 甲, 学段: [初中], 事实: {住读生数: {角色: 学生}}, "
        "指标: [{名称: 书, 类型: 数值, 分子: 图书册数, 标准: 1}]}\n"
    )
    problems = examine(own, type="初中", standards="[甲]").problems
    assert [each.hint for each in problems if "角色" in each.message] == ["是不是“学生数”？"]
