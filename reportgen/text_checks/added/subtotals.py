"""Totals whose parts a paragraph tells here and there: 合计16750元；……合计17750元；全学年共34400元,
两笔资助共计45万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding
from reportgen.text_checks.added.amounts import (
    alike,
    any_run_fits,
    counts_of,
    sum_of,
)
from reportgen.text_checks.added.other_sums import tell_of_total
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between
from reportgen.text_checks.sums import total_behind
from reportgen.words.chinese_numerals import read_numeral

_CUE = late_regex("合计|共计|总计|总共|累计|共|总(?=[投支收经面人额计])")
_TOTAL = late_regex(
    r"(?:^|[，。；：、\s])(?P<lead>[^，。；：、\d]{0,10}?)"
    r"(?P<word>合计|共计|总计|总共|累计|总(?:投入|投资|支出|收入|经费|面积|人数|额)|共)(?P<noun>[^，。；：、\d每均]{0,8})$"
)
_MANY = late_regex(
    r"(?<![一-鿿])(?:以上|上述|这)?(?P<many>[两二三四五六])(?:笔|项|类|批|期|个?学期|处|家|者)"
)
_YEARS = late_regex(
    r"(?<![近前过去每])(?P<many>[两二三四五六])年(?:来|间)?(?:共|累计|合计|总计|总共|$)"
)
_OF_YEAR = late_regex(r"(?:19|20)\d\d年[^，。；、\d]{0,10}$")
_ALL_KINDS, _WHOLLY = late_regex("^男女"), late_regex("^[全总]")
_WHOLE = late_regex("^(?:全学?年|全年度|两个?学期|上下半年|以上)")
_SUBTOTAL = late_regex(r"(?:合计|共计|小计|[，；]共|[，；]计)[^，。；：、\d]{0,6}$")
_JOINED = late_regex(r"[、，和及]\s*[^，。；：、\d]{1,12}$")
_NO_WHOLE = late_regex("其中|比上|增加|减少|超过|不低于|应|每")
_FEWEST, _FEWEST_JOINED, _NEAR, _WORD = 2, 3, Decimal("0.2"), 2
_MOST, _FARTHEST = 12, 40
_SENTENCE_ENDS, _LONGEST_NAME = "。；\n", 10


def check_subtotals(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each such total that its parts nearly come to, but not quite."""
    for at in text.find_parts(_CUE):
        stated = counts_of(text, at)
        for place, each in enumerate(stated):
            first = max(place - _FARTHEST, 0)
            beside = stated[first : place + _FARTHEST]
            found = _read_total(beside, place - first)
            parts = _parts_of(beside, place - first, found) if found else ()
            if len(parts) >= _FEWEST and _is_missed(parts, beside, each):
                yield tell_of_total(each, parts, (one.written for one in parts))


def _read_total(stated: Sequence[StatedIn], place: int) -> re.Match[str] | None:
    each, last = stated[place], stated[place - 1] if place else None
    if last is None or not (each.is_count and each.quantity.unit):
        return None
    found = _TOTAL.search(words_between(last, each))
    return None if found is None or total_behind(each, stated[:place]) else found


def _parts_of(stated: Sequence[StatedIn], place: int, found: re.Match[str]) -> Sequence[StatedIn]:
    total, before = stated[place], stated[:place]
    said = found["lead"] + found["word"]
    many = _MANY.search(said) or _MANY.search(found["lead"])
    same = list(alike(total, before))
    if many:
        count = read_numeral(many["many"].replace("两", "二")) or 0
        return same[-count:] if len(same) >= count else ()
    years = _YEARS.search(said)
    if years:
        return _yearly(stated[:place], same, read_numeral(years["many"].replace("两", "二")) or 0)
    if _WHOLE.search(said):
        return _subtotals(stated, place, same)
    row = _joined(stated, place)
    return row if row and _is_of_row(row, found) else ()


def _yearly(before: Sequence[StatedIn], same: Sequence[StatedIn], many: int) -> Sequence[StatedIn]:
    """The last so many, where each stands behind its year."""
    told = [
        each
        for at, each in enumerate(before)
        if each in same and _OF_YEAR.search(words_between(before[at - 1] if at else None, each))
    ]
    return told if len(told) == many else ()


def _is_of_row(row: Sequence[StatedIn], found: re.Match[str]) -> bool:
    """Whether the total is of what the row is of: its noun stands at the head of it, or in all."""
    lead, noun, word = found["lead"], found["noun"], found["word"]
    if word == "共" and not _WHOLLY.search(lead):
        return False
    head = row[0].part.text[: row[0].quantity.start]
    sentence = head[max(map(head.rfind, _SENTENCE_ENDS)) + 1 :]
    if len(noun) >= _WORD:
        return len(row) >= _FEWEST_JOINED and noun[-_WORD:] in sentence
    if noun or (not lead and not word.startswith("总")):
        return False
    clauses = [each.part.text[: each.quantity.start][-_LONGEST_NAME:] for each in row]
    of_all = lead[-_WORD:] and all(lead[-_WORD:] in each for each in clauses)
    return not lead or bool(of_all) or _ALL_KINDS.search(lead) is not None


def _subtotals(
    stated: Sequence[StatedIn], place: int, same: Sequence[StatedIn]
) -> Sequence[StatedIn]:
    """Those before it that are totals themselves."""
    told = [
        each
        for at, each in enumerate(stated[:place])
        if each in same and _SUBTOTAL.search(words_between(stated[at - 1] if at else None, each))
    ]
    return told


def _joined(stated: Sequence[StatedIn], place: int) -> Sequence[StatedIn]:
    """The row right before it."""
    total, at = stated[place], place - 1
    while at and any(alike(total, stated[at - 1 : at])):
        if not _JOINED.fullmatch(words_between(stated[at - 1], stated[at])):
            break
        at -= 1
    row = stated[at:place]
    return row if len(row) >= _FEWEST and any(alike(total, row[-1:])) else ()


def _is_missed(parts: Sequence[StatedIn], stated: Sequence[StatedIn], total: StatedIn) -> bool:
    added = sum_of(parts)
    if added.fits(total) or not added.is_near(total, _NEAR):
        return False
    text = total.part.text
    between = text[parts[-1].quantity.end : total.quantity.start]
    same = list(alike(total, stated))
    if _NO_WHOLE.search(between) or any_run_fits(same, total):
        return False
    # 办学条件25分，得20分；……四项合计91分: those that were got, among those that can be.
    groups = combinations(same[-_MOST:], len(parts))
    return not any(sum_of(each).fits(total) for each in groups)
