"""A value written into a data file: it says so, and all else stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.editing.addresses import Address, value_at, with_value
from reportgen.editing.yaml_edit import tree_of, write_value
from reportgen.model.tree import Tree
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder

_FILE = """\
# 填表说明
学校:
  名称: 甲小学   # 与公章一致
  类型: 小学

数据:
  在校生数: {小学: 166, 初中: 210}  # 9 月 1 日
  校训: "求真: 务实"
  沿革: |
    第一段

    第二段
  图书册数:
领导小组:
  - {职责: 组长, 姓名: 甲}
  # 副职
  - 职责: 成员
    姓名: 乙
依据: [一, 二]
"""


def _changed(address: Address, value: Tree, text: str = _FILE) -> list[str]:
    """The lines that an edit takes away (-) and puts in (+)."""
    old, new = text.split("\n"), write_value(text, address, value).split("\n")
    gone = [f"-{line}" for line in old if line not in new]
    return [*gone, *(f"+{line}" for line in new if line not in old)]


@pytest.mark.parametrize(
    ("address", "value", "lines"),
    [
        (
            ("学校", "名称"),
            "乙小学",
            ["-  名称: 甲小学   # 与公章一致", "+  名称: 乙小学   # 与公章一致"],
        ),
        (("学校", "代码"), "010020", ['+  代码: "010020"']),
        (("学校", "类型"), None, ["-  类型: 小学"]),
        (
            ("数据", "在校生数", "小学"),
            "170",
            [
                "-  在校生数: {小学: 166, 初中: 210}  # 9 月 1 日",
                "+  在校生数: {小学: 170, 初中: 210}  # 9 月 1 日",
            ],
        ),
        (
            ("数据", "在校生数", "小学"),
            None,
            [
                "-  在校生数: {小学: 166, 初中: 210}  # 9 月 1 日",
                "+  在校生数: {初中: 210}  # 9 月 1 日",
            ],
        ),
        (("数据", "图书册数"), "1.8万册", ["-  图书册数:", "+  图书册数: 1.8万册"]),
        (("数据", "班数", "小学"), "6", ["+  班数: {小学: 6}"]),
        (("数据", "校训"), "勤 #学", ['-  校训: "求真: 务实"', '+  校训: "勤 #学"']),
        (("数据", "沿革"), "一段", ["-  沿革: |", "-    第一段", "-    第二段", "+  沿革: 一段"]),
        (("领导小组", 1, "姓名"), "丙", ["-    姓名: 乙", "+    姓名: 丙"]),
        (("领导小组", 1, "职责"), None, ["-  - 职责: 成员", "-    姓名: 乙", "+  - 姓名: 乙"]),
        (("引言",), "一\n\n二", ["+引言: |", "+  一", "+  二"]),
        (("依据",), ("一", "三"), ["-依据: [一, 二]", "+依据: [一, 三]"]),
    ],
)
def test_only_the_lines_of_the_value_change(
    address: Address, value: Tree, lines: list[str]
) -> None:
    assert _changed(address, value) == lines


def test_a_comment_behind_a_value_of_one_line_stands_above_one_of_several() -> None:
    written = write_value(_FILE, ("学校", "名称"), "甲\n乙")
    assert "  # 与公章一致\n  名称: |\n    甲\n    乙\n  类型" in written


def test_entries_of_a_list_that_stay_keep_their_lines_and_comments() -> None:
    rows = value_at(tree_of(_FILE, ""), ("领导小组",))
    assert isinstance(rows, tuple)
    first, second = rows
    written = write_value(_FILE, ("领导小组",), (second, {"职责": "成员", "姓名": "丙"}, first))
    assert (
        "领导小组:\n  - 职责: 成员\n    姓名: 乙\n  - {职责: 成员, 姓名: 丙}\n"
        "  - {职责: 组长, 姓名: 甲}\n  # 副职\n依据"
    ) in written


def test_an_empty_file_begins_with_the_block() -> None:
    assert write_value("", ("学校", "名称"), "甲小学") == "学校:\n  名称: 甲小学\n"


def test_the_last_entry_of_a_block_leaves_the_block() -> None:
    assert write_value("学校:\n  名称: 甲\n报告: 一\n", ("学校", "名称"), None) == (
        "学校:\n报告: 一\n"
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("甲: &a {数: 1}\n乙: *a\n", ("甲", "数")),
        ("学校: 甲小学\n", ("学校", "名称")),
        ("名单: [甲]\n", ("名单", 3)),
    ],
)
def test_what_cannot_be_written_alone_is_refused(text: str, address: Address) -> None:
    with pytest.raises(ReportgenError) as refused:
        write_value(text, address, "2", "学校.yaml")
    assert refused.value.problems[0].code == "uneditable"


def _addresses(tree: Tree, above: Address = ()) -> Iterator[Address]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _addresses(value, (*above, key))
    elif isinstance(tree, tuple):
        for place, value in enumerate(tree):
            yield from _addresses(value, (*above, place))
    else:
        yield above


@pytest.mark.parametrize(
    "path", sorted((data_folder() / "schools").glob("*.yaml")), ids=lambda p: p.stem
)
def test_every_value_of_a_sample_can_be_changed_and_put_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = tree_of(text, "")
    for address in _addresses(tree):
        changed = write_value(text, address, "改过 #: 的\n第二行")
        assert value_at(tree_of(changed, ""), address) == "改过 #: 的\n第二行"
        again = tree_of(write_value(changed, address, value_at(tree, address)), "")
        assert again == tree


_WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12).map(str.strip)


@given(st.sampled_from(list(_addresses(tree_of(_FILE, "")))), _WORDS)
def test_any_text_is_read_back_as_it_was_written(address: Address, text: str) -> None:
    value = text or None
    if isinstance(address[-1], int) and value is None:
        return
    try:
        written = write_value(_FILE, address, value)
    except ReportgenError:
        # Signs that a data file cannot hold.
        assert any(not each.isprintable() or each in "\ufeff\x85\u2028\u2029" for each in text)
        return
    assert value_at(tree_of(written, ""), address) == value_at(
        with_value(tree_of(_FILE, ""), address, value), address
    )
