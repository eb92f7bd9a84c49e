"""Who signs a report and whom it is addressed to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.assess.narrative import check_narrative
from reportgen.assess.outcome import district_outcome
from reportgen.batch.shared_matters import SharedMatters
from reportgen.load.source import Source
from reportgen.model.assessment import Assessment
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem
from tests.conftest import Examine
from tests.districts import primary, read_district, write_district
from tests.workbooks import FORM, INFO, write_workbook

SCHOOL = (
    "学校: {名称: 示例镇中心小学, 类型: 小学, 所在区县: 示例县}\n报告: {年度: 2024, 主送: '%s'}\n"
)


def of_school(examine_text: Examine, addressee: str) -> list[str]:
    problems = examine_text(SCHOOL % addressee).problems
    return [str(each) for each in problems if each.code == "addressee"]


def of_district(tmp_path: Path, workshop: Workshop, settings: str) -> list[Problem]:
    folder = write_district(tmp_path / "县", [primary("甲小学", 100, 1200, 6)])
    file = folder / "区县.yaml"
    own = file.read_text(encoding="utf-8")
    file.write_text(own.replace(", 署名: 示例县人民政府", settings), encoding="utf-8")
    found = read_district(folder, workshop)
    problems = check_narrative(found.own, district_outcome(found.summary, Assessment(())))
    return [each for each in problems if each.code in ("signature", "addressee")]


def test_a_school_whose_report_another_signs_is_said(examine_text: Examine) -> None:
    signed = SCHOOL.replace("主送: '%s'", "署名: 示例镇初级中学")
    (problem,) = [each for each in examine_text(signed).problems if each.code == "signature"]
    assert "示例镇初级中学" in problem.message and "示例镇中心小学" in problem.message


@pytest.mark.parametrize(
    "signature", ["示例县示例镇中心小学", "示例镇中心小学（盖章）", "示例镇中小学"]
)
def test_a_longer_or_shorter_name_of_the_school_may_sign(
    examine_text: Examine, signature: str
) -> None:
    signed = SCHOOL.replace("主送: '%s'", f"署名: {signature}")
    assert "signature" not in {each.code for each in examine_text(signed).problems}


@pytest.mark.parametrize(
    ("addressee", "relation"),
    [
        ("示例镇中心小学", "就是写报告的单位"),
        ("示例镇中心小学教导处", "是“示例镇中心小学”的下级"),
        ("示例县教育局、本校各处室", "是“示例镇中心小学”的下级"),
        ("各班级", "是“示例镇中心小学”的下级"),
    ],
)
def test_a_report_to_the_school_itself_or_to_its_parts_is_said_at_its_line(
    examine_text: Examine, addressee: str, relation: str
) -> None:
    (told,) = of_school(examine_text, addressee)
    assert relation in told and "学校.yaml:2:" in told


@pytest.mark.parametrize(
    "addressee",
    [
        *("示例县教育局", "示例镇中心学校", "示例镇中心小学教育集团总校", "示例县人民政府"),
        *("示例县教育局，示例县人民政府教育督导室", ""),
    ],
)
def test_a_report_to_whoever_may_be_above_a_school_is_not(
    examine_text: Examine, addressee: str
) -> None:
    assert of_school(examine_text, addressee) == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", "没有写署名，用的是“示例县”，不是机关的名称"),
        (", 署名: 示例区", "署名“示例区”不是机关的名称"),
    ],
)
def test_a_place_signs_nothing(
    tmp_path: Path, workshop: Workshop, settings: str, told: str
) -> None:
    (problem,) = of_district(tmp_path, workshop, settings)
    assert problem.message == told and "人民政府" in (problem.hint or "")
    assert problem.location.line == 2


@pytest.mark.parametrize(
    ("writer", "addressee"),
    [
        ("示例县人民政府", "示例县教育局"),
        ("示例县人民政府", "示例县人民政府教育督导委员会"),
        ("示例县人民政府", "各乡镇人民政府"),
        ("示例县教育局", "示例县教育局"),
        ("示例县教育局", "示例县教育局基础教育股"),
        ("示例县教育局", "各中小学"),
    ],
)
def test_a_district_reports_neither_to_itself_nor_downwards(
    tmp_path: Path, workshop: Workshop, writer: str, addressee: str
) -> None:
    (problem,) = of_district(tmp_path, workshop, f", 署名: {writer}, 主送: {addressee}")
    assert problem.code == "addressee" and addressee in problem.message


@pytest.mark.parametrize(
    ("writer", "addressee"),
    [
        ("示例县人民政府", "示例市教育局"),
        ("示例县人民政府", "示例市人民政府教育督导委员会"),
        ("示例县人民政府", "示例县人大常委会"),
        ("示例县教育局", "示例县人民政府教育督导委员会"),
        ("示例县教育局", "中共示例县委教育工作领导小组"),
    ],
)
def test_a_district_may_report_upwards_or_to_congress_and_party(
    tmp_path: Path, workshop: Workshop, writer: str, addressee: str
) -> None:
    assert of_district(tmp_path, workshop, f", 署名: {writer}, 主送: {addressee}") == []


def test_a_report_without_addressee_or_date_is_told_what_to_write(examine_text: Examine) -> None:
    bare = "学校: {名称: 光明小学, 类型: 小学}\n报告: {年度: 2024}\n"
    told = [each for each in examine_text(bare).problems if each.code == "no_head"]
    assert [each.message for each in told] == [
        "没有写主送单位，报告没有主送机关",
        "没有写报告日期，报告没有成文日期",
    ]
    assert "日期: 2024-11-20" in told[1].hint
    whole = bare.replace("2024}", "2024, 主送: 示例县教育局, 日期: 2024-11-20}")
    assert not [each for each in examine_text(whole).problems if each.code == "no_head"]


def test_a_form_without_date_names_its_cell(tmp_path: Path, workshop: Workshop) -> None:
    sheets = {**FORM, "学校信息": (*INFO[:-1], ("报告日期", "", ""))}
    problems = examine_school(write_workbook(tmp_path / "表.xlsx", sheets), workshop).problems
    told = [each for each in problems if each.code == "no_head"]
    assert [each.location.cell for each in told if "日期" in each.message] == ["学校信息!B7"]
    assert "请填写这个单元格" in told[0].hint


TABLE = "示例县各校汇总表（2024年度）\n学校名称,学校类型,评估标准,在校生数,图书册数{heads}\n"
ROW = "{name},小学,无,880,18900{cells}\n"


def of_table(path: Path, workshop: Workshop, heads: str, cells: str) -> list[list[Problem]]:
    """What is said of the heads of each of two schools of a table."""
    rows = "".join(ROW.format(name=name, cells=cells) for name in ("一小", "二小"))
    (path / "汇总.csv").write_text(TABLE.format(heads=heads) + rows, encoding="utf-8")
    sources = (Source(path / "汇总.csv", name) for name in ("一小", "二小"))
    found = (examine_school(each, workshop).problems for each in sources)
    return [[each for each in told if each.code == "no_head"] for told in found]


def test_a_table_without_columns_is_asked_for_them_once(tmp_path: Path, workshop: Workshop) -> None:
    first, second = of_table(tmp_path, workshop, "", "")
    assert first == second
    assert [each.hint for each in first] == [
        "请加上一列“主送单位”，例如 示例县教育局",
        "请加上一列“报告日期”，例如 2024-11-20",
    ]
    assert [each.location.cell for each in first] == ["汇总!F2", "汇总!F2"]
    shared = SharedMatters()
    for name in ("一小", "二小"):
        assert not shared.take(first, tmp_path / "汇总.csv", name, is_row=True)
    assert ["（2 所：一小、二小）" in each.message for each in shared.told()] == [True, True]


def test_a_table_with_columns_is_asked_for_blank_cells(tmp_path: Path, workshop: Workshop) -> None:
    heads = ",主送单位,报告日期"
    told = of_table(tmp_path, workshop, heads, ",示例县教育局,")
    assert [[each.location.cell for each in school] for school in told] == [
        ["汇总!G3"],
        ["汇总!G4"],
    ]
    assert of_table(tmp_path, workshop, heads, ",示例县教育局,2024-11-20") == [[], []]
