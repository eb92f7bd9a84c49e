"""The table of teachers held against the figures, and its ages against its degrees → Problems."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assess.fact_sheet import FactSheet
from reportgen.model.numbers import exact_text
from reportgen.model.staff import count_staff
from reportgen.model.staff_total import doubtful_total
from reportgen.model.stages import Stage
from reportgen.problems import Location, Problem, error, warning


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


def check_staff_total(sheet: FactSheet) -> Iterator[Problem]:
    """One warning where the table stands for the number of teachers and may not have them all."""
    total = sheet.dictionary.staff.total
    found = doubtful_total(sheet.school, sheet.dictionary, lambda name: sheet.find(name, None))
    if found is not None:
        count, all_of_them = exact_text(found.teachers), exact_text(found.employees)
        message = f"没有填{total}，报告用教师结构的合计{count}人；{found.name}是{all_of_them}人"
        hint = f"{total}就是{count}的，填上它；教师结构只列了一部分教师的，在教师结构里补上其余的"
        place = _blank_of(total, sheet) or sheet.school.staff.location
        yield warning("staff_as_total", message, place, hint)


def _blank_of(name: str, sheet: FactSheet) -> Location | None:
    blanks = (place for (fact, _), place in sheet.school.blanks.items() if fact == name)
    blank = next(blanks, None)
    return blank._replace(path=f"数据.{name}") if blank else None


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
