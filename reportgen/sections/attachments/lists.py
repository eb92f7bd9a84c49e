"""Attachments that are lists of what the file or the assessment has, a row each."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.lazy_rows import Row
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.sections.achievements import honour_table
from reportgen.sections.attainment import indicator_table
from reportgen.sections.builder import Material
from reportgen.sections.evidence import evidence_table
from reportgen.sections.outlays import outlay_table
from reportgen.sections.rectification import duty_column, rectification_rows
from reportgen.sections.self_evaluation import self_evaluation_rows

_CENTRE, _LEFT = Align.CENTRE, Align.LEFT
# 整改台账: the number, and who, by when and how far, some of them filled in by hand.
_LEDGER_WIDTHS = (0.05, 0.1, 0.125, 0.085)
# How large a part of what is left the wider of problems and measures takes at most.
_MOST = 0.72


def indicator_tables(material: Material) -> tuple[Block, ...]:
    """The 达标表 of each standard, under its title where there are several."""
    tables = [indicator_table(each, material) for each in material.assessment.standards]
    return (tables[0]._replace(caption=""),) if len(tables) == 1 else tuple(tables)


def outlay_tables(material: Material) -> tuple[Block, ...]:
    """Every outlay with the totals; nothing without outlays."""
    if not material.school.outlays:
        return ()
    return (outlay_table(material.school.outlays)._replace(caption=""),)


def achievement_table(material: Material) -> tuple[Block, ...]:
    """The honours in the order of the file, without columns that none of them fills."""
    honours = material.school.achievements
    if not honours:
        return ()
    return (honour_table(honours)._replace(caption=""),)


def evidence_tables(material: Material) -> tuple[Block, ...]:
    """The documents in the order of the file; nothing without any."""
    if not material.school.evidence:
        return ()
    return (evidence_table(material)._replace(caption=""),)


def ledger_table(material: Material) -> tuple[Block, ...]:
    """整改台账 of a school."""
    return ledger_of(rectification_rows(material), duty_column(material))


def ledger_of(rows: Sequence[Row], duty: str) -> tuple[Block, ...]:
    """整改台账: a row for each measure, the cells of one problem joined; nothing without rows.

    `duty` heads the column of those in charge.
    """
    if not rows:
        return ()
    numbers = [row["序号"] for row in rows]
    return (
        Table(
            header=("序号", "问题", "整改措施", duty, "完成时限", "进展"),
            rows=tuple(
                _trouble(row, joined=number == before)
                for row, number, before in zip(rows, numbers, (None, *numbers), strict=False)
            ),
            widths=_ledger_widths(rows),
            aligns=(_CENTRE, _LEFT, _LEFT, _CENTRE, _CENTRE, _LEFT),
        ),
    )


def _ledger_widths(rows: Sequence[Row]) -> tuple[float, ...]:
    """The columns of problems and measures by how much is written in each."""
    problems, measures = (_length(rows, key) for key in ("问题和情况", "整改措施"))
    share = min(_MOST, max(1 - _MOST, problems / max(1, problems + measures)))
    number, *others = _LEDGER_WIDTHS
    room = 1 - sum(_LEDGER_WIDTHS)
    return number, room * share, room * (1 - share), *others


def _length(rows: Sequence[Row], key: str) -> int:
    return sum(len(str(row[key])) for row in rows)


def _trouble(row: Row, *, joined: bool) -> tuple[Cell, ...]:
    problem = str(row["问题和情况"])
    others = _cells(*(str(row[key]) for key in ("整改措施", "责任人", "完成时限", "进展")))
    return Cell(str(row["序号"]), joined=joined), Cell(problem, joined=joined), *others


def self_evaluation_table(material: Material) -> tuple[Block, ...]:
    """学校自评表: a row for each indicator, what is not met shaded."""
    rows = self_evaluation_rows(material)
    verdict = f"是否{material.genre.terms.met}"
    if not rows:
        return ()
    return (
        Table(
            header=("A级指标", "B级指标及评估要点", "指标值或简要结论", verdict),
            rows=tuple(_evaluations(rows)),
            widths=(0.12, 0.34, 0.43, 0.11),
            aligns=(_CENTRE, _LEFT, _LEFT, _CENTRE),
        ),
    )


def _evaluations(rows: Sequence[Row]) -> list[tuple[Cell, ...]]:
    groups = [row["A级指标"] for row in rows]
    return [
        (
            Cell(str(group), joined=group == before),
            *_cells(str(row["评估要点"]), str(row["结论"])),
            Cell(str(row["是否达标"]), shaded=bool(row["未达标"])),
        )
        for row, group, before in zip(rows, groups, (None, *groups), strict=False)
    ]


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(map(Cell, texts))
