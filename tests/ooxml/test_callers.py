"""Whoever opens a package has the reader's limits, and says in Chinese what is wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from reportgen.bounded.limits import LIMITS
from reportgen.conformance.package import is_word, open_document
from reportgen.forms.edited_workbook import NoWorkbookError
from reportgen.forms.marking import mark_workbook
from reportgen.load.school_list import load_school_list
from reportgen.load.workbooks.book import book_of
from reportgen.model.vocabulary import ListWords
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.package import read_parts
from reportgen.problems import ReportgenError
from reportgen.render.fonts import named_fonts
from reportgen.render.template import compile_template
from reportgen.resources import data_folder
from reportgen.table_of_contents.switches import file_asks_for_contents
from reportgen.template_tools.annotating import annotate_template
from tests.ooxml.packages import FLAGS, declaring, overlapping, twice, with_value, zipped

Caller = Callable[[bytes], Any]
MAIN = "word/document.xml"
PARTS = {
    "[Content_Types].xml": b"<Types/>",
    MAIN: b"<w:document/>",
    "xl/workbook.xml": b"<workbook/>",
}
GOOD = zipped(PARTS)
LARGE_FILE = LIMITS.package.growth // 1_000_000
LARGE_PART = LIMITS.package.part // 1_000_000


MAIN_PARTS = (MAIN, "xl/workbook.xml")


def declaring_much(size: int, names: Iterable[str] = tuple(PARTS)) -> bytes:
    """Each of those parts declares that size."""
    data = GOOD
    for name in names:
        data = declaring(data, name, size)
    return data


HARMFUL: dict[str, bytes] = {
    "no package": "不是压缩包".encode(),
    "cut off": GOOD[:-30],
    "encrypted": with_value(GOOD, MAIN, FLAGS, b"\x01\x00"),
    "bzip2": zipped(PARTS, zipfile.ZIP_BZIP2),
    "lzma": zipped(PARTS, zipfile.ZIP_LZMA),
    "overlapping": overlapping(),
    "twice": twice(MAIN, MAIN),
    "many": zipped(PARTS | {f"x/{number}": b"" for number in range(LIMITS.package.parts)}),
    "large part": declaring_much(LIMITS.package.part + 1, MAIN_PARTS),
    "large file": declaring_much(LIMITS.package.growth // 2),
}
TEMPLATE: dict[str, str] = {
    "no package": "打不开，它不是 docx 文件，或者已经损坏",
    "cut off": "打不开，它不是 docx 文件，或者已经损坏",
    "encrypted": "打不开，它加了密码",
    "bzip2": "打不开，里面有内容不是按 docx 的办法压缩的",
    "lzma": "打不开，里面有内容不是按 docx 的办法压缩的",
    "overlapping": "打不开，它不是 docx 文件，或者已经损坏",
    "twice": "打不开，它不是 docx 文件，或者已经损坏",
    "many": f"里面有超过 {LIMITS.package.parts} 个部件",
    "large part": f"解压后超过 {LIMITS.template.growth // 1_000_000} MB",
    "large file": f"解压后超过 {LIMITS.template.growth // 1_000_000} MB",
}
DOCUMENT: dict[str, str] = {
    "no package": "不是 Word 文档（.docx），或者已经损坏",
    "cut off": "不是 Word 文档（.docx），或者已经损坏",
    "encrypted": "加了密码，打不开",
    "bzip2": "不是按 .docx 的办法压缩的",
    "lzma": "不是按 .docx 的办法压缩的",
    "overlapping": "不是 Word 文档（.docx），或者已经损坏",
    "twice": "不是 Word 文档（.docx），或者已经损坏",
    "many": f"超过 {LARGE_PART} MB 的文字或过多的部件",
    "large part": f"超过 {LARGE_PART} MB 的文字或过多的部件",
    "large file": f"超过 {LARGE_PART} MB 的文字或过多的部件",
}
# The packages hold a Word document: what is said to be damaged is none of a workbook.
WORKBOOK: dict[str, str] = {
    "no package": "内容却是文本",
    "cut off": "内容却是Word 文档",
    "encrypted": "工作簿有打开密码",
    "bzip2": "内容却是Word 文档",
    "lzma": "内容却是Word 文档",
    "overlapping": "工作簿已损坏",
    "twice": "内容却是Word 文档",
    "many": f"工作簿里的部件过多（超过 {LIMITS.package.parts} 个）",
    "large part": f"内容展开后过大（超过 {LARGE_PART} MB）",
    "large file": f"内容展开后过大（超过 {LARGE_FILE} MB）",
}
CALLERS: dict[str, tuple[Caller, dict[str, str]]] = {
    "template": (lambda data: compile_template(data, "甲.docx"), TEMPLATE),
    "fonts": (lambda data: named_fonts(data, "甲.docx"), TEMPLATE),
    "annotating": (lambda data: annotate_template(data, "甲.docx", ()), TEMPLATE),
    "document": (lambda data: open_document(data, "甲.docx"), DOCUMENT),
    "workbook": (lambda data: book_of(data, "甲.xlsx"), WORKBOOK),
}


@pytest.mark.parametrize("kind", HARMFUL)
@pytest.mark.parametrize("caller", CALLERS)
def test_each_reader_tells_what_is_wrong_and_where(caller: str, kind: str) -> None:
    read, messages = CALLERS[caller]
    with pytest.raises(ReportgenError) as raised:
        read(HARMFUL[kind])
    (problem,) = raised.value.problems
    assert messages[kind] in problem.message
    assert problem.hint
    assert problem.location.file.startswith("甲.")


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_list_of_schools_is_a_workbook_like_any_other(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(HARMFUL[kind])
    with pytest.raises(ReportgenError) as raised:
        load_school_list(path, ListWords())
    (problem,) = raised.value.problems
    assert WORKBOOK[kind] in problem.message


@pytest.mark.parametrize("kind", HARMFUL)
def test_what_cannot_be_read_is_neither_marked_nor_taken_for_a_document(kind: str) -> None:
    with pytest.raises(NoWorkbookError):
        mark_workbook(HARMFUL[kind], [])
    assert not file_asks_for_contents(HARMFUL[kind])
    assert is_word(HARMFUL[kind]) is (kind == "large part")


def test_a_part_of_a_template_may_be_smaller_than_that_of_a_document() -> None:
    most = LIMITS.template.part
    with pytest.raises(ReportgenError, match=f"里面有内容解压后超过 {most // 1_000_000} MB"):
        compile_template(declaring(GOOD, MAIN, most + 1), "甲.docx")


def test_the_text_of_a_template_is_bound_narrower_than_its_styles() -> None:
    added = "<w:style w:type='paragraph'/>" * (LIMITS.template_text // 2)
    compile_template(with_part("word/styles.xml", "</w:styles>", added), "甲.docx")
    added = "<w:p/>" * LIMITS.template_text
    with pytest.raises(ReportgenError, match="正文、页眉、页脚和脚注里的格式标记超过 7 万处"):
        compile_template(with_part(MAIN, "</w:body>", added), "甲.docx")


def with_part(name: str, end: str, added: str) -> bytes:
    """A template with that before the end of the part."""
    parts = read_parts((data_folder().parent / "templates/zh/学校自查报告.docx").read_bytes())
    changed = parts[name].decode().replace(end, added + end)
    return zipped({**parts, name: changed.encode()})


def test_a_document_of_more_paragraphs_than_are_checked_is_told() -> None:
    body = f"<w:body>{'<w:p/>' * (LIMITS.workload // 2 + 1)}</w:body>"
    main = f'<w:document xmlns:w="{W[1:-1]}">{body}</w:document>'
    with pytest.raises(ReportgenError, match="内容太多，没有检查：有130001个段落、0处格式"):
        open_document(zipped({**PARTS, MAIN: main.encode()}), "甲.docx")
