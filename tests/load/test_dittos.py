"""同上 in the lists of a file: what stands above it, told, or asked with its place."""

from __future__ import annotations

import pytest

from reportgen.load.dittos import fill_dittos
from reportgen.load.workbooks.column_titles import find_titled_table
from reportgen.load.workbooks.grid import Grid, GridCell
from reportgen.load.yaml_tree import Item, parse_yaml
from reportgen.model.form import TABLES
from reportgen.problems import Problem, Severity

FIELDS = [(spec.key, title) for spec in TABLES for title in spec.columns]


def read(text: str) -> tuple[Item, list[Problem]]:
    root = parse_yaml(text, "甲.yaml")
    assert root is not None
    (block,) = fill_dittos(root.entries()).values()
    return block, root.reading.problems


def values(block: Item, title: str) -> list[str]:
    return [entry.entries()[title].text() for entry in block.items()]


@pytest.mark.parametrize(("key", "title"), FIELDS)
@pytest.mark.parametrize("sign", ["同上", "〃", "（同前）"])
def test_each_column_of_each_list_takes_what_stands_above(key: str, title: str, sign: str) -> None:
    rows = [
        f"- {{{title}: 甲镇}}",
        "- {别的: 乙}",
        f"- {{{title}: {sign}}}",
        f"- {{{title}: {sign}}}",
    ]
    block, problems = read("\n".join([f"{key}:", *rows]))
    entries = [entry.entries() for entry in block.items()]
    assert [each[title].text() for each in entries if title in each] == ["甲镇"] * 3
    assert [(each.severity, each.location.path) for each in problems] == [
        (Severity.WARNING, f"{key}[3].{title}"),
        (Severity.WARNING, f"{key}[4].{title}"),
    ]
    assert all("按上面一项的“甲镇”读入" in each.message for each in problems)
    assert [each.remedy.texts for each in problems if each.remedy] == [("甲镇",)] * 2


@pytest.mark.parametrize(("title", "above"), [("金额", "30"), ("内容", "扩建运动场，" * 6)])
def test_a_figure_and_a_long_text_are_asked(title: str, above: str) -> None:
    block, (problem,) = read(
        f"投入:\n- {{{title}: “{above}”}}\n- {{{title}: 同上}}".replace("“", "").replace("”", "")
    )
    assert values(block, title) == [above, ""]
    assert problem.severity is Severity.ERROR and "看不出是和上面一项的" in problem.message
    assert problem.remedy is not None and problem.remedy.texts == (above,)


def test_a_year_is_taken_and_the_first_of_a_list_is_asked() -> None:
    block, problems = read("成绩:\n- {年份: 同上}\n- {年份: 2023}\n- {年份: 同上}")
    assert values(block, "年份") == ["", "2023", "2023"]
    assert [(each.severity, each.location.line) for each in problems] == [
        (Severity.ERROR, 2),
        (Severity.WARNING, 4),
    ]


def test_lists_within_a_block_are_filled_and_texts_that_hold_the_word_are_not() -> None:
    block, problems = read("教师结构:\n  学历:\n  - {学历: 本科}\n  - {学历: 同上}\n  备注: 同上")
    assert values(block.entries()["学历"], "学历") == ["本科", "本科"] and len(problems) == 1
    block, problems = read("主要措施:\n- {内容: 甲}\n- {内容: 同上级部门联系}")
    assert values(block, "内容") == ["甲", "同上级部门联系"] and not problems


def test_the_labels_of_a_sheet_mean_what_stands_above() -> None:
    rows = [("学段", "年级"), ("小学", "一年级"), ("〃", "同上"), ("同上", "二年级")]
    cells = {at: dict(enumerate(map(GridCell, row), 1)) for at, row in enumerate(rows, 1)}
    table = find_titled_table(Grid("班级明细", cells), ("学段", "年级"), 2)
    assert table is not None
    assert [table.meant(row, "学段") for row in table.rows()] == ["小学"] * 3
    assert [table.meant(row, "年级") for row in table.rows()] == ["一年级", "一年级", "二年级"]
