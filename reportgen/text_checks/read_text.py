"""Paragraphs → a text whose quantities have been read once, for all checks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from types import MappingProxyType
from typing import NamedTuple

from reportgen.late_regex import given_flags
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextPart
from reportgen.model.wordings import NO_WORDINGS, Wordings
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.reading import read_quantities
from reportgen.text_checks.needed_signs import may_find, pairs_begun_by, words_of
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn

# The title, which is no sentence, says whose report it is.
_HEAD, _SENTENCE_END, _PAIR = 3, "。", 2
# To look at more places one by one takes longer than to search all of the text.
_MOST_PLACES = 200


@lru_cache(maxsize=1)
def _pair_places(whole: str) -> Mapping[str, Sequence[int]]:
    """The places in a text of every two characters that stand side by side."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, pair in enumerate(map(add, whole, whole[1:])):
        places[pair].append(place)
    return dict(places)


class ReadText(NamedTuple):
    """A text: its parts, what is stated in them in order, and what that says of each subject.

    `lexicon` has the words by which it was read. `whole` is all parts, a line each (a part may be
    several), `begins` are the places in it at which they begin, `signs` all that stand in it,
    `pairs` every two that stand side by side, `places` where each of those does, and `orders` the
    `order` of each that is stated. What holds none of the pairs that words begin with holds none
    of the words, however many there are; where one of them stands is looked up. `year` is that of
    the report (0: not known), `wordings` are the words that it is checked for.
    """

    parts: tuple[TextPart, ...]
    stated: tuple[StatedIn, ...]
    figures: StatedFigures
    lexicon: Lexicon
    year: int = 0
    wordings: Wordings = NO_WORDINGS
    whole: str = ""
    begins: tuple[int, ...] = ()
    signs: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    places: Mapping[str, Sequence[int]] = MappingProxyType({})
    orders: tuple[tuple[int, int], ...] = ()

    def count_stated(self, at: int, place: int = 0) -> int:
        """How many of what is stated stand before that place of that part."""
        return bisect_left(self.orders, (at, place))

    def find_parts(self, cue: re.Pattern[str]) -> Iterator[int]:
        """Where the parts stand, in order, in which the cue is found, or that it reaches into from
        one before: a long text is searched once, and not once for each of its parts.
        """
        if words := words_of(cue.pattern, given_flags(cue)):
            yield from self.find_words(words)
            return
        told = -1
        searched = may_find(cue, self.signs, self.pairs)
        for found in self._search(cue) if searched else ():
            first = self.part_at(found.start())
            last = self.part_at(found.end() - 1)
            yield from range(max(first, told + 1), last + 1)
            told = max(told, last)

    def _search(self, cue: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What the cue finds, looked for at the pairs alone with which it begins, if it does."""
        begun = [self.places[pair] for pair in pairs_begun_by(cue) & self.pairs]
        if not begun or sum(map(len, begun)) > _MOST_PLACES:
            yield from cue.finditer(self.whole)
            return
        end = 0
        for place in sorted(chain.from_iterable(begun)):
            if place >= end and (found := cue.match(self.whole, place)):
                end = found.end()
                yield found

    def find_words(self, words: Iterable[str]) -> list[int]:
        """Where the parts stand, in order, that hold one of the words."""
        places = {place for word in words for place in self.places_of(word)}
        return sorted(set(map(self.part_at, places)))

    def places_of(self, word: str) -> Sequence[int]:
        """Where that word stands in the whole, in order."""
        if len(word) == _PAIR:
            return self.places.get(word, ())
        if len(word) < _PAIR:
            return [found.start() for found in re.finditer(re.escape(word), self.whole)]
        begun = self.places.get(word[:_PAIR], ()) if word[-_PAIR:] in self.pairs else ()
        return [place for place in begun if self.whole.startswith(word, place)]

    def holds(self, word: str) -> bool:
        """Whether that word stands somewhere in the text."""
        return bool(self.places_of(word))

    def part_at(self, place: int) -> int:
        """Where the part stands that has that place of the whole."""
        return bisect_right(self.begins, place) - 1

    def of_parts(self, parts: tuple[TextPart, ...]) -> ReadText:
        """The text with those parts, joined for `find_parts`."""
        lengths = accumulate((len(part.text) + 1 for part in parts), initial=0)
        whole = "\n".join([part.text for part in parts])
        begins, signs = tuple(lengths)[:-1], frozenset(whole)
        text = self._replace(parts=parts, whole=whole, begins=begins, signs=signs)
        places = _pair_places(whole)
        return text._replace(pairs=frozenset(places), places=places)

    def parts_with(self, cue: re.Pattern[str]) -> Iterator[TextPart]:
        """The parts of `find_parts`."""
        return (self.parts[at] for at in self.find_parts(cue))


def read_whole_text(
    parts: Iterable[TextPart], lexicon: Lexicon, dictionary: FactDictionary, year: int = 0
) -> ReadText:
    """The text of a report of that year (0: not known)."""
    told = tuple(parts)
    stated = tuple(
        [
            StatedIn(at, part, each)
            for at, part in enumerate(told)
            for each in read_quantities(part.text, lexicon, year)
        ]
    )
    head = "\n".join(part.text for part in told[:_HEAD] if _SENTENCE_END not in part.text)
    figures = StatedFigures(stated, head, lexicon, dictionary)
    orders = tuple([each.order for each in stated])
    return ReadText((), stated, figures, lexicon, year, orders=orders).of_parts(told)
