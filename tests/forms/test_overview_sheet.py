"""学校概况: words to write, and figures that are folded away until one is given."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.forms.plan import LastYear
from reportgen.forms.school_form import write_school_form
from reportgen.model.facts import Value
from reportgen.model.school import FigureKey
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop, examine_school
from tests.forms.form_samples import make_plan, open_form
from tests.workbooks import convert

TOLD = frozenset({"建校年份", "教学楼幢数", "图书册数", "教学班数"})


def overview(
    workshop: Workshop,
    figures: dict[str, Tree] | None = None,
    last: LastYear | None = None,
    school_type: str = "小学",
) -> Any:
    return open_form(write(workshop, figures, last, school_type))["学校概况"]


def write(
    workshop: Workshop,
    figures: dict[str, Tree] | None = None,
    last: LastYear | None = None,
    school_type: str = "小学",
) -> bytes:
    tree: dict[str, Tree] = {
        "学校": {"名称": "甲", "类型": school_type},
        "报告": {"年度": "2024", "标准": ("优质均衡2017",)},
        "数据": figures or {},
    }
    plan = replace(make_plan(workshop, school_type, "优质均衡2017"), told=TOLD)
    return write_school_form(tree, plan, last)


def line(page: Any, name: str) -> int:
    return next(int(row[0].row) for row in page.iter_rows() if row[0].value == name)


def test_words_stand_open_and_figures_are_folded(workshop: Workshop) -> None:
    page = overview(workshop)
    rows = page.row_dimensions
    assert not rows[line(page, "学校沿革")].hidden
    folded = rows[line(page, "教学楼幢数")]
    assert folded.hidden and folded.outlineLevel == 1
    # The sign that opens a group stands beside its title, and Excel opens none on a locked sheet.
    assert not page.sheet_properties.outlinePr.summaryBelow and not page.protection.sheet


def test_a_group_with_a_figure_is_open(workshop: Workshop) -> None:
    page = overview(workshop, {"教学楼幢数": "2"})
    row = line(page, "教学楼幢数")
    assert not page.row_dimensions[row].hidden and page.cell(row, 3).value == 2


def test_what_the_standard_needs_is_not_asked_for_twice(workshop: Workshop) -> None:
    names = [row[0].value for row in overview(workshop).iter_rows()]
    assert "教学楼幢数" in names and "教学班数" not in names


def test_the_year_before_stands_beside(workshop: Workshop) -> None:
    figures: dict[FigureKey, Value] = {
        ("学校沿革", None): "1987年建校。\n2003年迁址。",
        ("教学楼幢数", None): Decimal(2),
    }
    page = overview(workshop, last=LastYear(2023, figures))
    heads = [cell.value for cell in page[4]]
    place = heads.index("上年写的") + 1
    assert page.cell(line(page, "学校沿革"), place).value == "1987年建校。\n2003年迁址。"
    assert page.cell(line(page, "教学楼幢数"), place).value == "2"
    assert page.cell(line(page, "学校沿革"), heads.index("内容") + 1).value is None


def test_a_combined_school_has_stages(workshop: Workshop) -> None:
    assert "学段" in [cell.value for cell in overview(workshop, school_type="九年一贯制")[4]]
    assert "学段" not in [cell.value for cell in overview(workshop)[4]]


def test_what_was_typed_into_a_folded_group_is_read_without_a_word(
    tmp_path: Path, workshop: Workshop
) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(write(workshop))
    book = open_form(path.read_bytes())
    page = book["学校概况"]
    page.cell(line(page, "学校沿革"), 3).value = "1987年建校。\n\n2003年迁址。"
    page.cell(line(page, "教学楼幢数"), 3).value = 2
    book.save(path)
    for each in (path, convert(path, "xlsx"), convert(path, "ods")):
        examined = examine_school(each, workshop)
        assert examined.school is not None
        found = {name: figure.value for (name, _), figure in examined.school.figures.items()}
        assert found == {"学校沿革": "1987年建校。\n2003年迁址。", "教学楼幢数": 2}
        assert not [each for each in examined.problems if each.code == "hidden_cells"]


def test_what_the_table_of_teachers_counts_is_not_asked_for_twice(workshop: Workshop) -> None:
    plan = replace(make_plan(workshop, "小学", "优质均衡2017"), told=frozenset({"中级职称教师数"}))
    tree: dict[str, Tree] = {
        "学校": {"名称": "甲", "类型": "小学"},
        "报告": {"年度": "2024", "标准": ("优质均衡2017",)},
    }
    asked = open_form(write_school_form(tree, plan))["学校概况"]
    given = open_form(write_school_form({**tree, "数据": {"中级职称教师数": "8"}}, plan))[
        "学校概况"
    ]
    assert "中级职称教师数" not in [row[0].value for row in asked.iter_rows()]
    assert given.cell(line(given, "中级职称教师数"), 3).value == 8
