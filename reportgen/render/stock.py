"""A layout → the stock Word templates for reports, made from nothing but their own parts."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportgen.render import stock_parts
from reportgen.render.layout import Layout
from reportgen.render.stock_body import document_part
from reportgen.render.stock_district import district_document_part, district_styles
from reportgen.render.stock_styles import styles_part

SCHOOL_TEMPLATE = "学校自查报告.docx"
DISTRICT_TEMPLATE = "县域自查报告.docx"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def make_school_template(layout: Layout = Layout()) -> bytes:
    """The template 学校自查报告.docx in this layout; the same layout gives the same bytes."""
    return _pack(_parts(layout, document_part(layout), styles_part(layout)))


def make_district_template(layout: Layout = Layout()) -> bytes:
    """The template 县域自查报告.docx in this layout; the same layout gives the same bytes."""
    parts = _parts(layout, district_document_part(layout), styles_part(layout, district_styles(layout)))
    turned = {
        "[Content_Types].xml": stock_parts.content_types_part(turned=True),
        "word/_rels/document.xml.rels": stock_parts.document_relations_part(turned=True),
        "word/footer3.xml": stock_parts.turned_footer_part(layout, odd=True),
        "word/footer4.xml": stock_parts.turned_footer_part(layout, odd=False),
    }
    return _pack({**parts, **turned})


def _pack(parts: Mapping[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(_entry(name), text.encode())
    return buffer.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _parts(layout: Layout, document: str, styles: str) -> Mapping[str, str]:
    return {
        "[Content_Types].xml": stock_parts.content_types_part(),
        "_rels/.rels": stock_parts.package_relations_part(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": stock_parts.document_relations_part(),
        "word/styles.xml": styles,
        "word/settings.xml": stock_parts.settings_part(),
        "word/fontTable.xml": stock_parts.font_table_part(layout),
        "word/numbering.xml": stock_parts.numbering_part(layout),
        "word/footer1.xml": stock_parts.footer_part(layout, odd=True),
        "word/footer2.xml": stock_parts.footer_part(layout, odd=False),
        "docProps/core.xml": stock_parts.core_properties_part(),
        "docProps/app.xml": stock_parts.application_properties_part(),
    }
