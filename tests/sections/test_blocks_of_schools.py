"""领导小组, 办学特色, 教师结构, 投入明细 by year and 佐证材料 in a report."""

from __future__ import annotations

import pytest

from reportgen.model.report import Block, Heading, Paragraph, Roster, RosterLine, Table
from reportgen.pipeline import Examined
from tests.conftest import Examine

LEADERS = """领导小组:
  - {职责: 组长, 姓名: 示例甲, 职务: 校长}
  - {职责: 成员, 姓名: 示例乙, 职务: 教务主任}
  - {职责: 副组长, 姓名: 示例丙, 职务: 副校长}
  - {职责: 成员, 姓名: 示例丁}
"""
MEASURES = "主要措施: [{标题: 抓管理, 内容: 每周检查一次。}]\n"


def blocks(examined: Examined, chapter: str) -> tuple[Block, ...]:
    assert examined.report is not None
    found = (each.blocks for each in examined.report.sections if each.key == chapter)
    return next(found, ())


def codes(examined: Examined) -> set[str]:
    return {problem.code for problem in examined.problems}


def said(found: tuple[Block, ...]) -> list[str]:
    return ["".join(run.text for run in each.runs) for each in found if isinstance(each, Paragraph)]


def table(found: tuple[Block, ...]) -> list[tuple[str, ...]]:
    (only,) = (each for each in found if isinstance(each, Table))
    return [only.header, *(tuple(cell.text for cell in row) for row in only.rows)]


def test_the_leading_group_stands_before_the_measures(examine: Examine) -> None:
    _, sentence, roster, first, *_ = blocks(examine(LEADERS + MEASURES), "主要措施")
    assert isinstance(sentence, Paragraph) and sentence.runs[0].text.endswith("如下：")
    assert roster == Roster(
        (
            RosterLine("组　长", "示例甲（校长）"),
            RosterLine("成　员", "示例乙（教务主任）、示例丁"),
            RosterLine("副组长", "示例丙（副校长）"),
        )
    )
    assert said((first,)) == ["抓管理。每周检查一次。"]


@pytest.mark.parametrize(
    ("group", "is_told"),
    [
        ("以校长为组长的教育均衡发展评估验收创建小组", True),
        ("由校长任组长、副校长任副组长的工作专班", True),
        ("迎检工作小组", True),
        ("以校长为组长的食堂安全小组", False),
        ("心理健康教育小组", False),
        ("文明校园创建工作领导小组", False),
    ],
)
def test_a_group_for_the_report_is_set_up_once_whatever_it_is_called(
    examine: Examine, group: str, is_told: bool
) -> None:
    own = MEASURES.replace("每周检查", f"学校成立了{group}，每周检查")
    found = blocks(examine(LEADERS + own, standards="[优质均衡2017]"), "主要措施")
    assert sum("成立" in each for each in said(found)) == (1 if is_told else 2)


def test_an_outline_that_names_the_group_says_where_it_stands(examine: Examine) -> None:
    examined = examine(LEADERS + MEASURES, standards="[], 提纲: [领导小组, 主要措施]")
    assert any(isinstance(each, Roster) for each in blocks(examined, "领导小组"))
    assert not any(isinstance(each, Roster) for each in blocks(examined, "主要措施"))


def test_a_group_that_no_part_of_the_outline_can_hold_is_told(examine: Examine) -> None:
    examined = examine(LEADERS, standards="[], 提纲: [基本情况, 达标情况]")
    assert any(each.code == "left_out" and "领导小组" in each.message for each in examined.problems)


def test_a_text_that_tells_of_the_group_is_not_said_again(examine: Examine) -> None:
    told = MEASURES.replace("每周检查", "学校成立了领导小组，每周检查")
    other = told.replace("领导小组", "安全工作领导小组")
    for measures, times in ((MEASURES, 1), (told, 1), (other, 2)):
        found = said(blocks(examine(LEADERS + measures), "主要措施"))
        assert sum("成立" in text for text in found) == times


