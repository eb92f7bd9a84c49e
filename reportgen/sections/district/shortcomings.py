"""县域存在问题: what the district names itself, then what its schools show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.model.answers import mentioned_names, names_of
from reportgen.model.assessment import Verdict
from reportgen.model.district import StandardSummary
from reportgen.model.report import Block, Heading
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.district.lacks import (
    Excess,
    Lack,
    excess_values,
    find_excesses,
    find_lacks,
    gather_missing,
    lack_values,
    missing_values,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.gaps import gap_blocks, gather_gaps, tell
from reportgen.words.ordinals import strip_ordinal


def build_district_shortcomings(material: DistrictMaterial) -> tuple[Block, ...]:
    """Each shortcoming of the clerk's with its figures, then what the clerk did not mention.

    The latter is a heading for each indicator that the district or schools fail, one for missing
    data and one for the variation.
    """
    own = material.own.school
    blocks: list[Block] = list(material.own.whole("存在问题"))
    for each in own.shortcomings:
        blocks.append(Heading(2, strip_ordinal(each.title)))
        blocks.extend(_figures_of(names_of(each), material))
        blocks.extend(material.own.narrative(each.content, 3))
    mentioned = mentioned_names(own)
    return (
        *blocks,
        *_own_unmet(material.own, mentioned),
        *_unmet(material, mentioned),
        *_unknown(material),
        *_over(material, mentioned),
    )


def _figures_of(names: frozenset[str], material: DistrictMaterial) -> Iterator[Block]:
    own = material.own
    failing = [each for each in own.assessment.failing if each.indicator.name in names]
    yield from map(paragraph, tell(failing, own))
    for summary in material.summary.standards:
        for lack in find_lacks(summary, Verdict.UNMET):
            if lack.indicator.name in names:
                yield from _say_lack(lack, material)
        for excess in find_excesses(summary):
            if excess.name in names:
                yield from _say_excess(excess, material)


def _own_unmet(own: Material, mentioned: frozenset[str]) -> Iterator[Block]:
    """What the district itself fails, by theme."""
    failing = [each for each in own.assessment.failing if each.indicator.name not in mentioned]
    for gap in gather_gaps(failing, own):
        yield from gap_blocks(gap, own)


def _unmet(material: DistrictMaterial, mentioned: frozenset[str]) -> Iterator[Block]:
    """A heading for each failed indicator, naming the standard where two have one of that name."""
    standards = material.summary.standards
    named = Counter(name for each in standards for name in _indicator_names(each))
    for summary in standards:
        found = find_lacks(summary, Verdict.UNMET)
        lacks = [each for each in found if each.indicator.name not in mentioned]
        for name in dict.fromkeys(each.indicator.name for each in lacks):
            of = f"（{summary.standard.short_title}）" if named[name] > 1 else ""
            own = [lack for lack in lacks if lack.indicator.name == name]
            values = {**lack_values(own[0]), "学段": ""}
            yield Heading(2, material.own.title("县域问题标题", values) + of)
            for lack in own:
                yield from _say_lack(lack, material)


def _indicator_names(summary: StandardSummary) -> frozenset[str]:
    return frozenset(indicator.name for indicator in summary.standard.indicators)


def _unknown(material: DistrictMaterial) -> Iterator[Block]:
    missing = gather_missing(material.summary)
    if missing:
        yield Heading(2, f"部分{material.registers.noun}数据不全")
        for each in missing:
            yield from material.say("县域问题", missing_values(each))


def _over(material: DistrictMaterial, mentioned: frozenset[str]) -> Iterator[Block]:
    excesses = [each for summary in material.summary.standards for each in find_excesses(summary)]
    untold = [each for each in excesses if each.name not in mentioned]
    said = [block for each in untold for block in _say_excess(each, material)]
    if said:
        yield Heading(2, "校际差异系数超过限值")
        yield from said


def _say_lack(lack: Lack, material: DistrictMaterial) -> tuple[Block, ...]:
    return material.say("县域问题", lack_values(lack))


def _say_excess(excess: Excess, material: DistrictMaterial) -> tuple[Block, ...]:
    return material.say("县域差异", excess_values(excess))
