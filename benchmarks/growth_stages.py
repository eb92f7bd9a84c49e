"""What `growth.py` measures of templates, lists, tables and forms: more of what each may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from benchmarks.bomb_files import TEMPLATE, packed, unpacked
from benchmarks.growth_documents import document_of, paragraph
from benchmarks.growth_schools import workshop
from benchmarks.growth_texts import ADVERSARIAL, HONEST, Case, Task
from benchmarks.workbooks import read_schools, write_forms, write_table
from reportgen.load.workbooks.workbook_file import WorkbookFile
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.numbering import ListCounter, read_lists
from reportgen.problems import ReportgenError
from reportgen.render.column_fitting import fit_widths, natural_widths
from reportgen.render.template import compile_template
from reportgen.render.wrapping import fold_at_bracket, fold_head, fold_members, lowest_widths
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.table_of_contents.filling import Contents

Kinds = Mapping[str, tuple[str, Callable[[int], Task]]]

# ---- templates: as much as `bounded.limits` lets into one ----

_MOST_PARAGRAPHS, _MOST_ENTRIES, _MOST_SIGNS = 8_000, 4_000, 190_000
_ROW = f"<w:tr><w:tc>{paragraph('{{%tr for 行 in 达标表 %}}')}</w:tc></w:tr>"


def _compiled(inside: str) -> Task:
    parts = unpacked(TEMPLATE.read_bytes())
    main = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + inside.encode(), 1)
    return partial(_compile, packed({**parts, "word/document.xml": main}))


def _compile(data: bytes) -> object:
    try:
        return compile_template(data, "甲.docx", FILTERS)
    except (ReportgenError, RecursionError) as fault:
        return fault


def _blocks(size: int) -> str:
    ends = paragraph("{%p if 学校.名称 %}"), paragraph("甲"), paragraph("{%p endif %}")
    return "".join(ends) * (size // 3)


_TEMPLATES: Kinds = {
    "paragraphs": (HONEST, lambda n: _compiled(paragraph("学校占地三十亩。") * n)),
    "tags": (HONEST, lambda n: _compiled(paragraph("{{ 学校.名称 }}") * n)),
    "blocks": (HONEST, lambda n: _compiled(_blocks(n))),
    "blocks that do not end": (
        ADVERSARIAL,
        lambda n: _compiled(paragraph("{%p if 学校.名称 %}") * n),
    ),
    "tags in one paragraph": (
        ADVERSARIAL,
        lambda n: _compiled(paragraph("{{ 学校.名称 }}" * n)),
    ),
    "tags that do not end": (ADVERSARIAL, lambda n: _compiled(paragraph("{{ 学校.名称 ") * n)),
    "unknown names": (
        ADVERSARIAL,
        lambda n: _compiled("".join(paragraph(f"{{{{ 校{at} }}}}") for at in range(n))),
    ),
}

# ---- tables of contents, lists ----

_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_ASKED = '<w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
_LIST = f"<w:p>{_MARK.format('begin')}{_ASKED}{_MARK.format('separate')}{_MARK.format('end')}</w:p>"


def _contents(inside: str) -> Task:
    data = document_of(inside)
    return lambda: Contents(data).probe()


_CONTENTS: Kinds = {
    "headings": (HONEST, lambda n: _contents(_LIST + paragraph("一、办学条件", "1") * n)),
    "texts": (HONEST, lambda n: _contents(_LIST + paragraph("学校占地三十亩。") * n)),
    "lists": (
        ADVERSARIAL,
        lambda n: _contents(_LIST * max(1, n // 40) + paragraph("一、甲", "1") * 40),
    ),
    "fields that do not end": (
        ADVERSARIAL,
        lambda n: _contents(f"<w:p>{_MARK.format('begin')}{_ASKED}</w:p>" * n),
    ),
}
_LEVEL = '<w:lvl w:ilvl="{0}"><w:numFmt w:val="decimal"/><w:lvlText w:val="{1}"/></w:lvl>'


def _numbered(levels: str, lists: int, size: int) -> Task:
    family = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    said = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/></w:num>' for at in range(lists)
    )
    root = etree.fromstring(f'<w:numbering xmlns:w="{W[1:-1]}">{family}{said}</w:numbering>')
    return partial(_count, root, size)


def _count(root: Any, size: int) -> object:
    found, counter = list(read_lists(root).values()), ListCounter()
    return [counter.count(found[at % len(found)], at % 9) for at in range(size)]


_NUMBERS: Kinds = {
    "paragraphs": (HONEST, lambda n: _numbered(_LEVEL.format(0, "%1."), 3, n)),
    "lists": (HONEST, lambda n: _numbered(_LEVEL.format(0, "%1."), n, n)),
    "long labels": (ADVERSARIAL, lambda n: _numbered(_LEVEL.format(0, "%1." * n), 1, 9)),
    "unknown places": (ADVERSARIAL, lambda n: _numbered(_LEVEL.format(0, "%9" * n), 1, 9)),
}

# ---- widths and wrapping ----


def _folded(text: str) -> Task:
    return lambda: (fold_head(text, 12), fold_at_bracket(text, 12), fold_members(text, "成员"))


def _widths(columns: int, rows: int) -> Task:
    texts = [
        [f"生均面积{row * column % 97}平方米" for row in range(rows)] for column in range(columns)
    ]
    return lambda: natural_widths(texts, 9_000)


def _lowered(columns: int, rows: int) -> Task:
    wanted = [[float(row * column % 977) for column in range(columns)] for row in range(rows)]
    return lambda: lowest_widths([90.0] * columns, wanted, [30.0] * columns)


_WRAPPING: Kinds = {
    "members": (HONEST, lambda n: _folded("张三（校长）、李四，" * (n // 10))),
    "a text": (HONEST, lambda n: _folded("生均教学及辅助用房面积" * (n // 10))),
    "brackets": (ADVERSARIAL, lambda n: _folded("（" * n)),
    "brackets that end": (ADVERSARIAL, lambda n: _folded("（）" * (n // 2))),
    "stops": (ADVERSARIAL, lambda n: _folded("、" * n)),
}
_WIDTHS: Kinds = {
    "rows": (HONEST, partial(_widths, 12)),
    "columns": (HONEST, lambda n: _widths(n, 12)),
    "rows that wrap": (HONEST, partial(_lowered, 4)),
    "columns that wrap": (ADVERSARIAL, lambda n: _lowered(n, 12)),
    "columns, each twice as wide": (
        ADVERSARIAL,
        lambda n: partial(fit_widths, [1.01 ** (at % 900) for at in range(n)], 9_000),
    ),
}

# ---- tables and forms ----


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


@cache
def _sample() -> Mapping[str, Any]:
    return read_schools(1)[0]


def _school(name: str) -> Mapping[str, Any]:
    figures = dict(list(_sample()["数据"].items())[:6])
    return {**_sample(), "学校": {**_sample()["学校"], "名称": name}, "数据": figures}


def _county(name: str, size: int) -> Task:
    return _written(write_table, [_school(name.format(at)) for at in range(size)])


def _form(key: str, size: int) -> Task:
    entry = {
        "标题": "措施",
        "内容": "学校做了一件事，现有学生880人。",
        "名称": "奖",
        "级别": "县级",
    }
    return _written(write_forms, [{**_sample(), key: [entry] * size}])


def _written(write: Callable[[Path, Sequence[Mapping[str, Any]]], None], schools: Any) -> Task:
    folder = Path(_folder().name) / "表"
    rmtree(folder, ignore_errors=True)
    write(folder, schools)
    return partial(_read, next(folder.iterdir()))


def _read(path: Path) -> object:
    file = WorkbookFile(path, None, workshop().library)
    try:
        table = file.table
        if table is None:
            return file.read_form()
        return [
            table.problems,
            *((table.root(row), table.find_rows(row.name)) for row in table.rows),
        ]
    except ReportgenError as fault:
        return fault


_TABLES: Kinds = {
    "schools": (HONEST, partial(_county, "第{}小学")),
    "schools of one name": (ADVERSARIAL, partial(_county, "光明小学")),
    "sums": (ADVERSARIAL, partial(_county, "合计")),
}
_FORMS: Kinds = {
    "measures": (HONEST, partial(_form, "主要措施")),
    "honours": (HONEST, partial(_form, "成绩")),
}
_STAGES: Mapping[str, tuple[Kinds, int, int]] = {
    "compiling a template": (_TEMPLATES, 30, _MOST_PARAGRAPHS),
    "a table of contents": (_CONTENTS, 50, _MOST_PARAGRAPHS),
    "numbers of lists": (_NUMBERS, 500, _MOST_SIGNS),
    "wrapping": (_WRAPPING, 4_000, _MOST_SIGNS),
    "widths of columns": (_WIDTHS, 50, 40_000),
    "a county's table": (_TABLES, 25, _MOST_ENTRIES),
    "a form": (_FORMS, 50, _MOST_ENTRIES),
}


def stage_cases() -> Iterator[Case]:
    """Every stage with every input."""
    for stage, (kinds, first, most) in _STAGES.items():
        for told, (kind, prepare) in sorted(kinds.items(), key=lambda each: each[1][0]):
            yield Case(stage, kind, told, prepare, first, most)