def test_the_list_follows_the_sentence_that_says_the_group_was_set_up(examine: Examine) -> None:
    body = """主要措施:
  - {标题: 抓管理, 内容: 每周检查一次。}
  - 标题: 健全组织
    内容: |
      学校成立了由校长任组长的领导小组。

      每月开一次会。
"""
    found = blocks(examine(LEADERS + body), "主要措施")
    assert [type(each) for each in found[3:8]] == [Heading, Paragraph, Paragraph, Roster, Paragraph]
    assert said(found)[1:] == [
        "学校成立了由校长任组长的领导小组。",
        "自查工作领导小组组成人员如下：",
        "每月开一次会。",
    ]
    apart = examine(LEADERS + body, standards="[], 提纲: [领导小组, 主要措施]")
    assert isinstance(blocks(apart, "领导小组")[2], Roster)


def test_an_own_chapter_of_the_same_name_follows_the_roster(examine: Examine) -> None:
    body = f"{LEADERS}章节: {{领导小组: 每月开一次会。}}\n"
    found = blocks(examine(body, standards="[], 提纲: [领导小组]"), "领导小组")
    assert isinstance(found[2], Roster) and said(found)[-1] == "每月开一次会。"


def test_features_have_a_chapter_and_none_is_not_missed(examine: Examine) -> None:
    feature = "特色: [{标题: 一、书香校园, 内容: 每天读书。}]\n"
    assert said(blocks(examine(MEASURES + feature), "办学特色")) == ["书香校园。每天读书。"]
    assert not any("特色" in each.message for each in examine(MEASURES).problems)


def test_a_lone_item_is_a_sentence_and_one_of_several_a_title(examine: Examine) -> None:
    plans = "今后措施: [{标题: 扩建操场, 内容: 新建球场。}%s]\n"
    assert said(blocks(examine(plans % ""), "今后措施")) == ["扩建操场。新建球场。"]
    both = blocks(examine(plans % ", {标题: 添置图书, 内容: 买书。}"), "今后措施")
    titles = [each.text for each in both if isinstance(each, Heading)]
    assert titles[1:] == ["（一）扩建操场", "（二）添置图书"]


def test_teachers_are_told_and_tabled(examine: Examine) -> None:
    body = """教师结构:
  学历职称:
    - {学历: 硕士, 副高级: 1}
    - {学历: 本科, 副高级: 6, 中级: 18, 初级: 14}
"""
    found = blocks(examine(body, standards="[], 提纲: [教师结构]"), "教师结构")
    assert said(found) == ["专任教师39人，按学历分，硕士1人、本科38人；学历、职称结构见表1。"]
    assert table(found) == [
        ("学历", "副高级", "中级", "初级", "合计"),
        ("硕士", "1", "0", "0", "1"),
        ("本科", "6", "18", "14", "38"),
        ("合计", "7", "18", "14", "39"),
    ]


def test_ranks_and_ages_are_in_tables_that_the_sentence_names(examine: Examine) -> None:
    body = """教师结构:
  学历职称: [{学历: 本科, 初级: 14}]
  年龄: [{年龄段: 35岁及以下, 人数: 14}]
"""
    outline = "[], 提纲: [教师结构]"
    (told,) = said(blocks(examine(body, standards=outline), "教师结构"))
    assert told == "专任教师14人，按学历分，本科14人；学历、职称结构见表1，年龄结构见表2。"
    attached = examine(body, standards=f"{outline}, 附件: [教师结构表]")
    (told,) = said(blocks(attached, "教师结构"))
    assert "按职称分，初级14人" in told and "表" not in told.partition("见附件")[0]


def test_outlays_are_summed_by_year(examine: Examine) -> None:
    body = """投入:
  - {项目: 电脑, 金额: 3万元, 年份: 2024}
  - {项目: 桌椅, 金额: 1万元, 年份: 2023}
  - {项目: 操场, 金额: 30万元, 状态: 拟投入}
"""
    found = blocks(examine(body, standards="[], 提纲: [投入明细]"), "投入明细")
    assert said(found) == [
        "2023年至2024年，学校用于改善办学条件的投入共4万元，其中2023年1万元、2024年3万元。"
        "拟投入30万元，用于操场。各项投入见表1。"
    ]
    rows = table(found)
    assert [row[:3] for row in rows[1:4]] == [
        ("1", "2023", "桌椅"),
        ("2", "2024", "电脑"),
        ("3", "—", "操场"),
    ]
    assert [row[2:4] for row in rows[4:]] == [
        ("2023年小计", "10000"),
        ("2024年小计", "30000"),
        ("已投入小计", "40000"),
        ("拟投入小计", "300000"),
    ]


