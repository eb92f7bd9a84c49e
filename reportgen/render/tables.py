"""Tables of a report → `w:tbl`, and the 达标表 as an ordinary table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from reportgen.model.report import Align, Cell, IndicatorRow, IndicatorTable, Table
from reportgen.render.layout import TEXT_WIDTH
from reportgen.render.xml import escape, paragraph, run

SHADE = "D9D9D9"
ROW_PROPERTIES = '<w:cantSplit/><w:trHeight w:val="454" w:hRule="atLeast"/>'
HEADER_ROW_PROPERTIES = ROW_PROPERTIES + "<w:tblHeader/>"

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


def table_markup(table: Table, *, style_id: str | None, header_properties: str, text_properties: str) -> str:
    """The table as a `w:tbl` as wide as the text; its header must not be empty.

    The two properties are what stands in the `w:pPr` of header cells and of the others. Given
    widths are kept; without them the columns start from what stands in them and Word adjusts them.
    """
    widths = column_widths(table.widths or _natural_shares(table))
    header = _row(HEADER_ROW_PROPERTIES, _header_cells(table.header, widths, header_properties))
    aligned = [text_properties + _justification(align) for align in table.aligns]
    aligned += [text_properties] * (len(widths) - len(aligned))
    rows = [_row(ROW_PROPERTIES, _body_cells(cells, widths, aligned)) for cells in table.rows]
    return f"<w:tbl>{table_head(widths, style_id, fixed=bool(table.widths))}{header}{''.join(rows)}</w:tbl>"


def table_head(widths: Iterable[int], style_id: str | None, *, fixed: bool) -> str:
    """What a `w:tbl` begins with: properties and grid. Without a style the borders are set directly."""
    style = f'<w:tblStyle w:val="{escape(style_id)}"/>' if style_id is not None else ""
    borders = "" if style else BORDERS
    layout = '<w:tblLayout w:type="fixed"/>' if fixed else ""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>{borders}{layout}'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def column_widths(shares: Sequence[float]) -> tuple[int, ...]:
    """The columns' widths in twips for their shares, rounded so that they add up to the text width."""
    total = sum(shares)
    edges = [round(TEXT_WIDTH * edge / total) for edge in accumulate(shares, initial=0.0)]
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


def _body_cells(cells: Iterable[Cell], widths: Iterable[int], properties: Iterable[str]) -> str:
    return "".join([_cell(*column) for column in zip(cells, widths, properties, strict=True)])


def _cell(cell: Cell, width: int, properties: str) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if cell.shaded else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(run(cell.text, bold=cell.bold), properties)}</w:tc>"
    )
