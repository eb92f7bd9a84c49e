"""What is said of each figure of a report where its sources are shown: what it is, how it was
worked out, where its parts were written, and by which rule it is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.model.figure_source import ASPECTS, VALUE, code_for, fact_code, result_code
from reportgen.model.provenance import Traced, TracedResult
from reportgen.sections.builder import Material
from reportgen.sections.origins import Origins, result_text, rule_of

_PART = "这里印的是它"


def note_figures(material: Material) -> Mapping[str, str]:
    """The note of each figure by its code, its lines one a line."""
    origins, provenance = Origins(material, printed=True), material.trace()
    notes = {
        fact_code(*key): "\n".join(_of_fact(each, origins))
        for key, each in provenance.facts.items()
    }
    for each in provenance.results:
        code, told = result_code(each.result), "\n".join(_of_result(each, origins))
        notes |= {code_for(code, aspect): _with_aspect(told, aspect) for aspect in ASPECTS}
    return notes


def _with_aspect(told: str, aspect: str) -> str:
    return told if aspect == VALUE else f"{_PART}{ASPECTS[aspect]}。\n{told}"


def _of_result(traced: TracedResult, origins: Origins) -> Iterator[str]:
    result, below = traced.result, traced.denominator
    yield f"{origins.result_name(result)}：{result_text(result)}，{result.verdict.label}"
    yield f"算式：{origins.result_working(traced)}"
    if below is not None:
        yield f"分子：{_part(traced.numerator, origins)}"
        yield f"分母：{_part(below, origins)}"
    yield f"来源：{origins.sources(traced.given)}"
    yield from (f"{word}：{text}" for word, text in rule_of(traced) if text)


def _part(traced: Traced, origins: Origins) -> str:
    name = origins.name(traced) if traced.name else origins.formula(traced.formula)
    return f"{name} {origins.part(traced)}"


def _of_fact(traced: Traced, origins: Origins) -> Iterator[str]:
    fact = origins.material.dictionary.facts[traced.name]
    yield f"{origins.name(traced)}：{origins.figure(traced)}（{traced.way}）"
    if worked := origins.working(traced):
        yield f"算式：{worked}"
    yield f"来源：{origins.sources(traced.given)}"
    if fact.definition:
        yield f"定义：{fact.definition}"
