"""What looks like a slip where one word ends and the next begins."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize("text", ["师资结构调整明显。", "完整明确地记录。", "我们力争明年完成。"])
def test_a_slip_across_two_common_words_is_none(text: str, find: Finder) -> None:
    assert find(TextRule.WORDING, text) == []


@pytest.mark.parametrize(
    ("text", "slip"), [("教师陪训经费按时拨付。", "陪训"), ("开具整明。", "整明")]
)
def test_a_slip_within_a_sentence_is_told(text: str, slip: str, find: Finder) -> None:
    assert find(TextRule.WORDING, text) == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "负责指导和协调安全工作。",
        "学校自己经营食堂，可以经家长委员会同意后调整。",
        "因该项目建设需要，情况紧急需要先行疏散。",
        "学生伙房宽敞明亮，卫生保健设施齐全。",
        "教师承担误工补贴，通报消防检查结果。",
        "责任仍由学校承担，教师有积极进取的精神。",
        "学校位于常桂公路旁。",
        "教师的师风师德良好。",
        "组织协调开展课后服务，增强组织纪律性。",
        "加强科技进步工作，做好食材供应保障。",
        "建立隐患排查治理制度，加强建设项目的管理。",
        "设备2年未使用的，及时调剂。",
    ],
)
def test_what_two_words_make_together_is_no_slip(text: str, find: Finder) -> None:
    assert find(TextRule.WORDING, text) == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("构建和协社会。", "和协"),
        ("设施以经配齐。", "以经"),
        ("教师因该爱岗敬业。", "因该"),
        ("截至2023年未，全校有学生300人。", "年未"),
        ("学生的生伙丰富多彩。", "生伙"),
        ("义务教育均衡开展工作扎实推进。", "开展"),
        ("增强领导，健全机构。", "增强"),
    ],
)
def test_the_same_characters_alone_are_told(text: str, slip: str, find: Finder) -> None:
    assert find(TextRule.WORDING, text) == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "党组织组织党员学习。",
        "是全县乡镇中学中学生人数最多的学校。",
        "操场场地平整，运动场场地齐全。",
        "服务范围为二社社区。",
        "举办以强化训练为目的的培训班。",
        "鼓励高等教育等教育机构参与。",
        "逐条对照，一个问题一个问题解决。",
        "本规定规定的情形除外。",
    ],
)
def test_what_ends_a_word_and_begins_the_next_is_not_doubled(text: str, find: Finder) -> None:
    assert find(TextRule.TOLD_TWICE, text) == []


@pytest.mark.parametrize(
    ("text", "twice"), [("加强管理加强管理。", "加强管理"), ("学校中学中学历来重视。", "中学中学")]
)
def test_a_word_that_stands_twice_is_told(text: str, twice: str, find: Finder) -> None:
    assert twice in find(TextRule.TOLD_TWICE, text)[0]


@pytest.mark.parametrize(
    "text", ["支持企业创业创新。", "构建共建共治共享的格局。", "合理处理处置，增强自强自立能力。"]
)
def test_two_words_with_a_character_in_common_are_no_word_twice(text: str, find: Finder) -> None:
    assert find(TextRule.TOLD_TWICE, text) == []
