"""Schools of one stage → how far they differ (差异系数), weighted by their students."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reportgen.model.district import Variation
from reportgen.model.numbers import exact_arithmetic, settle
from reportgen.named_tuple import NamedTuple


class Share(NamedTuple):
    """A school's amount x (books) and its students P, both for the stage."""

    amount: Decimal
    students: Decimal


def measure_variation(shares: Sequence[Share], multiple: Decimal = Decimal(1)) -> Variation | None:
    """The weighted coefficient of variation; None without students or with a mean of 0.

    X̄ = Σx / ΣP, S = √(Σ(Pᵢ/ΣP)(Xᵢ − X̄)²), CV = S / X̄.

    `multiple` is what a value is given per (100 students). A school without students weighs
    nothing. Source: 《县域义务教育校际均衡指标计算方法》 (population formula weighted by enrolment,
    not the mean of the schools' means).
    """
    weighing = [share for share in shares if share.students > 0]
    students = sum((share.students for share in weighing), Decimal(0))
    amount = sum((share.amount for share in weighing), Decimal(0))
    if not students or not amount:
        return None
    with exact_arithmetic():
        mean = amount / students
        squares = sum(
            (share.students * (share.amount / share.students - mean) ** 2 for share in weighing),
            Decimal(0),
        )
        deviation = (squares / students).sqrt()
        return Variation(
            settle(mean * multiple), settle(deviation * multiple), settle(deviation / mean)
        )


def average(coefficients: Iterable[Decimal | None]) -> Decimal | None:
    """The 综合差异系数: the plain mean; None if there is none or one is not known."""
    known = list(coefficients)
    numbers = [each for each in known if each is not None]
    if not known or len(numbers) < len(known):
        return None
    with exact_arithmetic():
        return settle(sum(numbers, Decimal(0)) / len(numbers))
