"""How prose says an indicator follows from what it divides by what, not from its name."""

from __future__ import annotations

import pytest

from reportgen.load.yaml_tree import parse_yaml
from reportgen.model.standard import Standard
from reportgen.pipeline import Workshop
from reportgen.sections.results.indicator_words import IndicatorWords, indicator_words

STANDARD = """\
标识: 甲
学段: [小学]
事实:
  是否查夜: {{类型: 是否, 学段: 整校, 定义: 每晚有人查铺}}
  是否建立台账: {{类型: 是否, 学段: 整校, 定义: 有台账的，填是}}
  操场平整: {{类型: 是否, 学段: 整校}}
  事件数: {{类型: 计数, 单位: 起, 学段: 整校}}
  灭火器数: {{类型: 计数, 单位: 具, 学段: 共用}}
  月数: {{类型: 计数, 单位: 个月, 学段: 整校}}
  演练次数: {{类型: 计数, 单位: 次, 学段: 整校}}
  操场面积: {{类型: 面积, 单位: ㎡, 学段: 共用, 称谓: 操场, 主题: 用地与场地}}
指标: [{{名称: {name}, {rest}}}]
"""


def standard(workshop: Workshop, rest: str, name: str = "某项") -> Standard:
    root = parse_yaml(STANDARD.format(name=name, rest=rest), "标准.yaml")
    assert root is not None
    parsed = workshop.library.parse_standard(root)
    assert root.reading.problems == []
    return parsed


def words(workshop: Workshop, rest: str, name: str = "某项") -> IndicatorWords:
    parsed = standard(workshop, rest, name)
    assert parsed.facts is not None
    dictionary = workshop.library.dictionary.extend(parsed.facts)
    return indicator_words(parsed.indicators[0], dictionary, parsed.stages[0])


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        ("类型: 是否, 分子: 是否查夜, 标准: 是", "是否"),
        ("类型: 等级, 分子: 德育工作水平, 标准: 良好", "等级"),
        ("类型: 一比, 分子: 专任教师数, 分母: 在校生数, 标准: 19", "一比"),
        ("分子: 持证教师数, 分母: 专任教师数, 倍数: 100, 单位: '%', 标准: 100", "占比"),
        ("分子: 校园面积, 分母: 在校生数, 单位: ㎡, 标准: 22", "均量"),
        ("分子: 音乐专用教室数, 分母: 向上取整(教学班数 / 12), 单位: 间, 标准: 1", "配备"),
        ("类型: 最大值, 分子: 班级人数, 方向: 不超过, 标准: 45", "逐一"),
        ("类型: 数值, 分子: 最小(音乐专用教室面积), 单位: ㎡, 标准: 96", "逐一"),
        ("类型: 数值, 分子: 最大班额, 单位: 人, 方向: 不超过, 标准: 45", "逐一"),
        ("类型: 数值, 分子: 巩固率, 单位: '%', 标准: 95", "数值"),
        ("分子: 教职工数, 分母: 在校生数", "数值"),
    ],
)
def test_the_kind_follows_from_the_formulas(workshop: Workshop, rest: str, kind: str) -> None:
    assert words(workshop, rest).kind == kind


