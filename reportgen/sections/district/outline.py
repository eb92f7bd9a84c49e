"""The district's outline → the sections of its report, and what the outline leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from reportgen.model.report import Block
from reportgen.model.school import OutlineEntry
from reportgen.problems import Location, Problem
from reportgen.sections.achievements import build_achievements
from reportgen.sections.builder import Builder
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.conclusion import build_conclusion
from reportgen.sections.district.lacks import has_lacks
from reportgen.sections.district.material import (
    OWN_INDICATORS,
    DistrictBuilder,
    DistrictMaterial,
)
from reportgen.sections.district.overview import build_overview
from reportgen.sections.district.own_attainment import build_own_attainment
from reportgen.sections.district.plans import build_district_plans
from reportgen.sections.district.shortcomings import build_district_shortcomings
from reportgen.sections.district.variation import build_variation
from reportgen.sections.evidence import build_evidence
from reportgen.sections.leaders import build_leaders
from reportgen.sections.measures import build_measures
from reportgen.sections.outline import (
    FilledEntry,
    arrange,
    check_parts,
    filling_parts,
    warn_of_unsaid,
)
from reportgen.steps import finish


def _of_its_own(build: Builder) -> DistrictBuilder:
    """A school's builder, over the district's own file."""
    return lambda material: build(material.own)


_VARIATION = "校际差异情况"
# A section is one file and one line here.
DISTRICT_BUILDERS: Mapping[str, DistrictBuilder] = {
    "县域基本情况": build_overview,
    OWN_INDICATORS: build_own_attainment,
    "学校达标情况": build_school_attainment,
    _VARIATION: build_variation,
    "县域结论": build_conclusion,
    "领导小组": _of_its_own(build_leaders),
    "主要措施": _of_its_own(build_measures),
    "取得成绩": _of_its_own(build_achievements),
    "县域存在问题": build_district_shortcomings,
    "县域今后措施": build_district_plans,
    "佐证材料": _of_its_own(build_evidence),
}


def fill_district_outline(
    material: DistrictMaterial, default: Sequence[OutlineEntry]
) -> tuple[FilledEntry, ...]:
    """The numbered sections of the district's own outline, or else of the default one.

    The default has no chapter on how schools differ if no standard asks for it.
    """
    variation = {_VARIATION, _own_variation(material)}
    asked = [entry for entry in default if _varies(material) or not variation & {*entry.parts}]
    own = replace(material.own, outline=arrange(material.own, asked))
    known = material._replace(own=own)
    parts: dict[str, Callable[[], tuple[Block, ...]]] = {
        name: partial(build, known) for name, build in district_builders(material).items()
    }
    return finish(filling_parts(own, asked, parts))


def check_district_outline(
    material: DistrictMaterial, filled: Sequence[FilledEntry]
) -> tuple[Problem, ...]:
    """Parts that nothing fills, and what the outline leaves unsaid."""
    parts = {part for entry, _ in filled for part in entry.parts}
    return (
        *check_parts(material.own, filled, district_builders(material)),
        *_check_unsaid(material, parts),
    )


def district_builders(material: DistrictMaterial) -> Mapping[str, DistrictBuilder]:
    """The builders by the parts' names; one may be called in the genre's words (校际均衡情况)."""
    return {**DISTRICT_BUILDERS, _own_variation(material): build_variation}


def _own_variation(material: DistrictMaterial) -> str:
    return f"{material.own.genre.terms.variation}情况"


def _varies(material: DistrictMaterial) -> bool:
    return any(each.standard.variation for each in material.summary.standards)


def _check_unsaid(material: DistrictMaterial, parts: set[str]) -> Iterator[Problem]:
    own = material.own.school
    lacking = has_lacks(material.summary) or bool(material.own.assessment.failing)
    variation = _VARIATION if _VARIATION in parts else _own_variation(material)
    given = {
        "县域基本情况": True,
        OWN_INDICATORS: bool(material.own.assessment.standards),
        "学校达标情况": bool(material.summary.standards),
        variation: _varies(material),
        "县域结论": bool(material.own.assessment.standards),
        "领导小组": bool(own.leaders),
        "主要措施": bool(own.measures),
        "取得成绩": bool(own.achievements),
        "县域存在问题": lacking or bool(own.shortcomings),
        "县域今后措施": lacking or bool(own.plans),
    }
    outline = own.settings.outline
    for part, has_content in given.items():
        if has_content and part not in parts:
            place = outline[0].location if outline else Location(own.file, path=part)
            yield warn_of_unsaid(part, place)
