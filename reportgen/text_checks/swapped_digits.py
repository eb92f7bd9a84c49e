"""Two numbers of one thing of which the one has two digits of the other changed round:
运动场地8810平方米 and 8180平方米.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby, pairwise
from operator import attrgetter

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.stated_quantity import StatedQuantity
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

# Shorter numbers have the same digits by chance.
_FEWEST_DIGITS, _MOST_OF_ONE = 4, 6
_BEFORE, _BEHIND, _SHARED, _SAME_BESIDE = 20, 10, 3, 2
_STOPS = late_regex("[。；\n]")
_NAMES = late_regex(r"[\u4e00-\u9fff]{3,}")
_YEAR = late_regex(r"\d")
_HINT = "两个数只有相邻的两位数字对调了，请核对"
_Key = tuple[str, object, str]


def check_swapped_digits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both numbers, in different sentences that name the same thing."""
    groups: dict[_Key, list[StatedIn]] = {}
    for each in text.stated:
        quantity = each.quantity
        # 差异系数0.4175 has no unit.
        if not (each.is_exact and (quantity.unit or "." in each.written)):
            continue
        digits = _digits(each)
        fewest = _FEWEST_DIGITS - ("." in each.written)
        if len(digits) >= fewest:
            period = quantity.scope.period if _YEAR.search(quantity.scope.period) else ""
            key = "".join(sorted(digits)), quantity.units, period
            groups.setdefault(key, []).append(each)
    yield from _check_pairs(text)
    for group in groups.values():
        for one, other in combinations(group[:_MOST_OF_ONE], 2):
            if _are_swapped(_digits(one), _digits(other)) and _are_of_one(one, other):
                # What has no unit is a coefficient, and the later one is likely a slip.
                yield from [_finding(one, other)] if one.quantity.unit else ()
                yield _finding(other, one)


def _check_pairs(text: ReadText) -> Iterator[TextFinding]:
    """A reminder where two are the same but for that in a row of pairs that are: 小学732人，课桌椅
    732套；教学点3197人，课桌椅3179套.
    """
    for _, stated in groupby(text.stated, key=attrgetter("at")):
        pairs = [pair for pair in pairwise(stated) if _is_pair(*pair)]
        same = sum(one.quantity.number == other.quantity.number for one, other in pairs)
        for one, other in pairs if same >= _SAME_BESIDE else ():
            digits = _digits(one), _digits(other)
            if sorted(digits[0]) == sorted(digits[1]) and _are_swapped(*digits):
                yield _finding(other, one)


def _is_pair(one: StatedIn, other: StatedIn) -> bool:
    """Whether both count, each in its unit, and nothing but a name and a comma is between."""
    first, second = one.quantity, other.quantity
    if not (one.is_count and other.is_count) or first.units == second.units:
        return False
    between = one.part.text[first.end : second.start]
    return "，" in between and not _STOPS.search(between) and len(between) <= _BEFORE


def _digits(each: StatedIn) -> str:
    return "".join(filter(str.isdecimal, each.written))


def _are_swapped(one: str, other: str) -> bool:
    apart = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return len(apart) == 2 and apart[1] == apart[0] + 1


def _are_of_one(one: StatedIn, other: StatedIn) -> bool:
    """Whether they are told apart from each other, and of what has the same name."""
    first, second = one.quantity, other.quantity
    told = first.subjects == second.subjects and bool(first.subjects) and _are_plain(first, second)
    near = one.part is other.part and not _STOPS.search(one.part.text, first.end, second.start)
    return not (told or near) and bool(_names(one) & _names(other))


def _are_plain(one: StatedQuantity, other: StatedQuantity) -> bool:
    return not (one.kind or other.kind) and one.scope == other.scope and one.per == other.per


def _names(each: StatedIn) -> frozenset[str]:
    """All three characters that stand beside the number in its sentence."""
    text, quantity = each.part.text, each.quantity
    before = _STOPS.split(text[max(quantity.start - _BEFORE, 0) : quantity.start])[-1]
    behind = _STOPS.split(text[quantity.end : quantity.end + _BEHIND])[0]
    words = [*_NAMES.findall(before), *_NAMES.findall(behind)]
    starts = ((word, at) for word in words for at in range(len(word) - _SHARED + 1))
    return frozenset(word[at : at + _SHARED] for word, at in starts)


def _finding(one: StatedIn, other: StatedIn) -> TextFinding:
    message = f"文中写的是“{one.words}”，另一处写的是{quote_stated((other,), one)}"
    span = one.quantity.start, one.quantity.end
    return remind(TextRule.REPEATED, one.part, span, message, _HINT)
