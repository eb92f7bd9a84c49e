"""A template of which docxtpl would lose text is refused, with the paragraph and a way to mend
it.
"""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.problems import Problem, TemplateError
from reportgen.render.checking import Where, check_markup
from reportgen.render.reading import read_markup
from reportgen.render.template import compile_template
from tests.render.docx_samples import (
    CONTEXT,
    NAME,
    changed,
    docx,
    p,
    read,
    tbl,
    tc,
    texts,
    tr,
    with_footnotes,
)
from tests.render.test_template import BODIES


def problems(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(TemplateError) as raised:
        compile_template(data, NAME)
    return raised.value.problems


def only(data: bytes) -> tuple[str, str]:
    """The code of the one problem, and its text."""
    (problem,) = problems(data)
    return problem.code, str(problem)


def test_tag_that_lacks_a_brace_is_refused_and_not_joined_to_the_next() -> None:
    code, text = only(docx(p("第一段") + p("标题{{ 名称 }") + p("要留的话") + p("{{ 数 }}")))
    assert code == "template_tag"
    assert text == (
        "学校自查报告.docx 正文第 2 段“标题{{ 名称 }”：标签以“{{”开头，却没有以“}}”结束；"
        "请补上“}}”，例如 {{ 学校.名称 }}；标签的开头和结尾要写在同一段里"
    )


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 名称",
        "{{ 名称 }",
        "{{ 名称 %}",
        "{{ 名称 } }",
        "{{ 名称 {{ 数 }}",
        "{% if 真 }}甲{% endif %}",
        "{% if 真",
        "{# 说明",
        "{# 说明 }",
        "{{p 段落 }",
        "{{r 字 }",
        "{%p if 真 }",
        "{%tr for 项 in 行 %",
        "{{ '名称 }",
    ],
)
def test_tag_that_is_not_closed_in_its_paragraph_is_refused(tag: str) -> None:
    code, text = only(docx(p(tag) + p("中间") + p("{{ 名称 }}{% if 真 %}{% endif %}{# 完 #}")))
    assert code == "template_tag"
    assert "却没有以" in text


@pytest.mark.parametrize("tag", ["名称 }}", "{ 名称 }}", "if 真 %}甲", "说明 #}", "{{ 名称 }}}}"])
def test_closing_mark_without_an_opening_one_is_refused(tag: str) -> None:
    code, text = only(docx(p(tag)))
    assert code == "template_tag"
    assert "前面没有与它配对的" in text


@pytest.mark.parametrize(
    "tag",
    [
        "｛｛ 名称 ｝｝",
        "｛{ 名称 }}",
        "{｛ 名称 }}",
        "｛% if 真 %｝",
        "｛％ if 真 ％｝",
        "{％ if 真 %}",
        "{ 名称 ｝｝",
        "{{ 名称 ｝｝",
        "{{ 名称 }｝",
        "{% if 真 ％}",
        "{{ 名称 ｝}",
    ],
)
def test_full_width_braces_are_refused_with_a_hint_to_half_width(tag: str) -> None:
    code, text = only(docx(p(f"学校{tag}")))
    assert code == "template_tag"
    assert "正文第 1 段“学校" in text and "半角（英文输入法），例如 {" in text


def test_every_broken_paragraph_of_a_part_is_told_at_once() -> None:
    found = problems(docx(p("甲{{ 名称 }") + p("乙") + p("丙｛｛ 名称 ｝｝")))
    assert [problem.location.path for problem in found] == [
        "正文第 1 段“甲{{ 名称 }”",
        "正文第 3 段“丙｛｛ 名称 ｝｝”",
    ]


def test_broken_tags_in_header_footnote_and_property_say_where() -> None:
    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ 名称 }"

    def title(document: Any) -> None:
        document.core_properties.title = "｛｛ 名称 ｝｝"

    assert "页眉第 1 段“{{ 名称 }”" in only(docx("", header))[1]
    assert "文档属性“标题”“｛｛ 名称 ｝｝”" in only(docx("", title))[1]
    assert "脚注第 1 段“注{{ 名称”" in only(with_footnotes(docx(), "注{{ 名称"))[1]


def test_tag_begun_in_an_attribute_or_a_field_is_refused() -> None:
    picture = p("甲").replace("<w:p>", '<w:p w:rsidR="{{ 名称">')
    field = "<w:p><w:r><w:instrText>DATE {{ 名称</w:instrText></w:r></w:p>"
    assert "正文第 1 段“{{ 名称”" in only(docx(picture + p("{{ 名称 }}")))[1]
    assert "正文第 1 段“DATE {{ 名称”" in only(docx(field + p("{{ 名称 }}")))[1]


@pytest.mark.slow
def test_braces_of_a_citation_field_are_no_tags() -> None:
    field = (
        '<w:p><w:r><w:instrText>ADDIN {"a":{"b":{}}}</w:instrText></w:r><w:r><w:t>甲</w:t>'
        "</w:r></w:p>"
    )
    assert texts(compile_template(docx(field), NAME).render({}))[0] == "甲"


