"""A layout → what an issued document has around its text: 版头 above it (7.2), 版记 below (7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.page_layout import (
    BODY_TRACKING,
    CHARACTER,
    HEAD_LINE_GAP_POINTS,
    HEAD_MARK_LARGEST,
    HEAD_MARK_TOP,
    IMPRINT_INNER_LINE,
    IMPRINT_OUTER_LINE,
    ISSUER_STYLE,
    MARGIN_LEFT,
    RED,
    SIZE_BODY,
    SIZE_FOOTER,
    TEXT_WIDTH,
    Imprint,
    Layout,
    RedHead,
)
from reportgen.ooxml.markup import escape, paragraph_markup, run_markup
from reportgen.stock_templates.styles import (
    ALONE,
    FLUSH,
    LEFT,
    OFF_GRID,
    StockStyle,
    characters,
    exact_lines,
    one_face,
)
from reportgen.words.marks import widen_marks

_ADVANCE = CHARACTER + BODY_TRACKING
_SIGNED = "签发人："
# A name that a tag prints is taken to be so long.
_NAME = 3
_A_LINE = 2
_SMALL = SIZE_FOOTER * 10
_COPIES = "抄送："
# LibreOffice frames a table as wide as the text only where it begins left of it, by any amount.
_FRAME_LEFT = MARGIN_LEFT - 4


def head_styles(layout: Layout) -> Iterator[StockStyle]:
    """版头: the office's mark, and the 发文字号 above a red line as wide as the text."""
    if layout.red_head is None:
        return
    size = _mark_size(layout.red_head.issuer)
    mark = one_face(layout, layout.fonts.title, size).replace('"000000"', f'"{RED}"')
    above = f'<w:spacing w:before="{HEAD_MARK_TOP}" w:line="{size * 12}" w:lineRule="exact"/>'
    yield StockStyle("IssuerMark", ISSUER_STYLE, OFF_GRID + above + ALONE, mark, "DocumentNumber")
    line = f'<w:bottom w:val="single" w:sz="12" w:space="{HEAD_LINE_GAP_POINTS}" w:color="{RED}"/>'
    place = FLUSH + LEFT if layout.red_head.signers else ALONE
    look = characters(layout, layout.fonts.body, SIZE_BODY)
    lines = f"{OFF_GRID}{exact_lines(layout, before=2)}"
    number = f"<w:pBdr>{line}</w:pBdr>{_tabs(layout.red_head)}{lines}{place}"
    yield StockStyle("DocumentNumber", "发文字号", number, look, "Title")


