"""A standard as data: indicators, limits, variants, and the rule for the whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, reduce
from types import MappingProxyType

from reportgen.model.default_display import NOT_SET, yes_no
from reportgen.model.facts import FactDictionary
from reportgen.model.formula import Formula
from reportgen.model.numbers import exact_text
from reportgen.model.roles import ROW_ROLES
from reportgen.model.stages import DISTRICT, SchoolType, Stage
from reportgen.model.themes import TextWords, Words
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple


class IndicatorKind(StrEnum):
    """How an indicator comes to its value; the value is the word in the standard's file."""

    RATIO = "比值"
    ONE_TO = "一比"
    NUMBER = "数值"
    LARGEST = "最大值"
    GRADE = "等级"
    YES_NO = "是否"


class Direction(StrEnum):
    """Which side of the limit is met; the value is the word in the standard's file."""

    AT_LEAST = "不低于"
    AT_MOST = "不超过"


# A number, a grade, or 是/否.
Limit = Decimal | str | bool


class DistrictTable(StrEnum):
    """The tables of a district; the value is the word in files of standards and genres.

    They say how many schools meet each indicator, what every school's values are, how far schools
    differ, and which schools lack what.
    """

    REACHED = "达标汇总"
    BY_SCHOOL = "分校达标"
    VARYING = "校际差异"
    LACKING = "缺口"


# The columns besides the indicators of those that declaration forms have codes for; a role stands
# for the head of the fact that fills it.
TABLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    DistrictTable.REACHED: ("综合评估",),
    DistrictTable.BY_SCHOOL: (*ROW_ROLES, "该校综合评估是否达标"),
    DistrictTable.VARYING: ("综合",),
}


class StageLimits(NamedTuple):
    """Limits by stage; the key None is for every stage that has none of its own."""

    by_stage: Mapping[Stage | None, Limit] = MappingProxyType({})

    def find(self, stage: Stage | None) -> Limit | None:
        """The limit for that stage, or None where the standard sets none."""
        return self.by_stage.get(stage, self.by_stage.get(None))


class Variant(NamedTuple):
    """Other limits under a condition.

    An `optional` variant (过渡条款) holds only where the report names it. `start` and `end`
    bound the date of the report; None: no bound.
    """

    name: str
    limits: StageLimits
    condition: Formula | None = None
    optional: bool = False
    start: datetime.date | None = None
    end: datetime.date | None = None
    source: str = ""
    verified: bool = True

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether a report of that day falls within its dates, both of which count."""
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


class Indicator(NamedTuple):
    """One 指标. value = numerator ÷ denominator × multiple; 一比: denominator ÷ numerator.

    `of_schools` names the indicators of schools that it sums up, where it judges a district.
    `stages` are those it is for; with `whole_school` it is judged once for a school that teaches
    any of them. `grades` orders the grades, best first. `words` are those of prose where the facts'
    own do not fit, `text_words` those by which it is found in texts.
    """

    id: str
    name: str
    kind: IndicatorKind
    numerator: Formula
    stages: tuple[Stage, ...]
    denominator: Formula | None = None
    multiple: Decimal = Decimal(1)
    unit: str = ""
    decimals: int = 2
    direction: Direction = Direction.AT_LEAST
    limits: StageLimits = StageLimits()
    variants: tuple[Variant, ...] = ()
    whole_school: bool = False
    grades: tuple[str, ...] = ()
    shortfall_unit: str = ""
    condition: Formula | None = None
    verified: bool = True
    source: str = ""
    note: str = ""
    words: Words = Words()
    text_words: TextWords = TextWords()
    of_schools: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The facts of its formulas, in order."""
        below = self.denominator.names if self.denominator else ()
        return (*self.numerator.names, *below)

    def is_limited(self, stage: Stage | None) -> bool:
        """Whether any limit is set for that stage, be it under a condition."""
        limits = (self.limits, *(variant.limits for variant in self.variants))
        return any(each.find(stage) is not None for each in limits)

    def parts(self, judged: Sequence[Stage]) -> tuple[Stage | None, ...]:
        """What it is judged for: its stages among `judged`, or None for the whole school.

        Nothing where it is for none of them.
        """
        own = tuple(stage for stage in judged if stage in self.stages)
        return (None,) if own and self.whole_school else own

    def is_judged_for(self, part: Stage | None, judged: Sequence[Stage]) -> bool:
        """Whether that part is one of its `parts` where those stages are judged."""
        if part is None:
            return self.whole_school and any(stage in self.stages for stage in judged)
        return not self.whole_school and part in self.stages and part in judged

    @property
    def wants_more(self) -> bool:
        """Whether a greater value is better.

        1∶18 is better than 1∶19: the direction speaks of the ratio.
        """
        return (self.direction is Direction.AT_LEAST) is not (self.kind is IndicatorKind.ONE_TO)

    @property
    def printed_unit(self) -> str:
        """The unit behind a printed value; none behind %, a ratio, a grade and 是/否."""
        bare = self.kind in (IndicatorKind.ONE_TO, IndicatorKind.GRADE, IndicatorKind.YES_NO)
        return "" if bare or self.unit == "%" else printed_unit(self.unit)

    @property
    def lacking_part(self) -> Formula:
        """What has to grow: the numerator, or, if the quotient is too high, the denominator."""
        too_high = self.direction is Direction.AT_MOST and self.kind is not IndicatorKind.ONE_TO
        return self.denominator if too_high and self.denominator else self.numerator


class Rule(NamedTuple):
    """When a group of indicators is met as a whole.

    `at_least` None: all. `floor` is the share of its limit that each of the rest must still
    reach (0.85), None: no floor.
    """

    at_least: int | None = None
    floor: Decimal | None = None


