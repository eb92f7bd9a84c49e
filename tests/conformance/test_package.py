"""Files that are no docx, or no honest one: told in Chinese, and never more than bounds allow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.conformance.package import is_word, open_document
from reportgen.problems import UnreadableFileError
from tests.conformance.documents import PARTS, check, pack, with_change

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        open_document(data, "报告.docx")
    assert caught.value.exit_code == 2
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.message


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def test_each_kind_of_file_that_is_no_docx_is_named() -> None:
    assert "加了密码" in refusal(OLD + "EncryptedPackage".encode("utf-16-le"))
    assert "旧格式" in refusal(OLD)
    assert "旧格式" in refusal(b"{\\rtf1 ...}")
    assert "PDF" in refusal(b"%PDF-1.7 ...")
    assert "已经损坏" in refusal(b"")
    assert "已经损坏" in refusal("只是文字".encode())
    assert "没有 Word 正文" in refusal(zipped({"xl/workbook.xml": "<workbook/>"}))


def test_damaged_documents_are_said_to_be() -> None:
    good = pack(PARTS)
    assert "已经损坏" in refusal(good[: len(good) // 2])
    assert "word/document.xml 读不通" in refusal(with_change("</w:body>", ""))


def test_strict_open_xml_is_said_to_be() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = PARTS["word/document.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict
    )
    assert "严格 Open XML" in refusal(pack({**PARTS, "word/document.xml": text}))


def test_entities_are_not_expanded() -> None:
    text = (
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        + PARTS["word/document.xml"]
    )
    assert "DTD" in refusal(pack({**PARTS, "word/document.xml": text.replace("学校有教师", "&b;")}))


@pytest.mark.parametrize(
    "nothing", ["<w:tr><w:tc/><w:tc/></w:tr>", "<w:tr/>", "<w:tbl/>", "<w:p/>"]
)
def test_cells_and_rows_of_nothing_are_bound_as_paragraphs_are(nothing: str) -> None:
    document = PARTS["word/document.xml"].replace("<w:body>", f"<w:body>{nothing * 360_000}")
    assert "内容太多" in refusal(zipped({**PARTS, "word/document.xml": document}))


def test_a_document_of_our_own_is_opened_however_much_it_holds() -> None:
    document = PARTS["word/document.xml"].replace("<w:body>", f"<w:body>{'<w:p/>' * 140_000}")
    data = zipped({**PARTS, "word/document.xml": document})
    assert "内容太多" in refusal(data) and open_document(data, "报告.docx", is_bound=False)


def test_pictures_and_embedded_files_are_not_read() -> None:
    more = {
        "word/media/image1.xml": "<damaged",
        "word/embeddings/a.xml": "<damaged",
        "customXml/item1.xml": "<damaged",
    }
    assert check(pack({**PARTS, **more})) == ()


def test_main_part_of_another_name_is_found() -> None:

    with zipfile.ZipFile(io.BytesIO(pack(PARTS))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    renamed = {
        "_rels/.rels": parts["_rels/.rels"].replace(b"document.xml", b"document2.xml"),
        "word/document2.xml": parts["word/document.xml"],
        "word/_rels/document2.xml.rels": parts["word/_rels/document.xml.rels"],
    }
    kept = {
        name: part
        for name, part in parts.items()
        if "document.xml" not in name and name != "_rels/.rels"
    }
    data = zipped(kept | renamed)
    assert is_word(data) and check(data) == ()


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=20))
def test_any_damage_gives_findings_or_a_message(at: int, junk: bytes) -> None:
    data = pack(PARTS)
    at %= len(data)
    try:
        check(data[:at] + junk + data[at + len(junk) :])
    except UnreadableFileError as fault:
        assert fault.problems


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["w:val", "w:line", "w:firstLineChars", "w:w", "w:linePitch", "w:left"]),
    st.text(alphabet="0123456789-.eE字 ", max_size=12),
)
def test_any_number_in_the_xml_gives_findings_or_none_but_no_failure(
    attribute: str, value: str
) -> None:
    import re

    styles, text = (
        re.sub(rf'{attribute}="[^"]*"', f'{attribute}="{value}"', PARTS[name])
        for name in ("word/styles.xml", "word/document.xml")
    )
    check(pack({**PARTS, "word/styles.xml": styles, "word/document.xml": text}))
