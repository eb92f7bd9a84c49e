"""A content control shows what the template fills in, also where it was bound to a property."""

from __future__ import annotations

import pytest

from reportgen.render.bindings import unbind
from reportgen.render.template import compile_template
from tests.render.docx_samples import NAME, docx, p, read

BINDING = '<w:dataBinding w:xpath="/甲[1]" w:storeItemID="{0}"/>'
NEWER = '<w15:dataBinding w:xpath="/甲[1]" w:storeItemID="{0}"/>'


def control(content: str, binding: str = BINDING) -> str:
    return f"<w:sdt><w:sdtPr>{binding}<w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("binding", [BINDING, NEWER])
def test_a_control_with_a_tag_loses_its_binding(binding: str) -> None:
    assert unbind(control("{{ 地址 }}", binding)) == control("{{ 地址 }}", "")


def test_a_control_without_a_tag_keeps_it() -> None:
    assert unbind(control("地址") + "{{ 地址 }}") == control("地址") + "{{ 地址 }}"


def test_a_control_in_a_control_is_seen_by_itself() -> None:
    inner = control("{{ 地址 }}")
    assert unbind(control(f"{inner}")) == control(control("{{ 地址 }}", ""), "")
    beside = control(control("文") + "{{ 地址 }}")
    assert unbind(beside) == control(control("文") + "{{ 地址 }}", "")


def test_the_document_has_the_text_and_no_binding() -> None:
    document = compile_template(docx(control(p("{{ 地址 }}"))), NAME).render({"地址": "东街1号"})
    text = read(document)["word/document.xml"].decode()
    assert "东街1号" in text
    assert "dataBinding" not in text
