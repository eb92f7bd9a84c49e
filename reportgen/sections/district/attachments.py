"""The summary → the attachments of the district's report, and what its text calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportgen.model.district import StandardSummary
from reportgen.model.report import Attached, Table, label_of
from reportgen.model.standard import DistrictTable, Standard
from reportgen.named_tuple import NamedTuple
from reportgen.sections.district.lack_list import lack_list, needs_list
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.tables import (
    attainment_table,
    school_table,
    variation_table,
)

# Word takes minutes to lay out a longer one.
_MOST_ROWS = 1000
# A table with more lies on its side.
_MOST_COLUMNS = 12


class _Plan(NamedTuple):
    """Which standards stand in an attachment, and what makes a table of each."""

    summaries: Sequence[StandardSummary]
    make: Callable[[StandardSummary], Table]


def build_attachments(material: DistrictMaterial) -> tuple[Attached, ...]:
    """达标汇总, 分校达标, 校际差异 and 缺口, under the titles of the genre.

    The first has the standards for which it is a form with codes: the text has that of the others.
    The second has all standards, the third those that limit the variation, the last those of which
    more schools fail than the text names. An attachment without a standard is left out.
    """
    return tuple(_attached(title, plan) for title, plan in _plans(material).items())


def attachment_titles(material: DistrictMaterial) -> tuple[str, ...]:
    """All attachments in their order: those that are made, then those that the district names."""
    return _titles(_plans(material), material)


def has_reached_form(standard: Standard) -> bool:
    """Whether 达标汇总 is a form to be handed in, which is attached and does not stand in the text
    too.
    """
    return DistrictTable.REACHED in (standard.codes or {})


def refer_to(table: DistrictTable, material: DistrictMaterial) -> str:
    """What the text calls the attachment with that table (附件2); empty where there is none."""
    title, plans = material.own.genre.tables[table].title, _plans(material)
    if title not in plans:
        return ""
    return label_of(title, _titles(plans, material))


def _titles(plans: Iterable[str], material: DistrictMaterial) -> tuple[str, ...]:
    named = material.own.school.settings.attachments
    return (*plans, *(each.name for each in named))


def _plans(material: DistrictMaterial) -> Mapping[str, _Plan]:
    """The attachments that are made, by their titles."""
    names = material.own.genre.tables
    plans = zip(DistrictTable, _each_plan(material), strict=True)
    return {names[table].title: plan for table, plan in plans if plan.summaries}


def _each_plan(material: DistrictMaterial) -> Iterator[_Plan]:
    registers = material.registers
    summaries = [each for each in material.summary.standards if each.stages]
    judging = [each for each in summaries if each.has_limits and has_reached_form(each.standard)]
    varying = [each for each in summaries if each.standard.variation]
    yield _Plan(judging, lambda each: attainment_table(each, registers))
    yield _Plan(summaries, lambda each: school_table(each, registers, most=_MOST_ROWS))
    yield _Plan(varying, variation_table)
    lacking = [each for each in summaries if needs_list(each)]
    yield _Plan(lacking, lambda each: lack_list(each, registers, _MOST_ROWS))


def _attached(title: str, plan: _Plan) -> Attached:
    named = len(plan.summaries) > 1
    tables = tuple(
        plan.make(each)._replace(caption=each.standard.short_title if named else "")
        for each in plan.summaries
    )
    return Attached(title, tables, any(len(each.header) > _MOST_COLUMNS for each in tables))
