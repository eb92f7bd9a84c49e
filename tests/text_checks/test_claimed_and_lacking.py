"""What all are said to have and some lack, and what is said to be no more and is left."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("claim", "belied", "found"),
    [
        ("全县中小学厕所蹲位均达标。", "部分学校厕所蹲位不足。", "厕所蹲位不足"),
        ("图书配备全部达标。", "部分学校图书数量不足。", "图书数量不足"),
        ("功能室、图书、仪器设备等均达标。", "图书数量不足，更新较慢。", "图书数量不足"),
        ("学校课桌椅配备率100%。", "课桌椅短缺。", "课桌椅短缺"),
        ("都配备了生活指导教师。", "部分学校没有配备生活教师。", "没有配备生活教师"),
        ("教室均安装了多媒体设备。", "还有4个教室没有多媒体设备。", "没有多媒体设备"),
    ],
)
def test_what_all_have_and_some_lack_is_told_at_both_places(
    find: Finder, claim: str, belied: str, found: str
) -> None:
    told = find(TextRule.CLAIMS_DIFFER, claim, belied)
    assert len(told) == 2
    assert told[1] == found


def test_a_heading_names_what_all_schools_have(find: Finder) -> None:
    text = "6.厕所蹲位满足需要的学校比例", "各类学校均为100%。", "部分教学点蹲位不足。"
    assert find(TextRule.CLAIMS_DIFFER, *text) == ["各类学校均为100%。", "蹲位不足"]


@pytest.mark.parametrize(
    ("claim", "belied", "found"),
    [
        ("学校无危房。", "现有D级危房320平方米。", "现有D级危房"),
        ("已全面消除危房。", "仍有D级危房3200平方米正在改造。", "仍有D级危房"),
        ("没有群众来信来访。", "办理信访件3件。", "信访件3件"),
        ("我县实现了零辍学。", "本学年初中辍学12人。", "辍学12人"),
    ],
)
def test_what_is_no_more_and_is_left_is_told_at_both_places(
    find: Finder, claim: str, belied: str, found: str
) -> None:
    told = find(TextRule.FALSE_EXISTENCE, claim, belied)
    assert len(told) == 2
    assert told[1] == found


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("初中厕所蹲位均达标。", "部分教学点厕所蹲位不足。"),
        ("厕所蹲位均达标。", "针对厕所蹲位不足的问题，新建厕所12座，蹲位不足问题得到解决。"),
        ("图书配备全部达标。", "2018年前学校图书不足。原图书数量不足，图书管理员不足。"),
        ("力争全部配备专职心理健康教师。", "部分学校缺少专职心理健康教师。"),
        ("我县计算机均达到标准要求。", "缺少计算机专业教师，计算机教师不足。"),
        ("学校无危房。", "2019年改造危房320平方米，拆除D级危房200平方米。"),
        ("杜绝有偿补课现象。", "严禁教师存在有偿补课现象。"),
        ("小学零辍学。", "初中辍学12人，劝返辍学学生18名。"),
        ("未发生校园欺凌。", "开展防欺凌教育3次，欺凌专题讲座2场。"),
    ],
)
def test_other_scopes_and_times_are_left_alone(find: Finder, claim: str, other: str) -> None:
    rules = TextRule.CLAIMS_DIFFER, TextRule.FALSE_EXISTENCE
    assert [found for rule in rules for found in find(rule, claim, other)] == []
