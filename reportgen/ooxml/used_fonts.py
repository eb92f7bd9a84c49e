"""The parts of a Word document → the typefaces that its words are set in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.properties import (
    Properties,
    attribute,
    run_properties,
)
from reportgen.ooxml.styles import StyleSheet, read_theme_fonts

_WORDS = late_regex(r"word/(?:document|header|footer|footnotes)\d*\.xml")
_RUN, _PARAGRAPH, _RUN_PROPERTIES = f"{W}r", f"{W}p", f"{W}rPr"
_RUN_STYLE, _RUN_FONTS, _VALUE = f"{W}rStyle", f"{W}rFonts", f"{W}val"
_PARAGRAPH_PROPERTIES, _PARAGRAPH_STYLE = f"{W}pPr", f"{W}pStyle"
_STYLES, _SETTINGS = "word/styles.xml", "word/settings.xml"
_THEME = late_regex(r"word/theme/theme\d*\.xml")
# From here on characters are East Asian; the dashes and quotation marks before are so by a hint.
_EAST_ASIAN = late_regex(
    "[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\uffef\U00020000-\U0003ffff]"
)
_EITHER = late_regex("[\u2010-\u2027\u00b7\u2460-\u24ff]")


def used_fonts(
    parts: Mapping[str, bytes], read: Mapping[str, Any] = MappingProxyType({})
) -> tuple[str, ...]:
    """Each typeface that words stand in, in order; empty text for one that Word chooses itself.

    `read` are parts that have been read already.
    """
    sheet = StyleSheet(_root(parts, _STYLES), _theme_fonts(parts))
    found = _Found(sheet)
    for name in filter(_WORDS.fullmatch, parts):
        found.take(read[name] if name in read else _root(parts, name))
    return tuple(found.fonts)


class _Found:
    """The typefaces found so far. Of thousands of runs most look like one before: those in whose
    typefaces words have been seen are passed by.
    """

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._looks: dict[tuple[object, ...], Properties] = {}
        self.fonts: dict[str, None] = {}

    def take(self, root: Any) -> None:
        """Take what the runs of a part stand in."""
        # Runs of one paragraph follow each other: what it says of itself is looked for once.
        paragraph, style = root, None
        for run in root.iter(_RUN):
            around = next(run.iterancestors(_PARAGRAPH), None)
            if around is not paragraph:
                paragraph, style = around, _style_of(around)
            look = self._look_of(run, style)
            if not self.fonts.keys() >= {look.get("eastAsia", ""), look.get("ascii", "")}:
                self.fonts |= dict.fromkeys(_fonts_of(run, look))

    def _look_of(self, run: Any, style: str | None) -> Properties:
        own = run.find(_RUN_PROPERTIES)
        asked = (style, *(_says(own) if own is not None else ()))
        if asked not in self._looks:
            direct = run_properties(own, self._sheet.fonts)
            self._looks[asked] = self._sheet.run_look(self._sheet.find(style), direct)
        return self._looks[asked]


def _says(own: Any) -> list[tuple[str, ...]]:
    """All that a `w:rPr` says of typefaces."""
    told = own.iterchildren(_RUN_STYLE, _RUN_FONTS)
    return [(each.tag, *chain.from_iterable(each.items())) for each in told]


def _style_of(paragraph: Any) -> str | None:
    own = paragraph.find(_PARAGRAPH_PROPERTIES) if paragraph is not None else None
    named = () if own is None else [*own.iterchildren(_PARAGRAPH_STYLE)]
    return named[-1].get(_VALUE) or "" if named else None


def _root(parts: Mapping[str, bytes], name: str) -> Any:
    return etree.fromstring(parts[name]) if name in parts else None


def _theme_fonts(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    settings = _root(parts, _SETTINGS)
    language = attribute(settings, "themeFontLang", "eastAsia") if settings is not None else None
    theme = next((name for name in parts if _THEME.fullmatch(name)), "")
    return read_theme_fonts(_root(parts, theme), language or "")


def _fonts_of(run: Any, look: Properties) -> Iterator[str]:
    text = "".join(each.text or "" for each in run.iter(f"{W}t"))
    if not text.strip():
        return
    chinese = bool(_EAST_ASIAN.search(text))
    if chinese or (look.get("hint") == "eastAsia" and _EITHER.search(text)):
        yield look.get("eastAsia", "")
    if _EAST_ASIAN.sub("", text).strip():
        yield look.get("ascii", "")
