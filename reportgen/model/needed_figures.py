"""The figures that standards need of a school, by which they judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.formula import Formula
from reportgen.model.roles import Role
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Indicator, Standard
from reportgen.named_tuple import NamedTuple


class FormRow(NamedTuple):
    """A figure that is asked for.

    `stage` None: the whole school's. `required` False: only for some schools.
    """

    fact: Fact
    stage: Stage | None
    required: bool = True

    @property
    def is_list(self) -> bool:
        """Whether it is filled in line by line on a sheet of lists."""
        return self.fact.kind is FactKind.COUNTS


def needed_rows(
    standards: Sequence[Standard], dictionary: FactDictionary, school_type: SchoolType
) -> tuple[FormRow, ...]:
    """Exactly the figures that those standards need of such a school.

    They are those from which it is judged, and those declared for the report alone, in the
    dictionary's order. Derived facts are asked for by the given ones beneath them, by stage where a
    combined school counts so.
    """
    found: dict[tuple[str, Stage | None], bool] = {}
    for names, stages, required in _needs(standards, dictionary, school_type):
        facts = [dictionary.facts[name] for name in dictionary.beneath(names)]
        for key in _given_figures(facts, stages, school_type):
            found[key] = found.get(key, False) or required
        found |= dict.fromkeys(_split_by(facts, dictionary, school_type), True)
    found = _eased(found, dictionary)
    parts = (None, *school_type.stages)
    asked = ((fact, part) for fact in dictionary.facts.values() for part in parts)
    return tuple(
        FormRow(fact, stage, found[fact.name, stage])
        for fact, stage in asked
        if (fact.name, stage) in found
    )


def _eased(
    found: dict[tuple[str, Stage | None], bool], dictionary: FactDictionary
) -> dict[tuple[str, Stage | None], bool]:
    """The same without the need of what follows from others that are needed too."""
    eased = dict(found)
    for name, stage in found:
        fallback = dictionary.facts[name].fallback
        if fallback is not None and all(found.get((each, stage)) for each in fallback.names):
            eased[name, stage] = False
    return eased


def told_rows(
    names: Iterable[str], dictionary: FactDictionary, school_type: SchoolType
) -> tuple[FormRow, ...]:
    """The figures by which such a school gives those facts, in the dictionary's order; none of
    them is required.
    """
    beneath = dictionary.beneath(names)
    facts = [fact for fact in dictionary.facts.values() if fact.name in beneath]
    asked = [fact for fact in facts if any(map(fact.is_for, school_type.stages))]
    return tuple(
        FormRow(dictionary.facts[name], stage, required=False)
        for name, stage in _given_figures(asked, school_type.stages, school_type)
    )


def _given_figures(
    facts: Iterable[Fact], stages: Sequence[Stage], school_type: SchoolType
) -> Iterator[tuple[str, Stage | None]]:
    """The figures by which those facts are given, derived facts left out."""
    for fact in facts:
        if fact.formula is None:
            yield from ((fact.name, stage) for stage in _stages_of(fact, stages, school_type))


def _split_by(
    facts: Iterable[Fact], dictionary: FactDictionary, school_type: SchoolType
) -> Iterator[tuple[str, Stage]]:
    """The counts of students by which a combined school's shared figures are split."""
    if not school_type.is_combined:
        return
    shared = [fact for fact in facts if fact.scope is Scope.SHARED]
    for stage in school_type.stages:
        students = dictionary.find_role(Role.STUDENTS, stage)
        if students is not None and any(fact.is_for(stage) for fact in shared):
            yield students.name, stage


def _needs(
    standards: Sequence[Standard], dictionary: FactDictionary, school_type: SchoolType
) -> Iterator[tuple[tuple[str, ...], tuple[Stage, ...], bool]]:
    """Names of facts used together, their stages, and whether every such school needs them."""
    for standard in standards:
        judged = standard.judged(school_type)
        for indicator in standard.indicators:
            parts = indicator.parts(judged)
            stages = judged if None in parts else tuple(filter(None, parts))
            if stages:
                yield from (
                    (names, stages, required) for names, required in _indicator_needs(indicator)
                )
        for exclusion in standard.variation.exclusions if standard.variation and judged else ():
            yield exclusion.condition.names, judged, True
        for fact in _unjudged(standard, dictionary):
            if stages := tuple(stage for stage in judged if fact.is_for(stage)):
                yield (fact.name,), stages, False


def _unjudged(standard: Standard, dictionary: FactDictionary) -> Iterator[Fact]:
    """The facts that the standard declares for its report alone: no indicator rests on them."""
    needs = (need for each in standard.indicators for need, _ in _indicator_needs(each))
    judged = dictionary.beneath(name for need in needs for name in need)
    for name, fact in (standard.facts.facts if standard.facts else {}).items():
        if name not in judged:
            yield fact


def _indicator_needs(indicator: Indicator) -> Iterator[tuple[tuple[str, ...], bool]]:
    # An indicator that only some schools are judged by leaves the others' cells empty.
    yield indicator.names, indicator.condition is None
    yield _names(indicator.condition), True
    for variant in indicator.variants:
        yield _names(variant.condition), not variant.optional


def _names(formula: Formula | None) -> tuple[str, ...]:
    return formula.names if formula else ()


def _stages_of(
    fact: Fact, stages: Sequence[Stage], school_type: SchoolType
) -> tuple[Stage | None, ...]:
    asked = tuple(stage for stage in stages if fact.is_for(stage))
    by_stage = fact.scope is Scope.BY_STAGE and school_type.is_combined
    return asked if by_stage or not asked else (None,)
