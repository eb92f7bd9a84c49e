"""Idioms and set phrases with a character that sounds like the right one: 在接在厉, 循序健进."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from reportgen.model.wordings import Wordings
from reportgen.text_checks.read_text import ReadText

_PAIR = 2


def find_idiom_slips(text: ReadText) -> Iterator[tuple[int, str, str]]:
    """Where a text has a phrase with a slip, its words there, and the phrase."""
    known, pairs = _known(text.wordings), text.pairs
    for pair in sorted(pairs.intersection(known.heads)):
        for right in known.heads[pair]:
            yield from _find(text, known.wrong_behind(right), right)
    for pair in sorted(pairs.intersection(known.tails)):
        for right in known.tails[pair]:
            yield from _find(text, known.wrong_before(right), right)
    for pair in sorted(pairs.intersection(known.twice_wrong)):
        for wrong_twice, right in known.twice_wrong[pair]:
            yield from _places(text, wrong_twice, right)


def _find(text: ReadText, slips: Mapping[str, str], right: str) -> Iterable[tuple[int, str, str]]:
    """Of slips by two of their characters, of which one is wrong, those that the text has."""
    # Asked for each of some hundred phrases: nearly always there are none.
    if text.pairs.isdisjoint(slips):
        return ()
    found = sorted(text.pairs.intersection(slips))
    return [each for pair in found for each in _places(text, slips[pair], right)]


def _places(text: ReadText, wrong: str, right: str) -> Iterator[tuple[int, str, str]]:
    return ((place, wrong, right) for place in text.places_of(wrong))


class _Known:
    """The phrases by their first two characters and by their last two, and by the first two of
    their forms with one character wrong at both of its places, in which no two that stand side by
    side are right.
    """

    def __init__(self, wordings: Wordings) -> None:
        rows = wordings.tables.sounds.values()
        self._sounds: Mapping[str, str] = {sign: row for row in rows for sign in row}
        self._slips: dict[tuple[str, bool], Mapping[str, str]] = {}
        self.heads: dict[str, list[str]] = defaultdict(list)
        self.tails: dict[str, list[str]] = defaultdict(list)
        self.twice_wrong: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for phrase in wordings.idioms:
            self.heads[phrase[:_PAIR]].append(phrase)
            self.tails[phrase[-_PAIR:]].append(phrase)
            for sign in sorted({each for each in phrase if phrase.count(each) > 1}):
                for other in self._alike(sign):
                    wrong = phrase.replace(sign, other)
                    self.twice_wrong[wrong[:_PAIR]].append((wrong, phrase))

    def wrong_behind(self, phrase: str) -> Mapping[str, str]:
        """Its slips behind the first two characters, by the wrong one and the one before it."""
        key = phrase, True
        if key not in self._slips:
            self._slips[key] = {
                phrase[at - 1] + other: phrase[:at] + other + phrase[at + 1 :]
                for at in range(_PAIR, len(phrase))
                for other in self._alike(phrase[at])
            }
        return self._slips[key]

    def wrong_before(self, phrase: str) -> Mapping[str, str]:
        """Its slips in the first two characters, by the wrong one and the one behind it."""
        key = phrase, False
        if key not in self._slips:
            self._slips[key] = {
                other + phrase[at + 1]: phrase[:at] + other + phrase[at + 1 :]
                for at in range(_PAIR)
                for other in self._alike(phrase[at])
            }
        return self._slips[key]

    def _alike(self, sign: str) -> Iterator[str]:
        return (each for each in self._sounds.get(sign, "") if each != sign)


@lru_cache(maxsize=8)
def _known(wordings: Wordings) -> _Known:
    return _Known(wordings)
