"""Marks behind numbers and between names, and dates that the date of the text contradicts."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "texts", "found"),
    [
        (TextRule.MISPLACED_MARK, ["问题有：1.厌学；2、外出。"], ["2、"]),
        (TextRule.MISPLACED_MARK, ["现将工作情况作如下汇报。"], ["。"]),
        (TextRule.LIST_MARKS, ["有实验室、实验楼、并设有图书室。"], ["、"]),
        (TextRule.LIST_MARKS, ["荣获“文明校园”，“平安校园”等称号。"], ["，"]),
        (TextRule.UNIT_WORD, ["改建宿舍118平方。"], ["平方"]),
        (TextRule.DATE, ["7月8号开学。"], ["号"]),
        (TextRule.PLACEHOLDER, ["我代表**区委表示欢迎。"], ["**"]),
        (TextRule.YEAR_RESIDUE, ["力争2020年创建成功。", "甲局", "2024年10月15日"], ["2020年"]),
        (TextRule.YEAR_RESIDUE, ["将在2024年9月底前投入。", "2024年10月27日"], ["2024年9月"]),
        (
            TextRule.YEAR_RESIDUE,
            ["某某小学2024年自查报告", "2023年10月15日"],
            ["2023年10月15日"],
        ),
    ],
)
def test_what_is_wrong_is_found_at_its_words(
    find: Finder, rule: TextRule, texts: list[str], found: list[str]
) -> None:
    assert find(rule, *texts) == found


@pytest.mark.parametrize(
    "texts",
    [
        ["问题有：1.厌学；2.外出。"],
        ["分别获得：1、2、3等奖。"],
        ["现将工作情况作如下汇报："],
        ["有实验室、实验楼，并设有图书室。"],
        ["校训是“勤学”“求真”。"],
        ["他说“好”，“那就办”。"],
        ["改建宿舍118平方米，生均2平方公里。"],
        ["住在3号楼，5月8日开学。"],
        ["力争2026年创建成功。", "2024年10月15日"],
        ["计划2024年12月底前完成。", "2024年10月27日"],
        ["原计划2020年完成，已如期完成。", "2024年10月27日"],
        ["2025年将新建操场，2025年计划新增2班，2026年力争达标。", "2024年10月15日"],
    ],
)
def test_what_is_right_is_not_told(find: Finder, texts: list[str]) -> None:
    assert find(None, *texts) == []
