"""The dictionary of facts: everything that a school can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.formula import Formula
from reportgen.model.roles import Role
from reportgen.model.staff import StaffWords
from reportgen.model.stages import SchoolType, Stage, Stages
from reportgen.model.themes import TextWords, Theme, Words, choose_theme
from reportgen.model.vocabulary import Vocabulary
from reportgen.named_tuple import NamedTuple

_OF_LIST = late_regex(r"(?:最大|最小)\((\w+)\)")


class FactKind(StrEnum):
    """What kind of thing a fact is; the value is the word in facts.yaml."""

    COUNT = "计数"
    AMOUNT = "数量"
    AREA = "面积"
    MONEY = "金额"
    LENGTH = "长度"
    RATIO = "比"
    SHARE = "百分比"
    YEAR = "年份"
    GRADE = "等级"
    CHOICE = "选项"
    YES_NO = "是否"
    TEXT = "文字"
    COUNTS = "数表"

    @property
    def is_number(self) -> bool:
        """Whether a value of this kind is one Decimal."""
        return self in _NUMBERS

    @property
    def is_typed_number(self) -> bool:
        """Whether a cell of a form holds it as a number; a ratio is written `1:18`."""
        return self.is_number and self is not FactKind.RATIO

    @property
    def is_summed(self) -> bool:
        """Whether values of this kind may be added up; a sum of two ratios says nothing."""
        return self in _SUMMED


_SUMMED = frozenset({FactKind.COUNT, FactKind.AMOUNT, FactKind.AREA, FactKind.MONEY})
_NUMBERS = _SUMMED | {FactKind.LENGTH, FactKind.RATIO, FactKind.SHARE, FactKind.YEAR}


class Scope(StrEnum):
    """How a combined school counts a fact; the value is the word in facts.yaml."""

    BY_STAGE = "分学段"
    SHARED = "共用"
    SCHOOL = "整校"


class NoneMeans(StrEnum):
    """What 无 and 没有 answer to a yes/no: no, for most; yes, where it asks whether something does
    not happen; nothing certain, where both may be meant. The value is the word in facts.yaml.
    """

    NO = "否"
    YES = "是"
    DOUBT = "问"


# A grade, a choice and a text are str; 数表 is a tuple.
Value = Decimal | str | bool | tuple[Decimal, ...]


class Fact(NamedTuple):
    """One entry of the dictionary.

    `low` and `high` are the limits of what can be true at all (None: none). `choices` are
    the options of a grade (best first) or a choice. `formula` makes it a derived fact;
    `fallback` is what one that is asked for comes to where it was not given.
    `adds_up` False: to add it up over schools means nothing (the largest class).
    `second_unit` (亩) is printed beside the first where an amount of it is lacking.
    `stages` are those in which it is asked for (empty: in all); `role` is what the program knows it
    for. `heading` is what a declaration's tables call it, `printed` what a report's do, where that
    is not its name. `example` is an amount for a form's guidance to show. `words` are those that
    prose has for it, `text_words` those by which it is found in texts. `none_means` is what 无
    answers to a yes/no. `unit_words` are other words for its unit that only it has (元/生).
    `never_none`: whoever is asked for it has some of it.
    """

    name: str
    kind: FactKind
    scope: Scope
    unit: str = ""
    second_unit: str = ""
    definition: str = ""
    source: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    choices: tuple[str, ...] = ()
    formula: Formula | None = None
    fallback: Formula | None = None
    aliases: tuple[str, ...] = ()
    adds_up: bool = True
    stages: tuple[Stage, ...] = ()
    role: Role | None = None
    heading: str = ""
    printed: str = ""
    example: str = ""
    words: Words = Words()
    text_words: TextWords = TextWords()
    none_means: NoneMeans = NoneMeans.NO
    unit_words: tuple[str, ...] = ()
    never_none: bool = False

    @property
    def head(self) -> str:
        """What stands over its column in a table."""
        return self.heading or self.name

    @property
    def label(self) -> str:
        """What a printed table calls it: a 是否 is a statement there (制定章程: 是)."""
        if self.kind is FactKind.YES_NO and not self.printed:
            return self.name.replace("是否", "", 1)
        return self.printed or self.name

    @property
    def is_summed(self) -> bool:
        """Whether a district adds it up over its schools."""
        return self.adds_up and self.kind.is_summed

    @property
    def may_be_none(self) -> bool:
        """Whether it lists rooms, of which there may be none: 0 ㎡ is no room."""
        return self.kind is FactKind.COUNTS and self.unit == "㎡"

    def is_for(self, stage: Stage | None) -> bool:
        """Whether it is asked for in that stage; None stands for whole schools."""
        return stage is None or not self.stages or stage in self.stages

    def asked_in(self, taught: tuple[Stage, ...]) -> tuple[Stage, ...]:
        """Those of the stages in which it is asked for."""
        own = self.stages
        return tuple([stage for stage in taught if stage in own]) if own else taught

    def is_asked(self, school_type: SchoolType) -> bool:
        """Whether such a school is asked for it."""
        taught = school_type.stages
        return not self.stages or not taught or not set(taught).isdisjoint(self.stages)


class Relation(NamedTuple):
    """Something that must hold between facts: `专任教师数 <= 教职工数`.

    `text` says it in Chinese; `is_error` False makes a breach a warning.
    """

    formula: Formula
    text: str
    is_error: bool = True


class Quotient(NamedTuple):
    """A ratio that texts state though it is no fact: one of the `dividends` by one of the
    `divisors`. `said` are other words for it.
    """

    name: str
    dividends: tuple[str, ...]
    divisors: tuple[str, ...]
    said: tuple[str, ...] = ()


class Partition(NamedTuple):
    """A way in which texts part a total: the facts that are such `wholes`, the words of
    the `parts`, and those of the last ones, with which all are told. A number beside one of the
    words `excepted` is no part. `levels` are the words of the parts from the highest level down,
    `reaching` those that say how far down is meant (中高级) by words of the level, or several where
    it is not told which.
    """

    name: str
    wholes: tuple[str, ...]
    parts: tuple[str, ...]
    last: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()
    reaching: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FactDictionary:
    """All facts by name, their other names, the relations between them, and the stages.

    `groups` are the titles under which a form gathers them, each by the name of its first fact;
    `staff` has the words of the table of teachers, `themes` are what prose gathers facts under,
    `vocabulary` the words by which names and texts are recognised, `quotients` are the ratios of
    facts that texts state, `partitions` the ways in which they part totals.
    Two are the same only if they are one object, so that what is worked out from one can be kept by
    it.
    """

    facts: Mapping[str, Fact]
    aliases: Mapping[str, str]
    relations: tuple[Relation, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    stages: Stages = field(default_factory=dict)
    staff: StaffWords = StaffWords()
    themes: tuple[Theme, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    quotients: tuple[Quotient, ...] = ()
    partitions: tuple[Partition, ...] = ()

    def find(self, name: str) -> Fact | None:
        """The fact of that name or other name, or None."""
        return self.facts.get(name) or self.facts.get(self.aliases.get(name, ""))

    def find_role(self, role: Role, stage: Stage | None = None) -> Fact | None:
        """The fact that fills the role in that stage (None: in any), or None.

        Of several the last: a standard's own comes after the dictionary's.
        """
        filling = _by_role(self).get(role, ())
        return next((fact for fact in reversed(filling) if fact.is_for(stage)), None)

    def example_of(self, scope: Scope, school_type: SchoolType) -> Fact | None:
        """A fact of that scope, with an example, that such a school is asked for; or None."""
        facts = (fact for fact in self.facts.values() if fact.example and fact.scope is scope)
        return next((fact for fact in facts if fact.is_asked(school_type)), None)

    def extend(self, other: FactDictionary) -> FactDictionary:
        """This dictionary and the other one's facts; the other wins where names are equal."""
        return FactDictionary(
            facts={**self.facts, **other.facts},
            aliases={**self.aliases, **other.aliases},
            relations=(*self.relations, *other.relations),
            groups={**self.groups, **other.groups},
            stages={**self.stages, **other.stages},
            staff=other.staff if other.staff.total else self.staff,
            themes=self.themes or other.themes,
            vocabulary=self.vocabulary,
            quotients=(*self.quotients, *other.quotients),
            partitions=(*self.partitions, *other.partitions),
        )

    def theme_of(self, name: str, of_its_own: str = "") -> Theme:
        """The theme of that fact: the one named `of_its_own`, else its own, else its group's."""
        fact, group = self.find(name), self.group_of(name)
        theme = of_its_own or (fact.words.theme if fact else "")
        return choose_theme(self.themes, theme, group, fact.kind if fact else "")

    def group_of(self, name: str) -> str:
        """The title under which a form gathers the fact; empty for one before the first group."""
        return _by_group(self).get(name, "")

    def is_by_kind(self, name: str) -> bool:
        """Whether the fact has its theme only for its kind: neither it nor its group names one."""
        fact, group = self.find(name), self.group_of(name)
        named = bool(fact and fact.words.theme)
        return not named and not any(group in theme.groups for theme in self.themes)

    def listed(self, formula: Formula) -> Fact | None:
        """The list of figures of which the formula takes the largest or smallest; None: of none.

        It may be taken through a derived fact (最大班额).
        """
        match = _OF_LIST.fullmatch(formula.text)
        fact = self.find(match.group(1) if match else formula.text)
        if fact is None or fact.kind is FactKind.COUNTS:
            return fact
        return self.listed(fact.formula) if fact.formula and not match else None

    def is_by_stage(self, names: Iterable[str]) -> bool:
        """Whether all of those are facts that a combined school counts by stage."""
        facts = [self.find(name) for name in names]
        return all(fact is not None and fact.scope is Scope.BY_STAGE for fact in facts)

    def beneath(self, names: Iterable[str]) -> frozenset[str]:
        """Those facts and all that they rest on, through derived facts down to the given ones."""
        waiting, found = list(names), set[str]()
        while waiting:
            fact = self.find(waiting.pop())
            if fact is not None and fact.name not in found:
                found.add(fact.name)
                waiting.extend(fact.formula.names if fact.formula else ())
        return frozenset(found)


@lru_cache(maxsize=16)
def _by_group(dictionary: FactDictionary) -> Mapping[str, str]:
    """The title of the group of every fact."""
    found: dict[str, str] = {}
    title = ""
    for name in dictionary.facts:
        title = dictionary.groups.get(name, title)
        found[name] = title
    return found


@lru_cache(maxsize=16)
def _by_role(dictionary: FactDictionary) -> Mapping[Role, tuple[Fact, ...]]:
    """The facts that fill each role, in order."""
    found: dict[Role, tuple[Fact, ...]] = {}
    for fact in dictionary.facts.values():
        if fact.role is not None:
            found[fact.role] = (*found.get(fact.role, ()), fact)
    return found
