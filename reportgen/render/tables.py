"""Tables of a report → `w:tbl`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from reportgen.late_regex import late_regex
from reportgen.model.page_layout import SIZE_SMALL_TABLE, TEXT_WIDTH
from reportgen.model.report import SHADE, Align, Cell, Table
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import paragraph_markup, run_markup
from reportgen.ooxml.table_markup import ROW_PROPERTIES, column_widths, table_head
from reportgen.render.column_fitting import (
    SMALL_EDGES,
    USUAL_EDGES,
    USUAL_HALF,
    display_width,
    fit_widths,
    natural_widths,
    needed_halves,
)
from reportgen.render.wrapping import (
    CLOSE,
    fold_at_bracket,
    fold_head,
    lowest_widths,
    total_lines,
)

# Columns of a wide table are narrow: a number must not be broken.
_SIDES = '<w:left w:w="28" w:type="dxa"/>{}<w:right w:w="28" w:type="dxa"/>'
_SMALL_MARGINS = f"<w:tblCellMar>{_SIDES.format('')}</w:tblCellMar>"
_LOW = '<w:{} w:w="20" w:type="dxa"/>'
_DENSE_MARGINS = (
    f"<w:tblCellMar>{_LOW.format('top')}{_SIDES.format(_LOW.format('bottom'))}</w:tblCellMar>"
)
# A table of no more rows that is about so high in twips is not broken between pages: what would
# stay empty above a higher one is too much, and on a page on its side it might not fit.
_SHORT, _HIGHEST = 10, 4640
# A row of a long text that is higher may be broken: a page on its side has room for two of them.
_WHOLE = 3000
# Two rows that are higher together may be parted; a text of fewer characters makes none as high as
# that.
_KEPT, _LONG = 3000, 150
_SMALL_LINE, _USUAL_LINE, _ROW_EDGES = 270, 340, 80
# So many lines may the heads of a small table have: its columns are for figures. A column of texts
# stays so wide that names do not become columns of characters.
_HEAD_LINES, _NARROWEST, _SHORT_UNIT = 5, 4, 6
# A note below a table has its lower line above it, and none of its own.
_OPEN = "".join([f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right")])
_LATIN = late_regex("[!-~]+")
_SMALL_HALF = SIZE_SMALL_TABLE * 5
_LEAST_OF_TEXT = 16 * _SMALL_HALF
# A unit is parted only where that saves a twentieth of the lines.
_WORTH = 0.95
# Of more rows than a page has, each is as low as it can be read.
_DENSE, _SMALL_ROW, _DENSE_ROW = 20, 340, 300

# The head of a column, and what stands in it.
_Column = tuple[str, Sequence[str]]


class TableLook(NamedTuple):
    """The style of a table, None for borders drawn directly, and what stands in the `w:pPr` of its
    header cells, of the others, and of its note.
    """

    style_id: str | None = None
    header: str = ""
    text: str = ""
    note: str = ""


def table_markup(table: Table, look: TableLook, width: int = TEXT_WIDTH) -> str:
    """The table as a `w:tbl` of that width in twips; its header must not be empty.

    Given widths are kept; without them the columns are as wide as what stands in them asks. The
    note is a last row without borders: a paragraph behind the table would come to stand on a page
    of its own.
    """
    widths = column_widths(table.widths or _natural_shares(table, width), width)
    table = _folded(table, widths)
    plain = _row_properties(table)
    heads = _head_rows(table, widths, look.header)
    header = "".join([_row(f"{plain}<w:tblHeader/>", cells) for cells in heads])
    rows = "".join([*_body_rows(table, widths, look), _note_row(table, widths, look.note)])
    margins = _margins(table)
    head = table_head(widths, look.style_id, fixed=True, margins=margins)
    return f"<w:tbl>{head}{header}{rows}</w:tbl>"


def _note_row(table: Table, widths: Sequence[int], properties: str) -> str:
    if not table.note:
        return ""
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    cell = (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}'
        f"<w:tcBorders>{_OPEN}</w:tcBorders></w:tcPr>"
        f"{paragraph_markup(run_markup(table.note), properties)}</w:tc>"
    )
    return _row("<w:cantSplit/>", cell)


def _row_properties(table: Table) -> str:
    if not table.small:
        return ROW_PROPERTIES
    low = _DENSE_ROW if len(table.rows) > _DENSE else _SMALL_ROW
    return f'<w:cantSplit/><w:trHeight w:val="{low}" w:hRule="atLeast"/>'


def _is_high(cells: Sequence[Cell], widths: Sequence[int], table: Table) -> bool:
    """Whether the row may be broken: where it did not fit it would leave much of a page empty."""
    longest = max(map(len, [cell.text for cell in cells]))
    return longest > _LONG and _height(cells, widths, table) > _WHOLE


def _margins(table: Table) -> str:
    """The inner margins of the cells; nothing where they are those of the style."""
    if not table.small:
        return ""
    return _DENSE_MARGINS if len(table.rows) > _DENSE else _SMALL_MARGINS


def _head_rows(table: Table, widths: Sequence[int], properties: str) -> Iterator[str]:
    """The header, then the codes; a column without a code has one cell for both."""
    header = [Cell(text) for text in table.header]
    codes = [Cell(text, joined=not text) for text in table.codes]
    for cells, below in ((header, codes), (codes, ())):
        if cells:
            headed = [properties] * len(widths)
            yield _row_cells(cells, widths, headed, _joins_below(cells, below))


def _body_rows(table: Table, widths: Sequence[int], look: TableLook) -> Iterator[str]:
    headed = [look.header] * len(widths)
    plain = _aligned(table, look.text)
    kept = _aligned(table, _kept_with_next(look.text))
    plain_row, staying = _row_properties(table), _staying_rows(table, widths)
    heads = [*map(_is_head, table.rows)]
    pairs = zip_longest(table.rows, table.rows[1:], fillvalue=())
    for place, (cells, below) in enumerate(pairs):
        joins = _joins_below(cells, below)
        keeps = place in staying or _begins(place, heads) or any(joins)
        properties = headed if heads[place] else kept if keeps else plain
        written = _row_cells(cells, widths, properties, joins)
        yield _row("" if _is_high(cells, widths, table) else plain_row, written)


def _begins(place: int, heads: Sequence[bool]) -> bool:
    """Whether the row is the first of several under a heading, which take the next with them."""
    return 0 < place < len(heads) - 1 and heads[place - 1] and not heads[place + 1]


def _staying_rows(table: Table, widths: Sequence[int]) -> frozenset[int]:
    """The rows that stay on the page of the next one, or, the last, of the note.

    All of a low table do. Of another the first row and the last do not stand alone, unless two rows
    are so high that keeping them would leave a page empty but for the title.
    """
    last = len(table.rows) - 1
    # The note is the row below it.
    noted = {last} if table.note else set()
    if _is_low(table, widths):
        return frozenset({*range(last), *noted})
    ends = {last - 1: _HIGHEST, 0: _KEPT} if last > 0 else {}
    return frozenset(
        {*noted, *(at for at, most in ends.items() if _pair(at, table, widths) <= most)}
    )


def _pair(at: int, table: Table, widths: Sequence[int]) -> int:
    """How high the row at that place is with the next."""
    return sum(_height(cells, widths, table) for cells in table.rows[at : at + 2])


def _is_low(table: Table, widths: Sequence[int]) -> bool:
    if len(table.rows) > _SHORT:
        return False
    head = [Cell(text) for text in table.header]
    return sum(_height(cells, widths, table) for cells in (head, *table.rows)) <= _HIGHEST


def _height(cells: Sequence[Cell], widths: Sequence[int], table: Table) -> int:
    """How many twips the row is about high."""
    half, line = (_SMALL_HALF, _SMALL_LINE) if table.small else (USUAL_HALF, _USUAL_LINE)
    columns = zip(cells, widths, strict=True)
    lines = [_count_lines(cell.text, max(1, width // half)) for cell, width in columns]
    return max(lines) * line + _ROW_EDGES


def _count_lines(text: str, halves: int) -> int:
    if "\n" in text:
        return sum(_count_lines(line, halves) for line in text.split("\n"))
    return -(-display_width(text) // halves) or 1


def _aligned(table: Table, properties: str) -> list[str]:
    aligned = [properties + _justification(align) for align in table.aligns]
    return aligned + [properties] * (len(table.header) - len(aligned))


def _kept_with_next(properties: str) -> str:
    """The inside of a `w:pPr` with a paragraph that stays on the page of the next one."""
    style, closing, rest = (
        properties.partition("/>") if properties.startswith("<w:pStyle") else ("", "", properties)
    )
    return f"{style}{closing}<w:keepNext/>{rest}"


def _is_head(cells: Sequence[Cell]) -> bool:
    """Whether the row is a heading for those below it, all of it bold."""
    return False not in [cell.bold for cell in cells]


def _joins_below(cells: Sequence[Cell], below: Sequence[Cell]) -> list[bool]:
    """Which cells the cells of the next row are one with."""
    return [cell.joined for cell in below] if below else [False] * len(cells)


def _natural_shares(table: Table, width: int) -> tuple[float, ...]:
    columns = [_texts_at(at, table) for at in range(len(table.header))]
    headed = tuple(zip(table.header, columns, strict=True))
    if table.small:
        return _low_shares(table, headed, width)
    return natural_widths(((head, *column) for head, column in headed), width)


def _low_shares(table: Table, headed: Sequence[_Column], width: int) -> tuple[float, ...]:
    """Widths with which the rows of a small table are low; long units of heads are parted where
    that makes them lower.
    """
    needed = [_needed_by_row(row) for row in table.rows]
    whole = _low_rooms(headed, needed, width, units=True)
    lines = total_lines(whole, needed)
    if lines > len(needed):
        parted = _low_rooms(headed, needed, width, units=False)
        whole = parted if total_lines(parted, needed) < _WORTH * lines else whole
    return tuple(room + SMALL_EDGES for room in whole)


def _low_rooms(
    headed: Sequence[_Column], needed: Sequence[Sequence[float]], width: int, *, units: bool
) -> tuple[float, ...]:
    """The room for the text of each column; `units` keeps long ones of heads on a line too."""
    wanted = [_wanted(head, column, units=units) for head, column in headed]
    rooms = [each - SMALL_EDGES for each in fit_widths(wanted, width)]
    return lowest_widths(rooms, needed, [min(room, _LEAST_OF_TEXT) for room in rooms])


def _texts_at(at: int, table: Table) -> list[str]:
    """The texts of the column at that place, but for those that reach into the next."""
    after = at + 1
    return [row[at].text for row in table.rows if after == len(row) or not row[after].across]


def _wanted(head: str, column: Sequence[str], *, units: bool) -> float:
    """How many twips wide a column of a small table has to be."""
    unit = display_width(head[head.rfind("（") :]) if head.endswith("）") else 0
    unit = unit if units or unit <= _SHORT_UNIT else 0
    of_lines = 2 * -(-display_width(head) // (2 * _HEAD_LINES))
    of_head = max(of_lines, min(display_width(head), _NARROWEST), unit)
    unbroken = _LATIN.findall(head)
    return max(of_head, needed_halves((*column, *unbroken, ""))) * _SMALL_HALF + SMALL_EDGES


def _needed_by_row(row: Sequence[Cell]) -> list[float]:
    """How much room each text of the row needs for one line; one that reaches into the next column
    has that besides.
    """
    behind = (*(cell.across for cell in row[1:]), False)
    return [
        0 if across else needed_halves((cell.text,)) * _SMALL_HALF
        for cell, across in zip(row, behind, strict=True)
    ]


def _folded(table: Table, widths: Sequence[int]) -> Table:
    """The table, texts that wrap broken before their brackets where those would be parted."""
    half, edges = (_SMALL_HALF, SMALL_EDGES) if table.small else (USUAL_HALF, USUAL_EDGES)
    rooms = [(width - edges) / half for width in widths]
    header = tuple(map(fold_head, table.header, rooms))
    return table._replace(header=header, rows=tuple(_folded_row(row, rooms) for row in table.rows))


def _folded_row(row: tuple[Cell, ...], rooms: Sequence[float]) -> tuple[Cell, ...]:
    if CLOSE not in [cell.text[-1:] for cell in row]:
        return row
    folded = tuple(map(fold_at_bracket, (cell.text for cell in row), rooms))
    if any(cell.across for cell in row) or not any("\n" in text for text in folded):
        return row
    return tuple(cell._replace(text=text) for cell, text in zip(row, folded, strict=True))


def _justification(align: Align) -> str:
    return f'<w:jc w:val="{align}"/>'


def _row(properties: str, cells: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _row_cells(
    cells: Sequence[Cell], widths: Sequence[int], properties: Sequence[str], joins: Sequence[bool]
) -> str:
    across = [cell.across for cell in cells]
    if True not in across:
        return "".join([*map(_cell, cells, widths, properties, joins)])
    begins = [place for place, goes_on in enumerate(across) if not goes_on]
    return "".join(
        [
            _cell(cells[at], sum(widths[at:end]), properties[at], joins[at], end - at)
            for at, end in pairwise((*begins, len(cells)))
        ]
    )


def _cell(cell: Cell, width: int, properties: str, joins_below: bool = False, span: int = 1) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = "<w:vMerge/>" if cell.joined else '<w:vMerge w:val="restart"/>' if joins_below else ""
    text = "" if cell.joined else cell.text
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if cell.shaded else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{merged}{shade}<w:vAlign '
        f'w:val="center"/></w:tcPr>'
        f"{paragraph_markup(run_markup(text, bold=cell.bold), properties)}</w:tc>"
    )
