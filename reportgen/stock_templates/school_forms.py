"""A layout → `document.xml` of 学校自评表 (附件4 of the 优质均衡 forms) and of 整改台账."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.page_layout import LANDSCAPE_WIDTH, SIZE_FORM_HEAD, TEXT_WIDTH, Layout
from reportgen.model.report import Align
from reportgen.ooxml.markup import paragraph_markup, run_markup
from reportgen.ooxml.table_markup import ROW_PROPERTIES, column_widths, table_head
from reportgen.stock_templates.body_parts import page_section, styled, tags, whole_document
from reportgen.stock_templates.school_report import header_row, tag_row, title
from reportgen.stock_templates.styles import FLUSH, KEEP_NEXT, LEFT, StockStyle, characters

_EVALUATION_TITLE = "{{ 年度 }}年度{{ 体裁.文书.学校自评表 }}"
SELF_EVALUATION_TITLE = f"{{{{ 学校.名称 }}}}{_EVALUATION_TITLE}"
LEDGER_TITLE = "{{ 学校.名称 }}{{ 年度 }}年度{{ 体裁.文书.整改台账 }}"

_CELL_STYLE = "TableText"
# Word asks for a paragraph behind a table: of a usual height it would fall on an empty last page.
_NO_LINE = '<w:spacing w:line="20" w:lineRule="exact"/>'
_SHADE = "{% cellbg 行.底色 %}"
_MERGE = "{% 合并 %}"
# Where somebody signs.
_BLANK = "_" * 12

# What stands in a cell: texts, each a paragraph, and how they stand.
_Cell = tuple[tuple[str, ...], Align]

_EVALUATION_HEADER = (
    "A级指标",
    "B级指标及评估要点",
    "指标值或简要结论",
    "是否{{ 体裁.词语.达标 }}",
)
_EVALUATION_WIDTHS = (0.12, 0.34, 0.42, 0.12)
_EVALUATION_CELLS: Sequence[_Cell] = (
    ((f"{_MERGE}{{{{ 行.A级指标 }}}}",), Align.CENTRE),
    (("{{ 行.评估要点 }}",), Align.LEFT),
    (("{{ 行.结论 }}",), Align.LEFT),
    ((f"{_SHADE}{{{{ 行.是否达标 }}}}",), Align.CENTRE),
)

_LEDGER_HEADER = ("序号", "问题", "整改措施", "{{ 责任栏 }}", "完成时限", "进展")
_LEDGER_WIDTHS = (0.05, 0.32, 0.32, 0.1, 0.125, 0.085)
_LEDGER_CELLS: Sequence[_Cell] = (
    ((f"{_MERGE}{{{{ 行.序号 }}}}",), Align.CENTRE),
    ((f"{_MERGE}{{{{ 行.问题和情况 }}}}",), Align.LEFT),
    (("{{ 行.整改措施 }}",), Align.LEFT),
    (("{{ 行.责任人 }}",), Align.CENTRE),
    (("{{ 行.完成时限 }}",), Align.CENTRE),
    (("{{ 行.进展 }}",), Align.LEFT),
)


def self_evaluation_part(layout: Layout) -> str:
    """The whole `document.xml` of 学校自评表, upright."""
    widths = column_widths(_EVALUATION_WIDTHS)
    table = _table(_EVALUATION_HEADER, widths, "自评表", _EVALUATION_CELLS)
    nothing = "数据文件里没有写明按哪个标准判断，没有可以自评的指标。"
    heads = f"{title(layout, _EVALUATION_TITLE)}{_evaluation_heads()}"
    return whole_document(f"{heads}{_either('自评表', table, nothing)}{page_section(layout)}")


def _evaluation_heads() -> str:
    """Who fills in the form and signs it, without the types that the school is not."""
    date = "{% if 报告.日期 %}填报日期：{{ 报告.日期 }}{% endif %}"
    founded = "{% if 数据.建校年份 is defined %}创办年份：{{ 数据.建校年份 }}年{% endif %}"
    lines = (
        ("填报单位（盖章）：{{ 学校.名称 }}", ""),
        ("学校类型：{{ 学校.类型 }}", founded),
        (f"负责人（签字）：{_BLANK}", date),
    )
    return "".join([_two_ends(*line, TEXT_WIDTH) for line in lines])


def _two_ends(left: str, right: str, width: int) -> str:
    """A line above a form, its second part at the right edge."""
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return styled("FormHead", f"{left}\t{right}" if right else left, edge if right else "")


def form_styles(layout: Layout) -> tuple[StockStyle, ...]:
    """The line above a form that says which school it is."""
    look = characters(layout, layout.fonts.body, SIZE_FORM_HEAD)
    return (StockStyle("FormHead", "表头说明", KEEP_NEXT + FLUSH + LEFT, look, "TableText"),)


def ledger_part(layout: Layout) -> str:
    """The whole `document.xml` of the 整改台账, on its side (8)."""
    widths = column_widths(_LEDGER_WIDTHS, LANDSCAPE_WIDTH)
    table = _table(_LEDGER_HEADER, widths, "整改台账", _LEDGER_CELLS)
    nothing = "没有未达标的指标，学校也没有列出存在的问题。"
    date = "{% if 报告.日期 %}填报日期：{{ 报告.日期 }}{% endif %}"
    head = _two_ends("填报单位：{{ 报告.署名 }}", date, LANDSCAPE_WIDTH)
    body = f"{title(layout, LEDGER_TITLE)}{head}{_either('整改台账', table, nothing)}"
    return whole_document(f"{body}{page_section(layout, landscape=True)}")


def _either(rows: str, table: str, nothing: str) -> str:
    """The table, or a sentence if there are no rows."""
    table += paragraph_markup("", f'<w:pStyle w:val="AfterTable"/>{_NO_LINE}')
    otherwise = tags("{%p else %}") + styled("Normal", nothing)
    return tags(f"{{%p if {rows} %}}") + table + otherwise + tags("{%p endif %}")


def _table(header: Sequence[str], widths: Sequence[int], rows: str, cells: Sequence[_Cell]) -> str:
    loop = f"{{%tr for 行 in {rows} %}}"
    return (
        f"<w:tbl>{table_head(widths, 'ReportTable', fixed=True)}"
        f"{header_row(header, widths)}{tag_row(loop, widths)}"
        f"<w:tr><w:trPr>{ROW_PROPERTIES}</w:trPr>{''.join(map(_cell, cells))}</w:tr>"
        f"{tag_row('{%tr endfor %}', widths)}</w:tbl>"
    )


def _cell(cell: _Cell) -> str:
    texts, align = cell
    properties = f'<w:pStyle w:val="{_CELL_STYLE}"/><w:jc w:val="{align}"/>'
    written = "".join(paragraph_markup(_runs(text), properties) for text in texts)
    return f'<w:tc><w:tcPr><w:vAlign w:val="center"/></w:tcPr>{written}</w:tc>'


def _runs(text: str) -> str:
    """The text as runs: docxtpl wants the tag of a fill in a bare run of its own."""
    if text.startswith(_SHADE):
        return f"<w:r><w:t>{_SHADE}</w:t></w:r>{run_markup(text.removeprefix(_SHADE))}"
    return run_markup(text)
