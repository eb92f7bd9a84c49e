"""A layout → `document.xml` of the district's stock template, and the styles that only it has."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.page_layout import (
    SIZE_BODY,
    SIZE_FOOTER,
    SIZE_SMALL_TABLE,
    SIZE_TITLE,
    TEXT_WIDTH,
    Layout,
)
from reportgen.ooxml.markup import field_markup, paragraph_markup, run_markup
from reportgen.stock_templates.school_report import (
    TITLE,
    attachment_names,
    closing,
    opening,
    page_section,
    styled,
    tags,
    title,
    whole_document,
)
from reportgen.stock_templates.styles import (
    ALONE,
    FLUSH,
    KEEP_NEXT,
    LEFT,
    OFF_GRID,
    OWN_HEIGHT,
    StockStyle,
    characters,
)

_CONTENTS = 'TOC \\o "1-2" \\h \\z \\u \\t "附件标题,1"'
_FILLED_IN = "（做报告时自动列出各级标题和页码）"
# 4号 on lines of 20 pt: a district's headings then take a page.
_ENTRY_LINE = 400
_ENTRY_CHARACTER = SIZE_FOOTER * 10
# How many characters wide 一、 and （一） are.
_NUMBER_WIDTHS = (2, 3)
# Half a point fits on a page below its 22 lines.
_NO_LINE = '<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>'


def district_document_part(layout: Layout) -> str:
    """The whole `document.xml`: the report, then each attachment on pages of its own."""
    head = f"{title(layout, TITLE)}{_contents()}{opening()}"
    report = f"{head}{_sections()}{attachment_names(layout)}{closing()}"
    return whole_document(f"{report}{_annexes(layout)}{page_section(layout)}")


def _contents() -> str:
    """目录 on pages of its own: two levels of headings and the attachments' titles."""
    listed = paragraph_markup(
        field_markup(_CONTENTS, run_markup(_FILLED_IN)), '<w:pStyle w:val="TOC1"/>'
    )
    page_break = paragraph_markup(
        '<w:r><w:br w:type="page"/></w:r>', '<w:pStyle w:val="SectionBreak"/>'
    )
    return styled("TOCHeading", "目　录") + listed + page_break


def _sections() -> str:
    return tags("{%p for 节 in 各节 %}", "{{p 节 }}", "{%p endfor %}")


def _annexes(layout: Layout) -> str:
    """附件 (7.3.7), each ended by a break of its own, which tells the shape of its pages.

    The last break becomes the document's.
    """
    upright, turned = _break(layout), _break(layout, landscape=True)
    return (
        tags("{%p if 各附件 %}")
        + upright
        + tags("{%p endif %}", "{%p for 附件 in 各附件 %}")
        + styled("AnnexNumber", "{{ 附件.编号 }}")
        + styled("AnnexTitle", "{{ 附件.标题 }}")
        + tags("{{p 附件 }}", "{%p if 附件.横向 %}")
        + turned
        + tags("{%p else %}")
        + upright
        + tags("{%p endif %}", "{%p endfor %}")
    )


def _break(layout: Layout, *, landscape: bool = False) -> str:
    section = page_section(layout, landscape=landscape)
    return paragraph_markup("", f'<w:pStyle w:val="SectionBreak"/>{section}')


def district_styles(layout: Layout) -> tuple[StockStyle, ...]:
    """The styles of attachments, of wide tables, of breaks between pages and of 目录."""
    small = characters(layout, layout.fonts.body, SIZE_SMALL_TABLE)
    return (
        *_annex_styles(layout),
        *_small_table_styles(layout, small),
        StockStyle("SectionBreak", "分节", OFF_GRID + _NO_LINE + FLUSH, small),
        *_contents_styles(layout),
    )


def _annex_styles(layout: Layout) -> Iterator[StockStyle]:
    """The number of an attachment, and its title on the third line (7.3.7)."""
    look = characters(layout, layout.fonts.hei, SIZE_BODY)
    yield StockStyle("AnnexNumber", "附件编号", KEEP_NEXT + FLUSH + LEFT, look, "AnnexTitle")
    pitch = layout.line_pitch
    around = f'w:before="{pitch}" w:after="{pitch // 2}" w:line="{pitch}" w:lineRule="exact"'
    title = f"{KEEP_NEXT}{OFF_GRID}<w:spacing {around}/>{ALONE}"
    look = characters(layout, layout.fonts.title, SIZE_TITLE)
    yield StockStyle("AnnexTitle", "附件标题", title, look)


def _small_table_styles(layout: Layout, small: str) -> Iterator[StockStyle]:
    """Wide tables in smaller type; `small` is the look of their text."""
    head = characters(layout, layout.fonts.hei, SIZE_SMALL_TABLE)
    cell = OWN_HEIGHT + ALONE
    yield StockStyle("SmallTableHeader", "小表表头", KEEP_NEXT + cell, head, "SmallTableHeader")
    yield StockStyle("SmallTableText", "小表正文", cell, small, "SmallTableText")
    note = f'<w:keepLines/>{OFF_GRID}<w:spacing w:before="60" w:line="240" w:lineRule="auto"/>'
    yield StockStyle("TableNote", "表注", note + FLUSH + LEFT, small)


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
