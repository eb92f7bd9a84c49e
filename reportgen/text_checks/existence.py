"""What a text says is there, or is not (没有操场, 建有音乐教室), held against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.claims import any_of, begin_of, may_claim
from reportgen.quantities.contexts import BOUNDS, read_context
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.scopes import ScopeMarks
from reportgen.quantities.stated_quantity import HERE
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.marks import behind_marks

_LONGEST_CLAUSE = 40
_ORDINAL = late_regex(rf"^(?:问题)?[{NUMERAL_SIGNS}]{{1,3}}是|^\d{{1,3}}[.．、]")
_AND = late_regex("[、和或及与]")
_NONE, _PEOPLE = Decimal(0), "人"


class _Words:
    """What finds that something is said to be there, or not to be."""

    def __init__(self, dictionary: FactDictionary) -> None:
        words = dictionary.vocabulary.claims
        lacks = f"(?P<lacks>{any_of(words.lacks)}|(?P<short>{any_of(words.short_of)}))"
        # 有无 asks, 毫无 says nothing of a thing.
        begin = begin_of((*words.lacks, *words.short_of, *words.has))
        self.said = late_regex(rf"{begin}(?:(?<![有毫绝]){lacks}|{any_of(words.has)})")
        self.special = late_regex(rf"(?:{any_of(words.special)})*+")
        self.behind = late_regex(rf"[{re.escape(BOUNDS)}\s]|$|{any_of(words.matters)}")


@lru_cache(maxsize=16)
def _words(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


class _Named(NamedTuple):
    """A thing that is said to be there (`is_there`) or not, from `start` to before `end`; `special`
    tells that not every such thing is meant (专用), or not that there is none (缺少).
    """

    start: int
    end: int
    noun: str
    subjects: tuple[str, ...]
    is_there: bool
    special: bool


def check_existence(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for what is said not to be there where there is some, or the other way; a reminder
    where only the text itself has the figure, or not every such thing is meant.
    """
    words, claims = _words(known.dictionary), known.dictionary.vocabulary.claims
    for at in text.find_parts(words.said):
        part = text.parts[at]
        found = list(_check_part(part, words, text, known))
        marks = ScopeMarks(part.text, text.lexicon) if found else None
        for each in found:
            today = marks is not None and not marks.scope_at(each.start, text.year).period
            if today and may_claim(part.text, each.start, claims):
                yield each


def _check_part(
    part: TextPart, words: _Words, text: ReadText, known: KnownFigures
) -> Iterator[TextFinding]:
    for found in words.said.finditer(part.text):
        for named in _find_named(part.text, found, text.lexicon, words):
            if is_said_of_school(part.text, found.start(), text.lexicon):
                yield from _check(part, found.start(), named, text, known)


def is_said_of_school(text: str, place: int, lexicon: Lexicon) -> bool:
    """Whether it is said of the school: 四年级, 南校区 and 有的班 are none."""
    low = max(place - _LONGEST_CLAUSE, 0)
    start = behind_marks(text, BOUNDS, low, place)
    context = read_context(_ORDINAL.sub("", text[start:place]), lexicon)
    plain = not (context.rest or context.grade or context.stage)
    return plain and (not context.noun or context.noun in lexicon.prose.openings)


def _find_named(
    text: str, said: re.Match[str], lexicon: Lexicon, words: _Words
) -> Iterator[_Named]:
    """The things that are named behind those words, as far as they are known."""
    place, is_there = said.end(), said["lacks"] is None
    while True:
        start = _end_of(words.special, text, place)
        noun = _word_at(text, start, lexicon)
        end = start + len(noun)
        goes_on = _AND.match(text, end)
        if not noun or not (goes_on or words.behind.match(text, end)):
            return
        subjects = lexicon.before.get(noun) or lexicon.behind[noun]
        short = said["short"] is not None
        if not (short and any(lexicon.unit_of[each] == _PEOPLE for each in subjects)):
            special = start > place or short
            yield _Named(start, end, noun, subjects, is_there, special)
        if goes_on is None:
            return
        place = goes_on.end()


def _end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _word_at(text: str, place: int, lexicon: Lexicon) -> str:
    told = text[place : place + lexicon.longest]
    lengths = range(len(told), 1, -1)
    known = (told[:n] for n in lengths if told[:n] in lexicon.before or told[:n] in lexicon.behind)
    return next(known, "")


def _check(
    part: TextPart, place: int, named: _Named, text: ReadText, known: KnownFigures
) -> Iterator[TextFinding]:
    words = part.text[place : named.end]
    figures = known.find(named.subjects, None)
    if figures and all((each.value > _NONE) is not named.is_there for each in figures):
        each = figures[0]
        told = f"{known.whose}{each.name}是 {format_short(each.value)}{each.unit}"
        sure = not named.special and len(named.subjects) == 1
        severity = Severity.ERROR if sure else Severity.WARNING
        yield _finding(part, (place, named.end), f"写着“{words}”，{told}", severity)
    elif not figures and not named.is_there:
        yield from _check_stated(part, place, named, text)


def _check_stated(
    part: TextPart, place: int, named: _Named, text: ReadText
) -> Iterator[TextFinding]:
    """没有专用操场 in a text that tells how large the 操场 is."""
    words = part.text[place : named.end]
    for subject in named.subjects:
        for stated in text.figures.find(subject, HERE):
            if text.figures.value_of(stated, subject) > _NONE:
                spot = f"（{stated.part.spot}）" if stated.part is not part else ""
                message = f"写着“{words}”，另一处写的是“{stated.words}”{spot}"
                yield _finding(part, (place, named.end), message, Severity.WARNING)
                return


def _finding(
    part: TextPart, span: tuple[int, int], message: str, severity: Severity
) -> TextFinding:
    hint = "请核对；说的不是同一样的，写明是哪一样"
    return TextFinding(TextRule.FALSE_EXISTENCE, severity, part, *span, message, hint)
