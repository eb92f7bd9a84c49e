"""What schools come to in the groups that a document asks of them and of the district alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from reportgen.model.assessment import Verdict
from reportgen.model.district import StandardSummary
from reportgen.model.report import Paragraph
from reportgen.model.standard import IndicatorGroup, Standard
from reportgen.sections.district.lacks import Lack, find_lacks
from reportgen.sections.district.material import DistrictMaterial, document_of
from reportgen.words.listing import join_names

# More schools are only counted.
_MOST_NAMED = 2


def school_indicators(
    own: Standard, material: DistrictMaterial
) -> Mapping[str, tuple[Paragraph, ...]]:
    """A paragraph by the name of each group of the district's own standard that its document asks
    of schools too, beside what they are compared by.
    """
    names = {group.name for group in own.groups}
    return {
        group.name: material.say("县域各校", _values(group, summary, material))
        for summary, group in _groups(document_of(own), material)
        if group.name in names and _asked(group, summary)
    }


def _groups(
    document: str, material: DistrictMaterial
) -> Iterator[tuple[StandardSummary, IndicatorGroup]]:
    for summary in material.summary.standards:
        standard = summary.standard
        if document_of(standard) == document and standard.variation is not None:
            for group in standard.groups:
                if not standard.compares(group):
                    yield summary, group


def _asked(group: IndicatorGroup, summary: StandardSummary) -> frozenset[str]:
    """Its indicators that some school is asked."""
    found = chain.from_iterable(each.asked for each in summary.schools)
    return frozenset(name for name, _ in found) & {each.id for each in group.indicators}


def _values(
    group: IndicatorGroup, summary: StandardSummary, material: DistrictMaterial
) -> dict[str, object]:
    asked = _asked(group, summary)
    unmet, unknown = (
        _open(asked, [*find_lacks(summary, verdict)], material)
        for verdict in (Verdict.UNMET, Verdict.NO_DATA)
    )
    schools = [each for each in summary.schools if asked & {name for name, _ in each.asked}]
    still_open = {each["名称"] for each in (*unmet, *unknown)}
    return {
        "项数": len(asked),
        "校数": len(schools),
        "另含": sum(bool(each.excluded) for each in schools),
        "达标": len(asked) - len(still_open),
        "未达标": unmet,
        "缺数据": unknown,
    }


def _open(
    asked: frozenset[str], lacks: Sequence[Lack], material: DistrictMaterial
) -> list[dict[str, object]]:
    """The indicators that schools fail, or lack data for, with these schools."""
    found: dict[str, list[Lack]] = {}
    for each in lacks:
        if each.indicator.id in asked:
            found.setdefault(each.indicator.name, []).append(each)
    return [{"名称": name, **_schools(of, material)} for name, of in found.items()]


def _schools(lacks: Sequence[Lack], material: DistrictMaterial) -> dict[str, object]:
    failings = [each for lack in lacks for each in lack.failings]
    names = [material.registers.failing_name(each) for each in failings]
    return {
        "所数": len({each.key for each in failings}),
        "名单": join_names(names) if len(names) <= _MOST_NAMED else "",
    }