@pytest.mark.parametrize(
    "tag",
    ["{{ '}}' }}", "{{ {'甲': {'乙': 1}}['甲']['乙'] }}", "{{ '{{' }}", "{# '{{ #}", "{a} } {"],
)
def test_braces_within_a_tag_and_single_ones_are_no_faults(tag: str) -> None:
    assert compile_template(docx(p(tag)), NAME).render({})


@pytest.mark.parametrize(
    ("first", "second"), [("甲{", "{ 名称"), ("甲{", "% if"), ("{{ 名称 }}", "} 乙")]
)
def test_paragraphs_whose_braces_would_join_are_refused(first: str, second: str) -> None:
    code, text = only(docx(p(first) + p("") + p(second)))
    assert code == "template_tag"
    assert "两段会并成一段" in text


LOST = {
    "text before": (p("前文{{p 段落 }}"), "正文第 1 段“前文{{p 段落 }}”", "同段的“前文”"),
    "text behind": (p("{%p if 真 %}", "后文") + p("{%p endif %}"), "正文第 1 段“{%p if 真 %}后文”", "同段的“后文”"),
    "another value": (p("{{ 名称 }}{{p 段落 }}"), "“{{p 段落 }}”会去掉所在的整段", "同段的“{{ 名称 }}”"),
    "two paragraphs' values": (p("{{p 段落 }}{{p 别的 }}"), "独占一段", "同段的“{{p 别的 }}”"),
    "text beside a comment": (p("甲{#p 说明 #}"), "整段", "同段的“甲”"),
    "text in another cell": (
        tbl(2, tr(tc(p("{%tr for 项 in 行 %}")), tc(p("合计"))), tr(tc(p("{%tr endfor %}")), tc())),
        "“{%tr for 项 in 行 %}”会去掉所在的整行", "同行的“合计”",
    ),
    "loop in one row": (
        tbl(2, tr(tc(p("{%tr for 项 in 行 %}{{ 项.名称 }}")), tc(p("{{ 项.值 }}{%tr endfor %}")))),
        "请在上面或下面另插一行", "同行的“{{ 项.名称 }}{{ 项.值 }}{…”",
    ),
    "text in a cell": (
        tbl(2, tr(tc(p("{%tc for 个 in 列 %}"), p("又")), tc(p("{{ 个 }}")), tc(p("{%tc endfor %}")))),
        "“{%tc for 个 in 列 %}”会去掉所在的整格", "同格的“又”",
    ),
    "table in a row": (
        tbl(1, tr(tc(p("{%tr if 真 %}"), tbl(1, tr(tc(p("内表")))))), tr(tc(p("{%tr endif %}")))),
        "整行", "同行的“内表”",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", *("place", "lost")), LOST.values(), ids=LOST.keys())
def test_text_that_a_tag_would_remove_is_refused(body: str, place: str, lost: str) -> None:
    code, text = only(docx(body))
    assert code == "template_lost_text"
    assert place in text and lost in text


@pytest.mark.parametrize("tag", ["{%tr for 项 in 行 %}", "{%tc if 真 %}"])
def test_tag_of_a_row_or_cell_outside_a_table_is_refused(tag: str) -> None:
    code, text = only(docx(tbl(1, tr(tc(p("甲")))) + p(tag) + tbl(1, tr(tc(p("乙"))))))
    assert code == "template_tag"
    assert f"“{tag}”要写在表格里" in text


def test_comments_and_blanks_beside_a_tag_are_nothing_to_lose() -> None:
    body = p(" {# 说明 #}{{p 段落 }}", "  ") + p("{#p 甲 #}{{p 段落 }}")
    assert texts(compile_template(docx(body), NAME).render(CONTEXT))[:4] == ["甲&乙", "丙"] * 2


@pytest.mark.parametrize(
    "body", [p("甲") + p("乙{%- if 真 %}丙{% endif %}"), p("{% if 真 -%}乙") + p("丙{% endif %}")]
)
def test_text_that_a_minus_would_remove_is_refused(body: str) -> None:
    code, text = only(docx(body))
    assert code == "template_lost_text"
    assert "乙" in text and "不要用 {%- 和 -%}" in text


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_what_docxtpl_allows_has_no_problems(body: str) -> None:
    assert check_markup(read_markup(f"<w:body>{body}</w:body>"), Where(NAME, "正文")) == ()


def test_bundled_template_has_no_problems() -> None:
    from reportgen.pipeline import Workshop

    assert "各节" in Workshop().find_word_template().names


def test_footnotes_that_are_no_xml_are_refused_as_damaged() -> None:
    data = with_footnotes(docx(p("甲")), "{{ 名称 }}")
    damaged = read(data)["word/footnotes.xml"].replace(b"</w:footnotes>", b"")
    code, text = only(changed(data, {"word/footnotes.xml": damaged}))
    assert code == "template_unreadable" and "word/footnotes.xml 不是完整的 XML" in text


def test_footnotes_in_no_encoding_are_refused_as_damaged() -> None:
    data = changed(
        with_footnotes(docx(p("甲")), "注"),
        {"word/footnotes.xml": "<w:footnotes>脚注文字".encode("gbk")},
    )
    code, text = only(data)
    assert code == "template_unreadable" and "文件内容已经损坏" in text