class IndicatorGroup(NamedTuple):
    """Indicators judged together (资源配置, 政府保障程度 …).

    `name` is empty if there is only one group.
    """

    name: str
    rule: Rule
    indicators: tuple[Indicator, ...]


class Exclusion(NamedTuple):
    """Schools that do not count in a district's variation, and why.

    A condition with a missing fact does not hold.
    """

    reason: str
    condition: Formula


class VariationRule(NamedTuple):
    """What limits the 差异系数 between a district's schools.

    `composite` True: their mean is limited, else each. `group` names the indicators that vary,
    empty: all. They are also the columns of the district's tables, and what a stage of a school
    must meet there (该校综合评估).
    """

    composite: bool
    limits: Mapping[Stage, Decimal]
    group: str = ""
    exclusions: tuple[Exclusion, ...] = ()


class Standard(NamedTuple):
    """A standard for schools that teach any of `stages`, which are in order.

    `verified` False: a value in it could not be traced to the document. `file` is the one that a
    user wrote it in, empty for one that is bundled or stands in a school's file. `codes` are what
    its declaration form writes under the heads of its tables: by table, then by the id of an
    indicator or the head of another column. `genre` names what its reports are about; empty:
    anything. `basis` are the documents that a report by it rests on, where its own name is none.
    """

    id: str
    title: str
    short_title: str
    stages: tuple[Stage, ...]
    groups: tuple[IndicatorGroup, ...]
    number: str = ""
    source: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    verified: bool = True
    note: str = ""
    aliases: tuple[str, ...] = ()
    variation: VariationRule | None = None
    facts: FactDictionary | None = None
    file: str = ""
    codes: Mapping[DistrictTable, Mapping[str, str]] | None = None
    genre: str = ""
    basis: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """What an introduction says that a report by it rests on; nothing for a standard that is
        no document and names none.
        """
        if self.basis or not (self.source or self.number):
            return self.basis
        title = self.title if self.title.startswith("《") else f"《{self.title}》"
        return (f"{title}（{self.number}）" if self.number else title,)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the document."""
        return tuple(indicator for group in self.groups for indicator in group.indicators)

    @property
    def is_of_district(self) -> bool:
        """Whether it judges a district itself, not the schools in it."""
        return DISTRICT in self.stages

    def judged(self, school_type: SchoolType) -> tuple[Stage, ...]:
        """The stages of such a school that this standard judges, in order; may be none."""
        return tuple(stage for stage in school_type.stages if stage in self.stages)

    @property
    def compared_groups(self) -> tuple[IndicatorGroup, ...]:
        """The groups that a district's tables compare: the one that varies, or else all."""
        return tuple(group for group in self.groups if self.compares(group))

    def compares(self, group: IndicatorGroup) -> bool:
        """Whether a district's tables compare that group of this standard."""
        return self.variation is None or self.variation.group in ("", group.name)

    @property
    def floor(self) -> Decimal | None:
        """The share of its limit (0.85) that each compared indicator must reach; None: no floor.

        It matters where not all indicators have to meet theirs.
        """
        floors = (group.rule.floor for group in self.compared_groups)
        return next((floor for floor in floors if floor is not None), None)

    def compared(self, stage: Stage) -> tuple[Indicator, ...]:
        """The indicators of the district's tables for that stage, those judged by stage."""
        indicators = (indicator for group in self.compared_groups for indicator in group.indicators)
        return tuple(each for each in indicators if stage in each.stages and not each.whole_school)


def judged_stages(standards: Sequence[Standard], school_type: SchoolType) -> tuple[Stage, ...]:
    """The stages of such a school that any of the standards judges, in order.

    All of them where there is no standard.
    """
    if not standards:
        return school_type.stages
    judged = {stage for standard in standards for stage in standard.stages}
    return tuple(stage for stage in school_type.stages if stage in judged)


def join_dictionaries(dictionary: FactDictionary, standards: Iterable[Standard]) -> FactDictionary:
    """The dictionary with the facts that those standards declare for any of its stages."""
    fit = (each for each in standards if any(stage in dictionary.stages for stage in each.stages))
    declared = (standard.facts for standard in fit)
    return _join(dictionary, *(each for each in declared if each is not None))


@lru_cache(maxsize=16)
def _join(dictionary: FactDictionary, *others: FactDictionary) -> FactDictionary:
    """One and the same for all schools with the same standards: much is kept by a dictionary."""
    return reduce(FactDictionary.extend, others, dictionary)


_SIGNS = {Direction.AT_LEAST: "≥", Direction.AT_MOST: "≤"}


def display_limit(indicator: Indicator, limit: Limit | None) -> str:
    """The limit with its sign (`≥34`, `≥1∶19`, `≤45`, 一类); a bare 0 where nothing is allowed, a
    dash where none is set.
    """
    if limit is None:
        return NOT_SET
    if isinstance(limit, bool):
        return yes_no(limit)
    if isinstance(limit, str):
        return limit
    before, behind = limit_signs(indicator)
    # Nothing is less than none: ≤0 would say that there could be.
    none = limit == 0 and indicator.direction is Direction.AT_MOST
    return ("" if none else before) + exact_text(limit) + behind


def with_unit(indicator: Indicator, text: str) -> str:
    """A printed value or limit with its unit: `21.5册`, `≥20册`; what is no number has none."""
    return text + indicator.printed_unit if text[-1:].isdigit() else text


def limit_signs(indicator: Indicator) -> tuple[str, str]:
    """What stands before and behind a limit that is a number: `≥1∶` and nothing, `≥` and `%`."""
    one_to = "1∶" if indicator.kind is IndicatorKind.ONE_TO else ""
    return _SIGNS[indicator.direction] + one_to, "%" if indicator.unit == "%" else ""
