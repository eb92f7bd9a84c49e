"""Numbered items without a mark at their end, behind one that has its own: （3）……督促不够."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_HEAD = r"^[ \t\u3000]*(?:(?P<b>[（(]\d{1,2}[）)])|\d{1,2}[.．、]|[①-⑳])"
_OPEN = late_regex(
    rf"{_HEAD}[^。；：！？\n]{{6,40}}，[^。；：！？\n]{{4,40}}(?P<at>[\u4e00-\u9fff]{{2}})$"
)
_CUE = late_regex(r"^[ \t\u3000]*[（(\d①-⑳][^。\n]{12,90}[\u4e00-\u9fff]$", re.MULTILINE)
_ENDED = late_regex(rf"{_HEAD}[^。]{{10,90}}。$")


def find_unended_items(text: ReadText) -> Iterator[TextFinding]:
    """A reminder for each of two clauses or more, where the one before it is one sentence."""
    for at in text.find_parts(_CUE):
        part = text.parts[at]
        found = _OPEN.match(part.text)
        before = _ENDED.match(text.parts[at - 1].text) if found and at else None
        if found and before and bool(found["b"]) is bool(before["b"]):
            message = f"这一条末尾没有标点：“{found['at']}”"
            hint = "前一条用了句号，这一条也用；没有写完的，补上"
            yield remind(TextRule.OPEN_END, part, found.span("at"), message, hint)
