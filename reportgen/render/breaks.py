"""Line feeds, tabs, paragraph and page breaks in the text of rendered XML → Word's own elements,
byte for byte as docxtpl makes them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from reportgen.late_regex import late_regex

BREAKS = "\n\t\a\f"
"""Line feed, tab, and the signs that docxtpl makes a paragraph and a page break of."""

_PARAGRAPH_END = "</w:p>"
_TEXT_BEGINS, _TEXT_ENDS = '<w:t xml:space="preserve">', "</w:t>"
_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_PARAGRAPH = late_regex(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_RUN = late_regex(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_TEXT = late_regex(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
_PARAGRAPH_PROPERTIES = late_regex(r"<w:pPr>.*?</w:pPr>")
_RUN_PROPERTIES = late_regex(r"<w:rPr>.*?</w:rPr>")


def resolve_breaks(text: str, breaks: Collection[str] = BREAKS) -> str:
    """Line feeds, tabs, and page and paragraph breaks in `w:t` as Word's own elements.

    `breaks` are those of them that the text may hold.
    """
    done = 0
    pieces: list[str] = []
    while (found := _find_break(text, done, breaks)) >= 0:
        start = text.rfind(_PARAGRAPH_END, done, found)
        start = done if start < 0 else start + len(_PARAGRAPH_END)
        end = text.find(_PARAGRAPH_END, found)
        end = len(text) if end < 0 else end
        piece = _PARAGRAPH.sub(_resolve_paragraph, text[start:end] + _PARAGRAPH_END)
        pieces += (text[done:start], piece.removesuffix(_PARAGRAPH_END))
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _find_break(text: str, start: int, breaks: Collection[str]) -> int:
    found = [place for sign in breaks if (place := text.find(sign, start)) >= 0]
    return min(found, default=-1)


def _resolve_paragraph(paragraph: re.Match[str]) -> str:
    properties = _first(_PARAGRAPH_PROPERTIES, paragraph[0])
    return _RUN.sub(partial(_resolve_run, f"<w:p>{properties}"), paragraph[0])


def _resolve_run(paragraph: str, run: re.Match[str]) -> str:
    """The run, its text going on behind each break with what it and its paragraph begin with."""
    opened = f"<w:r>{_first(_RUN_PROPERTIES, run[0])}"
    ended, anew = f"{_TEXT_ENDS}</w:r>", f"{opened}{_TEXT_BEGINS}"
    signs = {
        "\t": f"{ended}{opened}<w:tab/></w:r>{anew}",
        "\a": f"{ended}{_PARAGRAPH_END}{paragraph}{anew}",
        "\n": f"{_TEXT_ENDS}<w:br/>{_TEXT_BEGINS}",
        "\f": f"{ended}{_PARAGRAPH_END}{_PAGE}{paragraph}{anew}",
    }
    return _TEXT.sub(partial(_resolve_text, signs), run[0])


def _resolve_text(signs: dict[str, str], found: re.Match[str]) -> str:
    text = found[0]
    for sign, elements in signs.items():
        text = text.replace(sign, elements)
    return text


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
