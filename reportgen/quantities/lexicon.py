"""The dictionary of facts and the indicators of standards → the words by which texts say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import Fact, FactDictionary, FactKind, Quotient
from reportgen.model.roles import Role
from reportgen.model.standard import Indicator, IndicatorKind
from reportgen.model.vocabulary import ProseWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.last_words import LastWords
from reportgen.quantities.units import Units, collect_units, units_pattern

_COUNT_WORD = late_regex(r"(?:[人册台间幢座]?数|面积|总数|人数)$")
_SHORTEST = 2
_MARKS = frozenset("、（）()，")

RATIO_UNIT = "∶"
_TEN_THOUSAND = Decimal(10_000)

Subjects = tuple[str, ...]
"""The names of the facts, indicators or quotients that a word may mean."""


class _SaidIndicator(NamedTuple):
    """What texts say of an indicator: its name, what else prose calls it, and its unit."""

    name: str
    said: tuple[str, ...]
    unit: str


class ClauseEnds(NamedTuple):
    """The words that are sought at the end of a clause: those of `Lexicon`, and of its `prose`.

    `names` are those that stand before a number.
    """

    names: LastWords = LastWords()
    spanning: LastWords = LastWords()
    stages: LastWords = LastWords()
    grades: LastWords = LastWords()
    times: LastWords = LastWords()
    openings: LastWords = LastWords()
    links: LastWords = LastWords()
    per: LastWords = LastWords()
    near: LastWords = LastWords()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of numbers in texts.

    `before` and `behind` give what a word means that stands before or behind a number; `longest` is
    the length of the longest of them, `spanning` are those with marks in them
    (体育、艺术专任教师). `unit_of` is the unit of each subject (`∶` of a ratio). `stages` gives the
    stage of each word for one (小学部), `grades` are the words of grades, `grade_ends` their last
    characters, `times` those of all times, `behind_starts` the first characters of the words in
    `behind`. `stage_nouns` are those of the words that say a stage themselves (小学生).
    `members` are those who are counted right behind a subject (9个班440人). `ends` has
    those that clauses are searched for from their end, `opening_ends` are the last characters of
    those that may stand before a noun and change nothing.
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
    members: Mapping[str, Subjects] = field(default_factory=dict)
    stage_nouns: Mapping[str, str] = field(default_factory=dict)
    ends: ClauseEnds = ClauseEnds()
    opening_ends: frozenset[str] = frozenset()

    def noun_behind(self, text: str, place: int) -> str:
        """The longest word that may stand behind a number and stands at that place; or none."""
        if text[place : place + 1] not in self.behind_starts:
            return ""
        told = text[place : place + self.longest]
        return next((told[:n] for n in range(len(told), 0, -1) if told[:n] in self.behind), "")

    def with_indicators(self, indicators: Iterable[Indicator]) -> Lexicon:
        """The lexicon with the words of those indicators, where it has no meaning for them yet;
        the same one whenever the same is said of them.
        """
        # Of two that share a word the last counts.
        said = dict.fromkeys(_said_of(each) for each in reversed(tuple(indicators)))
        return _with_said(self, tuple(reversed(said)))


@lru_cache(maxsize=32)
def _with_said(lexicon: Lexicon, indicators: tuple[_SaidIndicator, ...]) -> Lexicon:
    words = {word: (each.name,) for each in indicators for word in _indicator_words(each)}
    new = {word: told for word, told in words.items() if word not in lexicon.before}
    if not new:
        return lexicon
    before = {**lexicon.before, **new}
    spanning = lexicon.spanning | frozenset(filter(_spans, new))
    return replace(
        lexicon,
        before=before,
        unit_of={**{each.name: each.unit for each in indicators}, **lexicon.unit_of},
        longest=max(lexicon.longest, *map(len, new)),
        spanning=spanning,
        ends=lexicon.ends._replace(names=LastWords(before), spanning=LastWords(spanning)),
    )


@lru_cache(maxsize=16)
def make_lexicon(dictionary: FactDictionary) -> Lexicon:
    """The words of the dictionary's facts and quotients."""
    prose, units = dictionary.vocabulary.prose, collect_units(dictionary)
    counted = [(fact, tuple(_fact_words(fact))) for fact in _counted(dictionary)]
    before = _gather(_words_before(dictionary, counted))
    behind = _gather(_words_behind(dictionary, counted))
    grades = frozenset(grade for each in dictionary.stages.values() for grade in each.grades)
    lexicon = Lexicon(
        before=before,
        behind=behind,
        unit_of=_units_of(dictionary),
        units=units,
        unit_pattern=units_pattern(units, prose.near_behind),
        prose=prose,
        stages=_stage_words(dictionary),
        grades=grades,
        grade_ends=frozenset(grade[-1] for grade in grades),
        times=frozenset((*prose.now, *prose.past, *prose.plans)),
        behind_starts=frozenset(word[0] for word in behind),
        name_ends=(*dictionary.vocabulary.lists.name_ends, *prose.name_ends),
        longest=max(map(len, (*before, *behind)), default=0),
        spanning=frozenset(filter(_spans, before)),
        members=dict.fromkeys(*_members(dictionary)),
        stage_nouns={word: stage for word, stage, _ in _students_of_stages(dictionary)},
    )
    return replace(lexicon, ends=_clause_ends(lexicon), opening_ends=_opening_ends(lexicon))


