"""Breaks in texts become what docxtpl makes of them, byte for byte."""

from __future__ import annotations

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.render.breaks import BREAKS, resolve_breaks

BOLD = "<w:rPr><w:b/></w:rPr>"
MIDDLE = '<w:pPr><w:jc w:val="center"/></w:pPr>'
PIECES = [
    *("<w:p>", '<w:p w:rsidR="1">', "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "甲", " "),
    *('<w:t xml:space="preserve">', BOLD, MIDDLE, "<w:tbl>", "</w:tbl>", *BREAKS),
]


def by_docxtpl(text: str) -> str:
    made: str = DocxTemplate(None).resolve_listing(text)
    return made


@pytest.mark.parametrize("sign", BREAKS)
@pytest.mark.parametrize("paragraph", ["", MIDDLE])
@pytest.mark.parametrize("run", ["", BOLD])
def test_a_break_goes_on_with_what_run_and_paragraph_are(
    sign: str, paragraph: str, run: str
) -> None:
    text = f"<w:p>{paragraph}<w:r>{run}<w:t>甲{sign}乙{sign}</w:t></w:r></w:p><w:p/>"
    assert resolve_breaks(text) == by_docxtpl(text) != text


def test_only_the_signs_that_may_be_there_are_looked_for() -> None:
    text = "<w:p><w:r><w:t>甲\t乙</w:t></w:r></w:p>"
    assert resolve_breaks(text, "\n") == text


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whole_paragraphs_come_out_as_docxtpl_makes_them(inner: str) -> None:
    text = f"<w:p><w:r><w:t>{inner.replace('</w:p>', '')}</w:t></w:r></w:p>"
    assert resolve_breaks(text) == by_docxtpl(text)
