"""The 达标表 as an ordinary table: its column titles, widths and alignments."""

from __future__ import annotations

from reportgen.model.report import Align, Cell, IndicatorRow, IndicatorTable, Table
from reportgen.model.sourced_text import marked, read_marks

INDICATOR_HEADER = ("序号", "指标", "单位", "实际值", "标准值", "结论", "差距")
# What the standards that come with the program put in: the name of an indicator takes one line
# wherever it can.
INDICATOR_WIDTHS = (0.066, 0.405, 0.085, 0.117, 0.11, 0.105, 0.112)
INDICATOR_ALIGNS = (Align.CENTRE, Align.LEFT, *[Align.CENTRE] * 5)


def as_table(indicators: IndicatorTable) -> Table:
    """The 达标表 with the stock template's columns, as wide as what stands in them asks.

    A stage stands behind its indicator's name. One that is not judged ends with 实际值. A checklist
    has its own heads, and units behind its few figures.
    """
    if indicators.heads is not None:
        return _checklist(indicators, indicators.heads)
    columns = None if indicators.judged else INDICATOR_HEADER.index("实际值") + 1
    return Table(
        header=INDICATOR_HEADER[:columns],
        rows=tuple(_indicator_cells(row)[:columns] for row in indicators.rows),
        aligns=INDICATOR_ALIGNS[:columns],
        caption=indicators.caption,
    )


def _checklist(indicators: IndicatorTable, heads: tuple[str, str, str]) -> Table:
    number, *_, verdict, shortfall = INDICATOR_HEADER
    return Table(
        header=(number, *heads, verdict, shortfall),
        rows=tuple(map(_checklist_cells, indicators.rows)),
        aligns=(*INDICATOR_ALIGNS[:2], *[Align.CENTRE] * 4),
        caption=indicators.caption,
    )


def _checklist_cells(row: IndicatorRow) -> tuple[Cell, ...]:
    number, name, unit, *figures, verdict, shortfall = _indicator_cells(row)
    with_units = (_with_unit(each, unit.text) for each in figures)
    return (number, name, *with_units, verdict, shortfall)


def _with_unit(cell: Cell, unit: str) -> Cell:
    """The figure with its unit; an answer has none."""
    return cell._replace(text=cell.text + unit) if cell.text[-1:].isdigit() else cell


def _indicator_cells(row: IndicatorRow) -> tuple[Cell, ...]:
    name = f"{row.name}（{row.stage}）" if row.stage else row.name
    texts = (str(row.number), name, row.unit, row.actual, row.required, row.verdict, row.shortfall)
    return tuple(Cell(read_marks(str(marked(text))), row.shaded) for text in texts)
