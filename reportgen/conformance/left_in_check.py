"""A docx's bytes → reminders of what editors left in it: changes, comments, highlighted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import PackageFault, read_parts
from reportgen.ooxml.revisions import GONE, KEPT, TEXTS
from reportgen.problems import Location, Problem, Quote, warning

_DOCUMENT = late_regex(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
# The text that stands behind a mark, or in it.
_WORDS = late_regex(rf"<\w+:(?:{'|'.join(TEXTS)})(?: [^<>]*)?>([^<]*)<".encode())
_TOLD, _LONGEST = 3, 12


class _Kind(NamedTuple):
    """What is left in, how it is marked, how it is got rid of; whether its words stand behind."""

    rule: TextRule
    what: str
    mark: re.Pattern[bytes]
    hint: str
    has_words: bool = True


_LEFT = (
    _Kind(
        TextRule.LEFT_REVISIONS,
        "处修订没有接受或拒绝",
        late_regex(rf"<\w+:(?:{'|'.join((*GONE, *KEPT))}|\w+Change|cellIns|cellDel)[ >]".encode()),
        "请在 Word 里点“审阅—接受所有修订”，并关闭修订",
    ),
    _Kind(
        TextRule.LEFT_COMMENTS,
        "条批注",
        late_regex(rb"<\w+:commentReference[ />]"),
        "请在 Word 里点“审阅—删除文档中的所有批注”",
        has_words=False,
    ),
    _Kind(
        TextRule.LEFT_HIGHLIGHT,
        "处突出显示的文字",
        late_regex(rb"<\w+:highlight (?![^<>]*\"none\")[^<>]*>"),
        "请选中全文，把“文本突出显示颜色”设为无颜色",
    ),
)


def check_left_in(data: bytes, file: str) -> Iterator[Problem]:
    """A reminder for each kind that a document holds, with how many there are and the first words
    of them.
    """
    try:
        parts = read_parts(data)
    except PackageFault:
        return
    texts = [part for name, part in parts.items() if _DOCUMENT.fullmatch(name)]
    for kind in _LEFT:
        count = sum(1 for text in texts for _ in kind.mark.finditer(text))
        if count:
            words = "".join(_first_words(kind, texts)) if kind.has_words else ""
            message = f"文档里有 {count} {kind.what}{f'（{words}）' if words else ''}"
            left = warning("left_in", message, Location(file), kind.hint)
            # It is of the whole document, and is about no words of it.
            yield left._replace(quote=Quote(str(kind.rule), 0, 0, 0, ""))


def _first_words(kind: _Kind, texts: Iterable[bytes]) -> Iterable[str]:
    found = ((text, mark.end()) for text in texts for mark in kind.mark.finditer(text))
    told = (_WORDS.search(text, end) for text, end in islice(found, _TOLD))
    words = (each[1].decode("utf-8", "replace") for each in told if each)
    return dict.fromkeys(f"“{unescape(each)[:_LONGEST]}”" for each in words if each.strip())
