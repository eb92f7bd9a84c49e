"""没有书法教室 in a text that has 书法教室一间, whether or not any fact is of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.quantities.claims import any_of, begin_of, may_claim
from reportgen.quantities.contexts import BOUNDS
from reportgen.quantities.scopes import ScopeMarks
from reportgen.quantities.stated_quantity import HERE
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.existence import is_said_of_school
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_LONGEST, _MOST_NAMES, _MOST_PLACES = 12, 60, 500
_BREAKS = re.escape(BOUNDS.replace("、", ""))
_COUNTED = rf"(?:共|各|有|为)?\s?(?:[{NUMERAL_SIGNS}两]+|[1-9]\d*)\s?[间个处所座栋幢名位人辆套]"
_GOES_ON = rf"(?:[{re.escape(BOUNDS)}\s和及与等]|各|\d|$)"
_CLAUSE = late_regex(rf"[^{_BREAKS}]*$")
_HINT = "请核对；说的不是同一样的，写明是哪一样"


class _Words:
    """What finds that there is nothing of a thing, or something."""

    def __init__(self, dictionary: FactDictionary) -> None:
        claims, things = dictionary.vocabulary.claims, dictionary.vocabulary.things
        ends = any_of(each for each in things.ends)
        lacks = (
            rf"{begin_of(claims.lacks)}(?<![有毫绝])(?:{any_of(claims.lacks)})(?:任何|一[间个名])?"
        )
        one = rf"[一-鿿]{{0,8}}?(?:{ends})"
        self.lacking = late_regex(
            rf"{lacks}(?P<names>{one}(?:[、和及与或]{one}){{0,6}})(?=[{re.escape(BOUNDS)}\s]|$)"
        )
        self.special = late_regex(any_of(claims.special))
        self.denied = late_regex(any_of((*claims.lacks, *claims.short_of, *things.missing)))
        prose = dictionary.vocabulary.prose
        self.elsewhere = late_regex(any_of((*prose.areas, *prose.other_areas, *prose.others)))
        self.has = late_regex(rf"(?:有|{any_of((*claims.has, *things.verbs))})")


@lru_cache(maxsize=16)
def _words_of(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


_AND = late_regex("[、和及与或]")


def check_there_or_not(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where a text says that it has none of a thing, and where it says that it has."""
    words = _words_of(known.dictionary)
    lacking = dict(islice(_find_lacking(text, known, words), _MOST_NAMES))
    if not lacking:
        return
    there = dict(_find_there(text, lacking, words))
    for name, said in there.items():
        yield from remind_of_both(TextRule.FALSE_EXISTENCE, lacking[name], said, _HINT)


def _find_lacking(
    text: ReadText, known: KnownFigures, words: _Words
) -> Iterator[tuple[str, SaidWords]]:
    """Each thing of which the school is said to have none, with where that is said."""
    for part in text.parts_with(words.lacking):
        marks = ScopeMarks(part.text, text.lexicon)
        for found in words.lacking.finditer(part.text):
            if words.special.search(found[0]) or not _is_claimed(part, found, text, known, marks):
                continue
            for name in _AND.split(found["names"]):
                if not _is_stated(name, text):
                    yield name, SaidWords(part, *found.span())


def _is_claimed(
    part: TextPart, found: re.Match[str], text: ReadText, known: KnownFigures, marks: ScopeMarks
) -> bool:
    scope = marks.scope_at(found.start(), text.year)
    if scope.period or scope.grade or scope.stage:
        return False
    claims = known.dictionary.vocabulary.claims
    return is_said_of_school(part.text, found.start(), text.lexicon) and may_claim(
        part.text, found.start(), claims
    )


def _is_stated(name: str, text: ReadText) -> bool:
    """Whether the text has a figure of it, which another check holds against this."""
    lexicon = text.lexicon
    subjects = lexicon.before.get(name) or lexicon.behind.get(name, ())
    return any(text.figures.find(subject, HERE) for subject in subjects)


def _find_there(
    text: ReadText, names: Iterable[str], words: _Words
) -> Iterator[tuple[str, SaidWords]]:
    """Where each of those things is said to be there."""
    pattern = re.compile(rf"(?P<name>{any_of(names)})(?:(?P<counted>{_COUNTED})|{_GOES_ON})")
    for found in islice(pattern.finditer(text.whole), _MOST_PLACES):
        at = text.part_at(found.start())
        part, start = text.parts[at], found.start() - text.begins[at]
        said = _said_there(part, start, found, words)
        if said is not None:
            yield found["name"], said


def _said_there(
    part: TextPart, start: int, found: re.Match[str], words: _Words
) -> SaidWords | None:
    clause = _CLAUSE.search(part.text, max(start - _LONGEST * 4, 0), start)
    before = clause[0] if clause else ""
    if words.denied.search(before) or words.elsewhere.search(before):
        return None
    has = words.has.search(before)
    if not (found["counted"] or has):
        return None
    end = start + len(found["name"]) + len(found["counted"] or "")
    return SaidWords(part, start, end)
