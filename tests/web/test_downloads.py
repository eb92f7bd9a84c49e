"""What can be taken of a school: documents, PDF, and the Excel form filled in."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from starlette.testclient import TestClient

from reportgen.office.libreoffice import Office
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from reportgen.web.shown.printed import Printer
from tests.web.conftest import HOST, TOKEN

_FILE = {"file": "学校.yaml"}


def test_the_page_offers_what_the_genre_has(client: TestClient) -> None:
    page = client.get("/school", params=_FILE).text
    offered = ("自评表（Word）", "整改台账（Word）", "采集表（Excel）", "（PDF）")
    assert [label in page for label in offered] == [True, True, True, False]


@pytest.mark.parametrize(
    ("what", "words"), [("学校自评表", "示例区实验小学"), ("整改台账", "示例区实验小学")]
)
def test_the_other_documents_are_those_of_the_school(
    client: TestClient, what: str, words: str
) -> None:
    answer = client.get("/school/download", params={**_FILE, "what": what})
    texts = [each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert any(words in text for text in texts)


def test_the_form_says_what_the_file_says(client: TestClient) -> None:
    answer = client.get("/school/download", params={**_FILE, "what": "采集表"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    values = [cell.value for row in book["基本数据"].iter_rows() for cell in row]
    assert 18900 in values


def test_figures_in_words_are_numbers_in_the_form(client: TestClient, folder: Path) -> None:
    text = (
        "学校: {名称: 河口小学, 类型: 完全小学}\n"
        "报告: {年度: 2026, 标准: [河南省办学基本标准]}\n"
        "数据:\n  在校生数: 八百八十\n  图书册数: 一万八千九百册\n  占地面积: 20，500平方米\n"
        "  班级人数: {一年级1班: 四十二人, 一年级2班: 41}\n"
    )
    (folder / "学校.yaml").write_text(text, encoding="utf-8")
    answer = client.get("/school/download", params={**_FILE, "what": "采集表"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {880, 18900, 20500, 42, 41} <= set(values)


@pytest.mark.parametrize("what", ["", "县域自查报告", "PDF", "../学校自查报告", "模板.docx"])
def test_nothing_else_is_given(client: TestClient, what: str) -> None:
    answer = client.get("/school/download", params={**_FILE, "what": what})
    assert answer.status_code == 404


@pytest.mark.slow
def test_the_report_is_printed_by_libreoffice(folder: Path, office: Office) -> None:
    printer = Printer(office)
    app = make_app(Desk(folder), Keys(TOKEN, frozenset({HOST})), printer)
    client = TestClient(app, base_url=f"http://{HOST}")
    client.get("/", params={"token": TOKEN})
    answer = client.get("/school/download", params={**_FILE, "what": "PDF"})
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-disposition"].endswith(".pdf")
