"""Blocks of a report → WordprocessingML, in the named styles of the template in use.

A style that the template lacks falls back to the template's body style, with the few
properties set directly without which the text would be cropped or squeezed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from reportgen.model.indicator_table import as_table
from reportgen.model.page_layout import CHARACTER, TEXT_WIDTH
from reportgen.model.report import (
    Block,
    CaptionedPicture,
    Chart,
    Heading,
    IndicatorTable,
    Items,
    ListItem,
    Paragraph,
    Roster,
    RosterLine,
    Run,
    Table,
)
from reportgen.ooxml.markup import escape, paragraph_markup, run_markup
from reportgen.render.media import Pictures
from reportgen.render.tables import TableLook, table_markup
from reportgen.render.wrapping import fold_members, heading_tracking

BODY = "报告正文"
CAPTION_ABOVE = "表格标题"
TABLE_HEADER = "表格表头"
TABLE_TEXT = "表格正文"
SMALL_HEADER = "小表表头"
SMALL_TEXT = "小表正文"
TABLE_NOTE = "表注"
AFTER_TABLE = "表格后空行"
PAGES_END = "分节"
PICTURE = "图片"
CAPTION_BELOW = "图题"
BULLETS = ("列表项目", "列表项目2", "列表项目3")
NUMBERED = "列表编号"
TABLE_STYLE = "报告表格"

# The style lets a line stand alone, so that a page has all its lines.
_TWO_LINES = "<w:widowControl/>"
_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_OWN_HEIGHT = f'<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>{_FLUSH}'
_STAND_INS: Mapping[str, str] = MappingProxyType(
    {
        CAPTION_ABOVE: _FLUSH + '<w:jc w:val="center"/>',
        CAPTION_BELOW: _FLUSH + '<w:jc w:val="center"/>',
        PICTURE: _OWN_HEIGHT + '<w:jc w:val="center"/>',
        TABLE_HEADER: _OWN_HEIGHT,
        TABLE_TEXT: _OWN_HEIGHT,
        TABLE_NOTE: _OWN_HEIGHT,
        AFTER_TABLE: _OWN_HEIGHT,
    }
)

# What the rest of the text gets where such a style is missing, as messages say it.
_WITHOUT: Mapping[str, str] = MappingProxyType(
    {
        TABLE_STYLE: "表格直接画上边框",
        BULLETS[0]: "项目前面直接印“•”，改用正文的格式",
        PICTURE: "图片改用正文的格式，居中，行距单倍",
        AFTER_TABLE: "表格后面的空行改用正文的格式，行距单倍",
    }
)


def explain_missing_style(name: str) -> tuple[str, str]:
    """The style's name as Word's Chinese menus have it, and what is done without it."""
    level = name.removeprefix("heading ")
    shown = f"标题 {level}" if level != name else name
    return shown, _WITHOUT.get(name, "这些段落改用正文的格式")


def style_properties(styles: Mapping[str, str], name: str) -> str:
    """The beginning of a `w:pPr` that sets the style called `name` (in lower case).

    Without such a style it is the template's 报告正文, without that its default paragraph style.
    """
    style_id = styles.get(name)
    if style_id is not None:
        return _style_reference(style_id)
    body = styles.get(BODY)
    return (_style_reference(body) if body is not None else "") + _STAND_INS.get(name, "")


@lru_cache(maxsize=256)
def _style_reference(style_id: str) -> str:
    return f'<w:pStyle w:val="{escape(style_id)}"/>'


def write_blocks(
    blocks: Iterable[Block], styles: Mapping[str, str], pictures: Pictures, width: int = TEXT_WIDTH
) -> str:
    """The blocks as paragraphs and tables, to stand between other paragraphs of a `w:body`.

    `styles` gives the style ids of the template by lower-cased style name, `width` the room for
    tables in twips. A table is always followed by a paragraph. No blocks give an empty string.
    """
    return "".join([_write_block(block, styles, pictures, width) for block in blocks])


def write_last_blocks(
    blocks: Iterable[Block], styles: Mapping[str, str], pictures: Pictures, width: int = TEXT_WIDTH
) -> str:
    """The blocks of an attachment, which end its pages: the paragraph after a last table is as low
    as a break between pages, so that it takes no page of its own.
    """
    written = write_blocks(blocks, styles, pictures, width)
    ending = paragraph_markup("", style_properties(styles, AFTER_TABLE))
    if PAGES_END not in styles or not written.endswith(ending):
        return written
    return written.removesuffix(ending) + paragraph_markup("", style_properties(styles, PAGES_END))


def _write_block(block: Block, styles: Mapping[str, str], pictures: Pictures, width: int) -> str:
    match block:
        case Paragraph():
            together = _TWO_LINES if block.ends else ""
            return paragraph_markup(_runs(block.runs), style_properties(styles, BODY) + together)
        case Heading():
            heading = run_markup(block.text, tracking=heading_tracking(block.text))
            return paragraph_markup(heading, style_properties(styles, f"heading {block.level}"))
        case Items():
            return "".join([_item(item, styles) for item in block.items])
        case Roster():
            return "".join([_roster_line(line, styles) for line in block.lines])
        case Table() | IndicatorTable():
            table = as_table(block) if isinstance(block, IndicatorTable) else block
            return _table(table, styles, width)
        case CaptionedPicture():
            return _figure(
                pictures.drawing(block.picture, block.caption or "图片"), block.caption, styles
            )
        case Chart():
            return _figure(pictures.chart(block), block.caption, styles)


def _runs(runs: Iterable[Run]) -> str:
    return "".join([run_markup(part.text, bold=part.bold, italic=part.italic) for part in runs])


def _item(item: ListItem, styles: Mapping[str, str]) -> str:
    return _numbered(item, styles) if item.marker else _bullet(item, styles)


def _numbered(item: ListItem, styles: Mapping[str, str]) -> str:
    indent = _deeper(item.depth) if item.depth else ""
    return paragraph_markup(
        run_markup(item.marker) + _runs(item.runs), style_properties(styles, NUMBERED) + indent
    )


def _roster_line(line: RosterLine, styles: Mapping[str, str]) -> str:
    """The role two characters in as a paragraph begins, and what wraps under the first member."""
    hanging = (len(line.role) + 1) * CHARACTER
    indent = (
        f'<w:ind w:left="{2 * CHARACTER + hanging}" w:firstLineChars="0" w:hanging="{hanging}"/>'
    )
    text = run_markup(f"{line.role}：{fold_members(line.members, line.role)}")
    return paragraph_markup(text, style_properties(styles, BODY) + indent)


def _deeper(depth: int) -> str:
    return f'<w:ind w:leftChars="{200 * depth}" w:left="{2 * CHARACTER * depth}"/>'


def _bullet(item: ListItem, styles: Mapping[str, str]) -> str:
    wanted = BULLETS[min(item.depth, len(BULLETS) - 1)]
    name = wanted if wanted in styles else BULLETS[0]
    sign = "" if name in styles else run_markup("• ")
    return paragraph_markup(sign + _runs(item.runs), style_properties(styles, name))


def _figure(drawing: str, caption: str, styles: Mapping[str, str]) -> str:
    return paragraph_markup(drawing, style_properties(styles, PICTURE)) + _caption(
        caption, styles, CAPTION_BELOW
    )


def _caption(text: str, styles: Mapping[str, str], name: str) -> str:
    return paragraph_markup(run_markup(text), style_properties(styles, name)) if text else ""


def _table(table: Table, styles: Mapping[str, str], width: int) -> str:
    caption = _caption(table.caption, styles, CAPTION_ABOVE)
    if not table.header:
        return caption
    look = TableLook(
        style_id=styles.get(TABLE_STYLE),
        header=style_properties(styles, _size(table, SMALL_HEADER, TABLE_HEADER, styles)),
        text=style_properties(styles, _size(table, SMALL_TEXT, TABLE_TEXT, styles)),
        note=style_properties(styles, TABLE_NOTE),
    )
    markup = table_markup(table, look, width)
    # Two tables without a paragraph between them would be joined, and a cell must not end with a
    # table.
    return caption + markup + paragraph_markup("", style_properties(styles, AFTER_TABLE))


def _size(table: Table, small: str, usual: str, styles: Mapping[str, str]) -> str:
    return small if table.small and small in styles else usual
