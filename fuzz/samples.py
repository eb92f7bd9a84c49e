"""The sound files that the inputs are made from: small, with something of each kind in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import yaml
from click.testing import CliRunner
from docx import Document
from docx.document import Document as WordDocument

from benchmarks.bomb_files import biff, number, ods, ods_row, paragraph, png, record
from fuzz.of_packages import pack, unpack
from reportgen.cli import cli
from reportgen.resources import data_folder, templates_folder

SEEDS = Path(__file__).parent / "seeds"
Rows = Iterable[Iterable[object]]


@cache
def seed(name: str) -> bytes:
    """A small file of that kind."""
    return (SEEDS / name).read_bytes()


def rows(name: str) -> list[list[str]]:
    """Those of a table of text."""
    return list(csv.reader(io.StringIO(seed(name).decode())))


def bundled(folder: str, *names: str) -> list[bytes]:
    """The files of that folder of data, or those of them."""
    found = sorted((data_folder() / folder).glob("*.yaml"))
    return [path.read_bytes() for path in found if not names or path.stem in names]


@cache
def schools() -> tuple[bytes, ...]:
    """Small schools most of all, and those of the bundled that name no other files."""
    small = (seed("学校.yaml"), seed("一贯制.yaml"))
    large = bundled("schools", "完全小学", "九年一贯制", "幼儿园", "校园安全")
    return (*small * 10, *bundled("init"), *large)


def narratives() -> tuple[bytes, ...]:
    """What a clerk types."""
    return (seed("文字.md"),)


def as_narrative(text: bytes) -> bytes:
    """A small school with that text in each block that takes one."""
    said = text.decode("utf-8", "replace")
    tree = yaml.load(seed("学校.yaml"), yaml.CSafeLoader)
    tree["特色"] = said
    for block in ("主要措施", "存在问题", "今后措施"):
        tree[block][0]["内容"] = said
    made = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return str(made).encode()


def districts() -> tuple[bytes, ...]:
    """A small county's file most of all."""
    return (*[seed("区县.yaml")] * 5, *bundled("districts/示例县", "区县"))


def standards() -> tuple[bytes, ...]:
    """A small standard most of all."""
    return (*[seed("标准.yaml")] * 8, *bundled("standards"))


# ---- workbooks ----


def workbook(*sheets: tuple[str, Rows]) -> bytes:
    """An .xlsx of those sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(map(_typed, line)))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _typed(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdigit() else value


@cache
def forms() -> tuple[bytes, ...]:
    """A form as people cut it down most of all, and a whole one."""
    info = (("学校信息",), ("栏目", "内容"), ("学校名称", "光明小学"), ("学校类型", "小学"))
    head = ("序号", "项目", "学段", "单位", "本年数", "上年数", "定义与填写说明")
    facts = (
        ("基本数据",),
        head,
        (1, "在校生数", "", "人", 880),
        (2, "图书册数", "", "册", 900),
    )
    about = (*info, ("报告年度", 2024), ("评估标准", "河南省办学基本标准"))
    meta = (("版本", "1"), ("形式", "单校表"), ("年度", "2024"), ("标准", "河南省办学基本标准"))
    small = workbook(("学校信息", about), ("基本数据", facts), ("_reportgen", meta))
    return (small, small, small, _converted())


def _converted() -> bytes:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.yaml", Path(folder) / "a.xlsx"
        source.write_bytes(seed("学校.yaml"))
        CliRunner().invoke(cli, ["convert", str(source), str(target)])
        return target.read_bytes()


@cache
def wide_forms() -> tuple[bytes, ...]:
    """The table that a county's schools fill in, a row a school."""
    with TemporaryDirectory() as folder:
        listed, target = Path(folder) / "名单.xlsx", Path(folder) / "表.xlsx"
        listed.write_bytes(rosters()[0])
        terms = ("--wide", "--standard", "基本均衡2012", "--year", "2024")
        command = ["form", "new", "--schools", str(listed), *terms, "-o", str(target)]
        CliRunner().invoke(cli, command)
        return (_filled(target),)


_UNITS = ("人", "册", "㎡", "台", "元", "个")


def _filled(form: Path) -> bytes:
    """The table with a number for each school wherever the head has a unit."""
    book = openpyxl.load_workbook(form)
    sheet = book["汇总表"]
    counted = [
        number
        for number, column in enumerate(sheet.iter_cols(max_row=5, values_only=True), 1)
        if any(unit in str(text) for text in column for unit in _UNITS)
    ]
    for row in range(6, 8):
        for column in counted:
            if row == 7 or "初中" not in str(sheet.cell(4, column).value):
                sheet.cell(row, column, 99 * row - 7 * column)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def tables() -> tuple[bytes, ...]:
    """A county's table with a school a row."""
    return (workbook(("汇总表", rows("汇总表.csv")), ("说明", (("怎么填",),))),)


@cache
def past() -> tuple[bytes, ...]:
    """Workbooks with a school's figures, of each sort."""
    return (forms()[0], *wide_forms(), *tables())


@cache
def rosters() -> tuple[bytes, ...]:
    """A list of schools."""
    return (workbook(("名单", rows("名单.csv"))),)


