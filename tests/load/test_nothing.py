"""Entries that say no more than that there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.report import Paragraph, Section
from reportgen.pipeline import Examined, Workshop, examine_school
from tests.conftest import Examine
from tests.workbooks import FORM, write_workbook

ENTRIES = {
    "成绩": ("{名称: %s}", "{名称: %s, 级别: 县级}", "%s"),
    "特色": ("{标题: %s}", "{标题: %s, 内容: %s}"),
    "领导小组": ("{职责: 副组长, 姓名: %s}", "{职责: %s, 姓名: %s, 职务: %s}"),
    "投入": ("{项目: %s}", "{项目: %s, 金额: 0, 状态: 已投入}"),
    "佐证材料": ("{名称: %s, 存放: %s}", "%s"),
    "主要措施": ("{标题: %s, 内容: %s}", "{内容: %s}"),
    "存在问题": ("{标题: %s}", "%s"),
    "今后措施": ("{标题: %s, 内容: %s, 责任人: %s}", "%s"),
}
CASES = [(block, entry) for block, entries in ENTRIES.items() for entry in entries]


def places(examined: Examined) -> list[str]:
    assert not [each for each in examined.problems if each.stops]
    found = [each for each in examined.problems if each.code == "says_nothing"]
    return [each.location.cell or each.location.path for each in found]


def printed(sections: tuple[Section, ...]) -> str:
    blocks = (each for section in sections for each in section.blocks)
    return "".join(run.text for each in blocks if isinstance(each, Paragraph) for run in each.runs)


@pytest.mark.parametrize("word", ["无", "没有", "暂无", "略", "—", "/", "无。", "（无）"])
@pytest.mark.parametrize(("block", "entry"), CASES)
def test_an_entry_that_says_there_is_none_is_left_out_with_a_reminder_at_its_place(
    examine: Examine, block: str, entry: str, word: str
) -> None:
    given = entry.replace("%s", repr(word))
    examined = examine(f"{block}: [{given}]\n")
    assert places(examined) == [f"{block}[1]"]
    assert examined.report is not None and not examined.report.sections


@pytest.mark.parametrize("block", [*ENTRIES, "取得成绩", "基本情况"])
def test_a_block_that_says_there_is_none_is_left_out(examine: Examine, block: str) -> None:
    examined = examine(f"{block}: 无\n")
    assert places(examined) == [block]
    assert examined.report is not None and not examined.report.sections


def test_what_stands_beside_it_is_kept(examine: Examine) -> None:
    body = "成绩: [无, {名称: 平安校园, 颁发单位: 无, 级别: /}]\n主要措施: [{标题: 无, 内容: 常查。}]\n"
    examined = examine(body)
    assert examined.report is not None
    text = printed(examined.report.sections)
    assert "“平安校园”" in text and "常查。" in text and "无" not in text
    assert places(examined) == ["成绩[1]"]


def test_a_text_that_begins_so_is_a_text(examine: Examine) -> None:
    school = examine("存在问题: [{标题: 无障碍设施不足}, {标题: 没有心理教师}]\n").school
    assert school is not None and len(school.shortcomings) == 2


def test_a_fact_in_words_an_attachment_and_a_heading_are_none_too(examine: Examine) -> None:
    examined = examine(
        "数据: {校训: 无}\n", standards="[], 附件: 无, 主送: 无, 署名: /, 依据: [无]"
    )
    assert places(examined) == ["报告.附件", "数据.校训"]
    school = examined.school
    assert school is not None and not school.figures
    assert school.settings[2:9] == ("", "", "", None, (), (), ())


def test_a_row_of_a_sheet_is_left_out_with_a_reminder_at_its_cell(
    tmp_path: Path, workshop: Workshop
) -> None:
    rows = [("序号", "名称", "级别", "颁发单位", "年份"), (1, "无", "无", "/", None)]
    examined = examine_school(write_workbook(tmp_path / "a.xlsx", {**FORM, "成绩": rows}), workshop)
    assert [each.partition("!")[0] for each in places(examined)] == ["成绩"]
    assert examined.school is not None and not examined.school.achievements
