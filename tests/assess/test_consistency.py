"""Figures and words that contradict each other are said, with the figures and lines of both."""

from __future__ import annotations

import pytest

from reportgen.problems import Problem, Severity
from tests.conftest import Examine


def find(examine: Examine, code: str, body: str, **more: str) -> Problem:
    return next(problem for problem in examine(body, **more).problems if problem.code == code)


def test_more_teachers_than_staff(examine: Examine) -> None:
    problem = find(examine, "inconsistent", "数据:\n  教职工数: 30\n  专任教师数: 49\n")
    assert "49人，第 5 行" in problem.message and "30人，第 4 行" in problem.message
    assert problem.stops


def test_classes_that_do_not_add_up_to_the_students(examine: Examine) -> None:
    body = "数据:\n  在校生数: 90\n  教学班数: 2\n  班级人数: [45, 44]\n"
    assert "89" in find(examine, "inconsistent", body).message


def test_derived_fact_filled_in_must_agree_to_its_decimals(examine: Examine) -> None:
    body = "数据:\n  在校生数: 880\n  教学班数: 21\n  平均班额: %s\n"
    assert "41.9048" in find(examine, "derived_mismatch", body % "43").message
    for agreeing in ("42", "41.9", "41.90"):
        assert "derived_mismatch" not in [
            problem.code for problem in examine(body % agreeing).problems
        ]


def test_all_met_beside_a_failing_indicator_stops_the_report(examine: Examine) -> None:
    body = (
        "数据: {在校生数: 880, 图书册数: 100}\n"
        "主要措施:\n  - {标题: 总结, 内容: 十项指标全部达标。}\n"
    )
    problem = find(examine, "false_claim", body, standards="[河南省办学基本标准]")
    assert "生均图书册数（未达标）" in problem.message
    assert problem.stops


@pytest.mark.parametrize("text", ["XX市第一小学", "共××人", "某某同志", "____年"])
def test_placeholders_left_in_are_warned_of(examine: Examine, text: str) -> None:
    problem = find(examine, "placeholder", f"主要措施:\n  - {{标题: 一, 内容: {text}来校。}}\n")
    assert problem.severity is Severity.WARNING


def test_failing_indicator_without_a_plan_is_warned_of(examine: Examine) -> None:
    body = "数据: {在校生数: 880, 图书册数: 100}\n"
    assert (
        "生均图书册数" in find(examine, "no_plan", body, standards="[河南省办学基本标准]").message
    )


def test_plan_for_an_unknown_indicator_names_the_nearest(examine: Examine) -> None:
    body = "今后措施:\n  - {针对: 生均图书, 内容: 买书。}\n"
    assert (
        "生均图书册数"
        in find(examine, "unknown_target", body, standards="[河南省办学基本标准]").hint
    )


# Where an indicator is named, by the path at which it stands.
NAMED = {
    "存在问题第1项.指标": "存在问题:\n  - {标题: 图书不足, 指标: %s, 内容: 书不够。}\n",
    "今后措施第1项.针对": "今后措施:\n  - {针对: %s, 内容: 买书。}\n",
    "佐证材料第1项.指标": "佐证材料:\n  - {指标: %s, 名称: 图书台账}\n",
    "佐证材料第1项.指标第2项": "佐证材料:\n  - {指标: [平均班额, %s], 名称: 图书台账}\n",
}


@pytest.mark.parametrize("path", NAMED)
def test_a_misnamed_indicator_is_told_where_it_stands_with_an_edit_that_mends(
    path: str, examine: Examine
) -> None:
    def told(name: str) -> list[Problem]:
        body = "数据: {在校生数: 880, 图书册数: 100}\n" + NAMED[path] % name
        problems = examine(body, standards="[河南省办学基本标准]").problems
        return [each for each in problems if each.code == "unknown_target"]

    (problem,) = told("生均图书")
    assert problem.location.entry == path
    assert problem.remedy is not None and problem.remedy.texts == ("生均图书册数",)
    assert not told("生均图书册数")
    (other,) = told("课外活动")
    assert other.remedy is None and "可以用的有：" in other.hint and "生均图书册数" in other.hint


def test_breach_between_derived_figures_is_placed_where_one_of_them_was_filled_in(
    examine: Examine,
) -> None:
    examined = examine("数据:\n  在校生数: 100\n  教学班数: 2\n  班级人数: [10, 10]\n")
    (found,) = (
        problem
        for problem in examined.problems
        if problem.message.startswith("最大班额不应小于平均班额")
    )
    assert found.location.path == "数据.班级人数"
    assert "最大班额 10人，第 6 行；平均班额 50人，第 4 行" in found.message
