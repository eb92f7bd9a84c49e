"""School and assessment → Report."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.report import Report
from reportgen.model.school import OutlineEntry, School
from reportgen.sections.basic_facts import school_values
from reportgen.sections.builder import Material
from reportgen.sections.outlays import OUTLAY_NAMES
from reportgen.sections.outline import build_sections

# Names beside facts that a phrase may use without their being given.
OPTIONAL_NAMES = frozenset(OUTLAY_NAMES)


def build_report(material: Material, outline: Sequence[OutlineEntry]) -> Report:
    """The whole report, in the order of the school's outline or else of `outline`."""
    school = material.school
    settings = school.settings
    values = school_values(material)
    return Report(
        title=settings.title or f"{school.name}{settings.year}年度义务教育均衡发展自查报告",
        addressee=settings.addressee,
        introduction=material.say("引言", {**values, **_basis(material)}),
        sections=build_sections(material, outline),
        attachments=settings.attachments,
        signature=settings.signature or school.name,
        date=_date(school),
        values={"学校": values["学校"], "年度": settings.year, "数据": _facts(material)},
    )


def _basis(material: Material) -> dict[str, object]:
    standards = [each.standard for each in material.assessment.standards]
    titles = [f"《{each.title}》" + (f"（{each.number}）" if each.number else "") for each in standards if each.source]
    return {"依据": "、".join(material.school.settings.basis), "标准": "、".join(titles)}


def _date(school: School) -> str:
    date = school.settings.date
    return f"{date.year}年{date.month}月{date.day}日" if date else ""


def _facts(material: Material) -> dict[str, object]:
    return {name: value for (name, stage), value in material.assessment.facts.items() if stage is None}
