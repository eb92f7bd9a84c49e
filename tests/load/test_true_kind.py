"""A file that is asked for as a workbook and is none is told as what it is, with what to do."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from reportgen.load.fields import read_tree
from reportgen.load.true_kind import tell_true_kind
from reportgen.load.workbooks.book import book_of
from reportgen.problems import Problem, UnreadableFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
PAGE = b"<html><table><tr><td>1</td></tr></table></html>"


def package(*names: str, mimetype: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        if mimetype:
            file.writestr("mimetype", f"application/vnd.oasis.opendocument.{mimetype}")
        for name in names:
            file.writestr(name, "<a/>")
    return stream.getvalue()


# What is in the file, what it is called, and the ending that it should have.
KINDS = {
    "word": (package("[Content_Types].xml", "word/document.xml"), "Word 文档", ".docx"),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), "Word 文档", ".doc"),
    "rtf": (b"{\\rtf1 a}", "Word 文档", ".rtf"),
    "odt": (package("content.xml", mimetype="text"), "Word 文档", ".odt"),
    "slides": (package("ppt/presentation.xml"), "演示文稿", ".pptx"),
    "old slides": (OLE + "PowerPoint Document".encode("utf-16-le"), "演示文稿", ".ppt"),
    "binary workbook": (package("xl/workbook.bin"), "别种表格文件", ".xlsb"),
    "pdf": (b"%PDF-1.4\n\0", "PDF", ".pdf"),
    "pdf without noughts": (b"%PDF-1.4\n", "PDF", ".pdf"),
    "page": (PAGE, "网页", ".html"),
    "xhtml": (b"<?xml version='1.0'?>" + PAGE, "网页", ".html"),
    "web archive": (b"MIME-Version: 1.0\n", "网页", ".mht"),
    "picture": (b"\x89PNG\r\n\x1a\n\0", "图片", ".png"),
    "archive of a workbook": (package("甲.xlsx"), "压缩包", ".zip"),
    "rar": (b"Rar!\x1a\x07\0", "压缩包", ".rar"),
    "text": ("学校名称\n甲".encode("gb18030"), "文本文件", ".txt"),
    "text of windows": ("学校名称\n甲".encode("utf-16"), "文本文件", ".txt"),
}


def told(data: bytes, file: str) -> Problem:
    with pytest.raises(UnreadableFileError) as caught:
        book_of(data, file)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("case", KINDS)
def test_under_the_name_of_a_workbook_it_is_told_with_its_right_ending(case: str) -> None:
    data, name, ending = KINDS[case]
    problem = told(data, "名单.xlsx")
    assert problem.message == f"扩展名是 .xlsx，内容却是{name}"
    assert str(problem.hint).startswith(f"请先把扩展名改成 {ending}，再")


@pytest.mark.parametrize("case", KINDS)
def test_under_its_own_name_it_is_no_workbook_and_not_damaged(case: str) -> None:
    data, name, ending = KINDS[case]
    problem = told(data, f"名单{ending}")
    assert problem.message == f"这里要的是工作簿（如 .xlsx），这个是{name}（{ending}）"
    assert str(problem.hint).startswith("请") and "扩展名" not in str(problem.hint)


@pytest.mark.parametrize("case", [each for each in KINDS if "text" not in each])
def test_a_csv_is_a_text_and_nothing_else(case: str) -> None:
    data, name, _ = KINDS[case]
    assert told(data, "甲.csv").message == f"扩展名是 .csv，内容却是{name}"


def test_what_excel_opens_under_the_old_ending_need_not_be_renamed() -> None:
    assert "改成" not in str(told(PAGE, "甲.xls").hint)


def test_a_workbook_that_was_cut_off_is_told_as_such_and_a_damaged_one_as_damaged() -> None:
    whole = package("xl/workbook.xml")
    assert re.match("工作簿不完整", told(whole[:-40], "甲.xlsx").message)
    assert told(whole, "甲.xlsx").message == "工作簿已损坏，读不出来"
    assert tell_true_kind(whole, "甲.xlsx") is None
    assert "没有传完" in told(bytes(200), "甲.xlsx").message


@pytest.mark.parametrize("case", [each for each in KINDS if "text" not in each])
def test_where_a_yaml_file_is_asked_for_it_is_told_too(case: str, tmp_path: Path) -> None:
    data, name, _ = KINDS[case]
    path = tmp_path / "映射.yaml"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        read_tree(path)
    (problem,) = caught.value.problems
    assert problem.message == f"这里要的是 YAML 文件（.yaml），内容却是{name}"


def test_a_workbook_without_an_ending_is_asked_to_get_one(tmp_path: Path) -> None:
    path = tmp_path / "采集表"
    path.write_bytes(package("xl/workbook.xml"))
    with pytest.raises(UnreadableFileError, match=r"内容却是工作簿.*改成 \.xlsx"):
        read_tree(path)
