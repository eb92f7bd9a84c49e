"""Where the signs of a text stand, so that what begins with a few of them is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import add

from reportgen.text_checks.needed_signs import begins_of

_PAIR = 2
# To look at more places one by one, or for more signs, takes longer than to search all of the text.
_MOST_PLACES, _MOST_SIGNS = 150, 8
# A text of so many signs is searched before its places are gathered.
_SHORT = 500


class TextIndex:
    """The `places` of every two characters that stand side by side in a text (`pairs`), and those
    of single ones (`signs`) that were asked for.

    What holds none of the pairs that words begin with holds none of the words, however many there
    are; where one of them stands is looked up.
    """

    def __init__(self, whole: str) -> None:
        self.whole, self.places = whole, _pair_places(whole)
        self.signs, self.pairs = frozenset(whole), frozenset(self.places)
        self._of_signs: dict[str, Sequence[int]] = {}

    def places_of(self, word: str) -> Sequence[int]:
        """Where that word stands, in order."""
        if len(word) <= _PAIR:
            return self._of_sign(word) if len(word) < _PAIR else self.places.get(word, ())
        begun = self.places.get(word[:_PAIR], ()) if word[-_PAIR:] in self.pairs else ()
        return [place for place in begun if self.whole.startswith(word, place)]

    def places_of_all(self, words: Iterable[str]) -> Iterator[int]:
        """Where any of the words stands, one after the other."""
        pairs = self.pairs
        for word in words:
            if word[:_PAIR] in pairs or len(word) < _PAIR:
                yield from self.places_of(word)

    def search(self, cue: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What the cue finds, looked for where alone it may begin, if that is at few places of a
        long text.
        """
        begun = self._begun_by(cue) if len(self.whole) > _SHORT else ()
        if not begun or sum(map(len, begun)) > _MOST_PLACES:
            yield from cue.finditer(self.whole)
            return
        end = 0
        for place in sorted(chain.from_iterable(begun)):
            if place >= end and (found := cue.match(self.whole, place)):
                end = found.end()
                yield found

    def _begun_by(self, cue: re.Pattern[str]) -> Sequence[Sequence[int]]:
        """The places of all pairs, or signs, with which it may begin; none if those are many."""
        begins = begins_of(cue)
        signs = begins & self.signs
        if len(signs) > _MOST_SIGNS:
            return ()
        places = [self.places[pair] for pair in begins & self.pairs]
        return places + [self._of_sign(sign) for sign in signs]

    def _of_sign(self, sign: str) -> Sequence[int]:
        if sign not in self._of_signs:
            self._of_signs[sign] = list(_sign_places(self.whole, sign))
        return self._of_signs[sign]


def _sign_places(whole: str, sign: str) -> Iterator[int]:
    place = whole.find(sign)
    while place >= 0:
        yield place
        place = whole.find(sign, place + 1)


def _pair_places(whole: str) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    told = places.get
    for place, pair in enumerate(map(add, whole, whole[1:])):
        before = told(pair)
        if before is None:
            places[pair] = [place]
        else:
            before.append(place)
    return places
