"""The end of a report's text stays with what closes it."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.report import Cell, Heading, Paragraph, Report, Run, Section, Table
from reportgen.render import render_report
from reportgen.render.closing import closing_lines, keep_with_closing
from reportgen.render.template import compile_template
from reportgen.stock_templates.kinds import make_template
from tests.render.docx_samples import W, read

SIGNED = 4
# Blank lines follow: the paragraph behind a table takes no room of its own.
LOW = '<w:spacing w:line="20" w:lineRule="exact"/>'
TABLE = (
    "<w:tbl><w:tr><w:p>1</w:p></w:tr><w:tr><w:p><w:pPr></w:pPr>2</w:p><w:p>3</w:p></w:tr></w:tbl>"
)
PICTURE = '<w:p><w:pPr><w:keepNext/></w:pPr><wp:extent cx="1" cy="{}"/></w:p>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:p><w:r/>末段</w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr><w:r/>末段</w:p>"),
        (
            '<w:p><w:pPr><w:pStyle w:val="a"/><w:jc/></w:pPr>末段</w:p>',
            '<w:p><w:pPr><w:pStyle w:val="a"/><w:keepNext/><w:jc/></w:pPr>末段</w:p>',
        ),
        ("<w:p>前</w:p><w:p>后</w:p>", "<w:p>前</w:p><w:p><w:pPr><w:keepNext/></w:pPr>后</w:p>"),
        ("<w:p>前</w:p><w:p></w:p>", "<w:p>前</w:p><w:p></w:p>"),
        ("", ""),
    ],
)
def test_the_last_paragraph_is_kept_unless_it_is_empty(before: str, after: str) -> None:
    assert keep_with_closing(before, SIGNED) == after


def test_after_a_table_its_last_row_is_kept_and_what_follows_it() -> None:
    kept = keep_with_closing(f"{TABLE}<w:p></w:p>", SIGNED)
    assert kept.count("<w:keepNext/>") == 3
    assert "1" in kept[: kept.index("<w:keepNext/>")]


def table_of(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl><w:p></w:p>"


def test_of_a_table_that_is_not_broken_only_the_ends_stay_together() -> None:
    whole = "<w:p><w:pPr><w:keepNext/></w:pPr>1</w:p>"
    loose, last = "<w:p><w:pPr></w:pPr>1</w:p>", "<w:p>1</w:p>"
    kept = keep_with_closing(table_of(*[whole] * 6, last), SIGNED)
    assert kept == table_of(whole, whole, loose, loose, loose, whole, whole).replace(
        "<w:p></w:p>", f"<w:p><w:pPr><w:keepNext/>{LOW}</w:pPr></w:p>"
    )


def test_a_table_of_five_rows_stays_whole() -> None:
    whole, last = "<w:p><w:pPr><w:keepNext/></w:pPr>1</w:p>", "<w:p>1</w:p>"
    kept = keep_with_closing(table_of(*[whole] * 5, last), SIGNED)
    assert kept.count("<w:keepNext/>") == 7


def test_rows_whose_cells_are_joined_are_not_parted() -> None:
    joined = "<w:vMerge/><w:p><w:pPr><w:keepNext/></w:pPr>1</w:p>"
    kept = keep_with_closing(table_of(*(joined,) * 6), SIGNED)
    assert kept.count("<w:keepNext/>") == 7


def test_what_stays_already_is_not_marked_twice() -> None:
    once = keep_with_closing(f"{TABLE}<w:p></w:p>", SIGNED)
    assert keep_with_closing(once, SIGNED) == once


@pytest.mark.parametrize(
    ("length", "closing", "kept"), [(120, 4, True), (140, 4, False), (100, 17, False)]
)
def test_a_paragraph_is_kept_if_it_is_short_and_fits_on_a_page_with_what_follows(
    length: int, closing: int, kept: bool
) -> None:
    assert ("keepNext" in keep_with_closing(f"<w:p>{'长' * length}</w:p>", closing)) is kept


@pytest.mark.parametrize(("height", "kept"), [(5_000_000, True), (6_480_000, False)])
def test_the_caption_of_a_picture_is_kept_as_long_as_the_picture_fits(
    height: int, kept: bool
) -> None:
    caption = "<w:p>图1</w:p>"
    written = keep_with_closing(f"{PICTURE.format(height)}{caption}", SIGNED)
    assert written.endswith(caption) is not kept


def test_attachments_signature_and_date_are_counted_with_blank_lines_and_long_names() -> None:
    assert closing_lines((), "某小学", "2024年1月1日") == 4
    assert closing_lines(("甲表", "乙" * 30), "某小学", "2024年1月1日") == 8
    assert closing_lines((), "", "") == 0


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


def test_a_report_that_ends_with_a_table_keeps_its_last_row() -> None:
    table = Table(("甲",), ((Cell("1"),), (Cell("2"),)))
    assert kept(Section("甲", "甲", (plain("甲一。"), table))) == ["1", "2", ""]
