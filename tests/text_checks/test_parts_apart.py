"""Parts that stand in another paragraph than their total, or before it."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (
            ("学校现有教师95人。", "研究生2人，本科85人，专科12人。"),
            "研究生2人，本科85人，专科12人",
        ),
        (("本科85人，专科12人，教师共95人，学历达标率100%。",), "本科85人，专科12人"),
        (
            ("教师95人。", "高级教师20人、一级教师40人、二级教师38人。"),
            "高级教师20人、一级教师40人、二级教师38人",
        ),
        (
            (
                "教职工与学生比为1:12.5，全校教职工198人，专任教师171人，工勤人员2人。",
                "专任教师中研究生学历4人，本科学历158人，专科学历11人。",
            ),
            "研究生学历4人，本科学历158人，专科学历11人",
        ),
        (("全校共有学生936人。", "男生480人，女生446人。"), "480人，女生446人"),
        (
            ("小学部教师50人，初中部教师45人。", "小学部教师中本科40人、专科12人。"),
            "本科40人、专科12人",
        ),
    ],
)
def test_parts_that_do_not_come_to_their_total_are_told(
    find: Finder, paragraphs: tuple[str, ...], found: str
) -> None:
    assert find(TextRule.PARTS, *paragraphs) == [found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("学校现有教师95人。", "研究生2人，本科81人。"),
        ("教职工100人，专任教师95人。", "研究生2人，本科85人，专科8人。"),
        ("教师95人。", "近三年引进本科85人，专科12人。"),
        ("教师95人。", "高级教师35人，其中正高级2人、副高级33人，中级40人，初级20人。"),
        ("专任教师40人，工勤3人。", "教职工中本科35人，专科8人。"),
        ("小学部教师50人，初中部教师45人。", "本科80人、专科15人。"),
        ("教师40人。", "研究生学历5人，本科及以上学历38人。"),
        ("全校共有学生936人，教师50人。", "男教师20人，女教师40人。"),
        ("全校共有学生936人。", "住宿男生480人，女生446人。"),
        ("小学部教师20人，初中部教师28人，本科40人，专科8人。",),
        ("专任教师95人。", "第一学历本科30人，专科40人，中专28人；最高学历本科85人，专科10人。"),
    ],
)
def test_parts_of_others_or_of_some_are_left_alone(
    find: Finder, paragraphs: tuple[str, ...]
) -> None:
    assert find(None, *paragraphs) == []
