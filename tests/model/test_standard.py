"""What a standard says of its indicators and groups by itself."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from reportgen.model.formula import parse_formula
from reportgen.model.standard import (
    Direction,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    Rule,
    StageLimits,
    Standard,
    Variant,
    VariationRule,
    display_limit,
    with_unit,
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


@pytest.mark.parametrize(
    ("kind", "unit", "text", "printed"),
    [
        (IndicatorKind.RATIO, "册", "21.5", "21.5册"),
        (IndicatorKind.RATIO, "册", "≥20", "≥20册"),
        (IndicatorKind.RATIO, "册", "缺数据", "缺数据"),
        (IndicatorKind.RATIO, "%", "51%", "51%"),
        (IndicatorKind.ONE_TO, "人", "1∶18", "1∶18"),
        (IndicatorKind.GRADE, "类", "A1", "A1"),
        (IndicatorKind.NUMBER, "人", "45", "45人"),
    ],
)
def test_a_printed_number_has_its_unit_and_nothing_else_has(
    kind: IndicatorKind, unit: str, text: str, printed: str
) -> None:
    assert with_unit(indicator(kind, Direction.AT_LEAST)._replace(unit=unit), text) == printed


@pytest.mark.parametrize(
    ("kind", "direction", "part"),
    [
        (IndicatorKind.RATIO, Direction.AT_LEAST, "在校生数"),
        (IndicatorKind.RATIO, Direction.AT_MOST, "教学班数"),
        (IndicatorKind.ONE_TO, Direction.AT_LEAST, "在校生数"),
        (IndicatorKind.ONE_TO, Direction.AT_MOST, "在校生数"),
    ],
)
def test_what_is_lacking_is_the_part_that_has_to_grow(
    kind: IndicatorKind, direction: Direction, part: str
) -> None:
    divided = indicator(kind, direction)._replace(denominator=parse_formula("教学班数"))
    assert divided.lacking_part.text == part


def test_a_variant_is_in_force_on_both_of_its_dates() -> None:
    start, end = datetime.date(2020, 1, 1), datetime.date(2024, 12, 31)
    variant = Variant("过渡", StageLimits(), start=start, end=end)
    day = datetime.timedelta(days=1)
    dates = (start - day, start, end, end + day)
    assert [variant.is_in_force(each) for each in dates] == [False, True, True, False]
    assert Variant("一直", StageLimits()).is_in_force(start)


def test_a_limit_that_is_not_set_is_a_dash() -> None:
    more = indicator(IndicatorKind.RATIO, Direction.AT_LEAST)
    assert [display_limit(more, limit) for limit in (None, True, "一类")] == ["—", "是", "一类"]


def test_a_limit_of_nothing_has_no_sign() -> None:
    most = indicator(IndicatorKind.NUMBER, Direction.AT_MOST)
    assert [display_limit(most, Decimal(limit)) for limit in ("0", "45")] == ["0", "≤45"]
