"""What a text says twice: its title, a paragraph, and headings run into what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_TWICE = late_regex(r"^\s*(.{6,40}?)\s*(?P<at>\1)\s*$")
_TITLE = late_regex(r"(?:报告|总结|汇报|材料|方案|计划|情况说明)(?:（[^（）]{2,12}）)?$")
_HEAD, _LONGEST_TITLE = 4, 60
_ALIKE = 0.55
_SHORTEST, _SHORTEST_ITEM = 25, 10
_ITEM = late_regex(rf"^[（(]?[\d{NUMERAL_SIGNS}]{{1,3}}[）)、.．]\s*")
_SENTENCE = late_regex("[^。！？；]*[。！？；]|[^。！？；]+$")
_COMMA, _SHORTEST_CLAUSE = "，", 5
_SENTENCE_ENDS = "。！？；"
_PAIR_LENGTH = 2
# The last item of one list may be that of another: （五）其他特殊情况。
_OTHER = "其他"

_RULES = (
    PatternRule(
        TextRule.JOINED_HEADING,
        late_regex(
            r"(?:(?<=[。；！？])\s*|(?<=[\u4e00-\u9fff])[ \u3000]+)"
            rf"(?P<at>(?:\d{{1,2}}[.．、]|[（(][{NUMERAL_SIGNS}]{{1,3}}[）)]|[{NUMERAL_SIGNS}]{{1,3}}、)"
            r"[\u4e00-\u9fff、]{2,16})\s*$"
        ),
        late_regex(rf"[\d（({NUMERAL_SIGNS}](?<=[。；！？\s].)[\d{NUMERAL_SIGNS}]*[.．、）)]"),
        "标题“{}”连在前一段的末尾",
        "请另起一段",
    ),
    PatternRule(
        TextRule.EMPTY_ORDINAL,
        late_regex(
            r"(?:^|(?<=[。；]))\s*(?P<at>(?:\d{1,2}[、.．]\s*)+)(?=\d{1,2}[、.．]\s*[\u4e00-\u9fff])"
        ),
        late_regex(r"[、.．](?<=\d.)\s*\d{1,2}[、.．]"),
        "序号“{}”后面没有内容",
        "请补上这一条，或删去序号、把后面的序号改得连续",
    ),
    PatternRule(
        TextRule.EMPTY_ORDINAL,
        late_regex(
            rf"^\s*(?P<at>\d{{1,2}}[、.．]|[（(][{NUMERAL_SIGNS}\d]{{1,3}}[）)]|[{NUMERAL_SIGNS}]{{1,3}}、)\s*$"
        ),
        late_regex(rf"[、.．）)](?<=[\d{NUMERAL_SIGNS}].)\s*$", re.MULTILINE),
        "序号“{}”后面没有内容",
        "请补上这一条，或删去序号",
    ),
)


def check_repeated_text(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A title that stands twice, a paragraph told again, headings without a line of their own and
    numbers without text.
    """
    yield from find_all(_RULES, text)
    yield from _check_titles(text.parts[:_HEAD])
    seen: set[str] = set()
    for part in text.parts:
        plain = _ITEM.sub("", part.text.strip())
        is_item = plain != part.text.strip()
        if is_item and _OTHER in plain[:_SHORTEST]:
            continue
        if plain in seen and len(plain) >= (_SHORTEST_ITEM if is_item else _SHORTEST):
            message = "这一段和前面的一段完全相同"
            yield remind(TextRule.TOLD_TWICE, part, (0, len(part.text)), message, "请删去一段")
        if plain[-1:] in _SENTENCE_ENDS:
            seen.add(plain)
        yield from _check_sentences(part)
        yield from _check_clauses(part)


def _check_sentences(part: TextPart) -> Iterator[TextFinding]:
    """A sentence that stands right behind itself."""
    at = 0
    for sentence, following in pairwise(_SENTENCE.findall(part.text)):
        at += len(sentence)
        if sentence == following and len(sentence) >= _SHORTEST_ITEM:
            message = "这一句和前面的一句完全相同"
            yield remind(
                TextRule.TOLD_TWICE, part, (at, at + len(following)), message, "请删去一句"
            )


def _check_clauses(part: TextPart) -> Iterator[TextFinding]:
    """A clause that stands right behind itself."""
    at = 0
    for clause, following in pairwise(part.text.split(_COMMA)):
        at += len(clause) + 1
        if clause == following and len(clause) >= _SHORTEST_CLAUSE:
            message = "这半句和前面的半句完全相同"
            yield remind(
                TextRule.TOLD_TWICE, part, (at, at + len(following)), message, "请删去一个"
            )


def _check_titles(head: tuple[TextPart, ...]) -> Iterator[TextFinding]:
    for part in head:
        if found := _TWICE.match(part.text):
            yield _title(part, found.span("at"))
    for part, below in pairwise(head):
        if _is_title(part.text) and _is_title(below.text) and _alike(part.text, below.text):
            # Of a title and one with the school's name, the one without it is too many.
            more = min(part, below, key=lambda each: len(each.text))
            yield _title(more, (0, len(more.text)))


def _is_title(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= _LONGEST_TITLE and bool(_TITLE.search(plain)) and "。" not in plain


def _alike(one: str, other: str) -> bool:
    first, second = _pairs(one), _pairs(other)
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    plain = "".join(text.split())
    return {plain[at : at + _PAIR_LENGTH] for at in range(len(plain) - 1)}


def _title(part: TextPart, span: tuple[int, int]) -> TextFinding:
    return remind(TextRule.TOLD_TWICE, part, span, "标题重复", "请留下一个标题")
