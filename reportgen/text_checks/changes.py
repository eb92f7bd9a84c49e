"""A change held against what it goes from and to: 由12000册增加到18900册，增长57.5%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from reportgen.late_regex import begun_by, late_regex
from reportgen.model.numbers import format_short, percent_of
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between

_MORE = "净?增加|净增|增长|提高|提升|上升|扩大|新增|多"
_LESS = "减少|下降|降低|缩小|少"
_CHANGE = rf"(?:{_MORE}|{_LESS})"
# 由…增加到…: what it goes from stands first.
_TO = late_regex(
    rf"^[^。；：，]{{0,8}}[，]?[^。；：，]{{0,12}}(?:{_CHANGE}|发展|达)[^。；：，]{{0,4}}[到至][^。；：，]{{0,10}}$"
)
# 150人，比2023年的130人增加20人: what it goes from stands last.
_THAN = late_regex(rf"^[^。；：]{{0,12}}[比较](?![^。；：，]*{_CHANGE})[^。；：，]{{0,16}}$")
_SINCE = "共|同比|环比|(?:[比较](?:上年|上一年|去年|前年|以前|原来))"
_BY = late_regex(
    rf"^[^。；：，]{{0,4}}[，]?(?:{_SINCE})?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))[了幅]?达?$"
)
_POINTS = ("个百分点", "百分点")
_CUE = late_regex(begun_by("净增提上扩新多减下降缩少", _CHANGE))
_ALL = Decimal(100)


class _Change(NamedTuple):
    """What it goes from and to, and the change that is said, by which it is more or less."""

    first: StatedIn
    last: StatedIn
    said: StatedIn
    grows: bool

    @property
    def value(self) -> Decimal | None:
        """The change in the unit in which it is said; None where it cannot be told."""
        first, last = self.first.quantity.number, self.last.quantity.number
        change = last - first if self.grows else first - last
        shares = self.first.quantity.form is QuantityForm.SHARE
        if self.said.quantity.form is QuantityForm.SHARE and not shares:
            return percent_of(change, first)
        return change

    @property
    def is_wrong(self) -> bool:
        """The last place may be rounded or cut off."""
        value = self.value
        return value is not None and abs(value - self.said.quantity.number) >= self._step

    @property
    def _step(self) -> Decimal:
        steps = (each.quantity.step for each in (self.first, self.last))
        own = self.said.quantity.step
        same = self.said.quantity.units == self.first.quantity.units
        return max(own, *steps) if same else own


def check_changes(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each change that is not the difference, or its share, of the two numbers
    before it.
    """
    cued = set(text.find_parts(_CUE))
    told = (each for each in text.stated if each.at in cued)
    for _, stated in groupby(told, key=lambda each: each.at):
        row = tuple(stated)
        for first, last, said in zip(row, row[1:], row[2:], strict=False):
            found = _read(first, last, said)
            if found is not None and found.is_wrong:
                yield _finding(found)


def _read(first: StatedIn, last: StatedIn, said: StatedIn) -> _Change | None:
    by = _BY.search(words_between(last, said))
    if by is None or not _may_differ(first, last, said):
        return None
    between = words_between(first, last)
    if _TO.search(between):
        return _Change(first, last, said, bool(by["more"]))
    if _THAN.search(between):
        return _Change(last, first, said, bool(by["more"]))
    return None


def _may_differ(first: StatedIn, last: StatedIn, said: StatedIn) -> bool:
    """Whether the two are counted alike, and the change as they are or in per cent."""
    exact = all(each.quantity.nearness is Nearness.EXACT for each in (first, last, said))
    one, other, change = first.quantity, last.quantity, said.quantity
    alike = one.form is other.form and one.units == other.units and one.per == other.per
    if not (exact and alike and one.form is not QuantityForm.RATIO):
        return False
    if one.form is QuantityForm.SHARE:
        points = said.part.text.startswith(_POINTS, change.end)
        return change.form is QuantityForm.SHARE or points
    counted = bool(one.units) or one.unit == other.unit
    same = change.units == one.units and change.unit[-1:] == other.unit[-1:]
    return counted and (change.form is QuantityForm.SHARE or same)


def _finding(found: _Change) -> TextFinding:
    said, value = found.said, found.value or Decimal(0)
    share = said.quantity.form is QuantityForm.SHARE
    unit = "%" if share else said.written_unit
    told = f"{format_short(value / said.quantity.scale)}{unit}"
    way = "多" if found.grows else "少"
    message = (
        f"“{found.last.written}”比“{found.first.written}”{way} {told}，文中写的是“{said.written}”"
    )
    span = said.quantity.start, said.quantity.end
    return remind(TextRule.CALCULATION, said.part, span, message, "请核对这几个数")
