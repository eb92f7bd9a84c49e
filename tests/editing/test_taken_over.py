"""Figures in texts that were taken over from the year before are reminded of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen.editing.taken_over import LastYears, with_taken_over
from reportgen.model.check_settings import Acceptance, CheckSettings
from reportgen.model.text_finding import TextRule
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, Severity

_HEAD = "学校: {{名称: 甲小学, 类型: 小学}}\n报告: {{年度: {}}}\n"
_TEXT = "达标情况: |\n  平均班额42人，达标率96.5%，师生比1∶18。学校始建于1998年，现有2026届毕业班。\n  生均公用经费630元，全部达标。\n"
_FIGURES = "数据: {在校生数: 880, 教学班数: 21, 生均公用经费: 630}\n"


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    """What is shared in reading them."""
    return Workshop()


def _write(folder: Path, name: str, year: int, rest: str) -> Path:
    path = folder / name
    path.write_text(_HEAD.format(year) + rest, encoding="utf-8")
    return path


def _told(path: Path, last_years: LastYears, workshop: Workshop) -> list[Problem]:
    examined = with_taken_over(examine_school(path, workshop), path, last_years)
    return [each for each in examined.problems if each.code == TextRule.TAKEN_OVER.code]


def test_each_line_with_last_year_s_figures_is_told_with_its_place(
    tmp_path: Path, workshop: Workshop
) -> None:
    _write(tmp_path, "去年.yaml", 2026, _TEXT)
    path = _write(tmp_path, "今年.yaml", 2027, _TEXT)
    first, second = _told(path, LastYears(workshop), workshop)
    assert first.message == "照搬 2026 年的文字，数还是 2026 年的：42人、96.5%、1∶18"
    assert (first.location.path, first.location.line) == ("达标情况", 4)
    assert first.quote is not None and first.quote.text == "42人"
    assert "630元" in second.message


def test_a_figure_of_this_year_is_not_told_and_nor_is_a_sentence_that_was_touched(
    tmp_path: Path, workshop: Workshop
) -> None:
    _write(tmp_path, "去年.yaml", 2026, _TEXT)
    path = _write(tmp_path, "今年.yaml", 2027, _FIGURES + _TEXT)
    (told,) = _told(path, LastYears(workshop), workshop)
    assert told.message.endswith("：96.5%、1∶18")
    touched = _TEXT.replace("达标率96.5%", "达标率97%")
    path = _write(tmp_path, "今年.yaml", 2027, _FIGURES + touched)
    assert _told(path, LastYears(workshop), workshop) == []


@pytest.mark.parametrize(
    ("name", "year"), [("甲小学", 2027), ("甲小学", 2028), ("乙小学", 2026), ("", 2026)]
)
def test_files_of_another_school_or_a_later_year_are_no_last_year(
    tmp_path: Path, workshop: Workshop, name: str, year: int
) -> None:
    other = _write(tmp_path, "别的.yaml", year, _TEXT)
    other.write_text(other.read_text("utf-8").replace("甲小学", name), encoding="utf-8")
    (tmp_path / "坏.yaml").write_bytes(b"\xff: [")
    path = _write(tmp_path, "今年.yaml", 2027, _TEXT)
    assert _told(path, LastYears(workshop), workshop) == []


def test_what_changes_in_last_year_s_file_is_seen(tmp_path: Path, workshop: Workshop) -> None:
    last = _write(tmp_path, "去年.yaml", 2026, _TEXT)
    path = _write(tmp_path, "今年.yaml", 2027, _TEXT)
    last_years = LastYears(workshop)
    assert _told(path, last_years, workshop)
    _write(tmp_path, "去年.yaml", 2026, "达标情况: 别的话。\n")
    os.utime(last, (1, 1))
    assert _told(path, last_years, workshop) == []


def test_what_is_accepted_is_told_as_such(tmp_path: Path, workshop: Workshop) -> None:
    _write(tmp_path, "去年.yaml", 2026, _TEXT)
    path = _write(tmp_path, "今年.yaml", 2027, _TEXT)
    accepted = Acceptance(str(TextRule.TAKEN_OVER), "630元", (str(path),), "没有变")
    settings = CheckSettings(accepted=(accepted,))
    examined = examine_school(path, workshop)
    told = with_taken_over(examined, path, LastYears(workshop), settings).problems
    found = [each.severity for each in told if each.code == TextRule.TAKEN_OVER.code]
    assert found == [Severity.WARNING, Severity.ACCEPTED]
