"""What schools have written about what they fail stands in the report of their district."""

from __future__ import annotations

from pathlib import Path

from reportgen.assess.narrative import check_narrative
from reportgen.assess.outcome import district_outcome
from reportgen.pipeline import Workshop
from reportgen.sections.district.ledger import district_ledger_rows
from reportgen.sections.district.plans import build_district_plans
from tests.districts import District, primary, read_district, said, write_district

PLAN = (
    "今后措施: [{针对: 生均图书册数, 标题: 添置图书, 内容: 买60册。, 责任人: 园长, 完成时限: %s}]\n"
)


def poor(name: str, deadline: str = "") -> str:
    text = primary(name, 100, 700, 6)
    return text + PLAN % deadline if deadline else text


def read(folder: Path, workshop: Workshop, *schools: str, body: str = "") -> District:
    return read_district(write_district(folder / "县", schools, body=body), workshop)


def rows(found: District) -> list[list[str]]:
    told = ("序号", "整改措施", "责任人", "完成时限")
    return [[str(row[name]) for name in told] for row in district_ledger_rows(found.material)]


def reminders(found: District) -> list[str]:
    material = found.material
    outcome = district_outcome(found.summary, material.own.assessment)
    problems = check_narrative(material.own.school, outcome)
    return [each.message for each in problems if each.code == "no_plan"]


def test_the_ledger_has_who_answers_for_it_at_the_school_and_by_when(
    tmp_path: Path, workshop: Workshop
) -> None:
    found = read(tmp_path, workshop, poor("甲小学", "2025-03"), poor("乙小学（样例）", "2025-08"))
    assert rows(found) == [
        ["1", "添置图书。\n买60册。", "甲小学（园长）", "2025年3月"],
        ["1", "添置图书。\n买60册。", "乙小学（样例，园长）", "2025年8月"],
    ]
    assert said(build_district_plans(found.material)) == [
        "针对图书不足，甲小学添置图书（责任人：园长；完成时限：2025年3月）；"
        "乙小学（样例）添置图书（责任人：园长；完成时限：2025年8月）。"
    ]
    assert reminders(found) == []


def test_only_schools_without_a_plan_are_still_to_be_planned(
    tmp_path: Path, workshop: Workshop
) -> None:
    found = read(tmp_path, workshop, poor("甲小学", "2025-03"), poor("乙小学"))
    assert [row[1:] for row in rows(found)] == [
        ["添置图书。\n买60册。", "甲小学（园长）", "2025年3月"],
        ["增加图书300册，涉及乙小学。", "", ""],
    ]
    assert said(build_district_plans(found.material)) == [
        "针对图书不足，甲小学添置图书（责任人：园长；完成时限：2025年3月）。",
        "增加图书300册，涉及乙小学，尚需列入整改计划。",
    ]
    assert len(reminders(found)) == 1


def test_the_districts_own_plan_comes_before_those_of_its_schools(
    tmp_path: Path, workshop: Workshop
) -> None:
    body = "今后措施: [{针对: 生均图书册数, 标题: 统一采购, 责任人: 县教育局}]\n"
    found = read(tmp_path, workshop, poor("甲小学", "2025-03"), body=body)
    assert rows(found) == [["1", "统一采购。", "县教育局", ""]]


def test_plans_of_many_schools_are_one_row_with_the_last_day(
    tmp_path: Path, workshop: Workshop
) -> None:
    months = (f"2025-{month}" for month in (3, 12, 4, 5, 6, 7))
    schools = [poor(f"第{at}小学", month) for at, month in enumerate(months)]
    found = read(tmp_path, workshop, *schools)
    assert rows(found) == [["1", "增加图书1800册，涉及小学6所学校。", "各有关学校", "2025年12月"]]
    assert said(build_district_plans(found.material)) == [
        "针对图书不足，6所学校已有整改措施，最迟2025年12月完成。"
    ]


def blind(name: str, deadline: str = "") -> str:
    text = primary(name, 100, None, 6)
    return text + PLAN % deadline if deadline else text


def test_what_a_school_means_to_do_about_data_that_lack_is_its_measure(
    tmp_path: Path, workshop: Workshop
) -> None:
    found = read(tmp_path, workshop, blind("甲小学", "2025-03"), blind("乙小学"))
    assert rows(found) == [
        ["1", "添置图书。\n买60册。", "甲小学（园长）", "2025年3月"],
        ["2", "由乙小学补报生均图书册数的数据，补报后重新核算。", "乙小学", ""],
    ]
    assert said(build_district_plans(found.material)) == [
        "针对缺少生均图书册数的数据，甲小学添置图书（责任人：园长；完成时限：2025年3月）。",
        "由乙小学补报生均图书册数的数据，补报后重新核算。",
    ]


def test_data_that_many_schools_lack_are_supplied_by_those_concerned(
    tmp_path: Path, workshop: Workshop
) -> None:
    found = read(tmp_path, workshop, *(blind(f"{name}小学") for name in "甲乙丙丁"))
    told = "由4所学校补报生均图书册数的数据，补报后重新核算。"
    assert rows(found) == [["1", told, "各有关学校", ""]]
