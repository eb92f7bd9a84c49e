"""Columns of an untouched 达标表 follow what stands in them; a bureau's own columns stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.page_layout import TEXT_WIDTH
from reportgen.model.report import IndicatorRow, IndicatorTable, Report, Section
from reportgen.render import render_report
from reportgen.render.template import compile_template
from reportgen.stock_templates.kinds import make_template
from tests.render.docx_samples import W, changed, read

STOCK = [584, 3582, 752, 1035, 973, 928, 991]
BODY = "word/document.xml"


def widths(name: str, shortfall: str, template: bytes = b"") -> tuple[list[int], list[int]]:
    """The widths of the grid, and those of the head's cells."""
    row = IndicatorRow(1, name, "", "人", "1.02", "≥1", "达标", shortfall, False)
    section = Section("达标情况", "达标情况", (IndicatorTable("表1", (row, row, row)),))
    made = compile_template(template or make_template(SCHOOL_REPORT), SCHOOL_REPORT.file)
    root = etree.fromstring(read(render_report(Report("标题", "", (), (section,)), made))[BODY])
    grid = [int(each.get(f"{W}w", "")) for each in root.iter(f"{W}gridCol")]
    return grid, [int(each.get(f"{W}w", "")) for each in root.iter(f"{W}tcW")]


def edited(old: str, new: str) -> bytes:
    template = make_template(SCHOOL_REPORT)
    text = read(template)[BODY].decode()
    assert old in text
    return changed(template, {BODY: text.replace(old, new, 1).encode()}, drop=(BODY,))


def test_a_long_name_and_a_short_gap_share_the_line_by_what_they_need() -> None:
    grid, cells = widths("每百名学生拥有县级以上骨干教师数", "—")
    assert sum(grid) == TEXT_WIDTH and grid == cells
    assert grid[1] >= 32 * 105 + 114 and grid[6] < grid[1] / 3


def test_a_short_name_leaves_room_for_a_long_gap() -> None:
    grid, _ = widths("生均校园面积", "缺50533平方米（75.8亩）")
    assert grid[6] > grid[1] >= 12 * 105 + 114


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:gridCol w:w="3582"/>', '<w:gridCol w:w="3583"/>'),
        ("{{ 行.实际值 }}", "{{ 行.标准值 }}"),
    ],
    ids=["a column that was dragged", "columns of another order"],
)
def test_a_table_that_somebody_changed_keeps_its_columns(old: str, new: str) -> None:
    grid, cells = widths("生均校园面积", "—", edited(old, new))
    assert grid in (STOCK, [*STOCK[:1], 3583, *STOCK[2:]]) and cells == STOCK


def test_the_stock_columns_are_those_of_the_committed_template() -> None:
    committed = Path(__file__).parents[2] / "templates" / "zh" / SCHOOL_REPORT.file
    root = etree.fromstring(read(committed.read_bytes())[BODY])
    assert [int(each.get(f"{W}w", "")) for each in root.iter(f"{W}gridCol")] == STOCK
