"""Totals held against the parts that a text tells of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache, partial
from itertools import accumulate, takewhile
from operator import attrgetter

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary, FactKind, Partition
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.units import UNITS
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import HERE, Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.partitioned import Partitioned
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_FEWEST, _MOST = 2, 60
# Those of all stages are none of one: 小学24所、初中10所、九年一贯制2所.
_SCHOOLS = "所"
_AMONG = "其中"
_WITHIN = late_regex("中(?:[，,、]|有)")
_NEAR = 20
_MEAN = late_regex("年均|人均|平均|每")
_APART = "，。；：（(）)"
_FULL_STOP = late_regex("。")
_LAST_MARK = late_regex("[，。；、：（(\n]")
_CHANGES = late_regex("[增减较比超节]")


class Parted(NamedTuple):
    """A total, and the parts that follow it in its paragraph."""

    whole: StatedIn
    parts: tuple[StatedIn, ...]
    is_told_whole: bool

    @property
    def total(self) -> Decimal:
        return sum((part.quantity.number for part in self.parts), Decimal(0))

    @property
    def is_wrong(self) -> bool:
        """More than the whole is wrong, and so is less where all are told; what follows parts that
        come to it is none of them (学校46所，小学31所、初中15所，幼儿园58所).
        """
        whole = self.whole.quantity.number
        if whole in accumulate(part.quantity.number for part in self.parts):
            return False
        return self.total > whole or (self.is_told_whole and self.total < whole)


def check_parted(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Parts that come to more than their total (an error), or to less though all are told."""
    yield from _check_among(text, _held_areas(known.dictionary))
    yield from (parted_finding(each) for each in _find_by_stage(text) if each.is_wrong)
    yield from (parted_finding(each) for each in _find_outlays(text) if each.is_wrong)
    wrong: dict[StatedIn, list[Parted]] = {}
    for partition in known.dictionary.partitions:
        for parted in _find_parted(partition, text.paragraphs.of(partition)):
            if parted.is_wrong and not _is_of_another(parted, text.stated):
                yield parted_finding(parted)
                wrong.setdefault(parted.whole, []).append(parted)
    for whole, several in wrong.items():
        if len(several) > 1 and len({each.total for each in several}) == 1:
            yield _whole_finding(whole, several)


def _is_of_another(parted: Parted, stated: Sequence[StatedIn]) -> bool:
    """Whether the parts are those of a number that stands between: 寄宿生732人（男生388人……）."""
    whole, first, order = parted.whole, parted.parts[0], attrgetter("order")
    begin = bisect_left(stated, (whole.at, whole.quantity.end), key=order)
    end = bisect_left(stated, first.order, begin, key=order)
    if any(each.quantity.number == parted.total for each in stated[begin:end]):
        return True
    return parted.total == _total_of_stages(whole, stated[max(begin - _MOST, 0) : begin])


def _total_of_stages(whole: StatedIn, before: Sequence[StatedIn]) -> Decimal:
    """What it comes to with those of other stages before it: 小学部教师20人，初中部教师28人."""
    found = {whole.quantity.scope.stage: whole.quantity.number}
    for each in before if whole.quantity.scope.stage else ():
        same = each.part is whole.part and each.quantity.subjects == whole.quantity.subjects
        if same and each.quantity.scope.stage:
            found[each.quantity.scope.stage] = each.quantity.number
    return sum(found.values(), Decimal(0))


def _find_parted(partition: Partition, told: Partitioned) -> Iterator[Parted]:
    """The totals of that partition with their parts, in order."""
    for stated, count in told.paragraphs if told.wholes else ():
        if count >= _FEWEST:
            yield from _parted_in(partition, told, stated)


def _parted_in(
    partition: Partition, told: Partitioned, stated: Sequence[StatedIn]
) -> Iterator[Parted]:
    """Each total with the parts behind it, until another total or the paragraph's end."""
    whole: StatedIn | None = None
    parts: list[tuple[str, StatedIn]] = []
    for each in (*stated, None):
        begins = each in told.wholes
        if each and whole and not begins:
            word = told.words.get(each, "")
            is_new = word and word not in dict(parts) and _is_alike(each, whole)
            if is_new and not (parts and is_inner(each, parts[-1][1])):
                parts.append((word, each))
            continue
        if whole and len(parts) >= _FEWEST:
            ended = any(word in partition.last for word, _ in parts)
            yield Parted(whole, tuple(part for _, part in parts), ended)
        whole = each if begins else None
        parts = []


