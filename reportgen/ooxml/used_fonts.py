"""The parts of a Word document → the typefaces that its words are set in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.properties import Properties, attribute, paragraph_properties, run_properties
from reportgen.ooxml.styles import StyleSheet, read_theme_fonts

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
    runs = (run for root in roots for run in root.iter(f"{W}r"))
    return tuple(dict.fromkeys(font for run in runs for font in _fonts_of(run, sheet)))


def _root(parts: Mapping[str, bytes], name: str) -> Any:
    return etree.fromstring(parts[name]) if name in parts else None


def _theme_fonts(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    settings = _root(parts, _SETTINGS)
    language = attribute(settings, "themeFontLang", "eastAsia") if settings is not None else None
    theme = next((name for name in parts if _THEME.fullmatch(name)), "")
    return read_theme_fonts(_root(parts, theme), language or "")


def _fonts_of(run: Any, sheet: StyleSheet) -> Iterator[str]:
    text = "".join(each.text or "" for each in run.iter(f"{W}t"))
    if not text.strip():
        return
    look = _look(run, sheet)
    chinese = bool(_EAST_ASIAN.search(text))
    if chinese or (look.get("hint") == "eastAsia" and _EITHER.search(text)):
        yield look.get("eastAsia", "")
    if _EAST_ASIAN.sub("", text).strip():
        yield look.get("ascii", "")


def _look(run: Any, sheet: StyleSheet) -> Properties:
    paragraph = next(run.iterancestors(f"{W}p"), None)
    own = paragraph_properties(paragraph.find(f"{W}pPr")) if paragraph is not None else {}
    direct = run_properties(run.find(f"{W}rPr"), sheet.fonts)
    return sheet.run_look(sheet.find(own.get("pStyle")), direct)
