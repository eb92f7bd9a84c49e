"""Blank lines where none belong, and colours left behind and in words."""

from __future__ import annotations

import pytest

from tests.conformance.documents import FLUSH, TEXT, found, p, with_body
from tests.conformance.test_tight import AUTO, of_picture, picture, table

BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@pytest.mark.parametrize(
    ("before", "blanks", "told"),
    [
        ("学校有教师49人。", p(""), ["前面空了1行"]),
        ("学校有教师49人。", p("") * 3, ["前面空了3行"]),
        ("学校有教师49人。", p("　　"), ["前面空了1行"]),
        ("现将自查情况报告如下：", p(""), ["前面空了1行"]),
        ("示例区教育局：", p(""), ["前面空了1行"]),
        ("当月整改。", p(""), ["前面空了2行，只空一行"]),
        ("学校有教师49人。", BREAK, []),
        ("学校有教师49人。", p("") + BREAK, []),
        ("学校有教师49人。", of_picture(picture(9)), []),
        ("学校有教师49人。", p("") + of_picture(picture(9)) + p(""), []),
        ("学校有教师49人。", p("") + table(p("", ppr=AUTO)) + p(""), []),
        ("学校有教师49人。", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", []),
        ("2. 指标核算表", p("") * 3, []),
        ("示例小学", p(""), []),
    ],
)
def test_blank_lines_stand_where_the_standard_has_them(
    before: str, blanks: str, told: list[str]
) -> None:
    at = TEXT.index("</w:p>", TEXT.index(f">{before}<")) + len("</w:p>")
    assert found(with_body(TEXT[:at] + blanks + TEXT[at:])).get("空行", []) == told


def test_two_blank_lines_below_the_title_are_one_too_many() -> None:
    doubled = TEXT.replace(
        p("") + p("示例区教育局：", ppr=FLUSH), p("") * 2 + p("示例区教育局：", ppr=FLUSH)
    )
    assert found(with_body(doubled)) == {"空行": ["前面空了2行，只空一行"]}


def shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


@pytest.mark.parametrize(("fill", "told"), [("FFFF00", True), ("auto", False), ("FFFFFF", False)])
def test_colour_behind_words_is_told(fill: str, told: bool) -> None:
    body = TEXT.replace(p("当月整改。"), p("当月整改。", rpr=shaded(fill)))
    assert found(with_body(body)) == ({"文字底纹": ["底纹 #FFFF00"]} if told else {})


@pytest.mark.parametrize(
    ("colour", "told"), [("FF0000", True), ("0070C0", True), ("FFFFFF", False), ("595959", False)]
)
def test_bright_words_of_a_table_are_told(colour: str, told: bool) -> None:
    cell = table(p("待核实", ppr=AUTO, rpr=f'<w:color w:val="{colour}"/>'))
    body = TEXT.replace(p("当月整改。"), p("当月整改。") + cell)
    assert found(with_body(body)) == ({"表内文字颜色": [f"颜色 #{colour}"]} if told else {})
