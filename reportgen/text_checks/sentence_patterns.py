"""Sentences that say a thing twice, mix two ways of saying it or join what does not go together, by
the patterns in `data/words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from reportgen.known_results import known_results
from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.wordings import Wording, Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.taken_places import TakenPlaces
from reportgen.text_checks.uneven_clauses import UNEVEN_RULES
from reportgen.words.sentence_pattern import SentencePattern, read_pattern

_CONTEXT, _PAIR, _ANY = 12, 2, ""


class _Compiled(NamedTuple):
    """A pattern and what is wrong with it; `needed` are pairs of characters, and characters, of
    each of which one stands in every text that has it.
    """

    expression: re.Pattern[str]
    cues: tuple[str, ...]
    told: Wording
    needed: tuple[frozenset[str], ...]

    def may_be_in(self, pairs: frozenset[str], signs: frozenset[str]) -> bool:
        """Whether a text of those may have it."""
        return not any(some.isdisjoint(pairs) and some.isdisjoint(signs) for some in self.needed)


def check_sentence_patterns(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each place that a pattern finds, at what is wrong in it; one of several that
    overlap; and clauses that do not go with those beside them.
    """
    taken = TakenPlaces()
    for each in _begun(text):
        for at in text.find_words(each.cues):
            yield from taken.take_free(_find(each, text, at))
    yield from find_all(UNEVEN_RULES, text)


def _find(pattern: _Compiled, text: ReadText, at: int) -> Iterator[TextFinding]:
    part, told = text.parts[at], pattern.told
    for found in pattern.expression.finditer(part.text):
        start, end = found.span()
        before, after = part.text[max(start - _CONTEXT, 0) : start], part.text[end:][:_CONTEXT]
        if told.is_wrong(before, after):
            span = found.span("at") if "at" in found.re.groupindex else (start, end)
            message = f"“{found[0].strip()}”：{told.reason}"
            yield remind(TextRule.SENTENCE, part, span, message, "请改写；不是这个意思的，不用改")


def _begun(text: ReadText) -> Iterator[_Compiled]:
    """The patterns of which a cue may stand in the text, in their order."""
    compiled, starts = _compiled(text.wordings), _starts(text.wordings)
    begun = _start_pairs(text.wordings) & text.pairs
    found = {at for pair in begun for at in starts[pair]}
    told = (compiled[at] for at in sorted(found.union(starts[_ANY])))
    return (each for each in told if each.may_be_in(text.pairs, text.signs))


@lru_cache(maxsize=8)
def _compiled(wordings: Wordings) -> tuple[_Compiled, ...]:
    return tuple(_compile(each) for each in wordings.sentences)


@lru_cache(maxsize=8)
def _starts(wordings: Wordings) -> Mapping[str, list[int]]:
    """Where the patterns stand, by the pairs of characters with which their cues begin; those of
    which one is no pair may begin with any.
    """
    found: dict[str, list[int]] = {_ANY: []}
    for at, pattern in enumerate(_compiled(wordings)):
        begins = {cue[:_PAIR] for cue in pattern.cues}
        for start in begins if min(map(len, begins)) == _PAIR else (_ANY,):
            found.setdefault(start, []).append(at)
    return found


@lru_cache(maxsize=8)
def _start_pairs(wordings: Wordings) -> frozenset[str]:
    return frozenset(_starts(wordings))


def _compile(told: Wording) -> _Compiled:
    pattern = _read(told.words)
    if pattern is None:  # pragma: no cover - refused when the file is read
        raise ValueError(told.words)
    needed = tuple(frozenset(word[:_PAIR] for word in part) for part in pattern.parts)
    return _Compiled(pattern.expression, pattern.cues, told, needed)


@known_results(
    plain=lambda found: found and (found.expression.pattern, *found[1:]),
    made=lambda kept: SentencePattern(late_regex(kept[0]), *kept[1:]),
)
def _read(words: str) -> SentencePattern | None:
    return read_pattern(words)
