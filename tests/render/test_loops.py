"""Loops over rows and columns, and conditional rows, paragraphs and columns, through our own
rendering.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportgen.render.template import compile_template
from tests.render.docx_samples import W, docx, p, read, tbl, tc, texts, tr


def grid(body: str, context: Mapping[str, object]) -> list[list[str]]:
    document = compile_template(docx(body), "模板.docx").render(context)
    root = etree.fromstring(read(document)["word/document.xml"])
    rows = next(root.iter(f"{W}tbl")).iter(f"{W}tr")
    return [["".join(cell.itertext(f"{W}t")) for cell in row.iter(f"{W}tc")] for row in rows]


def said(body: str, context: Mapping[str, object]) -> list[str]:
    return [
        text for text in texts(compile_template(docx(body), "模板.docx").render(context)) if text
    ]


def tag(text: str) -> str:
    return tr(tc(p(text)), tc(p("")))


def test_a_row_for_each_entry_and_nested_rows_for_its_own() -> None:
    table = tbl(
        2,
        tag("{%tr for 组 in 各组 %}"),
        tr(tc(p("{{ 组.名称 }}")), tc(p("{{ loop.index }}"))),
        tag("{%tr for 项 in 组.各项 %}"),
        tr(tc(p("{{ 项 }}")), tc(p("{{ 组.名称 }}"))),
        tag("{%tr endfor %}"),
        tag("{%tr endfor %}"),
    )
    groups = [{"名称": "甲", "各项": ["一", "二"]}, {"名称": "乙", "各项": []}]
    assert grid(table, {"各组": groups}) == [["甲", "1"], ["一", "甲"], ["二", "甲"], ["乙", "2"]]


def test_a_column_for_each_entry_widens_the_grid() -> None:
    cells = [
        tc(p("名称")),
        tc(p("{%tc for 列 in 各列 %}")),
        tc(p("{{ 列 }}")),
        tc(p("{%tc endfor %}")),
    ]
    table = tbl(4, tr(*cells))
    assert grid(table, {"各列": ["小学", "初中", "高中"]}) == [["名称", "小学", "初中", "高中"]]
    document = compile_template(docx(table), "模板.docx").render({"各列": ["小学", "初中", "高中"]})
    root = etree.fromstring(read(document)["word/document.xml"])
    assert len(list(root.iter(f"{W}gridCol"))) == 4


def test_rows_and_columns_together_make_a_cross_table() -> None:
    table = tbl(
        4,
        tr(tc(p("")), tc(p("{%tc for 列 in 各列 %}")), tc(p("{{ 列 }}")), tc(p("{%tc endfor %}"))),
        tr(*(tc(p(text)) for text in ("{%tr for 行 in 各行 %}", "", "", ""))),
        tr(
            tc(p("{{ 行.名称 }}")),
            tc(p("{%tc for 列 in 各列 %}")),
            tc(p("{{ 行.值[列] }}")),
            tc(p("{%tc endfor %}")),
        ),
        tr(*(tc(p(text)) for text in ("{%tr endfor %}", "", "", ""))),
    )
    rows = [
        {"名称": "图书", "值": {"小学": 1, "初中": 2}},
        {"名称": "教师", "值": {"小学": 3, "初中": 4}},
    ]
    assert grid(table, {"各列": ["小学", "初中"], "各行": rows}) == [
        ["", "小学", "初中"],
        ["图书", "1", "2"],
        ["教师", "3", "4"],
    ]


def test_a_row_stands_only_where_its_condition_holds() -> None:
    table = tbl(
        2,
        tr(tc(p("总")), tc(p("1"))),
        tag("{%tr if 有 %}"),
        tr(tc(p("其中")), tc(p("2"))),
        tag("{%tr else %}"),
        tr(tc(p("没有")), tc(p("0"))),
        tag("{%tr endif %}"),
    )
    assert grid(table, {"有": True}) == [["总", "1"], ["其中", "2"]]
    assert grid(table, {"有": False}) == [["总", "1"], ["没有", "0"]]


def test_a_filtered_loop_numbers_what_is_left() -> None:
    table = tbl(
        2,
        tag("{%tr for 行 in 各行 if 行.未达标 %}"),
        tr(tc(p("{{ loop.index }}")), tc(p("{{ 行.名称 }}"))),
        tag("{%tr endfor %}"),
    )
    rows = [{"名称": "甲", "未达标": False}, {"名称": "乙", "未达标": True}]
    assert grid(table, {"各行": rows}) == [["1", "乙"]]


def test_a_column_stands_only_where_its_condition_holds() -> None:
    cells = (tc(p("甲")), tc(p("{%tc if 有 %}")), tc(p("乙")), tc(p("{%tc endif %}")))
    table = tbl(4, tr(*cells))
    assert grid(table, {"有": True}) == [["甲", "乙"]]
    assert grid(table, {"有": False}) == [["甲"]]


def test_a_whole_section_with_its_table_is_left_out() -> None:
    section = (
        p("{%p if 台账 %}")
        + p("问题")
        + tbl(1, tr(tc(p("{{ 台账|length }}"))))
        + p("{%p else %}")
        + p("无")
    )
    body = section + p("{%p endif %}") + p("完")
    assert said(body, {"台账": [1, 2]}) == ["问题", "2", "完"]
    assert said(body, {"台账": []}) == ["无", "完"]


def test_words_within_a_paragraph_are_conditional() -> None:
    text = p("共{{ 数 }}项{% if 缺 %}，缺{{ 缺 }}项{% endif %}。")
    assert said(text, {"数": 3, "缺": 1}) == ["共3项，缺1项。"]
    assert said(text, {"数": 3, "缺": 0}) == ["共3项。"]
