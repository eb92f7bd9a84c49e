"""`w:rPr` and `w:pPr` → flat mappings, so that what overrides what is the union of mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.ooxml.namespaces import W

Properties = Mapping[str, str]

# Twips of 176 metres: a larger number is damage.
_LARGEST = 10_000_000
_YES, _OFF = ("1", "true", "on"), ("0", "false", "off", "none")
_BODY_LEVEL = 9
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia")
_RUN_SWITCHES = {"b": "bold", "vanish": "hidden"}
_RUN_VALUES = {
    **{"sz": "size", "color": "colour", "spacing": "tracking", "vertAlign": "raised"},
    "rStyle": "style",
}
_SWITCHES = ("snapToGrid", "pageBreakBefore")
_VALUES = ("pStyle", "jc", "outlineLvl")
_SPACINGS = ("before", "after", "beforeLines", "afterLines", "line", "lineRule")
# Of two names for one edge, the last one counts where a file has both.
_INDENTS = {"left": ("start", "left"), "right": ("end", "right")}


def attribute(element: Any, path: str, name: str = "val") -> str | None:
    """The attribute of the element at that path of local names, or None."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:b` is on: without a value it is."""
    return (element.get(W + "val") or "1") not in _OFF


def is_yes(text: str | None) -> bool:
    """Whether an attribute says yes, as `w:default` of a style does."""
    return text in _YES


def outline_level(properties: Properties) -> int:
    """The level of a paragraph in the outline, from 1; 0 is body text."""
    level = whole(properties.get("outlineLvl"), _BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else 0


def run_properties(element: Any, fonts: Mapping[str, str]) -> Properties:
    """What a `w:rPr` sets. A theme's font beats the named one beside it; `fonts` are the theme's
    by key.
    """
    found: dict[str, str] = {}
    for child in () if element is None else element:
        name = str(child.tag).removeprefix(W)
        if name == "rFonts":
            found |= _fonts(child, fonts)
        elif name in _RUN_SWITCHES:
            found[_RUN_SWITCHES[name]] = _switch(child)
        elif name in _RUN_VALUES:
            found[_RUN_VALUES[name]] = _value(child)
        elif name == "shd":
            found["shade"] = child.get(f"{W}fill") or ""
    return found


def _fonts(element: Any, fonts: Mapping[str, str]) -> Properties:
    found = {}
    for slot in _FONT_SLOTS:
        theme, named = element.get(f"{W}{slot}Theme"), element.get(W + slot)
        if theme is not None:
            found[slot] = fonts.get(theme, "")
        elif named is not None:
            # LibreOffice may name several, the first being the one that was chosen.
            found[slot] = named.split(";")[0].strip()
    if element.get(W + "hint"):
        found["hint"] = element.get(W + "hint")
    return found


def paragraph_properties(element: Any) -> Properties:
    """What a `w:pPr` sets. Indents are in twips, in hundredths of a character where the name
    ends so.
    """
    found: dict[str, str] = {}
    for child in () if element is None else element:
        name = str(child.tag).removeprefix(W)
        if name in _GROUPS:
            found |= _GROUPS[name](child)
        elif name in _SWITCHES:
            found[name] = _switch(child)
        elif name in _VALUES:
            found[name] = _value(child)
    return found


def _switch(element: Any) -> str:
    return "1" if is_on(element) else ""


def _value(element: Any) -> str:
    return element.get(f"{W}val") or ""


def _numbering(element: Any) -> Properties:
    found = {"list": attribute(element, "numId"), "depth": attribute(element, "ilvl")}
    return {key: value for key, value in found.items() if value is not None}


def _spacings(element: Any) -> Properties:
    given = {name: element.get(f"{W}{name}") for name in _SPACINGS}
    return {name: value for name, value in given.items() if value is not None}


def _indents(element: Any) -> Properties:
    found: dict[str, str] = {}
    for unit in ("", "Chars"):
        for key, names in _INDENTS.items():
            given = (element.get(f"{W}{name}{unit}") for name in names)
            found |= {f"{key}{unit}": value for value in given if value is not None}
        found |= _first_line(element, unit)
    return found


def _first_line(element: Any, unit: str) -> Properties:
    """A hanging indent is a first line that begins further left."""
    first, hanging = element.get(f"{W}firstLine{unit}"), element.get(f"{W}hanging{unit}")
    given = first if hanging is None else f"-{hanging}"
    return {} if given is None else {f"first{unit}": given}


def _borders(element: Any) -> Properties:
    """The lines above and below, as `border` writes them."""
    return {f"{side}Line": border(element.find(f"{W}{side}")) for side in ("top", "bottom")}


def border(element: Any) -> str:
    """A line as its width in eighths of a point and its colour; empty for none."""
    if element is None or element.get(f"{W}val") in ("nil", "none", None):
        return ""
    return f"{max(whole(element.get(f'{W}sz')), 1)} {element.get(f'{W}color') or 'auto'}"


_GROUPS = {"pBdr": _borders, "ind": _indents, "spacing": _spacings, "numPr": _numbering}


def whole(text: str | None, default: int = 0) -> int:
    """A whole number; `default` for none, what is no number, and what no document means.
    Fractions are cut off.
    """
    try:
        number = int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
    return number if abs(number) <= _LARGEST else default
