"""A layout → `document.xml` of the district's stock template, and the styles that only it has."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.page_layout import (
    SIZE_BODY,
    SIZE_FOOTER,
    TEXT_WIDTH,
    Layout,
)
from reportgen.ooxml.markup import field_markup, paragraph_markup, run_markup
from reportgen.stock_templates.annexes import annex_styles, annexes
from reportgen.stock_templates.body_parts import page_section, styled, tags, whole_document
from reportgen.stock_templates.official_frame import imprint
from reportgen.stock_templates.school_report import TITLE, attachment_names, closing, opening, title
from reportgen.stock_templates.styles import (
    ALONE,
    OFF_GRID,
    StockStyle,
    characters,
)

_CONTENTS = 'TOC \\o "1-2" \\h \\z \\u \\t "附件标题,1"'
_FILLED_IN = "（做报告时自动列出各级标题和页码）"
# 4号 on lines of 18 pt: a district's headings then take a page.
_ENTRY_LINE = 360
_ENTRY_CHARACTER = SIZE_FOOTER * 10
# How many characters wide 一、 and （一） are.
_NUMBER_WIDTHS = (2, 3)


def district_document_part(layout: Layout) -> str:
    """The whole `document.xml`: the report, then each attachment on pages of its own."""
    text = f"{title(layout, TITLE)}{opening()}{_sections()}{attachment_names(layout)}{closing()}"
    end = f"{annexes(layout)}{imprint(layout)}{page_section(layout)}"
    return whole_document(f"{_contents(layout)}{text}{end}")


def _contents(layout: Layout) -> str:
    """目录 on pages before the title: two levels of headings and the titles of attachments.

    Under a 版头 there is none: that stands on the first page, with the text below it.
    """
    if layout.red_head is not None:
        return ""
    listed = paragraph_markup(
        field_markup(_CONTENTS, run_markup(_FILLED_IN)), '<w:pStyle w:val="TOC1"/>'
    )
    page_break = paragraph_markup(
        '<w:r><w:br w:type="page"/></w:r>', '<w:pStyle w:val="SectionBreak"/>'
    )
    return styled("TOCHeading", "目　录") + listed + page_break


def _sections() -> str:
    return tags("{%p for 节 in 各节 %}", "{{p 节 }}", "{%p endfor %}")


def district_styles(layout: Layout) -> tuple[StockStyle, ...]:
    """The styles of attachments and of 目录."""
    return (*annex_styles(layout), *_contents_styles(layout))


def _contents_styles(layout: Layout) -> Iterator[StockStyle]:
    """目录 and its entries, our choice: GB/T 9704 says nothing of them.

    What wraps stands under the words, not under their number. There is no right indent: LibreOffice
    prints nothing at a tab beyond one.
    """
    heading = characters(layout, layout.fonts.hei, SIZE_BODY)
    yield StockStyle("TOCHeading", "TOC Heading", OFF_GRID + ALONE, heading, own=False)
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    line = f'{OFF_GRID}<w:spacing w:line="{_ENTRY_LINE}" w:lineRule="exact"/>'
    look = characters(layout, layout.fonts.body, SIZE_FOOTER)
    for level in range(1, len(_NUMBER_WIDTHS) + 1):
        entry, style_id = tab + line + _entry_indent(level), f"TOC{level}"
        yield StockStyle(style_id, f"toc {level}", entry, look, style_id, own=False)


def _entry_indent(level: int) -> str:
    left = sum(_NUMBER_WIDTHS[:level]) * _ENTRY_CHARACTER
    width = _NUMBER_WIDTHS[level - 1] * _ENTRY_CHARACTER
    return f'<w:ind w:left="{left}" w:firstLineChars="0" w:hanging="{width}"/>'
