"""Documents whose pages this machine lays out as any other does: in a typeface that it has."""

from __future__ import annotations

import re

from reportgen.office.fonts import installed_fonts
from tests.render.docx_samples import changed, read

_FONT = re.compile(rb"<w:rFonts [^>]*/>")


def in_font_of_this_machine(document: bytes) -> bytes:
    """The document with all its words in the first typeface that stands here."""
    name = min(installed_fonts())
    font = f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'.encode()
    parts = {
        part: _FONT.sub(font, data)
        for part, data in read(document).items()
        if part.startswith("word/") and part.endswith(".xml")
    }
    return changed(document, parts)
