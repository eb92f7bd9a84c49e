"""The variation between a district's schools: the worked and the published examples of the
field.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.assess.variation import Share, average, measure_variation
from reportgen.model.numbers import format_fixed

STUDENTS = (45, 37, 89, 76, 55)
BOOKS = (279, 137, 935, 160, 402)
EXAMPLE = [
    Share(Decimal(books), Decimal(students))
    for books, students in zip(BOOKS, STUDENTS, strict=True)
]

amounts = st.decimals(0, 10**7, places=2)
students = st.integers(1, 5000).map(Decimal)


def test_the_worked_example_is_weighted_by_students() -> None:
    found = measure_variation(EXAMPLE)
    assert found is not None
    assert format_fixed(found.mean, 2) == "6.33"
    assert format_fixed(found.deviation, 2) == "3.26"
    # 0.489 would be unweighted, 0.547 that of a sample.
    assert format_fixed(found.coefficient, 4) == "0.5153"
    assert format_fixed(found.coefficient, 7) == "0.5152566"


def test_a_multiple_scales_the_mean_and_leaves_the_coefficient() -> None:
    plain, per_hundred = measure_variation(EXAMPLE), measure_variation(EXAMPLE, Decimal(100))
    assert plain is not None and per_hundred is not None
    assert per_hundred.mean == pytest.approx(plain.mean * 100)
    assert per_hundred.coefficient == plain.coefficient


@pytest.mark.parametrize(
    ("place", "coefficients", "composite"),
    [
        ("庐阳区小学", ".881 1.299 .977 .379 .170 .334 .286 .408", "0.592"),
        ("庐阳区初中", ".353 .784 .146 .491 .037 .226 .223 .253", "0.314"),
        ("万州区小学", ".437 .419 .255 .188 .171 .263 .263 .420", "0.302"),
        ("黔江区初中", ".808 .445 .537 .472 .492 .243 .272 .265", "0.442"),
        ("长春南关区小学", ".393 .578 .372 .246 .208 .311 .311 .455", "0.359"),
    ],
)
def test_published_composites_are_the_mean_of_eight(
    place: str, coefficients: str, composite: str
) -> None:
    found = average(map(Decimal, coefficients.split()))
    assert found is not None, place
    assert format_fixed(found, 3) == composite


def test_a_composite_with_an_unknown_part_is_unknown() -> None:
    assert average([Decimal("0.3"), None]) is None
    assert average([]) is None


@pytest.mark.parametrize(
    "shares", [[], [Share(Decimal(5), Decimal(0))], [Share(Decimal(0), Decimal(10))]]
)
def test_without_students_or_with_nothing_to_share_there_is_no_variation(
    shares: list[Share],
) -> None:
    assert measure_variation(shares) is None


@given(st.lists(st.builds(Share, amounts, students), min_size=1, max_size=12))
def test_a_school_split_in_two_equal_halves_changes_nothing(shares: list[Share]) -> None:
    first, *rest = shares
    halves = [Share(first.amount / 2, first.students / 2)] * 2
    whole, split = measure_variation(shares), measure_variation([*halves, *rest])
    assert (whole is None) is (split is None)
    if whole and split:
        assert abs(whole.coefficient - split.coefficient) < Decimal("1e-20")


@given(students, amounts.filter(bool), st.lists(students, max_size=6))
def test_schools_that_have_the_same_a_student_do_not_vary(
    some: Decimal, amount: Decimal, more: list[Decimal]
) -> None:
    shares = [Share(amount * each, some * each) for each in (Decimal(1), *more)]
    found = measure_variation(shares)
    assert found is not None and found.coefficient < Decimal("1e-20")
