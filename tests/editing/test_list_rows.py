"""Rows that a person typed → the list that a data file has, and the edits that make it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.editing.addresses import Address, same_tree, value_at
from reportgen.editing.list_rows import (
    GivenRow,
    cell_words,
    entries_of,
    list_edits,
    row_cells,
    write_rows,
)
from reportgen.editing.list_shapes import list_shape
from reportgen.editing.yaml_edit import tree_of, write_value
from reportgen.load.library import load_library
from reportgen.model.tree import Tree
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder

_FACTS = load_library(data_folder()).dictionary
_HONOURS: Address = ("成绩",)
_CHAPTERS: Address = ("章节",)
_CLASSES: Address = ("数据", "班级人数")


def _written(address: Address, seen: Tree, *rows: tuple[int | None, tuple[str, ...]]) -> Tree:
    shape = list_shape(address, _FACTS)
    assert shape is not None
    return write_rows(seen, [GivenRow(*row) for row in rows], shape)


_BARE = ("甲奖", "乙奖")
_PLAN: Tree = ({"针对": "图书", "预计增加": {"图书册数": "3000册"}, "内容": "一"},)


@pytest.mark.parametrize(
    ("address", "seen", "rows", "wanted"),
    [
        (_HONOURS, None, [(None, ("甲奖", "", "", "2024"))], ({"名称": "甲奖", "年份": "2024"},)),
        (_HONOURS, _BARE, [(1, ("乙奖", "", "", "")), (0, ("甲奖", "", "", ""))], ("乙奖", "甲奖")),
        (
            _HONOURS,
            _BARE,
            [
                (0, ("甲奖", "市级", "", "")),
                (1, ("乙奖", "", "", "")),
                (None, ("丙奖", "", "", "")),
            ],
            ({"名称": "甲奖", "级别": "市级"}, "乙奖", "丙奖"),
        ),
        (_HONOURS, _BARE, [(0, ("", "", "", "")), (1, (" 丁奖 ", "", "", ""))], ("丁奖",)),
        (_HONOURS, _BARE, [(None, ("", " ", "", ""))], None),
        (_HONOURS, (), [], ()),
        (_HONOURS, "无", [(0, ("无", "", "", ""))], "无"),
        (_CHAPTERS, None, [(None, ("校园足球", "", "一段"))], {"校园足球": "一段"}),
        (
            _CHAPTERS,
            {"甲": "一", "乙": {"内容": "二"}},
            [(1, ("乙", "", "二")), (0, ("丙", "特色", "一"))],
            {"乙": {"内容": "二"}, "丙": {"之后": "特色", "内容": "一"}},
        ),
        (
            _CHAPTERS,
            ({"标题": "甲", "内容": "一"},),
            [(0, ("乙", "", "一"))],
            ({"标题": "乙", "内容": "一"},),
        ),
        (_CLASSES, None, [(None, ("", "45")), (None, ("", "46"))], ("45", "46")),
        (_CLASSES, None, [(None, ("一1班", "45"))], {"一1班": "45"}),
        (
            _CLASSES,
            {"甲": "45", "乙": "46"},
            [(1, ("乙", "46")), (0, ("甲班", "45"))],
            {"乙": "46", "甲班": "45"},
        ),
        (_CLASSES, "45、46", [(0, ("", "45")), (1, ("", "47"))], ("45", "47")),
        (_CLASSES, "45、46", [(0, ("", "45")), (1, ("", "46"))], "45、46"),
        (
            ("今后措施",),
            _PLAN,
            [(0, ("图书", "", "一", "", "", "图书册数：3500册\n在校生数（小学）：10人", ""))],
            (
                {
                    "针对": "图书",
                    "预计增加": {"图书册数": "3500册", "在校生数": {"小学": "10人"}},
                    "内容": "一",
                },
            ),
        ),
        (
            ("佐证材料",),
            ({"指标": "甲", "名称": "册"},),
            [(0, ("甲\n乙", "册", "")), (None, ("丙", "表", "柜"))],
            ({"指标": ("甲", "乙"), "名称": "册"}, {"指标": "丙", "名称": "表", "存放": "柜"}),
        ),
        (
            ("领导小组",),
            ({"职责": "组长", "姓名": "甲", "电话": "1"},),
            [(0, ("", "甲", ""))],
            ({"姓名": "甲", "电话": "1"},),
        ),
    ],
)
def test_rows_are_written_as_the_list_was(
    address: Address, seen: Tree, rows: list[tuple[int | None, tuple[str, ...]]], wanted: Tree
) -> None:
    assert same_tree(_written(address, seen, *rows), wanted)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(0, ("甲", "", "一")), (None, ("", "", "二"))], "第 2 项还没有写“标题”"),
        ([(0, ("甲", "", "一")), (None, ("甲", "", "二"))], "都是“甲”"),
    ],
)
def test_entries_that_are_named_need_names_of_their_own(
    rows: list[tuple[int | None, tuple[str, ...]]], words: str
) -> None:
    with pytest.raises(ReportgenError) as refused:
        _written(_CHAPTERS, {"甲": "一"}, *rows)
    assert words in refused.value.problems[0].message


@pytest.mark.parametrize("address", [("学校",), ("数据",), ("数据", "a", "b", "c"), ()])
def test_only_lists_of_a_data_file_have_a_shape(address: Address) -> None:
    assert list_shape(address, _FACTS) is None


@pytest.mark.parametrize(
    "path", sorted((data_folder() / "schools").glob("*.yaml")), ids=lambda p: p.stem
)
def test_rows_that_nobody_changed_change_nothing(path: Path) -> None:
    tree = tree_of(path.read_text(encoding="utf-8"), "")
    for key in (
        "领导小组",
        "主要措施",
        "特色",
        "成绩",
        "投入",
        "存在问题",
        "今后措施",
        "章节",
        "佐证材料",
        "插图",
    ):
        shape, value = list_shape((key,), _FACTS), value_at(tree, (key,))
        assert shape is not None
        rows = [
            GivenRow(at, tuple(map(cell_words, row_cells(entry, shape))))
            for at, entry in enumerate(entries_of(value, shape))
        ]
        assert same_tree(write_rows(value, rows, shape), value)


def test_a_changed_cell_is_an_edit_of_its_own_and_changed_rows_are_one_of_the_whole() -> None:
    shape = list_shape(_HONOURS, _FACTS)
    assert shape is not None
    seen: Tree = ({"名称": "甲", "年份": "2023"}, {"名称": "乙"})
    same = [GivenRow(0, ("甲", "", "", "")), GivenRow(1, ("乙", "", "", ""))]
    second: Tree = {"名称": "乙", "级别": "市级"}
    changed: Tree = ({"名称": "甲", "年份": "2024"}, second)
    edits = list_edits(_HONOURS, seen, changed, same, shape)
    assert [(edit.address, edit.value, edit.seen) for edit in edits] == [
        (("成绩", 0, "年份"), "2024", "2023"),
        (("成绩", 1, "级别"), "市级", None),
    ]
    (edit,) = list_edits(_HONOURS, seen, (second,), same[1:], shape)
    assert (edit.address, edit.seen) == (_HONOURS, seen)


def test_entries_of_a_block_that_are_moved_are_moved_in_the_file() -> None:
    text = "章节:\n  甲: 一\n  乙: 二\n"
    assert write_value(text, _CHAPTERS, {"乙": "二", "甲": "一"}) == "章节:\n  乙: 二\n  甲: 一\n"


def test_an_empty_list_is_filled_on_lines_of_their_own() -> None:
    entry: Tree = {"标题": "甲", "内容": "一\n\n二"}
    assert write_value("主要措施: []\n", ("主要措施",), (entry,)) == (
        "主要措施:\n  - 标题: 甲\n    内容: |\n      一\n\n      二\n"
    )
