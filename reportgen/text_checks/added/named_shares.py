"""Shares in a row, of which all but one fit what they are of: 校舍建设类占62.8%，设备类占18.5%，
附属设施占11.8%, behind the amounts of each; 占比分别为65%、67%、63% of two rows of amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.added.amounts import (
    counts_of,
    rounding_of,
    unit_of,
    value_of,
)
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, are_in_row, quote_stated, words_between

_NAMED_CUE = late_regex(r"占[^，。；\n]{0,12}%[^。\n]{0,40}占")
_LIST_CUE = late_regex("分别|同比|环比|上年")
_NAMED = late_regex(
    r"(?:^|[，。；：、])\s?(?:其中)?(?P<name>[一-鿿“”（）]{3,14}?)(?:分别)?(?:约|各)?占(?:比)?"
    r"(?P<whole>[一-鿿]{0,8}?)的?(?:比例)?[为约是达到]*$"
)
_TAILS = ("投资", "资金", "项目", "人数", "面积", "经费", "教师", "学生")
_LISTED_SHARE = late_regex("占|比例|比重|比率")
_LISTED_GROWTH = late_regex(r"(?P<up>增长|增加|提高|上升)|(?P<down>下降|减少|降低)")
_SEGMENT = "。；：\n"
_FEWEST, _SHORTEST, _MOST, _MOST_ROWS, _ALL = 3, 3, 30, 6, Decimal(100)
_HINT = "请核对这几个数"


class _Share(NamedTuple):
    """A share, and the part that its name tells."""

    share: StatedIn
    part: StatedIn


def check_named_shares(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that does not fit where the others of its row do."""
    for at in text.find_parts(_NAMED_CUE):
        stated = counts_of(text, at)
        for row in _named_rows(stated):
            yield from _check_named(row, stated)
    for at in text.find_parts(_LIST_CUE):
        yield from _check_lists(counts_of(text, at))


def _is_share(each: StatedIn) -> bool:
    quantity = each.quantity
    return quantity.form is QuantityForm.SHARE and quantity.high is None


def _named_rows(stated: Sequence[StatedIn]) -> Iterator[list[_Share]]:
    """The shares that stand one behind the other, each with its name, and an amount of that name
    before all of them.
    """
    row: list[StatedIn] = []
    names: list[str] = []
    for at, each in enumerate(stated):
        found = _NAMED.search(words_between(stated[at - 1] if at else None, each))
        if _is_share(each) and found:
            row.append(each)
            names.append(found["name"])
            continue
        yield from _with_parts(row, names, stated)
        row, names = [], []
    yield from _with_parts(row, names, stated)


def _with_parts(
    row: Sequence[StatedIn], names: Sequence[str], stated: Sequence[StatedIn]
) -> Iterator[list[_Share]]:
    if len(row) < _FEWEST:
        return
    begin = row[0].quantity.start
    before = [each for each in stated if each.is_count and each.quantity.end <= begin][-_MOST:]
    found = [_part_of(name, before) for name in names]
    told = [(one, part) for one, parts in zip(row, found, strict=True) for part in parts]
    for unit in dict.fromkeys(unit_of(part) for _, part in told):
        first: dict[int, _Share] = {}
        for one, part in told:
            if unit_of(part) == unit:
                first.setdefault(one.quantity.start, _Share(one, part))
        if unit and len(first) >= _FEWEST:
            yield list(first.values())


def _part_of(name: str, before: Sequence[StatedIn]) -> list[StatedIn]:
    """The amounts in whose segment of a sentence the name stands before them."""
    for tail in _TAILS:
        name = name.removesuffix(tail) if len(name) > _SHORTEST + 1 else name
    return [each for each in before if name in _segment(each)]


def _segment(each: StatedIn) -> str:
    text, start = each.part.text, each.quantity.start
    begin = max(text.rfind(sign, 0, start) for sign in _SEGMENT) + 1
    return text[begin:start]


def _check_named(row: Sequence[_Share], stated: Sequence[StatedIn]) -> Iterator[TextFinding]:
    """Of the whole that all but one of them fit."""
    unit, begin = unit_of(row[0].part), row[0].share.quantity.start
    parts = [each.part for each in row]
    wholes = [
        each
        for each in stated
        if each.is_count and each.quantity.end <= begin and unit_of(each) == unit
    ]
    wholes = wholes[-_MOST:]
    for whole in wholes:
        fitting = [each for each in row if _fits(each.share, each.part, whole)]
        if whole in parts or len(fitting) != len(row) - 1:
            continue
        (wrong,) = (each for each in row if each not in fitting)
        if not any(_fits(wrong.share, wrong.part, each) for each in wholes):
            yield _finding(wrong.share, wrong.part, whole)
            return


