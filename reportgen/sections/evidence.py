"""佐证材料: the documents that show how things are, and where they are kept."""

from __future__ import annotations

from reportgen.model.attachments import EVIDENCE
from reportgen.model.default_display import NOT_SET
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import Evidence
from reportgen.sections.builder import Material


def build_evidence(material: Material) -> tuple[Block, ...]:
    """The list as a table; nothing without documents."""
    if not material.school.evidence:
        return ()
    return material.with_table(EVIDENCE, (), evidence_table(material))


def evidence_table(material: Material) -> Table:
    """A row for each document, in the order of the file."""
    documents = material.school.evidence
    return Table(
        header=("序号", "对应指标", "材料名称", "存放位置"),
        rows=tuple(_row(number, each) for number, each in enumerate(documents, 1)),
        aligns=(Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT),
        caption="佐证材料目录",
    )


def _row(number: int, document: Evidence) -> tuple[Cell, ...]:
    indicators = "；".join(document.indicators) or NOT_SET
    texts = (str(number), indicators, document.name, document.kept or NOT_SET)
    return tuple(map(Cell, texts))
