"""The summary → the attachments of the district's report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.model.district import StandardSummary
from reportgen.model.report import Attached, Table
from reportgen.model.standard import DistrictTable
from reportgen.sections.district.material import DistrictMaterial, has_limits
from reportgen.sections.district.tables import (
    attainment_table,
    school_table,
    shorten,
    variation_table,
)

# A longer table is for Excel: Word takes minutes to lay it out.
_MOST_ROWS = 1000


def build_attachments(material: DistrictMaterial) -> tuple[Attached, ...]:
    """达标汇总, 分校达标 and 校际差异, under the titles of the genre.

    The first has the standards with limits for schools, the second all, the third those that limit
    the variation. An attachment without a standard is left out.
    """
    return tuple(_attachments(material))


def _attachments(material: DistrictMaterial) -> Iterator[Attached]:
    names = material.own.genre.tables
    summaries = [each for each in material.summary.standards if each.stages]
    judging = [each for each in summaries if any(map(has_limits, each.stages))]
    varying = [each for each in summaries if each.standard.variation]
    if judging:
        yield _attached(
            names[DistrictTable.REACHED].title,
            judging,
            lambda summary: attainment_table(summary, material.registers),
        )
    if summaries:
        by_school = _attached(
            names[DistrictTable.BY_SCHOOL].title,
            summaries,
            lambda summary: shorten(school_table(summary, material.registers), _MOST_ROWS),
        )
        yield by_school._replace(landscape=True)
    if varying:
        yield _attached(names[DistrictTable.VARYING].title, varying, variation_table)


def _attached(
    title: str, summaries: Sequence[StandardSummary], make: Callable[[StandardSummary], Table]
) -> Attached:
    tables = ((summary, make(summary)) for summary in summaries)
    named = len(summaries) > 1
    return Attached(
        title,
        tuple(
            table._replace(caption=summary.standard.short_title if named else "")
            for summary, table in tables
        ),
    )
