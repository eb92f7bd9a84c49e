"""So many at so much each, held against what a sentence says they come to together:
购置电脑60台，每台5000元，共30万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between

_EACH = late_regex(
    r"(?:(?:平均)?每(?P<of>人|名|位|生|个|台|套|间|亩|平方米|册|本|班|所|件|把|张|块|棵|株|辆|户|组|支)"
    r"|(?P<heads>人均))(?:每年)?[^，。；：、\d每]{0,6}$"
)
# What 人均 and 每生 are shared by.
_HEADS = ("人", "名", "位", "余人", "人次")
_TOGETHER = late_regex("(?:共计|合计|总计|总共|一共|累计|共)[^，。；：、\\d]{0,6}$")
_SENTENCE = late_regex("[。；！？\n]")
_CUE = late_regex("[每均](?:(?<=每)[人名位生个台套间亩平册本班所件把张块棵株辆户组支]|(?<=人均))")
# No expression that ends at a number reaches farther back.
_FARTHEST = 24
# What was rounded on the way.
_SLACK = Decimal("0.005")


class _Product(NamedTuple):
    """How many there are, how much each has, in the mean or truly, and what that is said to come
    to.
    """

    counted: StatedIn
    price: StatedIn
    total: StatedIn
    is_mean: bool

    @property
    def value(self) -> Decimal:
        return self.counted.quantity.number * self.price.quantity.number

    @property
    def is_wrong(self) -> bool:
        """Where the total is said to be that of these, more and less are wrong alike."""
        count, each, total = self.counted.quantity, self.price.quantity, self.total.quantity
        rounded = count.number * each.step / 2 if self.is_mean else Decimal(0)
        slack = max(total.step, rounded, self.value * _SLACK)
        return abs(self.value - total.number) >= slack


def check_products(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each total that is not so many times what each has."""
    cued = set(text.find_parts(_CUE))
    told = (each for each in text.stated if each.at in cued)
    for _, stated in groupby(told, key=lambda each: each.at):
        for sentence in _sentences(tuple(stated)):
            for found in _find(sentence):
                if found.is_wrong:
                    yield _finding(found)


def _sentences(stated: Sequence[StatedIn]) -> Iterator[tuple[StatedIn, ...]]:
    """The quantities of one paragraph, sentence by sentence."""
    sentence: list[StatedIn] = []
    for each in stated:
        if sentence and _SENTENCE.search(words_between(sentence[-1], each)):
            yield tuple(sentence)
            sentence = []
        sentence.append(each)
    yield tuple(sentence)


def _find(sentence: Sequence[StatedIn]) -> Iterator[_Product]:
    """Each price with the one count and the one total that it may belong to."""
    priced = [(at, _share_of(sentence, at)) for at in range(len(sentence))]
    shares = [(at, said) for at, said in priced if said is not None]
    if len(shares) != 1:
        return
    ((own, said),) = shares
    price = sentence[own]
    others = [at for at, each in enumerate(sentence) if at != own and each.is_exact]
    counts = [sentence[at] for at in others if _is_counted_in(sentence[at], _units_of(said))]
    totals = [sentence[at] for at in others if _is_total(sentence, at, price)]
    if len(counts) == len(totals) == 1 and counts != totals and price.is_exact:
        yield _Product(counts[0], price, totals[0], "均" in said[0])


def _share_of(sentence: Sequence[StatedIn], at: int) -> re.Match[str] | None:
    return _EACH.search(_words_before(sentence, at))


def _words_before(sentence: Sequence[StatedIn], at: int) -> str:
    """The last words before it, back to the number before: the first of a sentence may have a whole
    paragraph before it.
    """
    text, end = sentence[at].part.text, sentence[at].quantity.start
    return text[max(sentence[at - 1].quantity.end if at else 0, end - _FARTHEST) : end]


def _units_of(said: re.Match[str]) -> tuple[str, ...]:
    """The units of what is counted: 台 of 每台."""
    return _HEADS if said["heads"] or said["of"] in ("人", "名", "位", "生") else (said["of"],)


def _is_counted_in(each: StatedIn, units: tuple[str, ...]) -> bool:
    """Whether it counts those: 21个班 are counted in 班."""
    words = each.part.text[each.quantity.start : each.quantity.said_to]
    return each.quantity.unit in units or words.endswith(units)


def _is_total(sentence: Sequence[StatedIn], at: int, price: StatedIn) -> bool:
    said, unit = _TOGETHER.search(_words_before(sentence, at)), sentence[at].quantity.unit
    alike = unit and unit[-1:] == price.quantity.unit[-1:]
    return bool(said and alike)


def _finding(found: _Product) -> TextFinding:
    total, quantity = found.total, found.total.quantity
    value = f"{format_short(found.value / quantity.scale)}{total.written_unit}"
    message = (
        f"“{found.counted.written}”、每份“{found.price.written}”，合起来是 {value}，"
        f"文中写的总数是“{total.written}”"
    )
    span = quantity.start, quantity.end
    return remind(TextRule.CALCULATION, total.part, span, message, "请核对这几个数")
