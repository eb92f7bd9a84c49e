"""A sheet → how it prints: A4, in a size that can be read, on as few pages side by side as that
takes.
"""

from __future__ import annotations

from typing import Any

from reportgen.model.sheet import Sheet
from reportgen.ooxml.cell_texts import clean, cut

_A4 = 9
_MARGIN_MM, _TOP_MM = 15, 20
_UPRIGHT, _LANDSCAPE = 210 - 2 * _MARGIN_MM, 297 - 2 * _MARGIN_MM
_MM_PER_INCH = 25.4
# A character of a column's width, and what stands beside it, in pixels of 1/96 inch.
_PIXELS, _BESIDE = 7, 5
# Text of 10 pt is not printed smaller than with 8.
_SMALLEST = 0.8
# Upright paper is for what is as good as full size there.
_NEARLY_FULL = 0.95
_MOST_IN_HEADER = 200
_FOOTER = '&C&"宋体,Regular"&9第 &P 页，共 &N 页'


def set_pages(page: Any, sheet: Sheet) -> None:
    """The title over each page, its number below, the head repeated; a sheet too wide for a page
    goes on to the next one, where the columns that name its rows are repeated.
    """
    page.set_paper(_A4)
    sides, ends = _MARGIN_MM / _MM_PER_INCH, _TOP_MM / _MM_PER_INCH
    page.set_margins(left=sides, right=sides, top=ends, bottom=ends)
    page.set_header(_header(sheet.title or sheet.name))
    page.set_footer(_FOOTER)
    page.repeat_rows(0)
    wide = sum(_millimetres(column.width) for column in sheet.columns)
    if wide * _NEARLY_FULL > _UPRIGHT:
        page.set_landscape()
    pages = len(column_breaks(sheet)) + 1
    if pages > 1:
        page.repeat_columns(0, sheet.keys - 1)
    # Not a scale: programs do not agree how wide a column is.
    page.fit_to_pages(pages, 0)


def column_breaks(sheet: Sheet) -> list[int]:
    """About where a new page begins, as columns; none where all fit on one in a size that can be
    read.
    """
    widths, keys = [_millimetres(column.width) for column in sheet.columns], sheet.keys
    room = _LANDSCAPE / _SMALLEST
    if sum(widths) <= room:
        return []
    repeated = sum(widths[:keys])
    breaks, taken = list[int](), repeated
    for place in range(keys, len(widths)):
        if taken + widths[place] > room and taken > repeated:
            breaks.append(place)
            taken = repeated
        taken += widths[place]
    return breaks


def _millimetres(width: float) -> float:
    return (width * _PIXELS + _BESIDE) / 96 * _MM_PER_INCH


def _header(title: str) -> str:
    # The blank parts the size from a title that begins with a digit.
    shown = cut(clean(title).replace("&", "&&"), _MOST_IN_HEADER)
    # One that was cut between two is no sign of its own.
    ampersands = len(shown.removesuffix("…")) - len(shown.removesuffix("…").rstrip("&"))
    return f'&C&"宋体,Bold"&12 {shown.removesuffix("…")[:-1] if ampersands % 2 else shown}'
