"""Figures in the clerk's words held against the data: 现有学生900人 beside 在校生数 880.

A district's are held against what its schools come to.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.model.assessment import Assessment
from reportgen.model.district import DistrictSummary
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.numbers import format_short, rounds_to
from reportgen.model.printed_texts import texts_of_today
from reportgen.model.school import FigureKey, School
from reportgen.problems import Location, Problem, warning

_COUNTED = (FactKind.COUNT, FactKind.AMOUNT, FactKind.AREA)
_FILLER = r"(?:共有|共计|总数为|总数|面积|现有|达到|达|为|有|共|：|:)?"
# What has more digits is no figure that can be held against another.
_NUMBER = r"([0-9][0-9,]{0,25}(?:\.[0-9]{1,12})?)(万)?"
_SHORTEST = 2
_COUNT_WORD = re.compile(r"(?:[人册台间]?数|面积)$")
_UNITS = {"平方米": "㎡"}
_DIGIT = re.compile(r"[0-9]")
_STOP = re.compile("[。；！？]")
_YEAR = re.compile(r"(\d{4})年")
_SCHOOLS = Fact("学校数", FactKind.COUNT, Scope.SCHOOL, "所")
_PAST = re.compile(r"原有|原来|上学年|上年|去年|此前|新增|增加|减少")


def check_quoted_figures(
    school: School, assessment: Assessment, dictionary: FactDictionary
) -> Iterator[Problem]:
    """A warning for every figure in a text that differs from the data of the fact it names."""
    numbers = ((key, each) for key, each in assessment.facts.items() if isinstance(each, Decimal))
    return _check(school, numbers, dictionary, "数据里的")


def check_summed_figures(
    district: School, summary: DistrictSummary, dictionary: FactDictionary
) -> Iterator[Problem]:
    """Likewise for a district's texts and what its schools come to together, and for how many of
    them there are. Nothing is said of a sum in which schools are missing.
    """
    sums = ((key, each.total) for key, each in summary.sums.items() if not each.missing)
    counted = (((_SCHOOLS.name, None), Decimal(len(summary.schools))), *sums)
    return _check(district, counted, _with_schools(dictionary), "列入的各校合计，")


@lru_cache(maxsize=16)
def _with_schools(dictionary: FactDictionary) -> FactDictionary:
    return dictionary.extend(FactDictionary({_SCHOOLS.name: _SCHOOLS}, {}))


def _check(
    school: School,
    numbers: Iterable[tuple[FigureKey, Decimal]],
    dictionary: FactDictionary,
    whose: str,
) -> Iterator[Problem]:
    by_fact: dict[str, list[Decimal]] = {}
    for (name, _), value in numbers:
        by_fact.setdefault(name, []).append(value)
    for line, place in _lines_with_figures(school):
        for match, fact in _quoted(line, school.settings.year, dictionary):
            known = list(dict.fromkeys(by_fact.get(fact.name, ())))
            if known and not _agrees(match, known):
                told = "、".join(f"{format_short(value)}{fact.unit}" for value in known)
                message = f"文中写的是“{match.group()}”，{whose}{fact.name}是 {told}"
                yield warning("quoted_figure", message, place, "请核对，使两处一致")


def _lines_with_figures(school: School) -> Iterator[tuple[str, Location]]:
    """The lines with a figure in them, each with its place."""
    for narrative in texts_of_today(school):
        if _DIGIT.search(narrative.text):
            for number, line in enumerate(narrative.text.split("\n")):
                if _DIGIT.search(line):
                    yield line, narrative.line_location(number)


def _quoted(
    line: str, year: int, dictionary: FactDictionary
) -> Iterator[tuple[re.Match[str], Fact]]:
    pattern, facts = _pattern(dictionary)
    matches = list(pattern.finditer(line))
    others = _OtherTimes(line, year) if matches else None
    for match in matches:
        fact = facts[match.group(1)]
        of_this_time = others is not None and not others.before(match.start())
        if of_this_time and _UNITS.get(match.group(4), match.group(4)) == fact.unit:
            yield match, fact


class _OtherTimes:
    """Where a line stops, and where it speaks of another year or of how things were."""

    def __init__(self, line: str, year: int) -> None:
        self._sentences = [0, *(found.end() for found in _STOP.finditer(line))]
        told = [found for found in _YEAR.finditer(line) if found[1] != str(year)]
        told += _PAST.finditer(line)
        self._starts = sorted(found.start() for found in told)
        self._ends = sorted(found.end() for found in told)

    def before(self, place: int) -> bool:
        """Whether the sentence speaks of another time ahead of that place."""
        told = bisect_right(self._ends, place)
        sentence = self._sentences[bisect_right(self._sentences, place) - 1]
        return told > 0 and self._starts[told - 1] >= sentence


@lru_cache(maxsize=16)
def _pattern(dictionary: FactDictionary) -> tuple[re.Pattern[str], Mapping[str, Fact]]:
    """What finds a fact's word with a figure, and the facts by their words."""
    facts = dict(_words(dictionary))
    words, units = _any_of(facts), _any_of({*_UNITS, *(fact.unit for fact in facts.values())})
    # Not after another Chinese character: 女学生 and 毕业学生 are other facts.
    opening = "(?<![\u4e00-\u9fff])(?:(?:我校|学校|全校|全[县区市旗])?(?:现有|共有|有)?)?"
    return re.compile(rf"{opening}({words}){_FILLER}{_NUMBER}({units})(?=[，。；、）,;)]|$)"), facts


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _words(dictionary: FactDictionary) -> Iterable[tuple[str, Fact]]:
    """The words that stand for a fact in a sentence: its names without the closing 数."""
    named = [*((name, fact) for name, fact in dictionary.facts.items())]
    named += [(alias, dictionary.facts[name]) for alias, name in dictionary.aliases.items()]
    for name, fact in named:
        word = _COUNT_WORD.sub("", name)
        if fact.kind in _COUNTED and fact.unit and len(word) >= _SHORTEST:
            yield word, fact


def _agrees(match: re.Match[str], known: Iterable[Decimal]) -> bool:
    """Whether a value, rounded like the one in the text, is that one."""
    shown = Decimal(match.group(2).replace(",", ""))
    scale = Decimal(10_000) if match.group(3) else Decimal(1)
    return any(rounds_to(value / scale, shown) for value in known)
