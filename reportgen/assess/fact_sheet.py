"""A school's figures, asked by fact and stage: given, split between stages, added up or derived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain

from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope, Value
from reportgen.model.formula import Formula, FormulaError, SchoolWord, evaluate
from reportgen.model.numbers import exact_arithmetic, settle
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey, School
from reportgen.model.stages import Stage

# Beyond any figure of a school; a formula that leads there is wrong.
_MOST_DIGITS = 25


class FactSheet:
    """Every figure of one school. A question is answered once and remembered.

    A stage of None asks for the whole school: figures by stage are added up where adding
    means something, others are None. `counted` are the stages that the whole is made of; a
    standard leaves out those that it does not judge.
    """

    def __init__(
        self, school: School, dictionary: FactDictionary, counted: tuple[Stage, ...] | None = None
    ) -> None:
        self.school = school
        self.dictionary = dictionary
        self.counted = school.type.stages if counted is None else counted
        self._known: dict[FigureKey, Value | None] = {}
        self._weighed: dict[Stage, Decimal | None] = {}
        self._all: Mapping[FigureKey, Value] | None = None

    def counting(self, stages: tuple[Stage, ...]) -> FactSheet:
        """The school's sheet whose whole is made of those stages: itself where it is so already."""
        return self if stages == self.counted else FactSheet(self.school, self.dictionary, stages)

    def find(self, name: str, stage: Stage | None) -> Value | None:
        """The value for that stage, or None if it cannot be known."""
        asked = (name, stage)
        if asked in self._known:
            return self._known[asked]
        fact = self.dictionary.find(name)
        if fact is None:
            return self._find_word(name, stage)
        return self._find_fact(fact, stage)

    def _find_fact(self, fact: Fact, stage: Stage | None) -> Value | None:
        key = (fact.name, stage)
        if key not in self._known:
            # A formula that leads back to itself finds nothing instead of running for ever.
            self._known[key] = None
            self._known[key] = self._work_out(fact, stage)
        return self._known[key]

    def evaluate(self, formula: Formula, stage: Stage | None) -> Value | None:
        """The formula's value for that stage.

        None if a fact of it is missing, or it divides by zero.
        """
        if len(formula.names) == 1 and formula.names[0] == formula.text:
            return self.find(formula.text, stage)
        values: dict[str, object] = {}
        for name in formula.names:
            value = self.find(name, stage)
            if value is None:
                return None
            values[name] = value
        try:
            with exact_arithmetic():
                result = evaluate(formula, values)
        except FormulaError:
            return None
        if isinstance(result, Decimal) and (
            not result.is_finite() or result.adjusted() > _MOST_DIGITS
        ):
            return None
        return result if isinstance(result, (Decimal, str, bool, tuple)) else None

    def find_missing(self, formula: Formula, stage: Stage | None) -> tuple[str, ...]:
        """The facts to be filled in so that the formula has a value."""
        leaves = (self._missing_leaves(name, stage) for name in formula.names)
        return tuple(dict.fromkeys(chain.from_iterable(leaves)))

    def known_facts(self) -> Mapping[FigureKey, Value]:
        """Every fact that has a value, for each stage of the school and for the whole."""
        if self._all is None:
            self._all = self._find_all()
        return self._all

    def _find_all(self) -> Mapping[FigureKey, Value]:
        given = {name for name, _ in self.school.figures}
        facts = [
            fact
            for name, fact in self.dictionary.facts.items()
            if fact.formula or fact.fallback or name in given
        ]
        stages = (*self.school.type.stages, None)
        found: dict[FigureKey, Value] = {}
        for fact in facts:
            for stage in stages:
                value = self._find_fact(fact, stage)
                if value is not None:
                    found[fact.name, stage] = value
        return found

    def _missing_leaves(
        self, name: str, stage: Stage | None, above: tuple[str, ...] = ()
    ) -> Sequence[str]:
        if name in above or self.find(name, stage) is not None:
            return ()
        fact = self.dictionary.find(name)
        if fact is None:
            return (name,)
        if fact.formula is None:
            is_shared = fact.scope is Scope.SHARED and self._given(fact.name, None) is not None
            return self._missing_weights(fact) if is_shared else (name,)
        parts, given = fact.formula.names, {fact for fact, _ in self.school.figures}
        if all(self.find(part, stage) is None and part not in given for part in parts):
            # Nothing of it is given: to fill in the fact itself is the shorter way.
            return (name,)
        beneath = (self._missing_leaves(part, stage, (*above, name)) for part in parts)
        return list(chain.from_iterable(beneath))

    def _missing_weights(self, fact: Fact) -> Sequence[str]:
        """The counts of students that lack where that fact is to be split."""
        stages = fact.asked_in(self.school.type.stages)
        counts = ((stage, self.dictionary.find_role(Role.STUDENTS, stage)) for stage in stages)
        return [
            students.name
            for stage, students in counts
            if students is not None and self._find_fact(students, stage) is None
        ]

    def _find_word(self, name: str, stage: Stage | None) -> Value | None:
        if name == SchoolWord.TYPE:
            return self.school.type.name
        if name == SchoolWord.STAGE:
            return str(stage) if stage else None
        return Decimal(self.school.settings.year) if name == SchoolWord.YEAR else None

    def _work_out(self, fact: Fact, stage: Stage | None) -> Value | None:
        if stage is not None and fact.stages and stage not in fact.stages:
            return None
        derived = self.evaluate(fact.formula, stage) if fact.formula else None
        if derived is not None:
            return settle(derived) if isinstance(derived, Decimal) else derived
        given = self._find_given(fact, stage)
        return given if given is not None else self._fall_back(fact, stage)

    def _find_given(self, fact: Fact, stage: Stage | None) -> Value | None:
        """The figure as given for the stage, split or added up."""
        if fact.scope is Scope.SCHOOL:
            return self._given(fact.name, None)
        if stage is None:
            return self._find_whole(fact)
        given = self._given(fact.name, stage)
        return self._split(fact, stage) if given is None and fact.scope is Scope.SHARED else given

    def _fall_back(self, fact: Fact, stage: Stage | None) -> Value | None:
        """What a figure that was not given comes to by others."""
        if fact.fallback is None:
            return None
        found = self.evaluate(fact.fallback, stage)
        return settle(found) if isinstance(found, Decimal) else found

    def _given(self, name: str, stage: Stage | None) -> Value | None:
        figure = self.school.figures.get((name, stage))
        return None if figure is None else figure.value

    def _find_whole(self, fact: Fact) -> Value | None:
        whole = self._given(fact.name, None)
        if whole is not None:
            return whole
        parts = [self._given_or_else(fact, stage) for stage in fact.asked_in(self.counted)]
        if len(parts) < 2:
            return parts[0] if parts else None
        return _add_up(fact, parts)

    def _given_or_else(self, fact: Fact, stage: Stage) -> Value | None:
        given = self._given(fact.name, stage)
        return given if given is not None else self._fall_back(fact, stage)

    def _split(self, fact: Fact, stage: Stage) -> Value | None:
        """A shared figure's part by the weights of the students (domain: 测算均衡系数拆分公式)."""
        whole = self._given(fact.name, None)
        stages = fact.asked_in(self.school.type.stages)
        if len(stages) == 1 or not isinstance(whole, Decimal):
            return whole
        parts = [self._weigh(each) for each in stages]
        known = [part for part in parts if part is not None]
        own, total = self._weigh(stage), sum(known, Decimal(0))
        if own is None or len(known) < len(parts) or not total:
            return None
        with exact_arithmetic():
            return whole * own / total

    def _weigh(self, stage: Stage) -> Decimal | None:
        """The students of the stage by their weight, or None if they were not given."""
        if stage not in self._weighed:
            fact = self.dictionary.find_role(Role.STUDENTS, stage)
            students = self._find_fact(fact, stage) if fact is not None else None
            weight = self.school.type.weights[stage]
            self._weighed[stage] = students * weight if isinstance(students, Decimal) else None
        return self._weighed[stage]


def _add_up(fact: Fact, parts: Sequence[Value | None]) -> Value | None:
    if fact.kind is FactKind.COUNTS and all(isinstance(part, tuple) for part in parts):
        return tuple(chain.from_iterable(part for part in parts if isinstance(part, tuple)))
    if not fact.kind.is_summed:
        return None
    numbers = [part for part in parts if isinstance(part, Decimal)]
    return sum(numbers, Decimal(0)) if len(numbers) == len(parts) else None
