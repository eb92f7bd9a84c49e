"""Small Word templates made of XML, what they are filled with, and documents in a form to be
compared.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = "学校自查报告.docx"
# The looks of tables that there are in every document.
_TABLES = ("Normal Table", "Table Grid")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ROWS = [
    {"名称": "生均占地面积", "值": Decimal("23.3"), "底色": "FFDDDD"},
    {"名称": "生均图书", "值": 21, "底色": "FFFFFF"},
    {"名称": "师生比", "值": "1:18", "底色": "DDFFDD"},
]
CONTEXT: dict[str, object] = {
    "名称": "光明小学",
    "怪名": "A&B <中> \"引\" '号' 𠮷 ]]> {甲}",
    "多行": "第一行\n第二行\t制表\a另一段\f另一页",
    "行": ROWS,
    "列": ["甲", "乙", "丙", "丁"],
    "真": True,
    "假": False,
    "空": [],
    "数": 3,
    "段落": Markup("<w:p><w:r><w:t>甲&amp;乙</w:t></w:r></w:p><w:p><w:r><w:t>丙</w:t></w:r></w:p>"),
    "字": Markup("<w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r>"),
}


@dataclass(frozen=True)
class Row:
    名称: str
    合计: object


def p(*runs: str) -> str:
    """A paragraph; each argument is the text of one run."""
    return f"<w:p>{''.join(f'<w:r><w:t>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>"


def tc(*paragraphs: str, properties: str = '<w:tcW w:w="1000" w:type="dxa"/>') -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or p('')}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tbl(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="1000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{p('')}"


@cache
def _empty() -> bytes:
    """python-docx's own document without the looks of tables and what stands beside the styles for
    older programs: nine tenths of what is parsed and packed, and no test asks for them.
    """
    document = Document()
    relations = document.part.rels
    for key in [key for key, each in relations.items() if "stylesWithEffects" in each.reltype]:
        relations.pop(key)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLES:
            style.element.getparent().remove(style.element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx(body: str = "", edit: Callable[[Any], object] = lambda document: None) -> bytes:
    """A template with this XML as its body; `edit` changes the python-docx document before."""
    document = Document(io.BytesIO(_empty()))
    edit(document)
    root = document.element.body
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items())
    for element in reversed(etree.fromstring(f"<body {namespaces}>{body}</body>")):
        root.insert(0, element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(data: bytes, replace: Mapping[str, bytes] = {}, drop: tuple[str, ...] = ()) -> bytes:
    """The package with some parts replaced, added or dropped."""
    parts = {name: content for name, content in read(data).items() if name not in drop}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **replace}.items():
            package.writestr(name, content)
    return stream.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())
        return {name: package.read(name) for name in package.namelist()}


def by_docxtpl(template: bytes, context: Mapping[str, object]) -> bytes:
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, jinja_env=environment, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def canonical(data: bytes) -> Mapping[str, object]:
    """Each part in a form in which only what means something differs.

    Content types and relations are sets by their standard (OPC 10.1.2.2, 9.3). XML is C14N;
    inclusive, since nothing but the order and repetition of namespaces needs to be forgiven.
    """
    return {name: canonical_part(name, content) for name, content in read(data).items()}


def canonical_part(name: str, content: bytes) -> object:
    if name.endswith(".rels") or name == "[Content_Types].xml":
        return {tuple(sorted(entry.attrib.items())) for entry in etree.fromstring(content)}
    if name.endswith(".xml"):
        return etree.tostring(etree.fromstring(content), method="c14n")
    return content


def texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The text of each paragraph of a part."""
    root = etree.fromstring(read(data)[part])
    return ["".join(t.text or "" for t in found.iter(f"{W}t")) for found in root.iter(f"{W}p")]


FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def with_footnotes(template: bytes, text: str) -> bytes:
    parts = read(template)
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES}"/></Types>'.encode(),
    )
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdNotes" Type="{RELATION}" Target="footnotes.xml"/>'
        f"</Relationships>".encode(),
    )
    notes = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="1">{p(text)}</w:footnote></w:footnotes>'
    )
    replaced = {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": relations,
        "word/footnotes.xml": notes.encode(),
    }
    return changed(template, replaced)
