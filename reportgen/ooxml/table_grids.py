"""Tables of WordprocessingML → whether their grids fit their rows."""

from __future__ import annotations

from reportgen.late_regex import late_regex

_GRID_SPAN = late_regex(r'<w:gridSpan w:val="(\d+)"')
_CELL_END = "</w:tc>"
_NEXT_CELL, _NEXT_CELL_WITH = "</w:tc><w:tc>", "</w:tc><w:tc "


def have_agreeing_grids(text: str) -> bool:
    """Whether every table's `gridCol`s fit its rows for certain; False asks for a closer look."""
    return all(_grid_agrees(table) for table in text.split("</w:tbl>")[:-1])


def _grid_agrees(text: str) -> bool:
    """The same for the table at whose end `text` ends. What follows a table in a table has no
    grid: False.
    """
    grid, found, rest = text.rpartition("<w:tblGrid>")[2].partition("</w:tblGrid>")
    if not found or "Change" in grid:
        return False
    columns = grid.count("<w:gridCol")
    widest = longest = 0
    for row in rest.split("</w:tr>")[:-1]:
        cells = row.count(_CELL_END)
        if (
            not row.endswith(_CELL_END)
            or row.count(_NEXT_CELL) + row.count(_NEXT_CELL_WITH) != cells - 1
        ):
            return False
        widest = max(widest, cells)
        longest = max(longest, cells + _spanned(row))
    return widest <= columns <= longest


def _spanned(row: str) -> int:
    """How many columns the row's cells take beyond one each."""
    if "<w:gridSpan" not in row:
        return 0
    return sum(int(span) - 1 for span in _GRID_SPAN.findall(row))
