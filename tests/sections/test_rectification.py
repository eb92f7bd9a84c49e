"""整改台账: every problem with each of its measures, who answers for it, by when, how far it has
come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from reportgen.pipeline import Examined

FIGURES = "数据: {在校生数: 100, 图书册数: 1000}\n"
STANDARD = "[河南省办学基本标准]"


def rows(examined: Examined) -> list[dict[str, Any]]:
    """All but those of data that lack."""
    assert examined.report is not None
    found = cast(Iterable[dict[str, Any]], examined.report.values["整改台账"])
    return [each for each in found if not each["问题"].endswith("暂不能判断")]


def test_a_failing_indicator_is_a_problem_though_no_one_named_it(
    examine: Callable[..., Examined],
) -> None:
    (row,) = rows(examine(FIGURES, standards=STANDARD))
    assert (row["序号"], row["问题"]) == (1, "图书不足")
    assert row["情况"] == "图书1000册，生均10册，达到20册的标准还缺1000册。"
    assert row["整改措施"] == "增加图书1000册。"
    assert [row[name] for name in ("责任人", "完成时限", "进展")] == ["", "", ""]


def test_a_plan_answers_the_problem_it_names_with_all_that_is_known(
    examine: Callable[..., Examined],
) -> None:
    plan = (
        "今后措施:\n"
        "  - {针对: 生均图书册数, 标题: 添购图书, "
        "责任人: 校长, 完成时限: 2025-12, 进展: 已购300册}\n"
        "  - {针对: 别的, 标题: 与此无关}\n"
    )
    row, other = rows(examine(FIGURES + plan, standards=STANDARD))
    assert (other["序号"], other["问题"], other["整改措施"]) == (2, "别的", "与此无关。")
    assert [row[name] for name in ("整改措施", "责任人", "完成时限", "进展")] == [
        *("添购图书。", "校长", "2025年12月", "已购300册")
    ]


def test_a_cell_has_the_figures_alone_where_a_title_says_no_more(
    examine: Callable[..., Examined],
) -> None:
    (row,) = rows(examine(FIGURES, standards=STANDARD))
    assert row["问题和情况"] == row["情况"]
    named = "存在问题: [{标题: 图书偏少, 指标: 生均图书册数}]\n"
    (row,) = rows(examine(FIGURES + named, standards=STANDARD))
    assert row["问题和情况"] == f"图书偏少。\n{row['情况']}"
    told = "存在问题: [{标题: 图书1000册还缺1000册, 指标: 生均图书册数}]\n"
    (row,) = rows(examine(FIGURES + told, standards=STANDARD))
    assert row["问题和情况"] == row["情况"]
    (row,) = rows(examine("存在问题: [围墙老旧]\n"))
    assert row["问题和情况"] == "围墙老旧。"


def test_a_plan_that_answers_nothing_has_a_row_of_its_own(examine: Callable[..., Examined]) -> None:
    plans = "今后措施:\n  - {标题: 添置设备, 责任人: 校长}\n  - {内容: 加强教研。}\n"
    *_, first, second = rows(examine(FIGURES + plans, standards=STANDARD))
    told = [(each["序号"], each["问题"], each["整改措施"]) for each in (first, second)]
    assert told == [(2, "其他工作", "添置设备。"), (3, "其他工作", "加强教研。")]


def test_several_measures_of_one_problem_have_its_number(examine: Callable[..., Examined]) -> None:
    body = (
        "存在问题:\n  - {标题: 一、图书偏少, 指标: 生均图书册数, 内容: 书少}\n  - 围墙老旧\n"
        "今后措施:\n  - {针对: 生均图书册数, 内容: 添购。}\n"
        "  - {针对: 一、图书偏少, 内容: 募捐。}\n"
    )
    found = rows(examine(FIGURES + body, standards=STANDARD))
    assert [(row["序号"], row["问题"], row["整改措施"]) for row in found] == [
        (1, "图书偏少", "添购。"),
        (1, "图书偏少", "募捐。"),
        (2, "围墙老旧", ""),
    ]
    assert found[0]["情况"] == found[1]["情况"] != "" and found[2]["情况"] == ""


def test_markdown_of_a_measure_is_plain_text_line_by_line(examine: Callable[..., Examined]) -> None:
    items = "      - 甲\n      - 乙\n"
    table = "      | 项 | 数 |\n      |---|---|\n      | 书 | 9 |\n"
    text = f"一句**要紧**话。\n\n{items}\n{table}"
    body = f"存在问题: [书少]\n今后措施:\n  - 针对: 书少\n    标题: 买书\n    内容: |\n      {text}"
    (row,) = rows(examine(body))
    assert row["整改措施"] == "买书。\n一句要紧话。\n甲\n乙\n书、9"


def test_a_roster_in_a_plan_is_told_in_its_row(examine: Callable[..., Examined]) -> None:
    body = """今后措施:
  - {针对: 生均图书册数, 标题: 补足图书, 内容: "组长：示例甲\\n成员：示例乙"}
"""
    (row,) = rows(examine(FIGURES + body, standards=STANDARD))
    assert row["整改措施"] == "补足图书。\n组长：示例甲\n成员：示例乙"


def test_a_plan_for_nothing_in_particular_has_a_row_beside_what_is_answered(
    examine: Callable[..., Examined],
) -> None:
    general, named = "{标题: 依法治校, 内容: 依法办学。}", "{针对: 生均图书册数, 标题: 添购图书}"
    both = rows(examine(f"{FIGURES}今后措施: [{named}, {general}]\n", standards=STANDARD))
    assert [row["整改措施"] for row in both] == ["添购图书。", "依法治校。\n依法办学。"]
    assert [row["问题"] for row in both] == ["图书不足", "其他工作"]
