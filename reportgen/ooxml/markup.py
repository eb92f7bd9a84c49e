"""Text → fragments of WordprocessingML, as strings.

Whatever the text holds, the fragment is well-formed: markup is escaped and characters
that XML forbids are left out.
"""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.model.sourced_text import SourcedText

_SPECIAL = late_regex('[&<>"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "\t", "\n": "\n"}
_BREAKS = late_regex("[\t\n\r]")
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_OPEN_TEXT = '<w:t xml:space="preserve">'
_BREAK_MARKUP = {
    "\t": f"</w:t><w:tab/>{_OPEN_TEXT}",
    "\n": f"</w:t><w:br/>{_OPEN_TEXT}",
}


class Written:
    """A base for values that write themselves: sound markup, without breaks or characters that XML
    cannot hold, whose tables have agreeing grids.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """The markup."""
        raise NotImplementedError


def escape(text: str) -> str:
    """`text` for the inside of an element or an attribute."""
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], ""), text)


def run_markup(text: str, *, bold: bool = False, italic: bool = False, tracking: int = 0) -> str:
    """`text` as one run; a line feed becomes a line break, a tab a tab, nothing becomes nothing.

    The East Asian hint keeps “ ” — … in the Chinese typeface, where Word would take the Latin one.
    `tracking` is what stands between characters in twips, 0 for what the style says. The figures of
    a `SourcedText` are marked.
    """
    if not text:
        return ""
    look = (
        f"{_HINT}{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
        if bold or italic
        else _HINT
    )
    look = f'{look}<w:spacing w:val="{tracking}"/>' if tracking else look
    text = text.marks if isinstance(text, SourcedText) else text
    written = _with_breaks(text) if _SPECIAL.search(text) else text
    return f"<w:r><w:rPr>{look}</w:rPr>{_OPEN_TEXT}{written}</w:t></w:r>"


def _with_breaks(text: str) -> str:
    if not _BREAKS.search(text):
        return escape(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BREAKS.sub(lambda match: _BREAK_MARKUP[match[0]], escape(lines))


def field_markup(instruction: str, result: str) -> str:
    """A field's runs; `result` is the markup of those that show what it last came to."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    asked = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{begin}{asked}{separate}{result}{end}"


def paragraph_markup(content: str, properties: str = "") -> str:
    """A paragraph around ready-made runs; `properties` is the inside of its `w:pPr`, in schema
    order.
    """
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"
        if properties
        else f"<w:p>{content}</w:p>"
    )
