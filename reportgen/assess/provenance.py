"""Where each figure comes from, found as `fact_sheet` finds what it is."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.assess.fact_sheet import FactSheet
from reportgen.model.assessment import Assessment, StandardResult
from reportgen.model.facts import Fact, FactDictionary, Scope, Value
from reportgen.model.formula import Formula, SchoolWord
from reportgen.model.provenance import Origin, Provenance, Traced, TracedResult
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey, School
from reportgen.model.stages import Stage
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location

_WORDS = frozenset(SchoolWord)


def trace_figures(school: School, assessment: Assessment, dictionary: FactDictionary) -> Provenance:
    """Where the school's or district's figures come from; `assessment` is what it came to."""
    sheet = FactSheet(school, dictionary)
    tracer = _Tracer(sheet)
    results = (each for judged in assessment.standards for each in _trace_results(judged, sheet))
    facts = {key: tracer.trace(*key) for key in sheet.known_facts()}
    return Provenance(tuple(results), facts)


def _trace_results(judged: StandardResult, sheet: FactSheet) -> Iterator[TracedResult]:
    standard = judged.standard
    whole = _Tracer(sheet.counting(standard.judged(sheet.school.type)))
    own = _Tracer(sheet)
    for result in judged.results:
        tracer, below = own if result.stage else whole, result.indicator.denominator
        yield TracedResult(
            standard,
            result,
            tracer.trace_formula(result.indicator.numerator, result.stage),
            tracer.trace_formula(below, result.stage) if below else None,
        )


class _Tracer(NamedTuple):
    """Traces the figures of one sheet."""

    sheet: FactSheet

    def trace_formula(
        self, formula: Formula, stage: Stage | None, above: tuple[FigureKey, ...] = ()
    ) -> Traced:
        """What the formula comes to: the figure itself where it is nothing but one."""
        if formula.single_fact is not None:
            return self.trace(formula.single_fact, stage, above)
        value = self.sheet.evaluate(formula, stage)
        way = Origin.MISSING if value is None else Origin.DERIVED
        return Traced("", stage, value, way, formula.text, parts=self._parts(formula, stage, above))

    def trace(self, name: str, stage: Stage | None, above: tuple[FigureKey, ...] = ()) -> Traced:
        """The figure of that name, or the word of the school (年度); `above` are those that it is
        a part of.
        """
        value, fact = self.sheet.find(name, stage), self.sheet.dictionary.find(name)
        if fact is None:
            way = Origin.KNOWN if name in _WORDS else Origin.MISSING
            return Traced(name, stage, value, way)
        key = fact.name, stage
        if key in above:
            return Traced(fact.name, stage, value, Origin.MISSING)
        return self._trace_fact(fact, stage, (*above, key))

    def _trace_fact(self, fact: Fact, stage: Stage | None, above: tuple[FigureKey, ...]) -> Traced:
        value = self.sheet.find(fact.name, stage)
        if fact.formula and self.sheet.evaluate(fact.formula, stage) is not None:
            return self._derive(fact, fact.formula, stage, above)
        place = self._place(fact, stage)
        if place is not None and value is not None:
            return Traced(fact.name, stage, value, Origin.GIVEN, location=place)
        if value is None:
            return self._missing(fact, stage, above)
        return self._gather(fact, stage, above)

    def _derive(
        self, fact: Fact, formula: Formula, stage: Stage | None, above: tuple[FigureKey, ...]
    ) -> Traced:
        return Traced(
            fact.name,
            stage,
            self.sheet.find(fact.name, stage),
            Origin.DERIVED,
            formula.text,
            self._place(fact, stage),
            self._parts(formula, stage, above),
        )

    def _missing(self, fact: Fact, stage: Stage | None, above: tuple[FigureKey, ...]) -> Traced:
        formula = fact.formula
        parts = self._parts(formula, stage, above) if formula else ()
        text = formula.text if formula else ""
        return Traced(fact.name, stage, None, Origin.MISSING, text, parts=parts)

    def _gather(self, fact: Fact, stage: Stage | None, above: tuple[FigureKey, ...]) -> Traced:
        """A figure that was not given for that stage: added up, a share of the school's, or what
        stands for it.
        """
        value, taught = self.sheet.find(fact.name, stage), self.sheet.school.type.stages
        whole = self._place(fact, None)
        if stage is None and (asked := fact.asked_in(self.sheet.counted)):
            parts = tuple(self.trace(fact.name, each, above) for each in asked)
            if any(part.value is not None for part in parts):
                return parts[0] if len(parts) == 1 else _added(fact, value, parts)
        if stage is not None and whole is not None:
            return self._split(fact, stage, above, fact.asked_in(taught))
        if fact.fallback is not None:
            return self._derive(fact, fact.fallback, stage, above)
        return Traced(fact.name, stage, value, Origin.KNOWN)

    def _split(
        self,
        fact: Fact,
        stage: Stage,
        above: tuple[FigureKey, ...],
        stages: tuple[Stage, ...],
    ) -> Traced:
        """The stage's share of what the school has together."""
        whole = self.trace(fact.name, None, above)
        if len(stages) == 1:
            return whole._replace(stage=stage)
        counts = ((each, self.sheet.dictionary.find_role(Role.STUDENTS, each)) for each in stages)
        students = (self.trace(each.name, of, above) for of, each in counts if each is not None)
        value = self.sheet.find(fact.name, stage)
        return Traced(fact.name, stage, value, Origin.SPLIT, parts=(whole, *students))

    def _parts(
        self, formula: Formula, stage: Stage | None, above: tuple[FigureKey, ...]
    ) -> tuple[Traced, ...]:
        return tuple(self.trace(name, stage, above) for name in formula.names)

    def _place(self, fact: Fact, stage: Stage | None) -> Location | None:
        """Where the figure of that stage was written; None where it was not."""
        asked = None if fact.scope is Scope.SCHOOL else stage
        figure = self.sheet.school.figures.get((fact.name, asked))
        return figure.location if figure else None


def _added(fact: Fact, value: Value | None, parts: tuple[Traced, ...]) -> Traced:
    return Traced(fact.name, None, value, Origin.ADDED, parts=parts)
