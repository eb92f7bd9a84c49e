"""What is answered by 是 or 否 reads as a sentence, whether it is met, a problem or a measure."""

from __future__ import annotations

import pytest

from reportgen.model.lazy_rows import LazyRows
from reportgen.model.report import Block, Heading, Paragraph
from reportgen.pipeline import Examined
from reportgen.problems import Severity
from tests.conftest import Examine

STANDARD = """\
自定标准:
  标识: 清单
  名称: 本校清单
  学段: [小学]
%s  事实:
    是否查夜: {类型: 是否, 学段: 整校, 定义: 每晚有人查铺}
    器材数: {类型: 计数, 单位: 具, 学段: 整校}
  分组:
    - 名称: 宿舍
      指标:
        - {名称: 夜间查铺, 类型: 是否, 分子: 是否查夜, 整校: 是, 标准: 是}
        - {名称: 器材数, 类型: 数值, 分子: 器材数, 单位: 具, 小数: 0, 整校: 是, 标准: 4}
数据: {是否查夜: %s, 器材数: 4}
"""
SAFETY = "  体裁: 校园安全\n"


def examined(examine: Examine, answer: str, genre: str = "") -> Examined:
    return examine(STANDARD % (genre, answer), standards="[清单]")


def texts(examined: Examined, chapter: str) -> list[str]:
    """The headings and paragraphs of that chapter, without its own heading."""
    assert examined.report is not None
    (found,) = (each for each in examined.report.sections if each.key == chapter)
    return [text for block in found.blocks[1:] if (text := said(block))]


