"""The summary → the attachments of the district's report: 表Ⅱ-1, 表Ⅱ-2 and 表Ⅲ, each for every
standard it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.model.district import StandardSummary
from reportgen.model.report import Attached, Table
from reportgen.sections.district.material import DistrictMaterial, has_limits
from reportgen.sections.district.tables import (
    BY_SCHOOL,
    REACHED,
    VARIATION,
    attainment_table,
    school_table,
    shorten,
    variation_table,
)

# A longer table is for Excel: Word takes minutes to lay it out.
_MOST_ROWS = 1000


def build_attachments(material: DistrictMaterial) -> tuple[Attached, ...]:
    """表Ⅱ-1 for standards with limits for schools, 表Ⅱ-2 for all, 表Ⅲ for those that limit the
    variation.

    One that no standard fits is left out.
    """
    return tuple(_attachments(material))


def _attachments(material: DistrictMaterial) -> Iterator[Attached]:
    summaries = [each for each in material.summary.standards if each.stages]
    judging = [each for each in summaries if any(map(has_limits, each.stages))]
    varying = [each for each in summaries if each.standard.variation]
    if judging:
        yield _attached(f"义务教育学校达标情况汇总表（{REACHED}）", judging, attainment_table)
    if summaries:
        by_school = _attached(
            f"义务教育学校达标情况表（分学校，{BY_SCHOOL}）",
            summaries,
            lambda summary: shorten(school_table(summary, material.registers), _MOST_ROWS),
        )
        yield by_school._replace(landscape=True)
    if varying:
        yield _attached(f"义务教育校际均衡情况表（{VARIATION}）", varying, variation_table)


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
