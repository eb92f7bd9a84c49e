"""Idioms and set phrases with a character that sounds like the right one: 在接在厉, 循序健进."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from reportgen.model.wordings import Wordings
from reportgen.text_checks.read_text import ReadText

_PAIR = 2
# In what order it is told, where it begins, its words and the phrase.
_Slip = tuple[str, int, str, int, str, str]


def find_idiom_slips(text: ReadText) -> Iterator[tuple[int, str, str]]:
    """Where a text has a phrase with a slip, its words there, and the phrase."""
    known = _known(text.wordings)
    for slips in (known.slips_behind(text), known.slips_before(text)):
        for *_, begin, words, right in sorted(slips):
            yield begin, words, right
    for pair in sorted(known.twice_wrong_pairs & text.pairs):
        for wrong_twice, right in known.twice_wrong[pair]:
            yield from ((place, wrong_twice, right) for place in text.places_of(wrong_twice))


class _Known:
    """The phrases by their first two characters and by their last two, and by the first two of
    their forms with one character wrong at both of its places, in which no two that stand side by
    side are right.
    """

    def __init__(self, wordings: Wordings) -> None:
        rows = wordings.tables.sounds.values()
        self._sounds: Mapping[str, str] = {sign: row for row in rows for sign in row}
        self._phrases = wordings.idioms
        # Each with the two characters beside those.
        self._by_head: dict[str, list[tuple[int, str]]] = {}
        self._by_tail: dict[str, list[tuple[int, str]]] = {}
        self.twice_wrong: dict[str, list[tuple[str, str]]] = {}
        for at, phrase in enumerate(wordings.idioms):
            behind, before = phrase[_PAIR : 2 * _PAIR], phrase[-2 * _PAIR : -_PAIR]
            self._by_head.setdefault(phrase[:_PAIR], []).append((at, behind))
            self._by_tail.setdefault(phrase[-_PAIR:], []).append((at, before))
            if len(set(phrase)) < len(phrase):
                self._make_twice_wrong(phrase)
        self._heads, self._tails = frozenset(self._by_head), frozenset(self._by_tail)
        self.twice_wrong_pairs = frozenset(self.twice_wrong)

    def _make_twice_wrong(self, phrase: str) -> None:
        for sign in sorted({each for each in phrase if phrase.count(each) > 1}):
            for other in self._alike(sign):
                wrong = phrase.replace(sign, other)
                self.twice_wrong.setdefault(wrong[:_PAIR], []).append((wrong, phrase))

    def slips_behind(self, text: ReadText) -> Iterator[_Slip]:
        """Where phrases stand with one character wrong behind the first two."""
        whole, places = text.whole, text.places
        for pair in self._heads & text.pairs:
            for place in places[pair]:
                # At most one of two is wrong.
                beside = whole[place + _PAIR : place + 2 * _PAIR]
                first, second = beside[:1], beside[-1:]
                for number, behind in self._by_head[pair]:
                    if first in behind or second in behind:
                        phrase = self._phrases[number]
                        at = self._only_slip(whole, place, phrase)
                        if at is not None and at >= _PAIR:
                            words = whole[place : place + len(phrase)]
                            yield pair, number, phrase[at - 1] + words[at], place, words, phrase

    def slips_before(self, text: ReadText) -> Iterator[_Slip]:
        """Where phrases stand with one of their first two characters wrong."""
        whole, places = text.whole, text.places
        for pair in self._tails & text.pairs:
            for place in places[pair]:
                beside = whole[max(place - _PAIR, 0) : place]
                first, second = beside[:1], beside[-1:]
                for number, before in self._by_tail[pair]:
                    if first in before or second in before:
                        phrase = self._phrases[number]
                        begin = place + _PAIR - len(phrase)
                        at = self._only_slip(whole, begin, phrase)
                        if at is not None and at < _PAIR:
                            words = whole[begin : begin + len(phrase)]
                            yield pair, number, words[at] + phrase[at + 1], begin, words, phrase

    def _only_slip(self, whole: str, begin: int, phrase: str) -> int | None:
        """Which character of the phrase is another there that sounds like it; None where none or
        several are.
        """
        if begin < 0 or whole.startswith(phrase, begin):
            return None
        words = whole[begin : begin + len(phrase)]
        wrong = [at for at, sign in enumerate(words) if sign != phrase[at]]
        if len(wrong) != 1 or len(words) != len(phrase):
            return None
        at = wrong[0]
        return at if words[at] in self._sounds.get(phrase[at], "") else None

    def _alike(self, sign: str) -> Iterator[str]:
        return (each for each in self._sounds.get(sign, "") if each != sign)


@lru_cache(maxsize=8)
def _known(wordings: Wordings) -> _Known:
    return _Known(wordings)
