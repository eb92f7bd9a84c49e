"""An attachment that a text cites is there, or it is said."""

from __future__ import annotations

import pytest

from tests.conftest import Examine

CLASSES = "数据: {班级人数: [46, 30, 24]}\n"


def told(examine: Examine, words: str, attachments: str = "", more: str = CLASSES) -> list[str]:
    examined = examine(f"{more}主要措施: |\n  {words}\n", standards=f"[], 附件: [{attachments}]")
    return [str(each) for each in examined.problems if each.code == "not_attached"]


@pytest.mark.parametrize(
    ("words", "attachments", "what"),
    [
        ("人数见附件2。", "班额明细表", "写着“见附件2”，报告只有1个附件"),
        ("详见附件二。", "班额明细表", "写着“详见附件二”，报告只有1个附件"),
        ("分工如附件。", "", "写着“如附件”，报告没有附件"),
        ("人数见各班人数明细表。", "", "报告没有附“各班人数明细表”"),
        ("人数见《各班人数明细表》。", "教师结构表", "报告没有附“各班人数明细表”"),
        ("附《贫困学生名册》。", "", "报告没有附“贫困学生名册”"),
        ("附《五年发展规划》。", "", "报告没有附“五年发展规划”"),
        ("数据（详见办学条件一览表）都已核实。", "", "报告没有附“办学条件一览表”"),
        ("花费情况（表另附）每学期公布。", "", "写着“花费情况（表另附”，报告没有附件"),
        ("名单附后。", "", "写着“名单附后”，报告没有附件"),
    ],
)
def test_what_is_cited_and_not_attached_is_said_at_its_line(
    examine: Examine, words: str, attachments: str, what: str
) -> None:
    (problem,) = told(examine, words, attachments)
    assert what in problem and "学校.yaml:5:" in problem


@pytest.mark.parametrize(
    ("words", "attachments"),
    [
        ("人数见附件1。", "班额明细表"),
        ("人数见附件。", "班额明细表"),
        ("人数见附件2《班额明细表》。", "教师结构表, 班额明细表"),
        ("人数见各班人数明细表。", "班额明细表"),
        ("人数见班额明细表。", "2024年度班额明细表"),
        ("名单附后。", "班额明细表"),
    ],
)
def test_what_is_attached_under_this_or_another_name_is_not(
    examine: Examine, words: str, attachments: str
) -> None:
    assert told(examine, words, attachments) == []


@pytest.mark.parametrize(
    "words",
    [
        "学校广泛征求意见，填写评价表。",
        "对照《通知》附件2逐项自查。",
        "按照《评估办法》（教督〔2017〕6号）附《评分表》打分。",
        "具体见下表。",
        "分工见表1。",
        "数据见《教育事业统计报表》。",
        "操作办法见《实验室管理办法》。",
        "附设幼儿园一所，附近有公交站。",
        "常见问题和整改清单每周核对。",
        "见证材料由档案室保管，另见分工。",
    ],
)
def test_words_that_cite_no_attachment_are_left_alone(examine: Examine, words: str) -> None:
    assert told(examine, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "名单附后。\n\n  示例甲、示例乙",
        "分工见工作分工表。\n\n  工作分工表\n\n  | 人 | 事 |\n  |---|---|\n  | 甲 | 乙 |",
    ],
)
def test_what_the_text_itself_holds_is_there(examine: Examine, words: str) -> None:
    assert told(examine, words) == []


def test_a_document_kept_as_evidence_is_there(examine: Examine) -> None:
    kept = "佐证材料: [{指标: 甲, 名称: 各班学生花名册, 存放: 档案室}]\n"
    assert told(examine, "人数见各班学生花名册。", more=kept) == []


def test_a_table_that_the_report_prints_is_there(examine: Examine) -> None:
    body = "数据: {在校生数: 880, 图书册数: 100}\n主要措施: |\n  见指标达标情况表。\n"
    problems = examine(body, standards="[河南省办学基本标准]").problems
    assert "not_attached" not in {each.code for each in problems}


def test_the_hint_says_what_to_fill_in_for_a_table_that_the_program_makes(
    examine: Examine,
) -> None:
    (problem,) = told(examine, "人数见各班人数明细表。", more="")
    assert "由程序做，要填好各班人数" in problem
