"""教师结构: the teachers by degree, rank and age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from reportgen.model.attachments import TEACHERS
from reportgen.model.default_display import NOT_SET
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.numbers import exact_text, percent_of, round_share
from reportgen.model.report import Block, Cell, Table
from reportgen.model.staff import AgeBand, StaffRow
from reportgen.model.stages import Stage
from reportgen.sections.builder import Material
from reportgen.sections.columns import alike_decimals, shares_note
from reportgen.sections.typed.numbering import next_table

_PART = "教师结构"
_TOTAL = "合计"
_NONE = Decimal(0)


def build_staff(material: Material) -> tuple[Block, ...]:
    """A sentence for each stage that is counted apart, then the tables; nothing without them.

    Beside tables the sentences say the degrees, or else the ages; the last refers to the tables.
    """
    stages = material.school.staff.stages
    tables = material.unless_attached(TEACHERS, *staff_tables(material))
    said = (
        paragraph
        for stage in stages
        for paragraph in material.say(
            _PART,
            {
                **_values(material, stage),
                **_references(material, tables, told=stage == stages[-1]),
            },
        )
    )
    return (*(material.refer(TEACHERS, tuple(said)) if stages else ()), *tables)


def _references(material: Material, tables: Sequence[Block], *, told: bool) -> Mapping[str, object]:
    """Whether there are tables below, and what they are called where that is `told`."""
    called = [next_table(ahead) if told else "" for ahead in range(1, len(tables) + 1)]
    degrees = called.pop(0) if called and material.school.staff.rows else ""
    return {"有表": bool(tables), "学历表": degrees, "年龄表": called[0] if called else ""}


def staff_tables(material: Material) -> tuple[Table, ...]:
    """The table of degrees and ranks, and that of ages; none of what is not given."""
    staff = material.school.staff
    degrees = (_degree_table(material),) if staff.rows else ()
    ages = (_age_table(material),) if staff.ages else ()
    return (*degrees, *ages)


def staff_words(material: Material) -> dict[str, str]:
    """The whole school's degrees, ranks and ages as prose has them (硕士2人、本科38人).

    Each is empty where it is not given; all are where the outline has the tables with their words.
    """
    staff, outline = material.school.staff, material.school.settings.outline
    if any(_PART in entry.parts for entry in outline):
        return {"学历": "", "职称": "", "年龄": ""}
    return _words(material, staff.rows, staff.ages)


def _values(material: Material, stage: Stage | None) -> dict[str, object]:
    staff = material.school.staff
    rows, ages = staff.rows_of(stage), staff.ages_of(stage)
    counted = [row.total for row in rows] or [band.teachers for band in ages]
    division = material.dictionary.stages[stage].division if stage is not None else ""
    return {"部": division, "合计": _sum(counted), **_words(material, rows, ages)}


def _words(material: Material, rows: Sequence[StaffRow], ages: Sequence[AgeBand]) -> dict[str, str]:
    order = list(material.dictionary.staff.degrees)
    degrees = sorted(rows, key=lambda row: order.index(row.degree))
    ranks = [(rank, row.counts[rank]) for row in rows for rank in row.counts]
    ranks.sort(key=lambda each: [*material.dictionary.staff.ranks].index(each[0]))
    return {
        "学历": _counted((row.degree, row.total) for row in degrees),
        "职称": _counted(ranks) if all(row.counts for row in rows) else "",
        "年龄": _counted((band.name, band.teachers) for band in ages),
    }


def _counted(counts: Iterable[tuple[str, Decimal]]) -> str:
    """The counts of each word, added up where it stands more than once."""
    added: dict[str, Decimal] = {}
    for word, count in counts:
        added[word] = added.get(word, _NONE) + count
    return "、".join(f"{word}{exact_text(count)}人" for word, count in added.items() if count)


def _sum(counts: Iterable[Decimal | None]) -> Decimal:
    return sum((count for count in counts if count is not None), _NONE)


def _ranks(rows: Sequence[StaffRow]) -> tuple[str, ...]:
    """The ranks that any of the rows counts, in the order of the table."""
    return tuple(dict.fromkeys(rank for row in rows for rank in row.counts))


def _degree_table(material: Material) -> Table:
    rows = material.school.staff.rows
    ranks = tuple(rank for rank in material.dictionary.staff.ranks if rank in _ranks(rows))
    sums = [_sum(row.counts.get(rank) for row in rows) for rank in ranks]
    total = _sum(row.total for row in rows)
    return Table(
        header=(*_stage_head(material), "学历", *ranks, _TOTAL),
        rows=(
            *((*_stage_cell(material, row.stage), *_degree_line(row, ranks)) for row in rows),
            (*_stage_blank(material), Cell(_TOTAL), *map(_count, (*sums, total))),
        ),
        caption="教师学历、职称结构",
    )


def _degree_line(row: StaffRow, ranks: Sequence[str]) -> tuple[Cell, ...]:
    counts = (_count(row.counts.get(rank, _NONE if row.counts else None)) for rank in ranks)
    return (Cell(row.degree), *counts, _count(row.total))


def _age_table(material: Material) -> Table:
    bands = material.school.staff.ages
    total = _sum(band.teachers for band in bands)
    lines = [*bands, AgeBand(_TOTAL, total)]
    shares = alike_decimals([_share(band.teachers, total) for band in lines])
    written = [_age_line(*each) for each in zip(lines, shares, strict=True)]
    return Table(
        header=(*_stage_head(material), "年龄段", "人数", "占比"),
        rows=(
            *(
                (*_stage_cell(material, band.stage), *line)
                for band, line in zip(bands, written, strict=False)
            ),
            (*_stage_blank(material), *written[-1]),
        ),
        caption="教师年龄结构",
        note=shares_note(shares[:-1]),
    )


def _age_line(band: AgeBand, share: str) -> tuple[Cell, ...]:
    shown = f"{share}%" if share else NOT_SET
    return Cell(band.name), _count(band.teachers), Cell(shown)


def _share(teachers: Decimal, total: Decimal) -> str:
    """In percent; empty where there are none of whom it could be a share."""
    share = percent_of(teachers, total)
    return exact_text(round_share(share, 1)) if share is not None else ""


def _count(count: Decimal | None) -> Cell:
    return Cell(NOT_SET) if count is None else Cell(exact_text(count), number=count)


def _is_by_stage(material: Material) -> bool:
    return any(stage is not None for stage in material.school.staff.stages)


def _stage_head(material: Material) -> tuple[str, ...]:
    return ("学段",) if _is_by_stage(material) else ()


def _stage_cell(material: Material, stage: Stage | None) -> tuple[Cell, ...]:
    return (Cell(str(stage or WHOLE_SCHOOL)),) if _is_by_stage(material) else ()


def _stage_blank(material: Material) -> tuple[Cell, ...]:
    return (Cell(""),) if _is_by_stage(material) else ()
