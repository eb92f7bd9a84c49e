"""The dictionary of facts and the indicators of standards → the words by which texts say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import Fact, FactDictionary, FactKind, Quotient
from reportgen.model.standard import Indicator, IndicatorKind
from reportgen.model.vocabulary import ProseWords
from reportgen.quantities.units import Units, collect_units, units_pattern

_COUNT_WORD = late_regex(r"(?:[人册台间幢座]?数|面积|总数|人数)$")
_SHORTEST = 2
_MARKS = frozenset("、（）()，")

RATIO_UNIT = "∶"
_TEN_THOUSAND = Decimal(10_000)

Subjects = tuple[str, ...]
"""The names of the facts, indicators or quotients that a word may mean."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of numbers in texts.

    `before` and `behind` give what a word means that stands before or behind a number; `longest` is
    the length of the longest of them, `spanning` are those with marks in them
    (体育、艺术专任教师). `unit_of` is the unit of each subject (`∶` of a ratio). `stages` gives the
    stage of each word for one (小学部), `grades` are the words of grades, `grade_ends` their last
    characters, `times` those of all times, `behind_starts` the first characters of the words in
    `behind`.
    """

    before: Mapping[str, Subjects]
    behind: Mapping[str, Subjects]
    unit_of: Mapping[str, str]
    units: Units
    unit_pattern: re.Pattern[str]
    prose: ProseWords
    stages: Mapping[str, str] = field(default_factory=dict)
    grades: frozenset[str] = frozenset()
    grade_ends: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    behind_starts: frozenset[str] = frozenset()
    name_ends: tuple[str, ...] = ()
    longest: int = 0
    spanning: frozenset[str] = frozenset()

    def with_indicators(self, indicators: Iterable[Indicator]) -> Lexicon:
        """The lexicon with the words of those indicators, where it has no meaning for them yet."""
        indicators = tuple(indicators)
        words = {word: (each.name,) for each in indicators for word in _indicator_words(each)}
        new = {word: told for word, told in words.items() if word not in self.before}
        if not new:
            return self
        return Lexicon(
            {**self.before, **new},
            self.behind,
            {**{each.name: indicator_unit(each) for each in indicators}, **self.unit_of},
            self.units,
            self.unit_pattern,
            self.prose,
            self.stages,
            self.grades,
            self.grade_ends,
            self.times,
            self.behind_starts,
            self.name_ends,
            max(self.longest, *map(len, new)),
            self.spanning | frozenset(filter(_spans, new)),
        )


@lru_cache(maxsize=16)
def make_lexicon(dictionary: FactDictionary) -> Lexicon:
    """The words of the dictionary's facts and quotients."""
    grades = frozenset(grade for each in dictionary.stages.values() for grade in each.grades)
    units, prose = collect_units(dictionary), dictionary.vocabulary.prose
    before, behind = _gather(_words_before(dictionary)), _gather(_words_behind(dictionary))
    return Lexicon(
        before,
        behind,
        _units_of(dictionary),
        units,
        units_pattern(units),
        prose,
        _stage_words(dictionary),
        grades,
        frozenset(grade[-1] for grade in grades),
        frozenset((*prose.now, *prose.past, *prose.plans)),
        frozenset(word[0] for word in behind),
        dictionary.vocabulary.lists.name_ends,
        max(map(len, (*before, *behind)), default=0),
        frozenset(filter(_spans, before)),
    )


def _spans(word: str) -> bool:
    return not _MARKS.isdisjoint(word)


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Subjects]:
    found: dict[str, dict[str, None]] = {}
    for word, name in pairs:
        found.setdefault(word, {})[name] = None
    return {word: tuple(names) for word, names in found.items()}


def _words_before(dictionary: FactDictionary) -> Iterator[tuple[str, str]]:
    for fact in _counted(dictionary):
        yield from ((word, fact.name) for word in _fact_words(fact))
    for quotient in dictionary.quotients:
        yield from ((word, quotient.name) for word in _quotient_words(quotient))


def _words_behind(dictionary: FactDictionary) -> Iterator[tuple[str, str]]:
    for fact in _counted(dictionary):
        words = (*_fact_words(fact), *fact.text_words.behind)
        yield from ((word, fact.name) for word in words)


def _counted(dictionary: FactDictionary) -> Iterator[Fact]:
    facts = dictionary.facts.values()
    return (fact for fact in facts if fact.kind.is_number and fact.kind is not FactKind.YEAR)


def _fact_words(fact: Fact) -> Iterator[str]:
    """Its names, those without the closing 数, and what prose calls it."""
    names = (fact.name, *fact.aliases, *filter(None, (fact.printed, fact.words.noun)))
    yield from names
    yield from fact.text_words.said
    short = (_COUNT_WORD.sub("", name) for name in names)
    yield from (word for word in short if len(word) >= _SHORTEST)


def _quotient_words(quotient: Quotient) -> Iterable[str]:
    return (quotient.name, *quotient.said)


def _indicator_words(indicator: Indicator) -> Iterator[str]:
    names = (indicator.name, *indicator.text_words.said)
    yield from names
    short = (_COUNT_WORD.sub("", name) for name in names)
    yield from (word for word in short if len(word) >= _SHORTEST)


def _units_of(dictionary: FactDictionary) -> Mapping[str, str]:
    ratios = {quotient.name: RATIO_UNIT for quotient in dictionary.quotients}
    return {**ratios, **{fact.name: split_unit(fact.unit)[0] for fact in _counted(dictionary)}}


def split_unit(unit: str) -> tuple[str, Decimal]:
    """The unit without what a fact counts it by: 人 and 10,000 of 万人."""
    scaled = unit.removeprefix("万")
    return (scaled, _TEN_THOUSAND) if scaled and scaled != unit else (unit, Decimal(1))


def indicator_unit(indicator: Indicator) -> str:
    """The unit of its values, `∶` of a ratio."""
    return RATIO_UNIT if indicator.kind is IndicatorKind.ONE_TO else indicator.unit


def _stage_words(dictionary: FactDictionary) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for stage, told in dictionary.stages.items():
        words |= dict.fromkeys((str(stage), told.division, f"{stage}段", f"{stage}阶段"), stage)
    return {word: stage for word, stage in words.items() if word}
