"""A `w:p` → what stands in its lines besides text, such as pictures, and how high that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import MATH, MC, VML, WP, A, W

_INLINE, _ANCHOR, _COPY = f"{WP}inline", f"{WP}anchor", f"{MC}Fallback"
_OLD = (f"{W}pict", f"{W}object")
_MATH = f"{{{MATH}}}oMath"
_SHAPES = tuple(f"{{{VML}}}{name}" for name in ("shape", "rect", "group", "roundrect"))
_PARAGRAPH = f"{W}p"
_LINE, _GEOMETRY = f"{{{VML}}}line", f"{A}prstGeom"
_STRAIGHT = ("line", "straightConnector1")
_STRUCK = (f"{W}del", f"{W}moveFrom")
# English Metric Units in a point.
_EMU = 12700
_HEIGHT = late_regex(r"(?:^|;)\s*height\s*:\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(pt|in|cm|mm|px)?")
_FLOATS = late_regex(r"(?:^|;)\s*position\s*:\s*absolute")
_POINTS = {
    "pt": Decimal(1),
    "in": Decimal(72),
    "cm": Decimal(72) / Decimal("2.54"),
    "mm": Decimal(72) / Decimal("25.4"),
    "px": Decimal("0.75"),
}
_WHOLE = late_regex(r"[0-9]{1,12}")


def holds_more_than_text(paragraph: Any) -> bool:
    """Whether a picture, an object or a formula stands in the paragraph, floating ones too."""
    return next(paragraph.iter(_INLINE, _ANCHOR, *_OLD, _MATH), None) is not None


def inline_height(paragraph: Any) -> Decimal:
    """How high in points the highest is that stands in a line of its own text as a character does;
    0 for none, and for what says no height.
    """
    heights = (height for each in _inline(paragraph) for height in _heights(each))
    return max(heights, default=Decimal(0))


def draws_line(paragraph: Any) -> bool:
    """Whether a shape that stands in or beside the paragraph is a line."""
    if next(paragraph.iter(_LINE), None) is not None:
        return True
    return any(each.get("prst") in _STRAIGHT for each in paragraph.iter(_GEOMETRY))


def _inline(paragraph: Any) -> Iterator[Any]:
    for each in paragraph.iter(_INLINE, *_OLD):
        if _is_shown_in(each, paragraph):
            yield each


def _is_shown_in(element: Any, paragraph: Any) -> bool:
    """Whether it is this paragraph's own, no copy for older programs, and not struck out."""
    for around in element.iterancestors(_PARAGRAPH, _COPY, *_STRUCK):
        if around.tag == _PARAGRAPH:
            return around is paragraph
        return False
    return False


def _heights(element: Any) -> Iterator[Decimal]:
    if element.tag == _INLINE:
        extent = element.find(f"{WP}extent")
        told = "" if extent is None else extent.get("cy", "")
        if _WHOLE.fullmatch(told):
            yield Decimal(told) / _EMU
        return
    for shape in element.iterchildren(*_SHAPES):
        style = shape.get("style", "")
        found = None if _FLOATS.search(style) else _HEIGHT.search(style)
        if found is not None:
            yield Decimal(found[1]) * _POINTS[found[2] or "px"]
