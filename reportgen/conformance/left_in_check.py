"""A docx's bytes → reminders of what editors left in it: changes, comments, highlighted text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.late_regex import late_regex
from reportgen.ooxml.package import PackageFault, read_parts
from reportgen.ooxml.revisions import GONE, KEPT
from reportgen.problems import Location, Problem, warning

_DOCUMENT = late_regex(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_LEFT: Mapping[str, tuple[re.Pattern[bytes], str]] = {
    "处修订没有接受或拒绝": (
        late_regex(rf"<\w+:(?:{'|'.join((*GONE, *KEPT))})[ >]".encode()),
        "请在 Word 里点“审阅—接受所有修订”，并关闭修订",
    ),
    "条批注": (
        late_regex(rb"<\w+:commentReference[ />]"),
        "请在 Word 里点“审阅—删除文档中的所有批注”",
    ),
    "处突出显示的文字": (
        late_regex(rb"<\w+:highlight (?![^<>]*\"none\")[^<>]*>"),
        "请选中全文，把“文本突出显示颜色”设为无颜色",
    ),
}


def check_left_in(data: bytes, file: str) -> Iterator[Problem]:
    """A reminder for each kind that a document holds, with how many there are."""
    try:
        parts = read_parts(data)
    except PackageFault:
        return
    texts = [part for name, part in parts.items() if _DOCUMENT.fullmatch(name)]
    for what, (pattern, hint) in _LEFT.items():
        count = sum(len(pattern.findall(text)) for text in texts)
        if count:
            yield warning("left_in", f"文档里有 {count} {what}", Location(file), hint)