def ods_tables() -> tuple[bytes, ...]:
    """The county's table as .ods."""
    lines = ("".join(map(_ods_cell, line)) for line in rows("汇总表.csv"))
    return (ods("".join(map(ods_row, lines))),)


def _ods_cell(value: str) -> str:
    kind = "float" if value.isdigit() else "string"
    said = f'office:value-type="{kind}" office:value="{value}"'
    return f"<table:table-cell {said}><text:p>{value}</text:p></table:table-cell>"


def xls_tables() -> tuple[bytes, ...]:
    """The county's table as .xls."""
    lines = enumerate(rows("汇总表.csv"))
    cells = (_xls_cell(at, *each) for at, line in lines for each in enumerate(line))
    merged = record(0xE5, b"\1\0" + b"\0\0\0\0\1\0\3\0")
    return (biff(b"".join(cells) + merged),)


def _xls_cell(row: int, column: int, value: str) -> bytes:
    if value.isdigit():
        return number(row, column, int(value))
    text = value.encode("utf-16-le")
    at = b"".join(each.to_bytes(2, "little") for each in (row, column, 0, len(text) // 2))
    return record(0x204, at + b"\1" + text)


# ---- Word ----


@cache
def reports() -> tuple[bytes, ...]:
    """Documents to be checked: one that somebody typed, and a report that was made."""
    typed = Document()
    typed.add_heading("学校工作总结", 0)
    for text in ("一、基本情况", "学校有教师49人。", "1、教师", "某小学", "2024.5.6"):
        typed.add_paragraph(text)
    typed.add_table(2, 2)
    return (_saved(typed), _built())


def _built() -> bytes:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "a.yaml"
        source.write_bytes(seed("学校.yaml"))
        CliRunner().invoke(cli, ["build", str(source), "-o", folder])
        return next(Path(folder).glob("*.docx")).read_bytes()


def _saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def templates() -> tuple[bytes, ...]:
    """A small template with each sort of tag most of all, and a form."""
    form = (templates_folder() / "整改台账.docx").read_bytes()
    return (*[_small_template(form)] * 8, form)


_LINES = (
    "{{ 学校.名称 }}有学生{{ 数据.在校生数 }}。",
    "{%p if 报告.日期 %}",
    "{{ 报告.日期 }}",
    "{%p endif %}",
    "{{p 主要措施 }}",
)
_ROWS = (
    ("指标", "结论"),
    ("{%tr for 行 in 达标表 %}", ""),
    ("{{ 行.指标 }}", "{{ 行.结论 }}"),
    ("{%tr endfor %}", ""),
)
_BODY = re.compile(r"(<w:body>).*(<w:sectPr.*</w:body>)", re.DOTALL)


def _small_template(form: bytes) -> bytes:
    """The form with another text."""
    body = f"{''.join(map(paragraph, _LINES))}{_table()}{paragraph('{{ 报告.署名 }}')}"
    parts = dict(unpack(form))
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = _BODY.sub(rf"\1{body}\2", text).encode()
    return pack(list(parts.items()))


def _table() -> str:
    rows = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in _ROWS)
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}<w:tr>{'</w:tr><w:tr>'.join(rows)}</w:tr></w:tbl>"


def phrase(name: str) -> tuple[bytes, ...]:
    """The bundled phrase of that name."""
    return ((templates_folder() / "短语" / f"{name}.j2").read_bytes(),)


def genres() -> tuple[bytes, ...]:
    """What reports may be about."""
    return tuple(bundled("genres"))


def outlines() -> tuple[bytes, ...]:
    """What sections a report has."""
    return ((templates_folder() / "提纲.yaml").read_bytes(),)


def district_outlines() -> tuple[bytes, ...]:
    """What sections a county's report has."""
    return ((templates_folder() / "县域提纲.yaml").read_bytes(),)


@cache
def district_templates() -> tuple[bytes, ...]:
    """The county's template."""
    return ((templates_folder() / "县域自查报告.docx").read_bytes(),)


# ---- others ----


def returns() -> tuple[bytes, ...]:
    """A .zip of what schools and their county sent."""
    names = {"光明小学.yaml": "学校.yaml", "云岭/云岭学校.yaml": "一贯制.yaml"}
    names |= {each: each for each in ("区县.yaml", "汇总表.csv", "映射.yaml", "名单.csv")}
    parts = [(name, seed(source)) for name, source in names.items()]
    return (pack([*parts, ("图.png", png(9, 9))]),)


def pictures() -> tuple[bytes, ...]:
    """Pictures of each kind that people send, as small as they can be."""
    frame = b"\xff\xc0\0\x11\x08\0\x09\0\x09\3\1\x22\0\2\x11\1\3\x11\1"
    jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + frame + b"\xff\xd9"
    gif = b"GIF89a\x09\0\x09\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x09\0\x09\0\0\2\1\0;"
    bmp = b"BM" + bytes(12) + b"\x28\0\0\0\x09\0\0\0\x09\0\0\0\1\0\x18\0" + bytes(24)
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    return (png(9, 9), png(9, 9), jpeg, jpeg, gif, bmp, svg)