def is_inner(each: StatedIn, last: StatedIn) -> bool:
    """Whether it is a part of the last part: 高级5人，其中正高级1人."""
    if not each.quantity.among:
        return False
    text, begin, end = each.part.text, last.quantity.said_to, each.quantity.start
    # Found where it first stands: the words between may be a whole paragraph.
    return any(text.find(mark, begin, end) >= 0 for mark in (_AMONG, "（", "("))


def _is_alike(each: StatedIn, whole: StatedIn) -> bool:
    """Whether it is counted as the whole is, and of the same time."""
    one, other = each.quantity, whole.quantity
    return one.scope.period in ("", other.scope.period) and one.units == other.units


def _find_by_stage(text: ReadText) -> Iterator[Parted]:
    """Each total with its parts by stage: 在校生900人，其中小学600人、初中300人."""
    wholes: dict[tuple[str, ...], StatedIn] = {}
    parts: dict[StatedIn, dict[str, StatedIn]] = {}
    places = {each.order: at for at, each in enumerate(text.stated)}
    for each in text.stated:
        subjects, stage = each.quantity.subjects, each.quantity.scope.stage
        if not subjects or not _may_be_added(each):
            continue
        whole = wholes.get(subjects)
        if not stage:
            wholes[subjects] = each
        elif whole is not None and whole.part is each.part:
            parts.setdefault(whole, {}).setdefault(stage, each)
    for whole, found in parts.items():
        if len(found) >= _FEWEST:
            told = tuple(found.values())
            behind = text.stated[(at := places[told[-1].order] + 1) : at + _MOST]
            all_told = whole.quantity.unit != _SCHOOLS and not _goes_on(told[-1], behind)
            yield Parted(whole, told, is_told_whole=all_told)


def _goes_on(last: StatedIn, behind: Sequence[StatedIn]) -> bool:
    """Whether more that is counted so stands behind it in its sentence: 特殊教育120人."""
    for each in behind:
        if each.part is not last.part or _FULL_STOP.search(_between(last, each)):
            return False
        if each.quantity.units == last.quantity.units:
            return True
    return False


def _find_outlays(text: ReadText) -> Iterator[Parted]:
    """Each sum of money with its parts in the same sentence: 368万元，其中2021年98万元……"""
    money = [each for each in text.stated if _is_outlay(each)]
    for at, whole in enumerate(money[:-1]):
        mean = _MEAN.search(_clause_before(whole))
        if not mean and _AMONG in _between(whole, money[at + 1]):
            behind = money[at + 1 : at + 1 + _MOST]
            parts = tuple(takewhile(partial(_is_beneath, whole), behind))
            if len(parts) >= _FEWEST:
                yield Parted(whole, parts, is_told_whole=False)


def _is_outlay(each: StatedIn) -> bool:
    quantity = each.quantity
    if quantity.nearness is not Nearness.EXACT or quantity.per is not None:
        return False
    return any(unit in UNITS[FactKind.MONEY] for unit, _ in quantity.units)


def _is_beneath(whole: StatedIn, part: StatedIn) -> bool:
    """Whether it stands in the same sentence, is no growth, and not parted anew."""
    between = _between(whole, part)
    stopped = any(mark in between for mark in "。；") or between.count(_AMONG) > 1
    changed = _CHANGES.search(part.quantity.kind) or _CHANGES.search(_clause_before(part))
    return not (stopped or changed)


def _clause_before(each: StatedIn) -> str:
    """What stands right before the number, back to a mark."""
    text = each.part.text[max(each.quantity.start - _NEAR, 0) : each.quantity.start]
    return _LAST_MARK.split(text)[-1]


def _between(one: StatedIn, other: StatedIn) -> str:
    """The words from the one to the other; a stop where they stand in two paragraphs."""
    if one.part is not other.part:
        return "。"
    return one.part.text[one.quantity.said_to : other.quantity.start]


def _may_be_added(each: StatedIn) -> bool:
    quantity = each.quantity
    exact = quantity.nearness is Nearness.EXACT and quantity.form is QuantityForm.AMOUNT
    plain = not (quantity.kind or quantity.scope.grade or quantity.scope.whose)
    return exact and plain and quantity.per is None


def parted_finding(parted: Parted) -> TextFinding:
    """What the parts come to, beside their total."""
    first, last = parted.parts[0].quantity, parted.parts[-1].quantity
    total, whole = parted.total, parted.whole.quantity.number
    told = quote_stated((parted.whole,), parted.parts[0])
    differs = "多" if total > whole else "少"
    words = "、".join(part.words for part in parted.parts)
    scale = parted.whole.quantity.scale
    added, off = (format_short(each / scale) for each in (total, abs(total - whole)))
    unit = parted.whole.written_unit
    message = f"“{words}”合计 {added}{unit}，比{told}{differs} {off}{unit}"
    severity = Severity.ERROR if total > whole else Severity.WARNING
    part, said = parted.parts[0].part, parted.whole.quantity
    begin = said.said_from if parted.whole.part is part else first.said_from
    span = min(begin, first.said_from), last.end
    return TextFinding(TextRule.PARTS, severity, part, *span, message, "请核对各部分和总数")


