"""A printed value is on the side of its limit, and of its floor, on which the value is."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.assess.display import show_value
from reportgen.load.library import load_library
from reportgen.model.numbers import settle
from reportgen.model.standard import Indicator, IndicatorKind, display_limit
from reportgen.resources import data_folder

_NEARLY = {"略低于": -1, "略高于": 1}


class Judged(NamedTuple):
    """An indicator with a limit of its own or of a variant, and a bound that its value has."""

    indicator: Indicator
    limit: Decimal
    bounds: tuple[Decimal, ...]


def _judged() -> list[Judged]:
    found: list[Judged] = []
    for standard in load_library(data_folder()).all_standards():
        for group in standard.groups:
            for indicator in group.indicators:
                sets = (indicator.limits, *(each.limits for each in indicator.variants))
                limits = {limit for each in sets for limit in each.by_stage.values()}
                for limit in filter(lambda each: isinstance(each, Decimal), limits):
                    assert isinstance(limit, Decimal)
                    floor = group.rule.floor
                    bounds = (limit,) if floor is None else (limit, limit * floor)
                    found.append(Judged(indicator, limit, bounds))
    return found


JUDGED = _judged()


def printed_number(text: str, one_to: bool) -> Decimal:
    """The number that a reader takes from it; 略低于5.8 is a little less."""
    nearly = next((sign for word, sign in _NEARLY.items() if text.startswith(word)), 0)
    match = re.search(r"(?:1∶)?(\d+(?:\.\d+)?)%?$", text)
    assert match, text
    # 略低于1∶19: more than 19 for one.
    return Decimal(match[1]) + Decimal(nearly) / 10**12 * (-1 if one_to else 1)


def near(bound: Decimal) -> st.SearchStrategy[Decimal]:
    """Values around the bound, as near as 28 digits allow, and quotients of whole numbers."""
    steps = st.builds(
        lambda sign, digit, place: bound + sign * digit * Decimal(10) ** -place,
        st.sampled_from((-1, 1)),
        st.integers(0, 9),
        st.integers(0, 20),
    )
    quotients = st.builds(
        lambda below, step: (bound * below).to_integral_value() / below + Decimal(step) / below,
        st.integers(1, 20_000),
        st.integers(-1, 1),
    )
    return (steps | quotients).map(settle).filter(lambda value: value >= 0)


@st.composite
def judged_values(draw: st.DrawFn) -> tuple[Judged, Decimal]:
    judged = draw(st.sampled_from(JUDGED))
    return judged, draw(near(draw(st.sampled_from(judged.bounds))))


@settings(max_examples=500)
@given(judged_values())
def test_the_printed_value_has_the_verdict_of_the_value(drawn: tuple[Judged, Decimal]) -> None:
    judged, value = drawn
    indicator = judged.indicator
    shown = show_value(indicator, value, judged.bounds)
    told = printed_number(shown.text, indicator.kind is IndicatorKind.ONE_TO)
    for bound in judged.bounds:
        if indicator.wants_more:
            assert (told >= bound) is (value >= bound), shown.text
        else:
            assert (told <= bound) is (value <= bound), shown.text
    if indicator.unit == "%":
        assert (told < 100) is (value < 100), shown.text


@pytest.mark.parametrize("judged", JUDGED, ids=lambda each: f"{each.indicator.id}-{each.limit}")
def test_limits_are_printed_exactly(judged: Judged) -> None:
    printed = display_limit(judged.indicator, judged.limit).lstrip("≥≤")
    assert printed_number(printed, False) == judged.limit


@pytest.mark.parametrize(
    ("value", "limits", "text"),
    [
        ("5.85", ("5.8",), "5.85"),
        ("5.8012", ("5.8",), "5.80"),
        ("5.7998", ("5.8",), "5.7998"),
        ("5.7949", ("5.8",), "5.79"),
        ("0.8475", ("1", "0.85"), "0.848"),
        ("5.7999999999", ("5.8",), "略低于5.8"),
        ("5.7999999999", (), "5.80"),
    ],
)
def test_only_what_is_near_its_limit_gets_more_decimals(
    value: str, limits: tuple[str, ...], text: str
) -> None:
    indicator = next(each.indicator for each in JUDGED if each.indicator.id == "L1")
    assert show_value(indicator, Decimal(value), tuple(map(Decimal, limits))).text == text
