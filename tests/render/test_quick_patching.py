"""A part is patched as docxtpl does it, whichever of its tags stand in it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st

from reportgen.render.quick_patching import patch_xml

TEMPLATE = DocxTemplate(BytesIO())
PIECES = [
    *("<w:p>", '<w:p w:rsidR="1">', "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:br/>"),
    *('<w:t xml:space="preserve">', "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:tcPr/>"),
    *("{", "}", "{{ a }}", "{% if a %}", "{% endif %}", "{%- if a -%}", "{# b #}", "-%}", "#}"),
    *("{{p a }}", "{%p if a %}", "{%tr for a in b %}", "{%tc if a %}", "{{r a }}", "{%r if a %}"),
    *("{#p a #}", "{#tr a #}", "{#tc a #}", "{%pif a %}", "{%", "{#p", "{%tr", "%", "#", ">", "<"),
    *("{% colspan a %}", "{% cellbg a %}", "{% vm %}", "{% hm %}", "“", "&lt;", "甲", " ", "\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_part_is_patched_as_by_docxtpl(xml: str) -> None:
    assert patch_xml(TEMPLATE, xml) == TEMPLATE.patch_xml(xml)


@pytest.mark.parametrize("piece", PIECES)
def test_each_tag_in_a_paragraph_is_patched_as_by_docxtpl(piece: str) -> None:
    cell = f"<w:tc><w:tcPr/><w:p><w:r><w:t>甲{piece}乙</w:t></w:r></w:p></w:tc>"
    xml = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    assert patch_xml(TEMPLATE, xml) == TEMPLATE.patch_xml(xml)


def test_patterns_that_can_find_nothing_are_not_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[str] = []
    sub = re.sub

    def count(pattern: Any, *given: Any, **named: Any) -> str:
        searched.append(pattern)
        return str(sub(pattern, *given, **named))

    monkeypatch.setattr(re, "sub", count)
    TEMPLATE.patch_xml("<w:p/>")
    whole, searched[:] = len(searched), []
    patch_xml(TEMPLATE, "<w:p/>")
    assert len(searched) == whole - 9


class _Wrapping(DocxTemplate):  # type: ignore[misc]
    """A template of another kind, which does something to what docxtpl has patched."""

    marked = "<!-- -->"

    def patch_xml(self, src_xml: str) -> str:
        return f"{super().patch_xml(src_xml)}{self.marked}"


def test_a_template_of_another_kind_patches_as_it_does() -> None:
    assert patch_xml(_Wrapping(BytesIO()), "<w:p/>") == f"<w:p/>{_Wrapping.marked}"
