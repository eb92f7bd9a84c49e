"""What our engine makes of a template equals what docxtpl makes of it; where it differs, a test
says so.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from docx import Document
from docxtpl import RichText
from lxml import etree
from markupsafe import Markup

from reportgen.problems import TemplateError
from reportgen.render.template import Media, compile_template
from tests.render.docx_samples import (
    CONTEXT,
    NAME,
    PNG,
    Row,
    by_docxtpl,
    canonical,
    canonical_part,
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


def assert_equal(template: bytes, context: Mapping[str, object] = CONTEXT) -> bytes:
    """Our document, after it proved equal to docxtpl's."""
    ours = compile_template(template, NAME).render(context)
    mine, theirs = canonical(ours), canonical(by_docxtpl(template, context))
    assert sorted(mine) == sorted(theirs)
    for name in theirs:
        assert mine[name] == theirs[name], name
    return ours


PICTURE = (
    "<w:p><w:r><w:drawing><wp:inline xmlns:wp="
    '"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr name="a > b" descr=\'id="7"\' id="1"/></wp:inline></w:drawing></w:r></w:p>'
)
PICTURE = PICTURE.replace("a > b", "a &gt; b")

BODIES = {
    "plain text": p("没有标签 { } % & < >"),
    "value": p("学校{{ 名称 }}有{{ 数 }}个班"),
    "value with xml characters": p("{{ 怪名 }}") + p("“{{ 怪名|upper }}”"),
    "value with breaks": p("前{{ 多行 }}后") + p("无"),
    "breaks in a run with properties": (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>{{ 多行 }}</w:t></w:r><w:r><w:t>后</w:t></w:r></w:p>"
    ),
    "line feed in the template's own text": "<w:p><w:r><w:t>上\n下</w:t></w:r></w:p>" + p("{{ 名称 }}"),
    "inline if": p("甲{% if 真 %}是{% else %}否{% endif %}乙{% if 假 %}丙{% endif %}"),
    "inline for": p("有{% for 个 in 列 %}{{ 个 }}、{% endfor %}完"),
    "if across paragraphs": p("甲{% if 假 %}乙") + p("丙") + p("丁{% endif %}戊"),
    "for across paragraphs": p("甲{% for 个 in 列 %}") + p("丙{{ 个 }}") + p("丁{% endfor %}戊"),
    "paragraph for": p("{%p for 个 in 列 %}") + p("第{{ loop.index }}：{{ 个 }}") + p("{%p endfor %}"),
    "paragraph if": p("{%p if 假 %}") + p("藏") + p("{%p else %}") + p("现") + p("{%p endif %}"),
    "paragraph value": p("前") + p("{{p 段落 }}") + p("后"),
    "paragraph set": p("{%p set 倍 = 数 * 2 %}") + p("{{ 倍 }}"),
    "run value": p("前{{r 字 }}后"),
    "run for": p("前", "{%r for 个 in 列 %}", "{{ 个 }}", "{%r endfor %}", "后"),
    "rich text": p("前{{r 富 }}后"),
    "row for": tbl(
        2, tr(tc(p("项")), tc(p("值"))), tr(tc(p("{%tr for 项 in 行 %}")), tc()),
        tr(tc(p("{{ 项.名称 }}")), tc(p("{{ 项.值 }}"))), tr(tc(p("{%tr endfor %}")), tc()),
    ),
    "row for over nothing": tbl(
        2, tr(tc(p("名称")), tc()), tr(tc(p("{%tr for 项 in 空 %}")), tc()),
        tr(tc(p("{{ 项 }}")), tc()), tr(tc(p("{%tr endfor %}")), tc()),
    ),
    "cell for that adds columns": tbl(
        3, tr(tc(p("{%tc for 个 in 列 %}")), tc(p("{{ 个 }}")), tc(p("{%tc endfor %}"))),
        tr(tc(p("{%tc for 个 in 列 %}")), tc(p("{{ loop.index }}")), tc(p("{%tc endfor %}"))),
    ),
    "cell for that removes columns": tbl(
        5, tr(*(tc(p(text)) for text in ("{%tc for 个 in 列[:2] %}", "{{ 个 }}", "{%tc endfor %}", "尾"))),
    ),
    "cell background": tbl(
        2, tr(tc(p("{%tr for 项 in 行 %}")), tc()),
        tr(tc(p("{% cellbg 项.底色 %}{{ 项.名称 }}")), tc(p("{{ 项.值 }}"))),
        tr(tc(p("{%tr endfor %}")), tc()),
    ),
    "column span": tbl(
        4, tr(tc(p("{% colspan 列|length %}{{ 名称 }}"))),
        tr(tc(p("{{ 列[0] }}")), tc(p("乙")), tc(p("丙")), tc(p("丁"))),
    ),
    "column span that leaves columns over": tbl(4, tr(tc(p("{% colspan 数 %}{{ 名称 }}")))),
    "vertical merge": tbl(
        2, tr(tc(p("{%tr for 项 in 行 %}")), tc()),
        tr(tc(p("{% vm %}共有")), tc(p("{{ 项.值 }}"))), tr(tc(p("{%tr endfor %}")), tc()),
    ),
    "horizontal merge": tbl(
        3, tr(tc(p("{%tc for 个 in 列 %}")), tc(p("{% hm %}表头")), tc(p("{%tc endfor %}"))),
        tr(tc(p("{%tc for 个 in 列 %}")), tc(p("{{ 个 }}")), tc(p("{%tc endfor %}"))),
    ),
    "horizontal merge of a span": tbl(
        3, tr(tc(p("{%tc for 个 in 列[:2] %}")), tc(p("{% hm %}头"), properties='<w:gridSpan w:val="2"/>'),
              tc(p("{%tc endfor %}"))), tr(tc(), tc(), tc(), tc()),
    ),
    "grid that is wrong without any tag": tbl(5, tr(tc(p("甲")), tc(p("乙")))) + p("{{ 名称 }}"),
    "table in a table": tbl(2, tr(tc(tbl(1, tr(tc(p("{{ 名称 }}"))))), tc())),
    "cell in a content control": tbl(
        2, tr(tc(p("{{ 名称 }}")), f"<w:sdt><w:sdtContent>{tc(p('乙'))}</w:sdtContent></w:sdt>")
    ),
    "table from a value": p("{{p 表 }}"),
    "value with line feeds between paragraphs": p("前") + p("{{p 隔行 }}") + p("后"),
    "comment": p("甲{# 说明 #}乙") + p("{#p 整段说明 #}") + p("丙"),
    "raw braces": p("{_{ 名称 }_} {_% if %_}") + p("{% raw %}{{ 原样 }}{% endraw %}"),
    "smart quotes": p("{{ 行[0][“名称”] }}{{ 列|join(‘、’) }}"),
    "block set": p("{% set 块 %}<{{ 怪名 }}{% endset %}{{ 块 }}"),
    "value called safe": p("{{ 名称|safe }}"),
    "comparison": p("{% if 数 > 2 and 数 < 5 %}对{% endif %}"),
    "tag split over runs": p("{", "{ 名", "称 ", "}", "}和{%", " if 真 %}是{%", " endif %}"),
    "tag split by a proofing mark": (
        '<w:p><w:r><w:t>{{ 名</w:t></w:r><w:proofErr w:type="spellStart"/>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>称 }}</w:t></w:r></w:p>"
    ),
    "merging minus": p("甲") + p("{%- if 真 %}乙{% endif %}") + p("丙"),
    "picture ids in a loop": p("{%p for 个 in 列 %}") + PICTURE + p("{%p endfor %}") + PICTURE,
    "white space between elements": "\n  " + p("{{ 名称 }}") + "\n",
    "filters": p("{{ 行|map(attribute='名称')|join('，') }}{{ '%.2f'|format(数) }}{{ 列|length }}"),
    "tag in an attribute": (
        '<w:p><w:pPr><w:jc w:val="{% if 真 %}center{% else %}left{% endif %}"/></w:pPr>'
        "<w:r><w:t>中</w:t></w:r></w:p>"
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_body_equals_that_of_docxtpl(body: str) -> None:
    rich = RichText("红", color="FF0000")
    rich.add("粗\n体", bold=True)
    spaced = Markup(f"{p('甲')}\n{p('乙')}\n<w:p w:rsidR='0'/>")
    table = Markup(tbl(3, tr(tc(p("甲")), tc(p("乙")))) + tbl(2, tr(tc(p("丙")), tc(p("丁")))))
    assert_equal(docx(body), {**CONTEXT, "富": rich, "表": table, "隔行": spaced})


def test_headers_and_footers_equal_those_of_docxtpl() -> None:
    def edit(document: Any) -> None:
        first = document.sections[0]
        second = document.add_section()
        first.header.paragraphs[0].text = "{{ 怪名 }} {{ 多行 }}"
        first.footer.paragraphs[0].text = "{% if 真 %}页脚{% endif %}"
        second.footer.is_linked_to_previous = False
        second.footer.add_paragraph("{%p for 个 in 列 %}")
        second.footer.add_paragraph(" {{ 个 }}")
        second.footer.add_paragraph("{%p endfor %}")

    ours = assert_equal(docx(p("{{ 名称 }}"), edit))
    assert any("𠮷" in text for text in texts(ours, "word/header1.xml"))


def test_headers_that_are_equal_are_filled_each() -> None:
    def edit(document: Any) -> None:
        document.add_section()
        for section in document.sections:
            section.header.is_linked_to_previous = False
            section.header.paragraphs[0].text = "{{\u3000名称 }}"

    data = docx(p("文"), edit)
    headers = {f"word/header{number}.xml": read(data)["word/header1.xml"] for number in (1, 2)}
    document = compile_template(changed(data, headers), NAME).render(CONTEXT)
    assert [texts(document, name) for name in headers] == [["光明小学"]] * 2


def test_header_without_a_tag_is_the_same_as_docxtpl_saves() -> None:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "固定 { 文字 }"

    assert_equal(docx(p("{{ 名称 }}"), edit))


def test_picture_in_a_header_keeps_its_relation() -> None:
    def edit(document: Any) -> None:
        run = document.sections[0].header.paragraphs[0].add_run("{{ 名称 }}")
        run.add_picture(io.BytesIO(PNG))

    ours = read(assert_equal(docx(p("{{ 名称 }}"), edit)))
    assert PNG in ours.values()


def test_core_properties_equal_those_of_docxtpl() -> None:
    def edit(document: Any) -> None:
        properties = document.core_properties
        properties.title = "{{ 名称 }}{% if 真 %}自查报告{% endif %}"
        properties.author = "{{ 名称 }} 与 <某人> & {{ 数 }}"
        properties.subject = ""
        properties.keywords = "{{ 不渲染 }}"

    ours = read(assert_equal(docx(p("正文"), edit)))
    assert "光明小学自查报告" in ours["docProps/core.xml"].decode()


def test_core_property_prints_a_value_with_xml_characters_as_it_is() -> None:
    def edit(document: Any) -> None:
        document.core_properties.title = "{{ 怪名 }}"

    ours = compile_template(docx(p("正文"), edit), NAME).render(CONTEXT)
    assert Document(io.BytesIO(ours)).core_properties.title == CONTEXT["怪名"]


def test_footnotes_equal_those_of_docxtpl() -> None:
    ours = assert_equal(with_footnotes(docx(p("{{ 名称 }}")), "注：{{ 怪名 }}{{ 多行 }}"))
    assert "注：A&B" in texts(ours, "word/footnotes.xml")[0]


def test_footnotes_of_a_document_with_two_sections_do_not_run_values_as_templates() -> None:
    template = with_footnotes(docx(p("正文"), lambda document: document.add_section()), "{{ 值 }}")
    ours = compile_template(template, NAME).render({"值": "{{ 1 + 1 }}"})
    assert texts(ours, "word/footnotes.xml") == ["{{ 1 + 1 }}"]


def test_header_that_two_relations_share_is_written_once() -> None:
    data = docx(
        p("文"),
        lambda document: setattr(document.sections[0].header.paragraphs[0], "text", "{{ 名称 }}"),
    )
    relations = read(data)["word/_rels/document.xml.rels"]
    root = etree.fromstring(relations)
    header = next(entry for entry in root if entry.get("Target") == "header1.xml")
    etree.SubElement(root, header.tag, {**header.attrib, "Id": "rIdShared"})
    data = changed(data, {"word/_rels/document.xml.rels": etree.tostring(root)})
    document = compile_template(data, NAME).render(CONTEXT)
    assert texts(document, "word/header1.xml") == ["光明小学"]


def test_body_does_not_repeat_the_namespaces_of_the_document() -> None:
    document = compile_template(docx(p("{{ 名称 }}")), NAME).render(CONTEXT)
    assert read(document)["word/document.xml"].count(b"xmlns:w=") == 1


def test_parts_that_no_relation_reaches_are_dropped_as_python_docx_does() -> None:
    template = changed(docx(p("{{ 名称 }}")), {"word/orphan.xml": b"<a/>", "extra.txt": b"x"})
    assert not {"word/orphan.xml", "extra.txt"} & read(assert_equal(template)).keys()


def test_template_without_core_properties_gets_them_with_a_fixed_date() -> None:
    template = docx(p("{{ 名称 }}"))
    relations = read(template)["_rels/.rels"]
    root = etree.fromstring(relations)
    for relation in [entry for entry in root if "core-properties" in entry.get("Type")]:
        root.remove(relation)
    template = changed(template, {"_rels/.rels": etree.tostring(root)}, drop=("docProps/core.xml",))
    ours = compile_template(template, NAME).render(CONTEXT)
    assert read(ours).keys() == read(by_docxtpl(template, CONTEXT)).keys()
    assert b"1980-01-01" in read(ours)["docProps/core.xml"]


def test_values_are_printed_as_they_are_even_with_template_syntax_in_them() -> None:
    template = compile_template(docx(p("{{ 值 }}") + p("{_{ 名称 }_}")), NAME)
    document = template.render({"值": "{{ 7*7 }} {% if %} {_{ 甲 }_} {_% %_} {# #}"})
    assert texts(document)[:2] == ["{{ 7*7 }} {% if %} {_{ 甲 }_} {_% %_} {# #}", "{{ 名称 }}"]


def test_equal_input_gives_equal_bytes() -> None:
    data = docx(p("{{ 名称 }}"))
    first = compile_template(data, NAME).render(CONTEXT)
    assert first == compile_template(data, NAME).render(dict(CONTEXT))


@pytest.mark.slow
def test_documents_do_not_touch_each_other_in_threads() -> None:
    template = compile_template(docx(p("{%p set 甲 = 值 %}") + p("{{ 甲 }}") * 50), NAME)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: texts(template.render({"值": number})), range(100)))
    assert all(set(found[:-1]) <= {str(number)} for number, found in enumerate(made))


