"""A section keeps the header it has in Word when a break before it is left out."""

from __future__ import annotations

import re

import pytest

from reportgen.render.section_heads import keep_heads
from reportgen.render.template import compile_template
from tests.render.docx_samples import NAME, docx, p, read


def head(number: int, kind: str = "default", what: str = "header") -> str:
    return f'<w:{what}Reference w:type="{kind}" r:id="rId{number}"/>'


def section(*heads: str) -> str:
    return f"<w:p><w:pPr><w:sectPr>{''.join(heads)}<w:pgSz/></w:sectPr></w:pPr></w:p>"


def last(*heads: str) -> str:
    return f"<w:sectPr>{''.join(heads)}<w:pgSz/></w:sectPr>"


def named(source: str) -> list[list[str]]:
    """The numbers of the headers and footers that each section names."""
    sections = re.findall(r"<w:sectPr[^>]*>.*?</w:sectPr>", keep_heads(source), re.S)
    return [re.findall(r'r:id="rId(\d+)"', each) for each in sections]


@pytest.mark.parametrize(
    ("source", "heads"),
    [
        # The body has the header of a section that may be left out: it names it.
        (section(head(1)) + "{% if 甲 %}" + section(head(2)) + "{% endif %}" + last(), "1 2 2"),
        (section(head(1)) + "{% for 项 in 列 %}" + section(head(2)) + "{% endfor %}" + last(), "1 2 2"),
        ("{% if 甲 %}" + section(head(1)) + "{% else %}" + section() + "{% endif %}" + last(), "1 1 1"),
        # Nothing that it has may be left out: nothing is added.
        (section(head(1)) + "{% if 甲 %}" + section() + "{% endif %}" + last(), "1 - -"),
        (section(head(1)) + "{% if 甲 %}" + section(head(2)) + "{% endif %}" + last(head(3)), "1 2 3"),
        (section(head(1)) + section(head(2)) + last() + "{% if 甲 %}{% endif %}", "1 2 -"),
        ("{% if 甲 %}" + section(head(1)) + section() + "{% endif %}" + last(), "1 - 1"),
        (
            section(head(1), head(5, "first"))
            + "{% if 甲 %}"
            + section(head(2), head(6, what="footer"))
            + "{% endif %}"
            + last(),
            "15 26 26",
        ),
    ],
)  # fmt: skip
def test_a_section_names_what_it_would_lose(source: str, heads: str) -> None:
    assert [("".join(each) or "-") for each in named(source)] == heads.split()


def test_a_break_without_content_gets_its_references_too() -> None:
    source = "{% if 甲 %}" + section(head(1)) + "{% endif %}<w:sectPr w:rsidR='1'/>"
    assert keep_heads(source).endswith(f"<w:sectPr w:rsidR='1'>{head(1)}</w:sectPr>")


def test_the_document_names_it_whichever_way_the_condition_falls() -> None:
    relations = ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    inner = section(head(8)).replace("<w:headerReference", f"<w:headerReference{relations}")
    cover = section(head(9)).replace("<w:headerReference", f"<w:headerReference{relations}")
    body = p("封面") + cover + p("{%p if 横 %}") + inner + p("{%p endif %}") + p("正文")
    template = compile_template(docx(body), NAME)
    for wide in (True, False):
        text = read(template.render({"横": wide}))["word/document.xml"].decode()
        assert "rId8" in text[text.rindex("<w:sectPr") :]
