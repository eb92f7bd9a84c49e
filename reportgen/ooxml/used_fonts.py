"""The parts of a Word document → the typefaces that its words are set in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.properties import attribute, paragraph_properties, run_properties
from reportgen.ooxml.styles import ResolvedStyle, StyleSheet, read_theme_fonts

_WORDS = late_regex(r"word/(?:document|header|footer|footnotes)\d*\.xml")
_STYLES, _SETTINGS = "word/styles.xml", "word/settings.xml"
_THEME = late_regex(r"word/theme/theme\d*\.xml")
# From here on characters are East Asian; the dashes and quotation marks before are so by a hint.
_EAST_ASIAN = late_regex(
    "[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff]"
)
_EITHER = late_regex("[\u2010-\u2027\u00b7\u2460-\u24ff]")


def used_fonts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Each typeface that words stand in, in order; empty text for one that Word chooses itself."""
    sheet = StyleSheet(_root(parts, _STYLES), _theme_fonts(parts))
    roots = [_root(parts, name) for name in parts if _WORDS.fullmatch(name)]
    found = (font for root in roots for font in _fonts_in(root, sheet))
    return tuple(dict.fromkeys(found))


def _fonts_in(root: Any, sheet: StyleSheet) -> Iterator[str]:
    # Runs of one paragraph follow each other: what it says of itself is looked for once.
    paragraph, style = root, sheet.find(None)
    for run in root.iter(f"{W}r"):
        around = next(run.iterancestors(f"{W}p"), None)
        if around is not paragraph:
            paragraph, style = around, sheet.find(_style_of(around))
        yield from _fonts_of(run, sheet, style)


def _style_of(paragraph: Any) -> str | None:
    own = paragraph.find(f"{W}pPr") if paragraph is not None else None
    return paragraph_properties(own).get("pStyle")


def _root(parts: Mapping[str, bytes], name: str) -> Any:
    return etree.fromstring(parts[name]) if name in parts else None


def _theme_fonts(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    settings = _root(parts, _SETTINGS)
    language = attribute(settings, "themeFontLang", "eastAsia") if settings is not None else None
    theme = next((name for name in parts if _THEME.fullmatch(name)), "")
    return read_theme_fonts(_root(parts, theme), language or "")


def _fonts_of(run: Any, sheet: StyleSheet, style: ResolvedStyle) -> Iterator[str]:
    text = "".join(each.text or "" for each in run.iter(f"{W}t"))
    if not text.strip():
        return
    look = sheet.run_look(style, run_properties(run.find(f"{W}rPr"), sheet.fonts))
    chinese = bool(_EAST_ASIAN.search(text))
    if chinese or (look.get("hint") == "eastAsia" and _EITHER.search(text)):
        yield look.get("eastAsia", "")
    if _EAST_ASIAN.sub("", text).strip():
        yield look.get("ascii", "")