def test_names_are_those_of_all_parts_without_loop_variables_and_globals() -> None:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ 眉.字 }}"
        document.core_properties.title = "{{ 题 }}"

    body = (
        p("{%p for 项 in 表 %}")
        + p("{{ 项.值 }}{{ range(2) }}{{ loop.index }}")
        + p("{%p endfor %}")
    )
    assert compile_template(docx(body, edit), NAME).names == {"眉", "题", "表"}


def test_style_ids_are_found_by_lower_case_name() -> None:
    template = compile_template(docx(p("文")), NAME)
    assert template.style_ids["heading 1"] == "Heading1"
    assert template.style_ids["table grid"] == "TableGrid"


def test_filters_are_known_to_the_template() -> None:
    template = compile_template(docx(p("{{ 数|加一 }}")), NAME, {"加一": lambda value: value + 1})
    assert texts(template.render({"数": 3}))[0] == "4"


def test_attributes_of_objects_are_read_like_keys() -> None:
    template = compile_template(
        docx(p("{{ 行.名称 }}{{ 行.合计.值 }}{{ 数.items|default('') }}")), NAME
    )
    values = {"行": Row("甲<", {"值": 0}), "数": {"items": 1}}
    assert texts(template.render(values))[0].startswith("甲<0")


def test_media_are_added_with_relation_and_content_type() -> None:
    template = compile_template(docx(p("{{ 名称 }}")), NAME)
    document = template.render(CONTEXT, [Media("rIdPicture1", "picture1.png", PNG)])
    parts = read(document)
    assert parts["word/media/picture1.png"] == PNG
    assert ("Extension", "png") in {pair for entry in types(parts) for pair in entry}
    related = Document(io.BytesIO(document)).part.rels["rIdPicture1"]
    assert related.target_part.blob == PNG
    assert document == template.render(CONTEXT, [Media("rIdPicture1", "picture1.png", PNG)])