@pytest.mark.parametrize(
    ("rest", "noun", "average"),
    [
        ("分子: 图书册数, 分母: 在校生数, 单位: 册", "图书", "生均"),
        ("分子: 操场面积, 分母: 在校生数, 单位: ㎡", "操场", "生均"),
        ("分子: 灭火器数, 分母: 在校生数, 倍数: 50, 单位: 具", "灭火器", "每50名学生"),
        ("分子: 专任教师数, 分母: 在校生数, 倍数: 100, 单位: 人", "专任教师", "每百名学生"),
        ("分子: 专任教师数, 分母: 教学班数, 单位: 人", "专任教师", "平均每班"),
        ("分子: 演练次数, 分母: 月数, 单位: 次", "演练", "平均每月"),
        ("分子: 演练次数, 分母: 月数, 倍数: 3, 单位: 次", "演练", "每3个月"),
        ("分子: 计算机台数, 分母: 专任教师数, 单位: 台", "计算机", "平均每名专任教师"),
        (
            "分子: 音乐专用教室数, 分母: 向上取整(教学班数 / 12), 单位: 间",
            *("音乐专用教室", "每12个教学班"),
        ),
        ("分子: 专任教师数 + 教职工数, 分母: 教学班数, 单位: 人", "专任教师和教职工", "平均每班"),
        ("分子: 图书册数, 分母: 在校生数, 单位: 册, 称谓: 纸质图书", "纸质图书", "生均"),
    ],
)
def test_an_amount_has_a_noun_and_is_divided_by_something(
    workshop: Workshop, rest: str, noun: str, average: str
) -> None:
    found = words(workshop, rest)
    assert (found.noun, found.average) == (noun, average)


@pytest.mark.parametrize(
    ("fact", "name", "said"),
    [
        (
            "是否制定章程",
            "章程",
            ("学校制定了章程", "学校章程尚未制定", "制定学校章程"),
        ),
        ("是否查夜", "夜间查铺", ("每晚有人查铺", "夜间查铺没有达到要求", "落实夜间查铺的要求")),
        ("是否建立台账", "台账", ("已建立台账", "没有建立台账", "建立台账")),
        (
            "操场平整",
            "操场",
            ("操场达到要求", "操场没有达到要求", "落实操场的要求"),
        ),
    ],
)
def test_a_yes_no_has_clauses_for_both_answers_and_for_what_is_to_be_done(
    workshop: Workshop, fact: str, name: str, said: tuple[str, str, str]
) -> None:
    found = words(workshop, f"类型: 是否, 分子: {fact}, 标准: 是", name)
    assert (found.affirmed, found.denied, found.remedy) == said


def test_those_that_a_share_counts_do_something(workshop: Workshop) -> None:
    rest = "分子: 持证教师数, 分母: 专任教师数, 倍数: 100, 单位: '%'"
    found = words(workshop, rest)
    assert (found.affirmed, found.denied, found.whole) == ("持证上岗", "没有持证上岗", "专任教师")
    plain = words(workshop, rest.replace("持证教师数", "县级以上骨干教师数"))
    assert plain.affirmed == "为县级以上骨干教师"


@pytest.mark.parametrize(
    ("rest", "theme"),
    [
        ("类型: 数值, 分子: 校园面积", "用地与场地"),
        ("类型: 数值, 分子: 专任教师数", "教师"),
        ("类型: 数值, 分子: 公用经费预算总额", "经费"),
        ("类型: 数值, 分子: 操场面积", "用地与场地"),
        ("类型: 数值, 分子: 操场面积, 主题: 校舍", "校舍"),
        ("类型: 是否, 分子: 是否查夜", "管理"),
        ("类型: 数值, 分子: 事件数", "其他"),
    ],
)
def test_the_theme_is_the_indicators_own_or_that_of_its_fact(
    workshop: Workshop, rest: str, theme: str
) -> None:
    assert words(workshop, rest).theme == theme


def test_a_theme_that_there_is_not_is_told(workshop: Workshop) -> None:
    text = STANDARD.format(name="甲", rest="类型: 数值, 分子: 校园面积, 主题: 场地")
    root = parse_yaml(text, "标准.yaml")
    assert root is not None
    workshop.library.parse_standard(root)
    (problem,) = root.reading.problems
    assert problem.message == "没有“场地”这个主题"


def test_every_group_that_a_theme_takes_is_one_of_facts(workshop: Workshop) -> None:
    library = workshop.library
    named = {group for theme in library.dictionary.themes for group in theme.groups}
    facts = (library.all_facts(), library.all_district_facts())
    assert named <= {title for dictionary in facts for title in dictionary.groups.values()}
