"""Attachments that tests ask a school for, and the tables that come of them."""

from __future__ import annotations

from reportgen.model.report import Attached, Paragraph, Table
from reportgen.pipeline import Examined


def naming(attachments: str, standards: str = "") -> str:
    return f"[{standards}], 附件: [{attachments}]"


def attached(examined: Examined) -> tuple[Attached, ...]:
    assert examined.report is not None
    return examined.report.attached


def table_of(examined: Examined) -> Table:
    (only,) = attached(examined)
    found = next(block for block in only.blocks if isinstance(block, Table))
    return found


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def said(examined: Examined, chapter: str) -> str:
    assert examined.report is not None
    section = next(each for each in examined.report.sections if each.key == chapter)
    paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
    return "\n".join("".join(run.text for run in each.runs) for each in paragraphs)