def types(parts: Mapping[str, bytes]) -> set[tuple[tuple[str, str], ...]]:
    found = canonical_part("[Content_Types].xml", parts["[Content_Types].xml"])
    assert isinstance(found, set)
    return found


def test_picture_with_the_name_of_one_in_the_template_replaces_nothing() -> None:
    def edit(document: Any) -> None:
        document.add_picture(io.BytesIO(PNG))

    template = compile_template(docx(p("{{ 名称 }}"), edit), NAME)
    parts = read(template.render(CONTEXT, [Media("rIdPicture1", "image1.png", b"new")]))
    assert parts["word/media/image1.png"] == PNG
    assert parts["word/media/image1-2.png"] == b"new"


def test_relation_id_that_the_template_has_is_refused() -> None:
    template = compile_template(docx(p("{{ 名称 }}")), NAME)
    with pytest.raises(TemplateError, match="编号为 rId1"):
        template.render(CONTEXT, [Media("rId1", "picture1.png", PNG)])


@pytest.mark.parametrize(
    "body",
    [
        p("甲{% if 假 %}")
        + p("乙{% endif %}", "丙{% if 假 %}")
        + "<w:p><w:r><w:t>x{% endif %}</w:t></w:r></w:p>"
    ],
)
def test_tags_over_whole_paragraphs_in_step_are_no_damage(body: str) -> None:
    assert_equal(docx(body))


def test_empty_value_where_paragraphs_belong_leaves_nothing() -> None:
    assert texts(assert_equal(docx(p("前") + p("{{p 无 }}") + p("后")), {"无": ""}))[:2] == [
        "前",
        "后",
    ]
