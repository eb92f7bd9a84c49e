"""What says a stage itself is of that stage, whichever way it is written; else it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reportgen.load.source import Source
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Change, Problem
from tests.conftest import Examine
from tests.mending import mend
from tests.mending_cells import mend_workbook
from tests.workbooks import write_workbook

HEAD = "学校: {名称: 甲校, 类型: 九年一贯制}\n报告: {年度: 2024}\n"
FACT = "县级以上骨干教师数"
YAML = "今后措施:\n  - 标题: 引进骨干教师\n    预计增加: {{{increase}}}\n"
UPPER: Mapping[FigureKey, Decimal] = {(FACT, Stage("初中")): Decimal(2)}
BOTH = {**UPPER, (FACT, Stage("小学")): Decimal(1)}
WRITTEN = {
    f"{FACT}: {{初中: 2}}": UPPER,
    f"{FACT}（初中）: 2": UPPER,
    f"{FACT}（初中部）: 2": UPPER,
    f"初中{FACT}: 2": UPPER,
    f"初中部{FACT}: 2人": UPPER,
    f"初中学段的{FACT}: 2": UPPER,
    f"{FACT}: 初中 2": UPPER,
    f"{FACT}: 初中2人": UPPER,
    f"{FACT}: 初中部2人、小学部1人": BOTH,
    f'{FACT}: "小学：1，初中：2"': BOTH,
    f'{FACT}: "{{小学：1，初中：2}}"': BOTH,
}
IN_CELLS = {
    f"{FACT}（初中）：2": UPPER,
    f"初中{FACT}：2": UPPER,
    f"{FACT}：{{初中：2}}": UPPER,
    f"{FACT}：初中2人": UPPER,
    f"{{{FACT}: {{初中: 2}}}}": UPPER,
    f"{FACT}：小学1人，初中2人": BOTH,
    f"初中{FACT}：2\n小学{FACT}：1": BOTH,
}


def codes_of(problems: tuple[Problem, ...]) -> set[str]:
    return {each.code for each in problems if is_of_increase(each)}


def is_of_increase(problem: Problem) -> bool:
    """Whether it is of what is typed there, and not that no standard of the school asks for it."""
    return "预计增加" in problem.location.path and problem.code != "expected_unused"


def form(folder: Path, increase: str) -> Source:
    """A form of a combined school with one measure to come."""
    return Source(
        write_workbook(
            folder / "表.xlsx",
            {
                "学校信息": (
                    ("学校信息",),
                    ("栏目", "内容"),
                    ("学校名称", "光明学校"),
                    ("学校类型", "九年一贯制"),
                    ("报告年度", "2024"),
                ),
                "基本数据": (
                    ("基本数据",),
                    ("序号", "项目", "学段", "单位", "本年数"),
                    (1, "图书册数", "", "册", "9000"),
                ),
                "今后措施": (
                    ("今后措施",),
                    ("序号", "针对", "标题", "内容", "责任人", "完成时限", "预计增加", "进展"),
                    (1, "", "引进骨干教师", "公开招聘。", "", "2027-12", increase, ""),
                ),
                "_reportgen": (("版本", "1"), ("形式", "单校表")),
            },
        )
    )


def in_cells(
    folder: Path, increase: str, workshop: Workshop
) -> tuple[tuple[Problem, ...], Mapping[FigureKey, object]]:
    examined = examine_school(form(folder, increase), workshop)
    assert examined.school is not None
    (plan,) = examined.school.plans
    told = tuple(each for each in examined.problems if is_of_increase(each))
    return told, {key: figure.value for key, figure in plan.expected.items()}


@pytest.mark.parametrize("line", WRITTEN)
def test_a_stage_that_a_file_says_is_understood(line: str, examine: Examine) -> None:
    examined = examine(YAML.format(increase=line), type="九年一贯制")
    assert examined.school is not None
    assert not codes_of(examined.problems)
    (plan,) = examined.school.plans
    assert {key: figure.value for key, figure in plan.expected.items()} == WRITTEN[line]


@pytest.mark.parametrize("text", IN_CELLS)
def test_a_stage_that_a_cell_says_is_understood(
    text: str, tmp_path: Path, workshop: Workshop
) -> None:
    told, expected = in_cells(tmp_path, text, workshop)
    assert (told, expected) == ((), IN_CELLS[text])


@pytest.mark.parametrize("choice", [0, 1])
def test_a_cell_without_a_stage_is_told_what_to_write_with_its_figure(
    choice: int, tmp_path: Path, workshop: Workshop
) -> None:
    (told,), _ = in_cells(tmp_path, f"图书册数：3000册\n{FACT}：2人", workshop)
    assert f"请写成“{FACT}（小学）：2人”，或“{FACT}（初中）：2人”" in told.hint
    mend_workbook(tmp_path / "表.xlsx", told, choice=choice)
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    text = book["今后措施"]["G3"].value
    book.close()
    assert text == f"图书册数：3000册\n{FACT}（{('小学', '初中')[choice]}）：2人"
    assert in_cells(tmp_path, text, workshop)[0] == ()


# What is wrong in one line of the cell, and what becomes of the whole cell.
MENDED = {
    f"图书册数：三千零五\n{FACT}（初中）：2": f"图书册数：三千零五\n{FACT}（初中）：2",
    f"图书册术：3000册\n{FACT}（初中）：2": f"图书册数：3000册\n{FACT}（初中）：2",
    f"{FACT}（初中）：1+1\n图书册数：3000册": f"{FACT}（初中）：2\n图书册数：3000册",
    "图书册数：3000（含电子）": "图书册数：3000",
    "图书册数：3000册\n学前三年毛入园率：90": "图书册数：3000册",
}


@pytest.mark.parametrize("text", MENDED)
def test_a_remedy_of_one_line_leaves_the_others_of_its_cell(
    text: str, tmp_path: Path, workshop: Workshop
) -> None:
    told, _ = in_cells(tmp_path, text, workshop)
    for problem in told:
        if problem.remedy is not None:
            assert problem.remedy.change is Change.WRITE
            assert problem.remedy.texts[0] == MENDED[text]


@pytest.mark.parametrize("choice", [0, 1])
def test_a_file_without_a_stage_is_told_what_to_write_with_its_figure(
    choice: int, examine: Examine, examine_text: Examine
) -> None:
    text = HEAD + YAML.format(increase=f"{FACT}: 2人")
    (told,) = (each for each in examine_text(text).problems if each.code == "stage_missing")
    assert "请写成 {小学: 2人} 或 {初中: 2人}" in told.hint
    assert not codes_of(examine_text(mend(text, told, choice=choice)).problems)


@pytest.mark.parametrize(
    "line", [f"{FACT}: 初中 2，初中 3", f"{FACT}: 初中二三人左右", f"高小{FACT}: 2"]
)
def test_what_may_be_something_else_is_not_guessed(line: str, examine: Examine) -> None:
    assert codes_of(examine(YAML.format(increase=line), type="九年一贯制").problems)
