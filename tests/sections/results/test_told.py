"""Chapters that the clerk wrote whole are not told again."""

from __future__ import annotations

from reportgen.model.report import IndicatorTable, Paragraph, Section
from reportgen.pipeline import Examined
from tests.conftest import Examine

OWN = """自定标准:
  标识: 试
  名称: 试行标准
  学段: [小学]
  指标:
    - {名称: 生均图书, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 1, 标准: 20}
    - {名称: 生均用地, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 小数: 1, 标准: 10}
数据: {在校生数: 100, 图书册数: 1900, 校园面积: 900㎡}
"""


def chapter(examined: Examined, name: str) -> Section | None:
    assert examined.report is not None, [str(each) for each in examined.problems]
    return next((each for each in examined.report.sections if each.key == name), None)


def texts(section: Section | None) -> list[str]:
    blocks = section.blocks if section else ()
    return [
        "".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)
    ]


def test_a_chapter_with_the_figures_is_followed_by_table_and_conclusion_only(
    examine: Examine,
) -> None:
    body = OWN + "达标情况: 生均图书19.0册，生均用地9.0平方米，都低于标准。\n"
    section = chapter(examine(body, standards="[试]"), "达标情况")
    assert section is not None
    first, reference, conclusion = texts(section)
    assert first.startswith("生均图书19.0册") and reference.endswith("见表1。")
    assert conclusion.startswith("对照《试行标准》")
    assert any(isinstance(block, IndicatorTable) for block in section.blocks)


def test_a_conclusion_of_the_clerk_s_own_is_not_said_again(examine: Examine) -> None:
    body = OWN + "达标情况: 生均图书19.0册，生均用地9.0平方米，学校整体未达标。\n"
    assert len(texts(chapter(examine(body, standards="[试]"), "达标情况"))) == 2


def test_a_short_text_introduces_what_the_program_tells(examine: Examine) -> None:
    body = OWN.replace("1900", "2100") + "达标情况: 学校逐项核算。\n"
    told = texts(chapter(examine(body, standards="[试]"), "达标情况"))
    assert told[0] == "学校逐项核算。" and told[1].startswith("图书生均21册")


def test_a_failing_indicator_in_the_clerk_s_chapter_of_problems_is_not_told_again(
    examine: Examine,
) -> None:
    body = OWN + "存在问题: 图书陈旧，生均只有19.0册，离20册的标准还差一些。\n"
    own, ours = texts(chapter(examine(body, standards="[试]"), "存在问题"))
    assert "19.0" in own and "图书" not in ours and "校园面积900平方米" in ours


def test_what_the_clerk_s_chapter_of_plans_names_is_not_left_to_be_planned(
    examine: Examine,
) -> None:
    body = OWN + "今后措施: 明年添购图书200册。\n"
    said = texts(chapter(examine(body, standards="[试]"), "今后措施"))
    assert "图书" not in said[-1] and "尚需列入整改计划" in said[-1]
