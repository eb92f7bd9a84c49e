"""自评表 (附件4 of the declaration forms): a row of sentences for each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.amounts import format_ten_thousands
from reportgen.model.assessment import Result, StandardResult, Verdict
from reportgen.model.facts import Fact, FactKind, Value
from reportgen.model.lazy_rows import Row
from reportgen.model.report import NO_FILL, SHADE
from reportgen.sections.attainment_prose import clause_of
from reportgen.sections.builder import Material
from reportgen.sections.printed_facts import printed_figures, told_numerator
from reportgen.sections.results.indicator_words import fact_noun
from reportgen.sections.results.result_amounts import amount_text, is_split
from reportgen.sections.results.wording import (
    requirement,
    result_values,
    stage_word,
    verdict_word,
)

_TEN_THOUSAND = 10_000
_POINT, _CONCLUSION = "自评要点", "自评结论"


def self_evaluation_rows(material: Material) -> tuple[Row, ...]:
    """A row for each indicator of each standard, which the stages of a school share.

    Errors: TemplateError for a faulty phrase.
    """
    standards = material.assessment.standards
    return tuple(
        row for standard in standards for row in _rows(standard, material, named=len(standards) > 1)
    )


def _rows(standard: StandardResult, material: Material, *, named: bool) -> Iterator[Row]:
    """`named`: there are several standards, so that each A级指标 says whose it is."""
    title = standard.standard.short_title
    for group in dict.fromkeys(group.group.name for group in standard.groups):
        of = f"{title}：{group}" if named and group else group or title
        results = standard.in_group(group)
        for indicator in dict.fromkeys(result.indicator.id for result in results):
            yield _row(
                of, title, [each for each in results if each.indicator.id == indicator], material
            )


def _row(group: str, standard: str, results: Sequence[Result], material: Material) -> Row:
    values = _values(results, material)
    failing = any(result.verdict is Verdict.UNMET for result in results)
    return {
        "A级指标": group,
        "B级指标": material.spoken(results[0].indicator.name),
        "标准名称": standard,
        "评估要点": "".join(material.phrases.paragraphs(_POINT, values)),
        "结论": "".join(material.phrases.paragraphs(_CONCLUSION, values)),
        "是否达标": _verdicts(results, material),
        "未达标": failing,
        "底色": SHADE if failing else NO_FILL,
    }


def _values(results: Sequence[Result], material: Material) -> dict[str, object]:
    """The names that 自评要点.j2 and 自评结论.j2 may use."""
    indicator = results[0].indicator
    return {
        "名称": material.spoken(indicator.name),
        "单位": indicator.unit,
        "整校": indicator.whole_school,
        "称谓": _counted_noun(results[0], material),
        "标准": _shared_requirement(results),
        "各学段": [_stage_values(each, material) for each in results],
    }


def _counted_noun(result: Result, material: Material) -> object:
    """What is divided: 专任教师 of 师生比, which has no noun of its own."""
    values = result_values(result, material)
    fact = material.dictionary.find(result.indicator.numerator.text)
    return fact_noun(fact) if fact and values["称谓"] == values["名称"] else values["称谓"]


def _shared_requirement(results: Sequence[Result]) -> str:
    """The limit in words, where that of all stages is the same; else nothing."""
    said = {requirement(each) for each in results}
    return said.pop() if len(said) == 1 else ""


def _stage_values(result: Result, material: Material) -> dict[str, object]:
    values = result_values(result, material)
    return {
        **values,
        "现状": clause_of(result, values, material) if result.value is not None else "",
        "学段": stage_word(result, material.combined),
        **_numerator(result, material),
    }


def _numerator(result: Result, material: Material) -> dict[str, str]:
    """What is divided, with its unit, and of what the stages share that of the whole school.

    Both are empty where there is no quotient, or its numerator is no known fact, or not given.
    """
    fact = material.dictionary.find(result.indicator.numerator.text)
    if fact is None or result.indicator.denominator is None:
        return {"分子": "", "全校": ""}
    split = is_split(result, fact, material)
    whole = material.once(printed_figures).get((fact.name, None)) if split else None
    part = _part_text if split else amount_text
    return {"分子": part(told_numerator(result, fact), fact), "全校": amount_text(whole, fact)}


def _part_text(value: Value | None, fact: Fact) -> str:
    """A stage's part of what the stages share; that of a sum of money is no round sum."""
    if fact.kind is FactKind.MONEY and isinstance(value, Decimal) and value >= _TEN_THOUSAND:
        return format_ten_thousands(value)
    return amount_text(value, fact)


def _verdicts(results: Sequence[Result], material: Material) -> str:
    """达标; where the stages differ, each on a line of its own: 小学未达标, 初中达标."""
    labels = [verdict_word(result.verdict, material.genre) for result in results]
    if len(set(labels)) == 1 or not material.combined:
        return labels[0]
    return "\n".join(
        f"{result.stage}{label}" for result, label in zip(results, labels, strict=True)
    )
