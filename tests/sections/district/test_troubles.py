"""What a district's report says that its schools lack, and what has to be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.plans import build_district_plans
from reportgen.sections.district.shortcomings import build_district_shortcomings
from tests.districts import (
    COMPOSITE,
    STANDARD,
    District,
    headings,
    primary,
    read_district,
    said,
    school_text,
    write_district,
)

GOOD, BETTER = primary("甲小学", 100, 1200, 6), primary("乙小学", 100, 1300, 7)
POOR, POORER = primary("丙小学", 100, 300, 2), primary("寅小学", 50, 100, 1)
POINT = school_text("戊教学点", "教学点", "{在校生数: 20, 图书册数: 50, 专任教师数: 1}")
BLIND = primary("己小学", 100, None, 6)
JUNIOR = school_text("卯中学", "初中", "{在校生数: 100, 图书册数: 1900, 专任教师数: 6}")

MakeDistrict = Callable[..., District]


@pytest.fixture
def district(tmp_path: Path, workshop: Workshop) -> MakeDistrict:
    def make(*schools: str, body: str = "", **standards: str) -> District:
        files = {f"{name}.yaml": text for name, text in standards.items()} or None
        folder = write_district(tmp_path / "县", schools, files, body=body)
        return read_district(folder, workshop)

    return make


def books(number: int, lacking: int) -> str:
    return primary(f"第{number:02d}小学", 100, 1000 - lacking, 6)


def test_schools_are_gathered_by_theme_indicator_and_stage(district: MakeDistrict) -> None:
    found = district(GOOD, POOR, POORER, JUNIOR, POINT, BLIND).material
    blocks = build_district_shortcomings(found)
    assert headings(blocks) == [
        "3所学校图书不足",
        "2所学校专任教师不足",
        "己小学数据不全",
    ]
    assert said(blocks) == [
        "列入评估的5所学校中有3所存在未达标的指标，其中1所的差距在标准允许的范围内，整体仍达标。"
        "存在以下三个方面的问题：",
        "小学4所学校中有2所生均图书册数低于10册，"
        "分别是丙小学（3.0册，缺700册）、寅小学（2.0册，缺400册），共缺1100册；"
        "卯中学为19.0册，低于20册的标准，缺100册。全县合计缺1200册。",
        "小学4所学校中有2所每百名学生教师数低于5人，"
        "分别是丙小学（2.00人，缺3人）、寅小学（2.00人，缺2人），共缺5人。",
        "该校缺少生均图书册数的数据，暂不能判断。",
    ]


def test_of_many_schools_the_worst_are_named(district: MakeDistrict) -> None:
    schools = [books(number, 10 * number) for number in range(1, 8)]
    text = said(build_district_shortcomings(district(*schools).material))
    assert text == [
        "全县7所学校都有未达标的指标，但差距都在标准允许的范围内，整体仍达标，"
        "各项指标未达标的学校和差距见附件4。",
        "小学7所学校生均图书册数都低于10册，共缺280册，缺口最大的是第07小学（9.3册，缺70册）、"
        "第06小学（9.4册，缺60册）、第05小学（9.5册，缺50册）。",
    ]


def test_a_heading_speaks_of_some_schools_only_where_not_all_fail(district: MakeDistrict) -> None:
    material = district(primary("丙小学", 100, 300, 2), primary("丁小学", 100, 300, 9)).material
    assert headings(build_district_shortcomings(material))[:2] == [
        "图书不足",
        "丙小学专任教师不足",
    ]


def test_a_coefficient_over_its_limit_is_a_trouble_of_its_own(district: MakeDistrict) -> None:
    blocks = build_district_shortcomings(district(GOOD, primary("丙小学", 100, 300, 6)).material)
    assert headings(blocks) == ["丙小学图书不足", "校际均衡没有达到要求"]
    assert said(blocks)[-1] == "小学生均图书册数的差异系数为0.600，超过0.50的限值。"


def test_a_single_trouble_stands_without_a_heading(district: MakeDistrict) -> None:
    blocks = build_district_shortcomings(district(books(1, 9), books(2, 0)).material)
    assert headings(blocks) == []
    assert said(blocks) == [
        "全县2所学校中有1所存在未达标的指标，但差距在标准允许的范围内，整体仍达标。",
        "小学2所学校中，第01小学生均图书册数为9.9册，低于10册的标准，缺9册。",
    ]


def test_the_clerks_own_shortcomings_come_first_with_the_figures(district: MakeDistrict) -> None:
    body = "存在问题:\n  - {标题: 乡村图书少, 指标: 生均图书册数, 内容: 旧书多。}\n"
    blocks = build_district_shortcomings(district(GOOD, POOR, body=body).material)
    assert headings(blocks) == ["乡村图书少", "丙小学专任教师不足"]
    assert said(blocks)[1:3] == [
        "小学2所学校中，丙小学生均图书册数为3.0册，低于10册的标准，缺700册。"
        "小学生均图书册数的差异系数为0.600，超过0.50的限值。",
        "旧书多。",
    ]


def test_what_two_standards_ask_for_is_said_to_be_missing_once(district: MakeDistrict) -> None:
    second = COMPOSITE.replace("两项", "再两项")
    material = district(GOOD, BLIND, 两项=STANDARD, 再两项=second).material
    missing = [text for text in said(build_district_shortcomings(material)) if "缺少" in text]
    assert missing == ["己小学缺少生均图书册数的数据。"]
    assert headings(build_school_attainment(material)) == ["两项标准", "再两项标准"]


def test_indicators_that_the_same_schools_lack_data_for_are_said_together(
    district: MakeDistrict,
) -> None:
    found = district(GOOD, school_text("己小学", "小学", "{在校生数: 100}")).material
    (text,) = said(build_district_shortcomings(found))
    assert text == "己小学缺少生均图书册数、每百名学生教师数2项的数据。"
    (plan,) = said(build_district_plans(found))
    assert plan == "由己小学补报生均图书册数、每百名学生教师数2项的数据，补报后重新核算。"


def test_an_indicator_of_two_standards_is_told_apart_by_the_standard(
    district: MakeDistrict,
) -> None:
    second = STANDARD.replace("两项", "再两项")
    blocks = build_district_shortcomings(district(POOR, 两项=STANDARD, 再两项=second).material)
    text = "".join(said(blocks))
    assert "生均图书册数（两项标准）为" in text and "生均图书册数（再两项标准）为" in text


def test_what_no_plan_answers_is_said_once_with_what_is_lacking(district: MakeDistrict) -> None:
    plan = "{标题: 补充教师, 针对: 每百名学生教师数, 内容: 统一招聘。, 完成时限: 2025-09}"
    body = f"今后措施:\n  - {plan}\n"
    blocks = build_district_plans(district(GOOD, POOR, BLIND, body=body).material)
    assert headings(blocks) == ["补充教师", "其他需要整改的事项"]
    assert said(blocks) == [
        "统一招聘。（完成时限：2025年9月）",
        "增加图书700册，涉及丙小学，尚需列入整改计划。",
        "由己小学补报生均图书册数的数据，补报后重新核算。",
    ]


def test_many_schools_are_counted_where_something_has_to_be_added(
    district: MakeDistrict,
) -> None:
    schools = [books(number, 10 * number) for number in range(1, 5)]
    (text,) = said(build_district_plans(district(*schools, JUNIOR).material))
    assert text == ("增加图书200册，其中小学4所学校100册、初中1所学校100册，尚需列入整改计划。")


def test_where_all_is_met_there_is_nothing_to_mend(district: MakeDistrict) -> None:
    material = district(GOOD, BETTER).material
    assert build_district_shortcomings(material) == ()
    assert build_district_plans(material) == ()
