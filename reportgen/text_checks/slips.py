"""Slips of one character by the list in `data/words`, which is long: found by what they begin with,
and told by going through the list once more, as few are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import compress, repeat
from operator import contains

from reportgen.model.wordings import Wording, Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.words.near_words import parted_firsts

_TWO = 2
# What stands by itself before a word: 和协调, 以辖区, 按招标.
_ALONE = frozenset(
    "和与及或以由从自因但而则按依将把被让向往对为在是的有无未已再又也均都各该本其所应可能需须经用给指"
)
# What stands by itself behind one: 仍 of 责任仍由, 的 of 进取的.
_ALONE_BEHIND = frozenset("仍未已且均的")
# What stands before the name of a place, and what such a name ends in: 位于常桂公路旁.
_AT_A_PLACE, _PLACES = (
    frozenset("于沿邻临靠距"),
    ("公路", "高速", "铁路", "大道", "村", "镇", "乡", "街"),
)


class SlipsOfTwo(NamedTuple):
    """Pairs of a text, in order: those that are no words but near one, and those of the lists."""

    near: tuple[str, ...]
    listed: tuple[str, ...]


def slips_of_two(wordings: Wordings, pairs: AbstractSet[str]) -> SlipsOfTwo:
    """Those of the pairs that are slips: a long text has thousands, and few are any."""
    joined, known = "".join(pairs), wordings.tables.firsts
    firsts = map(known.get, joined[1::2], repeat(""))
    found = sorted(compress(pairs, map(contains, firsts, joined[::2])))
    told = [(pair, *parted_firsts(known[pair[1]])) for pair in found]
    near = tuple([pair for pair, of_near, _ in told if pair[0] in of_near])
    return SlipsOfTwo(near, tuple([pair for pair, _, listed in told if pair[0] in listed]))


@lru_cache(maxsize=256)
def find_slip(wordings: Wordings, wrong: str) -> Wording | None:
    """A slip with the word that it was to be."""
    for right, slips in wordings.tables.slips.items():
        if wrong in slips and wrong in slips.split():
            return Wording(wrong, (right,))
    return None


def stands_across(wordings: Wordings, text: str, at: int, wrong: str) -> bool:
    """Whether the slip at that place is where one common word ends and the next begins: 整明 of
    调整明显; the first may be a word of one character: 和协 of 指导和协调.
    """
    if len(wrong) != _TWO:
        return False
    common = common_words(wordings)
    behind_one = at > 0 and text[at - 1 : at + 1] in common
    if text[at + 1 : at + 3] in common:
        return behind_one or wrong[0] in _ALONE
    return behind_one and wrong[1] in _ALONE_BEHIND


def names_a_place(text: str, at: int, wrong: str) -> bool:
    """Whether the slip at that place is the name of a road or a village."""
    return text[at - 1 : at] in _AT_A_PLACE and text.startswith(_PLACES, at + len(wrong))


@lru_cache(maxsize=8)
def common_words(wordings: Wordings) -> frozenset[str]:
    """Words of two characters that are in common use."""
    told = [word for words in wordings.tables.common.values() for word in words.split()]
    return words_of_two(wordings).union(told)


def find_rare(
    wordings: Wordings, whole: str, signs: AbstractSet[str]
) -> Iterator[tuple[int, int, str]]:
    """Where a text of those signs has a rare character that makes a word when it is the one it is
    mistaken for: where that word begins and ends, and the word.
    """
    words = words_of_two(wordings)
    for sign in sorted(_rare(wordings) & signs):
        place = whole.find(sign)
        while place >= 0:
            for right in _meant(wordings, sign):
                if (word := whole[place - 1 : place] + right) in words:
                    yield place - 1, place + 1, word
                    break
                if (word := right + whole[place + 1 : place + 2]) in words:
                    yield place, place + 2, word
                    break
            place = whole.find(sign, place + 1)


@lru_cache(maxsize=256)
def _meant(wordings: Wordings, sign: str) -> str:
    """The characters that a rare one is written for: few are found."""
    return "".join([right for right, signs in wordings.tables.rare.items() if sign in signs])


@lru_cache(maxsize=8)
def _rare(wordings: Wordings) -> frozenset[str]:
    return frozenset("".join(wordings.tables.rare.values()))


@lru_cache(maxsize=8)
def words_of_two(wordings: Wordings) -> frozenset[str]:
    """The words of two characters of which slips are known: those that such reports use."""
    return frozenset(word for word in wordings.tables.slips if len(word) == _TWO)
