"""How headings and plans are written is checked as texts are, though they state nothing of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline import Workshop, examine_school

_HEAD = "学校: {名称: 河口小学, 类型: 完全小学}\n报告: {年度: 2026, 标准: []}\n"
_TITLES = ("主要措施", "特色", "存在问题", "今后措施")


def _told(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "学校.yaml"
    file.write_text(_HEAD + text, encoding="utf-8")
    return [each.message for each in examine_school(file, Workshop()).problems]


@pytest.mark.parametrize("block", _TITLES)
def test_a_heading_is_read_for_its_words(tmp_path: Path, block: str) -> None:
    told = _told(tmp_path, f"{block}:\n  - {{标题: 设备有有待于添置, 内容: 添置设备。}}\n")
    assert "“有有待”应为“有待”" in told


def test_a_plan_is_read_for_its_words_and_marks(tmp_path: Path) -> None:
    told = _told(tmp_path, '今后措施:\n  - {标题: 购书, 内容: "继续投入,按排资金。"}\n')
    assert "“按排”应为“安排”" in told
    assert any("半角" in message for message in told)


def test_the_figures_of_a_plan_are_not_held_against_those_of_today(tmp_path: Path) -> None:
    text = "数据: {图书册数: 18900}\n今后措施:\n  - {标题: 购书, 内容: 学校图书达到20000册。}\n"
    assert [message for message in _told(tmp_path, text) if "20000" in message] == []
