"""A kind of attachment → what makes its blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.model import attachments as kinds
from reportgen.model.report import Block
from reportgen.sections.attachments.class_sizes import class_size_tables
from reportgen.sections.attachments.fact_table import fact_tables
from reportgen.sections.attachments.lists import (
    achievement_table,
    evidence_tables,
    indicator_tables,
    ledger_table,
    outlay_tables,
    self_evaluation_table,
)
from reportgen.sections.builder import Material


def _teachers(material: Material) -> tuple[Block, ...]:
    from reportgen.sections.attachments.teachers import teacher_tables

    return teacher_tables(material)


def _rooms(material: Material) -> tuple[Block, ...]:
    from reportgen.sections.attachments.rooms import room_table

    return room_table(material)


def _sources(material: Material) -> tuple[Block, ...]:
    from reportgen.sections.attachments.sources import source_table

    return source_table(material)


Maker = Callable[[Material], tuple[Block, ...]]
# An attachment is one function, one line here, and one in `data/vocabulary.yaml`. What few reports
# have attached is loaded when it is made.
MAKERS: Mapping[str, Maker] = {
    kinds.FACTS: fact_tables,
    kinds.INDICATORS: indicator_tables,
    kinds.CLASS_SIZES: class_size_tables,
    kinds.TEACHERS: _teachers,
    kinds.ROOMS: _rooms,
    kinds.OUTLAYS: outlay_tables,
    kinds.ACHIEVEMENTS: achievement_table,
    kinds.EVIDENCE: evidence_tables,
    kinds.LEDGER: ledger_table,
    kinds.SELF_EVALUATION: self_evaluation_table,
    kinds.SOURCES: _sources,
}
"""What makes each kind; nothing comes of data that are not there."""
