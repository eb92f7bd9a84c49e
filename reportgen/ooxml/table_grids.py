"""Tables of WordprocessingML → whether their grids fit their rows."""

from __future__ import annotations

from reportgen.late_regex import late_regex

_GRID_SPAN = late_regex(r'<w:gridSpan w:val="(\d+)"')
_CELL_END, _ROW_END = "</w:tc>", "</w:tr>"
_CELL = ("<w:tc>", "<w:tc ")


def have_agreeing_grids(text: str) -> bool:
    """Whether every table's `gridCol`s fit its rows for certain; False asks for a closer look."""
    return all(_grid_agrees(table) for table in text.split("</w:tbl>")[:-1])


def _grid_agrees(text: str) -> bool:
    """The same for the table at whose end `text` ends. What follows a table in a table has no
    grid: False.
    """
    grid, found, rest = text.rpartition("<w:tblGrid>")[2].partition("</w:tblGrid>")
    widest = _widest(rest)
    if not found or "Change" in grid or widest is None:
        return False
    columns = grid.count("<w:gridCol")
    return widest == columns or widest < columns <= _longest(rest)


def _widest(rows: str) -> int | None:
    """The most cells of a row; None where a row holds anything but cells."""
    before, *ended = rows.split(_CELL_END)
    if _ROW_END in before:
        return None
    widest = cells = 0
    for behind in ended:
        cells += 1
        if behind.startswith(_ROW_END):
            if _ROW_END in behind[1:]:
                return None
            widest, cells = max(widest, cells), 0
        elif not behind.startswith(_CELL):
            return None
    return widest


def _longest(rows: str) -> int:
    """The most columns of a row."""
    return max(
        (row.count(_CELL_END) + _spanned(row) for row in rows.split(_ROW_END)[:-1]), default=0
    )


def _spanned(row: str) -> int:
    """How many columns the row's cells take beyond one each."""
    if "<w:gridSpan" not in row:
        return 0
    return sum(int(span) - 1 for span in _GRID_SPAN.findall(row))
