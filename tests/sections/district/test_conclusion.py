"""What a document asks of a district: its schools, how they differ, and its own figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.conclusion import build_conclusion
from reportgen.sections.district.material import LeftOut
from tests.districts import COMPOSITE, STANDARD, primary, read_district, said, write_district

COUNTY = """\
标识: 县标
名称: 县里的办法（县级指标）
文号: 县〔2024〕1号
学段: [区县]
来源: 测试
事实:
  是否有规划: {类型: 是否, 学段: 整校, 定义: 有布局规划}
分组:
  - 名称: 政府保障
    指标: [{名称: 布局规划, 类型: 是否, 分子: 是否有规划, 标准: 是}]
  - 名称: 社会认可
    指标: [{名称: 认可度, 类型: 数值, 分子: 社会认可度, 单位: "%", 标准: 85}]
"""
NUMBERED = STANDARD.replace("学段:", "文号: 县〔2024〕1号\n学段:", 1)
GROUPED = """\
标识: 两项标准
名称: 两项办学标准
文号: 县〔2024〕1号
学段: [小学]
来源: 测试
体裁: 基本均衡
差异系数: {方式: 各项, 小学: 0.5, 分组: 资源}
分组:
  - 名称: 资源
    指标: [{名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 10}]
  - 名称: 政府保障
    指标: [{名称: 教师与学生之比, 分子: 专任教师数, 分母: 在校生数, 倍数: 100, 单位: 人, 标准: 5}]
"""
MET = "数据: {是否有规划: 是, 社会认可度: 90%}\n"
GOOD, BETTER = primary("甲小学", 100, 1200, 6), primary("乙小学", 100, 1300, 6)
POOR, BLIND = primary("丙小学", 100, 300, 2), primary("己小学", 100, None, 6)

Conclude = Callable[..., list[str]]


@pytest.fixture
def conclude(tmp_path: Path, workshop: Workshop) -> Conclude:
    def run(
        *schools: str,
        body: str = MET,
        of_schools: str = NUMBERED,
        left_out: tuple[LeftOut, ...] = (),
    ) -> list[str]:
        standards = {"两项.yaml": of_schools, "县.yaml": COUNTY}
        place = write_district(tmp_path / "县", schools, standards, body=body)
        return said(build_conclusion(read_district(place, workshop, left_out).material))

    return run


def test_where_all_is_met_the_district_is(conclude: Conclude) -> None:
    assert conclude(GOOD, BETTER) == [
        "对照《两项办学标准》，学校综合评估、校际均衡、政府保障、社会认可4个方面都达到要求，示例县自评达标。"
    ]


def test_a_school_that_is_not_summed_up_leaves_the_district_open(conclude: Conclude) -> None:
    assert conclude(GOOD, BETTER, left_out=(LeftOut("丁小学", "没有交"),)) == [
        "对照《两项办学标准》，学校综合评估、校际均衡、政府保障、社会认可4个方面达到要求。"
        "另有1所学校的数据没有计入；补齐数据以前，不能得出全县的结论。"
    ]


def test_each_condition_that_is_not_met_says_what_is_open(conclude: Conclude) -> None:
    body = "数据: {是否有规划: 否, 社会认可度: 90%}\n"
    assert conclude(GOOD, POOR, body=body) == [
        "对照《两项办学标准》，社会认可达到要求；没有达到要求的3个方面是"
        "学校综合评估（小学1所学校综合评估未达标）、校际均衡（小学1项差异系数超过限值）、"
        "政府保障（县级指标1项未达标）。示例县自评还没有达到要求。"
    ]


def test_what_lacks_data_leaves_the_district_open(conclude: Conclude) -> None:
    assert conclude(GOOD, BLIND, body="数据: {是否有规划: 是}\n") == [
        "对照《两项办学标准》，政府保障达到要求；因数据不全暂不能判断的是"
        "学校综合评估（小学1所学校数据不全）、校际均衡（小学1项差异系数数据不全）、"
        "社会认可（县级指标1项数据不全）。补齐数据以前，不能得出全县的结论。"
    ]


def test_only_the_mean_counts_where_only_the_mean_is_limited(conclude: Conclude) -> None:
    numbered = COMPOSITE.replace("学段:", "文号: 县〔2024〕1号\n学段:", 1).replace("0.5", "0.05")
    (told,) = conclude(GOOD, POOR, of_schools=numbered)
    assert "校际均衡（小学综合差异系数超过限值）" in told


def test_a_document_of_another_number_is_no_part_of_it(conclude: Conclude) -> None:
    assert conclude(GOOD, POOR, of_schools=STANDARD) == [
        "对照《县里的办法》，政府保障、社会认可2个方面都达到要求，示例县自评达标。"
    ]


def test_groups_of_one_name_are_one_condition(conclude: Conclude) -> None:
    (told,) = conclude(GOOD, primary("丙小学", 100, 1200, 2), of_schools=GROUPED)
    assert told == (
        "对照《两项办学标准》，资源、校际均衡、社会认可3个方面达到要求；没有达到要求的是"
        "政府保障（1所学校有未达标的指标）。示例县自评还没有达到要求。"
    )
