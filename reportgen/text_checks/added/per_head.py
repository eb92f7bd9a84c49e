"""The same stock with the same total and two values a head: 占地13500平方米，生均60.81平方米, and
elsewhere 占地13500平方米，生均58.7平方米.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.added.amounts import value_of
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated, words_between

_PER, _STOP = "生均", late_regex("[。；\n]|标准|要求|规定|不低于|达到")
_Pair = tuple[StatedIn, StatedIn]


def check_per_head(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at the later, in a text of several stages, whose heads are told apart elsewhere
    by their stage alone.
    """
    if not (text.figures.is_of_stages and text.holds(_PER)):
        return
    first: dict[object, StatedIn] = {}
    for whole, each in filter(_is_pair, pairwise(text.stated)):
        quantity = each.quantity
        key = quantity.subjects, quantity.per, quantity.scope, value_of(whole)
        other = first.setdefault(key, each)
        step = max(quantity.step, other.quantity.step)
        if other.part is not each.part and abs(value_of(other) - value_of(each)) >= step:
            yield _finding(each, other)


def _is_pair(pair: _Pair) -> bool:
    """Whether the second is what the first comes to for each."""
    whole, each = pair
    one, other = whole.quantity, each.quantity
    alike = one.subjects == other.subjects and len(one.subjects) == 1 and one.scope == other.scope
    if not alike or whole.at != each.at or one.kind or other.kind:
        return False
    told = whole.is_count and each.is_exact and other.per is not None
    return told and not _STOP.search(words_between(whole, each))


def _finding(each: StatedIn, other: StatedIn) -> TextFinding:
    message = f"文中写的是“{each.words}”，另一处写的是{quote_stated((other,), each)}，总数却相同"
    span = each.quantity.start, each.quantity.end
    return remind(TextRule.REPEATED, each.part, span, message, "请核对人数和得数")
