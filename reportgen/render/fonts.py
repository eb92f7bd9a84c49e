"""A Word file's bytes → the typefaces that it names, and what it says may stand in for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from reportgen.late_regex import late_regex
from reportgen.render.template_package import read_template

_FONTS = late_regex(r"<w:rFonts [^>]*>")
_NAMES = late_regex(r' w:(?:eastAsia|ascii|hAnsi)="([^"]+)"')
_PARTS = late_regex(r"word/(?:document|styles|numbering|header\d*|footer\d*|footnotes)\.xml")
_FONT = late_regex(r'<w:font w:name="([^"]+)">(.*?)</w:font>', re.DOTALL)
_OTHER = late_regex(r'<w:altName w:val="([^"]+)"')


def named_fonts(data: bytes, name: str) -> Mapping[str, tuple[str, ...]]:
    """Each typeface that text or styles name, in order, with the others that the file's table of
    fonts gives for it.

    Raises TemplateError when `data` is no Word document; `name` is the file name for the message.
    """
    parts = {
        part: text.decode("utf-8", "replace")
        for part, text in read_template(data, name).items()
        if part.endswith(".xml")
    }
    others = {
        unescape(font): _others(about)
        for font, about in _FONT.findall(parts.get("word/fontTable.xml", ""))
    }
    texts = (text for part, text in sorted(parts.items()) if _PARTS.fullmatch(part))
    runs = (run for text in texts for run in _FONTS.findall(text))
    return {
        font: others.get(font, ()) for run in runs for font in map(unescape, _NAMES.findall(run))
    }


def _others(about: str) -> tuple[str, ...]:
    found = _OTHER.search(about)
    return tuple(other.strip() for other in unescape(found[1]).split(",")) if found else ()
