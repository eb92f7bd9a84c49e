"""A paragraph → where it speaks of another time, of a plan, or of one stage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.stated_quantity import HERE, QuantityScope, StatedQuantity

_BRACKETS = late_regex(r"[（(][^（()）]*+[）)]")
_ENDS = late_regex("[。；;！!？?\n]")
_YEARS = (
    r"(?P<year>(?<!\d)(?:19|20)\d\d)\s?"
    r"(?:年(?!级)|学年|[-—~至]\s?(?:19|20)?\d\d\s?学?年|[./-]\d{1,2}(?!\d))"
)
# A year that was not filled in (20XX年): each may be another.
_UNFILLED = r"(?:19|20)?(?P<unfilled>[XxＸｘ×*＊])[XxＸｘ×*＊]?\s?(?:学年|年(?!级))"
_UNKNOWN = "？"
_ANYWHERE = 10**9
_PAIR = 2
_FEW_SIGNS = r"一二两三四五六七八九十几数\d"
_FEW = rf"[{_FEW_SIGNS}]{{1,3}}"
_SPAN_OF_YEARS = rf"[近前]?{_FEW}个?学?年[来间内]|近年来?|[近前]{_FEW}年"


class _Mark(NamedTuple):
    """Words that say when or for which stage, from `start` to before `end`. They hold no longer
    than to `until`: words in brackets end with them.
    """

    start: int
    end: int
    kind: str
    text: str
    until: int


class _Folded(NamedTuple):
    """What marks say together, where the last of them ends, and where its grade was said."""

    scope: QuantityScope
    ended: int = -1
    graded: int = -1

    def after(self, mark: _Mark, year: int) -> _Folded:
        """What they say with one more."""
        if mark.kind == "now" and mark.start <= self.ended:
            # 2020年现有 is of 2020.
            return self._replace(ended=mark.end)
        graded = mark.start if mark.kind == "grade" else self.graded
        return _Folded(_after(self.scope, mark, year), mark.end, graded)


class ScopeMarks:
    """What a paragraph says of time and stage. A sentence's words hold until it ends; a word of
    today (现有) ends those of another time.
    """

    def __init__(self, plain: str, lexicon: Lexicon) -> None:
        self._ends = [found.end() for found in _ENDS.finditer(plain)]
        pattern = _pattern(lexicon)
        brackets = [found.span() for found in _BRACKETS.finditer(plain)]
        self._marks = [
            _Mark(*found.span(), found.lastgroup or "", found[0], _until(found.start(), brackets))
            for found in pattern.finditer(plain)
        ]
        self._starts = [mark.start for mark in self._marks]
        # The sentences behind one that begins with 20XX年 may be of that year.
        begins = bool(self._marks) and not plain[: self._marks[0].start].strip()
        unfilled = begins and self._marks[0].kind == "unfilled"
        self._lead = _after(HERE, self._marks[0], 0) if unfilled else HERE
        self._added_up = 0
        # What was said by each mark and those before it, and the last that is not in brackets.
        self._folded: list[_Folded] = []
        self._outer: list[int] = []
        self._year = 0

    def add_up(self, place: int, told: Iterable[StatedQuantity]) -> None:
        """Ends the grades before that place, where those of its sentence are added up there:
        七年级6个班、八年级6个班，共12个班，学生540人.
        """
        begin = self.sentence_start(place)
        if len({each.scope.grade for each in told if each.start >= begin} - {""}) > 1:
            self._added_up = place

    def sentence_start(self, place: int) -> int:
        """Where the sentence begins that the place is in."""
        before = bisect_right(self._ends, place)
        return self._ends[before - 1] if before else 0

    def scope_at(self, place: int, year: int, begin: int = 0) -> QuantityScope:
        """When and of which stage is spoken there, in a report of that year (0: not known), by what
        stands in its sentence from `begin`.
        """
        if begin > self.sentence_start(place):
            marks = self._between(begin, place)
            folded = _Folded(self._lead)
            for mark in marks:
                folded = folded.after(mark, year)
        else:
            folded = self._folded_at(place, year)
        # Grades that were added up hold no longer.
        past = folded.scope.grade and folded.graded < self._added_up
        return folded.scope._replace(grade="") if past else folded.scope

    def _folded_at(self, place: int, year: int) -> _Folded:
        """What all marks of its sentence before the place say together."""
        if self._year != year:
            self._year, self._folded, self._outer = year, [], []
        at = bisect_right(self._starts, place - 1) - 1
        while len(self._folded) <= at:
            self._fold(len(self._folded), year)
        if at >= 0 and place >= self._marks[at].until:
            at = self._outer[at]
        if at < 0 or self._starts[at] < self.sentence_start(place):
            return _Folded(self._lead)
        return self._folded[at]

    def _fold(self, at: int, year: int) -> None:
        """One more mark, behind those that hold where it stands."""
        mark, before = self._marks[at], at - 1
        if before >= 0 and self._marks[before].until not in (mark.until, _ANYWHERE):
            before = self._outer[before]
        known = before >= 0 and self._starts[before] >= self.sentence_start(mark.start)
        folded = self._folded[before] if known else _Folded(self._lead)
        self._folded.append(folded.after(mark, year))
        inner = mark.until != _ANYWHERE
        self._outer.append((self._outer[at - 1] if at else -1) if inner else at)

    def _between(self, begin: int, place: int) -> Iterable[_Mark]:
        first, last = bisect_right(self._starts, begin - 1), bisect_right(self._starts, place - 1)
        return [mark for mark in self._marks[first:last] if place < mark.until]


def ends_grades(told: Sequence[StatedQuantity], noun: str) -> bool:
    """Whether the noun ends a row of grades, each counted alike and otherwise than it: 在校学生 of
    七年级4个班、八年级4个班，在校学生640人.
    """
    if len(told) < _PAIR or not noun:
        return False
    one, other = told[-_PAIR:]
    grades = one.scope.grade and other.scope.grade and one.scope.grade != other.scope.grade
    alike = one.unit == other.unit and one.subjects == other.subjects
    return bool(grades) and alike and noun != other.noun


def is_unknown(period: str) -> bool:
    """Whether it is a year that was not filled in: another paragraph may have another."""
    return period.startswith(_UNKNOWN)


def _until(place: int, brackets: list[tuple[int, int]]) -> int:
    at = bisect_right(brackets, (place, _ANYWHERE)) - 1
    return brackets[at][1] if at >= 0 and place < brackets[at][1] else _ANYWHERE


def _after(scope: QuantityScope, mark: _Mark, year: int) -> QuantityScope:
    if mark.kind == "now":
        return scope._replace(period="")
    if mark.kind == "whose":
        return scope._replace(whose=mark.text)
    if mark.kind == "division":
        return scope._replace(stage=mark.text, grade="")
    if mark.kind == "grade":
        return scope._replace(grade=mark.text)
    if mark.kind == "whole":
        return scope._replace(grade="", stage="")
    if mark.kind == "unfilled":
        return scope._replace(period=f"{_UNKNOWN}{mark.text}{mark.start}")
    if mark.kind == "year" and year and mark.text.startswith(str(year)):
        return scope._replace(period="")
    return scope._replace(period=mark.text)


class _Words(NamedTuple):
    """The words of each kind of mark."""

    now: tuple[str, ...]
    others: tuple[str, ...]
    divisions: tuple[str, ...]
    names: tuple[str, ...]
    grades: tuple[str, ...]
    wholes: tuple[str, ...]


@lru_cache(maxsize=16)
def _pattern_of(words: _Words) -> re.Pattern[str]:
    # 一至六年级 are all of them, and the 大班 of 最大班额 is none.
    one = rf"(?<![至到最超~—-])(?:{_any_of(words.grades)})(?![至到额~—-])"
    # Hardly any character begins one: all alternatives are tried for those alone, and no digit
    # within a number does.
    begins = {word[0] for each in words for word in each}
    return late_regex(
        rf"(?=[{_FEW_SIGNS}XxＸｘ×*＊近前{re.escape(''.join(sorted(begins)))}])(?!(?<=\d)\d)(?:"
        rf"{_YEARS}|{_UNFILLED}|(?P<whose>{_any_of(words.names)})|(?P<grade>{one})"
        rf"|(?P<whole>{_any_of(words.wholes)})|(?P<span>{_SPAN_OF_YEARS})"
        rf"|(?P<division>{_any_of(words.divisions)})|(?P<other>{_any_of(words.others)})"
        rf"|(?P<now>{_any_of(words.now)}))"
    )


@lru_cache(maxsize=32)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    prose = lexicon.prose
    divisions = tuple(word for word, stage in lexicon.stages.items() if word != stage)
    others, grades = (*prose.past, *prose.plans), tuple(lexicon.grades)
    told = (*prose.areas, *prose.other_areas, *prose.own)
    wholes = tuple(word for word in told if word in prose.wholes)
    return _pattern_of(_Words(prose.now, others, divisions, prose.others, grades, wholes))


def _any_of(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    begins = re.escape("".join(sorted({word[0] for word in longest})))
    return rf"(?=[{begins}])(?:{'|'.join(map(re.escape, longest))})" if longest else "(?!)"
