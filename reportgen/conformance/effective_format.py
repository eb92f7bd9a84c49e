"""Merged properties → the effective look of a run and the effective shape of a paragraph."""

from __future__ import annotations

from decimal import Decimal

from reportgen.conformance.document import Border, RunLook, Shape, Spacing
from reportgen.ooxml.properties import Properties, whole

# What the format says where a document says nothing: 10 pt, single lines.
_DEFAULT_SIZE, _SINGLE = 20, 240


def make_look(merged: Properties) -> RunLook:
    """The effective type of a run for which these properties hold."""
    return RunLook(
        chinese=merged.get("eastAsia", ""),
        latin=merged.get("hAnsi") or merged.get("ascii", ""),
        size=whole(merged.get("size"), _DEFAULT_SIZE),
        bold=merged.get("bold") == "1",
        colour=merged.get("colour", "").upper(),
        tracking=whole(merged.get("tracking")),
        chinese_hint=merged.get("hint") == "eastAsia",
        raised=merged.get("raised", "") in ("superscript", "subscript"),
        shade=merged.get("shade", "").upper(),
    )


def make_shape(properties: Properties, look: RunLook) -> Shape:
    """Where a paragraph stands; twips become characters of `look`'s size."""
    character = look.size * 10 or 1

    def indent(key: str) -> Decimal:
        hundredths = whole(properties.get(f"{key}Chars"))
        return (
            Decimal(hundredths) / 100
            if hundredths
            else Decimal(whole(properties.get(key))) / character
        )

    return Shape(
        properties.get("jc", "left"),
        indent("left"),
        indent("right"),
        indent("first"),
        _spacing(properties),
    )


def make_border(text: str) -> Border:
    """The line that `ooxml.properties.border` tells of."""
    width, _, colour = text.partition(" ")
    return Border(whole(width), colour.upper())


def _spacing(properties: Properties) -> Spacing:
    def around(key: str) -> int:
        lines = whole(properties.get(f"{key}Lines"))
        return lines * _SINGLE // 100 if lines else whole(properties.get(key))

    return Spacing(
        rule=properties.get("lineRule", "auto"),
        line=whole(properties.get("line"), _SINGLE),
        before=around("before"),
        after=around("after"),
        on_grid=properties.get("snapToGrid", "1") == "1",
    )
