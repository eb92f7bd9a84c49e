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
from reportgen.ooxml.markup import escape, paragraph, run
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
    CENTRED,
    FLUSH,
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
# Half a point: what is left of a page of 22 lines holds it.
_NO_LINE = '<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>'


def district_document_part(layout: Layout) -> str:
    """The whole `document.xml`: the report, then each attachment on pages of its own, upright or
    on their side.
    """
    return whole_document(
        f"{title(layout, TITLE)}{_contents()}{opening()}{_sections()}{attachment_names(layout)}{closing()}"
        f"{_annexes(layout)}{page_section(layout)}"
    )


def _contents() -> str:
    """目录 on pages of its own: two levels of headings and the attachments' titles."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = (
        f'<w:r><w:instrText xml:space="preserve"> {escape(_CONTENTS)} </w:instrText></w:r>'
    )
    field = (
        mark.format("begin"),
        instruction,
        mark.format("separate"),
        run(_FILLED_IN),
        mark.format("end"),
    )
    page_break = paragraph('<w:r><w:br w:type="page"/></w:r>', '<w:pStyle w:val="SectionBreak"/>')
    return (
        styled("TOCHeading", "目　录")
        + paragraph("".join(field), '<w:pStyle w:val="TOC1"/>')
        + page_break
    )


def _sections() -> str:
    return tags("{%p for 节 in 各节 %}", "{{p 节 }}", "{%p endfor %}")


def _annexes(layout: Layout) -> str:
    """附件 (7.3.7). A page's shape is told at its end, so that each attachment ends with a break of
    its own; the last one's becomes the document's.
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
    return paragraph(
        "", f'<w:pStyle w:val="SectionBreak"/>{page_section(layout, landscape=landscape)}'
    )


def district_styles(layout: Layout) -> tuple[StockStyle, ...]:
    """The number and title of an attachment (7.3.7), wide tables in smaller type, and the break
    between pages.
    """
    fonts = layout.fonts
    small = characters(layout, fonts.body, SIZE_SMALL_TABLE)
    small_head = characters(layout, fonts.hei, SIZE_SMALL_TABLE)
    alone = FLUSH + CENTRED
    left = FLUSH + '<w:jc w:val="left"/>'
    heading = characters(layout, fonts.hei, SIZE_BODY)
    # The title stands on the third line, with a blank one before it.
    pitch = layout.line_pitch
    around = f'<w:spacing w:before="{pitch}" w:after="{pitch // 2}" w:line="{pitch}" w:lineRule="exact"/>'
    title = "<w:keepNext/>" + OFF_GRID + around + alone
    note = f'<w:keepLines/>{OFF_GRID}<w:spacing w:before="60" w:line="240" w:lineRule="auto"/>'
    return (
        StockStyle("AnnexNumber", "附件编号", "<w:keepNext/>" + left, heading, "AnnexTitle"),
        StockStyle("AnnexTitle", "附件标题", title, characters(layout, fonts.title, SIZE_TITLE)),
        StockStyle(
            "SmallTableHeader",
            "小表表头",
            "<w:keepNext/>" + OWN_HEIGHT + alone,
            small_head,
            "SmallTableHeader",
        ),
        StockStyle("SmallTableText", "小表正文", OWN_HEIGHT + alone, small, "SmallTableText"),
        StockStyle("TableNote", "表注", note + left, small),
        StockStyle("SectionBreak", "分节", OFF_GRID + _NO_LINE + FLUSH, small),
        *_contents_styles(layout),
    )


def _contents_styles(layout: Layout) -> Iterator[StockStyle]:
    """目录 and its entries: a choice of ours, GB/T 9704 says nothing of them. What wraps stands
    under the words, not under their number. LibreOffice prints nothing at a tab that stands beyond
    a right indent.
    """
    heading = characters(layout, layout.fonts.hei, SIZE_BODY)
    yield StockStyle("TOCHeading", "TOC Heading", OFF_GRID + FLUSH + CENTRED, heading, own=False)
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    line = f'{OFF_GRID}<w:spacing w:line="{_ENTRY_LINE}" w:lineRule="exact"/>'
    left = 0
    for level, number in enumerate(_NUMBER_WIDTHS, 1):
        left += number * _ENTRY_CHARACTER
        hanging = (
            f'<w:ind w:left="{left}" w:firstLineChars="0" w:hanging="{number * _ENTRY_CHARACTER}"/>'
        )
        look = characters(layout, layout.fonts.body, SIZE_FOOTER)
        yield StockStyle(
            f"TOC{level}", f"toc {level}", tab + line + hanging, look, f"TOC{level}", own=False
        )
