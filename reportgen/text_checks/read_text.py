"""Paragraphs → a text whose quantities have been read once, for all checks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextPart
from reportgen.model.wordings import NO_WORDINGS, Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.leads import LeadReader
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.reading import read_quantities
from reportgen.quantities.stated_quantity import StatedQuantity
from reportgen.text_checks.needed_signs import sought_by
from reportgen.text_checks.partitioned import Paragraphs
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn
from reportgen.text_checks.text_index import TextIndex

# The title, which is no sentence, says whose report it is.
_HEAD, _SENTENCE_END = 3, "。"
_LONGEST_REMEMBERED = 1_000


class ReadText(NamedTuple):
    """A text: its parts, what is stated in them in order, and what that says of each subject.

    `lexicon` has the words by which it was read. `whole` is all parts, a line each (a part may be
    several), `begins` are the places in it at which they begin, `lookup` has where its signs stand,
    `orders` has the `order` of each that is stated, `paragraphs` tell what totals are parted into.
    `year` is that of the report (0: not
    known), `wordings` are the words that it is checked for.
    """

    parts: tuple[TextPart, ...]
    stated: tuple[StatedIn, ...]
    figures: StatedFigures
    lexicon: Lexicon
    year: int = 0
    wordings: Wordings = NO_WORDINGS
    lookup: TextIndex = TextIndex("")
    begins: tuple[int, ...] = ()
    orders: tuple[tuple[int, int], ...] = ()
    paragraphs: Paragraphs = Paragraphs()

    @property
    def whole(self) -> str:
        """All parts, a line each."""
        return self.lookup.whole

    @property
    def pairs(self) -> frozenset[str]:
        """Every two characters that stand side by side in it."""
        return self.lookup.pairs

    @property
    def signs(self) -> frozenset[str]:
        """All signs that stand in it."""
        return self.lookup.signs

    @property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The places in the whole of each of its pairs."""
        return self.lookup.places

    def count_stated(self, at: int, place: int = 0) -> int:
        """How many of what is stated stand before that place of that part."""
        return bisect_left(self.orders, (at, place))

    def find_parts(self, cue: re.Pattern[str]) -> Iterable[int]:
        """Where the parts stand, in order, in which the cue is found, or that it reaches into from
        one before: a long text is searched once, and not once for each of its parts.
        """
        sought, lookup = sought_by(cue), self.lookup
        if not sought.may_be_in(lookup.signs, lookup.pairs):
            return ()
        return self.find_words(sought.words) if sought.words else self._parts_of(cue)

    def _parts_of(self, cue: re.Pattern[str]) -> Iterator[int]:
        begins, count, told, end = self.begins, len(self.begins), -1, 0
        for found in self.lookup.search(cue):
            start, stop = found.span()
            # Most stand in the part that was told last.
            if stop <= end:
                continue
            first = bisect_right(begins, start) - 1
            last = max(told, bisect_right(begins, stop - 1, first) - 1)
            yield from range(max(first, told + 1), last + 1)
            told, end = last, begins[last + 1] if last + 1 < count else len(self.whole) + 1

    def find_words(self, words: Iterable[str]) -> list[int]:
        """Where the parts stand, in order, that hold one of the words."""
        return sorted(set(map(self.part_at, self.lookup.places_of_all(words))))

    def places_of(self, word: str) -> Sequence[int]:
        """Where that word stands in the whole, in order."""
        return self.lookup.places_of(word)

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
        return self._replace(parts=parts, begins=tuple(lengths)[:-1], lookup=TextIndex(whole))

    def parts_with(self, cue: re.Pattern[str]) -> Iterator[TextPart]:
        """The parts of `find_parts`."""
        return (self.parts[at] for at in self.find_parts(cue))


def read_whole_text(
    parts: Iterable[TextPart], lexicon: Lexicon, dictionary: FactDictionary, year: int = 0
) -> ReadText:
    """The text of a report of that year (0: not known)."""
    told = tuple(parts)
    leads = LeadReader(lexicon)
    stated = tuple(
        [
            StatedIn(at, part, each)
            for at, part in enumerate(told)
            for each in leads.apply(part.text, _quantities(part.text, lexicon, year))
        ]
    )
    head = "\n".join(part.text for part in told[:_HEAD] if _SENTENCE_END not in part.text)
    figures = StatedFigures(stated, head, lexicon, dictionary)
    orders, paragraphs = tuple([each.order for each in stated]), Paragraphs(stated)
    return ReadText(
        (), stated, figures, lexicon, year, orders=orders, paragraphs=paragraphs
    ).of_parts(told)


def _quantities(text: str, lexicon: Lexicon, year: int) -> tuple[StatedQuantity, ...]:
    read = _read_again if len(text) <= _LONGEST_REMEMBERED else read_quantities
    return read(text, lexicon, year)


# Somebody who writes changes one paragraph of many, and what stands in a file is in its report.
_read_again = lru_cache(maxsize=512)(read_quantities)