def _ratio(part: StatedIn, whole: StatedIn) -> Decimal:
    return value_of(part) * _ALL / value_of(whole) if value_of(whole) else Decimal(0)


def _fits(share: StatedIn, part: StatedIn, whole: StatedIn) -> bool:
    return _is_so(share, _ratio(part, whole), part, whole)


def _is_so(share: StatedIn, value: Decimal, part: StatedIn, whole: StatedIn) -> bool:
    loose = sum(
        (rounding_of(each) / value_of(each) for each in (part, whole) if value_of(each)),
        Decimal(0),
    )
    return abs(share.quantity.number - value) < share.quantity.step + (value + _ALL) * loose


def _finding(share: StatedIn, part: StatedIn, whole: StatedIn) -> TextFinding:
    value = format_short(_ratio(part, whole))
    return _told(share, (part, whole), f"{value}%", TextRule.PERCENTAGE)


def _told(share: StatedIn, used: Sequence[StatedIn], value: str, rule: TextRule) -> TextFinding:
    message = f"文中写的是“{share.written}”，按{quote_stated(used, share)}算是 {value}"
    span = share.quantity.start, share.quantity.end
    return remind(rule, share.part, span, message, _HINT)


def _check_lists(stated: Sequence[StatedIn]) -> Iterator[TextFinding]:
    before: list[list[StatedIn]] = []
    for at, row in _lists_of(stated):
        if row[0].is_count:
            before.append(row)
        elif _is_share(row[0]):
            words = words_between(stated[at - 1] if at else None, row[0])
            yield from _check_list(row, words, before[-_MOST_ROWS:])


def _check_list(
    shares: Sequence[StatedIn], words: str, before: Sequence[Sequence[StatedIn]]
) -> Iterator[TextFinding]:
    grown = _LISTED_GROWTH.search(words)
    if grown:
        yield from _check_growth(shares, before, -1 if grown["down"] else 1)
    elif _LISTED_SHARE.search(words) and len(shares) >= _FEWEST:
        yield from _check_shares(shares, before)


def _lists_of(stated: Sequence[StatedIn]) -> Iterator[tuple[int, list[StatedIn]]]:
    """The rows of numbers with nothing between them, each with the place of its first."""
    at = 0
    while at < len(stated):
        row = [stated[at]]
        while at + len(row) < len(stated) and are_in_row(row[-1], stated[at + len(row)]):
            row.append(stated[at + len(row)])
        if len(row) > 1:
            yield at, row
        at += len(row)


def _check_shares(
    shares: Sequence[StatedIn], rows: Sequence[Sequence[StatedIn]]
) -> Iterator[TextFinding]:
    same = [row for row in rows if len(row) == len(shares)]
    for parts, wholes in permutations(same, 2):
        used = {at: (parts[at], wholes[at]) for at in range(len(shares))}
        values = {at: _ratio(*pair) for at, pair in used.items()}
        yield from _check_all_but_one(shares, values, used, TextRule.PERCENTAGE)


def _check_growth(
    shares: Sequence[StatedIn], rows: Sequence[Sequence[StatedIn]], sign: int
) -> Iterator[TextFinding]:
    for row in rows:
        if len(row) != len(shares) + 1 or any(not value_of(each) for each in row):
            continue
        used = {at: (row[at + 1], row[at]) for at in range(len(shares))}
        values = {at: (_ratio(*pair) - _ALL) * sign for at, pair in used.items()}
        yield from _check_all_but_one(shares, values, used, TextRule.CALCULATION)


def _check_all_but_one(
    shares: Sequence[StatedIn],
    values: Mapping[int, Decimal],
    used: Mapping[int, tuple[StatedIn, StatedIn]],
    rule: TextRule,
) -> Iterator[TextFinding]:
    wrong = [at for at, each in enumerate(shares) if not _is_so(each, values[at], *used[at])]
    if len(wrong) == 1 and len(shares) > 1:
        (at,) = wrong
        yield _told(shares[at], used[at], f"{format_short(values[at])}%", rule)