def _whole_finding(whole: StatedIn, several: Sequence[Parted]) -> TextFinding:
    """Where the parts agree among themselves it is the total that is doubtful."""
    quantity = whole.quantity
    total = format_short(several[0].total)
    message = f"文中写的是“{whole.words}”，几种分法合计都是 {total}"
    return TextFinding(
        TextRule.PARTS,
        Severity.ERROR,
        whole.part,
        quantity.start,
        quantity.end,
        message,
        "请核对总数",
    )


_CLOSED = late_regex("^[^（(]*[）)]")
_NOT_ABOVE = late_regex(r"\s*(\w+)\s*<=\s*(\w+)\s*")


@lru_cache(maxsize=16)
def _held_areas(dictionary: FactDictionary) -> frozenset[tuple[str, str]]:
    """The facts of which the one is never above the other."""
    told = (_NOT_ABOVE.fullmatch(each.formula.text) for each in dictionary.relations)
    return frozenset((found[1], found[2]) for found in told if found)


def _check_among(text: ReadText, held: AbstractSet[tuple[str, str]]) -> Iterator[TextFinding]:
    """其中女生900人 behind 学生880人: no part is above its whole, nor is any that follows it."""
    whole: StatedIn | None = None
    before: StatedIn | None = None
    for last, part in zip(text.stated, text.stated[1:], strict=False):
        if _may_hold(last, part, held) and not _is_joined(before, last):
            whole = last
        elif whole is not None and not _follows(last, part, whole):
            whole = None
        if whole is not None and part.quantity.number > whole.quantity.number:
            yield _among_finding(whole, part)
        before = last


def _is_joined(before: StatedIn | None, whole: StatedIn) -> bool:
    """Whether what follows may be parts of two: 教师30人、班主任12人，其中县级18人."""
    if before is None or before.quantity.units != whole.quantity.units:
        return False
    between = _between(before, whole)
    return "、" in between and not any(mark in between for mark in _APART)


def _follows(last: StatedIn, part: StatedIn, whole: StatedIn) -> bool:
    """Whether it stands behind other parts in their sentence, and is of nothing that is known."""
    one, other = whole.quantity, part.quantity
    alike = one.units == other.units and one.scope == other.scope and not other.subjects
    stopped = any(mark in _between(last, part) for mark in "。；共")
    return alike and part.is_exact and not stopped and _CHANGES.search(other.kind) is None


def _may_hold(whole: StatedIn, part: StatedIn, held: AbstractSet[tuple[str, str]]) -> bool:
    """Whether it is said to be a part, and counted as its whole is."""
    one, other = whole.quantity, part.quantity
    if one.units != other.units or not one.units or one.form is not QuantityForm.AMOUNT:
        return False
    exact = {one.nearness, other.nearness} == {Nearness.EXACT} and one.per is other.per is None
    whose = one.scope.whose == other.scope.whose or one.scope == HERE
    if not (exact and whose and _is_told_within(whole, part)):
        return False
    # Of two known kinds of area the one need not be a part of the other.
    held_so = any((name, total) in held for name in other.subjects for total in one.subjects)
    return held_so or not (one.subjects and other.subjects and "㎡" in dict(one.units))


def _is_told_within(whole: StatedIn, part: StatedIn) -> bool:
    """Whether the words between them say that it is a part: 其中."""
    between = _between(whole, part)
    # 63所（含市直5所），其中小学48所: those are of what stands before the brackets.
    if _CLOSED.match(between) or any(mark in between for mark in "。；"):
        return False
    among = _WITHIN.match(between) or (part.quantity.among and _AMONG in between)
    # Who are counted stand before what they come to in the mean: 156人，平均班额26人，其中男82人.
    return bool(among) and not _MEAN.search(_clause_before(whole))


def _among_finding(whole: StatedIn, part: StatedIn) -> TextFinding:
    quantity = part.quantity
    message = f"“{part.words}”是其中一部分，却多于{quote_stated((whole,), part)}"
    return TextFinding(
        TextRule.PARTS,
        Severity.ERROR,
        part.part,
        quantity.start,
        quantity.end,
        message,
        "请核对这两个数",
    )
