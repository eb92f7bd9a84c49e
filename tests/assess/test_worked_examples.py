"""The worked examples of the field: splits, floors, rounding, the third school's ten indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.assess.assessment import judge_group
from reportgen.model.assessment import Result, Verdict
from reportgen.model.numbers import format_short
from reportgen.model.stages import Stage
from reportgen.model.standard import Rule
from tests.conftest import Examine

OWN = """\
自定标准:
  标识: 本校
  名称: 本校标准
  学段: [小学, 初中]
  规则: {至少达标: 6, 其余不低于: 85%}
  指标:
    - {名称: 生均图书, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 1,
       标准: {小学: 58, 初中: 65}}
"""


def results(examine: Examine, body: str, **more: str) -> list[Result]:
    assessment = examine(body, **more).assessment
    assert assessment is not None
    return list(assessment.standards[0].results)


def test_shared_books_are_split_by_the_published_weights(examine: Examine) -> None:
    body = OWN + "数据: {在校生数: {小学: 166, 初中: 210}, 图书册数: 23226}\n"
    primary, junior = results(examine, body, type="九年一贯制", standards="[本校]")
    assert (primary.display, primary.verdict) == ("58.5", Verdict.MET)
    assert isinstance(primary.numerator, Decimal) and format_short(primary.numerator) == "9711.63"
    assert isinstance(junior.numerator, Decimal) and primary.numerator + junior.numerator == 23226
    assert (junior.display, junior.verdict) == ("64.4", Verdict.UNMET)


def test_a_split_that_lands_exactly_on_the_limit_is_met(examine: Examine) -> None:
    # 3 * (166 + 231) = 1191 books give each primary pupil exactly 3 after a division that does not
    # end.
    body = OWN.replace("小学: 58, 初中: 65", "小学: 3, 初中: 3.3") + (
        "数据: {在校生数: {小学: 166, 初中: 210}, 图书册数: 1191}\n"
    )
    assert [
        each.verdict for each in results(examine, body, type="九年一贯制", standards="[本校]")
    ] == [Verdict.MET] * 2


@pytest.mark.parametrize(
    ("met", "floor_met", "verdict"),
    [(6, True, Verdict.MET), (6, False, Verdict.UNMET), (5, True, Verdict.UNMET)],
)
def test_six_of_seven_and_the_rest_at_least_85_percent(
    examine: Examine, met: int, floor_met: bool, verdict: Verdict
) -> None:
    (sample,) = results(
        examine, OWN + "数据: {在校生数: 100, 图书册数: 5800}\n", standards="[本校]"
    )
    good = [sample] * met
    bad = [Result(sample.indicator, Stage("小学"), Verdict.UNMET, floor_met=floor_met)] * (7 - met)
    assert judge_group([*good, *bad], Rule(6, Decimal("0.85"))) is verdict


@pytest.mark.parametrize(
    ("students", "teachers", "verdict", "floor_met"),
    [
        (1000, 42, "met", None),
        (1000, 41, "unmet", True),
        (10000, 357, "unmet", True),
        (10000, 356, "unmet", False),
    ],
)
def test_floor_of_teachers_above_the_required_degree_is_3_57(
    examine: Examine, students: int, teachers: int, verdict: str, floor_met: bool | None
) -> None:
    body = f"数据: {{在校生数: {students}, 高于规定学历教师数: {teachers}}}\n"
    first = results(examine, body, standards="[优质均衡2017]")[0]
    assert (str(first.verdict), first.floor_met) == (verdict, floor_met)


def test_verdict_compares_exact_values_and_the_printed_one_agrees(examine: Examine) -> None:
    body = OWN.replace("58", "58.5") + "数据: {在校生数: 1000, 图书册数: 58490}\n"
    examined = examine(body, standards="[本校]")
    assert examined.assessment is not None
    (result,) = examined.assessment.standards[0].results
    assert (result.display, result.verdict) == ("58.49", Verdict.UNMET)


def test_ratio_is_met_by_fewer_students_a_teacher(examine: Examine) -> None:
    body = "数据: {在校生数: 880, 专任教师数: 40}\n"
    ratio = next(
        each
        for each in results(examine, body, standards="[河南省办学基本标准]")
        if each.indicator.name == "师生比"
    )
    assert (ratio.display, ratio.verdict, ratio.shortfall) == ("1∶22", Verdict.UNMET, Decimal(7))


def test_missing_fact_is_no_data_and_lets_the_report_be_made(examine: Examine) -> None:
    examined = examine("数据: {在校生数: 880}\n", standards="[河南省办学基本标准]")
    assert examined.assessment is not None
    assert examined.assessment.standards[0].verdict is Verdict.NO_DATA
    missing = [problem for problem in examined.problems if problem.code == "missing_fact"]
    assert any("图书册数" in problem.message for problem in missing)
    assert examined.can_be_built


def test_zero_students_give_no_data_instead_of_a_crash(examine: Examine) -> None:
    (result,) = results(examine, OWN + "数据: {在校生数: 0, 图书册数: 10}\n", standards="[本校]")
    assert result.verdict is Verdict.NO_DATA


def test_easement_holds_only_where_the_report_names_it(examine_text: Examine) -> None:
    text = (
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024, 标准: [本校], 过渡条款: %s}\n"
        + OWN.replace("65}}", "65}, 变体: [{名称: 放宽, 可选: 是, 标准: 50}]}")
        + "数据: {在校生数: 100, 图书册数: 5200}\n"
    )
    for named, verdict in (("[]", Verdict.UNMET), ("[放宽]", Verdict.MET)):
        assessment = examine_text(text.replace("%s", named, 1)).assessment
        assert assessment is not None
        assert assessment.standards[0].results[0].verdict is verdict
