"""Quotation marks and brackets that do not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_QUOTE_SIGNS, _BRACKET_SIGNS = '“”"〝〞＂', r"（(）)《》〈〉【】〔〕\[\]［］"
_QUOTES, _BRACKETS = late_regex(f"[{_QUOTE_SIGNS}]"), late_regex(f"[{_BRACKET_SIGNS}]")
_PAIRED = late_regex(f"[{_QUOTE_SIGNS}{_BRACKET_SIGNS}]")
_OPENING = {"）": "（", "》": "《", "〉": "〈", "】": "【", "〕": "〔", "］": "［"}
_WIDE = str.maketrans("()[]", "（）［］")
# 1) and a) number an item, and :) closes nothing.
_NUMBERED = late_regex(rf"(?:^|[\s，。；：、])[0-9０-９a-zA-Z{NUMERAL_SIGNS}①-⑳]{{1,3}}$")
# What a bracket may have been meant for: the words up to the next mark.
_INSIDE = late_regex("[^，。；、：（）()]{1,12}[，。；、：]?")
_PAIR_HINT = "请补上缺少的一半，或删去多余的一半"
_QUOTE_HINT = "前一半用“，后一半用”（GB/T 15834—2011，4.8）；用中文输入法重新输入这一对引号"


def check_pairs(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Quotation marks that are straight, turned the wrong way or alone, and brackets alone."""
    for part in text.parts_with(_PAIRED):
        yield from _check_quotes(part)
        yield from _check_brackets(part)


def _check_quotes(part: TextPart) -> Iterator[TextFinding]:
    opened: re.Match[str] | None = None
    for mark in _QUOTES.finditer(part.text):
        is_opening = opened is None
        if mark[0] != ("“" if is_opening else "”"):
            yield _misquoted(part, mark, is_opening)
        # A second “ behind a first one: the first has no other half, or this is to be a ”.
        opened = mark if is_opening else None
    if opened is not None:
        message = f"引号没有后一半：{_around(part.text, opened)}"
        yield remind(TextRule.QUOTE_PAIRS, part, opened.span(), message, _QUOTE_HINT)


def _misquoted(part: TextPart, mark: re.Match[str], is_opening: bool) -> TextFinding:
    around = _around(part.text, mark)
    if mark[0] in '"＂':
        message = f"用了直引号：{around}"
    elif mark[0] in "〝〞":
        message = f"引号写成了“{mark[0]}”：{around}"
    else:
        message = f"引号不配对：{around}，这里应当是{'前' if is_opening else '后'}一半"
    return remind(TextRule.QUOTE_PAIRS, part, mark.span(), message, _QUOTE_HINT)


def _check_brackets(part: TextPart) -> Iterator[TextFinding]:
    opened: list[tuple[str, re.Match[str]]] = []
    for mark in _BRACKETS.finditer(part.text):
        sign = mark[0].translate(_WIDE)
        if sign not in _OPENING:
            opened.append((sign, mark))
        elif opened and opened[-1][0] == _OPENING[sign]:
            opened.pop()
        elif not _is_number(part.text, mark):
            yield _unpaired(part, mark)
    for _, mark in opened:
        yield _unpaired(part, mark)


def _is_number(text: str, mark: re.Match[str]) -> bool:
    return mark[0] in "）)" and bool(
        _NUMBERED.search(text[max(mark.start() - 5, 0) : mark.start()])
    )


def _unpaired(part: TextPart, mark: re.Match[str]) -> TextFinding:
    message = f"“{mark[0]}”没有另一半：{_around(part.text, mark)}"
    end = mark.end()
    if mark[0] in "（(" and (inside := _INSIDE.match(part.text, end)):
        end = inside.end()
    return remind(TextRule.BRACKET_PAIRS, part, (mark.start(), end), message, _PAIR_HINT)


def _around(text: str, mark: re.Match[str]) -> str:
    return text[max(mark.start() - 4, 0) : mark.end() + 4]
