"""Whatever a message says is to be done mends the fault, and nothing else becomes one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reportgen.problems import Change, Problem, ReportgenError, Severity
from reportgen.resources import data_folder
from tests.conftest import Examine
from tests.mending import internal_names, mend

PRIMARY = (data_folder() / "init" / "学校.yaml").read_text(encoding="utf-8")
COMBINED = (data_folder() / "schools" / "九年一贯制.yaml").read_text(encoding="utf-8")

# A fault: what stands in a good file, and what a clerk makes of it.
OF_LINES = {
    "全角冒号": ("教职工数: 42", "教职工数：42"),
    "冒号贴着值": ("教职工数: 42", "教职工数:42"),
    "没有冒号": ("教职工数: 42", "教职工数 42"),
    "制表符": ("  教职工数: 42", "\t教职工数: 42"),
    "全角空格": ("  教职工数: 42", "　　教职工数: 42"),
    "缩进多": ("  教职工数: 42", "    教职工数: 42"),
    "缩进少": ("  教职工数: 42", " 教职工数: 42"),
    "列表项缩进": ("    内容: 现有音乐", "   内容: 现有音乐"),
    "引号只有左边": ("标题: 规范学籍和控辍保学", '标题: "规范学籍和控辍保学'),
    "引号左半右全": ("标题: 规范学籍和控辍保学", '标题: "规范学籍”和控辍保学'),
    "值里有冒号": ("标题: 规范学籍和控辍保学", "标题: 学籍: 控辍保学"),
    "星号开头": ("标题: 规范学籍和控辍保学", "标题: *规范学籍*和控辍保学"),
    "方括号不全": ("[学校基本情况统计表]", "[学校基本情况统计表"),
    "花括号不全": (", 年份: 2023}", ", 年份: 2023"),
    "引号后面还有字": ("标题: 规范学籍和控辍保学", '标题: "规范学籍"和控辍保学'),
    "引号两处后面有字": ("标题: 规范学籍和控辍保学", '标题: "规范学籍"和"控辍保学"工作'),
    "名称前面多一横": ("  名称: 示例镇", "  - 名称: 示例镇"),
    "键的后面多一个词": ("学校:\n", "学校: 示例\n"),
    "块的冒号全角": ("\n报告:\n", "\n报告：\n"),
    "文件头全角冒号": ("  名称: 示例镇", "  名称：示例镇"),
}
OF_NAMES = {
    "数据名写错": ("图书册数:", "图书数量:"),
    "块名写错": ("\n主要措施:", "\n主要措旋:"),
    "栏目名写错": ("  主送:", "  主松:"),
    "表里的栏目名写错": ("    责任人:", "    负责人:"),
    "学校类型写错": ("类型: 小学 ", "类型: 小學 "),
    "数据名已有": ("  校园面积:", "  图书册: 5\n  校园面积:"),
}
OF_EMPTINESS = {
    "数据没写": ("  图书册数: 13200\n", ""),
    "数据空着": ("图书册数: 13200", "图书册数:"),
    "类型没写": ("  类型: 小学 ", "  # 类型 "),
    "类型空着": ("类型: 小学 ", "类型: "),
    "年度没写": ("  年度: 2024\n", ""),
    "年度空着": ("年度: 2024", "年度:"),
    "日期没写": ("  日期: 2024-11-20\n", ""),
    "日期空着": ("日期: 2024-11-20", "日期:"),
    "主送没写": ("  主送: 示例县教育局\n", ""),
    "主送空着": ("主送: 示例县教育局", "主送:"),
    "名称空着": ("名称: 示例镇中心小学（样例）", "名称:"),
    "成绩写无": ("成绩:\n", "成绩:\n  - 无\n"),
    "领导小组写无": (
        "成绩:\n",
        "领导小组:\n  - {职责: 组长, 姓名: 王某}\n  - {职责: 成员, 姓名: 无}\n成绩:\n",
    ),
}
WRITTEN = {
    "类型": "小学",
    "图书册数": "13200",
    "年度": "2024",
    "日期": "2024-11-20",
    "主送": "示例县教育局",
}


def fault_of(examine_text: Examine, text: str) -> Problem:
    (problem,) = told(examine_text, text)
    return problem


def told(examine_text: Examine, text: str) -> tuple[Problem, ...]:
    """The problems of a file, and of one that cannot be read."""
    try:
        found = tuple(examine_text(text).problems)
    except ReportgenError as fault:
        found = fault.problems
    assert not [name for each in found for name in internal_names(each)]
    return found


def broken(good: str, change: tuple[str, str]) -> str:
    old, new = change
    assert good.count(old) == 1, old
    return good.replace(old, new)


@pytest.mark.parametrize("change", OF_LINES.values(), ids=OF_LINES)
def test_a_line_is_mended_as_told(examine_text: Examine, change: tuple[str, str]) -> None:
    text = broken(PRIMARY, change)
    problem = fault_of(examine_text, text)
    mended = told(examine_text, mend(text, problem))
    # A mark that stays is another matter.
    assert [each for each in mended if each.code != "half_width"] == []


@pytest.mark.parametrize("change", (OF_NAMES | OF_EMPTINESS).values(), ids=OF_NAMES | OF_EMPTINESS)
def test_one_fault_is_told_once_and_mended_as_told(
    examine_text: Examine, change: tuple[str, str]
) -> None:
    text = broken(PRIMARY, change)
    problem = fault_of(examine_text, text)
    if problem.remedy is not None:
        assert told(examine_text, mend(text, problem, clerk_writes(problem))) == ()


def clerk_writes(problem: Problem) -> str:
    """What a clerk fills in for the value that a message can not know."""
    remedy = problem.remedy
    added = remedy.texts[0] if remedy and remedy.change is Change.ADD else ""
    return WRITTEN.get(added, "1")


# What a clerk may write for a value of each kind.
OF_VALUES = {
    "在校生数: 620 ": [
        "约620",
        "六百二十",
        "6百2",
        "62O",
        "620左右",
        "—",
        "无",
        "不详",
        "620.5",
        "-620",
        "62 0",
        "全部",
        "6２０③",
        "1万8",
        "620班",
        "99999999",
        "620（其中住校30人）",
    ],
    "图书册数: 13200": ["1万3", "1.32万", "一万三千二", "13,20", "13200本书", "13200元", "无"],
    "校园面积: 15600㎡": ["15600元", "一万五", "1万5", "23.4亩地", "15600立方米", "—", "15600万"],
    "生均公用经费: 720元": [
        "720元/生",
        "0.072万",
        "720美元",
        "七百二",
        "7百2",
        "720/620",
        "7200万元",
    ],
    "巩固率: 99%": [
        "0.99",
        "99",
        "百分之九十九",
        "199%",
        "99‰",
        "九十九",
        "99%以上",
        "全部",
        "-1%",
    ],
    "仪器器材配备等级: 一类": ["1类", "Ⅰ类", "甲类", "一级", "类", "合格", "一类以上"],
    "年度: 2024": ["二〇二四", "24年", "2024年度", "2023—2024", "今年", "2024学年秋", "20244"],
    "日期: 2024-11-20": [
        "20241120",
        "2024年11月",
        "2024-13-45",
        "11月20日",
        "45616",
        "今天",
        "2024.11.20日",
    ],
    "年份: 2023": ["近三年", "2021、2023年", "2023年9月", "二〇二三", "23", "前年", "于2023年获得"],
    "类型: 小学 ": ["小學", "完小", "小学校", "小 学"],
    "责任人: 校长": ["无", "—"],
}
VALUES = [(entry, text) for entry, texts in OF_VALUES.items() for text in texts]


@pytest.mark.parametrize(("entry", "text"), VALUES)
def test_a_value_is_mended_by_whatever_it_is_told_to_be(
    examine_text: Examine, entry: str, text: str
) -> None:
    key = entry.split(":")[0]
    bad = broken(PRIMARY, (entry, f'{key}: "{text}" '))
    errors = [each for each in told(examine_text, bad) if each.severity is Severity.ERROR]
    assert len(errors) <= 1
    for problem in errors:
        texts = problem.remedy.texts if problem.remedy else ()
        for choice in range(len(texts)):
            after = told(examine_text, mend(bad, problem, choice=choice))
            assert not [each for each in after if each.severity is Severity.ERROR]
            assert problem.location not in [each.location for each in after]


OF_STAGES = {
    "学段缺一个": ("在校生数: {小学: 166, 初中: 210, 合计: 376}", "在校生数: {小学: 166}"),
    "学段空着": ("在校生数: {小学: 166, 初中: 210, 合计: 376}", "在校生数: {小学: 166, 初中: }"),
    "学段名写错": ("教学班数: {小学: 6, 初中: 6}", "教学班数: {小学: 6, 初级中: 6}"),
    "学段名重复": ("教学班数: {小学: 6, 初中: 6}", "教学班数: {小学: 6, 初中: 6, 初级中: 6}"),
    "没有的学段": ("{初中: 68}", "{高中: 20, 初中: 68}"),
    "一个数里混了字": ("教学班数: {小学: 6, 初中: 6}", "教学班数: {小学: 六个吧, 初中: 6}"),
    "合计里的一个写错": (
        "{小学: 166, 初中: 210, 合计: 376}",
        "{小学: 一百多, 初中: 210, 合计: 376}",
    ),
    "班级写无": ("初中: [35, 36, 34, 35, 35, 35]", "初中: [35, 36, 34, 35, 35, 35, 无]"),
    "教室写零": ("音乐专用教室面积: [", "音乐专用教室面积: [0㎡, "),
}


def test_what_all_stages_lack_is_told_once_and_given_in_one_line(examine_text: Examine) -> None:
    text = broken(COMBINED, ("  网络多媒体教室数: 9\n", ""))
    (problem,) = (each for each in told(examine_text, text) if each.code == "missing_fact")
    assert problem.message.startswith("缺少“网络多媒体教室数”")
    assert told(examine_text, mend(text, problem, "9")) == ()


@pytest.mark.parametrize(
    "said",
    ["音乐专用教室面积: [无]", "音乐专用教室面积: 0", "音乐专用教室面积: []", "音乐专用教室数: 0"],
)
def test_a_school_may_have_no_room_of_a_kind(examine_text: Examine, said: str) -> None:
    """There are none, and nothing of which the area could be judged: no figure lacks."""
    rooms = next(line for line in COMBINED.split("\n") if "音乐专用教室面积: [" in line)
    examined = examine_text(COMBINED.replace(rooms, f"  {said}"))
    assert examined.assessment is not None
    results = {each.indicator.name: each for each in examined.assessment.results}
    assert results["每12个班级配备音乐专用教室"].value == 0
    assert "音乐专用教室面积" not in results
    assert examined.can_be_built and "缺数据" not in {
        each.verdict.label for each in results.values()
    }
    assert not [each for each in examined.problems if "音乐专用教室面积" in each.message]


@pytest.mark.parametrize("change", OF_STAGES.values(), ids=OF_STAGES)
def test_what_is_counted_by_stage_is_mended_as_told(
    examine_text: Examine, change: tuple[str, str]
) -> None:
    text = broken(COMBINED, change)
    problem = fault_of(examine_text, text)
    if problem.remedy is not None:
        assert told(examine_text, mend(text, problem, "210")) == ()


# The lines of the first blocks, which no list and no text of several lines interrupts.
LINES = [at for at, line in enumerate(PRIMARY.split("\n")) if 7 <= at < 35 and ":" in line]
SLIPS: dict[str, Callable[[str, int], str]] = {
    "key loses a character": lambda line, at: line[:2] + line[3:],
    "key is doubled": lambda line, at: f"{line}\n{line}",
    "colon is full-width": lambda line, at: line.replace(": ", "：", 1),
    "colon has no blank": lambda line, at: line.replace(": ", ":", 1),
    "colon is lost": lambda line, at: line.replace(":", "", 1),
    "value is lost": lambda line, at: line.partition(":")[0] + ":",
    "value has a letter": lambda line, at: line[: at - 1] + "O" + line[at - 1 :],
    "value has a word": lambda line, at: line + "左右",
    "value is none": lambda line, at: line.partition(":")[0] + ": 无",
    "value has a quotation mark": lambda line, at: line.replace(": ", ': "', 1),
    "indent is deeper": lambda line, at: f" {line}",
    "indent is a tab": lambda line, at: line.replace("  ", "\t", 1),
    "indent is full-width": lambda line, at: line.replace("  ", "　", 1),
}
OF_A_VALUE = {slip for slip in SLIPS if slip.startswith("value")} | {"key is doubled"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.sampled_from(LINES), slip=st.sampled_from(sorted(SLIPS)))
def test_a_slip_of_the_hand_is_mended_as_told(examine_text: Examine, at: int, slip: str) -> None:
    lines = PRIMARY.split("\n")
    assume(slip not in OF_A_VALUE or not lines[at].partition("#")[0].rstrip().endswith(":"))
    line = lines[at].partition("#")[0].rstrip()
    lines[at] = SLIPS[slip](line, len(line))
    bad = "\n".join(lines)
    before = told(examine_text, bad)
    for problem in (each for each in before if each.remedy is not None):
        after = told(examine_text, mend(bad, problem, clerk_writes(problem)))
        assert problem not in after
        # Whoever says that there is none may contradict another figure: then both are told.
        said_none = {"inconsistent"} if problem.remedy and problem.remedy.texts == ("0",) else set()
        come = {each.code for each in after if each.stops} - {each.code for each in before}
        assert come <= said_none
