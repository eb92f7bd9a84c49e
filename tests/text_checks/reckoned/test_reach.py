"""What lies in a number's reach is found without trying all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.text_finding import TextPart
from reportgen.quantities.stated_quantity import Nearness, QuantityForm, StatedQuantity
from reportgen.text_checks.reckoned.reach import BySize, reach_of
from reportgen.text_checks.reckoned.reckoning import (
    Reckoning,
    Sureness,
    fits,
    looseness_of,
    slack_of,
)
from reportgen.text_checks.stated_figures import StatedIn

_NEARNESS = [each for each in Nearness if each is not Nearness.SPAN]


@st.composite
def stated(draw: st.DrawFn) -> StatedIn:
    places, scale = draw(st.integers(0, 3)), draw(st.sampled_from([1, 10_000]))
    step = Decimal(scale).scaleb(-places)
    number = draw(st.integers(1, 4_000)) * step
    near = draw(st.sampled_from(_NEARNESS))
    quantity = StatedQuantity((0, 1), number, step, nearness=near)
    quantity.scale = Decimal(scale)
    return StatedIn(0, TextPart("数"), quantity)


@given(told=stated(), one=stated(), other=stated(), form=st.sampled_from(QuantityForm))
def test_whatever_fits_as_a_quotient_is_in_reach(
    told: StatedIn, one: StatedIn, other: StatedIn, form: QuantityForm
) -> None:
    quantity = told.quantity
    quantity.form = form
    value = one.quantity.number * 100 / other.quantity.number
    reckoned = Reckoning(value, (one, other), Sureness.SURE, slack_of(value, one, other))
    if not fits(quantity, reckoned):
        return
    reach = reach_of(quantity)
    above = BySize([(one.quantity.number * 100, looseness_of(one), "one")])
    below = BySize([(other.quantity.number, looseness_of(other), "other")])
    dividends = reach.times(other.quantity.number, looseness_of(other))
    divisors = reach.under(one.quantity.number * 100, looseness_of(one))
    assert list(above.within(dividends)) == ["one"]
    assert list(below.within(divisors)) == ["other"]


@given(told=stated(), one=stated(), other=stated())
def test_what_is_left_of_all_is_in_reach_too(
    told: StatedIn, one: StatedIn, other: StatedIn
) -> None:
    value = one.quantity.number * 100 / other.quantity.number
    slack = slack_of(value, one, other)
    if value > 100 or not fits(
        told.quantity, Reckoning(100 - value, (one, other), Sureness.POSSIBLE, slack)
    ):
        return
    below = BySize([(other.quantity.number, looseness_of(other), "other")])
    span = reach_of(told.quantity).rest().under(one.quantity.number * 100, looseness_of(one))
    assert list(below.within(span)) == ["other"]


@given(
    sizes=st.lists(st.integers(0, 50), max_size=30),
    ends=st.tuples(st.integers(-5, 55), st.integers(-5, 55)),
)
def test_exact_sizes_are_found_by_their_span(sizes: list[int], ends: tuple[int, int]) -> None:
    low, high = sorted(ends)
    found = BySize([(Decimal(size), Decimal(0), size) for size in sizes])
    span = reach_of(StatedQuantity((0, 1), Decimal(1), Decimal(1)))._replace(
        low=Decimal(low), high=Decimal(high)
    )
    assert sorted(found.within(span)) == sorted(size for size in sizes if low <= size <= high)
