"""`w:styles` and `a:theme` → the styles with all that they are based on, and what a paragraph and
its runs look like before they say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import A, W
from reportgen.ooxml.properties import (
    Properties,
    attribute,
    is_yes,
    paragraph_properties,
    run_properties,
)

# No honest chain of basedOn is longer; a ring of styles has no end.
_LONGEST_CHAIN = 50
_DEFAULTS = f"{W}docDefaults/{W}%sPrDefault/{W}%sPr"


class StyleElements:
    """The `w:style` elements of a `w:styles` by id, and by name in small letters; none for None.

    `usual` is the id of the style of paragraphs that name none, empty where there is none.
    """

    def __init__(self, root: Any) -> None:
        found = [] if root is None else list(root.iter(f"{W}style"))
        self.by_id = {each.get(f"{W}styleId", ""): each for each in found}
        self.by_name = {
            name.lower(): each for each in found if (name := attribute(each, "name")) is not None
        }
        self.usual = next((key for key, each in self.by_id.items() if _is_usual(each)), "")

    def lineage(self, style_id: str) -> list[Any]:
        """The style and those it is based on, the nearest first; none for an id that is not
        known.
        """
        chain: list[Any] = []
        key = style_id
        while key in self.by_id and self.by_id[key] not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(self.by_id[key])
            key = attribute(chain[-1], "basedOn") or ""
        return chain


def style_ids(root: Any) -> dict[str, str]:
    """The id of each style of a `w:styles` by its name in small letters."""
    # Found by paths, no style of a thousand becomes an object of its own.
    names, ids = (path(root) for path in _named_paths())
    if len(names) == len(ids):
        return {name.lower(): style_id for name, style_id in zip(names, ids, strict=True)}
    styles = root.iterchildren(f"{W}style")
    found = ((each, next(each.iterchildren(f"{W}name"), None)) for each in styles)
    named = ((each, name.get(f"{W}val")) for each, name in found if name is not None)
    return {name.lower(): each.get(f"{W}styleId", "") for each, name in named if name is not None}


@cache
def _named_paths() -> tuple[Any, Any]:
    """What finds the names of the styles that have one, and the ids of those of them."""
    from lxml import etree

    names, ids = "w:style/w:name[1]/@w:val", "w:style[w:name[1]/@w:val]/@w:styleId"
    known = {"w": W[1:-1]}
    made = (etree.XPath(each, namespaces=known, smart_strings=False) for each in (names, ids))
    return next(made), next(made)


def style_name(element: Any) -> str:
    """The name of a `w:style`, or its id where it has none."""
    return attribute(element, "name") or element.get(f"{W}styleId", "")


def _is_usual(element: Any) -> bool:
    return element.get(f"{W}type") == "paragraph" and is_yes(element.get(f"{W}default"))


class ResolvedStyle(NamedTuple):
    """A style with all that it is based on: name in small letters, and what it sets."""

    name: str
    run: Properties
    paragraph: Properties


_PLAIN = ResolvedStyle("", {}, {})


class StyleSheet:
    """The styles of a document, each resolved when it is first asked for; what holds without any;
    and the fonts of the theme by key.
    """

    def __init__(self, root: Any, fonts: Mapping[str, str]) -> None:
        self.elements = StyleElements(root)
        self.fonts = fonts
        self.default_run: Properties = {}
        self.default_paragraph: Properties = {}
        if root is not None:
            run, paragraph = (root.find(_DEFAULTS % (name, name)) for name in ("r", "p"))
            self.default_run = run_properties(run, fonts)
            self.default_paragraph = paragraph_properties(paragraph)
        self._resolved: dict[str, ResolvedStyle] = {}
        self._own: dict[Any, ResolvedStyle] = {}

    def find(self, style_id: str | None) -> ResolvedStyle:
        """The style, or the one of plain paragraphs where the id is not known."""
        known = style_id is not None and style_id in self.elements.by_id
        return self._resolve(style_id if known and style_id else self.elements.usual)

    def run_look(self, style: ResolvedStyle, direct: Properties) -> Properties:
        """What holds for a run of a paragraph in that style, with what it says itself.

        Bold is a switch: the paragraph's style and the character style turn it, the run itself sets
        it.
        """
        character = self._resolve(direct.get("style", ""))
        merged = {**self.default_run, **style.run, **character.run, **direct}
        if "bold" not in direct and character.run.get("bold") and style.run.get("bold"):
            merged["bold"] = ""
        return merged

    def _resolve(self, style_id: str) -> ResolvedStyle:
        if style_id not in self._resolved:
            self._resolved[style_id] = self._merge(self.elements.lineage(style_id))
        return self._resolved[style_id]

    def _merge(self, lineage: list[Any]) -> ResolvedStyle:
        if not lineage:
            return _PLAIN
        run: dict[str, str] = {}
        paragraph: dict[str, str] = {}
        for each in reversed(lineage):
            own = self._own_of(each)
            run |= own.run
            paragraph |= own.paragraph
        return ResolvedStyle(style_name(lineage[0]).lower(), run, paragraph)

    def _own_of(self, element: Any) -> ResolvedStyle:
        """What the style sets itself, read once: many are based on one."""
        if element not in self._own:
            run = run_properties(element.find(f"{W}rPr"), self.fonts)
            self._own[element] = ResolvedStyle(
                "", run, paragraph_properties(element.find(f"{W}pPr"))
            )
        return self._own[element]


def read_theme_fonts(theme: Any, language: str) -> Mapping[str, str]:
    """By the key that `w:rFonts` uses (minorEastAsia…), the typeface of an `a:theme`; empty where
    Word is left to choose. `language` is the document's East Asian one (zh-CN).
    """
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = theme.find(f".//{A}{kind}Font") if theme is not None else None
        latin, chinese = (
            _typeface(scheme, "latin"),
            _typeface(scheme, "ea") or _script_font(scheme, language),
        )
        fonts |= {f"{kind}Ascii": latin, f"{kind}HAnsi": latin, f"{kind}EastAsia": chinese}
    return fonts


def _typeface(scheme: Any, name: str) -> str:
    found = scheme.find(A + name) if scheme is not None else None
    return "" if found is None else found.get("typeface", "")


def _script_font(scheme: Any, language: str) -> str:
    """The theme's font for Chinese script, which holds only where the document's language is
    Chinese.
    """
    if scheme is None or not language.lower().startswith("zh"):
        return ""
    fonts = (each for each in scheme.iter(A + "font") if each.get("script") == "Hans")
    return next((each.get("typeface", "") for each in fonts), "")
