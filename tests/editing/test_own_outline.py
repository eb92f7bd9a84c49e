"""A bureau's outline as chapters, and written back into its file."""

from __future__ import annotations

import pytest

from reportgen.editing.own_outline import OutlineChapter, chapters_of, write_chapters
from reportgen.problems import ReportgenError

_TEXT = """# 本县的提纲
提纲:
  - 基本情况   # 简介
  - {章节: 达标情况, 写法: 逐项}
  - {章节: 主要措施, 组成: [领导小组, 主要措施]}
  - {标题: 问题和措施, 组成: [存在问题, 今后措施]}
"""


def _write(*chapters: OutlineChapter) -> str:
    return write_chapters(_TEXT, chapters, "提纲.yaml")


def test_chapters_are_what_the_file_says() -> None:
    assert chapters_of(_TEXT, "提纲.yaml") == (
        OutlineChapter("基本情况", "基本情况", ("基本情况",)),
        OutlineChapter("达标情况", "达标情况", ("达标情况",), "逐项"),
        OutlineChapter("主要措施", "主要措施", ("领导小组", "主要措施")),
        OutlineChapter("问题和措施", "问题和措施", ("存在问题", "今后措施")),
    )


def test_the_same_chapters_change_nothing() -> None:
    assert _write(*chapters_of(_TEXT, "提纲.yaml")) == _TEXT


def test_moved_chapters_keep_their_lines_and_the_comment_above_them() -> None:
    first, *others = chapters_of(_TEXT, "提纲.yaml")
    written = _write(*others, first)
    assert sorted(written.splitlines()) == sorted(_TEXT.splitlines())
    assert written.splitlines()[-1] == "  - 基本情况   # 简介"
    assert chapters_of(written, "提纲.yaml") == (*others, first)


@pytest.mark.parametrize(
    ("chapter", "line"),
    [
        (OutlineChapter("取得成绩", "取得成绩", ("取得成绩",)), "取得成绩"),
        (OutlineChapter("取得成绩", "成绩", ("取得成绩",)), "{章节: 取得成绩, 标题: 成绩}"),
        (
            OutlineChapter("取得成绩", "成绩", ("取得成绩",), "表格"),
            "{章节: 取得成绩, 标题: 成绩, 写法: 表格}",
        ),
        (
            OutlineChapter("甲", "甲", ("取得成绩", "佐证材料")),
            "{标题: 甲, 组成: [取得成绩, 佐证材料]}",
        ),
        (
            OutlineChapter("取得成绩", "甲", ("取得成绩", "佐证材料")),
            "{章节: 取得成绩, 标题: 甲, 组成: [取得成绩, 佐证材料]}",
        ),
    ],
)
def test_a_chapter_is_written_as_short_as_it_can_be(chapter: OutlineChapter, line: str) -> None:
    written = _write(chapter)
    assert written == f"# 本县的提纲\n提纲:\n  - {line}\n"
    assert chapters_of(written, "提纲.yaml") == (chapter,)


def test_a_title_may_say_anything() -> None:
    chapter = OutlineChapter("取得成绩", 'A: #1 "b" {c}, [d]', ("取得成绩",))
    assert chapters_of(_write(chapter), "提纲.yaml") == (chapter,)


def test_what_is_no_outline_is_refused() -> None:
    with pytest.raises(ReportgenError):
        write_chapters("提纲:\n  - {标题: 甲}\n", (), "提纲.yaml")
