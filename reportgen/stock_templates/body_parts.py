"""Paragraphs, tags and pages that the `document.xml` of every stock template is put together of."""

from __future__ import annotations

from reportgen.model import page_layout as page
from reportgen.model.page_layout import Layout
from reportgen.ooxml.markup import paragraph_markup, run_markup
from reportgen.ooxml.namespaces import RELATIONSHIPS, WORD
from reportgen.stock_templates.small_parts import EVEN_FOOTER, EVEN_TURNED, ODD_FOOTER, ODD_TURNED
from reportgen.stock_templates.styles import PROLOGUE


def whole_document(body: str) -> str:
    """`document.xml` around the insides of its body."""
    return (
        f'{PROLOGUE}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">'
        f"<w:body>{body}</w:body></w:document>"
    )


def styled(style_id: str, text: str, properties: str = "") -> str:
    """A paragraph in that style; `properties` are set besides."""
    return paragraph_markup(run_markup(text), f'<w:pStyle w:val="{style_id}"/>{properties}')


def tags(*tags: str) -> str:
    """A paragraph for each tag that holds no text: it vanishes when the template is filled."""
    return "".join(paragraph_markup(run_markup(tag)) for tag in tags)


def page_section(layout: Layout, *, landscape: bool = False) -> str:
    """The `w:sectPr` of an upright page, or of one that lies on its side (8)."""
    odd, even = (ODD_TURNED, EVEN_TURNED) if landscape else (ODD_FOOTER, EVEN_FOOTER)
    size = f'w:w="{page.PAGE_WIDTH}" w:h="{page.PAGE_HEIGHT}"'
    if landscape:
        size = f'w:w="{page.PAGE_HEIGHT}" w:h="{page.PAGE_WIDTH}" w:orient="landscape"'
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:pgSz {size}/><w:pgMar {_margins(landscape)}/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{layout.line_pitch}"/></w:sectPr>'
    )


def _margins(landscape: bool) -> str:
    """The margins of a `w:pgMar`; they turn with the page."""
    edges = (page.MARGIN_TOP, page.MARGIN_RIGHT, page.MARGIN_BOTTOM, page.MARGIN_LEFT)
    top, right, bottom, left = (*edges[3:], *edges[:3]) if landscape else edges
    return (
        f'w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="851" w:footer="{page.FOOTER_DISTANCE}" w:gutter="0"'
    )
