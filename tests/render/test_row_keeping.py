"""Rows that a loop makes: neither the first nor the last alone on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from reportgen.render.row_keeping import keep_rows
from reportgen.render.template import compile_template
from tests.render.docx_samples import W, docx, p, read, tc, tr

LOOP, END = tr(tc(p("{%tr for 行 in 各行 %}"))), tr(tc(p("{%tr endfor %}")))
ROW = tr(tc(p("{{ 行 }}")))
HEAD = tr(tc(p("名称"))).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>{p('')}"


def kept(body: str, rows: int, name: str = "各行") -> list[int]:
    """Which rows, the head being 0, stay on the page of the next."""
    made = compile_template(docx(body), "模板.docx").render({name: tuple(range(rows))})
    root = etree.fromstring(read(made)["word/document.xml"])
    found = [row.find(f".//{W}p/{W}pPr/{W}keepNext") for row in root.iter(f"{W}tr")]
    return [at for at, sign in enumerate(found) if sign is not None]


@pytest.mark.parametrize(
    ("rows", "expected"), [(0, []), (1, []), (2, [1]), (3, [1, 2]), (4, [1, 3]), (40, [1, 39])]
)
def test_the_first_row_and_the_last_stay_with_the_row_beside(
    rows: int, expected: list[int]
) -> None:
    assert kept(table(HEAD, LOOP, ROW, END), rows) == expected


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.replace("<w:tblHeader/>", ""),
        lambda body: body.replace(
            "<w:p><w:r><w:t>{{ 行", f"<w:p>{'<w:pPr><w:keepNext/></w:pPr>'}<w:r><w:t>{{{{ 行"
        ),
    ],
    ids=["whose head is not repeated", "that keeps its rows itself"],
)
def test_a_table_stays_as_it_is(spoil: Callable[[str], str]) -> None:
    body = spoil(table(HEAD, LOOP, ROW, END))
    assert kept(body, 9) == (list(range(1, 10)) if "keepNext" in body else [])


def test_each_loop_below_a_head_is_looked_at_but_no_other_tables() -> None:
    plain = table(tr(tc(p("名称"))), LOOP, ROW, END)
    assert kept(table(HEAD, LOOP, ROW, END) + plain, 4) == [1, 3]


def test_the_sign_stands_behind_a_paragraphs_style() -> None:
    row = '<w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="a"/><w:jc w:val="left"/></w:pPr></w:p></w:tc>'
    source = f"<w:tbl><w:tblHeader/></w:tr>{{% for 行 in 各行 %}}{row}</w:tr>{{% endfor %}}</w:tbl>"
    styled = '<w:pStyle w:val="a"/>{% if keeps_row %}<w:keepNext/>{% endif %}<w:jc w:val="left"/>'
    assert styled in keep_rows(source)


def test_loops_in_a_row_and_loops_that_leave_rows_out_work_too() -> None:
    inner = tr(tc(p("{%p for 数 in (1, 2) %}"), p("{{ 数 }}"), p("{%p endfor %}")))
    assert kept(table(HEAD, LOOP, inner, END), 4) == [1, 3]
    chosen = LOOP.replace("各行 %}", "各行 if 行 > 1 %}")
    assert kept(table(HEAD, chosen, ROW, END), 6) == [1, 3]


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("达标表", 5, [1, 2, 3, 4]),
        ("达标表", 11, [1, 2, 10]),
        ("达标表", 40, [1, 2, 39]),
        ("整改台账", 2, []),
        ("整改台账", 4, [3]),
    ],
)
def test_a_short_table_of_low_rows_is_not_broken_and_high_first_rows_may_be_parted(
    name: str, rows: int, expected: list[int]
) -> None:
    body = table(HEAD, LOOP.replace("各行", name), ROW, END)
    assert kept(body, rows, name) == expected
