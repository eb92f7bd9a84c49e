"""Stages are data: a standard says which it judges, and judges no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from reportgen.load.library import load_library
from reportgen.load.standards_file import parse_standard
from reportgen.load.yaml_tree import parse_yaml
from reportgen.model.needed_figures import needed_rows
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Standard
from reportgen.pipeline import Workshop
from reportgen.resources import data_folder
from tests.conftest import Examine

NURSERY = """\
自定标准:
  标识: 本县幼儿园标准
  名称: 本县幼儿园标准
  学段: [幼儿园]
  事实: {在园幼儿数: {类型: 计数, 单位: 人}}
  指标: [{名称: 生均用地, 分子: 校园面积, 分母: 在园幼儿数, 单位: ㎡, 标准: {幼儿园: 15}}]
数据: {在园幼儿数: 90, 校园面积: 1200}
"""


def read(text: str, workshop: Workshop) -> tuple[Standard, list[str]]:
    root = parse_yaml(text, "标准.yaml")
    assert root is not None
    standard = parse_standard(root, workshop.library.dictionary)
    return standard, [f"{each.message}；{each.hint}" for each in root.reading.problems]


def find_type(workshop: Workshop, name: str) -> SchoolType:
    return workshop.library.school_types[name]


def test_a_standard_must_say_its_stages(workshop: Workshop) -> None:
    _, told = read("标识: 甲\n指标: [{名称: 书, 分子: 图书册数}]\n", workshop)
    choice = "、".join(workshop.library.dictionary.stages)
    assert told == [
        f"标准缺少“学段”；请写上这个标准管哪些学段，写成“学段: […]”，从这些里选：{choice}"
    ]


def test_an_unknown_stage_is_said_once(workshop: Workshop) -> None:
    _, told = read("标识: 甲\n学段: [小学部]\n指标: [{名称: 书, 分子: 图书册数}]\n", workshop)
    assert told == ["这里没有“小学部”这个学段；是不是“小学”？"]


def test_an_indicator_without_stages_is_for_all_of_its_standard(workshop: Workshop) -> None:
    text = "标识: 甲\n学段: [高中, 幼儿园]\n指标: [{名称: 书, 分子: 图书册数}]\n"
    standard, told = read(text, workshop)
    assert not told
    assert standard.stages == standard.indicators[0].stages == ("幼儿园", "高中")


def test_limits_are_for_the_stages_of_the_standard(workshop: Workshop) -> None:
    text = (
        "标识: 甲\n学段: [幼儿园]\n差异系数: {方式: 各项, 幼儿园: 0.5, 小学: 0.5}\n"
        "指标: [{名称: 书, 分子: 图书册数, 学段: [小学], 标准: {幼儿园: 1, 初中: 2}}]\n"
    )
    standard, told = read(text, workshop)
    assert len(told) == 3 and all("小学" in each or "初中" in each for each in told)
    assert standard.variation is not None
    assert list(standard.variation.limits) == list(standard.indicators[0].limits.by_stage)


def test_a_school_is_judged_in_the_stages_that_it_shares_with_the_standard(
    workshop: Workshop,
) -> None:
    standard, _ = read(
        "标识: 甲\n学段: [初中, 高中]\n指标: [{名称: 书, 分子: 图书册数}]\n", workshop
    )
    assert standard.judged(find_type(workshop, "十二年一贯制")) == ("初中", "高中")
    assert standard.judged(find_type(workshop, "完全中学")) == ("初中", "高中")
    assert standard.judged(find_type(workshop, "小学")) == ()


def test_a_kindergarten_is_judged_by_a_standard_of_its_own(examine: Examine) -> None:
    examined = examine(NURSERY, type="幼儿园", standards="[本县幼儿园标准]")
    assert examined.assessment is not None
    (result,) = examined.assessment.standards[0].results
    assert (result.stage, result.display, str(result.verdict)) == ("幼儿园", "13.33", "unmet")


def test_a_standard_for_no_stage_of_the_school_is_an_error(examine: Examine) -> None:
    examined = examine("数据: {校园面积: 1200}\n", type="幼儿园", standards="[优质均衡2017]")
    (problem,) = [each for each in examined.problems if each.code == "unfit_standard"]
    assert problem.stops and problem.location.line == 2
    assert problem.message == (
        "“县域义务教育优质均衡发展督导评估办法”是小学、初中的标准，本校是幼儿园，不按它评估"
    )
    assert problem.hint == "请核对学校类型，或换成幼儿园的标准"
    assert examined.assessment is not None and not examined.assessment.standards


def test_beside_a_standard_that_fits_it_is_a_warning(examine: Examine) -> None:
    standards = "[本县幼儿园标准, 优质均衡2017]"
    examined = examine(NURSERY, type="幼儿园", standards=standards)
    (problem,) = [each for each in examined.problems if each.code == "unfit_standard"]
    assert not problem.stops
    assert examined.assessment is not None
    assert [each.standard.id for each in examined.assessment.standards] == ["本县幼儿园标准"]


def test_stages_stand_in_the_order_of_the_data(workshop: Workshop) -> None:
    file = yaml.safe_load((data_folder() / "stages.yaml").read_text(encoding="utf-8"))
    stages = list(workshop.library.dictionary.stages)
    assert stages == list(file["学段"])
    assert [each for each in stages if each in ("高中", "初中", "小学")] == ["小学", "初中", "高中"]
    assert find_type(workshop, "十二年一贯制").stages == ("小学", "初中", "高中")


def test_a_stage_is_its_word_wherever_it_was_made() -> None:
    import pickle

    stage = Stage("小学")
    assert pickle.loads(pickle.dumps({stage: 1})) == {"小学": 1}
    assert type(pickle.loads(pickle.dumps(stage))) is Stage and f"{stage}部" == "小学部"


def test_a_stage_is_added_by_data_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    path = folder / "stages.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  大专: {部: 大专部}\n", encoding="utf-8")
    types = folder / "school_types.yaml"
    added = "  综合高中: {学段: {大专: 1.5, 高中: 1}}\n"
    types.write_text(types.read_text(encoding="utf-8") + added, encoding="utf-8")
    library = load_library(folder)
    assert library.school_types["综合高中"].stages == ("高中", "大专")
    assert library.dictionary.stages[Stage("大专")].division == "大专部"


def test_data_that_were_changed_are_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    path = folder / "stages.yaml"
    before, same = load_library(folder), load_library(folder)
    path.write_text(path.read_text(encoding="utf-8") + "  大专: {部: 大专部}\n", encoding="utf-8")
    changed = load_library(folder)
    assert before.dictionary is same.dictionary is not changed.dictionary
    assert Stage("大专") in changed.dictionary.stages


def test_a_standard_that_was_changed_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    path = folder / "standards" / "优质均衡2017.yaml"
    before, same = (load_library(folder).find_standard(path.stem, folder) for _ in range(2))
    path.write_text(path.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
    changed = load_library(folder).find_standard(path.stem, folder)
    assert before is same is not changed and before == changed


def test_what_plans_lead_to_is_made_of_the_stages_that_are_judged(examine: Examine) -> None:
    own = (
        "自定标准: {标识: 甲, 名称: 甲, 学段: [初中], 指标: [{名称: 教师, 分子: 专任教师数, "
        "分母: 在校生数, 倍数: 100, 单位: 人, 整校: 是, 标准: 8}]}\n"
        "数据: {在校生数: {初中: 100, 高中: 100}, 专任教师数: {初中: 5, 高中: 50}}\n"
        "今后措施: [{针对: 教师, 内容: 招聘教师。, 预计增加: {专任教师数: {初中: 2}}}]\n"
    )
    examined = examine(own, type="完全中学", standards="[甲]")
    assert examined.assessment is not None
    (prospect,) = examined.assessment.prospects
    assert (prospect.before.display, prospect.after.display) == ("5.00", "7.00")


WHOLE_SCHOOL = """\
自定标准:
  标识: 本县安全标准
  学段: [幼儿园, 小学, 初中]
  事实:
    是否护送: {类型: 是否, 学段: 整校}
    演练次数: {类型: 计数, 单位: 次}
  指标:
    - {名称: 护送, 类型: 是否, 分子: 是否护送, 学段: [幼儿园, 小学], 整校: 是, 标准: 是}
    - {名称: 演练, 类型: 数值, 分子: 演练次数, 学段: [初中], 整校: 是, 标准: 4}
