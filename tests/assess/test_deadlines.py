"""A deadline says which year it means."""

from __future__ import annotations

import pytest

from tests.conftest import Examine

PLAN = "今后措施: [{标题: 招聘, 内容: 招聘两人。, 完成时限: %s}]\n"


def hints(examine: Examine, deadline: str) -> list[tuple[str, str]]:
    problems = examine(PLAN % deadline).problems
    return [(each.location.path, each.hint) for each in problems if each.code == "deadline_year"]


@pytest.mark.parametrize(
    ("deadline", "hint"),
    [
        ("明年秋季", "请写成“2025年秋季”"),
        ("今年年底", "请写成“2024年年底”"),
        ("年底前", "请写明年份"),
        ("12.25", "请写明年份"),
        ("下学期", "请写明年份"),
    ],
)
def test_one_without_a_year_is_told_at_its_place(
    examine: Examine, deadline: str, hint: str
) -> None:
    assert hints(examine, deadline) == [("今后措施[1].完成时限", hint)]


@pytest.mark.parametrize(
    "deadline", ["2025年秋季", "2025-12", "二〇二五年底", "长期坚持", "25.12", "46022"]
)
def test_one_with_a_year_or_for_good_is_right(examine: Examine, deadline: str) -> None:
    assert hints(examine, deadline) == []


@pytest.mark.parametrize(
    ("deadline", "printed", "code"),
    [("46022", "2025-12-31", "serial_date"), ("25.12", "2025-12", "read_as_date")],
)
def test_what_does_not_look_like_a_date_is_read_as_one_and_told(
    examine: Examine, deadline: str, printed: str, code: str
) -> None:
    examined = examine(PLAN % deadline)
    assert examined.school is not None
    assert [plan.deadline for plan in examined.school.plans] == [printed]
    assert code in [each.code for each in examined.problems]


def test_one_that_may_be_two_dates_is_asked_back(examine: Examine) -> None:
    problems = [each for each in examine(PLAN % "10.12").problems if each.code == "doubtful_value"]
    assert [(each.location.path, each.stops) for each in problems] == [
        ("今后措施[1].完成时限", True)
    ]
    assert "“2010-12”，或“10月12日”" in problems[0].hint
