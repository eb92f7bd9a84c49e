"""What a text states of each subject as a whole, for checks of its numbers among themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.facts import Fact, FactDictionary
from reportgen.model.formula import Formula, FormulaError, evaluate
from reportgen.model.numbers import exact_arithmetic
from reportgen.model.text_finding import TextPart
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.agreement import may_stand_for, stated_value
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.scopes import is_unknown
from reportgen.quantities.stated_quantity import (
    Nearness,
    QuantityForm,
    QuantityScope,
    StatedQuantity,
)
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_MOST_OF_ONE = 6
_JOINED = late_regex(r"[、，和及与\s]{1,2}")
_WRITTEN_UNIT = late_regex(rf"[^\d０-９.．,，\s{NUMERAL_SIGNS}多余]+$")


class StatedIn:
    """A quantity and the part of the text that states it, which is the one at `at`.

    `is_exact` tells whether it is an amount, and no more or less than it says; `is_count` whether
    it is that and of no shared one (生均). It is no tuple, as `StatedQuantity` is none.
    """

    __slots__ = ("at", "is_count", "is_exact", "part", "quantity")

    def __init__(self, at: int, part: TextPart, quantity: StatedQuantity) -> None:
        self.at, self.part, self.quantity = at, part, quantity
        exact = quantity.nearness is Nearness.EXACT and quantity.high is None
        self.is_exact = exact and quantity.form is QuantityForm.AMOUNT
        self.is_count = self.is_exact and quantity.per is None

    @property
    def words(self) -> str:
        """What it says, as it stands there: 学校现有学生900人."""
        said = self.part.text[self.quantity.said_from : self.quantity.said_to]
        return said.removeprefix("的")

    @property
    def written(self) -> str:
        """The number with its unit, as it stands there."""
        return self.part.text[self.quantity.start : self.quantity.end]

    @property
    def written_unit(self) -> str:
        """What stands behind its digits: 万元 of 120万元."""
        found = _WRITTEN_UNIT.search(self.written)
        return found[0] if found else ""

    @property
    def label(self) -> str:
        """What it counts, with what makes something else of it: 小学一级教师."""
        return f"{self.quantity.kind}{self.quantity.noun}"

    @property
    def order(self) -> tuple[int, int]:
        """Sorts as one reads."""
        return self.at, self.quantity.start


class Computed(NamedTuple):
    """What a formula came to, and the statements that it was computed from."""

    value: object
    used: Mapping[str, StatedIn]


class StatedFigures:
    """The totals that a text states, by subject and scope."""

    def __init__(
        self, told: Sequence[StatedIn], head: str, lexicon: Lexicon, dictionary: FactDictionary
    ) -> None:
        """`head` is what stands at the head of the text, with the name of whose it is. `subjects`
        are those of which there is a total.
        """
        self._dictionary, self._lexicon, self._head = dictionary, lexicon, head
        # 全县现有中小学 is no school.
        self._all_schools = dictionary.vocabulary.things.all_schools
        self._found: dict[tuple[str, QuantityScope], list[StatedIn]] = {}
        self._stages = {each.quantity.scope.stage for each in told} - {""}
        before: StatedIn | None = None
        for each in told:
            if each.quantity.subjects and (_is_total(each) or is_own_total(each, before)):
                self._add(each)
            before = each
        self.subjects = frozenset(subject for subject, _ in self._found)

    def _add(self, stated: StatedIn) -> None:
        scope = self.scope_of(stated)
        for subject in stated.quantity.subjects:
            told = self._found.setdefault((subject, scope), [])
            if len(told) < _MOST_OF_ONE:
                told.append(stated)

    def scope_of(self, stated: StatedIn) -> QuantityScope:
        """Of whom and when it is said; the school whose report it is goes without its name."""
        scope = stated.quantity.scope
        if is_unknown(scope.period):
            scope = scope._replace(period=f"{scope.period}/{stated.at}")
        if not scope.whose:
            return scope
        named = scope.whose in self._head and scope.whose.endswith(self._lexicon.name_ends)
        own = named or scope.whose.endswith(self._all_schools)
        return scope._replace(whose="") if own else scope

    @property
    def is_of_stages(self) -> bool:
        """Whether the text speaks of several stages: what it shares out between them, and what it
        says of one under a heading, cannot be told apart.
        """
        return len(self._stages) > 1

    @property
    def scopes(self) -> tuple[QuantityScope, ...]:
        """All that totals are stated for, in order."""
        return tuple(dict.fromkeys(scope for _, scope in self._found))

    def find(self, subject: str, scope: QuantityScope) -> tuple[StatedIn, ...]:
        """The totals of that subject."""
        return tuple(self._found.get((subject, scope), ()))

    def value_of(self, stated: StatedIn, subject: str) -> Decimal:
        """What it states, in the subject's unit."""
        return stated_value(stated.quantity, self._lexicon.unit_of[subject])

    def agrees(self, stated: StatedIn, subject: str, value: Decimal) -> bool:
        """Whether the value, in the subject's unit, may be written so."""
        return may_stand_for(stated.quantity, value, self._lexicon.unit_of[subject])

    def the_one(self, subject: str, scope: QuantityScope) -> StatedIn | None:
        """The total of the subject where all that are stated are equal; None else."""
        found = self.find(subject, scope)
        values = {self.value_of(each, subject) for each in found}
        return found[0] if len(values) == 1 else None

    def gather(self, names: Iterable[str], scope: QuantityScope) -> dict[str, StatedIn]:
        """The totals of those facts that are stated, and only once each."""
        found = ((name, self.the_one(name, scope)) for name in names)
        return {name: each for name, each in found if each is not None}

    def compute(self, formula: Formula, scope: QuantityScope) -> Computed | None:
        """What the formula comes to with what is stated, through derived facts too; None where a
        figure is not.
        """
        used: dict[str, StatedIn] = {}
        values: dict[str, object] = {}
        for name in formula.names:
            value = self._value(name, scope, used)
            if value is None:
                return None
            values[name] = value
        return _evaluate(formula, values, used)

    def _value(self, name: str, scope: QuantityScope, used: dict[str, StatedIn]) -> Decimal | None:
        stated = self.the_one(name, scope)
        if stated is not None:
            used[name] = stated
            return self.value_of(stated, name)
        fact = self._dictionary.find(name)
        if fact is None or fact.formula is None:
            return None
        derived = self._derive(fact, scope)
        if derived is None or not isinstance(derived.value, Decimal):
            return None
        used.update(derived.used)
        return derived.value

    def _derive(self, fact: Fact, scope: QuantityScope) -> Computed | None:
        """A derived fact out of what is stated itself: none is derived of derived ones."""
        formula = fact.formula
        stated = self.gather(formula.names if formula else (), scope)
        if formula is None or set(stated) != set(formula.names):
            return None
        values = {name: self.value_of(each, name) for name, each in stated.items()}
        return _evaluate(formula, dict(values), stated)


