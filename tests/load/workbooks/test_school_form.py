"""A school's form as schools send it back: what is read, and what is said of which cell."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.model.school import School
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, ReportgenError, Severity
from tests.workbooks import (
    FACTS,
    FORM,
    INFO,
    META,
    Rows,
    write_form,
    write_workbook,
)

AT = "基本数据!E{}"


def load(path: Path, workshop: Workshop) -> tuple[School, list[Problem]]:
    examined = examine_school(path, workshop)
    assert examined.school is not None, [str(problem) for problem in examined.problems]
    told = [
        each
        for each in examined.problems
        if each.code not in ("empty_chapter", "missing_fact", "empty_section")
    ]
    return examined.school, [
        each for each in told if each.location.cell or each.severity is Severity.ERROR
    ]


def figures(school: School) -> dict[str, str]:
    return {name: str(figure.value) for (name, _), figure in school.figures.items()}


def test_a_form_gives_what_its_cells_say(tmp_path: Path, workshop: Workshop) -> None:
    school, problems = load(write_form(tmp_path / "光明小学.xlsx"), workshop)
    assert (school.name, school.type.name, school.settings.year) == ("光明小学", "小学", 2024)
    assert school.settings.date == datetime.date(2024, 11, 20)
    assert school.settings.standards == ("河南省办学基本标准",)
    found = figures(school)
    assert found["在校生数"] == "880"
    assert Decimal(found["校园面积"]).quantize(Decimal("0.1")) == Decimal("27666.7")
    assert Decimal(found["教学仪器设备值"]) == 635000
    assert found["入学率"] == "99.8"
    assert problems == []


def test_a_place_is_a_cell_in_the_words_of_the_clerk(tmp_path: Path, workshop: Workshop) -> None:
    _, problems = load(write_form(tmp_path / "实验小学.xlsx", {AT.format(7): "3,2OO"}), workshop)
    (problem,) = problems
    told = f"{tmp_path}/实验小学.xlsx › 基本数据!E7 图书册数：应为数，写的是“3,2OO”（字母O）"
    assert str(problem).startswith(told)


def test_sheets_lines_and_columns_may_be_moved_and_renamed(
    tmp_path: Path, workshop: Workshop
) -> None:
    def disarrange(book: openpyxl.Workbook) -> None:
        sheet = book["基本数据"]
        sheet.insert_cols(3)
        sheet.insert_rows(5)
        sheet.insert_rows(1)
        sheet.title = "我校的数"
        book["学校信息"].title = "Sheet2"

    school, problems = load(
        write_form(tmp_path / "a.xlsx", {AT.format(3): "约880"}, disarrange), workshop
    )
    expected = load(write_form(tmp_path / "b.xlsx"), workshop)[0]
    assert figures(school) | {"在校生数": "880"} == figures(expected)
    assert [each.location.cell for each in problems if each.code == "bad_value"] == ["我校的数!F4"]


def test_hidden_rows_and_columns_are_read_with_a_word(tmp_path: Path, workshop: Workshop) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["基本数据"].row_dimensions[7].hidden = True

    school, problems = load(write_form(tmp_path / "a.xlsx", change=hide), workshop)
    assert figures(school)["图书册数"] == "18900"
    assert [(each.code, each.location.cell) for each in problems] == [
        ("hidden_cells", "基本数据!E7")
    ]


def test_a_figure_without_a_label_is_said(tmp_path: Path, workshop: Workshop) -> None:
    """As when a column was pasted one row too low."""
    _, problems = load(write_form(tmp_path / "a.xlsx", {AT.format(11): 96}), workshop)
    assert [(each.code, each.location.cell) for each in problems] == [("no_label", "基本数据!E11")]


def test_a_name_that_is_no_fact_and_one_written_twice_are_said(
    tmp_path: Path, workshop: Workshop
) -> None:
    cells = {
        "基本数据!B11": "图书馆册数",
        AT.format(11): 5,
        "基本数据!B12": "在校生数",
        AT.format(12): 880,
    }
    _, problems = load(write_form(tmp_path / "a.xlsx", cells), workshop)
    assert [(each.code, each.location.cell) for each in problems] == [
        ("unknown_key", "基本数据!E11"),
        ("duplicate_key", "基本数据!E12"),
    ]


def test_classes_and_rooms_are_lists_and_their_sum_must_agree(
    tmp_path: Path, workshop: Workshop
) -> None:
    classes: Rows = [
        ("班级明细",),
        ("序号", "年级", "班级名称", "人数"),
        (1, "一年级", "1班", 45),
        (2, "一年级", "2班", "44人"),
        (3, "", "", None),
    ]
    rooms: Rows = [
        ("序号", "项目", "学段", "名称", "数值", "单位"),
        (1, "音乐专用教室面积", "全校", "", 98, "㎡"),
        (2, "音乐专用教室面积", "全校", "", None, "㎡"),
    ]
    path = write_form(tmp_path / "a.xlsx", 班级明细=classes, 分项明细=rooms)
    school, problems = load(path, workshop)
    assert [
        str(each.value) for (name, _), each in school.figures.items() if name == "班级人数"
    ] == ["(Decimal('45'), Decimal('44'))"]
    assert figures(school)["音乐专用教室面积"] == "(Decimal('98'),)"
    assert [each.message.partition("：")[0] for each in problems] == [
        "各班人数之和应等于在校生数",
        "班级人数的个数应等于教学班数",
    ]
    assert all(each.location.cell == "班级明细!D3" for each in problems)


@pytest.mark.parametrize(("total", "wrong"), [(89, ""), (90, "写的是 90，上面各项相加是 89")])
def test_a_row_of_totals_is_no_entry_of_a_list_and_is_compared(
    tmp_path: Path, workshop: Workshop, total: int, wrong: str
) -> None:
    sheets: dict[str, Rows] = {
        "班级明细": [
            ("序号", "年级", "班级名称", "人数"),
            (1, "一年级", "1班", 45),
            (2, "一年级", "2班", 44),
            ("", "", "合计", total),
        ],
        "分项明细": [
            ("序号", "项目", "学段", "名称", "数值", "单位"),
            (1, "音乐专用教室面积", "全校", "甲", 45, "㎡"),
            (2, "音乐专用教室面积", "全校", "乙", 44, "㎡"),
            ("", "音乐专用教室面积", "全校", "小 计", total, "㎡"),
        ],
        "投入": [("项目", "金额", "年份"), ("购书", 89, 2024), ("总计", total, "")],
        "成绩": [("名称", "级别", "颁发单位", "年份"), ("合计", "", "", "")],
    }
    school, problems = load(write_form(tmp_path / "a.xlsx", None, None, **sheets), workshop)
    assert len(school.outlays) == 1 and not school.achievements
    lists = {name: each.value for (name, _), each in school.figures.items()}
    assert lists["班级人数"] == lists["音乐专用教室面积"] == (Decimal(45), Decimal(44))
    rows = [each.location.cell for each in problems if each.code == "total_row"]
    assert rows == ["班级明细!C4", "分项明细!B4", "投入!A3", "成绩!A2"]
    told = [each.message for each in problems if "合计行" in each.message]
    assert [wrong in each for each in told] == [True] * (3 if wrong else 0)


def test_a_combined_school_is_read_by_stage(tmp_path: Path, workshop: Workshop) -> None:
    facts: Rows = [
        FACTS[1],
        (1, "在校生数", "小学", "人", 166, None, ""),
        (2, "在校生数", "初中", "人", 210, None, ""),
        (3, "在校生数", "合计", "人", 375, None, ""),
        (4, "图书册数", "全校", "万册", 2.3226, None, ""),
    ]
    info = [("学校类型", "九年一贯制") if row[0] == "学校类型" else row for row in INFO]
    path = write_workbook(tmp_path / "a.xlsx", {**FORM, "学校信息": info, "基本数据": facts})
    school, problems = load(path, workshop)
    assert {
        (name, str(stage)): str(each.value) for (name, stage), each in school.figures.items()
    } == {
        ("在校生数", "小学"): "166",
        ("在校生数", "初中"): "210",
        ("图书册数", "None"): "23226.0000",
    }
    assert [(each.code, each.location.cell) for each in problems] == [
        ("sum_mismatch", "基本数据!E4")
    ]


def test_texts_are_read_from_their_sheets(tmp_path: Path, workshop: Workshop) -> None:
    sheets: dict[str, Rows] = {
        "成绩": [
            ("序号", "名称", "级别", "颁发单位", "年份"),
            (1, "平安校园", "县级", "示例县教育局", 2023),
        ],
        "主要措施": [("一行一项",), ("序号", "标题", "内容"), (1, "补充图书", "第一段\n\n第二段")],
        "存在问题": [("序号", "标题", "指标", "内容"), (1, "图书偏少", "生均图书册数", "说明")],
        "今后措施": [
            ("序号", "针对", "标题", "内容", "责任人", "完成时限", "预计增加"),
            (
                1,
                "图书偏少",
                "购书",
                "分批购置",
                "教务主任",
                "2025-12",
                "图书册数：3000册\n专任教师数（小学）:2",
            ),
        ],
        "整章文字": [("章节名称", "全文"), ("基本情况", "学校概况。")],
        "章节": [("标题", "之后", "内容"), ("特色", "主要措施", "书香校园。")],
        "其他内容": [
            ("路径", "内容（YAML）"),
            ("数据.校训", "明德"),
            ("报告.提纲", "- 主要措施\n"),
        ],
    }
    school, problems = load(write_workbook(tmp_path / "a.xlsx", {**FORM, **sheets}), workshop)
    assert {each.code for each in problems} <= {"left_out", "expected_unused", "met_problem"}
    assert [(each.name, each.year) for each in school.achievements] == [("平安校园", 2023)]
    assert [(each.title, each.content.text) for each in school.measures] == [
        ("补充图书", "第一段\n\n第二段")
    ]
    assert [each.indicator for each in school.shortcomings] == ["生均图书册数"]
    (plan,) = school.plans
    assert (plan.deadline, {key[0]: str(each.value) for key, each in plan.expected.items()}) == (
        "2025-12",
        {"图书册数": "3000", "专任教师数": "2"},
    )
    assert school.whole_sections["基本情况"].text == "学校概况。"
    assert [(each.title, each.after) for each in school.chapters] == [("特色", "主要措施")]
    assert figures(school)["校训"] == "明德"
    assert [each.key for each in school.settings.outline] == ["主要措施"]


def test_what_the_bureau_set_holds_where_the_school_left_it_blank(
    tmp_path: Path, workshop: Workshop
) -> None:
    school, _ = load(
        write_form(tmp_path / "a.xlsx", {"学校信息!B5": None, "学校信息!B6": None}), workshop
    )
    assert (school.settings.year, school.settings.standards) == (2024, ("河南省办学基本标准",))


def test_a_name_that_is_left_blank_is_asked_for_at_its_cell(
    tmp_path: Path, workshop: Workshop
) -> None:
    examined = examine_school(write_form(tmp_path / "a.xlsx", {"学校信息!B3": None}), workshop)
    assert [(each.location.cell, each.hint) for each in examined.problems] == [
        ("学校信息!B3", "请在“学校名称”里写上全称")
    ]


def test_a_form_of_a_newer_program_is_refused(tmp_path: Path, workshop: Workshop) -> None:
    newer = [("版本", "9"), *META[1:]]
    path = write_workbook(tmp_path / "a.xlsx", {**FORM, "_reportgen": newer})
    with pytest.raises(ReportgenError, match="采集表的版本是 9"):
        examine_school(path, workshop)


def test_a_list_may_stand_in_one_cell(tmp_path: Path, workshop: Workshop) -> None:
    cells = {"基本数据!B11": "音乐专用教室面积", AT.format(11): "98、96.5"}
    school, problems = load(write_form(tmp_path / "a.xlsx", cells), workshop)
    assert (figures(school)["音乐专用教室面积"], problems) == (
        "(Decimal('98'), Decimal('96.5'))",
        [],
    )


PREVIEWS: Rows = [
    ("指标预览",),
    ("序号", "标准", "指标", "学段", "本校数值", "标准要求", "结论"),
    (1, "", "生均图书册数", "小学", 18900 / 880, "", "达标"),
    (2, "", "平均班额", "小学", 40, "", "达标"),
]


def test_a_preview_is_no_data_and_one_that_is_not_of_these_data_is_said(
    tmp_path: Path, workshop: Workshop
) -> None:
    school, problems = load(write_form(tmp_path / "a.xlsx", 指标预览=PREVIEWS), workshop)
    assert "平均班额" not in figures(school)
    assert [(each.code, each.location.cell) for each in problems] == [
        ("stale_preview", "指标预览!E4")
    ]
    assert "预览是 40，按各项数据算得 41.9048" in problems[0].message


ASKED = {
    "在校生数": "人",
    "教学班数": "个",
    "图书册数": "册",
    "校园面积": "亩",
    "教学仪器设备值": "万元",
    "入学率": "%",
}
WHOLE, FRACTION = st.integers(1, 10**9), st.decimals("1.01", 100, places=2)
SAID = st.fixed_dictionaries(
    {name: FRACTION if unit in "亩万元%" else WHOLE for name, unit in ASKED.items()}
)


@pytest.mark.slow
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=SAID)
def test_numbers_in_cells_are_those_of_a_data_file(
    said: dict[str, Decimal | int], tmp_path: Path, workshop: Workshop
) -> None:
    rows = [
        (number, name, "", ASKED[name], value) for number, (name, value) in enumerate(said.items())
    ]
    form = write_workbook(tmp_path / "a.xlsx", {**FORM, "基本数据": [FACTS[1][:5], *rows]})
    lines = "".join(f"  {name}: {value}{ASKED[name]}\n" for name, value in said.items())
    plain = tmp_path / "a.yaml"
    plain.write_text(
        f"学校: {{名称: 光明小学, 类型: 小学}}\n报告: {{年度: 2024}}\n数据:\n{lines}",
        encoding="utf-8",
    )
    one, two = (examine_school(path, workshop).school for path in (form, plain))
    assert one is not None and two is not None
    assert {key: each.value for key, each in one.figures.items()} == {
        key: each.value for key, each in two.figures.items()
    }


def test_a_hidden_sheet_is_read_with_a_word(tmp_path: Path, workshop: Workshop) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["基本数据"].sheet_state = "hidden"

    school, problems = load(write_form(tmp_path / "a.xlsx", change=hide), workshop)
    assert (figures(school)["图书册数"], [each.code for each in problems]) == (
        "18900",
        ["hidden_sheet"],
    )


@pytest.mark.parametrize(
    ("rows", "cell"), [((), "B2"), (((1, "围墙", "", "修", "", "", ""),), "B3")]
)
def test_what_has_no_plan_is_said_where_the_next_would_stand(
    tmp_path: Path, workshop: Workshop, rows: Rows, cell: str
) -> None:
    heads = ("序号", "针对", "标题", "内容", "责任人", "完成时限", "预计增加")
    problems = ("序号", "标题", "指标", "内容")
    path = write_form(
        tmp_path / "光明小学.xlsx",
        今后措施=(heads, *rows),
        存在问题=(problems, (1, "书少", "", "")),
    )
    (problem,) = [each for each in load(path, workshop)[1] if each.code == "no_plan"]
    assert problem.location.cell == f"今后措施!{cell}"


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("图书册数：3000册", "图书册数", 3000),
        ("图书册数 3000册", "图书册数", 3000),
        ("图书册数增加1.5万册", "图书册数", 15000),
        ("图书册数新增3,000", "图书册数", 3000),
        ("专任教师数（小学）2人", "专任教师数", 2),
        ("满360学时教师数3人", "满360学时教师数", 3),
    ],
)
def test_what_is_to_be_added_may_be_typed_without_a_colon(
    tmp_path: Path, workshop: Workshop, typed: str, name: str, value: int
) -> None:
    heads = ("序号", "针对", "标题", "内容", "责任人", "完成时限", "预计增加")
    row = (1, "书少", "购书", "分批。", "", "", typed)
    path = write_form(tmp_path / "光明小学.xlsx", 今后措施=(heads, row))
    school, problems = load(path, workshop)
    (plan,) = school.plans
    assert {key[0]: figure.value for key, figure in plan.expected.items()} == {name: value}
    assert not [each for each in problems if each.code == "unknown_key"]
