"""Workbooks made of names and texts that would be more than texts."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.ooxml.text_book import TextBook

CHART = re.compile(r"word/charts/chart(\d+)\.xml")
HOSTILE = (
    '=HYPERLINK("http://e.example","x")',
    "=cmd|'/C calc'!A0",
    "+1+cmd|'/C calc'!A0",
    "-2+3",
    "@SUM(1,1)",
    "{=1+1}",
    '"&WEBSERVICE("http://e.example")&"',
    "http://e.example/x",
    "external:\\\\e.example\\s\\x.xlsx",
    "internal:A1",
    "mailto:a@e.example",
    "'!A1&'",
    "{cell.__class__}{x}",
    "\t=1+1",
    "\r=1+1",
    "&C&[File]",
    '=DDE("cmd";"/C calc";"x")',
    "_x003D_1+1",
)


class Words:
    """The next text to be put somewhere: hostile ones in turn, or harmless ones."""

    def __init__(self, hostile: bool, first: int = 0) -> None:
        texts = HOSTILE[first:] + HOSTILE[:first]
        self._texts = cycle(texts if hostile else ["无害"])

    def __call__(self, name: str = "") -> str:
        return f"{next(self._texts)}{name}"


def standard(words: Words) -> dict[str, object]:
    facts = {
        "灭火器数": {
            "类型": "计数",
            "单位": words(),
            "学段": "共用",
            "范围": [0, 10000],
            "定义": words(),
        },
        "各室面积": {"类型": "数表", "单位": words(), "学段": "共用"},
        "消防等级": {
            "类型": "选项",
            "学段": "共用",
            "选项": [words("甲"), words("乙")],
            "定义": words(),
        },
    }
    return {
        "标识": "自定",
        "名称": words(),
        "简称": words(),
        "文号": words(),
        "学段": ["小学", "初中"],
        "差异系数": {"方式": "各项", "小学": 0.5, "初中": 0.45},
        "事实": facts,
        "指标": [
            {
                "编号": "a",
                "名称": words("甲"),
                "分子": "图书册数",
                "分母": "在校生数",
                "标准": 5,
                "单位": words(),
                "说明": words(),
                "变体": [{"名称": words(), "可选": "是", "标准": 3}],
            },
            {
                "编号": "b",
                "名称": words("乙"),
                "分子": "灭火器数",
                "标准": {"小学": 5},
                "单位": words(),
            },
            {
                "编号": "c",
                "名称": words("丙"),
                "分子": "专任教师数",
                "分母": "在校生数",
                "标准": 50,
                "单位": "%",
            },
        ],
    }


def school(name: str, words: Words, county: str, books: object) -> dict[str, object]:
    entry = [{"名称": words(), "级别": words(), "颁发单位": words(), "年份": 2024}]
    return {
        "学校": {
            "名称": name,
            "类型": "小学",
            "地址": words(),
            "所在区县": county,
            "代码": words(name[-3:]),
        },
        "报告": {"年度": 2024, "标准": ["本县标准.yaml"], "主送": words(), "署名": words()},
        "数据": {
            "在校生数": 100,
            "图书册数": books,
            "灭火器数": 3,
            "专任教师数": 9,
            "班级人数": {words("一班"): 50, words("二班"): 50},
        },
        "基本情况": words(),
        "主要措施": [{"标题": words(), "内容": words()}],
        "成绩": entry,
        "存在问题": [{"标题": words(), "内容": words(), "指标": words()}],
        "今后措施": [{"针对": words(), "标题": words(), "内容": words(), "责任人": words()}],
        "章节": {words("章"): words()},
    }


def put(path: Path, tree: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")


def run(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.output


def roster(path: Path, words: Words, names: list[str]) -> Path:
    book = TextBook()
    page = book.add_page("名单")
    heads = ("学校名称", "学校类型", "学校代码", "所在区县", "学校地址")
    rows = [heads, *((name, "小学", "", words(), words()) for name in names)]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            page.write_string(row, column, text)
    path.write_bytes(book.close())
    return path


def make(folder: Path, words: Words) -> dict[str, bytes]:
    """All that the program makes workbooks of: forms, a batch, what is sent back."""
    place, county = folder / "县", words("县")
    names = [words(f"校{number}小学") for number in range(3)]
    put(place / "本县标准.yaml", standard(words))
    own = {
        "区县": {"名称": county},
        "报告": {"年度": 2024, "署名": words(), "标准": ["本县标准.yaml"]},
    }
    put(place / "区县.yaml", own)
    for number, books in enumerate((45, 900, "约" + words())):
        tree = school(names[number], words, county, books)
        put(place / f"{number}.yaml", {**tree, words(): words()} if number == 2 else tree)
    forms = folder / "表"
    forms.mkdir()
    run("convert", place / "0.yaml", forms / "转换.xlsx")
    listed = roster(folder / "名单.xlsx", words, [*names[:2], words("丁小学")])
    bureau = ("--standard", place / "本县标准.yaml", "--bureau", words(), "--due", words())
    run("form", "new", "-o", forms, "--schools", listed, *bureau)
    run("form", "new", "-o", forms / "汇总.xlsx", "--schools", listed, "--wide", *bureau)
    run("form", "new", "-o", folder / "有去年的", "--schools", listed, *bureau, "--last", place)
    run("explain", place / "0.yaml", "-o", folder / "来源.xlsx")
    run("batch", place, "-o", folder / "out", "-j", 1, "--roster", listed)
    run("check", place, "--return", folder / "退回")
    run("check", place / "2.yaml", forms / "转换.xlsx", "--strict", "--return", folder / "退回")
    return dict(workbooks(folder))


def workbooks(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All workbooks below the folder, those in documents too."""
    for path in folder.rglob("*.xlsx"):
        yield str(path), path.read_bytes()
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith(".xlsx"):
                    yield f"{path} {name}", package.read(name)


def charts(folder: Path) -> Iterator[tuple[bytes, bytes, bytes]]:
    """All charts of documents below the folder: the chart, its relations, its workbook."""
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            for name in filter(CHART.fullmatch, sorted(names)):
                number = CHART.sub(r"\1", name)
                relations = f"word/charts/_rels/chart{number}.xml.rels"
                book = f"word/embeddings/chart{number}.xlsx"
                yield package.read(name), package.read(relations), package.read(book)
