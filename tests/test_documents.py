"""Whole documents: openxml-audit finds nothing, LibreOffice prints every sentence of them."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reportgen.making import make_document
from reportgen.model.document_kinds import Level, kinds_of
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder
from tests.programs import save_again

SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = "a < b & c > d {{ 7*7 }} {% if %} {_{ 𠮷 \"引\" '号' ｛｛ ]]> &amp;"


TEMPLATES = tuple(kind.name for kind in kinds_of(Level.SCHOOL))


def build(path: Path, workshop: Workshop, template: str = "") -> bytes:
    examined = examine_school(path, workshop)
    assert examined.report is not None and examined.can_be_built, [
        str(each) for each in examined.problems
    ]
    return make_document(examined.report, workshop, template)


def paragraphs(document: bytes, path: Path) -> list[str]:
    """The texts of the document, which is left in that file."""
    path.write_bytes(document)
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return ["".join(node.text or "" for node in each.iter(f"{W}t")) for each in root.iter(f"{W}p")]


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_nothing_to_audit(sample: Path, template: str, workshop: Workshop, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "报告.docx"
    path.write_bytes(build(sample, workshop, template))
    faults = [str(fault) for fault in OpenXmlValidator().validate(path).errors]
    # The stock template has no theme part, so that no theme font can beat the ones it sets.
    assert [fault for fault in faults if "theme" not in fault.lower()] == []


# Every kind of document, and the report of every sample.
PRINTED = [
    *((sample, TEMPLATES[0]) for sample in SAMPLES),
    *((data_folder() / "schools" / "九年一贯制.yaml", template) for template in TEMPLATES[1:]),
]


@pytest.mark.slow
def test_pdfs_hold_every_sentence(workshop: Workshop, tmp_path: Path) -> None:
    """All are laid out in one call of LibreOffice, which takes long to begin."""
    said = {}
    for sample, template in PRINTED:
        path = tmp_path / f"{sample.stem}_{template}.docx"
        said[path] = paragraphs(build(sample, workshop, template), path)
    save_again("pdf", *said, into=tmp_path)
    for path, texts in said.items():
        printed = printed_text(path.with_suffix(".pdf"))
        split = [sentence for each in texts for sentence in each.split("。")]
        sentences = [sentence for sentence in split if len(squeeze(sentence)) > 3]
        assert len(sentences) > (8 if "整改台账" in path.stem else 30), path.stem
        lost = [sentence for sentence in sentences if squeeze(sentence) not in printed]
        assert lost == [], path.stem


def printed_text(pdf: Path) -> str:
    """All text of its pages but their numbers, without blanks."""
    assert pdf.is_file()
    text = subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout
    return squeeze(re.sub(r"— ?\d+ ?—", "", text.decode()))


def squeeze(text: str) -> str:
    # Some stand-in fonts lack the ratio sign, which then is drawn but not found in the PDF's text.
    return re.sub(r"[\s\u3000\f∶]+", "", text)


def test_any_text_is_printed_as_it_stands(tmp_path: Path, workshop: Workshop) -> None:
    quoted = NASTY.replace("'", "''")
    body = (
        f"学校: {{名称: '{quoted}', 类型: 小学, 所在区县: '{quoted}', 地址: '{quoted}'}}\n"
        f"报告: {{年度: 2024, 主送: '{quoted}', 署名: '{quoted}', 附件: ['{quoted}']}}\n"
        f"成绩: ['{quoted}']\n主要措施:\n  - {{标题: '{quoted}', 内容: '{quoted}'}}\n"
        f"投入: [{{项目: '{quoted}', 金额: 3}}]\n存在问题: ['{quoted}']\n"
        f"今后措施:\n  - {{标题: '{quoted}', 内容: '{'长' * 5000}'}}\n"
        f"章节: {{'甲{quoted}': '{quoted}'}}\n"
    )
    path = tmp_path / "学校.yaml"
    path.write_text(body, encoding="utf-8")
    texts = paragraphs(build(path, workshop), tmp_path / "报告.docx")
    assert sum(NASTY in text for text in texts) >= 8
    assert any("长" * 5000 in text for text in texts)


def test_headings_are_words_own_and_numbered_in_the_outlines_order(
    tmp_path: Path, workshop: Workshop
) -> None:
    sample = next(path for path in SAMPLES if path.stem == "完全小学")
    path = tmp_path / "报告.docx"
    path.write_bytes(build(sample, workshop))
    import docx

    document = docx.Document(str(path))
    first = [
        each.text
        for each in document.paragraphs
        if each.style is not None and each.style.name == "Heading 1"
    ]
    assert first == [
        *(
            "一、基本情况",
            "二、义务教育均衡发展达标情况",
            "三、开展的主要工作",
            "四、办学特色",
            "五、取得成绩",
            "六、不足及今后努力方向",
        ),
    ]


def test_outlays_of_the_rural_school_add_up(tmp_path: Path, workshop: Workshop) -> None:
    sample = next(path for path in SAMPLES if path.stem == "乡村小学")
    texts = paragraphs(build(sample, workshop), tmp_path / "报告.docx")
    assert any("3.19万元" in text and "38.5万元" in text for text in texts)
    assert {"31900", "385000"} <= set(texts) and "416900" not in texts


def test_picture_beside_the_file_goes_into_the_document(tmp_path: Path, workshop: Workshop) -> None:
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"
        b"\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?"
        b"\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    (tmp_path / "校门.png").write_bytes(png)
    path = tmp_path / "学校.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n"
        "主要措施: |\n  见图。\n\n  ![校门](校门.png)\n",
        encoding="utf-8",
    )
    report = tmp_path / "报告.docx"
    report.write_bytes(build(path, workshop))
    with zipfile.ZipFile(report) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert [package.read(name) for name in media] == [png]
