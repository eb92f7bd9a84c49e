"""`{{ 图片.校徽 }}`: a picture that the school's file gives a name, in the body, in headers and
footers.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportgen.making import make_document
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import TemplateError
from tests.programs import save_again
from tests.render.docx_samples import PNG, W, docx, p, read

HEAD = "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024}\n"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
SIZE = re.compile(rb'<wp:extent cx="(\d+)" cy="(\d+)"')


def examine_with(folder: Path, body: str = "图片: {校徽: 校徽.png}\n") -> Examined:
    (folder / "校徽.png").write_bytes(PNG)
    (folder / "学校.yaml").write_text(HEAD + body, encoding="utf-8")
    return examine_school(folder / "学校.yaml", Workshop())


def in_header(text: str, footer: str = "") -> Any:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = text
        document.sections[0].footer.paragraphs[0].text = footer or "页脚"

    return edit


def made(folder: Path, template: bytes, body: str = "图片: {校徽: 校徽.png}\n") -> bytes:
    (folder / "模板.docx").write_bytes(template)
    examined = examine_with(folder, body)
    assert examined.report is not None, [str(problem) for problem in examined.problems]
    return make_document(examined.report, Workshop(), str(folder / "模板.docx"))


def shown(document: bytes, part: str) -> list[bytes]:
    """The pictures that a part shows, by way of its relations."""
    parts = read(document)
    relations = etree.fromstring(parts[f"word/_rels/{part}.rels"])
    targets = {each.get("Id"): each.get("Target").removeprefix("/") for each in relations}
    root = etree.fromstring(parts[f"word/{part}"])
    return [parts[targets[each.get(EMBED)]] for each in root.iter() if each.get(EMBED)]


def parts_named(document: bytes, word: str) -> list[str]:
    return [
        name.removeprefix("word/")
        for name in read(document)
        if re.fullmatch(rf"word/{word}\d*\.xml", name)
    ]


def test_body_header_and_footer_show_it_and_the_package_has_it_once(tmp_path: Path) -> None:
    template = docx(
        p("校徽{{ 图片.校徽 }}在此"), in_header("{{ 图片.校徽 }}页眉", "{{ 图片.校徽 }}")
    )
    document = made(tmp_path, template)
    (header,), (footer,) = parts_named(document, "header"), parts_named(document, "footer")
    for part in ("document.xml", header, footer):
        assert shown(document, part) == [PNG]
    assert sum(name.startswith("word/media/") for name in read(document)) == 1
    body = etree.fromstring(read(document)["word/document.xml"])
    assert "".join(next(body.iter(f"{W}p")).itertext(f"{W}t")) == "校徽在此"


def test_each_drawing_has_a_number_of_its_own(tmp_path: Path) -> None:
    document = made(
        tmp_path, docx(p("{{ 图片.校徽 }}{{ 图片.校徽 }}"), in_header("{{ 图片.校徽 }}"))
    )
    whole = b"".join(
        read(document)[f"word/{part}"]
        for part in ("document.xml", *parts_named(document, "header"))
    )
    numbers = re.findall(rb'<wp:docPr id="(\d+)"', whole)
    assert len(numbers) == len(set(numbers)) == 3


@pytest.mark.slow
def test_its_width_is_that_of_the_filter(tmp_path: Path) -> None:
    document = made(tmp_path, docx(p("{{ 图片.校徽|宽(20) }}")))
    assert SIZE.findall(read(document)["word/document.xml"]) == [(b"720000", b"720000")]


@pytest.mark.slow
def test_such_a_document_is_sound_and_libreoffice_opens_it(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    template = docx(p("{{ 图片.校徽|宽(30) }}"), in_header("{{ 图片.校徽 }}甲"))
    before = {
        str(fault)
        for fault in OpenXmlValidator().validate(_written(tmp_path / "空.docx", docx())).errors
    }
    path = _written(tmp_path / "报告.docx", made(tmp_path, template))
    assert {str(fault) for fault in OpenXmlValidator().validate(path).errors} - before == set()
    if shutil.which("soffice"):
        save_again("pdf", path, into=tmp_path)
        assert b"/Image" in path.with_suffix(".pdf").read_bytes()


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_template_that_shows_none_has_none(tmp_path: Path) -> None:
    document = made(tmp_path, docx(p("{{ 学校.名称 }}")))
    assert not any("media" in name for name in read(document))


def test_pictures_of_the_text_go_beside_the_named_ones(tmp_path: Path) -> None:
    body = "图片: {校徽: 校徽.png}\n主要措施: |\n  见图。\n\n  ![图](校徽.png)\n"
    document = made(tmp_path, docx(p("{{p 主要措施 }}"), in_header("{{ 图片.校徽 }}")), body)
    assert shown(document, "document.xml") == [PNG]
    assert shown(document, parts_named(document, "header")[0]) == [PNG]


@pytest.mark.slow
def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    template = docx(p("{{ 图片.校徽 }}"), in_header("{{ 图片.校徽 }}"))
    assert made(tmp_path, template) == made(tmp_path, template)


@pytest.mark.slow
def test_a_school_without_it_is_an_error_unless_the_template_has_a_default(tmp_path: Path) -> None:
    with pytest.raises(
        TemplateError, match=r"学校没有叫“校徽”的图片；请在数据文件的“图片:”下写上 校徽: 文件名.png"
    ):
        made(tmp_path, docx(p("{{ 图片.校徽 }}")), "")
    for use in ('图片.校徽|默认("")', '图片.校徽|宽(20)|默认("")'):
        assert (
            b"<w:drawing"
            not in read(made(tmp_path, docx(p(f"甲{{{{ {use} }}}}")), ""))["word/document.xml"]
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{p 图片.校徽 }}", "图片要放在文字里；请写成 {{ 图片.校徽 }}"),
        ("{{r 图片.校徽 }}", "图片要放在文字里"),
        ("{{ 图片.校徽|宽(2000) }}", "图片宽 2000 毫米放不下"),
        ("{{ 学校.名称|宽(20) }}", "“宽”只用于图片"),
        ("{{ 图片.校徽|宽 }}", "要写多少毫米"),
        ('{{ 图片.校徽|宽("大") }}', "“大”不是数"),
    ],
)
def test_a_wrong_use_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TemplateError) as raised:
        made(tmp_path, docx(p(text)))
    (problem,) = raised.value.problems
    assert said in str(problem) and "模板.docx 正文" in str(problem)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("图片: {校徽: 没有.png}\n", "图片“没有.png”找不到或不能读取"),
        ("图片: {校徽: }\n", "“校徽”没有写是哪个文件"),
    ],
)
def test_a_picture_that_is_not_there_is_said_with_its_line(
    tmp_path: Path, body: str, said: str
) -> None:
    examined = examine_with(tmp_path, body)
    (problem,) = [each for each in examined.problems if said in each.message]
    assert problem.location.line == 3 and not examined.can_be_built


def test_a_named_picture_is_among_the_files_that_a_report_is_made_from(tmp_path: Path) -> None:
    assert tmp_path / "校徽.png" in examine_with(tmp_path).sources
