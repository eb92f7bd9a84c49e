"""Whatever a paragraph holds, elements come round the words that are meant, and no text changes."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.ooxml.namespaces import W
from reportgen.ooxml.paragraphs import paragraph_text, read_text_pieces
from reportgen.ooxml.text_ranges import put_round
from tests.ooxml.written_paragraphs import PARAGRAPHS, Written, paragraph, r, t

BEGIN, END = f"{W}commentRangeStart", f"{W}commentRangeEnd"


def enclosed(element: Any, start: int, end: int) -> bool:
    return put_round(element, start, end, etree.Element(BEGIN), etree.Element(END))


def within(element: Any) -> str:
    """The text between the two elements."""
    elements = [*element.iter()]
    begin, end = (elements.index(next(element.iter(tag))) for tag in (BEGIN, END))
    pieces = read_text_pieces(element)
    return "".join(each.text for each in pieces if begin < elements.index(each.element) < end)


@settings(max_examples=25)
@given(PARAGRAPHS, st.integers(0, 12), st.integers(0, 12))
def test_words_are_enclosed_and_no_text_changes(written: Written, start: int, end: int) -> None:
    element = etree.fromstring(written.xml)
    done = enclosed(element, start, end)
    assert done == (start < end <= len(written.text))
    assert paragraph_text(element) == written.text
    if done:
        assert written.text[start:end] in within(element)


def test_runs_are_parted_with_their_looks() -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    content = f"{r(look + t('现有学生'))}{r(look + t('88') + '<w:tab/>' + t('0人') + '<w:br/>')}"
    element = etree.fromstring(paragraph(Written(content)).xml)
    assert enclosed(element, 3, 7)
    assert within(element) == "生88\t"
    assert paragraph_text(element) == "现有学生88\t0人\n"
    assert all(len(each) > 1 and each[0][0].tag == f"{W}b" for each in element.iter(f"{W}r"))


def test_what_cannot_be_parted_is_enclosed_whole() -> None:
    base = f"<w:ruby><w:rubyPr/><w:rubyBase>{r(t('学校'))}</w:rubyBase></w:ruby>"
    element = etree.fromstring(paragraph(Written(r(base) + r(t("好")))).xml)
    assert enclosed(element, 1, 2)
    assert within(element) == "学校"
