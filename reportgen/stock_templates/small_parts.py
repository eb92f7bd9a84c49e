"""A layout → the stock template's settings, typefaces, bullets, footers and properties."""

from __future__ import annotations

from reportgen.model import page_layout as page
from reportgen.model.page_layout import FALLBACKS, Layout, PageNumber
from reportgen.ooxml.markup import escape, field_markup, paragraph_markup, run_markup
from reportgen.ooxml.namespaces import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    EXTENDED_PROPERTIES,
    PACKAGE_RELATIONSHIPS,
    RELATIONSHIPS,
    WORD,
)
from reportgen.stock_templates.styles import PROLOGUE, bullet_indent

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package"
_MADE = "2024-01-01T00:00:00Z"

_PART_TYPES = {
    "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
    "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
    "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
    "/word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
    "/word/numbering.xml": f"{_WORD_TYPE}.numbering+xml",
    "/word/footer1.xml": f"{_WORD_TYPE}.footer+xml",
    "/word/footer2.xml": f"{_WORD_TYPE}.footer+xml",
    "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "/docProps/core.xml": f"{_PACKAGE_TYPE}.core-properties+xml",
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
ODD_FOOTER, EVEN_FOOTER = "rId5", "rId6"
# Of pages that lie on their side.
ODD_TURNED, EVEN_TURNED = "rId7", "rId8"
_THEME = "rId9"
_TURNED_FOOTERS = {ODD_TURNED: "footer3.xml", EVEN_TURNED: "footer4.xml"}


def content_types_part(*, turned: bool = False) -> str:
    """`[Content_Types].xml`; `turned` for a template with pages that lie on their side."""
    kinds = dict(_PART_TYPES)
    for footer in _TURNED_FOOTERS.values() if turned else ():
        kinds[f"/word/{footer}"] = f"{_WORD_TYPE}.footer+xml"
    overrides = "".join(
        [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()]
    )
    return (
        f'{PROLOGUE}<Types xmlns="{CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{_PACKAGE_TYPE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package_relations_part() -> str:
    """`_rels/.rels`."""
    return _relations(
        ("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE_RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    )


def document_relations_part(*, turned: bool = False) -> str:
    """`word/_rels/document.xml.rels`; `turned` for a template with pages that lie on their side."""
    kinds = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("settings", "settings.xml"),
        "rId3": ("fontTable", "fontTable.xml"),
        "rId4": ("numbering", "numbering.xml"),
        ODD_FOOTER: ("footer", "footer1.xml"),
        EVEN_FOOTER: ("footer", "footer2.xml"),
        _THEME: ("theme", "theme/theme1.xml"),
    }
    if turned:
        kinds |= {key: ("footer", name) for key, name in _TURNED_FOOTERS.items()}
    return _relations(
        *((key, f"{RELATIONSHIPS}/{kind}", name) for key, (kind, name) in kinds.items())
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    return f'{PROLOGUE}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{entries}</Relationships>'


# Which colours of the theme Word's menus call background, text, accents and links.
_THEME_COLOURS = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
    'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
    'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
    'w:followedHyperlink="followedHyperlink"/>'
)


def settings_part() -> str:
    """`settings.xml`: odd and even footers, and line breaking as a Chinese Word sets it."""
    word = "http://schemas.microsoft.com/office/word"
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/>'
    return (
        f'{PROLOGUE}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>'
        "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>"
        f"<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>{mode}</w:compat>"
        f'<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>{_THEME_COLOURS}'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table_part(layout: Layout) -> str:
    """`fontTable.xml`: what replaces a missing typeface, as *_GB2312 is on a plain Windows."""
    chinese = "".join(_chinese_font(name) for name in layout.fonts.chinese())
    latin = (
        f'<w:font w:name="{escape(layout.fonts.latin)}">'
        '<w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f'{PROLOGUE}<w:fonts xmlns:w="{WORD}">{chinese}{latin}</w:fonts>'


def _chinese_font(name: str) -> str:
    fallback = FALLBACKS.get(name)
    other = f'<w:altName w:val="{escape(fallback)}"/>' if fallback else ""
    return (
        f'<w:font w:name="{escape(name)}">{other}<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
    )


def numbering_part(layout: Layout) -> str:
    """`numbering.xml`: one bulleted list three deep, each depth tied to its style."""
    levels = "".join(_level(layout, depth, sign) for depth, sign in enumerate("•–▪"))
    return (
        f'{PROLOGUE}<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _level(layout: Layout, depth: int, sign: str) -> str:
    latin = escape(layout.fonts.latin)
    fonts = f'<w:rFonts w:hint="default" w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="ListBullet{depth + 1}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{bullet_indent(depth)}</w:pPr>"
        f"<w:rPr>{fonts}</w:rPr></w:lvl>"
    )


def footer_part(layout: Layout, *, odd: bool) -> str:
    """A footer (7.5): the number one character in from the outer edge, the right one of odd
    pages.
    """
    return f'{PROLOGUE}<w:ftr xmlns:w="{WORD}">{_page_number(layout, odd=odd)}</w:ftr>'


def turned_footer_part(layout: Layout, *, odd: bool) -> str:
    """The footer of a page that lies on its side (8), as on the upright page and turned with it.

    Such a page has its left edge below when it is turned upright: there the number stands, in a
    frame of one cell whose text runs downwards.
    """
    cell = f'<w:tcW {_FRAME_WIDTH}/><w:textDirection w:val="tbRl"/><w:vAlign w:val="center"/>'
    return (
        f'{PROLOGUE}<w:ftr xmlns:w="{WORD}"><w:tbl>{_frame_properties()}'
        f'<w:tblGrid><w:gridCol w:w="{page.FOOTER_LINE}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{page.TEXT_WIDTH}" w:hRule="exact"/></w:trPr>'
        f"<w:tc><w:tcPr>{cell}</w:tcPr>{_page_number(layout, odd=odd)}</w:tc></w:tr></w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>'
    )


_FRAME_WIDTH = f'w:w="{page.FOOTER_LINE}" w:type="dxa"'


def _frame_properties() -> str:
    left = page.MARGIN_BOTTOM - 397 - page.FOOTER_LINE // 2
    place = f'w:horzAnchor="page" w:vertAnchor="page" w:tblpX="{left}" w:tblpY="{page.MARGIN_LEFT}"'
    sides = ("top", "left", "bottom", "right")
    around = "".join([f'<w:{side} w:w="0" w:type="dxa"/>' for side in sides])
    return (
        f'<w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" {place}/>'
        f'<w:tblW {_FRAME_WIDTH}/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{around}</w:tblCellMar></w:tblPr>"
    )


def _page_number(layout: Layout, *, odd: bool) -> str:
    place = _footer_position(layout.page_number, odd=odd)
    before, behind = map(run_markup, layout.page_number_form.around)
    properties = f'<w:pStyle w:val="Footer"/>{place}'
    return paragraph_markup(f"{before}{_PAGE_FIELD}{behind}", properties)


def _footer_position(place: PageNumber, *, odd: bool) -> str:
    if place is PageNumber.CENTRE:
        return '<w:jc w:val="center"/>'
    edge = "right" if odd else "left"
    return f'<w:ind w:{edge}="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{edge}"/>'


_PAGE_FIELD = field_markup("PAGE", "<w:r><w:t>1</w:t></w:r>")


def core_properties_part(title: str) -> str:
    """`docProps/core.xml` with that title; whoever signs the report is its author.

    The dates are fixed, so that equal input gives equal bytes; a report that is dated has its own.
    """
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    stamp = f'xsi:type="dcterms:W3CDTF">{_MADE}</dcterms'
    dates = "".join(f"<dcterms:{name} {stamp}:{name}>" for name in ("created", "modified"))
    return (
        f'{PROLOGUE}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}" {dublin} {instance}>'
        f"<dc:title>{title}</dc:title>"
        f"<dc:creator>{{{{ 报告.署名 }}}}</dc:creator><dc:language>zh-CN</dc:language>"
        f"{dates}</cp:coreProperties>"
    )


def application_properties_part() -> str:
    """`docProps/app.xml`."""
    inside = "<Application>reportgen</Application>"
    return f'{PROLOGUE}<Properties xmlns="{EXTENDED_PROPERTIES}">{inside}</Properties>'
