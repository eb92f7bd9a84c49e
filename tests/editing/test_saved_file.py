"""Edits of a file on disk: over nothing that somebody else wrote, with versions kept."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from reportgen.editing.saved_file import ValueEdit, find_versions, open_file, save_edits
from reportgen.model.tree import Tree
from reportgen.problems import ReportgenError, UnreadableFileError

_NOW = datetime.datetime(2026, 1, 2, 3, 4, 5)
_NAME = ("学校", "名称")
_TEXT = "学校:\n  名称: 甲小学\n  类型: 小学\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "学校.yaml"
    path.write_text(_TEXT, encoding="utf-8")
    return path


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_an_edit_is_in_the_file_at_once(file: Path) -> None:
    saved = save_edits(file, [ValueEdit(_NAME, "乙小学", "甲小学")], _NOW)
    assert _text(file) == _TEXT.replace("甲", "乙") == saved.file.text
    assert saved.conflicts == ()


def test_what_somebody_else_changed_elsewhere_stays(file: Path) -> None:
    file.write_text(_TEXT + "  地址: 某路1号\n", encoding="utf-8")
    save_edits(file, [ValueEdit(_NAME, "乙小学", "甲小学")], _NOW)
    assert _text(file) == _TEXT.replace("甲", "乙") + "  地址: 某路1号\n"


def test_the_same_value_changed_elsewhere_waits_for_a_choice(file: Path) -> None:
    edits = [ValueEdit(_NAME, "乙小学", "丙小学"), ValueEdit(("学校", "类型"), "初中", "小学")]
    saved = save_edits(file, edits, _NOW)
    assert [(each.edit.value, each.there) for each in saved.conflicts] == [("乙小学", "甲小学")]
    assert _text(file) == _TEXT.replace("类型: 小学", "类型: 初中")


def test_what_both_wrote_alike_is_no_conflict(file: Path) -> None:
    assert save_edits(file, [ValueEdit(_NAME, "甲小学", "丙小学")], _NOW).conflicts == ()


def test_a_list_that_was_empty_is_filled_in(file: Path) -> None:
    file.write_text(_TEXT + "报告:\n  标准: []\n", encoding="utf-8")
    saved = save_edits(file, [ValueEdit(("报告", "标准"), ("某标准",), None)], _NOW)
    assert (saved.conflicts, "某标准" in saved.file.text) == ((), True)


def test_line_ends_of_windows_stay(file: Path) -> None:
    file.write_bytes(_TEXT.replace("\n", "\r\n").encode("gb18030"))
    save_edits(file, [ValueEdit(("学校", "地址"), "某路1号", None)], _NOW)
    assert _text(file) == (_TEXT + "  地址: 某路1号\n").replace("\n", "\r\n")


def test_an_edit_that_changes_nothing_writes_nothing(file: Path) -> None:
    before = file.stat().st_mtime_ns
    save_edits(file, [ValueEdit(_NAME, "甲小学", "甲小学")], _NOW)
    assert (file.stat().st_mtime_ns, find_versions(file)) == (before, ())


def test_versions_are_kept_minutes_apart_and_the_oldest_go(file: Path) -> None:
    now, last = _NOW, "甲小学"
    for number in range(40):
        name = f"第{number}小学"
        save_edits(file, [ValueEdit(_NAME, name, last)], now)
        save_edits(file, [ValueEdit(("学校", "地址"), name, None)], now)
        save_edits(file, [ValueEdit(("学校", "地址"), None, name)], now)
        now, last = now + datetime.timedelta(minutes=6), name
    kept = find_versions(file)
    assert len(kept) == 30
    assert "第9小学" in _text(kept[0])
    assert "第38小学" in _text(kept[-1])


def test_other_files_beside_the_versions_are_left_alone(file: Path) -> None:
    folder = file.parent / ".reportgen" / "旧版本"
    folder.mkdir(parents=True)
    (folder / "学校_旧.yaml").write_text("", encoding="utf-8")
    save_edits(file, [ValueEdit(_NAME, "乙小学", "甲小学")], _NOW)
    assert [each.name for each in find_versions(file)] == ["学校_2026-01-02_03-04-05.yaml"]


def test_a_broken_file_is_told_and_not_written(file: Path) -> None:
    file.write_text("学校: {名称: 甲\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        save_edits(file, [ValueEdit(_NAME, "乙小学", "甲小学")], _NOW)
    assert _text(file) == "学校: {名称: 甲\n"


def test_a_file_that_went_is_told(file: Path) -> None:
    file.unlink()
    with pytest.raises(UnreadableFileError):
        open_file(file)


@pytest.mark.parametrize(
    ("there", "value", "told"),
    [
        ("\n- {标题: 甲, 内容: 乙。}\n", "整章。", "已经逐项写了"),
        (" 整章。\n", ({"标题": "甲", "内容": "乙。"},), "写了整章文字"),
    ],
)
def test_a_chapter_is_not_written_in_two_ways(
    tmp_path: Path, there: str, value: Tree, told: str
) -> None:
    file = tmp_path / "学校.yaml"
    text = f"学校: {{名称: 甲小学, 类型: 小学}}\n主要措施:{there}"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReportgenError, match=told):
        save_edits(file, [ValueEdit(("主要措施",), value, None)], _NOW)
    assert file.read_text(encoding="utf-8") == text
