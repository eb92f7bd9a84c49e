"""Slips of one character by the list in `data/words`, which is long: found by what they begin with,
and told by going through the list once more, as few are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from reportgen.model.wordings import Wording, Wordings

_TWO = 2


def longer_slips(wordings: Wordings) -> Sequence[str]:
    """The slips of more than two characters."""
    return [each for each in _all_slips(wordings) if len(each) > _TWO]


def find_slip(wordings: Wordings, wrong: str) -> Wording | None:
    """A slip with the word that it was to be."""
    for right, slips in wordings.tables.slips.items():
        if wrong in slips and wrong in slips.split():
            return Wording(wrong, (right,))
    return None


def stands_across(wordings: Wordings, text: str, at: int, wrong: str) -> bool:
    """Whether the slip at that place is where one common word ends and the next begins: 整明 of
    调整明显.
    """
    if len(wrong) != _TWO or at == 0:
        return False
    common = _common(wordings)
    return text[at - 1 : at + 1] in common and text[at + 1 : at + 3] in common


@lru_cache(maxsize=8)
def _common(wordings: Wordings) -> frozenset[str]:
    return frozenset(word for told in wordings.tables.common.values() for word in told.split())


@lru_cache(maxsize=8)
def slips_of_two(wordings: Wordings) -> frozenset[str]:
    """The slips of two characters."""
    return frozenset([each for each in _all_slips(wordings) if len(each) == _TWO])


def find_rare(
    wordings: Wordings, whole: str, signs: AbstractSet[str]
) -> Iterator[tuple[int, int, str]]:
    """Where a text of those signs has a rare character that makes a word when it is the one it is
    mistaken for: where that word begins and ends, and the word.
    """
    meant, words = _meant(wordings), words_of_two(wordings)
    for sign in meant.keys() & signs:
        place = whole.find(sign)
        while place >= 0:
            for right in meant[sign]:
                if (word := whole[place - 1 : place] + right) in words:
                    yield place - 1, place + 1, word
                    break
                if (word := right + whole[place + 1 : place + 2]) in words:
                    yield place, place + 2, word
                    break
            place = whole.find(sign, place + 1)


@lru_cache(maxsize=8)
def _meant(wordings: Wordings) -> Mapping[str, str]:
    """The characters that rare ones are written for."""
    found: dict[str, str] = {}
    for right, signs in wordings.tables.rare.items():
        for sign in signs:
            found[sign] = found.get(sign, "") + right
    return found


@lru_cache(maxsize=8)
def words_of_two(wordings: Wordings) -> frozenset[str]:
    """The words of two characters of which slips are known: those that such reports use."""
    return frozenset(word for word in wordings.tables.slips if len(word) == _TWO)


def _all_slips(wordings: Wordings) -> Sequence[str]:
    # Sixteen thousand, for each start of the program: parted as one text.
    return " ".join(wordings.tables.slips.values()).split()
