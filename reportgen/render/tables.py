"""Tables of a report → `w:tbl`, and the 达标表 as an ordinary table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest
from unicodedata import east_asian_width

from reportgen.model.page_layout import TEXT_WIDTH
from reportgen.model.report import SHADE, Align, Cell, IndicatorRow, IndicatorTable, Table
from reportgen.ooxml.markup import escape, paragraph, run

ROW_PROPERTIES = '<w:cantSplit/><w:trHeight w:val="454" w:hRule="atLeast"/>'
HEADER_ROW_PROPERTIES = ROW_PROPERTIES + "<w:tblHeader/>"
# Columns of a wide table are narrow: a number must not be broken.
_SMALL_MARGINS = '<w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar>'
# A table of the district's that is no longer is not broken between pages.
_SHORT = 10
_SMALL_ROW_PROPERTIES = '<w:cantSplit/><w:trHeight w:val="340" w:hRule="atLeast"/>'

INDICATOR_HEADER = ("序号", "指标", "单位", "实际值", "标准值", "结论", "差距")
INDICATOR_WIDTHS = (0.065, 0.29, 0.1, 0.12, 0.12, 0.125, 0.18)
INDICATOR_ALIGNS = (Align.CENTRE, Align.LEFT, *[Align.CENTRE] * 5)

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BORDERS = f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
_NARROWEST, _WIDEST = 4, 30


def as_table(indicators: IndicatorTable) -> Table:
    """The 达标表 as the stock template lays it out; a stage stands behind its indicator's name."""
    return Table(
        header=INDICATOR_HEADER,
        rows=tuple(_indicator_cells(row) for row in indicators.rows),
        widths=INDICATOR_WIDTHS,
        aligns=INDICATOR_ALIGNS,
        caption=indicators.caption,
    )


def _indicator_cells(row: IndicatorRow) -> tuple[Cell, ...]:
    name = f"{row.name}（{row.stage}）" if row.stage else row.name
    texts = (str(row.number), name, row.unit, row.actual, row.required, row.verdict, row.shortfall)
    return tuple(Cell(text, row.shaded) for text in texts)


def table_markup(
    table: Table, *, style_id: str | None, header_properties: str, text_properties: str, width: int = TEXT_WIDTH
) -> str:
    """The table as a `w:tbl` of that width in twips; its header must not be empty.

    The two properties are what stands in the `w:pPr` of header cells and of the others. Given
    widths are kept; without them the columns start from what stands in them and Word adjusts them.
    """
    widths = column_widths(table.widths or _natural_shares(table), width)
    plain = _SMALL_ROW_PROPERTIES if table.small else ROW_PROPERTIES
    heads = [_header_cells(texts, widths, header_properties) for texts in (table.header, table.codes) if texts]
    header = "".join([_row(f"{plain}<w:tblHeader/>", cells) for cells in heads])
    rows = "".join([_row(plain, cells) for cells in _body_rows(table, widths, header_properties, text_properties)])
    head = table_head(widths, style_id, fixed=bool(table.widths), margins=_SMALL_MARGINS if table.small else "")
    return f"<w:tbl>{head}{header}{rows}</w:tbl>"


def _body_rows(table: Table, widths: Sequence[int], header_properties: str, text_properties: str) -> Iterator[str]:
    headed = [header_properties] * len(widths)
    plain = _aligned(table, text_properties)
    kept = _aligned(table, _kept_with_next(text_properties))
    short = table.small and len(table.rows) <= _SHORT
    for cells, below in zip_longest(table.rows, table.rows[1:], fillvalue=()):
        properties = headed if _is_head(cells) else kept if short and below else plain
        yield _body_cells(cells, widths, properties, _joins_below(cells, below))


def _aligned(table: Table, properties: str) -> list[str]:
    aligned = [properties + _justification(align) for align in table.aligns]
    return aligned + [properties] * (len(table.header) - len(aligned))


def _kept_with_next(properties: str) -> str:
    """The inside of a `w:pPr` with a paragraph that stays on the page of the next one."""
    style, closing, rest = properties.partition("/>") if properties.startswith("<w:pStyle") else ("", "", properties)
    return f"{style}{closing}<w:keepNext/>{rest}"


def _is_head(cells: Sequence[Cell]) -> bool:
    """Whether the row is a heading for those below it, all of it bold."""
    return all(cell.bold for cell in cells)


def _joins_below(cells: Sequence[Cell], below: Sequence[Cell]) -> list[bool]:
    """Which cells the cells of the next row are one with."""
    return [cell.joined for cell in below] if below else [False] * len(cells)


def table_head(widths: Sequence[int], style_id: str | None, *, fixed: bool, margins: str = "") -> str:
    """What a `w:tbl` begins with: properties and grid. Without a style the borders are set directly."""
    style = f'<w:tblStyle w:val="{escape(style_id)}"/>' if style_id is not None else ""
    borders = "" if style else BORDERS
    layout = '<w:tblLayout w:type="fixed"/>' if fixed else ""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{borders}{layout}{margins}'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def column_widths(shares: Sequence[float], width: int = TEXT_WIDTH) -> tuple[int, ...]:
    """The columns' widths in twips for their shares, rounded so that they add up to `width`."""
    total = sum(shares)
    edges = [round(width * edge / total) for edge in accumulate(shares, initial=0.0)]
    return tuple(right - left for left, right in pairwise(edges))


def _natural_shares(table: Table) -> tuple[float, ...]:
    columns = zip(table.header, *([cell.text for cell in row] for row in table.rows), strict=True)
    return tuple(_share(column) for column in columns)


def _share(texts: Iterable[str]) -> float:
    widest = max(_display_width(text) for text in texts)
    return float(min(_WIDEST, max(_NARROWEST, widest)))


def _display_width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "FWA" else 1 for char in text)


def _justification(align: Align) -> str:
    return f'<w:jc w:val="{align}"/>'


def _row(properties: str, cells: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _header_cells(texts: Iterable[str], widths: Iterable[int], properties: str) -> str:
    return "".join([_cell(Cell(text), width, properties) for text, width in zip(texts, widths, strict=True)])


def _body_cells(cells: Iterable[Cell], widths: Iterable[int], properties: Iterable[str], joins: Iterable[bool]) -> str:
    return "".join([_cell(*column) for column in zip(cells, widths, properties, joins, strict=True)])


def _cell(cell: Cell, width: int, properties: str, joins_below: bool = False) -> str:
    merged = "<w:vMerge/>" if cell.joined else '<w:vMerge w:val="restart"/>' if joins_below else ""
    text = "" if cell.joined else cell.text
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if cell.shaded else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(run(text, bold=cell.bold), properties)}</w:tc>"
    )
