"""教师结构表: teachers by degree, rank and age, as the file has them or as its figures do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.model.numbers import exact_text, format_short, percent_of, round_share
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.sections.builder import Material
from reportgen.sections.columns import without_empty_columns
from reportgen.sections.staff import staff_tables

_SHARE = "占比（%）"


def teacher_tables(material: Material) -> tuple[Block, ...]:
    """The teachers by degree and rank, and by age, as the file has them.

    Where it has no such table: the figures that count teachers by degree and by rank. Nothing where
    neither is known.
    """
    return staff_tables(material) or _counted(material)


def _counted(material: Material) -> tuple[Block, ...]:
    """A row for each degree and each rank that a figure counts."""
    words, total = material.dictionary.staff, _figure(material.dictionary.staff.total, material)
    rows = [
        (Cell(head, joined=number > 0), Cell(word), _count_cell(count), _share_cell(count, total))
        for head, facts in (("学历", words.degrees), ("职称", words.ranks))
        for number, (word, count) in enumerate(_known(facts, material))
    ]
    if not rows:
        return ()
    table = Table(
        header=("类别", "项目", "人数", _SHARE),
        rows=tuple(rows),
        widths=(0.2, 0.34, 0.23, 0.23),
        aligns=(Align.CENTRE,) * 4,
        note=f"专任教师{format_short(total)}人。" if total is not None else "",
    )
    return (without_empty_columns(table),)


def _known(facts: Mapping[str, str], material: Material) -> Iterator[tuple[str, Decimal]]:
    for word, name in facts.items():
        count = _figure(name, material)
        if count is not None:
            yield word, count


def _figure(name: str, material: Material) -> Decimal | None:
    value = material.assessment.facts.get((name, None))
    return value if isinstance(value, Decimal) else None


def _count_cell(count: Decimal) -> Cell:
    return Cell(format_short(count), number=count)


def _share_cell(count: Decimal, total: Decimal | None) -> Cell:
    share = percent_of(count, total) if total is not None else None
    return Cell("" if share is None else exact_text(round_share(share, 1)))
