"""What has something and what has not, of all: 169所学校中，有跑道的41所，无跑道的118所."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, groupby, pairwise

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.marks import behind_marks

_MARKS = "，。；：、（）()\n"
_CUE = late_regex("[无未不非没以](?:(?<=[无未不非])|(?<=没)有|(?<=以)[上下])")
_LINK = late_regex(r"(?:的?(?:有|为|是|共|达到?|约|仅|各有)?)$")
# What is said of the one, and not of the other.
_DENIALS = (
    ("有", "无"),
    ("有", "没有"),
    ("已", "未"),
    ("", "不"),
    ("", "未"),
    ("", "非"),
    ("", "没有"),
)
_NO = tuple(no for _, no in _DENIALS)
_UPPER, _LOWER = late_regex("(?:及|（含）)?以上"), late_regex("(?:及|（含）)?以下")
# Some are neither.
_OTHERS = late_regex(
    "不能判断|无法|缺数据|数据不全|免[检测评修]|缺[考检测]|[未没][有参检测评]|其[他余]|另有"
)
_STOP = late_regex("[。！？\n]")
_NEAR, _ALL_BUT, _LONGEST, _FEWEST = 5, 25, 20, 2


def check_opposite_counts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for two counts, the one of what is and the other of what is not, that come to
    nearly as much as the whole before them, and not to it.
    """
    cued = set(text.find_parts(_CUE))
    for at, stated in groupby(text.stated, key=lambda each: each.at):
        if at in cued:
            counts = [each for each in stated if _is_counted(each)]
            for place, (one, other) in enumerate(pairwise(counts)):
                cued_pair = _is_cued(other) or _is_cued(one)
                if cued_pair and _are_opposite(_label(one), _label(other)):
                    yield from _check(counts, place)


def _is_counted(each: StatedIn) -> bool:
    return each.quantity.form is QuantityForm.AMOUNT and each.is_count and bool(each.quantity.unit)


def _is_cued(each: StatedIn) -> bool:
    """Whether its label may say that something is not, or where a bound is."""
    end = each.quantity.start
    return _CUE.search(each.part.text, max(end - _LONGEST, 0), end) is not None


def _check(counts: Sequence[StatedIn], place: int) -> Iterator[TextFinding]:
    one, other = counts[place : place + _FEWEST]
    if one.quantity.units != other.quantity.units:
        return
    total = one.quantity.number + other.quantity.number
    whole = _whole_of(counts, place, total)
    if whole is None:
        return
    if total < whole.quantity.number and _OTHERS.search(one.part.text, whole.quantity.end):
        return
    if abs(whole.quantity.number - total) * _NEAR <= whole.quantity.number:
        words = one.part.text[one.quantity.start : other.quantity.end]
        added = f"{format_short(total)}{whole.written_unit}"
        message = f"“{words}”相加是 {added}，总数写的是“{whole.written}”"
        span = one.quantity.start, other.quantity.end
        yield remind(TextRule.PARTS, one.part, span, message, "请核对各部分和总数")


def _whole_of(counts: Sequence[StatedIn], place: int, total: Decimal) -> StatedIn | None:
    """The count before the two that they should come to; None where one is what they come to."""
    one, before = counts[place], counts[:place]
    wholes = [each for each in before if _may_hold(each, one)]
    wholes = wholes or [each for each in before if _is_near(each, one, total)]
    # 不合格3人，其余免检5人: more of them may follow.
    sums = accumulate((each.quantity.number for each in _behind(counts, place)), initial=total)
    agree = not {each.quantity.number for each in wholes}.isdisjoint(sums)
    return None if agree or not wholes else wholes[-1]


def _behind(counts: Sequence[StatedIn], place: int) -> Iterator[StatedIn]:
    """Those that are counted alike and follow in the sentence."""
    other = counts[place + 1]
    for each in counts[place + _FEWEST :]:
        between = each.part.text[other.quantity.end : each.quantity.start]
        if each.quantity.units != other.quantity.units or _STOP.search(between):
            return
        yield each


def _may_hold(whole: StatedIn, one: StatedIn) -> bool:
    """Whether it stands in the same sentence, and is more."""
    between = one.part.text[whole.quantity.end : one.quantity.start]
    alike = whole.quantity.units == one.quantity.units
    return alike and not _STOP.search(between) and whole.quantity.number > one.quantity.number


def _is_near(whole: StatedIn, one: StatedIn, total: Decimal) -> bool:
    """Whether it stands in another sentence of the paragraph, and is all but what they come to."""
    off = abs(whole.quantity.number - total)
    return whole.quantity.units == one.quantity.units and off * _ALL_BUT <= total


def _label(each: StatedIn) -> str:
    """What stands right before a number."""
    text, end = each.part.text, each.quantity.start
    low = max(end - _LONGEST, 0)
    return _LINK.sub("", text[behind_marks(text, _MARKS, low, end) : end])


def _are_opposite(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if _UPPER.search(one) and _LOWER.search(other):
        return _UPPER.split(one)[-1] == _LOWER.split(other)[-1]
    return _is_denied(one, other) or _is_denied(other, one)


def _is_denied(said: str, other: str) -> bool:
    """Whether the other says that of what is not so."""
    if not other.startswith(_NO):
        return False
    told = ((said.removeprefix(yes), no) for yes, no in _DENIALS if said.startswith(yes))
    return any(other == f"{no}{core}" for core, no in told if len(core) >= _FEWEST)
