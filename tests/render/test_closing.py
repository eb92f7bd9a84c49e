"""The last paragraph of a report's text stays with the signature."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.report import Cell, Heading, Paragraph, Report, Run, Section, Table
from reportgen.render import render_report
from reportgen.render.closing import keep_with_signature
from reportgen.render.template import compile_template
from reportgen.stock_templates.kinds import make_template
from tests.render.docx_samples import W, read


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:p><w:r/>末段</w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr><w:r/>末段</w:p>"),
        (
            '<w:p><w:pPr><w:pStyle w:val="a"/><w:jc/></w:pPr>末段</w:p>',
            '<w:p><w:pPr><w:pStyle w:val="a"/><w:keepNext/><w:jc/></w:pPr>末段</w:p>',
        ),
        ("<w:p>前</w:p><w:p>后</w:p>", "<w:p>前</w:p><w:p><w:pPr><w:keepNext/></w:pPr>后</w:p>"),
        ("<w:p>表</w:p><w:p></w:p>", "<w:p>表</w:p><w:p></w:p>"),
        (f"<w:p>{'长' * 301}</w:p>", f"<w:p>{'长' * 301}</w:p>"),
        ("", ""),
    ],
)
def test_the_last_paragraph_is_kept_unless_it_is_empty_or_long(before: str, after: str) -> None:
    assert keep_with_signature(before) == after


def plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def kept(*sections: Section) -> list[str]:
    template = compile_template(make_template(SCHOOL_REPORT), SCHOOL_REPORT.file)
    report = Report("标题", "", (), sections, (), "某小学", "2024年1月1日")
    root = etree.fromstring(read(render_report(report, template))["word/document.xml"])
    return [
        "".join(each.itertext(f"{W}t"))
        for each in root.iter(f"{W}p")
        if each.find(f"{W}pPr/{W}keepNext") is not None
    ]


def test_of_a_report_it_is_the_last_paragraph_of_the_last_chapter() -> None:
    first = Section("甲", "甲", (Heading(1, "一、甲"), plain("甲一。"), plain("甲二。")))
    last = Section("乙", "乙", (Heading(1, "二、乙"), plain("乙一。"), plain("乙二。")))
    assert kept(first, last) == ["乙二。"]


def test_a_report_that_ends_with_a_table_keeps_nothing() -> None:
    table = Table(("甲",), ((Cell("1"),),))
    assert kept(Section("甲", "甲", (plain("甲一。"), table))) == []
