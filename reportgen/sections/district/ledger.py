"""整改台账 of a district: its own problems, then what it and its schools fail beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.answers import mentioned_names, names_of
from reportgen.model.assessment import Result
from reportgen.model.lazy_rows import Row
from reportgen.model.school import Narrative, Plan
from reportgen.sections.district.lack_words import excess_values, missing_values
from reportgen.sections.district.lacks import (
    Excess,
    IndicatorLack,
    Missing,
    all_excesses,
    gather_lacks,
)
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.matters import (
    matter_remedies,
    matter_titles,
    pair,
    tell_matters,
    title_with_schools,
)
from reportgen.sections.district.plans import (
    planned_missing,
    unplanned_excesses,
    unplanned_missing,
)
from reportgen.sections.district.school_plans import (
    by_plans,
    left_over,
    names_together,
    schools_plans,
)
from reportgen.sections.district.troubles import gather_troubles
from reportgen.sections.rectification import LedgerEntry, ledger_rows
from reportgen.sections.results.gaps import join_titles
from reportgen.words.ordinals import strip_ordinal


def district_ledger_rows(material: DistrictMaterial) -> tuple[Row, ...]:
    """A row for each measure of what the district names, then of what else it and its schools fail.

    Errors: TemplateError for a faulty phrase.
    """
    entries = (*_named(material), *_failing(material), *_others(material))
    return ledger_rows(entries, material.own)


def _named(material: DistrictMaterial) -> Iterator[LedgerEntry]:
    own, lacks = material.own, gather_lacks(material.summary)
    for each in own.school.shortcomings:
        names = names_of(each)
        yield _entry(
            strip_ordinal(each.title),
            names,
            (
                [one for one in own.assessment.failing if one.indicator.name in names],
                [one for one in lacks if one.indicator.name in names],
                [one for one in all_excesses(material.summary) if one.name in names],
            ),
            material,
        )


_Failings = tuple[Sequence[Result], Sequence[IndicatorLack], Sequence[Excess]]


def _entry(
    title: str, names: frozenset[str], failings: _Failings, material: DistrictMaterial
) -> LedgerEntry:
    results, lacks, excesses = failings
    over = [excess_values(each) for each in excesses]
    state = (
        *tell_matters(results, lacks, material),
        *(material.sentence("县域差异", each) for each in over),
    )
    measures = (
        *matter_remedies(*left_over(results, lacks), material),
        *(material.clause("县域措施", each) for each in over),
    )
    measure = "\n".join(f"{each}。" for each in dict.fromkeys(measures) if each)
    plans: tuple[Plan | None, ...] = schools_plans(lacks, material)
    plans = (*plans, None) if plans and measure else plans
    return LedgerEntry(title, names, "\n".join(filter(None, state)), measure, plans=plans)


def _failing(material: DistrictMaterial) -> Iterator[LedgerEntry]:
    """What the district does not name, as its chapter on problems has it."""
    mentioned, own = mentioned_names(material.own.school), material.own.assessment
    results = [each for each in own.failing if each.indicator.name not in mentioned]
    lacks = gather_lacks(material.summary)
    rest = [each for each in lacks if each.indicator.name not in mentioned]
    for trouble in gather_troubles(results, rest, material):
        for matter in pair(trouble.results, trouble.lacks):
            own_result = (matter.result,) if matter.result is not None else ()
            yield _entry_of(own_result, matter.lacks, material)._replace(named=False)


def _entry_of(
    results: Sequence[Result], lacks: Sequence[IndicatorLack], material: DistrictMaterial
) -> LedgerEntry:
    said = join_titles(list(matter_titles(results, lacks, material)))
    names = {each.indicator.name for each in results} | {each.indicator.name for each in lacks}
    title = title_with_schools(said, results, lacks, material)
    return _entry(title, frozenset(names), (results, lacks, ()), material)


def _others(material: DistrictMaterial) -> Iterator[LedgerEntry]:
    """Coefficients over their limits that the district does not name, and missing data."""
    mentioned = mentioned_names(material.own.school)
    for values in unplanned_excesses(material):
        if values["名称"] not in mentioned:
            yield _other("县域差异", values, material)
    for lacks in by_plans(planned_missing(material)):
        yield _to_supply(lacks, material)
    for values in unplanned_missing(material):
        entry = _other("县域问题", values, material)
        plan = Plan(Narrative(entry.measure), owner=_who_supply(values, material))
        yield entry._replace(plans=(plan,))


def _to_supply(lacks: Sequence[IndicatorLack], material: DistrictMaterial) -> LedgerEntry:
    """Data that schools lack, with what they mean to do about it."""
    schools = dict.fromkeys(map(material.registers.failing_name, lacks[0].failings))
    missing = Missing(tuple(schools), names_together(lacks))
    entry = _other("县域问题", missing_values(missing, material.registers.noun), material)
    return entry._replace(plans=schools_plans(lacks, material))


def _who_supply(values: Mapping[str, object], material: DistrictMaterial) -> str:
    """The schools that supply the data, by name where the measure has their names."""
    few = str(values["名单"]) in material.clause("县域措施", values)
    return str(values["名单"]) if few else f"各有关{material.registers.noun}"


def _other(phrase: str, values: Mapping[str, object], material: DistrictMaterial) -> LedgerEntry:
    return LedgerEntry(
        material.clause("县域问题标题", values),
        frozenset(),
        material.sentence(phrase, values),
        f"{material.clause('县域措施', values)}。",
        named=False,
    )
