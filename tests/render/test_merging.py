"""`{% 合并 %}`: equal neighbours of a column become one cell, through any loops."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.problems import TemplateError
from reportgen.render.template import CompiledTemplate, compile_template
from tests.render.docx_samples import W, docx, p, read, tbl, tc, tr

NAME = "模板.docx"


def one(document: bytes, part: str = "word/document.xml") -> etree._Element:
    return next(etree.fromstring(read(document)[part]).iter(f"{W}tbl"))


def columns(table: etree._Element) -> list[list[str]]:
    """Each row's cells: their text, `^` for one that goes on from above, a trailing `v` for one
    that begins.
    """
    return [[cell_text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def cell_text(cell: etree._Element) -> str:
    text = "".join(cell.itertext(f"{W}t"))
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is None:
        return text
    if merge.get(f"{W}val") == "restart":
        return f"{text}v"
    assert text == ""
    return "^"


def flat(*cells: str) -> CompiledTemplate:
    """A table with one loop over 行; the tags stand in the cells as typed."""
    loop = (
        tr(tc(p("{%tr for 行 in 各行 %}"))),
        tr(*(tc(p(cell)) for cell in cells)),
        tr(tc(p("{%tr endfor %}"))),
    )
    return compile_template(docx(tbl(len(cells), *loop)), NAME)


def filled(template: CompiledTemplate, rows: list[tuple[str, ...]]) -> list[list[str]]:
    named: list[Mapping[str, str]] = [dict(zip("甲乙丙", row, strict=False)) for row in rows]
    return columns(one(template.render({"各行": named})))


def test_equal_neighbours_become_one_cell() -> None:
    template = flat("{% 合并 %}{{ 行.甲 }}", "{{ 行.乙 }}")
    assert filled(template, [("一", "1"), ("一", "1"), ("二", "2"), ("一", "3")]) == [
        ["一v", "1"],
        ["^", "1"],
        ["二", "2"],
        ["一", "3"],
    ]


def test_a_cell_over_many_rows_begins_anew_with_all_to_its_right() -> None:
    template = flat("{% 合并 %}{{ 行.甲 }}", "{% 合并 %}{{ 行.乙 }}")
    said = filled(template, [("一", "子")] * 11)
    assert said[0] == said[6] == ["一v", "子v"]
    assert [row for row in said if row != ["^", "^"]] == [said[0], said[6]]


def kept_rows(template: CompiledTemplate, rows: list[tuple[str, ...]]) -> list[bool]:
    """Which rows stay on the page of the next."""
    named: list[Mapping[str, str]] = [dict(zip("甲乙丙", row, strict=False)) for row in rows]
    table = one(template.render({"各行": named}))
    return [
        all(each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(f"{W}p"))
        for row in table.iter(f"{W}tr")
    ]


def test_a_few_low_rows_of_a_cell_stay_on_one_page() -> None:
    template = flat("{% 合并 %}{{ 行.甲 }}", "{{ 行.乙 }}")
    low: list[tuple[str, ...]] = [("一", "1"), ("一", "2"), ("一", "3"), ("二", "4")]
    assert kept_rows(template, low) == [True, True, False, False]
    assert not any(kept_rows(template, [(name, "长" * 400) for name, _ in low]))
    assert not any(kept_rows(template, [("一", "1")] * 5))


def test_an_outer_columns_end_ends_the_inner_ones() -> None:
    template = flat("{% 合并 %}{{ 行.甲 }}", "{% 合并 %}{{ 行.乙 }}", "{{ 行.丙 }}")
    assert filled(
        template, [("一", "同", "1"), ("一", "同", "2"), ("二", "同", "3"), ("二", "同", "4")]
    ) == [
        ["一v", "同v", "1"],
        ["^", "^", "2"],
        ["二v", "同v", "3"],
        ["^", "^", "4"],
    ]


def test_blank_cells_stay_apart_and_bound_nothing() -> None:
    template = flat("{% 合并 %}{{ 行.甲 }}", "{% 合并 %}{{ 行.乙 }}")
    assert filled(template, [("", "同"), ("", "同"), ("", "异")]) == [
        ["", "同v"],
        ["", "^"],
        ["", "异"],
    ]


def test_it_works_through_nested_loops() -> None:
    rows = (
        tr(tc(p("{%tr for 组 in 各组 %}"))),
        tr(tc(p("{%tr for 项 in 组.各项 %}"))),
        tr(
            tc(p("{% 合并 %}{{ 组.名称 }}")), tc(p("{% 合并 %}{{ 项.名称 }}")), tc(p("{{ 项.值 }}"))
        ),
        tr(tc(p("{%tr endfor %}"))),
        tr(tc(p("{%tr endfor %}"))),
    )
    items = [{"名称": "甲", "值": 1}, {"名称": "甲", "值": 2}]
    groups = [{"名称": "一组", "各项": items}, {"名称": "二组", "各项": items}]
    document = compile_template(docx(tbl(3, *rows)), NAME).render({"各组": groups})
    assert columns(one(document)) == [
        ["一组v", "甲v", "1"],
        ["^", "^", "2"],
        ["二组v", "甲v", "1"],
        ["^", "^", "2"],
    ]


def test_a_row_between_without_the_tag_keeps_cells_apart() -> None:
    rows = (
        tr(tc(p("同")), tc(p("表头"))),
        tr(tc(p("{%tr for 组 in 各组 %}"))),
        tr(tc(p("{% 合并 %}同")), tc(p("1"))),
        tr(tc(p("同")), tc(p("小计"))),
        tr(tc(p("{%tr endfor %}"))),
    )
    document = compile_template(docx(tbl(2, *rows)), NAME).render({"各组": [1, 2]})
    assert columns(one(document)) == [
        ["同", "表头"],
        ["同", "1"],
        ["同", "小计"],
        ["同", "1"],
        ["同", "小计"],
    ]


def test_the_tag_may_be_split_over_runs_and_beside_a_fill() -> None:
    cell = f"{p('{% cellbg 底 %}')}{p('{% 合', '并 %}', '{{ 行.甲 }}')}"
    aligned = '<w:vAlign w:val="center"/>'
    rows = (
        tr(tc(p("{%tr for 行 in 各行 %}"))),
        tr(tc(cell, properties=aligned)),
        tr(tc(p("{%tr endfor %}"))),
    )
    context = {"各行": [{"甲": "a<b"}, {"甲": "a<b"}], "底": "D9D9D9"}
    table = one(compile_template(docx(tbl(1, *rows)), NAME).render(context))
    assert columns(table) == [["a<bv"], ["^"]]
    for properties in table.iter(f"{W}tcPr"):
        assert [each.tag.removeprefix(W) for each in properties] == ["vMerge", "shd", "vAlign"]


def test_cells_of_another_width_are_not_joined() -> None:
    wide = '<w:tcW w:w="2000" w:type="dxa"/><w:gridSpan w:val="2"/>'
    rows = (
        tr(tc(p("{% 合并 %}同"), properties=wide), tc(p("1"))),
        tr(tc(p("{% 合并 %}同")), tc(p("{% 合并 %}同")), tc(p("2"))),
        tr(tc(p("{% 合并 %}同"), properties=wide), tc(p("3"))),
        tr(tc(p("{% 合并 %}同"), properties=wide), tc(p("4"))),
    )
    assert columns(one(compile_template(docx(tbl(3, *rows)), NAME).render({}))) == [
        ["同", "1"],
        ["同", "同", "2"],
        ["同v", "3"],
        ["^", "4"],
    ]


def test_tables_in_cells_are_merged_by_themselves() -> None:
    inner = tbl(1, tr(tc(p("{% 合并 %}同"))), tr(tc(p("{% 合并 %}同"))))
    table = one(
        compile_template(docx(tbl(1, tr(tc(inner)), tr(tc(p("{% 合并 %}外"))))), NAME).render({})
    )
    first, second = table.findall(f"{W}tr")
    assert columns(next(first.iter(f"{W}tbl"))) == [["同v"], ["^"]]
    assert columns(table)[-1] == ["外"] and second.find(f"{W}tc/{W}tcPr/{W}vMerge") is None


def test_a_header_may_hold_such_a_table() -> None:
    def edit(document: WordDocument) -> None:
        header = document.sections[0].header._element
        rows = tbl(1, tr(tc(p("{% 合并 %}同"))), tr(tc(p("{% 合并 %}同"))))
        header.insert(0, etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{rows}</x>')[0])

    document = compile_template(docx(edit=edit), NAME).render({})
    part = next(name for name in read(document) if "header" in name)
    assert columns(one(document, part)) == [["同v"], ["^"]]
    assert b"reportgen-merge" not in read(document)[part]


def test_no_value_is_taken_for_the_tag() -> None:
    template = flat("{{ 行.甲 }}", "{% 合并 %}{{ 行.乙 }}")
    text = "<?reportgen-merge?>{% 合并 %}"
    assert filled(template, [(text, "1"), (text, "2")]) == [[text, "1"], [text, "2"]]


TWO_COLUMNS = flat("{% 合并 %}{{ 行.甲 }}", "{% 合并 %}{{ 行.乙 }}")


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙"), st.sampled_from(["", "子", "丑"])),
        min_size=1,
        max_size=8,
    )
)
def test_a_cell_goes_on_exactly_where_it_and_all_to_its_left_are_equal(
    rows: list[tuple[str, ...]],
) -> None:
    said = filled(TWO_COLUMNS, rows)
    for (before, after), cells in zip(pairwise(rows), said[1:], strict=True):
        assert (cells[0] == "^") == (before[0] == after[0])
        assert (cells[1] == "^") == (before == after and after[1] != "")


def test_outside_a_cell_it_is_refused_with_its_place() -> None:
    with pytest.raises(TemplateError) as raised:
        compile_template(docx(tbl(1, tr(tc(p("{% 合并 %}同")))) + p("这里{% 合并 %}")), NAME)
    (problem,) = raised.value.problems
    assert str(problem).startswith(
        "模板.docx 正文第 2 段“这里{% 合并 %}”：“{% 合并 %}”要写在表格的格子里"
    )


def test_with_something_after_its_name_it_is_refused() -> None:
    with pytest.raises(TemplateError, match="“合并”后面不写内容"):
        compile_template(docx(tbl(1, tr(tc(p("{% 合并 行.甲 %}"))))), NAME)


def test_a_near_miss_names_the_tag() -> None:
    with pytest.raises(TemplateError, match="是不是“合并”？"):
        compile_template(docx(tbl(1, tr(tc(p("{% 合併 %}"))))), NAME)
