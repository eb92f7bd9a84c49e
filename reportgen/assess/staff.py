"""The table of teachers held against the figures, and its ages against its degrees → Problems."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assess.fact_sheet import FactSheet
from reportgen.model.numbers import exact_text
from reportgen.model.staff import count_staff
from reportgen.model.stages import Stage
from reportgen.problems import Problem, error


def check_staff(sheet: FactSheet) -> Iterator[Problem]:
    """One problem for each stage of the table that disagrees with the figures, naming them all."""
    staff = sheet.school.staff
    for stage in staff.stages:
        differing = [*_differing_facts(sheet, stage), *_differing_ages(sheet, stage)]
        if differing:
            where = f"（{stage}）" if stage else ""
            message = f"教师结构{where}与数据不一致：{'；'.join(differing)}"
            hint = "请核对教师结构表和这几项数据，使两处一致"
            yield error("staff_mismatch", message, staff.location, hint)


def _differing_facts(sheet: FactSheet, stage: Stage | None) -> Iterator[str]:
    rows = sheet.school.staff.rows_of(stage)
    for name, count in count_staff(rows, sheet.dictionary.staff).items():
        known = sheet.find(name, stage)
        if isinstance(known, Decimal) and known != count:
            yield f"{name}表里合计 {exact_text(count)}，数据是 {exact_text(known)}"


def _differing_ages(sheet: FactSheet, stage: Stage | None) -> Iterator[str]:
    bands = sheet.school.staff.ages_of(stage)
    total = sheet.dictionary.staff.total
    known, added = sheet.find(total, stage), sum((band.teachers for band in bands), Decimal(0))
    if bands and isinstance(known, Decimal) and known != added:
        yield f"各年龄段合计 {exact_text(added)}，{total}是 {exact_text(known)}"
