"""An indicator of the district and those of its schools that it sums up are one matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.ledger import district_ledger_rows
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.plans import build_district_plans
from reportgen.sections.district.shortcomings import build_district_shortcomings
from tests.districts import headings, read_district, said, school_text, write_district

SCHOOLS = """\
标识: 校标
名称: 学校标准
学段: [小学]
事实:
  持证数: {类型: 计数, 单位: 人, 学段: 整校, 肯定: 持证}
  教师数: {类型: 计数, 单位: 人, 学段: 整校}
  是否补编: {类型: 是否, 学段: 整校, 否定: 空编没有补充, 整改: 补充空编, 主题: 教师}
指标:
  - {编号: 证, 名称: 教师持证率, 分子: 持证数, 分母: 教师数, 倍数: 100, 单位: "%", 小数: 1, 标准: 100, 整校: 是, 缺口单位: 人, 主题: 教师}
  - {编号: 编, 名称: 编制使用, 类型: 是否, 分子: 是否补编, 标准: 是, 整校: 是}
"""
COUNTY = """\
标识: 县标
名称: 县级标准
学段: [区县]
事实:
  县持证数: {类型: 计数, 单位: 人, 学段: 整校, 称谓: 持证教师, 肯定: 持证}
  县教师数: {类型: 计数, 单位: 人, 学段: 整校, 称谓: 教师}
  是否全县补编: {类型: 是否, 学段: 整校, 否定: 有编不补, 整改: 县里补编, 主题: 教师}
指标:
  - {编号: 县证, 名称: 全县持证率, 分子: 县持证数, 分母: 县教师数, 倍数: 100, 单位: "%", 小数: 1, 标准: 100, 缺口单位: 人, 各校: [教师持证率], 主题: 教师}
  - {编号: 县编, 名称: 全县编制使用, 类型: 是否, 分子: 是否全县补编, 标准: 是, 各校: [编制使用]}
"""
FIGURES = "数据: {县持证数: %d, 县教师数: 30, 是否全县补编: 否}\n"

Make = Callable[..., DistrictMaterial]


def school(name: str, certified: int, filled: str = "是") -> str:
    return school_text(name, "小学", f"{{持证数: {certified}, 教师数: 10, 是否补编: {filled}}}")


@pytest.fixture
def county(tmp_path: Path, workshop: Workshop) -> Make:
    def make(body: str = "", certified: int = 27) -> DistrictMaterial:
        schools = [school("甲小学", 8), school("乙小学", 9, "否"), school("丙小学", 10)]
        folder = write_district(
            tmp_path / "县",
            schools,
            {"校.yaml": SCHOOLS, "县.yaml": COUNTY},
            body=FIGURES % certified + body,
        )
        return read_district(folder, workshop).material

    return make


def test_the_share_of_the_district_comes_first_then_its_schools(county: Make) -> None:
    text = "".join(said(build_district_shortcomings(county())))
    assert (
        "30名教师中27人持证，占90%，要求达到100%，还差3人；"
        "3所学校中有2所没有达到100%，分别是甲小学（80.0%，缺2人）、乙小学（90.0%，缺1人）。"
    ) in text
    assert text.count("还差3人") == 1 and "共缺3人" not in text


def test_a_plain_no_of_the_district_is_told_by_its_schools(county: Make) -> None:
    text = "".join(said(build_district_shortcomings(county())))
    assert "3所学校中，乙小学空编没有补充。" in text and "有编不补" not in text


def test_schools_that_lack_less_than_the_district_are_added_up(county: Make) -> None:
    text = "".join(said(build_district_shortcomings(county(certified=20))))
    assert "还差10人；3所学校中有2所教师持证率没有达到100%" in text and "共缺3人" in text


@pytest.mark.parametrize("named", ["教师持证率", "全县持证率"])
def test_a_plan_for_one_answers_both(county: Make, named: str) -> None:
    material = county(f"今后措施: [{{针对: {named}, 标题: 限期取证}}]\n")
    text = "".join(said(build_district_plans(material)))
    assert "持证率" not in text and "补充空编，涉及乙小学" in text and "县里补编" not in text
    rows = district_ledger_rows(material)
    assert [str(row["整改措施"]) for row in rows] == ["限期取证。", "补充空编，涉及乙小学。"]


@pytest.mark.parametrize("named", ["教师持证率", "全县持证率"])
def test_a_problem_with_one_has_the_figures_of_both(county: Make, named: str) -> None:
    material = county(f"存在问题: [{{标题: 有教师没有持证, 指标: {named}}}]\n")
    blocks = build_district_shortcomings(material)
    assert headings(blocks) == ["有教师没有持证", "乙小学空编没有补充"]
    assert "还差3人；3所学校中有2所没有达到100%" in "".join(said(blocks))
    first = district_ledger_rows(material)[0]
    assert first["问题"] == "有教师没有持证" and "还差3人；3所学校中" in str(first["情况"])
