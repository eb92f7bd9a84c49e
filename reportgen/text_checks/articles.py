"""第三条 that is followed by 第五条: articles, chapters and parts out of their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral, write_numeral

_ARTICLE = late_regex(
    rf"^[ \t\u3000]*第(?P<n>[{NUMERAL_SIGNS}]{{1,4}}|\d{{1,3}})(?P<kind>[条章节款项篇步]|部分)"
    r"(?=[\s：:、，．.（(]|[一-鿿]{2,}$|$)"
)
_CUE = late_regex(
    rf"^[ \t\u3000]*第(?:[{NUMERAL_SIGNS}]{{1,4}}|\d{{1,3}})[条章节款项篇部步]", re.MULTILINE
)


class _Article(NamedTuple):
    """A paragraph that begins with such a word, and what it says."""

    part: TextPart
    start: int
    end: int
    value: int


def check_articles(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that does not follow the one before it."""
    last: dict[str, _Article] = {}
    for part in text.parts_with(_CUE):
        found = _ARTICLE.match(part.text)
        value = _number(found["n"]) if found else None
        if found is None or value is None:
            continue
        kind = found["kind"]
        begin = part.text.index("第")
        each = _Article(part, begin, found.end("kind"), value)
        before = last.get(kind)
        if before is not None and value not in (1, before.value + 1):
            yield _finding(each, before, kind)
        last[kind] = each


def _number(told: str) -> int | None:
    return int(told) if told.isdecimal() else read_numeral(told)


def _finding(each: _Article, before: _Article, kind: str) -> TextFinding:
    words = each.part.text[each.start : each.end]
    due = f"第{write_numeral(before.value + 1)}{kind}"
    told = before.part.text[before.start : before.end]
    message = f"“{told}”后面是“{words}”，应为“{due}”"
    span = each.start, each.end
    return remind(TextRule.ENUMERATION, each.part, span, message, "请补上缺少的，或改正序号")
