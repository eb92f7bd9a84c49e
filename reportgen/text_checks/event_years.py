"""What happened once, with two years: 2021年8月合并 and 2019年合并办学."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of
from reportgen.text_checks.contradicting import SaidWords, remind_beside, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_YEAR, _IN = r"(?:19|20)\d\d", "于"
_MOST_YEARS, _LONGEST_NAME = 2, 12
# 2002年11月通过省“普六”验收: a named one is passed once; 复查 and 年检 are others.
_PASSED = late_regex(
    rf"(?P<year>{_YEAR})年(?:\d{{1,2}}月)?[^，。；、\d\n“]{{0,8}}?通过了?[^，。；、\d\n“”]{{0,8}}“(?P<name>[^”\n]{{2,10}})”"
    r"(?:县|区)?(?:达标|评估|督导)*(?:验收|认定)(?!复)"
)
_PASSED_CUE = late_regex("”[^，。；“]{0,6}(?:验收|认定)")
_HINT = "请核对是哪一年；说的不是同一件事的，写明各是什么"


class _Told(NamedTuple):
    """Words that something happened in that year."""

    said: SaidWords
    year: str


class _Event(NamedTuple):
    """What finds that it happened, in the parts in which `cue` is found: words that the year stands
    behind, or before.
    """

    cue: re.Pattern[str]
    told: re.Pattern[str]


@lru_cache(maxsize=8)
def _events_of(dictionary: FactDictionary) -> tuple[_Event, ...]:
    events = dictionary.vocabulary.things.events.values()
    return tuple(_event(words) for words in events)


@lru_cache(maxsize=8)
def _schools_of(dictionary: FactDictionary) -> re.Pattern[str]:
    """What stands before the words for how a school began; a building is not meant."""
    vocabulary = dictionary.vocabulary
    named = any_of((*vocabulary.lists.name_ends, *vocabulary.prose.own))
    return late_regex(rf"(?:^|[，。；：\n]|{named}|办学历史)(?:最早|原)?$")


def _event(words: tuple[str, ...]) -> _Event:
    behind = any_of(word for word in words if word.endswith(_IN))
    before = any_of(word for word in words if not word.endswith(_IN))
    told = (
        rf"(?P<founded>(?:{behind})(?P<year>{_YEAR})年)"
        rf"|(?P<year2>{_YEAR})年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:秋季|春季)?"
        rf"[^，。；：、\d\n]{{0,12}}?(?:{before})(?![^，。；\n]{{0,6}}(?:计划|方案|意见|办法|精神|周年))"
    )
    return _Event(late_regex(any_of(words)), late_regex(told))


def check_event_years(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where the text gives another year for it elsewhere."""
    yield from _check_passed(text)
    schools = _schools_of(known.dictionary)
    for event in _events_of(known.dictionary):
        parts = text.parts_with(event.cue)
        told = [each for part in parts for each in _find(event.told, part, schools)]
        years = {each.year for each in told}
        if len(years) != _MOST_YEARS or len({id(each.said.part) for each in told}) == 1:
            continue
        for each in told:
            other = next(one for one in told if one.year != each.year)
            yield remind_beside(TextRule.REPEATED, each.said, other.said, _HINT)


def _check_passed(text: ReadText) -> Iterator[TextFinding]:
    """A reminder where what was passed once (“普六”验收) was passed in two years."""
    passed: dict[str, list[_Told]] = {}
    for part in text.parts_with(_PASSED_CUE):
        for found in _PASSED.finditer(part.text):
            said = SaidWords(part, *found.span())
            passed.setdefault(found["name"], []).append(_Told(said, found["year"]))
    for told in passed.values():
        first = told[0]
        other = next((each for each in told if each.year != first.year), None)
        if other is not None and other.said.part is not first.said.part:
            yield from remind_of_both(TextRule.REPEATED, first.said, other.said, _HINT)


def _find(pattern: re.Pattern[str], part: TextPart, schools: re.Pattern[str]) -> Iterator[_Told]:
    for found in pattern.finditer(part.text):
        before = part.text[max(found.start() - _LONGEST_NAME, 0) : found.start()]
        if not found["founded"] or schools.search(before):
            yield _Told(SaidWords(part, *found.span()), found["year"] or found["year2"])
