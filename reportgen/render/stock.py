"""A layout → the stock Word template for a school's report, made from nothing but its own parts."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportgen.render import stock_parts
from reportgen.render.layout import Layout
from reportgen.render.stock_body import document_part
from reportgen.render.stock_styles import styles_part

SCHOOL_TEMPLATE = "学校自查报告.docx"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def make_school_template(layout: Layout = Layout()) -> bytes:
    """The template 学校自查报告.docx in this layout; the same layout gives the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, text in _parts(layout).items():
            package.writestr(_entry(name), text.encode())
    return buffer.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _parts(layout: Layout) -> dict[str, str]:
    return {
        "[Content_Types].xml": stock_parts.content_types_part(),
        "_rels/.rels": stock_parts.package_relations_part(),
        "word/document.xml": document_part(layout),
        "word/_rels/document.xml.rels": stock_parts.document_relations_part(),
        "word/styles.xml": styles_part(layout),
        "word/settings.xml": stock_parts.settings_part(),
        "word/fontTable.xml": stock_parts.font_table_part(layout),
        "word/numbering.xml": stock_parts.numbering_part(layout),
        "word/footer1.xml": stock_parts.footer_part(layout, odd=True),
        "word/footer2.xml": stock_parts.footer_part(layout, odd=False),
        "docProps/core.xml": stock_parts.core_properties_part(),
        "docProps/app.xml": stock_parts.application_properties_part(),
    }
