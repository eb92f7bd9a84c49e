"""Numbers in two kinds of signs, measure words without a number, things listed twice, blanks inside
brackets, and names of documents in a row.
"""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二0二三年以来", ["二0二三"]),
        ("二O二三年，2O23年，20二三年", ["二O二三", "2O23", "20二三"]),
        ("二〇二二年3月", ["二〇二二年3月"]),
        ("2022年三月，3月十五日，十二月20日", ["2022年三月", "3月十五日", "十二月20日"]),
        ("学生3百人，经费5千元，奖励2十名", ["3百", "5千", "2十"]),
        ("覆盖率为百分之98", ["百分之98"]),
        ("服务人口2022余人，培训125多名", ["2022余", "125多"]),
        ("入学率1O0%，教师l2人", ["O", "l"]),
    ],
)
def test_numbers_in_two_kinds_of_signs_are_told(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.NUMERALS, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "二〇二二年三月，2022年3月15日，2022年三月三节，六一儿童节，2023年一季度。",
        "跑道5千米，功率3千瓦，约300余人，投入12余万元，百分之九十八，O2O模式，I类学校。",
        "2020—2022年，统一2个标准，一至六年级，2. 十项指标。",
    ],
)
def test_numbers_in_one_kind_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.NUMERALS, text) == []
    assert find(TextRule.NUMBER_SPAN, text) == []


def test_a_numeral_for_a_dash_is_told(find: Finder) -> None:
    assert find(TextRule.NUMBER_SPAN, "2020一2022年，1一6年级") == ["一", "一"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本年度为名寄宿生发放了补助", ["名"]),
        ("资助了名家庭困难学生，招聘名特岗教师", ["名", "名"]),
        ("新增台计算机，购置套课桌椅，新建栋教学楼", ["台", "套", "栋"]),
        ("学校距县城公里，投入资金万元", ["公里", "万元"]),
        ("组织教师外出学习人次，下发整改通知书份", ["人次", "份"]),
        ("共有　个教学班，占地（　）平方米，n个班，教师？人", ["（　）", "n", "？", "　"]),
        ("有 人说，是吗？人人有责，（ ）个人", []),
        ("距国道几公里，签订责任书各一份，印发年份，发放身份", []),
        ("有名教师工作室2个，为名校长搭台，向名师学习，为名师生，给名家写信", []),
        ("购置台式电脑30台，配备套装工具，现有所有设备，建有座谈室，以补课为名收费", []),
    ],
)
def test_a_measure_word_behind_a_verb_has_a_number(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.EMPTY_UNIT, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设有阅览室、少先队室、卫生室、展览室、少先队室等", ["少先队室"]),
        ("设有音乐室、美术室、卫生室和音乐室。", ["音乐室"]),
        ("音乐室1间、美术室2间、音乐室1间。", ["音乐室"]),
        ("面积分别为86平方米、75平方米、75平方米。", []),
        ("成立了领导小组，成立了领导小组，分工明确。", ["成立了领导小组"]),
        ("正文、标题 1、标题 2各有样式，行距28磅、行距29磅、行距30磅都可以。", []),
        ("七年级4个班、八年级4个班、九年级4个班，小学阅览室、中学阅览室、小学美术室。", []),
        ("开设语文、数学、英语，语文、数学各5节。", []),
    ],
)
def test_a_list_names_a_thing_once(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.TOLD_TWICE, text) == found


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("示例小学教育均衡发展工作汇报", "教育均衡发展工作汇报"), "教育均衡发展工作汇报"),
        (("教育均衡发展工作汇报", "示例小学教育均衡发展工作汇报"), "教育均衡发展工作汇报"),
    ],
)
def test_of_two_titles_the_one_without_a_name_is_too_many(
    find: Finder, titles: tuple[str, ...], found: str
) -> None:
    assert find(TextRule.TOLD_TWICE, *titles) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、 学校概况", ["、 学"]),
        ("1． 学校概况", ["． 学"]),
        ("落实“ 双减 ”政策", ["“ 双", "减 ”"]),
        ("依照《 教师法 》", ["《 教", "法 》"]),
        ("学校（ 本部 ）", ["（ 本", "部 ）"]),
        ("学校是（ ）。1. 学校概况", []),
    ],
)
def test_blanks_behind_a_number_and_within_a_pair_are_told(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.SPACES, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "根据县教督〔2013〕8号某县学校督导评估实施办法（试行）、《评估细则》自查",
            ["某县学校督导评估实施办法（试行）"],
        ),
        ("根据示例县校车管理办法和《消防条例》自查", ["示例县校车管理办法"]),
        ("学习了县局下发的教师考核方案（修订稿）和文件", ["教师考核方案（修订稿）"]),
        ("按照上级要求、《教师法》和有关规定办学，执行国家课程标准和《课程方案》", []),
        ("示例县学校考核办法（试行）", []),
        ("获《省级文明校园》称号", ["《省级文明校园》"]),
        ("开展《弟子规》诵读，落实《强师计划》行动计划", []),
    ],
)
def test_a_document_in_a_row_or_on_trial_has_its_marks(
    find: Finder, text: str, found: list[str]
) -> None:
    assert find(TextRule.BOOK_MARKS, text) == found


def test_brackets_like_those_of_a_document_number_are_told(find: Finder) -> None:
    text = "（县教督﹝2021﹞23号）（县教办〖2021〗3号）"
    assert find(TextRule.DOCUMENT_NUMBER, text) == ["县教督﹝2021﹞23号", "县教办〖2021〗3号"]
    assert find(TextRule.DOCUMENT_NUMBER, "国办发〔2017〕72文件") == ["〔2017〕72"]
