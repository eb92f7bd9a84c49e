"""What reportgen.yaml says of the checks of texts and layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.conformance.checks import CHECKS
from reportgen.load.check_settings import rule_names
from reportgen.load.project import load_project
from reportgen.model.check_settings import CheckSettings
from reportgen.model.text_finding import TextRule
from reportgen.problems import ReportgenError, Severity

ENTRY = "接受: [{规则: 用词, 原文: 微机室, 文件: 学校.yaml, 理由: 旧名}]\n"


def read(folder: Path, text: str) -> CheckSettings:
    (folder / "reportgen.yaml").write_text(text, encoding="utf-8")
    return load_project((folder,)).checks


def test_no_two_rules_of_texts_and_layout_share_a_name() -> None:
    assert len(set(rule_names())) == len(rule_names()) == len(TextRule) + len(CHECKS)


def test_levels_are_read_by_the_names_of_rules(tmp_path: Path) -> None:
    told = read(tmp_path, "检查: {用词: 错误, 半角标点: 关, 每页行数: 提醒}\n")
    assert dict(told.levels) == {
        "用词": Severity.ERROR,
        "半角标点": None,
        "每页行数": Severity.WARNING,
    }
    assert told.switched_off == ("半角标点",)


def test_an_acceptance_has_its_place_and_a_file_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "学校.yaml").touch()
    (each,) = read(tmp_path, ENTRY).accepted
    assert (each.rule, each.words, each.reason) == ("用词", "微机室", "旧名")
    assert each.files == (str(tmp_path / "学校.yaml"),) and each.place.line == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("检查: {用辞: 关}\n", "没有“用辞”这条规则；是不是“用词”？"),
        ("检查: {用词: 关闭}\n", "不认识“关闭”；是不是“关”？"),
        ("检查: {用词: }\n", "没有写“用词”怎么办"),
        ("检查: {校园面积: 关}\n", "没有“校园面积”这条规则"),
        ("接受: [{规则: 用词, 原文: 甲, 文件: 学校.yaml}]\n", "没有写“理由”"),
        ("接受: [{规则: 用词, 原文: 甲, 文件: 学校.yaml, 理由: }]\n", "没有写“理由”"),
        ("接受: [{规则: 用辞, 文件: 学校.yaml, 理由: 甲}]\n", "没有“用辞”这条规则"),
        ("接受: [{规则: 用词, 文件: ../学校.yaml, 理由: 甲}]\n", "在数据所在的文件夹外面"),
        ("接受: [{规则: 用词, 段落: 3, 文件: 学校.yaml, 理由: 甲}]\n", "不认识“段落”"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ReportgenError) as caught:
        read(tmp_path, text)
    assert told in str(caught.value) and "reportgen.yaml:1" in str(caught.value)


def test_a_file_that_is_gone_is_a_reminder(tmp_path: Path) -> None:
    assert len(read(tmp_path, ENTRY).accepted) == 1
    (problem,) = load_project((tmp_path,)).problems
    assert "“学校.yaml”不在这里" in problem.message and problem.severity is Severity.WARNING
