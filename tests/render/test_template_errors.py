"""A template that cannot be used, or not with these values, is refused with the place and a way
to mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from reportgen.ooxml.markup import Written
from reportgen.problems import TemplateError
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.templating.template_facts import TemplateFacts
from tests.render.docx_samples import (
    CONTEXT,
    NAME,
    Row,
    changed,
    docx,
    p,
    tbl,
    tc,
    texts,
    tr,
    with_footnotes,
)


def failure(template: CompiledTemplate, context: Mapping[str, object] = CONTEXT) -> tuple[str, str]:
    """The code of the one problem that rendering gives, and its text."""
    with pytest.raises(TemplateError) as raised:
        template.render(context)
    (problem,) = raised.value.problems
    return problem.code, str(problem)


def refusal(data: bytes) -> tuple[str, str]:
    """The code of the one problem that compiling gives, and its text."""
    with pytest.raises(TemplateError) as raised:
        compile_template(data, NAME)
    (problem,) = raised.value.problems
    return problem.code, str(problem)


class Section(Written):
    def __html__(self) -> str:
        return p("一段")


@pytest.mark.parametrize(
    "body", [p("{{ 节 }}"), tbl(1, tr(tc(p("")))).replace("1000", "{{ 节 }}", 1)]
)
def test_paragraphs_stand_in_no_text_and_no_tag(body: str) -> None:
    _, text = failure(compile_template(docx(body), NAME), {"节": Section()})
    assert "整段的内容，不能放在文字中间" in text and "{{p 名称 }}" in text


def test_unknown_name_is_reported_with_its_paragraph_and_the_nearest_name() -> None:
    template = compile_template(
        docx(p("首段") + p("我校{{ 学校名称 }}很好") + p("末段{{ 名称 }}")), NAME
    )
    code, text = failure(template)
    assert code == "template_unknown_name"
    assert text == (
        "学校自查报告.docx 正文第 2 段“我校{{ 学校名称 }}很好”：模板用了“学校名称”，"
        "但没有这个名称；是不是“名称”？"
    )


@pytest.mark.slow
def test_unknown_key_is_reported_with_the_keys_there_are() -> None:
    rows = tbl(
        1,
        tr(tc(p("{%tr for 项 in 行 %}"))),
        tr(tc(p("{{ 项.名字 }}"))),
        tr(tc(p("{%tr endfor %}"))),
    )
    code, text = failure(compile_template(docx(p("{{ 名称 }}") + rows), NAME))
    assert code == "template_unknown_name"
    assert "正文第 1 个表格第 2 行第 1 列“{{ 项.名字 }}”" in text
    assert "“项”里没有“名字”这项内容；是不是“名称”？" in text


def test_unknown_attribute_is_reported_with_the_nearest_field() -> None:
    code, text = failure(compile_template(docx(p("{{ 行.合 }}")), NAME), {"行": Row("甲", 1)})
    assert code == "template_unknown_name"
    assert "是不是“合计”？" in text


def test_unknown_name_in_a_loop_over_rows_is_found_in_the_row() -> None:
    rows = tbl(
        1, tr(tc(p("标题"))), tr(tc(p("{%tr for 项 in 达标表 %}"))), tr(tc(p("{%tr endfor %}")))
    )
    _, text = failure(compile_template(docx(p("前") + rows), NAME))
    assert "正文第 1 个表格第 2 行第 1 列“{%tr for 项 in 达标表 %}”" in text
    assert "标题" not in text


def test_unknown_names_in_header_and_properties_say_so() -> None:
    def header(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ 眉 }}"

    def title(document: Any) -> None:
        document.core_properties.title = "{{ 题 }}"

    assert "页眉第 1 段“{{ 眉 }}”" in failure(compile_template(docx("", header), NAME))[1]
    assert "文档属性“标题”" in failure(compile_template(docx("", title), NAME))[1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% for 个 in 列 %}{{ 个 }}", "“{% for 个 in 列 %}”没有配对的“endfor”"),
        ("{{ 名称 }}{% endif %}", "多出了一个“endif”标签"),
        ("{% 如果 真 %}是{% endif %}", "没有“如果”这种标签"),
        ("{{ 名称|大写 }}", "不认识标签里的“大写”这个处理方法"),
        ("{{ 列（0） }}", "半角"),
        ("{{ 名称 名称 }}", "标签里“名称”的前面少了符号"),
        ("{{ }}", "标签里缺少内容"),
        ("{% %}", "没有写标签的名称"),
        ("{{ 列[0) }}", "少了“]”"),
        ("{% p if 真 %}", "要写成 {%p if 真 %}"),
        ("{{ 名称||upper }}", "请写成 {{ 名称|upper }}"),
        ("{% if 数 ≥ 1 %}甲{% endif %}", "写成 {% if 数 >= 1 %}"),
        ("{% if 数 is 单 %}{% endif %}", "“is 单”这种判断"),
        ("{% if 假 %}{{ 名称|大写 }}{% endif %}", "不认识标签里的“大写”"),
    ],
)
def test_wrong_tag_is_reported_with_its_paragraph(tag: str, told: str) -> None:
    code, text = refusal(docx(p("第一段") + p(f"此处{tag}") + p("第三段")))
    assert code == "template_syntax"
    assert told in text
    assert "正文第 2 段“此处" in text


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        (
            "{% for 个 in 列 %}{% endif %}{% endfor %}",
            "还没有结束，后面却写了“endif”；请改成“endfor”",
        ),
        ("{%p if 数 % 2 %}", "里面不能再有 % 和花括号"),
        ("{% if 真 %}甲{% else %}乙", "“{% if 真 %}”没有配对的“endif”"),
        ("{% set 甲 = 1 %}{% set 乙 %}", "“{% set 乙 %}”没有配对的“endset”"),
        ("{% else %}", "前面没有与它配对的“if”或“for”"),
    ],
)
def test_block_that_is_not_closed_or_never_opened_is_named(tag: str, told: str) -> None:
    code, text = refusal(docx(p("第一段") + p(tag) + p("第三段")))
    assert code == "template_syntax"
    assert told in text


def test_unknown_filter_is_reported_with_the_nearest_and_all_of_ours() -> None:
    with pytest.raises(
        TemplateError, match="不认识标签里的“面机”这个处理方法；是不是“面积”？可以用的有：面积、数"
    ):
        compile_template(docx(p("{{ 数|面机 }}")), NAME, {"面积": str, "数": str})


@pytest.mark.parametrize("end", ["{%p endif %}", "{%p else %}{{ 名称 }}{%p endif %}"])
def test_loop_whose_end_was_deleted_is_named_instead_of_the_tag_that_stumbles_over_it(
    end: str,
) -> None:
    rows = tbl(1, tr(tc(p("{%tr for 项 in 行 %}"))), tr(tc(p("{{ 项.名称 }}"))))
    tags = "".join(map(p, end.replace("}{", "}\n{").split("\n")))
    code, text = refusal(docx(p("{%p if 真 %}") + rows + tags))
    assert code == "template_syntax"
    assert "{%tr for 项 in 行 %}" in text.partition("：")[0]
    assert "“{% for 项 in 行 %}”没有配对的“endfor”；请在它管到的内容后面补上" in text


def test_fact_that_the_school_did_not_give_is_no_unknown_name() -> None:
    facts = TemplateFacts({"图书册数": 3}, {"图书册数", "校训"})
    template = compile_template(docx(p("校训：{{ 数据.校训 }}")), NAME)
    code, text = failure(template, {"数据": facts})
    assert code == "template_missing_fact"
    assert text == (
        "学校自查报告.docx 正文第 1 段“校训：{{ 数据.校训 }}”：学校没有填写“校训”；"
        "请在数据文件里填写；也可以连同旁边的字放在 "
        "{% if 数据.校训 is defined %} 与 {% endif %} 之间，没有填写的不印"
    )
    code, text = failure(compile_template(docx(p("{{ 数据.校迅 }}")), NAME), {"数据": facts})
    assert code == "template_unknown_name"
    assert "“数据”里没有“校迅”这项内容；是不是“校训”？" in text


def test_facts_given_are_read_like_keys_and_their_names_stay_hidden() -> None:
    facts = TemplateFacts({"图书册数": 3, "items": 4}, {"图书册数", "校训"})
    template = compile_template(
        docx(p("{{ 数据.图书册数 }}{{ 数据['items'] }}{{ 数据.校训|default('无') }}")), NAME
    )
    assert texts(template.render({"数据": facts}))[0] == "34无"


def test_template_that_wants_another_file_is_refused() -> None:
    code, text = failure(compile_template(docx(p("{% include '甲' %}")), NAME))
    assert code == "template_failed"
    assert "不能引用别的文件" in text


@pytest.mark.parametrize(
    "tag", ["{{ ''.__class__.__mro__ }}", "{{ 名称.__init__.__globals__ }}", "{{ 列.__class__ }}"]
)
def test_way_out_of_the_sandbox_is_closed(tag: str) -> None:
    code, text = failure(compile_template(docx(p(tag)), NAME))
    assert code == "template_forbidden"
    assert "不允许" in text


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ 数 / 0 }}", "除数是零"),
        ("{{ range(10 ** 9) }}", "重复的次数太多"),
        ("{{ 名称 + 1 }}", "不是数，不能用 + 和数相加"),
        ("{{ 数|round('x') }}", ""),
    ],
)
def test_tag_that_cannot_be_computed_is_reported_with_its_paragraph(tag: str, told: str) -> None:
    code, text = failure(compile_template(docx(p("前") + p(f"共{tag}")), NAME))
    assert code == "template_failed"
    assert f"正文第 2 段“共{tag}”" in text
    assert told in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"]
)
@pytest.mark.parametrize("place", ["body", "header", "footnote", "property"])
def test_character_that_xml_cannot_hold_is_refused(character: str, place: str) -> None:
    def edit(document: Any) -> None:
        if place == "header":
            document.sections[0].header.paragraphs[0].text = "甲{{ 值 }}"
        if place == "property":
            document.core_properties.title = "甲{{ 值 }}"

    data = docx(p("甲{{ 值 }}") if place == "body" else p("甲"), edit)
    if place == "footnote":
        data = with_footnotes(data, "甲{{ 值 }}")
    template = compile_template(data, NAME)
    code, text = failure(template, {"值": f"乙{character}丙"})
    assert code == "template_illegal_character"
    assert f"U+{ord(character):04X}" in text
    assert "乙”之后" in text


def test_tags_that_cut_across_elements_are_refused() -> None:
    body = tbl(1, tr(tc(p("甲{% if 假 %}")))) + p("乙{% endif %}")
    code, text = failure(compile_template(docx(body), NAME))
    assert code == "template_broken_xml"
    assert "{%p if … %}" in text


@pytest.mark.parametrize("tag", ["{{p 名称 }}", "{{r 名称 }}", "{{p 数 }}"])
def test_plain_value_where_paragraphs_or_runs_belong_is_refused(tag: str) -> None:
    code, text = failure(compile_template(docx(p("前") + p(tag) + p("后")), NAME))
    assert code == "template_plain_value"
    assert tag[4:] in text


def test_value_that_the_template_calls_safe_and_is_not_is_refused() -> None:
    template = compile_template(docx(p("{{ 值|safe }}")), NAME)
    assert failure(template, {"值": "甲<乙"})[0] == "template_broken_xml"


def test_property_longer_than_word_allows_is_refused() -> None:
    def edit(document: Any) -> None:
        document.core_properties.subject = "{{ 长 }}"

    code, text = failure(compile_template(docx("", edit), NAME), {"长": "字" * 256})
    assert code == "template_long_property"
    assert "文档属性“主题”" in text


def test_table_without_a_grid_is_refused() -> None:
    body = f"<w:tbl><w:tblPr/>{tr(tc(p('{{ 名称 }}')))}</w:tbl>{p('')}"
    assert failure(compile_template(docx(body), NAME))[0] == "template_bad_table"


def test_error_of_our_own_objects_is_not_taken_for_the_template_s() -> None:
    class Broken:
        def __html__(self) -> str:
            raise RuntimeError("bug")

    with pytest.raises(RuntimeError, match="bug"):
        compile_template(docx(p("{{ 值 }}")), NAME).render({"值": Broken()})


def test_template_error_of_a_value_is_passed_on_unchanged() -> None:
    class Refusing:
        def __html__(self) -> str:
            raise TemplateError()

    with pytest.raises(TemplateError) as raised:
        compile_template(docx(p("{{ 值 }}")), NAME).render({"值": Refusing()})
    assert raised.value.problems == ()


def test_zip_that_is_no_word_document_is_refused() -> None:
    no_document = changed(docx(), drop=("word/document.xml",))
    foreign = changed(docx(), {"_rels/.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/"
                                              b"package/2006/relationships'/>"})  # fmt: skip
    for data in (no_document, foreign):
        code, text = refusal(data)
        assert code == "template_not_word"
        assert text.startswith("学校自查报告.docx：里面没有 Word 正文")


def test_document_with_damaged_xml_is_refused() -> None:
    data = changed(docx(), {"word/document.xml": b"<w:document"})
    assert refusal(data)[0] == "template_unreadable"


def test_raw_without_an_end_is_told_and_does_not_hide_behind_another_fault() -> None:
    code, text = refusal(docx(p("甲{% else %}") + p("{% raw %}乙")))
    assert code == "template_syntax"
    assert "“{% raw %}”没有配对的“endraw”" in text


@pytest.mark.parametrize("way", ["max", "min", "first", "last"])
def test_an_empty_list_has_no_greatest_and_no_first(way: str) -> None:
    template = compile_template(docx(p(f"最大{{{{ []|{way} }}}}人")), NAME)
    code, told = failure(template)
    assert code == "template_unknown_name" and "None" not in told
    assert "列表一项也没有" in told and "{% if (列表)|list %}" in told


def test_fault_behind_a_loop_of_whole_paragraphs_is_told_at_its_own_tag() -> None:
    tags = ("{%p for 节 in 节们 %}", "{%p if 节 %}", "{{p 节 }}", "{%p endif %}", "{%p endfor %}")
    body = "".join(map(p, (*tags, "{{p 台账 }}")))
    template = compile_template(docx(body), "模板.docx")
    with pytest.raises(TemplateError) as raised:
        template.render({"节们": (), "台账": ({"问题": "甲"},)})
    assert "第 6 段" in raised.value.problems[0].location.path
    assert "一列内容" in raised.value.problems[0].message


@pytest.mark.parametrize("word", ["hm", "vm"])
def test_cells_joined_where_no_loop_prints_them_are_told_by_the_keepers_own_tag(word: str) -> None:
    template = compile_template(docx(tbl(1, tr(tc(p(f"{{% {word} %}}甲"))))), "模板.docx")
    with pytest.raises(TemplateError) as raised:
        template.render({"名称": "甲校"})
    (problem,) = raised.value.problems
    assert f"“{{% {word} %}}”把循环印出的几格合成一格，这里不在循环里" in problem.message
    assert "loop" not in str(problem)
