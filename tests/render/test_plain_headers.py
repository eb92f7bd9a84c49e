"""Headers and footers without tags are in reports as jinja2 would have given them."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml

from reportgen.render.parts import plain_header
from reportgen.render.patched import Kind, TemplateSource
from reportgen.render.template import compile_template
from tests.render.docx_samples import NAME, changed, docx, p, read, tbl, tc, tr

NOTE = "{# 说明 #}"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
CONTENTS = {
    "text": p("甲 & 乙 < 丙"),
    "braces spelt as docxtpl has it": p("丙 }_} 丁 %_}"),
    "breaks": "<w:p><w:r><w:t xml:space='preserve'> 甲\n乙\t丙 </w:t></w:r></w:p>",
    "a page's number": f"<w:p>{PAGE}</w:p>",
    "a table": tbl(2, tr(tc(p("甲")), tc(p("乙"))), tr(tc(p("甲")), tc(p("乙")))) + p(""),
    "lines between": f"\n\n{p('甲')}\n  {p('乙')}\n",
}


def with_footer(content: str) -> bytes:
    def edit(document: Any) -> None:
        footer = document.sections[0].footer
        footer.is_linked_to_previous = False
        root = parse_xml(f'<w:ftr xmlns:w="{WORD}">{content}</w:ftr>')
        footer._element[:] = list(root)
        footer._element.append(parse_xml(f'<w:p xmlns:w="{WORD}"><w:r><w:t>尾</w:t></w:r></w:p>'))

    return docx(p("{{ 名称 }}"), edit)


def footer_of(template: bytes) -> bytes:
    parts = read(compile_template(template, NAME).render({"名称": "甲"}))
    return next(data for name, data in parts.items() if name.startswith("word/footer"))


@pytest.mark.parametrize("what", CONTENTS)
def test_footer_without_tags_is_as_jinja2_gives_it(what: str) -> None:
    plain = with_footer(CONTENTS[what])
    name = next(name for name in read(plain) if name.startswith("word/footer"))
    tagged = changed(plain, {name: read(plain)[name].replace("尾".encode(), f"尾{NOTE}".encode())})
    assert NOTE.encode() in read(tagged)[name]
    assert footer_of(plain) == footer_of(tagged)


def _source(text: str, kind: Kind = Kind.HEADER) -> TemplateSource:
    return TemplateSource(kind, "页眉", text)


@pytest.mark.parametrize("text", ["<a>{</a>", "<a>{{ b }}</a>", "<a/>\n", "<a>\r</a>", "<a>"])
def test_what_jinja2_may_read_otherwise_and_damage_are_compiled(text: str) -> None:
    assert plain_header(_source(text), ("", "")) is None


def test_other_sources_are_compiled() -> None:
    assert plain_header(_source("<a/>"), ("", "")) == "<a/>"
    assert plain_header(_source("<a/>", Kind.BODY), ("", "")) is None
