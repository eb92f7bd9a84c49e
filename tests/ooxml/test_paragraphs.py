"""The text of a paragraph is the same wherever it is asked."""

from __future__ import annotations

import pytest
from docx.text.paragraph import Paragraph
from hypothesis import given
from lxml import etree

from reportgen.conformance.package import open_document
from reportgen.conformance.reading import read_document
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.paragraphs import one_line, paragraph_text, read_text_runs, text_of
from reportgen.render.reading import read_markup
from reportgen.table_of_contents.filling import heading_text
from tests.conformance.documents import SECTION, with_body
from tests.ooxml.written_paragraphs import (
    PARAGRAPHS,
    SIMPLE_PARAGRAPHS,
    Written,
    mark,
    paragraph,
    r,
    t,
)


@given(PARAGRAPHS)
def test_elements_of_a_paragraph_give_the_text_that_is_seen(written: Written) -> None:
    paragraphs = list(etree.fromstring(written.xml).iter(f"{W}p"))
    assert [paragraph_text(each) for each in paragraphs] == [written.text, *written.inner]


@given(PARAGRAPHS)
def test_source_of_a_template_gives_the_same_text(written: Written) -> None:
    found = read_markup(written.xml).paragraphs
    assert [each.shown for each in found] == [written.text, *written.inner]


@pytest.mark.slow
@given(PARAGRAPHS)
def test_document_under_check_gives_the_same_text(written: Written) -> None:
    document = read_document(open_document(with_body(written.xml + SECTION), "报告.docx"))
    assert document.paragraphs[0].typed == written.text


@given(PARAGRAPHS)
def test_entry_of_a_table_of_contents_is_the_same_text_on_one_line(written: Written) -> None:
    assert heading_text(etree.fromstring(written.xml)) == one_line(written.text)


@given(PARAGRAPHS)
def test_runs_say_where_they_begin_in_the_text(written: Written) -> None:
    for run in read_text_runs(etree.fromstring(written.xml)):
        assert run.text or run.is_page_number
        assert written.text.startswith(run.text, run.start)


@given(SIMPLE_PARAGRAPHS)
def test_runs_and_links_read_as_python_docx_reads_them(written: Written) -> None:
    from docx.oxml import parse_xml

    element = parse_xml(written.xml)
    assert paragraph_text(element) == Paragraph(element, None).text  # type: ignore[arg-type]


def test_text_box_is_no_part_of_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{r(t('框'))}</w:p></w:txbxContent>"
    content = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{r(t('文'))}"
    )
    body = f"<w:body {paragraph(Written('')).xml.split('>')[0].removeprefix('<w:p ')}>{{}}</w:body>"
    assert text_of(etree.fromstring(body.format(paragraph(Written(content)).xml))) == "文\n框"


PAGE = "<w:instrText> PAGE \\* MERGEFORMAT </w:instrText>"
RECKONED = (
    mark("begin")
    + r("<w:instrText> = </w:instrText>")
    + f"{mark('begin')}{r(PAGE)}{mark('separate')}{r(t('5'))}{mark('end')}"
    + r("<w:instrText> - 2 </w:instrText>")
    + f"{mark('separate')}{r(t('3'))}{mark('end')}"
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"{mark('begin')}{r(PAGE)}{mark('separate')}{r(t('5'))}{mark('end')}", [("5", True)]),
        (f"{mark('begin')}{r(PAGE)}{mark('end')}", [("", True)]),
        (f"{mark('begin')}{r(PAGE)}{mark('separate')}{mark('end')}", [("", True)]),
        (f"<w:fldSimple w:instr='PAGE'>{r(t('5'))}</w:fldSimple>", [("5", True)]),
        ("<w:fldSimple w:instr='PAGE'/>", [("", True)]),
        (r("<w:pgNum/>"), [("", True)]),
        (f"<w:fldSimple w:instr='NUMPAGES'>{r(t('5'))}</w:fldSimple>", [("5", False)]),
        (RECKONED, [("3", True)]),
        (f"<w:del>{mark('begin')}{r(PAGE)}{mark('end')}</w:del>", []),
    ],
)
def test_number_of_the_page_is_told_even_where_it_was_not_reckoned(
    content: str, found: list[tuple[str, bool]]
) -> None:
    runs = read_text_runs(etree.fromstring(paragraph(Written(content)).xml))
    assert [(run.text, run.is_page_number) for run in runs] == found
