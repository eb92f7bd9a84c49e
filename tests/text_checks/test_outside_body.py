"""Texts in tables, boxes, notes and at the edges of pages, and tables held against themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.cli.document_texts import words_alone
from reportgen.model.text_finding import TextPart
from reportgen.model.text_table import OutsideTexts, TableCell, TextTable
from reportgen.problems import Problem, Severity
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import KnownFigures
from tests.shared import WORKSHOP

ALONE = words_alone(WORKSHOP)
KNOWN = KnownFigures({("在校生数", None): Decimal(880)}, ALONE.dictionary, (), "示例小学")
TITLE = "示例小学2024年自查报告"


def table(*rows: str, after: int = 0, merged: tuple[int, int] = (0, 0)) -> OutsideTexts:
    """Rows of cells, apart by |."""
    made = [
        tuple(
            TableCell(text, row, column, part(text, row, column), (row, column) == merged)
            for column, text in enumerate(line.split("|"), 1)
        )
        for row, line in enumerate(rows, 1)
    ]
    told = tuple(each.part for row in made for each in row if each.part)
    return OutsideTexts(told, (TextTable(1, after, tuple(made)),))


def part(text: str, row: int, column: int) -> TextPart | None:
    return (
        TextPart(text, where=f"表1第{row}行第{column}列", is_in_table=True)
        if text.strip()
        else None
    )


def find(
    outside: OutsideTexts, *body: str, known: KnownFigures = ALONE, year: int = 2024
) -> list[Problem]:
    parts = [TextPart(text, paragraph=at) for at, text in enumerate(body, 1)]
    found = check_texts(parts, known, year, WORKSHOP.library.wordings, outside)
    return [each for each in found if each.quote and (each.quote.where or "表" in each.message)]


def told(outside: OutsideTexts, *body: str, known: KnownFigures = ALONE) -> list[str]:
    return [
        f"{each.quote.where if each.quote else ''} {each.message}"
        for each in find(outside, *body, known=known)
    ]


@pytest.mark.parametrize("where", ["文本框1", "脚注1", "页眉", "表1第2行第3列"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我校均衡开展教育工作，成绩突出。", "开展"),
        ("学校占地，，面积较大，办学条件好。", "，，"),
        ("XX县XX小学", "XX"),
        ("学校有图书9000册，学生600人，生均图书25册。", "25"),
    ],
)
def test_what_stands_outside_of_the_body_is_checked(where: str, text: str, words: str) -> None:
    found = find(OutsideTexts((TextPart(text, where=where),)))
    quoted = [each.quote.text for each in found if each.quote and each.quote.where == where]
    assert any(words in each for each in quoted)


@pytest.mark.parametrize(
    "cells",
    [
        "在校生数(人)|班级数(个)",
        "姓 名|性 别|出生年月",
        "年 月 日|签字：",
        "占地面积|平方米",
        "图书册数|册",
        "甲、|乙、|丙",
        "□是 □否|2024.11|1-6年级",
        "880|21|41.9|1:19.6|99%",
    ],
)
def test_heads_forms_and_dates_are_left_alone(cells: str) -> None:
    assert told(table(cells)) == []


def test_numbers_of_a_note_are_held_against_the_data_and_those_of_a_cell_are_not() -> None:
    text = "全校现有学生900人，都是本地户籍。"
    (note,) = find(OutsideTexts((TextPart(text, where="脚注1"),)), known=KNOWN)
    assert note.code == "quoted_figure" and note.severity is Severity.ERROR
    assert find(table(f"甲小学|{text}"), known=KNOWN) == []


HEAD = "组别|组长|人数（人）"
GROUPS = (HEAD, "宣传组|王|3", "材料组|李|4", "后勤组|张|5")


def test_a_total_that_is_not_the_sum_is_an_error_at_its_cell() -> None:
    (problem,) = find(table(*GROUPS, "合　计||13"))
    assert problem.quote and problem.quote.where == "表1第5行第3列"
    assert problem.message == "“合计”写的是“13”，上面各行（3、4、5）相加是 12"
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    "rows",
    [
        (*GROUPS, "合计||12"),
        (HEAD, "甲|王|1,000", "乙|李|2,000", "合计||3,000"),
        (HEAD, "甲|王|3", "小计||3", "乙|李|4", "丙|张|5", "小计||9", "合计||12"),
        (HEAD, "甲|王|1.24", "乙|李|1.24", "合计||2.5"),
        ("学校|生均图书（册）", "甲|20", "乙|30", "合计|24"),
        ("项目|数", "在校生|900", "其中：男|500", "寄宿生|100", "合计|900"),
        ("级别|数", "全县|12", "城区|5", "农村|7", "合计|12"),
        ("序号|学校", "1|甲", "2|乙", "合计|2"),
        ("学校|数", "甲|5", "乙|约6", "合计|12"),
        ("学校|数", "甲|5", "合计|12"),
    ],
)
def test_totals_that_are_right_or_no_sums_are_left_alone(rows: tuple[str, ...]) -> None:
    assert told(table(*rows)) == []


def test_what_is_not_certain_is_a_reminder() -> None:
    blank = find(table(HEAD, "甲|王|3", "乙|李|", "丙|张|5", "合计||9"))
    several = find(table("校|男|女", "甲|3|4", "乙|5|6", "合计|9|9"))
    assert [each.severity for each in (*blank, *several)] == [Severity.WARNING] * 3


YEARS = ("年级|男|女|合计", "一年级|30|31|61", "二年级|28|30|58", "三年级|25|35|61")


def test_a_column_of_totals_is_held_against_its_rows() -> None:
    (problem,) = find(table(*YEARS))
    assert problem.quote and problem.quote.where == "表1第4行第4列"
    assert problem.message == "“合计”写的是“61”，同一行各列（35、25）相加是 60"
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    "rows",
    [
        ("年级|班数|合计|男|女", "一年级|2|61|30|31", "二年级|2|58|28|30"),
        ("年级|班数|人数|合计", "一年级|2|61|61", "二年级|2|58|58", "三年级|3|70|70"),
        ("年级|其中女|男|合计", "一年级|30|31|31", "二年级|28|30|30"),
    ],
)
def test_columns_that_are_no_sums_are_left_alone(rows: tuple[str, ...]) -> None:
    assert told(table(*rows)) == []


def test_merged_cells_make_nothing_certain() -> None:
    assert told(table(*YEARS, merged=(1, 2))) == []


BODY = (TITLE, "学校现有学生880人，占地面积20500平方米。")


@pytest.mark.parametrize(
    "rows",
    [
        ("在校生数（人）|900|校园面积|20500㎡",),
        ("1|在校生数|900人",),
        ("在校生数（人）|教学班数", "900|21"),
    ],
)
def test_a_figure_in_a_table_that_the_text_has_otherwise_is_told(rows: tuple[str, ...]) -> None:
    (line,) = told(table(*rows, after=2), *BODY)
    assert "“在校生数”写的是“900" in line and "文中写的是“学校现有学生880人”" in line
    (known,) = find(table(*rows, after=2), *BODY, known=KNOWN)
    assert known.severity is Severity.ERROR and "数据里的在校生数是 880人" in known.message


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        (("在校生数|880人",), ""),
        (("在校生数|约900人",), ""),
        (("项目|2023年|2024年", "在校生数|900|880"), ""),
        (("学校|在校生数（人）", "甲小学|900", "乙小学|880"), ""),
        (("在校生数|900人",), "2023年基本情况表"),
        (("男生数|900人",), ""),
    ],
)
def test_a_figure_of_something_else_is_left_alone(rows: tuple[str, ...], caption: str) -> None:
    assert told(table(*rows, after=3), *BODY, caption, known=KNOWN) == []


GROUPED = "学校成立了六个工作组，分工如下表："


def test_a_count_is_held_against_the_rows_that_it_announces() -> None:
    (problem,) = find(table(*GROUPS, after=2), TITLE, GROUPED)
    assert problem.message == "文中写的是“六个工作组”，表1列出的是 3 行"
    assert find(table(*GROUPS, after=3), TITLE, GROUPED, "表1　工作组分工") != []


@pytest.mark.parametrize(
    "sentence",
    [
        "学校成立了三个工作组，分工如下表：",
        "学校有六个年级、三个工作组，分工如下表：",
        "学校成立了六个工作组。分工如下表：",
        "学校成立了六个工作组，分工明确。",
    ],
)
def test_counts_that_agree_or_announce_nothing_are_left_alone(sentence: str) -> None:
    assert told(table(*GROUPS, after=2), TITLE, sentence) == []
