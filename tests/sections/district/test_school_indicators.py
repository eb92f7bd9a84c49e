"""What schools come to in the groups that a document asks of them and of the district alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.own_attainment import build_own_attainment
from reportgen.sections.district.plans import build_district_plans
from reportgen.sections.district.shortcomings import build_district_shortcomings
from tests.districts import read_district, said, school_text, write_district

OF_SCHOOLS = """\
标识: 校
名称: 县域评估办法
文号: 教〔2024〕1号
学段: [小学, 初中]
来源: 测试
差异系数: {方式: 各项, 小学: 9, 初中: 9, 分组: 资源,
  不计入: [{原因: 教学点, 条件: '学校类型 == "教学点"'}]}
分组:
  - 名称: 资源
    指标:
      - {名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 10}
  - 名称: 保障
    指标:
      - {名称: 学校规模, 类型: 数值, 分子: 在校生数, 单位: 人, 小数: 0, 方向: 不超过, 整校: 是, 标准: 150}
      - {名称: 班级学生数, 类型: 最大值, 分子: 班级人数, 单位: 人, 小数: 0, 方向: 不超过, 标准: 45}
      - {名称: 小校计算机台数, 类型: 数值, 分子: 计算机台数, 单位: 台, 小数: 0, 整校: 是,
         适用: 在校生数 < 100, 标准: 9}
"""
OF_DISTRICT = """\
标识: 县
名称: 县域评估办法（县级指标）
文号: 教〔2024〕1号
学段: [区县]
来源: 测试
分组:
  - 名称: 保障
    指标:
      - {名称: 残疾儿童少年入学率, 类型: 数值, 分子: 残疾儿童少年入学率, 单位: "%", 标准: 95}
      - {名称: 随迁子女就读比例, 类型: 数值, 分子: 随迁子女公办就读比例, 单位: "%", 标准: 85}
"""
OWN = """\
区县: {名称: 示例县}
报告: {年度: 2024, 标准: [标准/校.yaml, 标准/县.yaml]}
数据: {残疾儿童少年入学率: 98, 随迁子女公办就读比例: 90}
"""
GOOD = "图书册数: 1600, 计算机台数: 9"


def _classes(pupils: int, largest: int) -> list[int]:
    rest = pupils - largest
    return [largest, *[40] * (rest // 40), *([rest % 40] if rest % 40 else [])]


def _primary(
    name: str, figures: str = GOOD, pupils: int = 100, largest: int = 40, type: str = "小学"
) -> str:
    classes = _classes(pupils, largest)
    return school_text(name, type, f"{{在校生数: {pupils}, 班级人数: {classes}, {figures}}}")


Read = Callable[..., DistrictMaterial]


@pytest.fixture
def read(tmp_path: Path, workshop: Workshop) -> Iterator[Read]:
    folders = count()

    def run(*schools: str, body: str = "") -> DistrictMaterial:
        files = {"校.yaml": OF_SCHOOLS, "县.yaml": OF_DISTRICT}
        place = write_district(tmp_path / str(next(folders)), schools, files, OWN, body)
        return read_district(place, workshop).material

    yield run


def test_a_group_tells_what_the_district_and_what_schools_come_to(read: Read) -> None:
    crowded = school_text(
        "丙学校",
        "九年一贯制",
        "{在校生数: {小学: 50, 初中: 50}, 图书册数: 1200, 班级人数: {小学: [48, 2], 初中: [45, 5]}}",
    )
    material = read(_primary("甲小学"), _primary("乙小学"), crowded)
    texts = said(build_own_attainment(material))
    assert texts[0].startswith("县级2项指标全部达标。")
    assert (
        texts[1]
        == "由各校落实的2项指标中，班级学生数有1所学校未达标（丙学校小学部），其余1项各校全部达标。"
    )


def test_a_group_that_all_schools_meet_says_so_in_a_sentence(read: Read) -> None:
    material = read(_primary("甲小学"), _primary("乙小学"))
    assert "由各校落实的2项指标，2所学校全部达标。" in said(build_own_attainment(material))


def test_missing_data_and_many_failing_schools_are_counted(read: Read) -> None:
    unknown = school_text("子小学", "小学", "{在校生数: 100, 图书册数: 1200}")
    schools = [unknown, *(_primary(f"{name}小学", largest=46) for name in "甲乙丙")]
    texts = said(build_own_attainment(read(*schools)))
    assert (
        "由各校落实的2项指标中，班级学生数有3所学校未达标，班级学生数有1所学校数据不全（子小学），"
        "其余1项各校全部达标。" in texts
    )


def test_a_school_that_fails_only_what_is_not_compared_is_named(read: Read) -> None:
    schools = [
        _primary("甲小学", GOOD.replace("1600", "500")),
        _primary("乙小学", pupils=160),
        _primary("丙小学", largest=46),
    ]
    texts = "".join(said(build_school_attainment(read(*schools))))
    assert "整体未达标的还有2所：乙小学，学校规模未达标；丙小学，班级学生数未达标。" in texts
    texts = "".join(said(build_school_attainment(read(*schools[1:]))))
    assert "整体未达标的有2所" in texts


def test_schools_to_which_an_indicator_does_not_apply_are_not_its_denominator(read: Read) -> None:
    small = GOOD.replace("计算机台数: 9", "计算机台数: 5")
    schools = [
        _primary("甲小学"),
        _primary("乙小学", small, 90),
        _primary("丙小学", GOOD, 90),
        _primary("丁小学"),
    ]
    texts = "".join(said(build_district_shortcomings(read(*schools))))
    assert "适用这一项的2所学校中，乙小学小校计算机台数为5台，低于9台的标准，缺4台" in texts


def test_a_school_that_does_not_count_is_told_apart(read: Read) -> None:
    schools = [
        _primary("甲小学", largest=46),
        _primary("乙小学"),
        _primary("丙教学点", largest=47, type="教学点"),
    ]
    texts = "".join(said(build_district_shortcomings(read(*schools))))
    assert texts.startswith(
        "列入评估的2所学校中有1所存在未达标的指标，不列入评估的1所学校也有未达标的指标。"
    )


def test_a_measure_for_what_schools_fail_is_none_for_missing_data(read: Read) -> None:
    plan = "今后措施:\n  - {标题: 补充图书, 指标: [生均图书册数], 内容: 列入明年预算。}\n"
    schools = [
        _primary("甲小学", GOOD.replace("1600", "500")),
        _primary("乙小学", GOOD.replace("图书册数: 1600, ", "")),
    ]
    texts = "".join(said(build_district_plans(read(*schools, body=plan))))
    assert "由乙小学补报生均图书册数的数据" in texts


def test_schools_of_which_none_is_left_out_are_called_as_everywhere(read: Read) -> None:
    schools = [
        _primary("示例县甲小学"),
        _primary("示例县丙镇教学点", type="教学点"),
    ]
    texts = "".join(said(build_school_attainment(read(*schools))))
    assert "另有1所不列入：丙镇教学点（教学点）。" in texts
