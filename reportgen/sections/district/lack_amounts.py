"""What schools lack → amounts as all of a district's documents print them, and their sums.

A sum is that of the printed parts, so that whoever adds them up finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.amounts import format_lack, format_ten_thousands
from reportgen.model.assessment import Verdict
from reportgen.model.district import Failing, ResultRecord, StandardSummary
from reportgen.model.numbers import round_up
from reportgen.model.standard import Indicator
from reportgen.sections.district.material import all_indicators

_TEN_THOUSAND = 10_000


def counted_failing(
    summary: StandardSummary, verdict: Verdict = Verdict.UNMET
) -> tuple[Failing, ...]:
    """The failings with that verdict, but for those of schools that do not count there."""
    rows = (row for stage in summary.stages for row in stage.rows)
    out = {(row.key, row.stage) for row in rows if not row.counted}
    compared = {each.id for each in all_indicators(summary)}
    return tuple(
        each
        for each in summary.failing
        if each.result.verdict is verdict
        and not (each.result.indicator in compared and (each.key, each.result.stage) in out)
    )


def large_lacks(summary: StandardSummary) -> frozenset[str]:
    """The indicators for which schools together lack so much money that all of it is in 万元.

    What a school gives for each pupil is no such sum: 缺2000元, however many schools.
    """
    sums: dict[str, Decimal] = {}
    added = {each.id for each in summary.standard.indicators if each.denominator is not None}
    for each in counted_failing(summary):
        money = each.result.shortfall_unit == "元" and each.result.indicator in added
        if money and each.result.shortfall is not None:
            before = sums.get(each.result.indicator, Decimal(0))
            sums[each.result.indicator] = before + each.result.shortfall
    return frozenset(name for name, total in sums.items() if total >= _TEN_THOUSAND)


def printed_lack(result: ResultRecord, large: bool) -> Decimal | None:
    """What is lacking as it is printed: `large` amounts of 元 rounded up to hundreds."""
    amount = result.shortfall
    in_hundreds = large and result.shortfall_unit == "元" and amount is not None
    return round_up(amount, -2) if in_hundreds and amount is not None else amount


def total_lack(
    indicator: Indicator, results: Sequence[ResultRecord], large: bool
) -> Decimal | None:
    """What the schools lack together, as printed; None where amounts cannot be added (a grade)."""
    amounts = [printed_lack(each, large) for each in results]
    known = [each for each in amounts if each is not None]
    if indicator.denominator is None or not known or len(known) < len(results):
        return None
    return sum(known, Decimal(0))


def lack_text(amount: Decimal, unit: str, large: bool) -> str:
    """An amount that is lacking; `large` amounts of 元 in 万元, rounded up to two decimals."""
    if unit == "元" and large:
        return format_ten_thousands(round_up(amount, -2))
    return format_lack(amount, unit)


def lacking_text(result: ResultRecord, large: bool) -> str:
    """缺3人, 超出3人, 缺1.2万元; empty where it cannot be counted."""
    if result.shortfall is None:
        return ""
    shown = result.shortfall_display
    word = "超出" if shown.startswith("超出") else shown[:1]
    return word + lack_text(result.shortfall, result.shortfall_unit, large)
