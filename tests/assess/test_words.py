"""The clerk's words held against the verdicts and the data."""

from __future__ import annotations

import pytest

from reportgen.model.report import Paragraph
from tests.conftest import Examine

FAILING = "数据: {在校生数: 880, 图书册数: 100}\n"
BY_HENAN = "[河南省办学基本标准]"


def codes(examine: Examine, body: str, **more: str) -> set[str]:
    return {problem.code for problem in examine(body, **more).problems}


@pytest.mark.parametrize(
    "claim",
    [
        *(
            "各项指标全部达标。",
            "各项指标均达到标准要求。",
            "本校全面达标。",
            "做到100%达标。",
            "本校已全部达到标准。",
        ),
        "所有指标都已达标，比上年有进步。",
        "10项指标中10项达标。",
        "10项指标中9项已达标。",
        "十项指标，其中九项达到标准。",
        "学校没有不达标的指标。",
    ],
)
def test_a_claim_that_all_is_met_beside_a_failing_indicator_is_an_error(
    examine: Examine, claim: str
) -> None:
    assert "false_claim" in codes(examine, f"{FAILING}主要措施: |\n  {claim}\n", standards=BY_HENAN)


@pytest.mark.parametrize(
    "sentence",
    [
        "力争三年内全部达标。",
        "目前不是全部达标。",
        "分两年购书，到2026年各项指标全部达标。",
        "努力实现全面达标。",
        "争取到年底没有不达标的指标。",
        "食堂没有不达标的项目。",
        "10项指标中0项达标。",
    ],
)
def test_a_wish_a_plan_or_a_denial_is_no_claim(examine: Examine, sentence: str) -> None:
    assert "false_claim" not in codes(
        examine, f"{FAILING}主要措施: |\n  {sentence}\n", standards=BY_HENAN
    )


@pytest.mark.parametrize(
    "words",
    ["现有学生900人，", "学校现有在校生900人。", "校园面积30亩多。图书20000册，", "图书2万册。"],
)
def test_a_figure_in_the_text_that_the_data_contradict_is_said_at_its_line(
    examine: Examine, words: str
) -> None:
    examined = examine(f"{FAILING}主要措施: |\n  第一行\n\n  {words}\n")
    (problem,) = [each for each in examined.problems if each.code == "quoted_figure"]
    assert problem.location.line == 7


@pytest.mark.parametrize(
    "words",
    [
        "现有学生880人，",
        "组织学生300人参加比赛。",
        "2020年，学生900人。",
        "学生120人获奖。",
        "图书100册。",
        "新增图书50册。",
    ],
)
def test_a_figure_that_agrees_or_is_about_something_else_is_not(
    examine: Examine, words: str
) -> None:
    assert "quoted_figure" not in codes(examine, f"{FAILING}主要措施: |\n  {words}\n")


UNMET = "数据: {在校生数: 880, 图书册数: 100, 建筑面积: 900}\n"


def test_all_that_has_no_plan_is_one_reminder(examine: Examine) -> None:
    body = f"{UNMET}存在问题: [围墙老旧, {{标题: 书少, 指标: 生均图书册数}}]\n"
    found = examine(body, standards=BY_HENAN).problems
    (problem,) = [each for each in found if each.code == "no_plan"]
    assert problem.message == (
        "有3项没有写今后措施：未达标的指标“生均建筑面积”“生均图书册数”；存在问题“围墙老旧”"
    )
    assert problem.hint == "请在“今后措施:”下各写一项，“针对:”后面写引号里的名称"


def test_what_a_plan_answers_is_not_reminded_of(examine: Examine) -> None:
    body = f"{UNMET}今后措施: [{{针对: 生均建筑面积, 内容: 建房。}}]\n"
    found = examine(body, standards=BY_HENAN).problems
    (problem,) = [each for each in found if each.code == "no_plan"]
    assert problem.message == "有1项没有写今后措施：未达标的指标“生均图书册数”"
    assert problem.hint == "请在“今后措施:”下写一项，“针对:”后面写“生均图书册数”"
    assert problem.location.line == 4


