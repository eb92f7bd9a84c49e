"""What is lacking of what there should be, held against what the text tells elsewhere that there
is: 应配备专任教师113人，缺编25人, and 专任教师98人 before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.stated_quantity import QuantityScope
from reportgen.text_checks.added.amounts import alike, counts_of, value_of, written_as
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated, words_between

_CUE = late_regex("缺编|尚缺|还缺|缺额|缺口|空编|超编")
_LACKS = late_regex(
    r"^[人名位个台册间]?[，、；]?[^，。；\d]{0,6}(?:缺编|尚缺|还缺|缺额|缺口|空编)[为有达约教师]*$"
)
_WANTED = late_regex("应|需|编制|核定")


def check_lacking(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where no number of the text leaves so many."""
    for at in text.find_parts(_CUE):
        stated = counts_of(text, at)
        for wanted, lacking in pairwise(stated):
            if not _is_lacking(wanted, lacking):
                continue
            there = _there_is(wanted, text)
            values = {value_of(each) for each in there}
            told = value_of(wanted) - value_of(lacking)
            if there and told not in values and len(values) == 1:
                yield _finding(wanted, lacking, there[0])


def _is_lacking(wanted: StatedIn, lacking: StatedIn) -> bool:
    """Whether the second says what is lacking of the first, which says what there should be."""
    subjects = wanted.quantity.subjects
    if len(subjects) != 1 or not any(alike(wanted, (lacking,))) or not wanted.is_count:
        return False
    text, quantity = wanted.part.text, wanted.quantity
    begin = max(text.rfind(sign, 0, quantity.start) for sign in "，。；：\n") + 1
    said = _WANTED.search(text, begin, quantity.start)
    return said is not None and _LACKS.search(words_between(wanted, lacking)) is not None


def _there_is(wanted: StatedIn, text: ReadText) -> tuple[StatedIn, ...]:
    """What the text says that there is of it, all in all."""
    scope = QuantityScope(stage=wanted.quantity.scope.stage)
    return text.figures.find(wanted.quantity.subjects[0], scope)


def _finding(wanted: StatedIn, lacking: StatedIn, there: StatedIn) -> TextFinding:
    came = written_as(value_of(wanted) - value_of(there), lacking)
    told = quote_stated((wanted, there), lacking)
    message = f"文中写的是“{lacking.words}”，按{told}算是 {came}"
    span = lacking.quantity.start, lacking.quantity.end
    return remind(TextRule.CALCULATION, lacking.part, span, message, "请核对这几个数")
