"""A table that a loop leaves without a row is told, one that an `if` leaves out is not."""

from __future__ import annotations

import pytest

from reportgen.model.report import Report
from reportgen.render import fill_template
from reportgen.render.template import compile_template
from tests.render.docx_samples import NAME, docx, p, tbl, tc, texts, tr

REPORT = Report("标题", "", (), (), values={"空": (), "列": ("甲",)})
HEAD, ROW = tr(tc(p("头"))), tr(tc(p("{{ 项 }}")))


def rows(name: str) -> str:
    loop = f"{{%tr for 项 in {name} %}}"
    return tr(tc(p(loop))) + ROW + tr(tc(p("{%tr endfor %}")))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (tbl(1, rows("空")), 1),
        (tbl(1, rows("空")) + p("间") + tbl(1, rows("空")), 2),
        (tbl(1, HEAD, rows("空")), 0),
        (tbl(1, rows("列")), 0),
        (p("{%p if 空 %}") + tbl(1, rows("空")) + p("{%p endif %}"), 0),
    ],
)
def test_a_table_without_a_row_is_told(body: str, told: int) -> None:
    made = fill_template(REPORT, compile_template(docx(body + p("末")), NAME))
    assert texts(made.document)[-1] == "末"
    assert [each.code for each in made.problems] == ["table_gone"] * bool(told)
    assert all(f"有 {told} 个表格一行也没有" in each.message for each in made.problems)


def test_each_document_is_told_of_its_own() -> None:
    gone, kept = (
        compile_template(docx(tbl(1, rows(name)) + p("末")), NAME) for name in ("空", "列")
    )
    assert fill_template(REPORT, gone).problems and not fill_template(REPORT, kept).problems
