"""Fields are found whole, inner ones first, whatever stands between their marks."""

from __future__ import annotations

from lxml import etree

from reportgen.ooxml.fields import find_instructions, read_fields
from tests.ooxml.written_paragraphs import DECLARED, Written, mark, paragraph, r, t


def instruction(words: str) -> str:
    return r(f"<w:instrText>{words}</w:instrText>")


INNER = f"{mark('begin')}{instruction('PAGEREF _1')}{mark('separate')}{r(t('3'))}{mark('end')}"
OUTER = (
    f"{mark('begin')}{instruction('TO')}{instruction('C x')}{mark('separate')}{INNER}{mark('end')}"
)


def test_inner_fields_come_first_and_instructions_are_put_together() -> None:
    fields = list(read_fields(etree.fromstring(paragraph(Written(OUTER)).xml)))
    assert [each.words for each in fields] == [["PAGEREF", "_1"], ["TOC", "x"]]
    assert all(each.separate is not None for each in fields)


def test_field_may_begin_and_end_in_different_paragraphs_and_one_without_end_is_none() -> None:
    begins, ends = (paragraph(Written(mark(kind))).xml for kind in ("begin", "end"))
    body = f"<w:body {DECLARED}>{begins}{ends}{ends}{begins}</w:body>"
    (field,) = read_fields(etree.fromstring(body))
    assert field.begin.get(f"{field.begin.tag}Type") == "begin"
    assert field.separate is None


def test_instructions_are_found_in_the_text_of_a_part() -> None:
    xml = f'<w:fldSimple w:instr="SEQ 1"/>{OUTER}'
    assert find_instructions(xml) == "SEQ 1 TOC xPAGEREF _1"
