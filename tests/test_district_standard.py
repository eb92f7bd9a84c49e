"""A standard may judge the district itself, by the figures of its own file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from reportgen.model.assessment import Verdict
from reportgen.model.standard import Standard
from reportgen.pipeline import Workshop
from reportgen.sections.district.outline import fill_district_outline
from reportgen.sections.district.own_attainment import build_own_attainment
from reportgen.sections.district.plans import build_district_plans
from reportgen.sections.district.shortcomings import build_district_shortcomings
from reportgen.sections.district.troubles import gather_troubles, trouble_blocks
from reportgen.sections.typed.numbering import NEXT_TABLE
from reportgen.text_checks.checks import check_printed
from reportgen.text_checks.known_figures import district_figures
from tests.conftest import Examine
from tests.districts import (
    STANDARD,
    District,
    headings,
    primary,
    read_district,
    said,
    write_district,
)

COUNTY = """\
标识: 县标
名称: 县域标准
学段: [区县]
来源: 测试
事实:
  适龄数: {类型: 计数, 单位: 人, 学段: 整校}
  在园数: {类型: 计数, 单位: 人, 学段: 整校}
  是否有规划: {类型: 是否, 学段: 整校, 定义: 有布局规划}
指标:
  - {名称: 毛入园率, 分子: 在园数, 分母: 适龄数, 倍数: 100, 单位: "%", 小数: 1, 标准: 85, 缺口单位: 人}
  - {名称: 布局规划, 类型: 是否, 分子: 是否有规划, 标准: 是}
"""
OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [标准/县.yaml, 标准/两项.yaml]}\n"


class Make(Protocol):
    """The district with that body of its file, and that head."""

    def __call__(self, body: str, own: str = OWN) -> District: ...


GOOD = primary("甲小学", 100, 1200, 6)


@pytest.fixture
def make(tmp_path: Path, workshop: Workshop) -> Make:
    def run(body: str, own: str = OWN) -> District:
        standards = {"县.yaml": COUNTY, "两项.yaml": STANDARD}
        return read_district(
            write_district(tmp_path / "县", [GOOD], standards, own, body), workshop
        )

    return run


def test_the_district_is_judged_and_its_schools_are_not(make: Make) -> None:
    district = make("数据: {适龄数: 1000, 在园数: 800, 是否有规划: 是}\n")
    assert not [problem for problem in district.problems if problem.stops]
    assert [each.standard.id for each in district.summary.standards] == ["两项标准"]
    (found,) = district.material.own.assessment.standards
    assert [(each.display, each.verdict, each.shortfall_display) for each in found.results] == [
        ("80.0%", Verdict.UNMET, "缺50人"),
        ("是", Verdict.MET, ""),
    ]
    assert said(build_own_attainment(district.material)) == [
        "有布局规划。在园800人，占1000名适龄的80%，要求为85%。",
        f"以上各项指标的数值、标准和结论见{NEXT_TABLE}。",
        "对照《县域标准》，2项指标中达标1项、未达标1项。",
    ]


def test_what_the_district_fails_is_a_problem_with_a_measure(make: Make) -> None:
    material = make("数据: {适龄数: 1000, 在园数: 800, 是否有规划: 否}\n").material
    problems = build_district_shortcomings(material)
    assert headings(problems) == ["布局规划没有达到要求", "毛入园率没有达到标准"]
    assert said(problems)[:2] == [
        "县级指标有2项未达标。存在以下两个方面的问题：",
        "要求有布局规划，目前没有做到。",
    ]
    assert said(problems)[2] == "在园800人，占适龄1000人的80%，达到85%还差50人。"
    assert said(build_district_plans(material)) == [
        "以下各项尚需列入整改计划：落实布局规划的要求；把毛入园率提高到85%（还差50人）。"
    ]


def test_the_district_s_own_words_go_before(make: Make) -> None:
    material = make(
        "数据: {适龄数: 1000, 在园数: 800, 是否有规划: 是}\n"
        "存在问题: [{标题: 学位不足, 指标: 毛入园率, 内容: 城区学位紧张。}]\n"
        "今后措施: [{针对: 毛入园率, 标题: 新建两所园, 内容: 新增学位300个。}]\n"
    ).material
    assert headings(build_district_shortcomings(material)) == ["学位不足"]
    assert headings(build_district_plans(material)) == ["新建两所园"]


def test_figures_that_lack_are_told_at_the_district_s_file(make: Make) -> None:
    district = make("数据: {适龄数: 1000}\n")
    told = [
        (problem.location.path, problem.message)
        for problem in district.make().problems
        if problem.code == "missing_fact"
    ]
    assert told == [
        ("数据.在园数", "缺少“在园数”，算不出指标：毛入园率"),
        ("数据.是否有规划", "缺少“是否有规划”，算不出指标：布局规划"),
    ]
    assert "2项指标缺少“在园数”“是否有规划”数据，暂不能判断。" in said(
        build_own_attainment(district.material)
    )


def test_a_claim_that_all_is_met_is_refuted_by_the_district_s_own_figures(make: Make) -> None:
    district = make(
        "数据: {适龄数: 1000, 在园数: 800, 是否有规划: 是}\n主要措施: |\n  各项指标全部达标。\n"
    )
    own = district.material.own
    figures = district_figures("示例县", district.summary, own.dictionary, own.assessment)
    (claim, *_) = check_printed(own.school, figures)
    assert claim.code == "false_claim" and "毛入园率（未达标）" in claim.message


def test_a_report_without_a_place_for_them_is_told_so(make: Make) -> None:
    body = "数据: {适龄数: 1000, 在园数: 900, 是否有规划: 是}\n"
    own = OWN.replace("年度: 2024", "年度: 2024, 提纲: [县域基本情况, 学校达标情况]")
    problems = make(body, own).make().problems
    assert "提纲里没有“县级指标”，但有这方面的内容" in [each.message for each in problems]


def test_a_school_is_not_judged_by_a_standard_of_districts(examine: Examine) -> None:
    own = "自定标准:\n" + "".join(f"  {line}\n" for line in COUNTY.splitlines())
    (problem,) = [
        each for each in examine(own, standards="[县标]").problems if each.code == "unfit_standard"
    ]
    assert problem.stops
    assert "是区县的标准，本校是小学，不按它评估" in problem.message


def test_facts_of_districts_are_none_of_schools(workshop: Workshop) -> None:
    library = workshop.library
    names = library.all_facts().facts.keys() & library.all_district_facts().facts.keys()
    declared = {name for each in library.all_standards() for name in _declared(each)}
    assert not names & declared


def _declared(standard: Standard) -> tuple[str, ...]:
    return tuple(standard.facts.facts) if standard.facts and standard.is_of_district else ()


def test_a_published_county_s_shares_come_out_as_published(
    tmp_path: Path, workshop: Workshop
) -> None:
    """衡南县 2020: 10301 of 25113 children in 公办园, 7629 more in 普惠性民办园, 984 teachers."""
    own = "区县: {名称: 衡南县}\n报告: {年度: 2020, 标准: [学前教育普及普惠2020县级]}\n"
    figures = (
        "数据: {学前在园幼儿数: 25113, 公办幼儿园在园幼儿数: 10301, "
        "普惠性幼儿园在园幼儿数: 17930, 学前专任教师数: 984}\n"
    )
    folder = write_district(tmp_path / "县", [GOOD], {}, own, figures)
    (found,) = read_district(folder, workshop).material.own.assessment.standards
    results = {each.indicator.id: each for each in found.results}
    assert [(results[name].display, results[name].verdict) for name in ("县2", "县3", "县31")] == [
        ("71.40%", Verdict.UNMET),
        ("41.02%", Verdict.UNMET),
        ("1∶25.5", Verdict.UNMET),
    ]


COUNTY_WITH_WAGES = """\
标识: 工资
名称: 县域工资标准
学段: [区县]
来源: 测试
指标:
  - {名称: 工资之比, 分子: 教师平均工资, 分母: 公务员平均工资, 倍数: 100, 单位: "%",
     小数: 1, 标准: 100, 缺口单位: 元}