THREE = """自定标准:
  标识: 三项
  名称: 三项标准
  学段: [小学]
  指标:
    - {名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 0, 标准: 20}
    - {名称: 生均公用经费, 类型: 数值, 分子: 生均公用经费, 单位: 元, 小数: 0}
    - {名称: 计算机配备, 类型: 数值, 分子: 计算机台数, 单位: 台, 小数: 0, 标准: 10}
数据:
  在校生数: 100
  图书册数: 3000
  生均公用经费: 630
"""


def claims(examine: Examine, text: str) -> list[str]:
    """What is told of the text as the whole chapter 达标情况, beside one indicator without limit
    and one without data.
    """
    told = examine(f"{THREE}达标情况: |\n  {text}\n", standards="[三项]").problems
    return [each.message for each in told if "claim" in each.code]


@pytest.mark.parametrize(
    ("text", "name", "verdict"),
    [
        ("指标2：生均公用经费630元，已达标。", "生均公用经费", "未设标准"),
        ("生均图书册数、生均公用经费均达到省定标准。", "生均公用经费", "未设标准"),
        ("指标3：学校计算机配备到位，已达标。", "计算机配备", "缺数据"),
        ("指标3：每班计算机配足，已达标。", "计算机配备", "缺数据"),
    ],
)
def test_an_indicator_that_is_said_to_be_met_has_to_be(
    examine: Examine, text: str, name: str, verdict: str
) -> None:
    (message,) = claims(examine, text)
    assert f"“{name}”的结论是{verdict}" in message


@pytest.mark.parametrize(
    "text",
    [
        "食堂卫生检查全部达标。",
        "生均图书册数30册，已达标，生均公用经费630元。",
        "生均公用经费尚未达标。",
        "生均公用经费达标率逐年提高。",
        "1项指标全部达标。",
        "学生体质健康抽测全部达到国家标准。",
    ],
)
def test_a_claim_that_is_true_or_of_another_matter_is_left_alone(
    examine: Examine, text: str
) -> None:
    assert claims(examine, text) == []


def test_an_indicator_without_limit_is_not_among_those_that_are_met(examine: Examine) -> None:
    body = THREE + "  计算机台数: 12\n达标情况: 以上三项指标，全部达标。\n"
    problems = examine(body, standards="[三项]").problems
    (problem,) = [each for each in problems if each.code == "claim_unjudged"]
    assert "生均公用经费" in problem.message and "2项" in problem.hint


def test_where_no_limit_is_set_at_all_no_number_of_them_is_asked_for(
    examine_text: Examine,
) -> None:
    head = "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024, 标准: [基本均衡2012]}\n"
    figures = (
        "数据: {在校生数: 880, 教学班数: 21, 教职工数: 56, 专任教师数: 49, 高于规定学历教师数: 49,"
        " 中级以上职称教师数: 25, 教学及辅助用房面积: 4303, 体育运动场馆面积: 7000,"
        " 教学仪器设备值: 1900000, 计算机台数: 90, 图书册数: 15000}\n"
    )
    problems = examine_text(f"{head}{figures}达标情况: 八项指标全部达标。\n").problems
    (problem,) = [each for each in problems if each.code == "claim_unjudged"]
    assert "0项" not in problem.hint
    assert "不给单所学校定限值" in problem.hint


@pytest.mark.parametrize(
    ("text", "conclusions"), [("以上三项指标，全部达标。", 1), ("以上两项指标，全部达标。", 0)]
)
def test_the_program_s_conclusion_stays_unless_the_text_has_one_that_agrees(
    examine: Examine, text: str, conclusions: int
) -> None:
    told = "生均图书30册，标准20册；生均公用经费630元；计算机台数12台，标准10台。"
    body = f"{THREE}  计算机台数: 12\n达标情况: {told}{text}\n"
    report = examine(body, standards="[三项]").report
    assert report is not None
    (section,) = [each for each in report.sections if each.key == "达标情况"]
    said = [str(block) for block in section.blocks if isinstance(block, Paragraph)]
    assert sum("设有标准的2项全部达标" in each for each in said) == conclusions


