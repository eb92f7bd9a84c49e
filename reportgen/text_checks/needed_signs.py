"""The signs, and pairs of them, without which a pattern finds nothing: a text that lacks them is
not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise, product, starmap
from operator import add

from reportgen.known_results import known_results
from reportgen.late_regex import given_flags, late_regex
from reportgen.named_tuple import NamedTuple

# What a pattern begins with: a sign, or a set of them without ranges, and how often it stands.
_ITEM = late_regex(
    r"(?:\[(?P<set>-?(?:\\d|[^]\\^-])(?:\\d|[^]\\-])*-?)\]|(?P<sign>\\d|[^]\\[(){}.*+?|^$]))"
    r"(?P<times>[?*+][?+]?|\{\d*,?\d*\}[?+]?)?"
)
_MAY_LACK = ("?", "*", "{0", "{,")
_DIGIT, _DIGITS = r"\d", "0123456789０１２３４５６７８９"
# More pairs than that are found in any text.
_MOST_PAIRS, _PAIR = 100, 2
# A pattern of more ways is not looked at.
_MOST_WAYS = 80
# A pattern in pieces: what has no ways, and what groups begin and end with.
_PIECES = late_regex(
    r"(?:\\.|\[\^?\]?(?:\\.|[^]\\])*\]|[^][()|\\])+|\((?:\?(?:P<\w+>|<?[=!]|[^<P=!]))?|[)|]"
)
_LOOKS, _REPEATS = ("(?=", "(?!", "(?<=", "(?<!"), tuple("?*+{")
_OPENED, _FEW = (*_LOOKS, "(?:", "(?P<"), 3
_GROUPS, _LOOKS_BACK = (("(?:",), ("(?=",)), ("(?<=", ")")
_WORDS = late_regex(r"[^][\\(){}.*+?^$\n]+")
_Pieces = tuple[str, ...]
_UNREAD = re.IGNORECASE | re.VERBOSE


class _Needed(NamedTuple):
    """Sets of signs, and of pairs of signs, of each of which one stands in all that is found, and
    the pairs and signs of which one begins it (none: others may).
    """

    signs: tuple[frozenset[str], ...] = ()
    pairs: tuple[frozenset[str], ...] = ()
    begins: frozenset[str] = frozenset()


class Sought(NamedTuple):
    """What a cue finds, and what it needs for that; `words` are all that it is, where it is several
    words.
    """

    needed: _Needed
    words: tuple[str, ...] = ()

    def may_be_in(self, signs: frozenset[str], pairs: frozenset[str]) -> bool:
        """Whether a text of those signs, which stand in those pairs, may hold it."""
        # Asked of a text for each of some hundred cues: no call is made that need not be.
        for some in self.needed.pairs:
            if some.isdisjoint(pairs):
                return False
        lacking = False
        for some in self.needed.signs:
            lacking = lacking or some.isdisjoint(signs)
        return not lacking


@lru_cache(maxsize=2048)
def sought_by(cue: re.Pattern[str]) -> Sought:
    """What the cue finds; it is not compiled for that."""
    return _sought_by(cue.pattern, int(given_flags(cue)))


@known_results(
    plain=lambda sought: (tuple(sought.needed), sought.words),
    made=lambda kept: Sought(_Needed(*kept[0]), kept[1]),
)
def _sought_by(pattern: str, flags: int) -> Sought:
    if words := words_of(pattern, flags):
        begins = frozenset([word[:_PAIR] for word in words])
        whole = min(map(len, begins)) == _PAIR
        return Sought(_Needed(pairs=(begins,) if whole else ()), words)
    return Sought(_needed(pattern, flags))


def may_find(cue: re.Pattern[str], signs: frozenset[str], pairs: frozenset[str]) -> bool:
    """Whether it can find anything in a text of those signs, which stand in those pairs; where it
    cannot, nothing compiles it.

    True stands for unknown too.
    """
    return sought_by(cue).may_be_in(signs, pairs)


def begins_of(cue: re.Pattern[str]) -> frozenset[str]:
    """The pairs of signs, and signs, of which one begins all that it finds; none where others may,
    and where it is one sign, which is searched for quickly.
    """
    return sought_by(cue).needed.begins


@lru_cache(maxsize=1024)
def words_of(pattern: str, flags: int) -> tuple[str, ...]:
    """The words of a pattern that is nothing but several; empty for another one."""
    words = tuple(pattern.split("|"))
    return words if all(words) and _WORDS.fullmatch(pattern) and not flags else ()


@lru_cache(maxsize=1024)
def _needed(pattern: str, flags: int) -> _Needed:
    if flags & _UNREAD:
        return _Needed()
    pieces = tuple(_PIECES.findall(pattern))
    ways = _ways(pieces)
    if len(ways) == 1 and not pattern.startswith("("):
        read = tuple(_leading(pattern))
        items = (*read, *_behind(pieces))
        signs = tuple([each for each, times in items if not times.startswith(_MAY_LACK)])
        return _Needed(signs, (*_pairs(items), *_looked_back(pieces, read)), _begins(items))
    begins = _begins_of_ways(ways)
    lengths = set(map(len, begins))
    signs, pairs = ((begins,) if lengths == {length} else () for length in (1, _PAIR))
    return _Needed(signs, pairs, begins)


def _behind(pieces: _Pieces) -> Iterator[tuple[frozenset[str], str]]:
    """The signs of which one stands behind the first piece, if a group does: 进 and 开 of
    ，(?:进行了|开展了).
    """
    if pieces[1:2] not in _GROUPS or not _is_read(pieces[0]):
        return
    depths = enumerate(accumulate(map(_opens, pieces[1:])), 1)
    end = next(at for at, depth in depths if not depth)
    if not "".join(pieces[end + 1 : end + 2]).startswith(_REPEATS):
        begins = _begins_of_ways(_ways(pieces[2:end]))
        if begins:
            yield frozenset([each[0] for each in begins]), ""


def _looked_back(
    pieces: _Pieces, read: Sequence[tuple[frozenset[str], str]]
) -> Iterator[frozenset[str]]:
    """The pairs that end in the last sign of the first piece, where it is looked back from there:
    those of a digit and 人 of 人(?<=\\d人).
    """
    if pieces[1:4:2] != _LOOKS_BACK or not _is_read(pieces[0]) or read[-1][1]:
        return
    seen = pieces[2]
    # Any sign is the one that stands there.
    is_open = seen.endswith(".") and not seen.endswith("\\.")
    told = seen[:-1] if is_open else seen
    items = (*_leading(told), *(read[-1:] if is_open else ()))
    if _is_read(told) and not any(times for _, times in items):
        yield from _pairs(items)


def _begins_of_ways(ways: Sequence[_Pieces]) -> frozenset[str]:
    """The pairs, or signs, with which the ways begin; none if one of them may begin with others."""
    found: set[str] = set()
    left = list(ways)
    for _ in range(_MOST_WAYS):
        if not left:
            return frozenset(found)
        way = left.pop()
        opened = _opened(way)
        if opened is None:
            begins = _begins(tuple(islice(_leading("".join(way[:_FEW])), _PAIR)), one=True)
            if not begins:
                break
            found |= begins
        else:
            left += opened
    return frozenset()


def _ways(pieces: _Pieces) -> list[_Pieces]:
    """The parts that have a | between them."""
    if "|" not in pieces:
        return [pieces]
    depths = accumulate(map(_opens, pieces))
    ends = [at for at, depth in enumerate(depths) if not depth and pieces[at] == "|"]
    return [pieces[last + 1 : end] for last, end in pairwise((-1, *ends, len(pieces)))]


def _opened(way: _Pieces) -> list[_Pieces] | None:
    """The ways without the group that it begins with; without what only looks at what stands there;
    None where it begins with neither.
    """
    head = way[0] if way else ""
    if not head.startswith(_OPENED):
        return None
    end = next(at for at, depth in enumerate(accumulate(map(_opens, way))) if not depth)
    rest = way[end + 1 :]
    if head in _LOOKS:
        return [rest]
    if rest and rest[0].startswith(_REPEATS):
        return None
    return [each if _begins_in_pair(each) else (*each, *rest) for each in _ways(way[1:end])]


def _begins_in_pair(way: _Pieces) -> bool:
    """Whether its first two are plain signs: what stands behind them is of no matter."""
    return len(way) == 1 and len(way[0]) >= _PAIR and way[0][:_PAIR].isalnum()


def _opens(piece: str) -> int:
    return (piece[0] == "(") - (piece == ")")


def _begins(items: tuple[tuple[frozenset[str], str], ...], *, one: bool = False) -> frozenset[str]:
    """The pairs with which it begins, where the first sign stands once and neither may lack; else
    the first sign, unless it is only one (`one`: that too).
    """
    if not items or items[0][1].startswith(_MAY_LACK):
        return frozenset()
    first, times = items[0]
    begun = () if times else next(_pairs(items[:_PAIR]), ())
    return frozenset(begun or (first if one or len(first) > 1 else ()))


def _pairs(items: tuple[tuple[frozenset[str], str], ...]) -> Iterator[frozenset[str]]:
    """The pairs in which those signs stand beside one another."""
    last: frozenset[str] = frozenset()
    for signs, times in items:
        if times.startswith(_MAY_LACK):
            last = frozenset()
            continue
        if last and len(last) * len(signs) <= _MOST_PAIRS:
            yield frozenset(starmap(add, product(last, signs)))
        last = signs


def _is_read(piece: str) -> bool:
    """Whether `_leading` tells all of it."""
    at = 0
    while item := _ITEM.match(piece, at):
        at = item.end()
    return at == len(piece)


def _leading(pattern: str) -> Iterator[tuple[frozenset[str], str]]:
    """The signs that may stand at each place at which it begins, and how often they do."""
    at = 0
    while item := _ITEM.match(pattern, at):
        at = item.end()
        signs = (item["set"] or item["sign"]).replace(_DIGIT, _DIGITS)
        yield frozenset(signs), item["times"] or ""
