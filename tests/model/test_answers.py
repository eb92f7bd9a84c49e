"""Which plans answer an indicator, and which shortcomings speak of it."""

from __future__ import annotations

from reportgen.model.answers import find_answers, is_answered, mentioned_names, names_of
from reportgen.model.school import Narrative, Plan, ReportSettings, School, Shortcoming
from reportgen.model.stages import SchoolType

_TEXT = Narrative("内容")
_LAND, _AREA = "生均占地面积", "生均校舍面积"


def a_school(*shortcomings: Shortcoming, targets: tuple[str, ...] = ()) -> School:
    return School(
        "甲小学",
        SchoolType("小学", {}),
        ReportSettings(2024),
        shortcomings=shortcomings,
        plans=tuple(Plan(_TEXT, target=target) for target in targets),
    )


def test_a_plan_answers_the_indicator_that_it_names() -> None:
    school = a_school(targets=(_LAND,))
    assert is_answered(school, _LAND)
    assert not is_answered(school, _AREA)


def test_a_plan_for_a_shortcoming_answers_its_indicator_and_others_about_it() -> None:
    school = a_school(
        Shortcoming("场地不足", _TEXT, _LAND),
        Shortcoming("操场小", _TEXT, _LAND),
        targets=("场地不足",),
    )
    assert is_answered(school, _LAND)
    assert find_answers(school, names_of(school.shortcomings[1])) == school.plans


def test_a_plan_for_an_indicator_answers_the_shortcoming_about_it() -> None:
    school = a_school(Shortcoming("场地不足", _TEXT, _LAND), targets=(_LAND,))
    assert find_answers(school, names_of(school.shortcomings[0])) == school.plans


def test_a_plan_without_a_target_answers_nothing() -> None:
    school = a_school(Shortcoming("", _TEXT, _LAND), targets=("",))
    assert not is_answered(school, _LAND)


def test_a_shortcoming_speaks_of_its_indicator_and_of_what_it_is_called() -> None:
    school = a_school(Shortcoming("场地不足", _TEXT, _LAND), Shortcoming(_AREA, _TEXT))
    assert mentioned_names(school) == {"场地不足", _LAND, _AREA}
