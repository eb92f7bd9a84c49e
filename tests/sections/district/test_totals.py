"""The parts that a district's report names add up to the whole that it names."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.pipeline import Workshop
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.overview import build_overview
from reportgen.sections.district.shortcomings import build_district_shortcomings
from reportgen.sections.district.variation import build_variation
from tests.districts import primary, read_district, said, school_text, write_district

# A standard whose schools are compared by one group and asked for another besides.
TWO_GROUPS = """\
标识: 两组
名称: 两组标准
学段: [小学, 初中]
来源: 测试
差异系数:
  方式: 各项
  小学: 0.3
  初中: 0.3
  分组: 资源
  不计入: [{原因: 教学点, 条件: '学校类型 == "教学点"'}]
分组:
  - 名称: 资源
    规则: {至少达标: 1, 其余不低于: 80%}
    指标:
      - {名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 10}
      - {名称: 每百名学生教师数, 分子: 专任教师数, 分母: 在校生数, 倍数: 100, 单位: 人, 标准: 5}
  - 名称: 保障
    指标:
      - {名称: 学校规模, 类型: 数值, 分子: 在校生数, 单位: 人, 小数: 0, 方向: 不超过, 整校: 是, 标准: 150}
"""
KINDS = {
    "好": lambda name: primary(name, 100, 1200, 6),
    "稍差": lambda name: primary(name, 100, 900, 6),
    "差": lambda name: primary(name, 100, 300, 2),
    "大": lambda name: primary(name, 200, 2400, 12),
    "缺": lambda name: primary(name, 100, None, 6),
    "点": lambda name: school_text(name, "教学点", "{在校生数: 10, 图书册数: 200, 专任教师数: 1}"),
    "一贯": lambda name: school_text(
        name,
        "九年一贯制",
        "{在校生数: {小学: 60, 初中: 60}, 图书册数: 900, 专任教师数: {小学: 4, 初中: 2}}",
    ),
}
OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [标准/两组.yaml]}\n"


def _numbers(pattern: str, text: str) -> list[int]:
    return [int(each) for each in re.findall(pattern, text)]


def _material(kinds: list[str], workshop: Workshop, together: bool = False) -> DistrictMaterial:
    with TemporaryDirectory() as folder:
        schools = [KINDS[kind](f"{at}{kind}学校") for at, kind in enumerate(kinds)]
        place = write_district(Path(folder) / "县", schools, {"两组.yaml": TWO_GROUPS}, OWN)
        return read_district(place, workshop, together=together).material


@settings(max_examples=12, deadline=None)
@given(
    kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=7),
    together=st.booleans(),
)
def test_parts_add_up_to_the_whole(kinds: list[str], together: bool, workshop: Workshop) -> None:
    material = _material(kinds, workshop, together)
    _check_overview("".join(said(build_overview(material))), kinds)
    _check_attainment("".join(said(build_school_attainment(material))), kinds)
    for paragraph in said(build_variation(material)):
        _check_variation(paragraph)
    _check_problems("".join(said(build_district_shortcomings(material))), kinds)


def test_schools_of_one_file_are_told_as_those_of_many(workshop: Workshop, tmp_path: Path) -> None:
    schools = [KINDS[kind](f"{kind}学校") for kind in sorted(KINDS)]
    schools += [KINDS[kind](f"第二{kind}学校") for kind in sorted(KINDS)]
    place = write_district(tmp_path / "县", schools, {"两组.yaml": TWO_GROUPS}, OWN)
    apart, together = (read_district(place, workshop, together=one) for one in (False, True))
    assert together.make().document == apart.make().document != b""


def test_a_school_that_lacks_data_in_two_stages_is_one_school(
    workshop: Workshop, tmp_path: Path
) -> None:
    figures = "{在校生数: {小学: 60, 初中: 60}, 专任教师数: {小学: 4, 初中: 4}}"
    schools = [
        primary("甲小学", 100, 1200, 6),
        school_text("乙学校", "九年一贯制", figures),
        primary("丙小学", 100, None, 6),
    ]
    place = write_district(tmp_path / "县", schools, {"两组.yaml": TWO_GROUPS}, OWN)
    told = "".join(said(build_district_shortcomings(read_district(place, workshop).material)))
    assert "乙学校、丙小学缺少生均图书册数的数据" in told


def _check_overview(text: str, kinds: list[str]) -> None:
    (total,) = _numbers(r"现有\D*(\d+)所", text)
    parts = re.search(r"其中([^。]*)。", text)
    types = _numbers(r"(\d+)所", parts.group(1)) if parts else [total]
    assert total == len(kinds) == sum(types)


def _check_attainment(text: str, kinds: list[str]) -> None:
    points = kinds.count("点")
    assert sum(_numbers(r"(\d+)所不列入", text)) == points
    if points == len(kinds):
        assert text.startswith("没有列入评估的学校")
        return
    first = text.split("。")[0]
    rows = _numbers(r"(?:小学|初中)(\d+)所", first)
    several = _numbers(r"其中(\d+)所跨学段", first)
    counted = len(kinds) - points
    assert sum(rows) == counted + sum(several) == counted + kinds.count("一贯")
    assert sum(_verdicts(r"达标的条件是：[^。]*。([^。]*)。", text)) == sum(rows)
    assert f"列入评估的{counted}所学校中" in text
    assert sum(_verdicts(r"所学校中整体([^。]*)。", text)) == counted


def _verdicts(pattern: str, text: str) -> list[int]:
    found = re.search(pattern, text)
    assert found is not None
    return _numbers(r"(?:达标|数据不全|未设标准)(\d+)所", found.group(1))


def _check_variation(text: str) -> None:
    found = re.search(r"(\d+)项差异系数的限值都是", text)
    if found is None:
        assert text.startswith("没有列入比较")
    elif "各项均不超过限值" not in text:
        parts = _numbers(r"超过限值的(\d+)项", text)
        unknown = len(re.findall("缺数据暂不能判断|算不出差异系数", text))
        assert int(found.group(1)) == sum(parts) + unknown


def _check_problems(text: str, kinds: list[str]) -> None:
    failing = len([kind for kind in kinds if kind in ("稍差", "差", "大", "一贯")])
    if not failing:
        assert "未达标的指标" not in text
        return
    every = re.search(r"(?:全县|列入评估的)(\d+)所学校(?:都|中有(\d+)所)", text)
    if every and len(kinds) > 1:
        counted = len([kind for kind in kinds if kind != "点"])
        assert int(every.group(1)) == counted
        assert int(every.group(2) or counted) == failing