def test_of_many_planned_outlays_only_the_sum_is_told(examine: Examine) -> None:
    items = ", ".join(f"{{项目: {name}, 金额: 1万元, 状态: 拟投入}}" for name in "甲乙丙丁")
    body = f"投入: [{{项目: 电脑, 金额: 3万元}}, {items}]\n"
    (told,) = said(blocks(examine(body, standards="[], 提纲: [投入明细]"), "投入明细"))
    assert "拟再投入4万元。" in told


def test_what_is_all_spent_is_one_sum_without_a_column_of_states(examine: Examine) -> None:
    body = "投入: [{项目: 电脑, 金额: 3万元, 年份: 2024}, {项目: 桌椅, 金额: 1万元, 年份: 2024}]\n"
    found = blocks(examine(body, standards="[], 提纲: [投入明细]"), "投入明细")
    assert said(found) == ["2024年，学校用于改善办学条件的投入共4万元。各项投入见表1。"]
    header, *_, last = table(found)
    assert header == ("序号", "年份", "项目", "金额（元）")
    assert last == ("", "", "合计", "40000")


def test_what_is_only_planned_is_no_outlay_yet(examine: Examine) -> None:
    body = "投入: [{项目: 操场, 金额: 30万元, 年份: 2025, 状态: 拟投入, 说明: 待批}]\n"
    found = blocks(examine(body, standards="[], 提纲: [投入明细]"), "投入明细")
    assert said(found) == ["学校2025年拟投入30万元改善办学条件。各项投入见表1。"]
    assert table(found) == [
        ("序号", "年份", "项目", "金额（元）", "状态", "说明"),
        ("1", "2025", "操场", "300000", "拟投入", "待批"),
    ]


def test_money_spent_in_a_year_to_come_is_told(examine: Examine) -> None:
    body = "投入:\n  - {项目: 电脑, 金额: 3万元, 年份: 2025%s}\n"
    assert "outlay_year" in codes(examine(body % ""))
    assert "outlay_year" not in codes(examine(body % ", 状态: 拟投入"))


def test_outlays_without_years_have_no_column_for_them(examine: Examine) -> None:
    body = "投入:\n  - {项目: 电脑, 金额: 3万元}\n"
    found = blocks(examine(body, standards="[], 提纲: [投入明细]"), "投入明细")
    assert "年份" not in table(found)[0]
    assert said(found) == ["学校用于改善办学条件的投入为3万元。各项投入见表1。"]


def test_evidence_is_held_against_the_indicators(examine: Examine) -> None:
    settings, data = "[河南省办学基本标准]", "数据: {在校生数: 880, 教学班数: 21}\n"
    body = data + "佐证材料:\n  - {指标: [平均班额, 生均图书], 名称: 台账, 存放: 1号盒}\n"
    problems = examine(body, standards=settings).problems
    (unknown,) = (each for each in problems if each.code == "unknown_target")
    assert "生均图书" in unknown.message and "生均图书册数" in unknown.hint
    (lacking,) = (each for each in problems if each.code == "no_evidence")
    assert lacking.message.startswith("有9项指标没有列出佐证材料：") and "……" in lacking.message
    assert "no_evidence" not in codes(examine(data, standards=settings))


def test_evidence_for_a_group_is_evidence_for_each_of_it(examine: Examine) -> None:
    body = "佐证材料:\n" + "".join(
        f"  - {{指标: {group}, 名称: 台账}}\n" for group in ("资源配置", "政府保障程度", "教育质量")
    )
    found = codes(examine(body, standards="[优质均衡2017]"))
    assert not found & {"no_evidence", "unknown_target"}


OF_THE_SCHOOL = """数据:
  在校生数: 880
  教学班数: 21
  教职工数: 60
  党员教师数: 21
  服务区域: 东街社区、西街社区。
  校训: “厚德、博学”
  校风: 文明
  学校沿革: |
    学校始建于1956年。

    2003年迁入现址，
    同年更名。
"""


