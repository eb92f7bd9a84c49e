"""Assessments, standards and facts as plain values for --json; figures are exact strings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.cli.terminal import problems_json
from reportgen.model.assessment import Result, StandardResult, Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.facts import Fact
from reportgen.model.numbers import exact_text
from reportgen.model.standard import Indicator, Standard
from reportgen.pipeline import Examined

if TYPE_CHECKING:
    from reportgen.load.sent_files import SentFile


def examined_json(examined: Examined) -> dict[str, object]:
    """`{"school", "standards", "problems"}` of one school."""
    standards = examined.assessment.standards if examined.assessment else ()
    return {
        "school": examined.school.name if examined.school else None,
        "standards": [_standard_result(standard) for standard in standards],
        "problems": problems_json(examined.problems),
    }


def sent_json(files: Iterable[SentFile]) -> list[dict[str, object]]:
    """Each file that was sent, with what becomes of it."""
    return [{"file": str(each.path), "fate": str(each.fate)} for each in files]


def standard_json(standard: Standard) -> dict[str, object]:
    """A standard with its indicators and their limits."""
    return {
        "id": standard.id,
        "title": standard.title,
        "number": standard.number,
        "genre": standard.genre,
        "stages": list(map(str, standard.stages)),
        "source": standard.source,
        "verified": standard.verified,
        "indicators": [_indicator(indicator) for indicator in standard.indicators],
    }


def fact_json(fact: Fact) -> dict[str, object]:
    """A fact as the dictionary has it."""
    return {
        "name": fact.name,
        "kind": str(fact.kind),
        "unit": fact.unit,
        "scope": str(fact.scope),
        "definition": fact.definition,
        "source": fact.source,
        "range": [exact_json(fact.low), exact_json(fact.high)],
        "choices": list(fact.choices),
        "formula": fact.formula.text if fact.formula else None,
        "aliases": list(fact.aliases),
        "stages": list(map(str, fact.stages)) or None,
    }


def _standard_result(standard: StandardResult) -> dict[str, object]:
    return {
        "id": standard.standard.id,
        "title": standard.standard.title,
        "results": [_result(result) for result in standard.results],
        "verdict": str(standard.verdict),
        "met": standard.count(Verdict.MET),
        "total": len(standard.results),
    }


def _result(result: Result) -> dict[str, object]:
    return {
        "id": result.indicator.id,
        "name": result.indicator.name,
        "stage": str(result.stage) if result.stage else None,
        "value": exact_json(result.value),
        "display": result.display,
        "unit": result.indicator.unit,
        "required": exact_json(result.limit),
        "required_display": result.required,
        "verdict": str(result.verdict),
        "shortfall": exact_json(result.shortfall),
        "shortfall_unit": result.shortfall_unit,
        "numerator": exact_json(result.numerator),
        "denominator": exact_json(result.denominator),
        "missing": list(result.missing),
        "variant": result.variant,
    }


def _indicator(indicator: Indicator) -> dict[str, object]:
    limits = {
        str(stage) if stage else "": exact_json(limit)
        for stage, limit in indicator.limits.by_stage.items()
    }
    return {
        "id": indicator.id,
        "name": indicator.name,
        "kind": str(indicator.kind),
        "unit": indicator.unit,
        "numerator": indicator.numerator.text,
        "denominator": indicator.denominator.text if indicator.denominator else None,
        "direction": str(indicator.direction),
        "limits": limits,
        "verified": indicator.verified,
        "source": indicator.source,
    }


def exact_json(value: object) -> str | None:
    """The value as an exact text, or None."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return exact_text(value)
    if isinstance(value, bool):
        return yes_no(value)
    return str(value)
