"""What a standard says of its indicators and groups by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.formula import parse_formula
from reportgen.model.standard import (
    Direction,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    Rule,
    Standard,
    VariationRule,
)


def indicator(kind: IndicatorKind, direction: Direction) -> Indicator:
    return Indicator("a", "甲", kind, parse_formula("在校生数"), (), direction=direction)


def group(name: str, floor: str = "") -> IndicatorGroup:
    return IndicatorGroup(name, Rule(6, Decimal(floor)) if floor else Rule(), ())


@pytest.mark.parametrize(
    ("kind", "direction", "more"),
    [
        (IndicatorKind.RATIO, Direction.AT_LEAST, True),
        (IndicatorKind.RATIO, Direction.AT_MOST, False),
        (IndicatorKind.ONE_TO, Direction.AT_LEAST, False),
        (IndicatorKind.ONE_TO, Direction.AT_MOST, True),
    ],
)
def test_whether_more_is_better_is_turned_round_for_one_to(
    kind: IndicatorKind, direction: Direction, more: bool
) -> None:
    assert indicator(kind, direction).wants_more is more


def test_the_floor_is_that_of_the_groups_that_a_district_compares() -> None:
    groups = (group("保障", "0.5"), group("资源配置", "0.85"))
    standard = Standard(
        "s", "标准", "标准", (), groups, variation=VariationRule(False, {}, "资源配置")
    )
    assert standard.floor == Decimal("0.85")
    assert standard.compared_groups == (groups[1],)
    assert Standard("s", "标准", "标准", (), (group(""),)).floor is None
