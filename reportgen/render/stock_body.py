"""A layout → `document.xml` of the stock template: the tags a bureau moves about in Word."""

from __future__ import annotations

from reportgen.render import layout as page
from reportgen.render.layout import CHARACTER, Layout
from reportgen.render.stock_parts import EVEN_FOOTER, ODD_FOOTER, OFFICE
from reportgen.render.stock_styles import NAMESPACE, PROLOGUE
from reportgen.render.tables import (
    HEADER_ROW_PROPERTIES,
    INDICATOR_ALIGNS,
    INDICATOR_HEADER,
    INDICATOR_WIDTHS,
    ROW_PROPERTIES,
    column_widths,
    table_head,
)
from reportgen.render.xml import paragraph, run

_CELL_TAGS = (
    "{{ 行.序号 }}",
    "{{ 行.指标 }}{% if 行.学段 %}（{{ 行.学段 }}）{% endif %}",
    "{{ 行.单位 }}",
    "{{ 行.实际值 }}",
    "{{ 行.标准值 }}",
    "{{ 行.结论 }}",
    "{{ 行.差距 }}",
)


def document_part(layout: Layout) -> str:
    """The whole `document.xml`. Tags that hold no text stand in paragraphs of their own, which vanish."""
    return (
        f'{PROLOGUE}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}/relationships"><w:body>'
        f"{_opening()}{_sections()}{_attachments(layout)}{_closing()}{_page(layout)}</w:body></w:document>"
    )


def _styled(style_id: str, text: str, properties: str = "") -> str:
    return paragraph(run(text), f'<w:pStyle w:val="{style_id}"/>{properties}')


def _tags(*tags: str) -> str:
    return "".join(paragraph(run(tag)) for tag in tags)


def _opening() -> str:
    return (
        _styled("Title", "{{ 报告.标题 }}")
        + _tags("{%p if 报告.主送 %}")
        + _styled("Addressee", "{{ 报告.主送 }}：")
        + _tags("{%p endif %}", "{{p 引言 }}")
    )


def _sections() -> str:
    return (
        _tags("{%p for 节 in 各节 %}", "{%p for 段 in 节.各段 %}", "{%p if 段.达标表 %}", "{%p if 段.表题 %}")
        + _styled("TableCaption", "{{ 段.表题 }}")
        + _tags("{%p endif %}")
        + _indicator_table()
        + paragraph("", '<w:pStyle w:val="AfterTable"/>')
        + _tags("{%p else %}", "{{p 段 }}", "{%p endif %}", "{%p endfor %}", "{%p endfor %}")
    )


def _indicator_table() -> str:
    widths = column_widths(INDICATOR_WIDTHS)
    header = "".join(_header_cell(text, width) for text, width in zip(INDICATOR_HEADER, widths, strict=True))
    cells = "".join(map(_body_cell, _CELL_TAGS, INDICATOR_ALIGNS))
    return (
        f"<w:tbl>{table_head(widths, 'ReportTable', fixed=True)}"
        f"<w:tr><w:trPr>{HEADER_ROW_PROPERTIES}</w:trPr>{header}</w:tr>"
        f"{_tag_row('{%tr for 行 in 段.达标表 %}')}"
        f"<w:tr><w:trPr>{ROW_PROPERTIES}</w:trPr>{cells}</w:tr>"
        f"{_tag_row('{%tr endfor %}')}</w:tbl>"
    )


def _header_cell(text: str, width: int) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_styled('TableHeader', text)}</w:tc>"


def _body_cell(tag: str, align: str) -> str:
    # docxtpl puts the fill that cellbg gives first among the cell's properties, where the schema
    # allows no width after it: the width is the grid's. It also wants its tag in a bare run of its own.
    shade = "<w:r><w:t>{% cellbg 行.底色 %}</w:t></w:r>"
    properties = f'<w:pStyle w:val="TableText"/><w:jc w:val="{align}"/>'
    return f'<w:tc><w:tcPr><w:vAlign w:val="center"/></w:tcPr>{paragraph(shade + run(tag), properties)}</w:tc>'


def _tag_row(tag: str) -> str:
    span = f'<w:tcW w:w="{page.TEXT_WIDTH}" w:type="dxa"/><w:gridSpan w:val="{len(INDICATOR_HEADER)}"/>'
    return f"<w:tr><w:tc><w:tcPr>{span}</w:tcPr>{_styled('TableText', tag)}</w:tc></w:tr>"


def _attachments(layout: Layout) -> str:
    """附件说明 (7.3.4): one blank line below the body; several names stand under each other."""
    blank = f'<w:spacing w:before="{layout.line_pitch}"/>'
    name = 6 * CHARACTER
    first = f'{blank}<w:ind w:left="{name}" w:firstLineChars="0" w:hanging="{4 * CHARACTER}"/>'
    other = f'<w:ind w:left="{name}" w:firstLineChars="0" w:hanging="{CHARACTER}"/>'
    return (
        _tags("{%p for 项 in 报告.附件 %}", "{%p if loop.length == 1 %}")
        + _styled("Attachments", "附件：{{ 项 }}", blank)
        + _tags("{%p elif loop.first %}")
        + _styled("Attachments", "附件：{{ 项 }}", first)
        + _tags("{%p else %}")
        + _styled("Attachments", "{{ 项 }}", other)
        + _tags("{%p endif %}", "{%p endfor %}")
    )


def _closing() -> str:
    return (
        _tags("{%p if 报告.署名 %}")
        + _styled("Signature", "{{ 报告.署名 }}")
        + _tags("{%p endif %}", "{%p if 报告.日期 %}")
        + _styled("ReportDate", "{{ 报告.日期 }}")
        + _tags("{%p endif %}")
    )


def _page(layout: Layout) -> str:
    margins = (
        f'w:top="{page.MARGIN_TOP}" w:right="{page.MARGIN_RIGHT}" w:bottom="{page.MARGIN_BOTTOM}"'
        f' w:left="{page.MARGIN_LEFT}" w:header="851" w:footer="{page.FOOTER_DISTANCE}" w:gutter="0"'
    )
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{ODD_FOOTER}"/>'
        f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER}"/>'
        f'<w:pgSz w:w="{page.PAGE_WIDTH}" w:h="{page.PAGE_HEIGHT}"/><w:pgMar {margins}/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{layout.line_pitch}"/></w:sectPr>'
    )