@pytest.mark.parametrize(
    ("text", "count"),
    [("尊敬的各位领导、各位专家：\n  现汇报如下。", 1), ("各位领导十分关心我校，现汇报如下：", 0)],
)
def test_a_salutation_in_the_introduction_belongs_to_the_addressee(
    examine: Examine, text: str, count: int
) -> None:
    problems = examine(f"引言: |\n  {text}\n").problems
    told = [each for each in problems if each.code == "salutation"]
    assert len(told) == count
    assert all("主送单位" in each.hint for each in told)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("获2024-2024年度先进集体称号。", ["span_of_years"]),
        ("获2023-2024学年先进集体称号。", []),
        ("1、添置图书。2、维修校舍。9、开展培训。", ["run_on_items"]),
        ("购置图书5、6千册。", []),
    ],
)
def test_slips_of_writing_are_told_before_they_are_printed(
    examine: Examine, text: str, codes: list[str]
) -> None:
    problems = examine(f"主要措施: |\n  {text}\n").problems
    told = [each.code for each in problems if each.code in ("span_of_years", "run_on_items")]
    assert told == codes


ENOUGH = "数据: {在校生数: 880, 图书册数: 30000}\n"
BOOKS = "生均图书册数"


@pytest.mark.parametrize(
    ("figures", "text", "warned"),
    [
        (ENOUGH, "图书不够用。", True),
        (ENOUGH, "图书已经达标，但新书少。", False),
        (FAILING, "图书不够用。", False),
    ],
)
def test_a_problem_with_what_is_met_is_asked_about(
    examine: Examine, figures: str, text: str, warned: bool
) -> None:
    own = f"存在问题: [{{标题: 图书少, 指标: {BOOKS}, 内容: {text}}}]\n"
    found = codes(examine, figures + own, standards=BY_HENAN)
    assert ("met_problem" in found) is warned


@pytest.mark.parametrize(("figures", "warned"), [(ENOUGH, True), (FAILING, False)])
def test_a_measure_for_what_is_met_and_no_problem_is_asked_about(
    examine: Examine, figures: str, warned: bool
) -> None:
    own = f"今后措施: [{{标题: 购书, 针对: {BOOKS}, 内容: 购书五千册。}}]\n"
    assert ("met_plan" in codes(examine, figures + own, standards=BY_HENAN)) is warned
    said = f"存在问题: [{{标题: 书旧, 指标: {BOOKS}, 内容: 数量达标，但旧书多。}}]\n"
    assert "met_plan" not in codes(examine, figures + own + said, standards=BY_HENAN)


def test_what_a_sentence_says_of_another_time_ends_with_the_sentence(examine: Examine) -> None:
    text = "2020年现有学生900人，图书20000册。现有学生900人，图书100册，原有图书50册。"
    examined = examine(f"{FAILING}主要措施: |\n  {text}\n")
    quoted = [each.message for each in examined.problems if each.code == "quoted_figure"]
    assert quoted == ["文中写的是“现有学生900人”，数据里的在校生数是 880人"]


def test_figures_and_numbers_beyond_all_measure_are_no_figures(examine: Examine) -> None:
    text = f"现有学生8{'0' * 5000}人，图书1.{'1' * 60}册。\n  指标{'3' * 5000}：生均图书已达标。"
    codes_of = codes(examine, f"{FAILING}主要措施: |\n  {text}\n", standards=BY_HENAN)
    assert "quoted_figure" not in codes_of


def test_a_salutation_of_any_length_is_told(examine: Examine) -> None:
    assert "salutation" in codes(examine, f"{FAILING}引言: 尊敬的{'各位领导、' * 300}老师们：\n")
    assert "salutation" not in codes(examine, f"{FAILING}引言: 尊敬的{'领导' * 300}来校。\n")
