"""A generated district as a wide table and as single forms, and the same as YAML files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from benchmarks.district import school_text
from reportgen.model.form import META_SHEET, TABLES, WIDE_HEADS, WIDE_SHEET, FactColumn, TableSheet
from reportgen.model.form_labels import row_label
from reportgen.pipeline import Workshop

_CLASS_SIZES = "班级人数"
_META = (("版本", "1"), ("年度", "2024"), ("标准", "优质均衡2017"))
_INFO = (
    *(("学校名称", "学校", "名称"), ("学校类型", "学校", "类型"), ("所在区县", "学校", "所在区县")),
    *(("报告年度", "报告", "年度"), ("主送单位", "报告", "主送"), ("报告日期", "报告", "日期")),
)


def read_schools(schools: int) -> list[dict[str, Any]]:
    """What the generated data files say, all of it text."""
    return [yaml.load(school_text(number), yaml.CBaseLoader) for number in range(1, schools + 1)]


def write_yaml(folder: Path, schools: Sequence[Mapping[str, Any]], with_texts: bool) -> None:
    """A file a school, with its texts or only with what a wide table has."""
    folder.mkdir()
    for number, school in enumerate(schools, 1):
        said = school if with_texts else {key: school[key] for key in ("学校", "报告", "数据")}
        text = yaml.dump(dict(said), allow_unicode=True, sort_keys=False)
        (folder / f"{number:05d}.yaml").write_text(text, encoding="utf-8")


def write_table(folder: Path, schools: Sequence[Mapping[str, Any]]) -> None:
    """All of them in one wide table."""
    folder.mkdir()
    rows = [dict(_figures(school["数据"])) for school in schools]
    labels = list(dict.fromkeys(label for row in rows for label in row))
    book = xlsxwriter.Workbook(str(folder / "汇总表.xlsx"))
    page = book.add_worksheet(WIDE_SHEET)
    page.write_row(0, 0, (*WIDE_HEADS, *(row_label(name, stage or None) for name, stage in labels)))
    for number, (school, row) in enumerate(zip(schools, rows, strict=True), 1):
        page.write_row(number, 0, (number, school["学校"]["名称"], "", school["学校"]["类型"]))
        for column, label in enumerate(labels, len(WIDE_HEADS)):
            if label in row:
                _write(page, number, column, row[label])
    _write_meta(book, "汇总表")
    book.close()


def _figures(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for name, value in data.items():
        parts = value.items() if isinstance(value, dict) else (("", value),)
        for stage, part in parts:
            yield (name, stage), "、".join(part) if isinstance(part, list) else part


def write_forms(folder: Path, schools: Sequence[Mapping[str, Any]]) -> None:
    """A form a school, as full as ours is: definitions, previews and empty cells with a look."""
    folder.mkdir()
    facts = Workshop().library.dictionary.facts
    definitions = {name: fact.definition for name, fact in facts.items()}
    for number, school in enumerate(schools, 1):
        book = xlsxwriter.Workbook(str(folder / f"{number:05d}.xlsx"))
        look = book.add_format({"bg_color": "#FFF2CC"})
        _write_info(book.add_worksheet("学校信息"), school)
        _write_facts(book.add_worksheet("基本数据"), school["数据"], definitions, look)
        _write_classes(book.add_worksheet("班级明细"), school["数据"][_CLASS_SIZES], look)
        for table in TABLES[:4]:
            _write_texts(book.add_worksheet(table.name), table, school.get(table.key, ()))
        _write_meta(book, "单校表")
        book.close()


def _write_info(page: Any, school: Mapping[str, Any]) -> None:
    page.write_row(0, 0, ("栏目", "内容", "填写说明"))
    for row, (label, block, key) in enumerate(_INFO, 1):
        page.write_row(row, 0, (label, school[block][key]))


def _write_texts(page: Any, table: TableSheet, entries: Sequence[Mapping[str, Any]]) -> None:
    page.write_row(0, 0, table.columns)
    for row, entry in enumerate(entries, 1):
        page.write_row(row, 0, [entry.get(title, "") for title in table.columns])


def _write_facts(
    page: Any, data: Mapping[str, Any], definitions: Mapping[str, str], look: Any
) -> None:
    page.write_row(0, 0, list(FactColumn))
    rows = [(name, stage, text) for (name, stage), text in _figures(data) if name != _CLASS_SIZES]
    for row, (name, stage, text) in enumerate(rows, 1):
        page.write_row(row, 0, (row, name, stage or "全校"))
        _write(page, row, 4, text)
        page.write_blank(row, 5, None, look)
        page.write_formula(row, 6, f'=IF(E{row + 1}="","",E{row + 1})', look, "")
        page.write_row(row, 9, (definitions.get(name, ""), "教基表"))


def _write_classes(page: Any, sizes: Any, look: Any) -> None:
    page.write_row(0, 0, ("序号", "学段", "年级", "班级名称", "人数"))
    by_stage = sizes if isinstance(sizes, dict) else {"全校": sizes}
    row = 0
    for stage, numbers in by_stage.items():
        for number in (*numbers, *[None] * 10):
            row += 1
            page.write_row(row, 0, (row, stage))
            if number is None:
                page.write_blank(row, 4, None, look)
            else:
                page.write_number(row, 4, int(number))


def _write(page: Any, row: int, column: int, text: str) -> None:
    if text.isdigit():
        page.write_number(row, column, int(text))
    else:
        page.write_string(row, column, text)


def _write_meta(book: Any, kind: str) -> None:
    page = book.add_worksheet(META_SHEET)
    for row, line in enumerate((*_META, ("形式", kind))):
        page.write_row(row, 0, line)
    page.very_hidden()
