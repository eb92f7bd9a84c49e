"""A layout → `document.xml` of the district's stock template, and the styles that only it has."""

from __future__ import annotations

from reportgen.render.layout import SIZE_BODY, SIZE_SMALL_TABLE, SIZE_TITLE, Layout
from reportgen.render.stock_body import (
    attachment_names,
    closing,
    opening,
    page_section,
    styled,
    tags,
    whole_document,
)
from reportgen.render.stock_styles import (
    CENTRED,
    FLUSH,
    OFF_GRID,
    OWN_HEIGHT,
    Style,
    characters,
)
from reportgen.render.xml import paragraph

# Half a point: what is left of a page of 22 lines holds it.
_NO_LINE = '<w:spacing w:before="0" w:after="0" w:line="10" w:lineRule="exact"/>'


def district_document_part(layout: Layout) -> str:
    """The whole `document.xml`: the report, then each attachment on pages of its own, upright or on their side."""
    return whole_document(
        f"{opening(layout)}{_sections()}{attachment_names(layout)}{closing()}{_annexes(layout)}{page_section(layout)}"
    )


def _sections() -> str:
    return tags("{%p for 节 in 各节 %}", "{{p 节 }}", "{%p endfor %}")


def _annexes(layout: Layout) -> str:
    """附件 (7.3.7). A page's shape is told at its end, so that each attachment ends with a break of its own;
    the last one's becomes the document's."""
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
    return paragraph("", f'<w:pStyle w:val="SectionBreak"/>{page_section(layout, landscape=landscape)}')


def district_styles(layout: Layout) -> tuple[Style, ...]:
    """The number and title of an attachment (7.3.7), wide tables in smaller type, and the break between pages."""
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
        Style("AnnexNumber", "附件编号", "<w:keepNext/>" + left, heading, "AnnexTitle"),
        Style("AnnexTitle", "附件标题", title, characters(layout, fonts.title, SIZE_TITLE)),
        Style("SmallTableHeader", "小表表头", "<w:keepNext/>" + OWN_HEIGHT + alone, small_head, "SmallTableHeader"),
        Style("SmallTableText", "小表正文", OWN_HEIGHT + alone, small, "SmallTableText"),
        Style("TableNote", "表注", note + left, small),
        Style("SectionBreak", "分节", OFF_GRID + _NO_LINE + FLUSH, small),
    )