def test_texts_of_the_school_are_told_where_they_are_given(examine: Examine) -> None:
    found = said(blocks(examine(OF_THE_SCHOOL), "基本情况"))
    whole = "".join(found)
    assert "服务区域为东街社区、西街社区。" in whole
    assert "校训是“厚德、博学”，校风是“文明”。" in whole
    assert "教职工中有中共党员21人。" in whole
    assert "2003年迁入现址，同年更名。" in whole
    assert "教风" not in whole and "办学理念" not in whole


def test_the_words_of_the_staff_are_not_said_twice(examine: Examine) -> None:
    body = "教师结构:\n  年龄: [{年龄段: 35岁及以下, 人数: 14}, {年龄段: 36岁及以上, 人数: 35}]\n"
    words = "按年龄分，35岁及以下14人、36岁及以上35人。"
    assert words in "".join(said(blocks(examine(OF_THE_SCHOOL + body), "基本情况")))
    apart = examine(OF_THE_SCHOOL + body, standards="[], 提纲: [基本情况, 教师结构]")
    assert words not in "".join(said(blocks(apart, "基本情况")))
    assert words.strip("。") in "".join(said(blocks(apart, "教师结构")))


@pytest.mark.parametrize(
    "outline",
    [
        "{章节: 主要措施, 组成: [领导小组, 投入明细, 主要措施]}, 存在问题",
        "{章节: 达标情况, 写法: 逐项}, {章节: 主要措施, 组成: [领导小组, 投入明细, 主要措施]}",
        "{章节: 主要措施, 标题: 主要做法, 组成: [领导小组, 投入明细, 主要措施]}",
        "{章节: 主要措施, 组成: [领导小组, 主要措施]}",
        "主要措施",
    ],
)
def test_a_change_elsewhere_in_the_outline_moves_neither_list_nor_money(
    examine: Examine, outline: str
) -> None:
    body = f"""{LEADERS}投入: [{{项目: 购置图书, 金额: 1 万元}}]
主要措施:
  - {{标题: 健全组织, 内容: 学校成立了由校长任组长的领导小组。}}
  - {{标题: 抓管理, 内容: 每周检查一次。}}
"""
    usual = blocks(examine(body), "主要措施")
    changed = blocks(examine(body, standards=f"[], 提纲: [{outline}]"), "主要措施")
    place = [type(each) for each in usual].index(Roster)
    assert place and isinstance(usual[place - 2], Paragraph) and "领导小组" in str(usual[place - 2])
    if "投入明细" in outline:
        assert changed[1:] == usual[1:]
    assert isinstance(changed[[*map(type, changed)].index(Roster) - 3], Heading)


def test_an_entry_that_puts_the_list_elsewhere_says_where_it_stands(examine: Examine) -> None:
    body = f"{LEADERS}主要措施: [{{标题: 组织, 内容: 学校成立了由校长任组长的领导小组。}}]\n"
    outline = "[], 提纲: [{标题: 措施, 组成: [主要措施, 领导小组]}]"
    assert isinstance(blocks(examine(body, standards=outline), "措施")[-1], Roster)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("以校长为组长的教育均衡发展评估验收创建小组", "教育均衡发展评估验收创建小组"),
        ("由校长和部分教师组成的义务教育均衡发展工作领导小组", "义务教育均衡发展工作领导小组"),
        ("领导小组", "义务教育优质均衡发展工作领导小组"),
        ("由校长任组长的迎检工作小组", "迎检工作小组"),
        ("创建工作领导小组", "创建工作领导小组"),
    ],
)
def test_the_list_is_headed_by_what_the_text_calls_the_group(
    examine: Examine, told: str, name: str
) -> None:
    own = MEASURES.replace("每周检查", f"学校成立了{told}，每周检查")
    found = said(blocks(examine(LEADERS + own, standards="[优质均衡2017]"), "主要措施"))
    assert f"{name}组成人员如下：" in found


@pytest.mark.parametrize(("role", "warned"), [("成员", True), ("组长", False), ("主任", False)])
def test_a_list_without_a_head_is_reminded_of(examine: Examine, role: str, warned: bool) -> None:
    problems = examine(f"领导小组: [{{职责: {role}, 姓名: 示例甲}}]\n").problems
    assert any(each.code == "no_leader" for each in problems) is warned
