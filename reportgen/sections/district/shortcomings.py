"""县域存在问题: what the district names itself, then what it and its schools show."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reportgen.model.answers import mentioned_names, names_of
from reportgen.model.assessment import Verdict
from reportgen.model.district import SchoolKey
from reportgen.model.report import Block, Heading
from reportgen.model.standard import DistrictTable
from reportgen.sections.builder import paragraph
from reportgen.sections.district.attachments import refer_to
from reportgen.sections.district.lack_amounts import counted_failing
from reportgen.sections.district.lack_names import name_some
from reportgen.sections.district.lack_words import missing_values
from reportgen.sections.district.lacks import (
    Missing,
    all_excesses,
    gather_lacks,
    gather_missing,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.troubles import gather_troubles, tell_together, trouble_blocks
from reportgen.words.chinese_numerals import write_count
from reportgen.words.ordinals import strip_ordinal

_ASPECT = 2


def build_district_shortcomings(material: DistrictMaterial) -> tuple[Block, ...]:
    """Each shortcoming of the clerk's with its figures, then what the clerk did not mention.

    The latter by theme, then the variation over its limits and missing data; a single one has no
    heading. Before all stands how many schools fail.
    """
    mentioned = mentioned_names(material.own.school)
    results = [
        each for each in material.own.assessment.failing if each.indicator.name not in mentioned
    ]
    lacks = [
        each for each in gather_lacks(material.summary) if each.indicator.name not in mentioned
    ]
    troubles = gather_troubles(results, lacks, material)
    named, over = [*_named(material)], [*_over(material, mentioned)]
    missing = gather_missing(material.summary, material.registers)
    aspects = len(troubles) + bool(over) + bool(missing)
    headed = bool(material.own.school.shortcomings) or aspects > 1
    told: list[Block] = [
        *named,
        *(block for each in troubles for block in trouble_blocks(each, material, headed)),
        *over,
        *_unknown(missing, headed, material),
    ]
    whole = material.own.whole("存在问题")
    if not headed:
        told = [block for block in told if not isinstance(block, Heading)]
    return (*whole, *_introduction(told, material), *told)


def _count_aspects(told: Sequence[Block]) -> int:
    return sum(isinstance(block, Heading) and block.level == _ASPECT for block in told)


def _introduction(told: Sequence[Block], material: DistrictMaterial) -> Iterator[Block]:
    """How many schools fail, in how many ways; nothing where none does."""
    aspects = _count_aspects(told)
    failing = [each for one in material.summary.standards for each in counted_failing(one)]
    own = len(material.own.assessment.failing)
    if told and (failing or own):
        keys, out = {each.key for each in failing}, _left_out(material)
        values = {
            "总数": len(material.summary.schools) - len(out),
            "列入": bool(out),
            "校数": len(keys - out),
            "另计": len(keys & out),
            "整体达标": _count_met(keys - out, material),
            "县级": own,
            "标题数": aspects,
            "几": write_count(aspects),
            "缺口附件": refer_to(DistrictTable.LACKING, material),
        }
        yield from material.say("县域问题引言", values)


def _left_out(material: DistrictMaterial) -> frozenset[SchoolKey]:
    """The schools that count under no standard with limits."""
    limited = [one for one in material.summary.standards if one.has_limits]
    judged = [each for one in limited for each in one.schools]
    counted = {each.key for each in judged if not each.excluded}
    return frozenset(each.key for each in judged) - counted


def _count_met(keys: Collection[SchoolKey], material: DistrictMaterial) -> int:
    """How many of those schools meet each standard that judges them, as a whole."""
    found: dict[SchoolKey, set[Verdict]] = {key: set() for key in keys}
    for summary in material.summary.standards:
        for each in summary.schools:
            if each.key in found:
                found[each.key].add(each.verdict)
    met = {Verdict.MET, Verdict.NO_LIMIT}
    return sum(verdicts <= met for verdicts in found.values())


def _named(material: DistrictMaterial) -> Iterator[Block]:
    """The clerk's own shortcomings, each with its figures."""
    own = material.own
    for each in own.school.shortcomings:
        yield Heading(_ASPECT, strip_ordinal(each.title))
        yield from _figures_of(names_of(each), material)
        yield from own.narrative(each.content, _ASPECT + 1)


def _figures_of(names: frozenset[str], material: DistrictMaterial) -> Iterator[Block]:
    own = material.own
    results = [each for each in own.assessment.failing if each.indicator.name in names]
    lacks = [each for each in gather_lacks(material.summary) if each.indicator.name in names]
    excesses = [each for each in all_excesses(material.summary) if each.name in names]
    yield from tell_together(results, lacks, excesses, material)


def _over(material: DistrictMaterial, mentioned: frozenset[str]) -> Iterator[Block]:
    """Coefficients over their limits."""
    untold = [each for each in all_excesses(material.summary) if each.name not in mentioned]
    if untold:
        yield _heading("差异系数", "", material)
        yield from tell_together((), (), untold, material)


def _unknown(found: Sequence[Missing], headed: bool, material: DistrictMaterial) -> Iterator[Block]:
    """Which schools lack which data, in one paragraph."""
    registers = material.registers
    if found:
        names = list(dict.fromkeys(name for each in found for name in each.schools))
        yield _heading(Verdict.NO_DATA.label, name_some(names, registers.noun), material)
        this = registers.this if headed and len(names) == 1 else ""
        values = ({**missing_values(each, registers.noun), "代称": this} for each in found)
        yield paragraph("".join(material.sentence("县域问题", each) for each in values))


def _heading(kind: str, whom: str, material: DistrictMaterial) -> Heading:
    return Heading(_ASPECT, material.clause("县域问题标题", {"种类": kind, "谁": whom}))
