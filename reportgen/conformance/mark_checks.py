"""Punctuation marks in the text: half-width ones, quotation marks that do not pair, paragraphs that
end in a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.conformance.finding import Mismatch, describe_place
from reportgen.conformance.roles import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.model.layout_profile import Requirement
from reportgen.words.chinese_numerals import DIGITS

_TEXT = (ParagraphRole.BODY, ParagraphRole.ITEM, ParagraphRole.LIST, ParagraphRole.HEADING)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff”’》）"
# Beside a Chinese character; brackets that hold one, but those of a number: (一) is a check of its
# own.
_HALF_WIDTH = re.compile(
    rf"(?<=[{_HAN}])\s?[,;:!?](?!/)|[,;!?](?=[\u4e00-\u9fff“])"
    rf"|\((?![{DIGITS}十0-9]{{1,3}}\))[^()\u4e00-\u9fff]*+[\u4e00-\u9fff][^()]*+\)"
)
_QUOTES = re.compile('[“”"]')
_OPEN_END = "，、"


def check_half_width(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Full-width commas, semicolons, colons, brackets in Chinese text."""
    for part in _text(manuscript):
        marks = dict.fromkeys(_mark(each) for each in _HALF_WIDTH.findall(part.text))
        if marks:
            found = f"用了半角的{'、'.join(f'“{mark}”' for mark in marks)}"
            yield Mismatch(describe_place(part), found, requirement.weight)


def _mark(found: str) -> str:
    return "( )" if found.startswith("(") else found.strip()


def check_quote_pairs(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Each “ has its ”; no straight quotation mark."""
    for part in _text(manuscript):
        if fault := _quote_fault(part.text):
            yield Mismatch(describe_place(part), fault, requirement.weight)


def _quote_fault(text: str) -> str:
    """What is wrong with its quotation marks, with the words at the first one; empty: nothing."""
    opened: re.Match[str] | None = None
    for mark in _QUOTES.finditer(text):
        if mark[0] == '"':
            return f"用了直引号：{_around(text, mark)}"
        if (mark[0] == "“") is (opened is not None):
            return f"引号不配对：{_around(text, mark)}"
        opened = mark if mark[0] == "“" else None
    return f"引号没有后一半：{_around(text, opened)}" if opened else ""


def _around(text: str, mark: re.Match[str]) -> str:
    return text[max(mark.start() - 4, 0) : mark.end() + 4]


def check_paragraph_end(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A paragraph that ends in a comma has been broken in two, or was not written to its end."""
    for part in _text(manuscript):
        end = part.text.rstrip()[-1:]
        if end and end in _OPEN_END and part.role is not ParagraphRole.HEADING:
            yield Mismatch(describe_place(part), f"段末是“{end}”", requirement.weight)


def _text(manuscript: Manuscript) -> Iterator[RecognisedParagraph]:
    yield from manuscript.of(*_TEXT)
