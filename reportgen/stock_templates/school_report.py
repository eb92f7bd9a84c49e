"""A layout → `document.xml` of the school's stock template: tags that a bureau moves in Word."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.indicator_table import INDICATOR_ALIGNS, INDICATOR_HEADER, INDICATOR_WIDTHS
from reportgen.model.page_layout import CHARACTER, Layout
from reportgen.ooxml.markup import paragraph_markup, run_markup
from reportgen.ooxml.table_markup import (
    HEADER_ROW_PROPERTIES,
    ROW_PROPERTIES,
    column_widths,
    table_head,
)
from reportgen.stock_templates.annexes import annexes
from reportgen.stock_templates.body_parts import page_section, styled, tags, whole_document
from reportgen.stock_templates.official_frame import head, imprint

TITLE = "{{ 报告.标题 }}"
_CELL_TAGS = (
    "{{ 行.序号 }}",
    "{{ 行.指标 }}{{ 行.学段注 }}",
    "{{ 行.单位 }}",
    "{{ 行.实际值 }}",
    "{{ 行.标准值 }}",
    "{{ 行.结论 }}",
    "{{ 行.差距 }}",
)


def document_part(layout: Layout) -> str:
    """The whole `document.xml`: the report, then each attachment on pages of its own."""
    report = f"{title(layout, TITLE)}{opening()}{_sections()}{attachment_names(layout)}{closing()}"
    return whole_document(f"{report}{annexes(layout)}{imprint(layout)}{page_section(layout)}")


def opening() -> str:
    """主送机关 and what stands before the first heading."""
    return (
        tags("{%p if 报告.主送 %}")
        + styled("Addressee", "{{ 报告.主送 }}：")
        + tags("{%p endif %}", "{{p 引言 }}")
    )


def title(layout: Layout, text: str) -> str:
    """版头 and title, which stands two lines further down below a red line (7.3.1)."""
    if layout.red_head is None:
        return styled("Title", text)
    return head(layout) + styled("Title", text, f'<w:spacing w:before="{2 * layout.line_pitch}"/>')


def _sections() -> str:
    return (
        tags("{%p for 节 in 各节 %}", "{%p for 段 in 节.各段 %}")
        + tags("{%p if 段.达标表 %}", "{%p if 段.表题 %}")
        + styled("TableCaption", "{{ 段.表题 }}")
        + tags("{%p endif %}")
        + _indicator_table()
        + paragraph_markup("", '<w:pStyle w:val="AfterTable"/>')
        + tags("{%p else %}", "{{p 段 }}", "{%p endif %}", "{%p endfor %}", "{%p endfor %}")
    )


def _indicator_table() -> str:
    widths = column_widths(INDICATOR_WIDTHS)
    cells = "".join(map(_body_cell, _CELL_TAGS, INDICATOR_ALIGNS))
    return (
        f"<w:tbl>{table_head(widths, 'ReportTable', fixed=True)}"
        f"{header_row(INDICATOR_HEADER, widths)}"
        f"{tag_row('{%tr for 行 in 段.达标表 %}', widths)}"
        f"<w:tr><w:trPr>{ROW_PROPERTIES}</w:trPr>{cells}</w:tr>"
        f"{tag_row('{%tr endfor %}', widths)}</w:tbl>"
    )


def header_row(texts: Sequence[str], widths: Sequence[int]) -> str:
    """A row of column heads, which is repeated on each page."""
    cells = "".join(_header_cell(text, width) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr>{HEADER_ROW_PROPERTIES}</w:trPr>{cells}</w:tr>"


def _header_cell(text: str, width: int) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{styled('TableHeader', text)}</w:tc>"


def _body_cell(tag: str, align: str) -> str:
    # docxtpl puts the fill of cellbg first among the cell's properties, and the schema allows no
    # width after it: the width is the grid's. It also wants the tag in a bare run of its own.
    shade = "<w:r><w:t>{% cellbg 行.底色 %}</w:t></w:r>"
    properties = f'<w:pStyle w:val="TableText"/><w:jc w:val="{align}"/>'
    written = paragraph_markup(shade + run_markup(tag), properties)
    return f'<w:tc><w:tcPr><w:vAlign w:val="center"/></w:tcPr>{written}</w:tc>'


def tag_row(tag: str, widths: Sequence[int]) -> str:
    """A row of one tag across columns of these widths; it vanishes when the template is filled."""
    span = f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>'
    return f"<w:tr><w:tc><w:tcPr>{span}</w:tcPr>{styled('TableText', tag)}</w:tc></w:tr>"


def attachment_names(layout: Layout) -> str:
    """附件说明 (7.3.4): one blank line below the body; several names stand under each other."""
    blank = f'<w:spacing w:before="{layout.line_pitch}"/>'
    name = 6 * CHARACTER
    first = f'{blank}<w:ind w:left="{name}" w:firstLineChars="0" w:hanging="{4 * CHARACTER}"/>'
    other = f'<w:ind w:left="{name}" w:firstLineChars="0" w:hanging="{CHARACTER}"/>'
    return (
        tags("{%p for 项 in 报告.附件 %}", "{%p if loop.length == 1 %}")
        + styled("Attachments", "附件：{{ 项 }}", blank)
        + tags("{%p elif loop.first %}")
        + styled("Attachments", "附件：{{ 项 }}", first)
        + tags("{%p else %}")
        + styled("Attachments", "{{ 项 }}", other)
        + tags("{%p endif %}", "{%p endfor %}")
    )


def closing() -> str:
    """Signature and date."""
    return (
        tags("{%p if 报告.署名 %}")
        + styled("Signature", "{{ 报告.署名 }}")
        + tags("{%p endif %}", "{%p if 报告.日期 %}")
        + styled("ReportDate", "{{ 报告.日期 }}")
        + tags("{%p endif %}")
    )
