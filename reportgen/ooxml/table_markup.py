"""Widths, borders and row properties → what a `w:tbl` begins with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from reportgen.model.page_layout import TEXT_WIDTH
from reportgen.ooxml.markup import escape

ROW_PROPERTIES = '<w:cantSplit/><w:trHeight w:val="454" w:hRule="atLeast"/>'
HEADER_ROW_PROPERTIES = ROW_PROPERTIES + "<w:tblHeader/>"

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BORDERS = f"<w:tblBorders>{_BORDERS}</w:tblBorders>"


def table_head(
    widths: Sequence[int], style_id: str | None, *, fixed: bool, margins: str = ""
) -> str:
    """What a `w:tbl` begins with: properties and grid. Without a style the borders are set
    directly.
    """
    style = f'<w:tblStyle w:val="{escape(style_id)}"/>' if style_id is not None else ""
    borders = "" if style else BORDERS
    layout = '<w:tblLayout w:type="fixed"/>' if fixed else ""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc '
        f'w:val="center"/>{borders}{layout}{margins}'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def column_widths(shares: Sequence[float], width: int = TEXT_WIDTH) -> tuple[int, ...]:
    """The columns' widths in twips for their shares, rounded so that they add up to `width`."""
    total = sum(shares)
    edges = [round(width * edge / total) for edge in accumulate(shares, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))
