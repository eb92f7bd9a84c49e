"""A kind of document and a layout → its stock Word template."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.model.document_kinds import DISTRICT_REPORT, SCHOOL_REPORT, DocumentKind
from reportgen.model.page_layout import Layout
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.packing import freeze, pack
from reportgen.stock_templates import small_parts
from reportgen.stock_templates.annexes import annex_styles
from reportgen.stock_templates.district_report import district_document_part, district_styles
from reportgen.stock_templates.official_frame import head_styles, imprint_styles
from reportgen.stock_templates.school_forms import (
    LEDGER_TITLE,
    SELF_EVALUATION_TITLE,
    form_styles,
    ledger_part,
    self_evaluation_part,
)
from reportgen.stock_templates.school_report import document_part
from reportgen.stock_templates.styles import StockStyle, styles_part
from reportgen.stock_templates.theme import theme_part

_REPORT_TITLE = '{{ 报告.标题|replace("\n", "") }}'


class Maker(NamedTuple):
    """How a kind's template is made: its body, its title as a property, its own styles.

    `turned`: some of its pages lie on their side.
    """

    body: Callable[[Layout], str]
    title: str = _REPORT_TITLE
    styles: Callable[[Layout], tuple[StockStyle, ...]] = lambda layout: ()
    turned: bool = False


MAKERS: Mapping[str, Maker] = {
    SCHOOL_REPORT.name: Maker(document_part, styles=annex_styles, turned=True),
    "学校自评表": Maker(self_evaluation_part, SELF_EVALUATION_TITLE, form_styles),
    "整改台账": Maker(ledger_part, LEDGER_TITLE, form_styles, turned=True),
    DISTRICT_REPORT.name: Maker(district_document_part, styles=district_styles, turned=True),
}
"""What makes the template of each kind of document."""


def make_template(kind: DocumentKind, layout: Layout = Layout()) -> bytes:
    """The template of that kind in this layout; the same layout gives the same bytes.

    Errors: LookupError if nothing makes it.
    """
    maker = MAKERS.get(kind.name)
    if maker is None:
        raise LookupError(f"nothing makes the template {kind.file}: add {kind.name} to MAKERS")
    return _pack(_parts(layout, maker))


def _pack(parts: Mapping[str, str]) -> bytes:
    return pack(freeze((name, text.encode()) for name, text in parts.items()), ())


def _own_styles(layout: Layout, maker: Maker) -> tuple[StockStyle, ...]:
    return (*head_styles(layout), *imprint_styles(layout), *maker.styles(layout))


def _parts(layout: Layout, maker: Maker) -> Mapping[str, str]:
    parts = {
        "[Content_Types].xml": small_parts.content_types_part(turned=maker.turned),
        "_rels/.rels": small_parts.package_relations_part(),
        "word/document.xml": maker.body(layout),
        "word/_rels/document.xml.rels": small_parts.document_relations_part(turned=maker.turned),
        "word/styles.xml": styles_part(layout, _own_styles(layout, maker)),
        "word/settings.xml": small_parts.settings_part(),
        "word/fontTable.xml": small_parts.font_table_part(layout),
        "word/numbering.xml": small_parts.numbering_part(layout),
        "word/footer1.xml": small_parts.footer_part(layout, odd=True),
        "word/footer2.xml": small_parts.footer_part(layout, odd=False),
        "word/theme/theme1.xml": theme_part(layout),
        "docProps/core.xml": small_parts.core_properties_part(maker.title),
        "docProps/app.xml": small_parts.application_properties_part(),
    }
    if maker.turned:
        parts["word/footer3.xml"] = small_parts.turned_footer_part(layout, odd=True)
        parts["word/footer4.xml"] = small_parts.turned_footer_part(layout, odd=False)
    return parts
