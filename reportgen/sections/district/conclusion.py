"""县域结论: whether the district meets what each document asks of it, condition by condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.assessment import StandardResult, Verdict, judge_whole
from reportgen.model.district import StageSummary, StandardSummary
from reportgen.model.report import Block
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.material import (
    OWN_INDICATORS,
    DistrictMaterial,
    document_of,
)


class _Document(NamedTuple):
    """What one document asks: its standards for schools, and those for the district itself."""

    schools: tuple[StandardSummary, ...]
    own: tuple[StandardResult, ...]

    @property
    def title(self) -> str:
        """The title of its first standard, that for schools if there is one."""
        of_schools = [each.standard.title for each in self.schools]
        return next(iter((*of_schools, *(each.standard.title for each in self.own))))


class _Condition(NamedTuple):
    """One thing that is asked, whether it is met, and what is open, by the names of phrases."""

    name: str
    verdict: Verdict
    open: Mapping[str, object]


def build_conclusion(material: DistrictMaterial) -> tuple[Block, ...]:
    """A paragraph for each document that asks something of the district itself.

    A document of which the report has only the standard for schools has no conclusion.
    """
    found = (_conclude(document, material) for document in _documents(material))
    values = [each for each in found if each]
    return tuple(block for each in values for block in material.say("县域结论", each))


def _documents(material: DistrictMaterial) -> tuple[_Document, ...]:
    """The documents with a standard for the district; standards of one number are of one."""
    own = material.own.assessment.standards
    numbers = dict.fromkeys(document_of(each.standard) for each in own)
    return tuple(
        _Document(
            tuple(each for each in material.summary.standards if _is_of(each.standard, number)),
            tuple(each for each in own if _is_of(each.standard, number)),
        )
        for number in numbers
    )


def _is_of(standard: Standard, number: str) -> bool:
    return document_of(standard) == number


def _conclude(document: _Document, material: DistrictMaterial) -> dict[str, object]:
    """The values of the phrase 县域结论; nothing where no condition has a limit."""
    conditions = _merge([*_conditions(document, material)])
    if not conditions:
        return {}
    whole = judge_whole(each.verdict for each in conditions)
    if whole is Verdict.MET and material.left_out:
        # A whole school that is not summed up says less than one that lacks a figure.
        whole = Verdict.NO_DATA
    titles = ("县域存在问题", "县域今后措施")
    chapters = dict.fromkeys(filter(None, map(material.own.title_of, titles)))
    return {
        "标准": f"《{document.title}》",
        "名称": material.own.school.name,
        "各方面": [
            {"名称": each.name, "结论": each.verdict.label, **each.open} for each in conditions
        ],
        "结论": whole.label,
        "未计入": len(material.left_out),
        "学校": _of_schools_beside(document, material),
        "章节": "".join(f"“{title}”" for title in chapters),
    }


def _of_schools_beside(document: _Document, material: DistrictMaterial) -> str:
    """How the schools come out whose standard holds the district to nothing; empty for none."""
    noun, registers = material.registers.noun, material.registers
    said = []
    for summary in document.schools:
        if summary.standard.variation is None and summary.has_limits:
            found = Counter(each.verdict for each in summary.counted)
            words = (registers.met, registers.unmet, "数据不全")
            counts = (found[each] for each in (Verdict.MET, Verdict.UNMET, Verdict.NO_DATA))
            parts = [f"{word}{n}所" for word, n in zip(words, counts, strict=True) if n]
            said.append(f"列入评估的{len(summary.counted)}所{noun}中{'、'.join(parts)}。")
    return "".join(said)


def _merge(conditions: Sequence[_Condition]) -> list[_Condition]:
    """Those of one name as one: schools and the district may both be asked for it."""
    found: dict[str, _Condition] = {}
    for each in conditions:
        before = found.get(each.name, each)
        verdict = judge_whole((before.verdict, each.verdict))
        found[each.name] = _Condition(each.name, verdict, {**_NOTHING, **before.open, **each.open})
    return [each for each in found.values() if each.verdict is not Verdict.NO_LIMIT]


_NOTHING: Mapping[str, object] = {
    "评估": (),
    "差异": (),
    "学校未达标": 0,
    "学校缺数据": 0,
    "县级未达标": 0,
    "县级缺数据": 0,
}


def _conditions(document: _Document, material: DistrictMaterial) -> Iterator[_Condition]:
    """What schools are compared by, what the district is asked, what schools are asked besides.

    Schools count where their standard says what a district is held by (差异系数).
    """
    held = [each for each in document.schools if each.standard.variation is not None]
    for summary in held:
        yield from _of_schools(summary, material)
    for own in document.own:
        yield from _of_district(own)
    for summary in held:
        for group in summary.standard.groups:
            if not summary.standard.compares(group):
                yield _beside(group.name, summary)


def _of_schools(summary: StandardSummary, material: DistrictMaterial) -> Iterator[_Condition]:
    """What schools are compared by, and how far they differ."""
    limited = [stage for stage in summary.stages if stage.has_limits]
    rows = [row for stage in limited for row in stage.counted]
    if rows:
        verdict = judge_whole(row.verdict for row in rows)
        states = [_open_rows(stage, material) for stage in limited]
        yield _Condition(_compared_name(summary, material), verdict, {"评估": states})
    yield _variation(summary, material)


def _compared_name(summary: StandardSummary, material: DistrictMaterial) -> str:
    """What the schools are compared by, where it has a name."""
    names = [group.name for group in summary.standard.compared_groups]
    named = len(names) == 1 and names[0]
    return named or f"{material.own.genre.terms.short}综合评估"


def _open_rows(stage: StageSummary, material: DistrictMaterial) -> dict[str, object]:
    found = Counter(row.verdict for row in stage.counted)
    return {
        "学段": material.registers.prefix(stage.stage),
        "未达标": found[Verdict.UNMET],
        "缺数据": found[Verdict.NO_DATA],
    }


def _variation(summary: StandardSummary, material: DistrictMaterial) -> _Condition:
    stages = [stage for stage in summary.stages if stage.counted]
    verdict = judge_whole(stage.verdict for stage in stages)
    states = [_open_coefficients(stage, summary) for stage in stages]
    return _Condition(material.own.genre.terms.variation, verdict, {"差异": states})


def _open_coefficients(stage: StageSummary, summary: StandardSummary) -> dict[str, object]:
    found = Counter(each.verdict for each in stage.indicators)
    rule = summary.standard.variation
    composite = rule is not None and rule.composite
    over = stage.verdict is Verdict.UNMET if composite else found[Verdict.UNMET]
    return {
        "学段": str(stage.stage),
        "综合": composite,
        "超过": int(over),
        "缺数据": found[Verdict.NO_DATA],
    }


def _beside(group: str, summary: StandardSummary) -> _Condition:
    """What schools are asked besides, of all schools: also those that are not compared."""
    found = Counter(dict(each.groups).get(group, Verdict.NO_LIMIT) for each in summary.schools)
    counts = {"学校未达标": found[Verdict.UNMET], "学校缺数据": found[Verdict.NO_DATA]}
    return _Condition(group, judge_whole(found), counts)


def _of_district(own: StandardResult) -> Iterator[_Condition]:
    """The groups of its own standard; one without a name is called 县级指标."""
    for name in dict.fromkeys(group.group.name for group in own.groups):
        groups = [group for group in own.groups if group.group.name == name]
        found = Counter(result.verdict for result in own.in_group(name))
        counts = {"县级未达标": found[Verdict.UNMET], "县级缺数据": found[Verdict.NO_DATA]}
        verdict = judge_whole(group.verdict for group in groups)
        yield _Condition(name or OWN_INDICATORS, verdict, counts)
