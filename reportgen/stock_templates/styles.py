"""A layout → `styles.xml`: the named styles of the stock template.

Typefaces are named in every style and none is the theme's, which would beat them.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.page_layout import (
    BODY_TRACKING,
    CHARACTER,
    DATE_MARGIN,
    FOOTER_LINE,
    SIGNATURE_INDENT,
    SIZE_BODY,
    SIZE_FOOTER,
    SIZE_TABLE,
    SIZE_TITLE,
    Layout,
)
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import escape
from reportgen.ooxml.namespaces import WORD
from reportgen.ooxml.table_markup import BORDERS

PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
TWO_CHARACTERS = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
LEFT = '<w:jc w:val="left"/>'
CENTRED = '<w:jc w:val="center"/>'
ALONE = FLUSH + CENTRED
KEEP_NEXT = "<w:keepNext/>"
# An exact line would crop a picture and burst a table's row: these parts take the height they need.
OFF_GRID = '<w:snapToGrid w:val="0"/>'
OWN_HEIGHT = OFF_GRID + '<w:spacing w:line="240" w:lineRule="auto"/>'
BULLET_HANGING = 3 * CHARACTER // 2


class StockStyle(NamedTuple):
    """A paragraph style: `paragraph` and `characters` are inside its `w:pPr` and `w:rPr`."""

    style_id: str
    name: str
    paragraph: str
    characters: str
    successor: str = "Normal"
    own: bool = True


def styles_part(layout: Layout, more: Iterable[StockStyle] = ()) -> str:
    """The whole `styles.xml` in this layout; `more` are paragraph styles besides the usual."""
    written = "".join(_style_markup(style) for style in (*paragraph_styles(layout), *more))
    return (
        f'{PROLOGUE}<w:styles xmlns:w="{WORD}">{_defaults(layout)}{_normal(layout)}'
        f"{_CHARACTER_DEFAULT}{_TABLE_DEFAULT}{written}{_TABLE_STYLE}</w:styles>"
    )


def characters(
    layout: Layout, chinese: str, size: int, *, bold: bool = False, latin: str = ""
) -> str:
    """The inside of a `w:rPr`: typefaces, weight, colour, tracking, size."""
    name, other = escape(chinese), escape(latin or layout.fonts.latin)
    latin_fonts = f'w:ascii="{other}" w:hAnsi="{other}" w:cs="{other}"'
    weight = "" if bold else ' w:val="0"'
    tracking = BODY_TRACKING if size == SIZE_BODY else 0
    return (
        f'<w:rFonts w:hint="eastAsia" {latin_fonts} w:eastAsia="{name}"/>'
        f"<w:b{weight}/><w:bCs{weight}/>"
        f'<w:color w:val="000000"/><w:spacing w:val="{tracking}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def one_face(layout: Layout, name: str, size: int, *, bold: bool = False) -> str:
    """The inside of a `w:rPr` of lines that stand out: digits and Latin are set in the Chinese
    typeface too, since lighter ones would look like a fault.
    """
    return characters(layout, name, size, bold=bold, latin=name)


def _body(layout: Layout) -> str:
    return characters(layout, layout.fonts.body, SIZE_BODY)


def paragraph_styles(layout: Layout) -> tuple[StockStyle, ...]:
    """Every paragraph style besides Normal."""
    frame = (*_opening_styles(layout), *_closing_styles(layout))
    text = (*_headings(layout), *_list_styles(layout), *_table_styles(layout))
    return (*frame, _footer_style(layout), *text)


def _defaults(layout: Layout) -> str:
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    run = f"<w:rPrDefault><w:rPr>{_body(layout)}{language}</w:rPr></w:rPrDefault>"
    return f"<w:docDefaults>{run}<w:pPrDefault/></w:docDefaults>"


def _normal(layout: Layout) -> str:
    # 7.3.3. Widow control off: it would leave a page with 21 lines.
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/>{exact_lines(layout)}{TWO_CHARACTERS}{LEFT}</w:pPr>'
        f"<w:rPr>{_body(layout)}</w:rPr></w:style>"
    )


_CHARACTER_DEFAULT = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="{1}" w:type="dxa"/>'
    '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="{1}" w:type="dxa"/></w:tblCellMar>'
)
_NO_INDENT = '<w:tblInd w:w="0" w:type="dxa"/>'
_TABLE_DEFAULT = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f"<w:tblPr>{_NO_INDENT}{_MARGINS.format(0, 108)}</w:tblPr></w:style>"
)
_TABLE_STYLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报告表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr>{_NO_INDENT}{BORDERS}{_MARGINS.format(40, 57)}</w:tblPr>"
    '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
)


def _style_markup(style: StockStyle) -> str:
    own = ' w:customStyle="1"' if style.own else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.style_id}">'
        f'<w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{style.successor}"/><w:qFormat/>'
        f"<w:pPr>{style.paragraph}</w:pPr><w:rPr>{style.characters}</w:rPr></w:style>"
    )


def exact_lines(layout: Layout, before: int = 0, after: int = 0) -> str:
    """Exact body lines, with so many blank ones before and after."""
    pitch = layout.line_pitch
    around = f'w:before="{before * pitch}" w:after="{after * pitch}"'
    return f'<w:spacing {around} w:line="{pitch}" w:lineRule="exact"/>'


def _opening_styles(layout: Layout) -> Iterable[StockStyle]:
    """Title (7.3.1) and 主送机关 (7.3.2)."""
    look = one_face(layout, layout.fonts.title, SIZE_TITLE)
    title = OFF_GRID + exact_lines(layout, after=1) + ALONE
    return (
        StockStyle("Title", "Title", title, look, own=False),
        StockStyle("Addressee", "主送机关", FLUSH + LEFT, _body(layout)),
    )


def _closing_styles(layout: Layout) -> Iterable[StockStyle]:
    """附件说明 (7.3.4), signature and date (7.3.5)."""
    body = _body(layout)
    # Two blank lines leave room for a seal whose top is within one line of the body (7.3.5.1) [M].
    signature = KEEP_NEXT + exact_lines(layout, before=2) + _signature_indent() + CENTRED
    date = _date_indent() + '<w:jc w:val="right"/>'
    return (
        StockStyle("Attachments", "附件说明", _attachment_paragraph(layout), body, "Attachments"),
        StockStyle("Signature", "署名", signature, body, "ReportDate"),
        StockStyle("ReportDate", "成文日期", date, body),
    )


def _footer_style(layout: Layout) -> StockStyle:
    """The page number (7.5)."""
    look = characters(layout, layout.fonts.song, SIZE_FOOTER, latin=layout.fonts.song)
    line = f'{OFF_GRID}<w:spacing w:line="{FOOTER_LINE}" w:lineRule="exact"/>'
    return StockStyle("Footer", "footer", line + FLUSH + LEFT, look, "Footer", own=False)


def _attachment_paragraph(layout: Layout) -> str:
    """附件： is two characters in; what wraps stands under the name, three characters further."""
    hanging = f'<w:ind w:left="{5 * CHARACTER}" w:firstLineChars="0" w:hanging="{3 * CHARACTER}"/>'
    # Kept with what follows, so that no page holds a signature alone.
    return f"{KEEP_NEXT}{exact_lines(layout)}{hanging}{LEFT}"


def _signature_indent() -> str:
    # A signature of any length, centred between this and the right edge, has the date's axis.
    return f'<w:ind w:left="{SIGNATURE_INDENT}" w:firstLineChars="0" w:firstLine="0"/>'


def _date_indent() -> str:
    right = f'w:rightChars="400" w:right="{DATE_MARGIN}"'
    return f'<w:ind {right} w:firstLineChars="0" w:firstLine="0"/>'


def _headings(layout: Layout) -> Iterable[StockStyle]:
    """Levels 1 to 4 (7.3.3): 黑体, 楷体, 仿宋, 仿宋, not bold."""
    fonts = layout.fonts
    for level, font in enumerate((fonts.hei, fonts.kai, fonts.body, fonts.body), 1):
        bold = layout.bold_headings and level in (2, 3)
        outline = f'{KEEP_NEXT}{TWO_CHARACTERS}<w:outlineLvl w:val="{level - 1}"/>'
        latin = font if font == fonts.hei else ""
        look = characters(layout, font, SIZE_BODY, bold=bold, latin=latin)
        yield StockStyle(f"Heading{level}", f"heading {level}", outline, look, own=False)


def _list_styles(layout: Layout) -> Iterable[StockStyle]:
    body = _body(layout)
    for level in range(3):
        style_id = f"ListBullet{level + 1}"
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        name = f"列表项目{level + 1 if level else ''}"
        yield StockStyle(style_id, name, number + bullet_indent(level), body, style_id)
    yield StockStyle("ListNumbered", "列表编号", TWO_CHARACTERS, body, "ListNumbered")


def bullet_indent(level: int) -> str:
    """The hanging indent of a bulleted entry; the outermost bullet stands two characters in."""
    left = 2 * CHARACTER + (level + 1) * BULLET_HANGING
    return f'<w:ind w:left="{left}" w:firstLineChars="0" w:hanging="{BULLET_HANGING}"/>'


def _table_styles(layout: Layout) -> Iterable[StockStyle]:
    """Tables and pictures with their captions, our choice: GB/T 9704 says nothing of their type."""
    fonts = layout.fonts
    text = characters(layout, fonts.body, SIZE_TABLE)
    head = one_face(layout, fonts.hei, SIZE_TABLE)
    caption = one_face(layout, fonts.hei, SIZE_FOOTER)
    cell = OWN_HEIGHT + ALONE
    gap = f'{OFF_GRID}<w:spacing w:line="{layout.line_pitch // 2}" w:lineRule="exact"/>{FLUSH}'
    return (
        StockStyle("TableCaption", "表格标题", KEEP_NEXT + ALONE, caption, "TableText"),
        StockStyle("TableHeader", "表格表头", KEEP_NEXT + cell, head, "TableHeader"),
        StockStyle("TableText", "表格正文", cell, text, "TableText"),
        StockStyle("AfterTable", "表格后空行", gap, text),
        StockStyle("Picture", "图片", KEEP_NEXT + cell, text, "FigureCaption"),
        StockStyle("FigureCaption", "图题", ALONE, caption),
    )