def said(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    return "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else ""


def test_an_answer_and_its_verdict_are_one_sentence(examine: Examine) -> None:
    assert texts(examined(examine, "是"), "达标情况")[1:2] == [
        "2项指标全部达标。每晚有人查铺。器材4具，达到规定标准。",
    ]


def test_an_answer_that_is_no_is_a_problem_without_figures(examine: Examine) -> None:
    found = examined(examine, "否")
    assert texts(found, "存在问题") == ["夜间查铺没有达到要求。"]
    assert texts(found, "今后措施") == ["落实夜间查铺的要求，尚需列入整改计划。"]


def test_the_ledger_has_the_same_words(examine: Examine) -> None:
    report = examined(examine, "否").report
    assert report is not None
    rows = report.values["整改台账"]
    assert isinstance(rows, LazyRows)
    (row,) = rows
    assert row["问题"] == "夜间查铺没有达到要求"
    assert row["情况"] == "夜间查铺没有达到要求。"
    assert row["整改措施"] == "落实夜间查铺的要求。"


def test_a_checklist_says_what_was_done_in_one_paragraph_for_each_group(examine: Examine) -> None:
    assert texts(examined(examine, "是", SAFETY), "达标情况")[:2] == [
        "宿舍",
        "检查2项，都符合要求。每晚有人查铺；器材4具，达到规定标准。",
    ]
    assert texts(examined(examine, "否", SAFETY), "达标情况")[1:3] == [
        "检查2项，符合要求1项。器材4具，达到规定标准。",
        "不符合要求1项（见“存在的问题和隐患”）：夜间查铺没有达到要求。",
    ]


def test_a_checklist_counts_what_was_checked(examine: Examine) -> None:
    found = examined(examine, "否", SAFETY)
    assert texts(found, "达标情况")[-1].startswith(
        "对照《本校清单》，共检查2项，符合要求1项，不符合要求1项。"
    )
    assert texts(found, "存在问题") == ["夜间查铺没有达到要求。"]
    assert texts(found, "今后措施") == ["落实夜间查铺的要求，尚需列入整改计划。"]


@pytest.mark.parametrize("genre", ["", SAFETY, "  体裁: 学前教育普及普惠\n"])
@pytest.mark.parametrize("answer", ["是", "否"])
def test_no_genre_prints_an_answer_where_a_figure_would_stand(
    examine: Examine, genre: str, answer: str
) -> None:
    found = examined(examine, answer, genre)
    assert found.report is not None
    told = "\n".join(
        text for section in found.report.sections for text in texts(found, section.key)
    )
    assert not any(wrong in told for wrong in ("为否", "为是", "否、", "（否", "是。达标", "铺否"))


@pytest.mark.parametrize(
    ("indicator", "task"),
    [
        ("类型: 一比, 分子: 专任教师数, 分母: 在校生数, 标准: 15", "补充专任教师30人"),
        ("分子: 在校生数, 分母: 教学班数, 单位: 人, 方向: 不超过, 标准: 45", "增加教学班10个"),
        ("类型: 数值, 分子: 教学班数, 单位: 个, 标准: 90", "把甲提高到90个"),
    ],
)
def test_what_has_to_be_done_is_said_by_what_has_to_change(
    examine: Examine, indicator: str, task: str
) -> None:
    own = f"自定标准: {{标识: 丙, 学段: [小学], 指标: [{{名称: 甲, {indicator}}}]}}\n"
    body = own + "数据: {在校生数: 900, 教学班数: 10, 专任教师数: 30}\n"
    assert texts(examine(body, standards="[丙]"), "今后措施") == [f"{task}，尚需列入整改计划。"]


CHOICES = """\
自定标准:
  标识: 清单
  名称: 本校清单
  学段: [小学]
  体裁: 校园安全
  事实:
    是否有人管: {类型: 是否, 学段: 整校, 定义: 有专（兼）职人员}
    是否联网: {类型: 是否, 学段: 整校, 定义: 与公安机关或教育部门联网}
    是否登记: {类型: 是否, 学段: 整校, 定义: 来访人员先登记, 否定: 来访人员没有登记}
    巡查次数: {类型: 计数, 单位: 次, 学段: 整校, 说法: "每天巡查{值}"}
  分组:
    - 名称: 门卫
      指标:
        - {名称: 治安保卫人员, 类型: 是否, 分子: 是否有人管, 整校: 是, 标准: 是}
        - {名称: 视频监控联网, 类型: 是否, 分子: 是否联网, 整校: 是, 标准: 是}
        - {名称: 来访登记, 类型: 是否, 分子: 是否登记, 整校: 是, 标准: 是}
        - {名称: 巡查次数, 类型: 数值, 分子: 巡查次数, 单位: 次, 小数: 0, 整校: 是, 标准: 3}
数据: {是否有人管: 是, 是否联网: 是, 是否登记: %s, 巡查次数: %s}
"""


def test_a_definition_that_leaves_a_choice_is_no_fact_of_the_school(examine: Examine) -> None:
    found = examine(CHOICES % ("是", 5), standards="[清单]")
    assert texts(found, "达标情况")[1] == (
        "检查4项，全部符合要求。来访人员先登记；每天巡查5次；治安保卫人员、视频监控联网均符合要求。"
    )


def test_what_is_asked_for_is_not_told_as_what_the_school_does(examine: Examine) -> None:
    for asked in ("每年至少检测一次", "校外人员不得进入", "应当登记", "必须登记"):
        body = CHOICES.replace("定义: 来访人员先登记", f"定义: {asked}") % ("是", 5)
        found = texts(examine(body, standards="[清单]"), "达标情况")
        assert asked not in "".join(found) and "来访登记均符合要求" in "".join(found)


def test_what_fails_is_named_as_a_problem(examine: Examine) -> None:
    found = examine(CHOICES % ("否", 1), standards="[清单]")
    assert texts(found, "达标情况")[2].endswith("：来访人员没有登记；巡查次数没有达到标准。")
    assert "每天巡查1次，比3次的标准少2次。" in "".join(texts(found, "存在问题"))


def test_what_fails_is_named_as_the_clerk_calls_it(examine: Examine) -> None:
    own = "存在问题: [{标题: 门卫室没有登记簿, 指标: 来访登记, 内容: 登记簿用完了。}]\n"
    found = examine(CHOICES % ("否", 5) + own, standards="[清单]")
    assert texts(found, "达标情况")[2].endswith("：门卫室没有登记簿。")


def test_a_clause_about_a_figure_needs_the_place_of_the_figure(examine: Examine) -> None:
    found = examine(CHOICES.replace("{值}", "数次") % ("是", 5), standards="[清单]")
    assert [each.message for each in found.problems if each.severity is Severity.ERROR] == [
        "“说法”里没有写数的位置"
    ]
