"""Words that are wrong, out of use or spun, by the lists in `data/words`, and rooms without 、."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.wordings import Wording, Wordings
from reportgen.text_checks.idioms import find_idiom_slips
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.lost_characters import find_lost_characters
from reportgen.text_checks.mixed_words import find_mixed_words
from reportgen.text_checks.near_misses import find_near_misses, stands_between
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.slips import (
    find_rare,
    find_slip,
    names_a_place,
    slips_of_two,
    stands_across,
)
from reportgen.text_checks.taken_places import TakenPlaces
from reportgen.text_checks.telling_pairs import TellingPairs
from reportgen.words.word_starts import START, parted_words

# No context is longer.
_CONTEXT = 12
_NOTHING = "(?!)"

# The years that a text tells; those of grades and classes are four digits too, without 年.
_YEAR = late_regex(r"(?<!\d)(?:19|20)\d\d(?=年)")

_Begun = tuple[int, tuple[str, ...]]
_FindSlips = Callable[[ReadText], Iterator[tuple[int, str, str]]]


class _OfNow:
    """The words of a text, and whether it is late enough for what is out of use since a year."""

    def __init__(self, text: ReadText) -> None:
        self.wordings, self._whole, self._latest = text.wordings, text.whole, text.year

    def has(self, wording: Wording) -> bool:
        """Whether it holds for the text: one of which no year is known is of now."""
        if wording.since and not self._latest:
            self._latest = max(map(int, _YEAR.findall(self._whole)), default=wording.since)
        return self._latest >= wording.since


def check_wording(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each of the words, in a context in which it is wrong, for idioms, for words
    with a wrong character, for words that sound like the right one, and for phrases that lack one.
    """
    wordings = text.wordings
    pairs = _telling(wordings).of(text.pairs)
    slips = slips_of_two(wordings, pairs)
    begun = _begun(text, pairs, frozenset(slips.listed))
    of_now = _OfNow(text)
    told = [
        each for at in sorted(begun) for each in _check(text.parts[at], of_now, sorted(begun[at]))
    ]
    yield from told
    taken = TakenPlaces()
    near: _FindSlips = partial(find_near_misses, slips.near)
    for find in (find_idiom_slips, near, find_mixed_words, find_lost_characters):
        for each in told:
            taken.take(each)
        told = [each for each in _check_slips(text, find) if taken.are_free(each)]
        yield from told
    yield from _check_rows(text, wordings.rooms, "顿号")
    yield from _check_rows(text, wordings.phrases, "逗号或顿号")


def _check_slips(text: ReadText, find: _FindSlips) -> Iterator[TextFinding]:
    for begin, words, right in find(text):
        at = text.part_at(begin)
        start, message = begin - text.begins[at], _message(Wording(words, (right,)))
        if words not in text.wordings.allowed:
            yield remind(TextRule.WORDING, text.parts[at], (start, start + len(words)), message)


def _check_rows(text: ReadText, words: tuple[str, ...], mark: str) -> Iterator[TextFinding]:
    """Words of one kind that stand in a row without a mark between them."""
    for at in sorted(set(_find_rows(text, words))):
        part = text.parts[at]
        for found in _row_pattern(words).finditer(part.text):
            message = f"“{found[0]}”中间没有{mark}"
            hint = "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）"
            yield remind(TextRule.LIST_MARKS, part, found.span(), message, hint)


def _find_rows(text: ReadText, words: tuple[str, ...]) -> Iterator[int]:
    """The parts in which one of the words stands right behind another."""
    starts = _row_starts(words)
    begins = _row_begins(words)
    begun = begins.intersection(text.pairs).union(begins & text.signs)
    told = [word for start in begun for word in starts[start]]
    found = {word: places for word in told if (places := text.places_of(word))}
    there = tuple(found)
    for word, places in found.items():
        for place in places:
            if text.whole.startswith(there, place + len(word)):
                yield text.part_at(place)


def check_rare_characters(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each rare character that stands in a word for another."""
    for begin, end, right in find_rare(text.wordings, text.whole, text.signs):
        at = text.part_at(begin)
        start, words = begin - text.begins[at], text.whole[begin:end]
        if words not in text.wordings.by_words:
            message = _message(Wording(words, (right,)))
            yield remind(TextRule.WORDING, text.parts[at], (start, start + len(words)), message)


def _check(part: TextPart, of_now: _OfNow, begun: Iterable[_Begun]) -> Iterator[TextFinding]:
    """What is found at each place of the words that begin there; of several the longest."""
    text, end = part.text, 0
    for at, words in begun:
        for word in words if at >= end else ():
            found = _find(of_now.wordings, text, at, word)
            if found is not None and of_now.has(found):
                end = at + len(word)
                message = _message(found)
                yield remind(TextRule.WORDING, part, (at, end), message, found.reason)
                break


@lru_cache(maxsize=8)
def _telling(wordings: Wordings) -> TellingPairs:
    """Finds the slips of two, and the first two characters of words."""
    starts = wordings.tables.starts.keys()
    return TellingPairs(lambda pairs: chain(*slips_of_two(wordings, pairs)), starts.__and__)


def _begun(
    text: ReadText, telling: frozenset[str], slips: frozenset[str]
) -> dict[int, list[_Begun]]:
    """The places in each part at which a word or one of those slips of two stands, and the words
    that begin so; `telling` has the pairs with which they do.
    """
    starts, lookup = text.wordings.tables.starts, text.lookup
    pairs, places, whole = lookup.pairs, lookup.places, lookup.whole
    begun: dict[int, list[_Begun]] = {}
    for pair in telling:
        told = parted_words(starts.get(pair, ""))
        told += [pair] if pair in slips else []
        words = tuple([word for word in told if word[-START:] in pairs])
        for place in places[pair] if words else ():
            if whole.startswith(words, place):
                at = text.part_at(place)
                begun.setdefault(at, []).append((place - text.begins[at], words))
    return begun


def _find(wordings: Wordings, text: str, at: int, word: str) -> Wording | None:
    """What is wrong with that word there."""
    if not text.startswith(word, at):
        return None
    if stands_across(wordings, text, at, word):
        return None
    if word not in wordings.by_words:
        of_others = len(word) == START and stands_between(wordings, text, at)
        return None if of_others or names_a_place(text, at, word) else find_slip(wordings, word)
    end = at + len(word)
    before, after = text[max(at - _CONTEXT, 0) : at], text[end : end + _CONTEXT]
    return next((each for each in wordings.by_words[word] if each.is_wrong(before, after)), None)


@lru_cache(maxsize=16)
def _row_starts(words: tuple[str, ...]) -> Mapping[str, list[str]]:
    """The words by their first two characters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[:START]].append(word)
    return found


@lru_cache(maxsize=16)
def _row_begins(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_row_starts(words))


def _longest_first(words: list[str]) -> tuple[str, ...]:
    if len(words) > 1:
        words.sort(key=lambda word: (-len(word), word))
    return tuple(words)


def _message(wording: Wording) -> str:
    if not wording.right:
        return f"不宜写“{wording.words}”"
    told = "或".join(f"“{word}”" for word in wording.right)
    return f"“{wording.words}”应为{told}"


@lru_cache(maxsize=8)
def _row_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    told = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return late_regex(f"(?:{told}){{2,}}" if told else _NOTHING)
