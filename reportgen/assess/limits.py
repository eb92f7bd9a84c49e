"""Which limit holds for a school: the standard's own, or that of a variant."""

from __future__ import annotations

from reportgen.assess.fact_sheet import FactSheet
from reportgen.model.school import day_of_judging
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, Limit, Variant


def find_limit(
    indicator: Indicator, stage: Stage | None, sheet: FactSheet
) -> tuple[Limit | None, str]:
    """The limit (None: none is set), and the name of the variant that set it (empty: none did)."""
    for variant in indicator.variants:
        limit = variant.limits.find(stage)
        if limit is not None and _holds(variant, stage, sheet):
            return limit, variant.name
    return indicator.limits.find(stage), ""


def _holds(variant: Variant, stage: Stage | None, sheet: FactSheet) -> bool:
    settings = sheet.school.settings
    if variant.optional and variant.name not in settings.easements:
        return False
    if not variant.is_in_force(day_of_judging(settings.year, settings.date)):
        return False
    return variant.condition is None or sheet.evaluate(variant.condition, stage) is True