def _mark_size(issuer: str) -> int:
    """The half points in which the office's name takes nine tenths of a line, our choice."""
    return min(HEAD_MARK_LARGEST, TEXT_WIDTH * 9 // (100 * max(1, len(issuer))))


def _tabs(head: RedHead) -> str:
    """Where the number, 签发人： and the names begin; a single name ends a character before the
    edge (7.2.5, 7.2.6).
    """
    if not head.signers:
        return ""
    right = TEXT_WIDTH - _ADVANCE
    if len(head.signers) == 1:
        return _tab_stops((_ADVANCE, "left"), (right, "right"))
    name = max(_NAME if "{" in each else len(each) for each in head.signers)
    second = right - name * _ADVANCE
    first = second - (name + 1) * _ADVANCE
    starts = (_ADVANCE, first - len(_SIGNED) * _ADVANCE, first, second)
    return _tab_stops(*[(start, "left") for start in starts])


def _tab_stops(*stops: tuple[int, str]) -> str:
    written = "".join([f'<w:tab w:val="{side}" w:pos="{place}"/>' for place, side in stops])
    return f"<w:tabs>{written}</w:tabs>"


def head(layout: Layout) -> str:
    """版头; nothing without one.

    The red line is the lower border of the number's paragraph, which is there even if empty.
    """
    if layout.red_head is None:
        return ""
    mark = _paragraph("IssuerMark", run_markup(layout.red_head.issuer))
    signers = layout.red_head.signers
    lines = [signers[at : at + _A_LINE] for at in range(0, len(signers), _A_LINE)]
    if not lines:
        return mark + _paragraph("DocumentNumber", run_markup(layout.red_head.number))
    return mark + "".join(_signer_lines(layout, layout.red_head, lines))


def _signer_lines(layout: Layout, head: RedHead, lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """7.2.6: two names a line, under each other; the number stands beside the last (7.2.5)."""
    for at, names in enumerate(lines):
        number = f"\t{head.number if at == len(lines) - 1 else ''}"
        before = f"{number}\t{'' if at else _SIGNED}" + ("\t" if at else "")
        written = [_name(layout, name) for name in names]
        properties = '<w:spacing w:before="0"/>' if at else ""
        runs = run_markup(before) + run_markup("\t").join(written)
        yield _paragraph("DocumentNumber", runs, properties)


def _name(layout: Layout, name: str) -> str:
    fonts = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{escape(layout.fonts.kai)}"/>'
    return f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{escape(name)}</w:t></w:r>'


def imprint_styles(layout: Layout) -> Iterator[StockStyle]:
    """版记 in 4号 (7.4.2, 7.4.3); names that wrap stand under the first one."""
    if layout.imprint is None:
        return
    look = characters(layout, layout.fonts.body, SIZE_FOOTER)
    hanging = len(_COPIES) * _SMALL
    place = f'w:left="{_SMALL + hanging}" w:right="{_SMALL}" w:hanging="{hanging}"'
    copies = f'{OFF_GRID}{_BAND}<w:ind {place} w:firstLineChars="0"/>{LEFT}'
    yield StockStyle("CopyTo", "抄送机关", copies, look, "CopyTo")
    edge = _tab_stops((TEXT_WIDTH - _SMALL, "right"))
    inside = f'<w:ind w:left="{_SMALL}" w:firstLineChars="0" w:firstLine="0"/>'
    printed = f"{edge}{OFF_GRID}{_BAND}{inside}{LEFT}"
    yield StockStyle("Imprint", "印发机关和印发日期", printed, look, "Imprint")
    yield StockStyle("AfterImprint", "版记后空行", OFF_GRID + _NO_LINE + FLUSH, look)


_BAND = '<w:spacing w:before="40" w:after="40" w:line="400" w:lineRule="exact"/>'
_NO_LINE = '<w:spacing w:line="20" w:lineRule="exact"/>'


def imprint(layout: Layout) -> str:
    """版记 at the foot of the page that the document ends on; nothing without one."""
    if layout.imprint is None:
        return ""
    rows = "".join(map(_row, _imprint_lines(layout.imprint)))
    table = f"<w:tbl>{_IMPRINT_TABLE}{rows}</w:tbl>"
    # A table in a frame belongs to the paragraph after it. LibreOffice puts it on the page of what
    # stands before: behind an attachment on its side that has to be a paragraph of this page.
    return _paragraph("AfterImprint", "") + table + _paragraph("AfterImprint", "")


def _imprint_lines(imprint: Imprint) -> Iterator[str]:
    if imprint.copies:
        text = f"{_COPIES}{widen_marks(imprint.copies).rstrip('。')}。"
        yield _paragraph("CopyTo", run_markup(text))
    date = "{% if 报告.日期 %}\t{{ 报告.日期 }}印发{% endif %}"
    yield _paragraph("Imprint", run_markup(f"{imprint.printer}{date}"))


def _row(paragraph: str) -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _line(side: str, width: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="000000"/>'


_LINES = (
    _line("top", IMPRINT_OUTER_LINE)
    + _line("bottom", IMPRINT_OUTER_LINE)
    + _line("insideH", IMPRINT_INNER_LINE)
)
_NO_MARGINS = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
_AT_THE_FOOT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="0" w:bottomFromText="0" '
    f'w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{_FRAME_LEFT}" w:tblpYSpec="bottom"/>'
)
_IMPRINT_TABLE = (
    f'<w:tblPr>{_AT_THE_FOOT}<w:tblOverlap w:val="never"/>'
    f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>{_LINES}</w:tblBorders>'
    f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_NO_MARGINS}</w:tblCellMar></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>'
)


def _paragraph(style_id: str, runs: str, properties: str = "") -> str:
    return paragraph_markup(runs, f'<w:pStyle w:val="{style_id}"/>{properties}')
