"""A number held against what follows it in brackets or behind 其中, whatever is counted:
18个教学班，其中低年级6个、中年级6个、高年级8个.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactKind
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.units import UNITS
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.partitioned import is_whole_of, part_word
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between
from reportgen.words.marks import behind_marks

_OPENED = late_regex(r"^[^，。；：（(\d]{0,8}(?:，占[^。；，（(]{1,18})?(?:[（(]|[，：]?其中)")
_CUE = late_regex("[（(中](?:(?<=[（(])|(?<=其中))")
# The words of a part: nothing that ends a list, or tells of a change.
_LISTED = late_regex(r"^(?:[^。；（）()比较增减占共各每]|占(?=地)){0,14}$")
_LIST_MARKS, _LONGEST_CLAUSE, _SHORTEST = "，、；。：（(", 24, 2
_LINK = late_regex("其中|[有为是达约]")
_LINKS = "有为是达约"
_KINDS = frozenset("类型组级部等")
_MOST, _FEWEST = 12, 2
# What comes so near to the whole was to be all of it; parts that overlap come to more.
_NEAR, _OVER = Decimal("0.85"), Decimal("1.2")


def check_listed_parts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for parts in one list that come to a little more than their whole, or, where all
    are named alike, to a little less.
    """
    cued = set(text.find_parts(_CUE))
    for at, whole in enumerate(text.stated):
        if whole.at in cued and whole.is_exact and _is_counted(whole):
            parts = _parts_behind(whole, text.stated[at + 1 : at + 1 + _MOST])
            if len(parts) >= _FEWEST and not _is_parted_elsewhere(whole, parts, known):
                yield from _check(whole, parts)


def _is_counted(whole: StatedIn) -> bool:
    """Whether its unit is known; sums of money are another check's."""
    units = dict(whole.quantity.units)
    return bool(units) and not any(unit in UNITS[FactKind.MONEY] for unit in units)


def _parts_behind(whole: StatedIn, behind: Sequence[StatedIn]) -> list[StatedIn]:
    """The numbers of the list, which are counted as the whole is."""
    parts: list[StatedIn] = []
    last = whole
    for each in behind:
        if not parts and each.part is whole.part and _is_share(each):
            # 213人，占23.5%，其中双留守156人.
            continue
        if each.part is not whole.part or each.quantity.units != whole.quantity.units:
            break
        pattern = _LISTED if parts else _OPENED
        if not each.is_count or not pattern.search(words_between(last, each)):
            break
        parts.append(each)
        last = each
    return parts


def _is_share(each: StatedIn) -> bool:
    return each.quantity.form is QuantityForm.SHARE or each.quantity.unit == "成"


def _is_parted_elsewhere(whole: StatedIn, parts: Sequence[StatedIn], known: KnownFigures) -> bool:
    """Whether it is a total that is known to be parted so, which is another check's."""
    return any(
        is_whole_of(each, whole) and all(part_word(each, part) for part in parts)
        for each in known.dictionary.partitions
    ) or bool(whole.quantity.subjects and any(each.quantity.scope.stage for each in parts))


def _check(whole: StatedIn, parts: Sequence[StatedIn]) -> Iterator[TextFinding]:
    total = sum((each.quantity.number for each in parts), Decimal(0))
    number = whole.quantity.number
    numbers = [each.quantity.number for each in parts]
    # 城区18所、农村58所，民办4所: the last are no more of them.
    off = number not in accumulate(numbers)
    near = number * _NEAR <= total <= number * _OVER and off
    sure = _are_alike(parts) or _are_named(whole, parts) or _are_of_kinds(parts)
    sure = sure or (total > number and (len(parts) > _FEWEST or _are_stages(parts)))
    if not (near and sure):
        return
    first, last = parts[0].quantity, parts[-1].quantity
    words = whole.part.text[first.start : last.end]
    added = f"{format_short(total / whole.quantity.scale)}{whole.written_unit}"
    message = f"“{words}”相加是 {added}，总数写的是“{whole.written}”"
    span = whole.quantity.start, last.end
    yield remind(TextRule.PARTS, whole.part, span, message, "请核对各部分和总数")


def _are_of_kinds(parts: Sequence[StatedIn]) -> bool:
    """Whether each label ends in the same word for a kind: 科技类9个、艺术类17个、体育类12个."""
    ends = {each.part.text[: each.quantity.start].rstrip(_LINKS)[-1:] for each in parts}
    return len(parts) > _FEWEST and len(ends) == 1 and ends <= _KINDS


def _are_named(whole: StatedIn, parts: Sequence[StatedIn]) -> bool:
    """Whether the whole is named by its parts: 新建、改扩建学校12所，其中新建5所、改扩建7所."""
    text, end = whole.part.text, whole.quantity.start
    clause = text[max(end - _LONGEST_CLAUSE, 0) : end]
    labels = [
        _LINK.sub("", each.part.text[low : each.quantity.start]) for low, each in _lows(parts)
    ]
    return all(len(label) >= _SHORTEST and label in clause for label in labels)


def _lows(parts: Sequence[StatedIn]) -> Iterator[tuple[int, StatedIn]]:
    """Each part with where the words before it begin."""
    for each in parts:
        text, end = each.part.text, each.quantity.start
        first = max(end - _LONGEST_CLAUSE, 0)
        yield behind_marks(text, _LIST_MARKS, first, end), each


def _are_stages(parts: Sequence[StatedIn]) -> bool:
    """Whether each is of another stage."""
    stages = {each.quantity.scope.stage for each in parts}
    return len(stages) == len(parts) and "" not in stages


def _are_alike(parts: Sequence[StatedIn]) -> bool:
    """Whether the same words stand before each number: 小学有学位, 中学有学位."""
    ends = set()
    for each in parts:
        before = each.part.text[max(each.quantity.start - 4, 0) : each.quantity.start]
        ends.add(before.rstrip(_LINKS)[-2:])
    return len(ends) == 1
