"""What says a year or a date goes with the report's, or is told with both."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline import Workshop, examine_school
from tests.conftest import HEAD, Examine

CODES = {"odd_date", "future_year", "past_deadline", "odd_outlay_year", "other_year"}


def found(workshop: Workshop, path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [each.message for each in examine_school(path, workshop).problems if each.code in CODES]


@pytest.mark.parametrize(
    ("date", "body", "message"),
    [
        ("2019-11-20", "", "报告日期是 2019-11-20，早于年度 2024"),
        ("2026-01-20", "", "报告日期是 2026-01-20，比年度晚了一年以上 2024"),
        ("2025-01-20", "", ""),
        ("2024-11-20", "成绩: [{名称: 平安校园, 年份: 2030}]", "成绩“平安校园”的年份是 2030"),
        ("2024-11-20", "成绩: [{名称: 平安校园, 年份: 2024}]", ""),
        (
            "2024-11-20",
            "今后措施: [{标题: 购书, 内容: 购书。, 完成时限: 2023-12}]",
            "完成时限是“2023-12”，报告日期是 2024-11-20，已经过了",
        ),
        (
            "2024-11-20",
            "今后措施: [{标题: 购书, 内容: 购书。, 完成时限: 2024年9月—2025年6月}]",
            "",
        ),
        ("2024-11-20", "今后措施: [{标题: 购书, 内容: 购书。, 完成时限: 2024年}]", ""),
        (
            "2024-11-20",
            "今后措施: [{标题: 购书, 内容: 购书。, 完成时限: 2024-06, 进展: 已完成}]",
            "",
        ),
        ("2024-11-20", "投入: [{项目: 图书, 金额: 6800元, 年份: 2025}]", "是“已投入”，年份是 2025"),
        (
            "2024-11-20",
            "投入: [{项目: 图书, 金额: 6800元, 年份: 2023, 状态: 拟投入}]",
            "是“拟投入”，年份是 2023",
        ),
        ("2024-11-20", "数据: {建校年份: 2031}", "建校年份是 2031，报告日期是 2024-11-20"),
        ("2024-11-20", "数据: {建校年份: 1958}", ""),
    ],
)
def test_a_year_that_cannot_be_is_told_with_both_values(
    date: str, body: str, message: str, tmp_path: Path, workshop: Workshop
) -> None:
    head = (HEAD % ("小学", "[]")).replace("标准: []", f"标准: [], 日期: {date}")
    told = found(workshop, tmp_path / "学校.yaml", head + body)
    assert len(told) == bool(message)
    assert not message or message in told[0]


@pytest.mark.parametrize(
    ("file", "year"),
    [
        ("光明小学_2023", "2023"),
        ("2023年光明小学", "2023"),
        ("2023—2024学年光明小学", ""),
        ("光明小学20241120", ""),
        ("41102001", ""),
        ("2001", ""),
    ],
)
def test_the_year_of_a_file_name_is_held_against_the_report(
    file: str, year: str, tmp_path: Path, workshop: Workshop
) -> None:
    told = found(workshop, tmp_path / f"{file}.yaml", HEAD % ("小学", "[]"))
    assert told == ([f"年度是 2024，文件名写的是 {year}"] if year else [])


@pytest.mark.parametrize("name", ["同上", "12345", "-", "无", "待定", "学校", "示例", "某小学"])
def test_a_name_that_is_none_is_an_error(name: str, examine_text: Examine) -> None:
    text = (HEAD % ("小学", "[]")).replace("光明小学", f'"{name}"')
    assert "no_name" in {each.code for each in examine_text(text).problems if each.stops}


@pytest.mark.parametrize(
    ("standards", "code"),
    [
        ("标准:", "no_standard"),
        ("标准: []", ""),
        ("标准: 无", ""),
        ("主送: 甲县教育局", "no_standard"),
        ("标准: 优质均衡2017、基本均衡2012", ""),
        ("标准: 优质均衡2017、没有这个", "unknown_standard"),
    ],
)
def test_a_report_by_no_standard_is_told(standards: str, code: str, examine_text: Examine) -> None:
    text = f"学校:\n  名称: 光明小学\n  类型: 小学\n报告:\n  年度: 2024\n  {standards}\n"
    problems = examine_text(text).problems
    assert [each.code for each in problems if each.code.endswith("_standard")] == (
        [code] if code else []
    )