def evaluate_plainly(formula: Formula, values: Mapping[str, object]) -> object:
    """What the formula comes to; None where it cannot be computed."""
    try:
        with exact_arithmetic():
            return evaluate(formula, values)
    except FormulaError:
        return None


def _evaluate(
    formula: Formula, values: dict[str, object], used: dict[str, StatedIn]
) -> Computed | None:
    value = evaluate_plainly(formula, values)
    return None if value is None else Computed(value, used)


def is_own_total(stated: StatedIn, before: StatedIn | None) -> bool:
    """Whether a part is all of its subject: 教职工56人，其中专任教师49人, but not 其中小学30人."""
    quantity = stated.quantity
    if before is None or before.part is not stated.part or not quantity.among:
        return False
    whole = before.quantity.subjects
    if quantity.number > before.quantity.number:
        return False
    other = len(quantity.subjects) == 1 and bool(whole) and quantity.subjects[0] not in whole
    return other and _is_total(before) and _is_total(_alone(stated))


def _alone(stated: StatedIn) -> StatedIn:
    """The number as if it were said to be no part."""
    quantity = copy(stated.quantity)
    quantity.among = False
    return StatedIn(stated.at, stated.part, quantity)


def _is_total(stated: StatedIn) -> bool:
    quantity = stated.quantity
    exact = quantity.nearness is Nearness.EXACT and quantity.per is None
    return exact and not (quantity.kind or quantity.scope.grade or quantity.among)


def quote_stated(stated: Iterable[StatedIn], beside: StatedIn) -> str:
    """“学生187人”（第4段）、“占地1200平方米”; without the place of what stands beside it."""
    return "、".join(dict.fromkeys(_quote(each, beside) for each in stated))


def _quote(stated: StatedIn, beside: StatedIn) -> str:
    place = "" if stated.part is beside.part else f"（{stated.part.spot}）"
    return f"“{stated.words}”{place}"


def are_in_row(one: StatedIn, other: StatedIn) -> bool:
    """Whether the second stands right behind the first in a row of their kind: 20万元、30万元."""
    alike = one.quantity.form is other.quantity.form and one.at == other.at
    return alike and _JOINED.fullmatch(words_between(one, other)) is not None


def words_between(one: StatedIn | None, other: StatedIn) -> str:
    """The words between two numbers of a paragraph, from its start for None."""
    start = one.quantity.end if one is not None else 0
    return other.part.text[start : other.quantity.start]
