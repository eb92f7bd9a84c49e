"""Scores of a chapter held against those of its items, and the score of all against its row:
一、校园规划（分值25分，自查得分23.5分） over items of 得分：3.5分.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_N = r"\d{1,4}(?:\.\d{1,2})?"
_CUE = late_regex("得分|总分")
_GOT = rf"(?:自评|自查|实际|评估)?得分(?:[为是计：:]|合计)*\s?(?P<got>{_N})\s?分(?!值)"
_CHAPTER = late_regex(
    rf"^\s*[{NUMERAL_SIGNS}]{{1,3}}[、.．][^。\n]{{1,40}}[（(][^（()）\n]*?{_GOT}\s?[）)]"
)
_ITEM = late_regex(rf"(?<![总共均]){_GOT}")
_TOTAL = late_regex(
    rf"(?:自评|自查|评估)?(?:总得分|总分|总评分)(?:[为是计：:]|合计)*\s?(?P<most>{_N}\s?分[，,、]\s?{_GOT})?"
    rf"(?(most)|(?P<only>{_N})\s?分)"
)
# 教育方针落实18.5分，教育投入19分，办学条件19分: each by its name.
_ROW = late_regex(
    rf"(?:[，、：:；]\s?(?:[一-鿿]\S{{0,1}}是)?|(?:为|^))(?P<first>[一-鿿“”]{{2,16}}{_N}分"
    rf"(?:[，、；]\s?[一-鿿“”]{{2,16}}{_N}分){{2,}})(?=[。；\n]|$)"
)
# （一）办学条件30分，自评28分；（二）师资队伍25分，自评24分.
_SELF_SCORE = late_regex(
    rf"(?<=[，,；;、（(])\s?(?:自评|自查|实得|得)(?:得?分)?[为：:]?\s?(?P<n>{_N})\s?分(?!值)"
)
_SCORE = late_regex(rf"(?P<n>{_N})分")
_NO_ROW = late_regex("总分|共|合计|平均|分值|满分|扣|加分|人均|比")
_BESIDES = late_regex("附加|加分|扣")
_SELF, _FEWEST, _NEAR, _LONGEST = "得分", 2, Decimal("0.12"), 24
_HINT = "请核对各项得分和总分"


class _Total(NamedTuple):
    """A score that is said to be all of others, and where it stands."""

    part: TextPart
    span: tuple[int, int]
    value: Decimal
    words: str


def check_item_scores(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each total that its parts nearly come to, but not quite."""
    cued = sorted(set(text.find_parts(_CUE)))
    if not cued:
        return
    chapters: list[_Total] = []
    for at, nearest in _chapters(text, cued):
        items = _items(text, at + 1, nearest)
        chapters.append(_total(text.parts[at], _found(text.parts[at]), "got"))
        yield from _check(chapters[-1], items, "下面各项得分")
    totals = [
        _total(text.parts[at], found, "got" if found["most"] else "only")
        for at in cued
        for found in _TOTAL.finditer(text.parts[at].text)
    ]
    if len({each.value for each in totals}) != 1:
        return
    yield from _check(totals[0], [each.value for each in chapters], "各部分得分")
    for at in cued:
        yield from _check_row(totals[0], text.parts[at])


def _found(part: TextPart) -> re.Match[str]:
    found = _CHAPTER.search(part.text)
    assert found is not None
    return found


def _chapters(text: ReadText, cued: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The part of each chapter's heading, and that of the next one."""
    heads = [at for at in cued if _CHAPTER.search(text.parts[at].text)]
    return pairwise((*heads, len(text.parts))) if heads else iter(())


def _total(part: TextPart, found: re.Match[str], group: str) -> _Total:
    return _Total(part, found.span(group), Decimal(found[group]), found[group])


def _items(text: ReadText, first: int, last: int) -> list[Decimal]:
    parts = (text.parts[at].text for at in range(first, last))
    return [Decimal(each["got"]) for part in parts for each in _ITEM.finditer(part)]


def _check_row(total: _Total, part: TextPart) -> Iterator[TextFinding]:
    got = [Decimal(each["n"]) for each in _SELF_SCORE.finditer(part.text)]
    if _BESIDES.search(part.text):
        return
    if len(got) > _FEWEST:
        yield from _check(total, got, "各项自评得分")
        return
    found = _ROW.search(part.text)
    if found is None or _SELF not in part.text[: found.start() + _LONGEST]:
        return
    if not _NO_ROW.search(found["first"]):
        scores = [Decimal(each["n"]) for each in _SCORE.finditer(found["first"])]
        yield from _check(total, scores, f"“{found['first']}”")


def _check(total: _Total, scores: Sequence[Decimal], told: str) -> Iterator[TextFinding]:
    added = sum(scores, Decimal(0))
    off = abs(added - total.value)
    if len(scores) >= _FEWEST and 0 < off <= total.value * _NEAR:
        message = f"{told}相加是 {format_short(added)}分，文中写的是“{total.words}分”"
        yield remind(TextRule.PARTS, total.part, total.span, message, _HINT)
