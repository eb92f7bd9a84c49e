"""What says a year or a date goes with the report's, or is told with both."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from reportgen.assess.admission import admit_schools
from reportgen.assess.particulars import make_particulars
from reportgen.model.admission import AdmissionTerms, Applicant
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem
from tests.conftest import HEAD, Examine
from tests.workbooks import write_workbook

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


def form_of(folder: Path, year: str, *kept: tuple[str, str], title: str = "2026") -> Path:
    """A form whose title and hidden sheet say a year of their own."""
    return write_workbook(
        folder / "表.xlsx",
        {
            "学校信息": (
                ("学校信息",),
                ("栏目", "内容"),
                ("学校名称", "光明小学"),
                ("学校类型", "小学"),
                ("报告年度", year),
                ("评估标准", "无"),
            ),
            "基本数据": (
                (f"数据采集表（{title}年度）",),
                ("序号", "项目", "学段", "单位", "本年数"),
                (1, "图书册数", "", "册", "9000"),
            ),
            "_reportgen": (("版本", "1"), ("形式", "单校表"), *kept),
        },
    )


KEPT = ("年度", "2026")


def told_of(file: Path, workshop: Workshop) -> list[Problem]:
    problems = examine_school(file, workshop).problems
    assert not [each for each in problems if each.location.cell.startswith("_")]
    return [each for each in problems if each.code == "other_year"]


def test_one_wrong_year_is_told_once_where_it_is_put_right(
    tmp_path: Path, workshop: Workshop
) -> None:
    (told,) = told_of(form_of(tmp_path, "2025", KEPT), workshop)
    assert told.location.cell == "学校信息!B5"
    assert "表题（基本数据!A1）写的是 2026" in told.message
    assert "是 2026 年的请改年度，是 2025 年的请填进 2025 年的采集表" in told.hint
    assert not told_of(form_of(tmp_path, "2026", KEPT), workshop)


def test_a_title_that_nobody_locked_may_be_put_right(tmp_path: Path, workshop: Workshop) -> None:
    (told,) = told_of(form_of(tmp_path, "2025"), workshop)
    assert "是 2025 年的请改正表题（基本数据!A1）" in told.hint


def test_what_the_hidden_sheet_says_is_told_at_a_cell_that_is_seen(
    tmp_path: Path, workshop: Workshop
) -> None:
    file = form_of(tmp_path, "", KEPT, ("标准", "没有这个标准"))
    book = openpyxl.load_workbook(file)
    book["学校信息"]["B6"].value = None
    book.save(file)
    book.close()
    problems = examine_school(file, workshop).problems
    places = {each.location.cell for each in problems if each.code == "unknown_standard"}
    assert places == {"学校信息!B6"}
    assert not [each for each in problems if each.location.cell.startswith("_")]


def applicant(file: Path, workshop: Workshop) -> Applicant:
    school = examine_school(file, workshop).school
    assert school is not None
    return Applicant("表", str(file), make_particulars(school, ()))


@pytest.mark.parametrize(
    ("year", "title", "county", "place", "mended"),
    [
        ("2025", "2026", 2026, "学校信息!B5", "请改正年度"),
        ("2026", "2025", 2026, "学校信息!B5", "请填进这一年的采集表"),
        ("2025", "2025", 2026, "学校信息!B5", "请改正年度"),
    ],
)
def test_a_file_of_another_year_is_refused_at_a_cell_that_can_be_changed(
    year: str,
    title: str,
    county: int,
    place: str,
    mended: str,
    tmp_path: Path,
    workshop: Workshop,
) -> None:
    file = form_of(tmp_path, year, ("年度", title), title=title)
    sent = applicant(file, workshop)
    admission = admit_schools([sent], AdmissionTerms("示例县", year=county))
    own = examine_school(file, workshop).problems
    told = [each for each in admission.told_of("表", own) if "年度是" in each.message]
    assert [each.location.cell for each in told] == [place]
    assert mended in told[0].hint