"""


@pytest.fixture
def wages(tmp_path: Path, workshop: Workshop) -> Make:
    def run(body: str, own: str = "报告: {年度: 2024, 标准: [标准/县.yaml]}\n") -> District:
        standards = {"县.yaml": COUNTY_WITH_WAGES}
        head = f"区县: {{名称: 示例县}}\n{own}"
        return read_district(
            write_district(tmp_path / "县", [GOOD], standards, head, body), workshop
        )

    return run


def test_a_sum_that_is_no_part_of_the_other_is_so_many_per_cent_of_it(wages: Make) -> None:
    told = said(build_own_attainment(wages(WAGES).material))
    assert told[0] == (
        "教师年平均工资8.46万元，是公务员年平均工资8.39万元的100.8%，高于100%的要求。"
    )


def test_one_that_falls_short_of_the_other_is_below_it(wages: Make) -> None:
    material = wages(WAGES.replace("8.46", "8.16")).material
    (trouble,) = gather_troubles(material.own.assessment.failing, (), material)
    assert said(tuple(trouble_blocks(trouble, material))) == [
        "教师年平均工资8.16万元，是公务员年平均工资8.39万元的97.3%，达到100%还缺2300元。"
    ]
    assert headings(tuple(trouble_blocks(trouble, material))) == [
        "教师年平均工资低于公务员年平均工资"
    ]


WAGES = "数据: {教师平均工资: 8.46万元, 公务员平均工资: 8.39万元, 常住人口: 9万人}\n"


@pytest.mark.parametrize(
    ("outline", "is_told_there"),
    [("县域基本情况, 县级指标", False), ("县域基本情况", True)],
)
def test_a_figure_that_is_judged_stands_only_where_it_is_judged(
    wages: Make, outline: str, is_told_there: bool
) -> None:
    own = f"报告: {{年度: 2024, 标准: [标准/县.yaml], 提纲: [{outline}]}}\n"
    (section, *_) = fill_district_outline(wages(WAGES, own).material, ())
    assert section[1] is not None
    told = "".join(said(section[1].blocks))
    assert ("8.46万元" in told, "9万人" in told) == (is_told_there, True)
