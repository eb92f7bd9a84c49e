"""Which tables are kept on one page: those that an upright or a turned page has room for."""

from __future__ import annotations

import pytest

from reportgen.model.page_layout import LANDSCAPE_WIDTH, TEXT_WIDTH
from reportgen.model.report import Cell, Table
from reportgen.render.tables import TableLook, table_markup


def kept_rows(rows: int, width: int) -> int:
    """How many rows of a table of one line a row stay with the next."""
    table = Table(("序号", "名称"), ((Cell("1"), Cell("一")),) * rows, (0.5, 0.5))
    written = table_markup(table, TableLook(), width)
    return written.count("<w:keepNext/>") // 2


@pytest.mark.parametrize(
    ("rows", "width", "kept"),
    [(10, TEXT_WIDTH, 9), (11, TEXT_WIDTH, 2), (10, LANDSCAPE_WIDTH, 9), (11, LANDSCAPE_WIDTH, 2)],
)
def test_a_table_of_few_rows_is_kept_whole(rows: int, width: int, kept: int) -> None:
    assert kept_rows(rows, width) == kept


def test_a_table_that_would_leave_more_than_a_third_of_a_page_empty_may_be_broken() -> None:
    table = Table(("甲",), ((Cell("两行" * 30),),) * 10, small=True)
    written = table_markup(table, TableLook(), TEXT_WIDTH)
    assert written.count("<w:keepNext/>") == 2
