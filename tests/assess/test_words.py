"""The clerk's words held against the verdicts and the data."""

from __future__ import annotations

import pytest

from tests.conftest import Examine

FAILING = "数据: {在校生数: 880, 图书册数: 100}\n"
BY_HENAN = "[河南省办学基本标准]"


def codes(examine: Examine, body: str, **more: str) -> set[str]:
    return {problem.code for problem in examine(body, **more).problems}


@pytest.mark.parametrize(
    "claim",
    [
        *(
            "各项指标全部达标。",
            "各项指标均达到标准要求。",
            "本校全面达标。",
            "做到100%达标。",
            "本校已全部达到标准。",
        ),
        "所有指标都已达标，比上年有进步。",
    ],
)
def test_a_claim_that_all_is_met_beside_a_failing_indicator_is_an_error(
    examine: Examine, claim: str
) -> None:
    assert "false_claim" in codes(examine, f"{FAILING}主要措施: |\n  {claim}\n", standards=BY_HENAN)


@pytest.mark.parametrize(
    "sentence",
    [
        "力争三年内全部达标。",
        "目前不是全部达标。",
        "分两年购书，到2026年各项指标全部达标。",
        "努力实现全面达标。",
    ],
)
def test_a_wish_a_plan_or_a_denial_is_no_claim(examine: Examine, sentence: str) -> None:
    assert "false_claim" not in codes(
        examine, f"{FAILING}主要措施: |\n  {sentence}\n", standards=BY_HENAN
    )


@pytest.mark.parametrize(
    "words",
    ["现有学生900人，", "学校现有在校生900人。", "校园面积30亩多。图书20000册，", "图书2万册。"],
)
def test_a_figure_in_the_text_that_the_data_contradict_is_said_at_its_line(
    examine: Examine, words: str
) -> None:
    examined = examine(f"{FAILING}主要措施: |\n  第一行\n\n  {words}\n")
    (problem,) = [each for each in examined.problems if each.code == "quoted_figure"]
    assert problem.location.line == 7


@pytest.mark.parametrize(
    "words",
    [
        "现有学生880人，",
        "组织学生300人参加比赛。",
        "2020年，学生900人。",
        "学生120人获奖。",
        "图书100册。",
        "新增图书50册。",
    ],
)
def test_a_figure_that_agrees_or_is_about_something_else_is_not(
    examine: Examine, words: str
) -> None:
    assert "quoted_figure" not in codes(examine, f"{FAILING}主要措施: |\n  {words}\n")


UNMET = "数据: {在校生数: 880, 图书册数: 100, 建筑面积: 900}\n"


def test_all_that_has_no_plan_is_one_reminder(examine: Examine) -> None:
    body = f"{UNMET}存在问题: [围墙老旧, {{标题: 书少, 指标: 生均图书册数}}]\n"
    found = examine(body, standards=BY_HENAN).problems
    (problem,) = [each for each in found if each.code == "no_plan"]
    assert problem.message == (
        "有3项没有写今后措施：未达标的指标“生均建筑面积”“生均图书册数”；存在问题“围墙老旧”"
    )
    assert problem.hint == "请在“今后措施:”下各写一项，“针对:”后面写引号里的名称"


def test_what_a_plan_answers_is_not_reminded_of(examine: Examine) -> None:
    body = f"{UNMET}今后措施: [{{针对: 生均建筑面积, 内容: 建房。}}]\n"
    found = examine(body, standards=BY_HENAN).problems
    (problem,) = [each for each in found if each.code == "no_plan"]
    assert problem.message == "有1项没有写今后措施：未达标的指标“生均图书册数”"
    assert problem.hint == "请在“今后措施:”下写一项，“针对:”后面写“生均图书册数”"
    assert problem.location.line == 4