"""


def judged_as(examine: Examine, type: str) -> list[tuple[str, str]]:
    """What a school of that type, in which nothing is filled in, is judged by, and as what."""
    assessment = examine(WHOLE_SCHOOL, type=type, standards="[本县安全标准]").assessment
    assert assessment is not None
    results = (each for standard in assessment.standards for each in standard.results)
    return [(each.indicator.name, str(each.stage or "全校")) for each in results]


def test_what_is_judged_once_for_a_school_is_judged_where_one_of_its_stages_is_taught(
    examine: Examine,
) -> None:
    assert judged_as(examine, "小学") == [("护送", "全校")]
    assert judged_as(examine, "完全中学") == [("演练", "全校")]
    assert judged_as(examine, "九年一贯制") == [("护送", "全校"), ("演练", "全校")]


def test_a_form_asks_for_what_is_judged_once_where_one_of_its_stages_is_taught(
    workshop: Workshop,
) -> None:
    root = parse_yaml(WHOLE_SCHOOL, "学校.yaml")
    assert root is not None
    standard = parse_standard(root.entries()["自定标准"], workshop.library.dictionary)
    assert standard.facts is not None
    dictionary = workshop.library.dictionary.extend(standard.facts)
    asked = {
        name: [
            (row.fact.name, row.stage)
            for row in needed_rows([standard], dictionary, find_type(workshop, name))
        ]
        for name in ("小学", "初中", "九年一贯制")
    }
    assert asked == {
        "小学": [("是否护送", None)],
        "初中": [("演练次数", None)],
        "九年一贯制": [("是否护送", None), ("演练次数", "小学"), ("演练次数", "初中")],
    }
