"""清单: what a bureau keeps of a run, without columns that say nothing."""

from __future__ import annotations

import pytest

from reportgen.batch.lists import outcome_sheet, problem_sheet
from reportgen.model.sheet import SheetCell
from reportgen.pipeline import Workshop

HEAD, TAIL = ("1", "甲小学", "小学", "成功"), ("", "", "a.docx", "", "a.yaml")
USUAL = ("序号", "学校", "类型", "状态")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (("", "达标", ""), ("A",)),
        (("", "未设标准", ""), ()),
        (("重复", "", "未达标"), ("没有计入县域的数", "B")),
    ],
)
def test_columns_that_say_nothing_of_any_school_are_left_out(
    said: tuple[str, ...], shown: tuple[str, ...], workshop: Workshop
) -> None:
    standards = [
        each._replace(short_title=name)
        for each, name in zip(workshop.library.all_standards(), "AB", strict=False)
    ]
    row = tuple(map(SheetCell, (*HEAD, *said, *TAIL)))
    sheet = outcome_sheet([row], standards, ())
    titles = tuple(each.title for each in sheet.columns)
    assert titles[:4] == USUAL and titles[4:-5] == shown and titles[-1] == "数据文件"
    assert len(sheet.rows[0]) == len(titles) and sheet.rows[0][-1].value == "a.yaml"


def test_kindergartens_are_listed_as_such() -> None:
    row = tuple(map(SheetCell, (*HEAD, "", *TAIL)))
    sheet = outcome_sheet([row], [], (), "幼儿园")
    assert sheet.title == "各园报告清单" and sheet.columns[1].title == "幼儿园"
    assert problem_sheet([], "幼儿园").columns[0].title == "幼儿园"
