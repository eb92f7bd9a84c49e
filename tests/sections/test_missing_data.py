"""Data that a school did not fill in are told once in its report and in its list of measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from reportgen.model.report import Block
from reportgen.pipeline import Examined
from tests.conftest import Examine
from tests.districts import headings, said

SAMPLE = Path("data/districts/示例县学前/06博雅艺术幼儿园.yaml").read_text(encoding="utf-8")
SUPPLIED = "  - {针对: 生均图书册数, 标题: 清点图书, 责任人: 园长, 完成时限: 2025-01}\n"
NAMED = "  - {标题: 图书没有登记, 指标: 生均图书册数, 内容: 图书账还没有建。}\n"
UNKNOWN = "图书册数没有填报，生均图书册数暂不能判断。"


def chapters(examined: Examined) -> Mapping[str, tuple[Block, ...]]:
    assert examined.report is not None
    return {each.key: each.blocks for each in examined.report.sections}


def rows(examined: Examined) -> list[list[str]]:
    assert examined.report is not None
    found = cast(Iterable[dict[str, Any]], examined.report.values["整改台账"])
    told = ("问题和情况", "整改措施", "责任人", "完成时限")
    return [[str(each[name]) for name in told] for each in found]


def test_they_are_a_shortcoming_under_a_heading_of_its_own(examine_text: Examine) -> None:
    examined = examine_text(SAMPLE)
    problems, plans = (chapters(examined)[key] for key in ("存在问题", "今后措施"))
    assert headings(problems)[-1] == "（六）部分数据没有填报" and said(problems)[-1] == UNKNOWN
    assert "六个方面" in said(problems)[0] and len(headings(problems)) == 7
    assert said(plans)[-1] == "补报图书册数，重新核算。"
    assert rows(examined)[-1] == [UNKNOWN, "补报图书册数，重新核算。", "", ""]


def test_what_is_planned_about_them_stands_beside_them(examine_text: Examine) -> None:
    examined = examine_text(SAMPLE + SUPPLIED)
    assert [UNKNOWN, "清点图书。", "园长", "2025年1月"] in rows(examined)
    assert "补报图书册数，重新核算。" not in said(chapters(examined)["今后措施"])


def test_what_the_school_names_itself_is_not_told_again(examine_text: Examine) -> None:
    examined = examine_text(SAMPLE.replace("存在问题:\n", f"存在问题:\n{NAMED}"))
    assert UNKNOWN not in said(chapters(examined)["存在问题"])
    assert not any(UNKNOWN in row for row in rows(examined))


def test_many_are_told_in_one_sentence(examine_text: Examine) -> None:
    lacking = ("建筑面积", "幼儿活动用房面积", "室外游戏场地面积", "保育员数", "卫生保健人员数")
    lines = [each for each in SAMPLE.splitlines() if not each.strip().startswith(lacking)]
    (told,) = said(chapters(examine_text("\n".join(lines)))["存在问题"])[-1:]
    assert "等5项数据没有填报，" in told and told.endswith("项指标暂不能判断。")
    assert told.count("。") == 1
