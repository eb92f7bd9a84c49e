"""A layout → the attachments after a report: their pages in `document.xml`, and their styles."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.page_layout import SIZE_BODY, SIZE_SMALL_TABLE, SIZE_TITLE, Layout
from reportgen.ooxml.markup import paragraph_markup
from reportgen.stock_templates.body_parts import page_section, styled, tags
from reportgen.stock_templates.styles import (
    ALONE,
    FLUSH,
    KEEP_NEXT,
    LEFT,
    OFF_GRID,
    OWN_HEIGHT,
    StockStyle,
    characters,
    one_face,
)

# Half a point fits on a page below its 22 lines.
_NO_LINE = '<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>'


def annexes(layout: Layout) -> str:
    """附件 (7.3.7), each ended by a break of its own, which tells the shape of its pages.

    The last break becomes the document's. Below a last one that is upright there may be a 版记.
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
        + tags("{%p elif not loop.last %}" if layout.imprint else "{%p else %}")
        + upright
        + tags("{%p endif %}", "{%p endfor %}")
    )


def _break(layout: Layout, *, landscape: bool = False) -> str:
    section = page_section(layout, landscape=landscape)
    return paragraph_markup("", f'<w:pStyle w:val="SectionBreak"/>{section}')


def annex_styles(layout: Layout) -> tuple[StockStyle, ...]:
    """The styles of attachments, of wide tables and of breaks between pages."""
    small = characters(layout, layout.fonts.body, SIZE_SMALL_TABLE)
    return (
        *_annex_styles(layout),
        *_small_table_styles(layout, small),
        StockStyle("SectionBreak", "分节", OFF_GRID + _NO_LINE + FLUSH, small),
    )


def _annex_styles(layout: Layout) -> Iterator[StockStyle]:
    """The number of an attachment, and its title on the third line (7.3.7)."""
    look = one_face(layout, layout.fonts.hei, SIZE_BODY)
    yield StockStyle("AnnexNumber", "附件编号", KEEP_NEXT + FLUSH + LEFT, look, "AnnexTitle")
    pitch = layout.line_pitch
    around = f'w:before="{pitch}" w:after="{pitch // 2}" w:line="{pitch}" w:lineRule="exact"'
    title = f"{KEEP_NEXT}{OFF_GRID}<w:spacing {around}/>{ALONE}"
    look = one_face(layout, layout.fonts.title, SIZE_TITLE)
    yield StockStyle("AnnexTitle", "附件标题", title, look)


def _small_table_styles(layout: Layout, small: str) -> Iterator[StockStyle]:
    """Wide tables in smaller type; `small` is the look of their text."""
    head = one_face(layout, layout.fonts.hei, SIZE_SMALL_TABLE)
    cell = OWN_HEIGHT + ALONE
    yield StockStyle("SmallTableHeader", "小表表头", KEEP_NEXT + cell, head, "SmallTableHeader")
    yield StockStyle("SmallTableText", "小表正文", cell, small, "SmallTableText")
    note = f'<w:keepLines/>{OFF_GRID}<w:spacing w:before="60" w:line="240" w:lineRule="auto"/>'
    yield StockStyle("TableNote", "表注", note + FLUSH + LEFT, small)
