"""Numbers that are said to grow or shrink from year to year: 351、336、322人，逐年递增."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.quantities.claims import any_of
from reportgen.quantities.stated_quantity import Nearness
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, are_in_row

_BY_YEAR = "逐年|连年|年年|[一每]年比[一上]年"
_CUE = late_regex("年(?:(?<=[逐连年]年)|(?<=[一每]年)比[一上]年)")
# Right behind the row, with no other thing named.
_LINK = late_regex(r"[，、；\s]?(?:呈现?出?|总体|基本|保持|实现|学生数|人数|数量|均|都|且|并)*")
_YEAR = late_regex(r"(?:19|20)\d\d")
_EACH = late_regex(
    r"[，：:；]?\s?(?:其中)?(?:(?:19|20)\d\d(?:年|学年)?(?:度)?[、，和至到—-]?)*(?:[近这]?三年)?(?:来)?分别[为是达到]*"
)
_FEWEST = 3


def check_trends(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for a row of numbers one of which goes the other way than is said of them."""
    words = known.dictionary.vocabulary.reckoning
    pattern = _pattern(words.grows, words.shrinks)
    for at in text.find_parts(_CUE):
        part = text.parts[at]
        for said in pattern.finditer(part.text):
            row = _row_before(text, at, said.start()) or _row_behind(text, at, said.end())
            if len(row) >= _FEWEST and _is_other_way(row, grows=said["grows"] is not None):
                yield _finding(part, said, row)


@lru_cache(maxsize=8)
def _pattern(grows: Sequence[str], shrinks: Sequence[str]) -> re.Pattern[str]:
    said = f"(?P<grows>{any_of(grows)})|{any_of(shrinks)}"
    return re.compile(f"(?:{_BY_YEAR})(?:{said})")


def _row_before(text: ReadText, at: int, place: int) -> Sequence[StatedIn]:
    """The numbers that stand one by one right before that place."""
    end = bisect_left(text.stated, (at, place), key=lambda each: each.order)
    last = text.stated[end - 1] if end else None
    if (
        last is None
        or last.at != at
        or not _LINK.fullmatch(text.parts[at].text, last.quantity.end, place)
    ):
        return ()
    begin = end - 1
    while begin and are_in_row(text.stated[begin - 1], text.stated[begin]):
        begin -= 1
    return text.stated[begin:end]


def _row_behind(text: ReadText, at: int, place: int) -> Sequence[StatedIn]:
    """The numbers that stand one by one behind 分别为, right behind that place, in the order of
    their years.
    """
    begin = bisect_left(text.stated, (at, place), key=lambda each: each.order)
    first = text.stated[begin] if begin < len(text.stated) else None
    if first is None or first.at != at:
        return ()
    between = _EACH.fullmatch(text.parts[at].text, place, first.quantity.start)
    years = _YEAR.findall(between[0]) if between else []
    if between is None or years != sorted(years):
        return ()
    end = begin + 1
    while end < len(text.stated) and are_in_row(text.stated[end - 1], text.stated[end]):
        end += 1
    return text.stated[begin:end]


def _is_other_way(row: Sequence[StatedIn], *, grows: bool) -> bool:
    exact = all(each.quantity.nearness is Nearness.EXACT for each in row)
    numbers = [each.quantity.number for each in row]
    return exact and any(
        last != first and (last < first) is grows for first, last in pairwise(numbers)
    )


def _finding(part: TextPart, said: re.Match[str], row: Sequence[StatedIn]) -> TextFinding:
    words = part.text[row[0].quantity.start : row[-1].quantity.end]
    message = f"写着“{said[0]}”，“{words}”不是这样"
    return remind(TextRule.FALSE_CLAIM, part, said.span(), message, "请核对数字，或改写这句话")
