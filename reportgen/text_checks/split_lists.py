"""The list of parts that a text gives behind a number: 65所（小学38所、中学27所）, 354亩，其中……"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.stated_figures import StatedIn

_OPEN, _CLOSE = "（(", "）)"
_MOST, _FARTHEST, _LONGEST_LABEL = 14, 60, 14
_ENDS, _BRACKETS = frozenset("。；\n"), frozenset(_OPEN + _CLOSE)
_MARKS = late_regex(r"[，、；。：:（(）)\s]|和(?=[^，]{2})|及|与")
_TURNS = late_regex("[比较增减共缺里各每]|占(?!地)|这[些里]|合计|总计|其中|平均|人均|生均")
_LINKS = late_regex(r"(?:各?有|为|是|达到?|约|的)+$")
_NO_SPLIT = ("含", "其中含", "包括", "如", "不含", "另")
_AMONG_BEHIND = late_regex(r"^[，]?其中[：:，]?")


class ListOpening(StrEnum):
    """How a list begins."""

    BRACKET = "括号"
    AMONG = "其中"
    EACH = "分别"
    COMMA = "逗号"


_OPENERS: Mapping[ListOpening, re.Pattern[str]] = {
    ListOpening.BRACKET: late_regex(
        r"^(?:[、，][^，。；：（(）)]{0,14})?[^，。；：（(）)]{0,10}[（(](?P<at>)"
    ),
    ListOpening.AMONG: late_regex(r"^[^。；（(）)]{0,30}?[，、；。：（(]?其中[：:，]?(?P<at>)"),
    ListOpening.EACH: late_regex(
        r"^[^。；，（(）)\d]{0,10}[，]?(?:分别|依次)[为是有]?(?P<at>)|^[^。；，（(）)\d]{0,8}[：:](?P<at2>)|^，分为(?P<at3>)"
    ),
    ListOpening.COMMA: late_regex(r"^[^。；，：（(）)\d]{0,6}，(?P<at>)"),
}


class PartsList(NamedTuple):
    """A number, and what the list behind it says of its parts, each with its words."""

    whole: StatedIn
    parts: tuple[StatedIn, ...]
    labels: tuple[str, ...]
    opening: ListOpening
    is_closed: bool
    """Whether the list ends with its brackets, or its sentence."""
    is_mixed: bool = False
    """Whether something is counted in it otherwise than the whole."""

    def first(self, count: int) -> PartsList:
        """The first of its parts alone."""
        if count == len(self.parts):
            return self
        parts, labels = self.parts[:count], self.labels[:count]
        return self._replace(parts=parts, labels=labels, is_closed=False)

    @property
    def total(self) -> Decimal:
        return sum((each.quantity.number for each in self.parts), Decimal(0))


def find_lists(stated: Sequence[StatedIn]) -> Iterator[PartsList]:
    """All lists of two parts and more, in order."""
    for at, whole in enumerate(stated[:-1]):
        if whole.is_count and whole.quantity.unit:
            yield from _lists_behind(whole, stated[at + 1 : at + 1 + _MOST])


def _lists_behind(whole: StatedIn, behind: Sequence[StatedIn]) -> Iterator[PartsList]:
    text, end = whole.part.text, whole.quantity.end
    first = _first_alike(whole, behind)
    if first is None:
        return
    gap = text[end : first.quantity.start]
    for opening, pattern in _OPENERS.items():
        found = pattern.match(gap)
        if found is None:
            continue
        start = end + found.end()
        closed = _closing(text, start) if opening is ListOpening.BRACKET else -1
        yield from _read(whole, behind, opening, (start, closed))
        if closed >= 0 and (more := _AMONG_BEHIND.match(text[closed + 1 : closed + 6])):
            yield from _read(whole, behind, ListOpening.AMONG, (closed + 1 + more.end(), -1))
        return


def _first_alike(whole: StatedIn, behind: Sequence[StatedIn]) -> StatedIn | None:
    """The first that stands near and is counted as the whole is."""
    farthest = whole.quantity.end + _FARTHEST
    for each in behind:
        if each.at != whole.at or each.quantity.start > farthest:
            return None
        if _is_alike(each, whole):
            return each
    return None


def _is_alike(each: StatedIn, whole: StatedIn) -> bool:
    """Whether it is counted as the whole is."""
    one, other = each.quantity, whole.quantity
    if one.units != other.units or not (other.units or one.unit == other.unit):
        return False
    return one.form is QuantityForm.AMOUNT and one.per is None


def _closing(text: str, start: int) -> int:
    """Where the bracket closes that is open there; -1 for nowhere."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if not depth:
            return at
    return -1


def _read(
    whole: StatedIn, behind: Sequence[StatedIn], opening: ListOpening, span: tuple[int, int]
) -> Iterator[PartsList]:
    """The list that begins at the one place and ends before the other (-1: with its sentence)."""
    start, closed = span
    if whole.part.text.startswith(_NO_SPLIT, start):
        return
    items = _Items(whole, start, closed)
    for each in behind:
        if each.quantity.start >= start and not items.take(each):
            break
    else:
        items.is_ended = True
    if len(items.parts) > 1:
        ended = closed >= 0 or items.is_ended
        parts, labels = tuple(items.parts), tuple(items.labels)
        yield PartsList(whole, parts, labels, opening, ended, items.is_mixed)


class _Items:
    """The items of a list, taken one by one."""

    def __init__(self, whole: StatedIn, start: int, closed: int) -> None:
        self.parts: list[StatedIn] = []
        self.labels: list[str] = []
        self.is_mixed = self.is_ended = False
        self._whole, self._last, self._closed = whole, start, closed
        self._depth, self._label = 0, ""

    def take(self, each: StatedIn) -> bool:
        """Take a number that is an item, or is told beside one; False where the list ends."""
        start, text = each.quantity.start, self._whole.part.text
        if each.at != self._whole.at or 0 <= self._closed <= start:
            self.is_ended = True
            return False
        between, self._last = text[self._last : start], each.quantity.end
        if not _BRACKETS.isdisjoint(between):
            self._depth += sum(map(between.count, _OPEN)) - sum(map(between.count, _CLOSE))
        if self._depth < 0 or (self._closed < 0 and not _ENDS.isdisjoint(between)):
            self.is_ended = True
            return False
        return bool(self._depth) or self._add(each, between)

    def _add(self, each: StatedIn, between: str) -> bool:
        told = _LINKS.sub("", _MARKS.split(between)[-1].strip())
        self._label = told or each.quantity.scope.stage or self._label
        if not _is_alike(each, self._whole):
            # 教学点5个 of 68所: what is counted in another word may be one of them.
            self.is_mixed |= bool(told) and each.quantity.form is QuantityForm.AMOUNT
            return True
        if not each.is_count or _TURNS.search(between) or len(self._label) > _LONGEST_LABEL:
            return False
        self.parts.append(each)
        self.labels.append(self._label)
        return True
