"""A report with every kind of block, and what its document says."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.page_layout import (
    FREE,
    WINDOWS,
    Imprint,
    Layout,
    PageNumber,
    RedHead,
)
from reportgen.model.picture import Picture
from reportgen.model.report import (
    Align,
    CaptionedPicture,
    Cell,
    Heading,
    IndicatorRow,
    IndicatorTable,
    Items,
    ListItem,
    Paragraph,
    Report,
    Run,
    Section,
    Table,
)
from tests.programs import save_again

TEMPLATE_FILE = Path(__file__).parents[2] / "templates" / "zh" / SCHOOL_REPORT.file
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TERMS = "{http://purl.org/dc/terms/}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LAYOUTS = (
    Layout(),
    Layout(WINDOWS, 560, bold_headings=True, page_number=PageNumber.CENTRE),
    Layout(FREE),
    Layout(red_head=RedHead("某县教育局文件", "某教〔2024〕23号")),
    Layout(
        red_head=RedHead("某县教育局文件", "某教〔2024〕23号", ("甲乙", "丙丁戊", "己庚")),
        imprint=Imprint("某县教育局办公室", "某县人民政府"),
    ),
)


def plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def make_png(width: int = 320, height: int = 200) -> Picture:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + b"\x99" * width) * height))
    data = b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")
    return Picture(data, "png", width, height)


def indicator_row(number: int) -> IndicatorRow:
    failed = number % 4 == 0
    verdict, lacking = ("不达标", f"缺{number}册") if failed else ("达标", "—")
    return IndicatorRow(
        number, f"第{number}项指标", "小学", "册", "21.48", "≥25", verdict, lacking, failed
    )


def every_kind_of_block(picture: Picture) -> tuple[Section, ...]:
    condition = Section(
        "基本情况",
        "一、基本情况",
        (
            Heading(1, "一、基本情况"),
            Heading(2, "（一）自然状况"),
            Heading(3, "1.校园"),
            Heading(4, "（1）运动场"),
            Paragraph(
                (Run("学校现有"), Run("教学班21个", bold=True), Run("，在校生880人。", italic=True))
            ),
            plain("校训是“明德”。\n校风是a<b&c。"),
            Items(
                (
                    ListItem((Run("外层条目"),)),
                    ListItem((Run("中层条目"),), 1),
                    ListItem((Run("内层"),), 2),
                )
            ),
            Items(
                (ListItem((Run("编号条目"),), 0, "1."), ListItem((Run("内层编号"),), 1, "（1）"))
            ),
            Table(
                ("项目", "数量"),
                ((Cell("图书", shaded=True), Cell("18900", bold=True)),),
                (0.4, 0.6),
                (Align.LEFT, Align.RIGHT),
                "表1 基本情况",
            ),
            Table(("甲", "乙"), ()),
            CaptionedPicture(picture, "图1 校园"),
        ),
    )
    rows = tuple(indicator_row(number) for number in range(1, 41))
    standard = Section(
        "达标情况",
        "二、达标情况",
        (
            Heading(1, "二、达标情况"),
            IndicatorTable("表2 达标情况", rows),
            IndicatorTable("", rows[:1]),
        ),
    )
    return condition, standard


def full_report() -> Report:
    return Report(
        title="某小学自查报告",
        addressee="某区教育局",
        introduction=(plain("现将自查情况报告如下："),),
        sections=every_kind_of_block(make_png()),
        attachments=("学校基本情况统计表", "佐证材料清单"),
        signature="某市某区某小学",
        date="2024年11月20日",
    )


def part(document: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(document)).read(name))


def parts(document: bytes) -> dict[str, bytes]:
    package = ZipFile(BytesIO(document))
    return {name: package.read(name) for name in package.namelist()}


def paragraph_texts(document: bytes) -> list[str]:
    body = part(document, "word/document.xml")
    return ["".join(paragraph.itertext(f"{W}t")) for paragraph in body.iter(f"{W}p")]


def style(document: bytes, name: str) -> etree._Element:
    styles = part(document, "word/styles.xml")
    (found,) = [
        element
        for element in styles.iter(f"{W}style")
        if element.find(f"{W}name").get(f"{W}val") == name
    ]
    return found


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


def audit(document: bytes, folder: Path) -> list[str]:
    path = folder / "被查.docx"
    path.write_bytes(document)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def pdf_text(document: bytes, folder: Path) -> str:
    source = folder / "报告.docx"
    source.write_bytes(document)
    save_again("pdf", source, into=folder)
    text = subprocess.run(
        ["pdftotext", str(folder / "报告.pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    return text.stdout.decode()


needs_soffice = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="needs LibreOffice and poppler",
)


def typed(element: etree._Element) -> str:
    pieces = [each for run in element.iter(f"{W}r") for each in run]
    return "".join("\t" if each.tag == f"{W}tab" else each.text or "" for each in pieces)
