"""Sentences that say a thing twice, mix two ways of saying it, or count by the wrong word."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.words_file import load_words
from reportgen.model.text_finding import TextRule
from reportgen.problems import ReportgenError
from reportgen.words.sentence_pattern import read_pattern
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("占地约9000余平方米", "约9000余"),
        ("藏书将近2万册左右", "将近2万册左右"),
        ("服务半径超过3公里以上", "超过3公里以上"),
        ("缩小校际之间的差距", "校际之间"),
        ("为了提高质量，为此学校制定了规划", "为此"),
        ("为贯彻落实了文件精神，我校成立了小组", "为贯彻落实了"),
        ("通过这次自查，使我校认清了差距", "使"),
        ("在上级的关怀下，使学校面貌一新", "使"),
        ("足球场的建成将会是又一亮点", "的建成将会是又一亮点"),
        ("其原因是由于编制不足", "原因是由于"),
        ("严禁教师不得有偿补课", "严禁教师不得"),
        ("发放生活补助1740人", "发放生活补助1740人"),
        ("云南省省委发文", "省省委"),
        ("自评得分92.5份", "份"),
        ("发放问卷300分，", "分"),
        ("表彰30民教师", "30民教师"),
        ("发表26偏论文", "26偏论文"),
        ("缺少专职音乐、美术教师不足", "缺少专职音乐、美术教师不足"),
        ("提高了教师素质得到提高", "提高了教师素质得到提高"),
        ("深受学生所喜爱", "深受学生所喜爱"),
        ("整改率达100%以上", "以上"),
        ("坚持以教学中心，", "以教学中心，"),
        ("成立了校长为组长的小组", "校长为组长"),
        ("在上级部门的大力支持，我校面貌一新", "，"),
        ("近300平方米左右", "近300平方米左右"),
        ("占地300余平方米左右", "300余平方米左右"),
        ("以校长为组长、副校长副组长、各处室主任为成员", "副校长副组长"),
        ("到我校莅临指导", "到我校莅临"),
        ("加强教学质量，", "加强教学质量"),
        ("增强了学生的安全，", "增强了学生的安全"),
        ("起到了积极的促进。", "起到了积极的促进"),
        ("教师人数为30名教师", "人数为30名教师"),
        ("平均每生平均30册", "平均每生平均"),
        ("因为经费紧张，因此所以没有建成", "因此所以"),
        ("3名学生们参加", "3名学生们"),
        ("222名学生，其中女100名", "女100名"),
        ("巩固率均达到100%、99.6%。", "均达到100%、99.6%"),
        ("被评为先进单位的光荣称号", "称号"),
    ],
)
def test_a_sentence_that_does_not_go_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.SENTENCE, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "占地9000余平方米，投入约160万元，预计12月底完成，近几年多方筹资。",
        "通过自查和整改，学校补齐了短板，使办学条件明显改善；通过使用设备提高效率。",
        "为贯彻落实《义务教育法》，我校成立了领导小组。为此，召开了会议。",
        "足球场的建成将会使学生受益，其原因是编制不足，严禁有偿补课。",
        "享受生活补助1740人，发放生活补助174万元；全省省级示范校3所，县委、县政府重视。",
        "被评为先进单位，获得文明校园称号。",
        "自评材料3份，发放问卷300份，得分92.5分，发放生活补助127人次，资助学生30名。",
        "缺少教师，课时不足；节约近3万元；毛入园率达100%以上，经费增长率达100%以上。",
        "以校长为组长，分管副校长为副组长，各处室主任为成员；校长为组长、教导主任为成员。",
        "教师30人，其中男12名、女18名；入学率均为100%、100%，平均60人、40人，均在95%以上。",
        "莅临我校指导，加强教学质量监测，生活水平得到改善。",
        "增强了学生的安全意识，起到了积极的促进作用，人数为30人。",
        "以教学为中心，在上级的大力支持下，成立了以校长为组长的小组；深受学生喜爱。",
    ],
)
def test_a_sentence_that_goes_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.SENTENCE, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推进进义务教育", ["进进"]),
        ("达标学校所1292所", ["所1292所"]),
        ("提高教学质量量，认真落落实", ["落落", "量量"]),
        ("学校占地占地面积1500平方米", ["占地占地"]),
        ("学校召开委员会会议，教师师德高尚，全校校园绿化，认认真真，家家户户", []),
        ("小学12所，图书册数多，天天锻炼，研究研究再定", []),
    ],
)
def test_what_is_written_twice_is_told(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.TOLD_TWICE, text) == found


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("科学实验室一口，网络教室1口。", TextRule.UNIT_WORD, ["一口", "1口"]),
        ("教学楼3名，篮球场2册。", TextRule.UNIT_WORD, ["3名", "2册"]),
        ("招生规模为6规。", TextRule.WORDING, ["规"]),
        ("学生820人，教室12间，教师宿舍20间，有一口井。", TextRule.UNIT_WORD, []),
    ],
)
def test_measure_words_that_do_not_go(
    find: Finder, text: str, rule: TextRule, found: list[str]
) -> None:
    assert find(rule, text) == found


@pytest.mark.parametrize(
    "text", ["（甲|乙", "甲【乙】丙【丁】", "（甲（乙）丙）", "#……", "…甲…乙…丙…"]
)
def test_a_pattern_that_cannot_be_read_is_none(text: str) -> None:
    assert read_pattern(text) is None


def test_a_file_of_ones_own_adds_patterns_and_takes_some_away(tmp_path: Path) -> None:
    first, own = tmp_path / "一.yaml", tmp_path / "二.yaml"
    first.write_text("句式:\n  约#余: 重复\n  涉及到: 重复\n", encoding="utf-8")
    own.write_text("句式:\n  涉及到: 否\n  镇镇: {说明: 重复}\n", encoding="utf-8")
    assert [each.words for each in load_words([first, own]).sentences] == ["约#余", "镇镇"]
    own.write_text("句式:\n  （甲|乙: 重复\n", encoding="utf-8")
    with pytest.raises(ReportgenError, match="括号"):
        load_words([own])
