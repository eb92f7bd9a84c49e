"""What is left when some is done, held against the whole that is told before:
累计完成投资2413万元，尚有122万元未支出, of 2545万元.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.added.amounts import (
    Added,
    AmountsOf,
    alike,
    counts_of,
    sum_of,
    value_of,
    written_as,
)
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated, words_between

_CUE = late_regex("[尚还仍]有|[尚还]剩|[尚还]余|剩余|结余")
_LEFT = late_regex(r"(?:(?:[尚还仍]有|[尚还]剩余?|[尚还]余|剩余|结余)[^，。；、\d]{0,6})$")
_UNDONE = late_regex(r"^[^，。；、\d]{0,6}(?:未|没|待|正在)")
_SURE_LEFT = late_regex("剩|余")
_DONE = late_regex("已|完成|支出|投入|拨付|使用|竣工|开工|复学|整改|改造")
_STOP = "。\n"
_ALL, _NEAR, _LONGEST, _MOST = Decimal(100), Decimal("0.15"), 40, 24


class _Rest(NamedTuple):
    """What is left, and what is done before it, with what both come to."""

    left: StatedIn
    done: StatedIn
    share: StatedIn | None

    @property
    def added(self) -> Added:
        return sum_of((self.left, self.done))


def check_left(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that does not fit what was told of the whole."""
    words = known.dictionary.vocabulary.reckoning.rest
    cued = tuple(text.find_parts(_CUE))
    if not cued:
        return
    amounts = AmountsOf(text)
    for at in cued:
        stated = counts_of(text, at)
        for place in range(1, len(stated)):
            rest = _read_rest(stated, place)
            here = stated[max(place - _MOST, 0) : place]
            whole = _missed_whole(rest, here, amounts) if rest else None
            if rest is not None and whole is not None and not _is_told(rest, whole, words):
                yield _finding(rest, whole)


def _is_told(rest: _Rest, whole: StatedIn, words: Sequence[str]) -> bool:
    """Whether one sentence has all three, with a word by which another check knows the rest."""
    left = rest.left
    if whole.part is not left.part or whole.quantity.end > left.quantity.start:
        return False
    between = left.part.text[whole.quantity.end : left.quantity.start]
    alone = not any(sign in between for sign in _STOP)
    return alone and any(word in between for word in words)


def _read_rest(stated: Sequence[StatedIn], place: int) -> _Rest | None:
    """The rest with what is done, the last before it in its sentence, and the share of this."""
    left = stated[place]
    if not (left.is_count and left.quantity.unit):
        return None
    said = _LEFT.search(words_between(stated[place - 1], left))
    behind = left.part.text[left.quantity.end : left.quantity.end + _LONGEST]
    if not said or not (_SURE_LEFT.search(said[0]) or _UNDONE.search(behind)):
        return None
    share: StatedIn | None = None
    for at in range(place - 1, max(place - _MOST, 0) - 1, -1):
        each = stated[at]
        if any(sign in each.part.text[each.quantity.end : left.quantity.start] for sign in _STOP):
            return None
        if each.quantity.form is QuantityForm.SHARE:
            share = each
        elif any(alike(left, (each,))):
            words = words_between(stated[at - 1] if at else None, each)
            return _Rest(left, each, share) if _DONE.search(words) else None
    return None


def _missed_whole(rest: _Rest, stated: Sequence[StatedIn], amounts: AmountsOf) -> StatedIn | None:
    """The amount that the two should come to; None where they may come to any that is told."""
    added, own = rest.added, (rest.left, rest.done)
    if _fits_share(rest):
        return None
    here = [each for each in alike(rest.left, stated) if each not in own]
    before = [each for each in amounts.like(rest.left) if each not in own]
    near = _near(added, here, rest) or _near(added, before, rest)
    pairs = combinations(here, 2)
    fits = any(map(added.fits, here)) or any(_come_to(added, pair) for pair in pairs)
    if not near or fits:
        return None
    if near[0] in here:
        return near[-1]
    return None if any(map(added.fits, before)) else near[0]


def _come_to(added: Added, pair: tuple[StatedIn, ...]) -> bool:
    both = sum_of(pair)
    return abs(both.value - added.value) <= both.slack + added.slack


def _fits_share(rest: _Rest) -> bool:
    if rest.share is None or not rest.added.value:
        return False
    off = value_of(rest.done) * _ALL / rest.added.value - rest.share.quantity.number
    return abs(off) <= rest.share.quantity.step


def _near(added: Added, told: Sequence[StatedIn], rest: _Rest) -> list[StatedIn]:
    least = max(value_of(rest.left), value_of(rest.done))
    return [each for each in told if value_of(each) > least and added.is_near(each, _NEAR)]


def _finding(rest: _Rest, whole: StatedIn) -> TextFinding:
    left = value_of(whole) - value_of(rest.done)
    came = written_as(left, rest.left)
    told = quote_stated((whole, rest.done), rest.left)
    message = f"文中写的是“{rest.left.words}”，按{told}算是 {came}"
    span = rest.left.quantity.start, rest.left.quantity.end
    return remind(TextRule.CALCULATION, rest.left.part, span, message, "请核对这几个数")
