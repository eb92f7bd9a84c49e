"""What a template's file is, and what cannot be one is told truly."""

from __future__ import annotations

import pytest

from reportgen.ooxml.packing import pack_parts
from reportgen.problems import TemplateError
from reportgen.render.template import compile_template
from tests.render.docx_samples import changed, docx, p, read, texts

DOCX = docx(p("{{ 名称 }}"))
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
MAIN = b"wordprocessingml.document.main"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def told(data: bytes, name: str = "模板.docx") -> str:
    with pytest.raises(TemplateError) as raised:
        compile_template(data, name)
    return str(raised.value)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (b"wordprocessingml.template.main", "它是 Word 的模板文件（.dotx）"),
        (b"ms-word.document.macroEnabled.main", "它是带宏的 Word 文件（.docm、.dotm）"),
        (b"spreadsheetml.sheet.main", "它是 Excel 工作簿"),
        (b"presentationml.presentation.main", "它是演示文稿"),
    ],
)
def test_another_kind_of_file_is_told(kind: bytes, said: str) -> None:
    types = read(DOCX)[TYPES].replace(MAIN, kind)
    text = told(changed(DOCX, {TYPES: types}))
    assert said in text and "Word 文档" in text and ".docx" in text


def test_strict_open_xml_is_told_with_the_type_to_choose() -> None:
    relations = read(DOCX)["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    text = told(changed(DOCX, {"_rels/.rels": relations}))
    assert "Strict Open XML" in text and "选类型“Word 文档 (*.docx)”，不选" in text


def test_old_and_open_documents_are_told() -> None:
    compound = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    assert "它是 WPS 文字的 .wps 文件" in told(compound, "模板.wps")
    assert "旧的 .doc 格式，或者加了密码" in told(compound, "模板.doc")
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
    assert "它是 .odt 文件" in told(pack_parts(odt))


@pytest.mark.parametrize("target", ["NULL", "media/gone.png", "/word/media/gone.png", "../NULL"])
def test_a_relation_to_a_part_that_is_not_there_stays_as_it_is(target: str) -> None:
    relation = f'<Relationship Id="rId99" Type="{IMAGE}" Target="{target}"/></Relationships>'
    relations = read(DOCX)[RELATIONS].replace(b"</Relationships>", relation.encode())
    document = compile_template(changed(DOCX, {RELATIONS: relations}), "模板.docx").render(
        {"名称": "光明小学"}
    )
    assert texts(document)[0] == "光明小学"
    made = read(document)[RELATIONS]
    assert f'Target="{target}"'.encode() in made and b"External" not in made
