"""Workbooks for tests: sheets from rows of values, and a school's form with cells changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.programs import save_again

Rows = Sequence[Sequence[object]]
Change = Callable[[openpyxl.Workbook], None]

INFO: Rows = (
    ("学校信息",),
    ("栏目", "内容", "填写说明"),
    ("学校名称", "光明小学", ""),
    ("学校类型", "小学", ""),
    ("报告年度", 2024, ""),
    ("评估标准", "河南省办学基本标准", ""),
    ("报告日期", "2024-11-20", ""),
)
FACTS: Rows = (
    ("基本数据",),
    ("序号", "项目", "学段", "单位", "本年数", "上年数", "定义与填写说明"),
    (1, "在校生数", "", "人", 880, None, ""),
    (2, "教学班数", "", "个", 21, None, ""),
    (3, "专任教师数", "", "人", 48, None, ""),
    (4, "校园面积", "", "亩", 41.5, None, ""),
    (5, "图书册数", "", "册", 18900, None, ""),
    (6, "教学仪器设备值", "", "万元", 63.5, None, ""),
    (7, "入学率", "", "%", "99.8%", None, ""),
    (8, "计算机台数", "", "台", 96, None, ""),
)
META: Rows = (("版本", "1"), ("形式", "单校表"), ("年度", "2024"), ("标准", "河南省办学基本标准"))
FORM: Mapping[str, Rows] = {
    "说明": (("怎么填",),),
    "学校信息": INFO,
    "基本数据": FACTS,
    "_reportgen": META,
}


def write_workbook(path: Path, sheets: Mapping[str, Rows], change: Change | None = None) -> Path:
    """Those sheets in a file, changed by `change` before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name.startswith("_"):
            sheet.sheet_state = "veryHidden"
    if change is not None:
        change(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_form(
    path: Path, cells: Mapping[str, Any] | None = None, change: Change | None = None, **sheets: Rows
) -> Path:
    """A school's form; `cells` are put in by name (`基本数据!E3`), `sheets` added."""

    def put(book: openpyxl.Workbook) -> None:
        for place, value in (cells or {}).items():
            sheet, _, name = place.partition("!")
            book[sheet][name] = value
        if change is not None:
            change(book)

    return write_workbook(path, {**FORM, **sheets}, put)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """An .xlsx of those parts, with one sheet 表 in xl/worksheets/s.xml."""
    sheet = '<sheet name="表" sheetId="1" r:id="rId1"/>'
    main = f'<workbook xmlns:r="r"><sheets>{sheet}</sheets></workbook>'
    relations = '<Relationships><Relationship Id="rId1" Target="worksheets/s.xml"/></Relationships>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {
            "xl/workbook.xml": main,
            "xl/_rels/workbook.xml.rels": relations,
            **parts,
        }.items():
            archive.writestr(name, data)
    return stream.getvalue()


def convert(path: Path, kind: str) -> Path:
    """The workbook as LibreOffice saves it; without it the test is skipped, unless required."""
    return save_again(kind, path, into=path.parent / f"as_{kind}")
