"""Decisions in the file that keeps them: what is written, replaced, and left as a person wrote it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.editing.decisions import decide, take_back
from reportgen.load.decisions_file import load_decisions
from reportgen.load.identity import DECISIONS_FILE
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.problems import ReportgenError, Severity

NOW = datetime.datetime(2024, 12, 1, 9)
YEAR = Decision("乙.yaml", DecisionKind.YEAR, {"年度": "2023"})


def kept(folder: Path) -> list[tuple[str, str]]:
    loaded = load_decisions(folder)
    assert not loaded.problems
    return [(each.file, each.told) for each in loaded.decisions]


def test_what_is_decided_is_read_again(tmp_path: Path) -> None:
    others = {"丙 2.xlsx#表!4": "0e12", "甲: #1.yaml": "00123456"}
    chosen = Decision(
        "'乙\": - #.yaml", DecisionKind.CHOSEN, {"名称": "是", "代码": "007"}, "", others
    )
    listed = Decision("丁.yaml", DecisionKind.LISTED, {"名称": "~"}, "一小")
    for each in (YEAR, chosen, listed):
        decide(tmp_path, each, NOW)
    found = [each._replace(place=YEAR.place) for each in load_decisions(tmp_path).decisions]
    assert found == [each._replace(date="2024-12-01") for each in (YEAR, chosen, listed)]


def test_a_person_can_read_it(tmp_path: Path) -> None:
    decide(tmp_path, YEAR, NOW)
    text = (tmp_path / DECISIONS_FILE).read_text(encoding="utf-8")
    assert text.startswith("# 收表时的决定")
    for line in ("决定:", "文件: 乙.yaml", "怎么定: 按本年度的算", "日期: "):
        assert line in text


def test_what_contradicts_is_replaced_and_the_rest_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / DECISIONS_FILE
    path.write_text("决定:\n- {文件: 甲.yaml, 怎么定: 加进名单}   # 问过了\n", encoding="utf-8")
    decide(tmp_path, YEAR, NOW)
    decide(tmp_path, Decision("乙.yaml", DecisionKind.DISTRICT), NOW)
    assert len(kept(tmp_path)) == 3
    decide(tmp_path, Decision("乙.yaml", DecisionKind.ASIDE), NOW)
    assert kept(tmp_path) == [("甲.yaml", "加进名单"), ("乙.yaml", "放在一边")]
    assert "# 问过了" in path.read_text(encoding="utf-8")


def test_of_files_of_one_school_one_is_chosen(tmp_path: Path) -> None:
    for file, other in (("甲.yaml", "乙.yaml"), ("乙.yaml", "甲.yaml")):
        decide(tmp_path, Decision(file, DecisionKind.CHOSEN, {}, "", {other: "a"}), NOW)
    assert kept(tmp_path) == [("乙.yaml", "用这一份")]


def test_a_decision_is_taken_back(tmp_path: Path) -> None:
    decide(tmp_path, YEAR, NOW)
    decide(tmp_path, Decision("乙.yaml", DecisionKind.DISTRICT), NOW)
    take_back(tmp_path, "乙.yaml", "按本年度的算", NOW)
    take_back(tmp_path, "没有.yaml", "按本年度的算", NOW)
    assert kept(tmp_path) == [("乙.yaml", "是本县的学校")]
    take_back(tmp_path, "乙.yaml", "是本县的学校", NOW)
    assert kept(tmp_path) == []
    decide(tmp_path, YEAR, NOW)
    assert kept(tmp_path) == [("乙.yaml", "按本年度的算")]


@pytest.mark.parametrize("text", ["决定: [", "- 甲", "决定: 按本年度的算"])
def test_a_file_that_is_no_such_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / DECISIONS_FILE
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportgenError):
        decide(tmp_path, YEAR, NOW)
    assert path.read_text(encoding="utf-8") == text
    assert load_decisions(tmp_path).problems and not load_decisions(tmp_path).decisions


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{怎么定: 放在一边}", "缺少“文件”"),
        ("{文件: 甲.yaml}", "缺少“怎么定”"),
        ("{文件: 甲.yaml, 怎么定: 算}", "不认识“算”这种决定"),
        ("{文件: 甲.yaml, 怎么定: 是名单上的学校}", "缺少“学校”"),
        ("{文件: 甲.yaml, 怎么定: 放在一边, 原因: 无}", "不认识“原因”"),
        ("{文件: 甲.yaml, 怎么定: 放在一边, 当时: 名称}", "这里应为若干行"),
        ("{文件: 甲.yaml, 怎么定: 用这一份, 另外的: [乙]}", "这里应为若干行"),
        ("{文件: 甲.yaml, 怎么定: 放在一边, 当时: {名称: %s}}" % ("长" * 50_000), "没有照做"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(
    tmp_path: Path, row: str, told: str
) -> None:
    (tmp_path / DECISIONS_FILE).write_text(f"决定:\n- {row}\n", encoding="utf-8")
    (problem,) = load_decisions(tmp_path).problems
    assert told in problem.message and problem.location.line == 2 and not problem.stops


@pytest.mark.parametrize("row", ["当时: 名称", "当时: [名称]", "另外的: 甲"])
def test_a_decision_whose_terms_cannot_be_read_is_not_obeyed(tmp_path: Path, row: str) -> None:
    text = f"决定:\n- {{文件: 甲.yaml, 怎么定: 放在一边, {row}}}\n"
    (tmp_path / DECISIONS_FILE).write_text(text, encoding="utf-8")
    assert not load_decisions(tmp_path).decisions


def _link_outside(path: Path) -> None:
    outside = path.parent.with_name("别处.yaml")
    outside.write_text("决定:\n- {文件: 甲.yaml, 怎么定: 放在一边}\n", encoding="utf-8")
    path.symlink_to(outside)


@pytest.mark.parametrize(
    "make",
    [Path.mkdir, _link_outside, lambda path: path.symlink_to("没有.yaml"), os.mkfifo],
    ids=["folder", "link that leads outside", "link to nothing", "pipe"],
)
def test_what_is_no_file_of_the_folder_is_not_read_and_that_is_told(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    folder = tmp_path / "县"
    folder.mkdir()
    make(folder / DECISIONS_FILE)
    decisions, (problem,) = load_decisions(folder)
    assert not decisions and "没有照做" in problem.message
    assert problem.severity is Severity.ERROR and not problem.stops


def test_a_file_whose_name_another_machine_wrote_otherwise_is_the_same(tmp_path: Path) -> None:
    decide(tmp_path, Decision("E\u0301.yaml", DecisionKind.DISTRICT), NOW)
    decide(tmp_path, Decision("\u00e9.YAML", DecisionKind.ASIDE), NOW)
    assert kept(tmp_path) == [("\u00e9.YAML", "放在一边")]
    take_back(tmp_path, "E\u0301.yaml", "放在一边", NOW)
    assert kept(tmp_path) == []
