"""Where figures come from as plain values, for `reportgen explain --json`."""

from __future__ import annotations

from reportgen.cli.as_json import exact_json
from reportgen.cli.terminal import place_json
from reportgen.model.provenance import Traced, TracedResult
from reportgen.sections.origins import Origins, documents_of, required_text, result_text


def result_json(traced: TracedResult, origins: Origins) -> dict[str, object]:
    """An indicator with what is divided by what, and the rule that it is judged by."""
    result, standard = traced.result, traced.standard
    below = traced.denominator
    return {
        "kind": "indicator",
        "id": result.indicator.id,
        "name": result.indicator.name,
        "stage": str(result.stage) if result.stage else None,
        "value": exact_json(result.value),
        "display": result_text(result),
        "verdict": str(result.verdict),
        "required": exact_json(result.limit),
        "required_display": required_text(result),
        "working": origins.result_working(traced),
        "standard": standard.id,
        "documents": list(documents_of(standard)),
        "clause": result.indicator.source,
        "verified": standard.verified and result.indicator.verified,
        "missing": list(result.missing),
        "numerator": traced_json(traced.numerator, origins),
        "denominator": traced_json(below, origins) if below else None,
    }


def traced_json(traced: Traced, origins: Origins) -> dict[str, object]:
    """A figure with its place and its parts."""
    value = traced.value
    exact = list(map(exact_json, value)) if isinstance(value, tuple) else exact_json(value)
    return {
        "name": traced.name or None,
        "stage": str(traced.stage) if traced.stage else None,
        "value": exact,
        "display": origins.figure(traced),
        "way": traced.way.name.lower(),
        "working": origins.working(traced) or None,
        "place": place_json(traced.location) if traced.location else None,
        "parts": [traced_json(part, origins) for part in traced.parts],
    }
