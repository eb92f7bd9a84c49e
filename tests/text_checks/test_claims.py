"""What texts say is met, or is not, beside the verdicts and beside each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextPart
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, Severity
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import KnownFigures, school_figures
from tests.text_checks.texts import check, check_with, told

HEAD = "学校: {名称: 示例镇中心小学, 类型: 小学}\n报告: {年度: 2024, 标准: [%s]}\n"
# Of all indicators 生均图书册数 alone is not met.
BY_HENAN = (
    "数据: {在校生数: 880, 教学班数: 21, 教职工数: 56, 专任教师数: 49, 高于规定学历教师数: 49,"
    " 中级以上职称教师数: 25, 建筑面积: 5230, 图书册数: 15000, 计算机台数: 90, 巩固率: 96%,"
    " 体质健康合格率: 91%, 生均公用经费: 630, 仪器器材配备等级: 一类, 音乐专用教室数: 0,"
    " 寄宿生数: 120, 运动场地面积: 6500}\n"
)
BY_2017 = (
    "数据: {在校生数: 880, 教学班数: 21, 高于规定学历教师数: 49, 教学及辅助用房净面积: 4303,"
    " 体育运动场馆面积: 7000, 教学仪器设备值: 1900000}\n"
)

FALSE_CLAIMS = (
    "十项指标全部达标。",
    "学校办学条件完全符合国家标准要求。",
    "各项指标100%达到要求。",
    "所有指标都合格。",
    "生均图书已达标。",
    "生均图书达到了《河南省义务教育学校办学基本标准》规定的标准。",
    "生均图书册数远高于省定标准。",
    "生均图书、生均建筑面积均达到省定标准。",
    "经自查，我校各项办学指标均已达到省定标准。",
    "我校全面达标。",
    "学校各项核心指标均符合国家规定。",
    "全部指标均达到国家规定要求。",
    "生均建筑面积5.9平方米、生均图书17册，均达到省定标准。",
    "师生比未达到省定标准。",
    "学生体质健康合格率没有达到省定标准。",
    "生均建筑面积尚未达标。",
    "平均班额高于省定标准。",
    "图书达到省定标准。",
    "学校办学条件全部达标。",
    "以上10项指标全部合格。",
    "本校办学条件各项指标均优于省定标准。",
    "对照标准逐项自查，10项指标中9项达标。",
    "没有不达标的指标。",
    "学校没有一项不达标的指标。",
    "生均图书不低于省定标准。",
    "生均图书册数等各项指标均达到省定要求。",
    "义务教育办学条件均符合标准。",
    "学校所有评估指标均达到要求。",
    "全校各项指标百分之百达标。",
    "巩固率低于省定标准。",
    "生均建筑面积不符合省定标准。",
)
RIGHT_CLAIMS = (
    "食堂卫生检查全部达标。",
    "学校力争各项指标全部达标。",
    "消防验收合格。",
    "学生体检全部合格。",
    "教师普通话水平全部达标。",
    "到2025年各项指标全部达标。",
    "生均建筑面积5.9平方米，达到省定标准。",
    "平均班额低于省定标准。",
    "平均班额不高于省定标准。",
    "生均图书未达标。",
    "生均图书册数低于省定标准。",
    "生均图书没有达到省定标准，今后逐年添置。",
    "十项指标中有一项未达标。",
    "8项指标达到省定标准。",
    "图书添置后，各项指标将全部达标。",
    "如果图书补齐，所有指标都合格。",
    "确保各项指标达到省定标准。",
    "水质检测各项指标均合格。",
    "疾控中心对饮用水进行了检测，各项指标均合格。",
    "学生体质健康抽测全部达到国家标准。",
    "新建塑胶跑道各项指标全部符合国家标准。",
    "教师学历合格率达到100%。",
    "指标达标情况见附表。",
    "学校建成了标准化操场。",
    "师生比、平均班额均达到省定标准。",
    "学生体质健康合格率91%，高于省定标准。",
    "目前不是所有指标都达标。",
    "并非各项指标都已达标。",
    "学校安排专人负责达标创建工作。",
    "2019年我校各项指标全部达标。",
    "校车全部符合国家标准。",
    "各学科作业量均符合要求。",
    "课程开设符合国家规定要求。",
    "教师培训学时全部达标。",
    "学校各类台账均符合规范要求。",
    "是否全部达标，以督导组认定为准。",
    "10项指标中7项达标。",
    "巩固率达到96%，符合省定标准。",
)


Find = Callable[[str], list[Problem]]


def figures(path: Path, standard: str, body: str, workshop: Workshop) -> KnownFigures:
    path.write_text(HEAD % standard + body, encoding="utf-8")
    examined = examine_school(path, workshop)
    assert examined.school is not None and examined.assessment is not None
    return school_figures(examined.school.name, examined.assessment, examined.dictionary)


def finder(known: KnownFigures) -> Find:
    def find(text: str) -> list[Problem]:
        parts = (TextPart(line, paragraph=at) for at, line in enumerate(text.split("\n"), 1))
        return list(check_texts(parts, known, 2024))

    return find


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Find:
    path = tmp_path_factory.mktemp("claims") / "学校.yaml"
    return finder(figures(path, "河南省办学基本标准", BY_HENAN, workshop))


@pytest.fixture(scope="module")
def find_limits(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Find:
    path = tmp_path_factory.mktemp("limits") / "学校.yaml"
    return finder(figures(path, "优质均衡2017", BY_2017, workshop))


@pytest.fixture(scope="module")
def dictionary(workshop: Workshop) -> FactDictionary:
    return workshop.library.dictionary


@pytest.mark.parametrize("text", FALSE_CLAIMS)
def test_a_claim_that_the_verdicts_belie_is_told_at_its_words(find: Find, text: str) -> None:
    (problem,) = find(text)
    assert problem.code == "false_claim"
    assert problem.quote is not None and problem.quote.text in text


@pytest.mark.parametrize("text", RIGHT_CLAIMS)
def test_what_is_true_a_plan_or_said_of_another_matter_is_no_false_claim(
    find: Find, text: str
) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "severity", "stops"),
    [
        ("各项指标全部达标。", Severity.ERROR, True),
        ("生均图书已达标。", Severity.ERROR, False),
        ("生均建筑面积尚未达标。", Severity.ERROR, False),
        # Something that the indicator is computed of, and one without a limit.
        ("图书达到省定标准。", Severity.WARNING, False),
        ("生均公用经费达到省定标准。", Severity.WARNING, False),
    ],
)
def test_what_is_sure_is_an_error_and_all_met_stops_the_report(
    find: Find, text: str, severity: Severity, stops: bool
) -> None:
    (problem,) = find(text)
    assert (problem.severity, problem.stops) == (severity, stops)


def test_the_verdict_is_told_with_its_value_and_its_limit(find: Find) -> None:
    (problem,) = find("生均图书已达标。")
    assert problem.message == (
        "写着“生均图书已达标”，但指标“生均图书册数”的结论是未达标（17.0，标准 ≥20）"
    )


WRONG_LIMITS = (
    ("每百名学生拥有高于规定学历教师数不低于4.5人。", ["与标准不符"]),
    ("按照教督〔2017〕6号，每百名学生拥有高于规定学历教师数应达到4.5人以上。", ["与标准不符"]),
    ("生均教学及辅助用房面积没有达到4.5平方米。", ["与结论不符"]),
    ("生均教学及辅助用房面积未达到4.5平方米的标准。", ["与结论不符"]),
    ("生均教学及辅助用房面积4.89平方米，达到标准4.2平方米。", ["与标准不符"]),
    ("生均体育运动场馆面积标准为7平方米，我校为7.95平方米。", ["与标准不符"]),
    ("生均教学及辅助用房面积低于4.5平方米。", ["与结论不符"]),
    ("生均体育运动场馆面积高于10平方米。", ["与结论不符", "与标准不符"]),
    ("生均教学仪器设备值2159元，未达到2000元。", ["与结论不符"]),
    ("生均教学仪器设备值2159元，低于2000元的标准。", ["与结论不符"]),
    ("生均体育运动场馆面积7.95平方米，低于规定的7.5平方米。", ["与结论不符"]),
    ("每百名学生拥有网络多媒体教室数不少于3间。", ["与标准不符"]),
    ("生均教学及辅助用房面积不足4.5平方米。", ["与数据不符"]),
)
RIGHT_LIMITS = (
    "每百名学生拥有高于规定学历教师数不低于4.2人。",
    "生均教学及辅助用房面积4.89平方米，高于4.5平方米的标准。",
    "生均教学及辅助用房面积4.89平方米，比标准高出0.39平方米。",
    "生均教学及辅助用房面积高出标准0.39平方米。",
    "生均教学及辅助用房面积要达到5.5平方米，还差0.61平方米。",
    "力争生均教学及辅助用房面积达到6平方米。",
    "计划到2026年生均体育运动场馆面积不低于9平方米。",
    "生均体育运动场馆面积超过7.5平方米。",
    "生均体育运动场馆面积7.95平方米，高于全县平均7.2平方米。",
    "按照豫教基〔2015〕12号，生均教学及辅助用房面积不低于5平方米。",
    "生均教学仪器设备值2159元，高于标准159元。",
    "生均教学仪器设备值2159元，超过2000元。",
    "每百名学生拥有网络多媒体教室数应达到2.3间以上。",
)


@pytest.mark.parametrize(("text", "rules"), WRONG_LIMITS)
def test_a_limit_that_is_not_the_standard_s_or_the_wrong_side_of_one_is_told(
    find_limits: Find, text: str, rules: list[str]
) -> None:
    assert [rule for _, rule, _ in told(find_limits(text))] == rules


@pytest.mark.parametrize("text", RIGHT_LIMITS)
def test_a_limit_as_it_is_a_distance_and_another_s_limit_are_left_alone(
    find_limits: Find, text: str
) -> None:
    assert find_limits(text) == []


def test_a_wrong_limit_is_told_with_document_and_clause(find_limits: Find) -> None:
    (problem,) = find_limits("每百名学生拥有高于规定学历教师数不低于4.5人。")
    assert "（教督〔2017〕6号 资源配置（一））" in problem.message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校没有专用操场，学生在校外锻炼。", [("warning", "没有专用操场")]),
        ("学校无寄宿生。", [("error", "无寄宿生")]),
        ("没有图书、计算机。", [("error", "没有图书"), ("error", "没有图书、计算机")]),
        ("建有音乐专用教室、图书室。", [("error", "建有音乐专用教室")]),
        ("学校缺少运动场。", [("warning", "缺少运动场")]),
        ("学校没有音乐专用教室，没有专职心理教师，没有图书管理员。", []),
        ("没有学生因贫失学。", []),
        ("设有图书室、阅览室，缺少专任教师。", []),
        ("计划新建，届时无寄宿生。", []),
        ("四年级没有寄宿生，有无寄宿生都一样。", []),
    ],
)
def test_what_is_said_to_be_there_or_not_is_held_against_the_figures(
    find: Find, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(severity, words) for severity, _, words in told(find(text))] == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("各项指标全部达标。\n生均图书未达标。", ["各项指标全部达标", "生均图书未达标"]),
        ("生均图书已达标。\n生均图书达不到标准。", ["生均图书已达标", "生均图书达不到标准"]),
        ("运动场地720平方米。\n学校没有专用操场，校园即为操场。", ["没有专用操场"]),
        ("生均图书17册，高于省定20册。", ["生均图书17册，高于省定20册"]),
        ("生均图书已达标。\n巩固率未达标。", []),
        ("各项指标全部达标。\n食堂卫生不达标，已整改。", []),
        ("14所学校全部达到省定标准。\n班级学生数有1所学校未达标。", []),
        ("2020年生均图书未达标。\n各项指标全部达标。", []),
        ("力争各项指标全部达标。\n生均图书未达标。", []),
    ],
)
def test_two_places_of_a_text_that_say_otherwise_are_told_without_any_data(
    text: str, words: list[str], dictionary: FactDictionary
) -> None:
    found = told(check(text, dictionary, 2024))
    assert [each for _, rule, each in found if rule != "没有依据"] == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("无大班额和超大班额现象。", [("没有依据", "无大班额")]),
        ("最大班额58人。\n学校无大班额。", [("有无不符", "无大班额")]),
        ("最大班额58人，无超大班额。", []),
        ("最大班额45人，没有大班额。", []),
        ("全校18个班，班额均在45人以内，无超大班额。", []),
        ("平均班额42人，无大班额。", []),
        ("2025年前消除大班额，力争无大班额。", []),
        ("图书数量充足，种类齐全。", [("没有依据", "图书数量充足")]),
        ("图书18900册。\n图书充足，经费充足。", []),
        ("生均建筑面积9平方米，符合省级评估标准。", [("没有依据", "符合省级评估标准")]),
        ("生均建筑面积9平方米，达到5.2平方米的标准。", []),
        ("生均建筑面积9平方米，均已达到规定标准。", []),
        ("生均建筑面积9平方米，符合省级标准（5.2平方米）。", []),
    ],
)
def test_what_no_number_of_the_text_shows_is_a_reminder(
    text: str, found: list[tuple[str, str]], dictionary: FactDictionary
) -> None:
    assert [(rule, words) for _, rule, words in told(check(text, dictionary, 2024))] == found


def test_no_large_class_is_held_against_the_largest_that_the_data_have(
    dictionary: FactDictionary,
) -> None:
    (problem,) = check_with("学校无大班额。", dictionary, 最大班额=58)
    assert problem.severity is Severity.ERROR and "最大班额是 58人" in problem.message
    assert check_with("学校无大班额，图书充足。", dictionary, 最大班额=55) == []
