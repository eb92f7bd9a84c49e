"""`styles.xml`, `theme1.xml` and `settings.xml` → what a paragraph and its runs look like before
they say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from reportgen.ooxml.namespaces import A, W
from reportgen.ooxml.properties import (
    Properties,
    attribute,
    paragraph_properties,
    run_properties,
)

# No honest chain of basedOn is longer; a ring of styles has no end.
_LONGEST_CHAIN = 50


class ResolvedStyle(NamedTuple):
    """A style with all that it is based on: name in small letters, and what it sets."""

    name: str
    run: Properties
    paragraph: Properties


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Every style by its id, what holds without any, and the fonts of the theme by key."""

    styles: Mapping[str, ResolvedStyle]
    default_run: Properties
    default_paragraph: Properties
    normal: str
    fonts: Mapping[str, str]

    def find(self, style_id: str | None) -> ResolvedStyle:
        """The style, or the one of plain paragraphs where the id is not known."""
        return (
            self.styles.get(style_id or self.normal)
            or self.styles.get(self.normal)
            or ResolvedStyle("", {}, {})
        )

    def run_look(self, style: ResolvedStyle, direct: Properties) -> Properties:
        """What holds for a run of a paragraph in that style, with what it says itself.

        Bold is a switch: the paragraph's style and the character style turn it, the run itself sets
        it.
        """
        character = self.styles.get(direct.get("style", "")) or ResolvedStyle("", {}, {})
        merged = {**self.default_run, **style.run, **character.run, **direct}
        if "bold" not in direct and character.run.get("bold") and style.run.get("bold"):
            merged["bold"] = ""
        return merged


def read_styles(root: Any, fonts: Mapping[str, str]) -> StyleSheet:
    """The style sheet of a `w:styles`; for None, the defaults of the format. `fonts` are the
    theme's by key.
    """
    if root is None:
        return StyleSheet({}, {}, {}, "", fonts)
    elements = {each.get(W + "styleId", ""): each for each in root.iter(W + "style")}
    normal = next((key for key, each in elements.items() if _is_normal(each)), "")
    return StyleSheet(
        styles={key: _with_bases(key, elements, fonts) for key in elements},
        default_run=run_properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), fonts),
        default_paragraph=paragraph_properties(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")),
        normal=normal,
        fonts=fonts,
    )


def _is_normal(element: Any) -> bool:
    return element.get(W + "type") == "paragraph" and element.get(W + "default") in (
        "1",
        "true",
        "on",
    )


def _with_bases(
    style_id: str, elements: Mapping[str, Any], fonts: Mapping[str, str]
) -> ResolvedStyle:
    chain: list[Any] = []
    key = style_id
    while key in elements and elements[key] not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[key])
        key = attribute(chain[-1], "basedOn") or ""
    run: dict[str, str] = {}
    paragraph: dict[str, str] = {}
    for each in reversed(chain):
        run |= run_properties(each.find(W + "rPr"), fonts)
        paragraph |= paragraph_properties(each.find(W + "pPr"))
    return ResolvedStyle((attribute(chain[0], "name") or style_id).lower(), run, paragraph)


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
