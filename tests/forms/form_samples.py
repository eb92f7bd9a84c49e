"""Forms for tests: made of the bundled standards, and looked at through openpyxl."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.school_form import write_school_form
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop


def make_plan(workshop: Workshop, school_type: str, *standards: str) -> FormPlan:
    library = workshop.library
    found = [library.find_standard(name, Path()) for name in standards]
    return FormPlan(
        standards=tuple(standard for standard in found if standard is not None),
        dictionary=library.dictionary,
        school_type=library.school_types[school_type],
        type_names=("小学", "初中", "九年一贯制"),
        year=2024,
        titles=library.genres.choose("", (each.genre for each in found if each)).forms,
        due="2024年11月30日",
        bureau="示例县教育局",
    )


def make_form(
    workshop: Workshop,
    school_type: str = "小学",
    standard: str = "优质均衡2017",
    figures: Mapping[str, Tree] | None = None,
    last: LastYear | None = None,
) -> bytes:
    tree: dict[str, Tree] = {
        "学校": {"名称": "光明小学", "类型": school_type},
        "报告": {"年度": "2024", "标准": (standard,)},
        "数据": figures or {},
    }
    return write_school_form(tree, make_plan(workshop, school_type, standard), last)


def open_form(form: bytes) -> Any:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl says what it would lose on saving; nothing is saved here.
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(form))


def find_line(page: Any, name: str, stage: str = "全校") -> int:
    """The row of 基本数据 for that figure."""
    rows = (
        row[0].row for row in page.iter_rows() if row[1].value == name and row[2].value == stage
    )
    return int(next(rows))