def _clause_ends(lexicon: Lexicon) -> ClauseEnds:
    prose = lexicon.prose
    return ClauseEnds(
        names=LastWords(lexicon.before),
        spanning=LastWords(lexicon.spanning),
        stages=LastWords(lexicon.stages),
        grades=LastWords(lexicon.grades),
        times=LastWords(lexicon.times),
        openings=LastWords(prose.openings),
        links=LastWords(prose.links),
        per=LastWords(prose.per),
        near=LastWords(prose.near),
    )


def _opening_ends(lexicon: Lexicon) -> frozenset[str]:
    prose = lexicon.prose
    of_facts = (*lexicon.stages, *lexicon.grades, *lexicon.times)
    return frozenset(word[-1:] for word in (*of_facts, *prose.openings, *prose.per, *prose.near))


def _members(dictionary: FactDictionary) -> tuple[list[str], Subjects]:
    """The classes, and who is in them."""
    facts = dictionary.facts.values()
    classes = [fact.name for fact in facts if fact.role is Role.CLASSES]
    return classes, tuple(fact.name for fact in facts if fact.role is Role.STUDENTS)


def _students_of_stages(dictionary: FactDictionary) -> Iterator[tuple[str, str, str]]:
    """小学生, the stage of those, and the fact that counts them."""
    for fact in dictionary.facts.values():
        if fact.role is Role.STUDENTS:
            for stage in filter(fact.is_for, dictionary.stages):
                yield f"{stage}生", stage, fact.name


def _spans(word: str) -> bool:
    return not _MARKS.isdisjoint(word)


_FactWords = tuple[Fact, tuple[str, ...]]
"""A fact that is counted, and the words for it."""


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Subjects]:
    found: dict[str, dict[str, None]] = {}
    for word, name in pairs:
        found.setdefault(word, {})[name] = None
    return {word: tuple(names) for word, names in found.items()}


def _words_before(
    dictionary: FactDictionary, counted: Iterable[_FactWords]
) -> Iterator[tuple[str, str]]:
    for fact, words in counted:
        yield from ((word, fact.name) for word in words)
    yield from ((word, name) for word, _, name in _students_of_stages(dictionary))
    for quotient in dictionary.quotients:
        yield from ((word, quotient.name) for word in _quotient_words(quotient))


def _words_behind(
    dictionary: FactDictionary, counted: Iterable[_FactWords]
) -> Iterator[tuple[str, str]]:
    yield from ((word, name) for word, _, name in _students_of_stages(dictionary))
    for fact, words in counted:
        yield from ((word, fact.name) for word in (*words, *fact.text_words.behind))


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


def _said_of(indicator: Indicator) -> _SaidIndicator:
    return _SaidIndicator(indicator.name, indicator.text_words.said, indicator_unit(indicator))


def _indicator_words(indicator: _SaidIndicator) -> Iterator[str]:
    names = (indicator.name, *indicator.said)
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
