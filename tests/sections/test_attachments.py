"""Attachments that a school names are made of its data, each once, under the name it gives them."""

from __future__ import annotations

import re

import pytest

from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.model.report import Cell, IndicatorTable, Table
from reportgen.pipeline import Examined
from reportgen.render.column_fitting import USUAL_EDGES, USUAL_HALF, display_width
from reportgen.render.tables import TableLook, table_markup
from reportgen.resources import data_folder
from reportgen.sections.attachments.attach import is_wide
from reportgen.sections.attachments.makers import MAKERS
from tests.conftest import Examine
from tests.sections.attached_tables import attached, grid, naming, said, table_of

HENAN = "河南省办学基本标准"
FIGURES = (
    "数据: {在校生数: 100, 图书册数: 1000, 班级人数: [46, 30, 24], 功能室: 音乐室、科学教室。}\n"
)


KINDS = load_vocabulary(data_folder() / "vocabulary.yaml").attachments.kinds


def told(examined: Examined, code: str) -> list[str]:
    return [str(each) for each in examined.problems if each.code == code]


def test_every_kind_has_a_maker_and_every_maker_a_kind() -> None:
    assert set(MAKERS) == {kind.name for kind in KINDS}


def test_no_name_stands_for_two_kinds() -> None:
    names = [name for kind in KINDS for name in (kind.name, *kind.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "name",
    [
        "班额明细表",
        "各班人数明细表",
        "光明小学班额明细表",
        "2024年度光明小学各班人数明细表",
        "附件1：班额明细表",
        "《全校班级人数明细表》",
    ],
)
def test_a_kind_is_known_by_its_other_names_and_whosever_it_is(examine: Examine, name: str) -> None:
    examined = examine(FIGURES, standards=naming(name))
    assert not told(examined, "unknown_attachment")
    assert grid(table_of(examined)) == [["1", "46", "2", "30", "3", "24"]]


def test_the_title_is_the_name_in_the_list_of_attachments(examine: Examine) -> None:
    examined = examine(FIGURES, standards=naming("2. 各班人数明细表, 购书合同.pdf"))
    assert examined.report is not None
    assert examined.report.attachments == ("各班人数明细表", "购书合同")
    assert [each.title for each in attached(examined)] == ["各班人数明细表"]


def test_classes_beyond_the_limit_of_each_class_are_shaded(examine: Examine) -> None:
    table = table_of(examine(FIGURES, standards=naming("班额明细表", "优质均衡2017")))
    assert [cell.text for row in table.rows for cell in row if cell.shaded] == ["1", "46"]
    assert table.note == (
        "共3个班、100人，平均每班33.3人，最多46人；班额上限45人，超过的有1个班（灰底）。"
    )


def test_classes_stand_by_the_names_that_the_file_gives_them(examine: Examine) -> None:
    body = "数据: {班级人数: {一1班: 30, 一2班: 31}}\n"
    table = table_of(examine(body, standards=naming("班额明细表")))
    assert grid(table) == [["一1班", "30", "一2班", "31"]]


def test_the_names_of_classes_take_one_line(examine: Examine) -> None:
    names = [f"{grade}年级{number}班" for grade in "七八九" for number in range(1, 13)]
    body = f"数据: {{班级人数: {{{', '.join(f'{name}: 48' for name in names)}}}}}\n"
    table = table_of(examine(body, "初中", naming("班额明细表")))
    written = table_markup(table, TableLook())
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', written)]
    wanted = display_width("七年级12班") * USUAL_HALF + USUAL_EDGES
    assert len(widths) == 8 and min(widths[::2]) >= wanted and max(widths[1::2]) < wanted


def test_each_stage_of_a_combined_school_has_its_table_of_classes(examine: Examine) -> None:
    body = "数据: {班级人数: {小学: [20, 21, 22, 23, 24], 初中: [30]}}\n"
    (only,) = attached(examine(body, "九年一贯制", naming("班额明细表")))
    tables = [block for block in only.blocks if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["小学部", "初中部"]
    assert grid(tables[0]) == [["1", "20", "3", "22", "5", "24"], ["2", "21", "4", "23", "", ""]]


def test_the_table_of_indicators_is_attached_instead_of_standing_in_the_body(
    examine: Examine,
) -> None:
    examined = examine(FIGURES, standards=naming("合同.pdf, 十项指标核算表", HENAN))
    assert examined.report is not None
    tables = [
        block
        for section in examined.report.sections
        for block in section.blocks
        if isinstance(block, IndicatorTable)
    ]
    assert tables == []
    assert "各项指标的数值、标准和结论见附件2。" in said(examined, "达标情况")
    (only,) = attached(examined)
    (table,) = only.blocks
    assert isinstance(table, IndicatorTable) and len(table.rows) == 10 and not table.caption


@pytest.mark.parametrize(
    ("kind", "chapter", "body", "told"),
    [
        ("经费投入明细表", "投入明细", "投入: [{项目: 购书, 金额: 3000}]\n", "明细见附件。"),
        (
            "教师结构表",
            "教师结构",
            "教师结构: {学历职称: [{学历: 本科, 合计: 5}]}\n",
            "明细见附件。",
        ),
        ("佐证材料目录", "佐证材料", "佐证材料: [{名称: 章程}]\n", "佐证材料目录见附件。"),
    ],
)
def test_a_table_that_is_attached_does_not_stand_in_the_body_too(
    examine: Examine, kind: str, chapter: str, body: str, told: str
) -> None:
    examined = examine(body, standards=f"{naming(kind)}, 提纲: [{chapter}]")
    assert said(examined, chapter).endswith(told)
    assert examined.report is not None
    (section,) = examined.report.sections
    assert not [block for block in section.blocks if isinstance(block, Table)]
    assert grid(table_of(examined))


def test_rooms_are_counted_measured_or_named_each_once(examine: Examine) -> None:
    body = (
        "数据: {网络多媒体教室数: 24, 音乐专用教室面积: [98, 96], "
        "功能室: 音乐室、科学教室、网络多媒体教室}\n"
    )
    assert grid(table_of(examine(body, standards=naming("功能室一览表")))) == [
        ["1", "网络多媒体教室", "24", "—"],
        ["2", "音乐专用教室", "2", "98、96"],
    ]


def test_rooms_known_by_name_stand_below_those_that_are_counted(examine: Examine) -> None:
    body = (
        "数据: {教室数: 21, 实验室数: 3, 计算机教室数: 1, "
        "功能室: 理化实验室、生物实验室、电脑教室、计算机室、舞蹈教室、舞蹈室、教室}\n"
    )
    table = table_of(examine(body, standards=naming("功能室一览表")))
    assert grid(table) == [
        ["1", "计算机教室", "1"],
        ["2", "实验室（含理化实验室、生物实验室）", "3"],
    ]
    assert table.note == "另有电脑教室、舞蹈教室。"
    named = table_of(examine("数据: {功能室: 舞蹈室、书法室}\n", standards=naming("功能室一览表")))
    assert grid(named) == [["1", "舞蹈室"], ["2", "书法室"]] and not named.note


def test_a_column_that_nothing_fills_is_left_out(examine: Examine) -> None:
    examined = examine(
        "成绩: [{名称: 文明校园, 年份: 2023}, 书香校园]\n", standards=naming("荣誉一览表")
    )
    table = table_of(examined)
    assert table.header == ("序号", "名称", "年份")
    assert grid(table) == [["1", "文明校园", "2023"], ["2", "书香校园", ""]]
    assert sum(table.widths) == pytest.approx(1)


def test_teachers_stand_by_degree_and_rank_and_by_age(examine: Examine) -> None:
    body = (
        "教师结构:\n  学历职称:\n"
        "    - {学历: 本科, 高级: 4, 中级: 16}\n    - {学历: 专科, 高级: 0, 中级: 5}\n"
        "  年龄:\n    - {年龄段: 35岁及以下, 人数: 10}\n    - {年龄段: 36岁以上, 人数: 15}\n"
    )
    (only,) = attached(examine(body, standards=naming("教师队伍结构表")))
    degrees, ages = (block for block in only.blocks if isinstance(block, Table))
    assert degrees.header == ("学历", "高级", "中级", "合计")
    assert grid(degrees)[-1] == ["合计", "4", "21", "25"]
    assert grid(ages)[-1] == ["合计", "25", "100%"]


def test_teachers_are_told_by_the_figures_where_there_is_no_table(examine: Examine) -> None:
    body = "数据: {专任教师数: 50, 本科学历教师数: 40, 中级职称教师数: 20}\n"
    table = table_of(examine(body, standards=naming("教师结构表")))
    assert grid(table) == [
        ["学历", "本科", "40", "80"],
        ["学历", "其他", "10", "20"],
        ["学历", "合计", "50", "100"],
        ["职称", "中级", "20", "40"],
        ["职称", "其他", "30", "60"],
        ["职称", "合计", "50", "100"],
    ]
    body = "数据: {本科学历教师数: 40}\n"
    table = table_of(examine(body, standards=naming("教师结构表")))
    assert grid(table) == [["学历", "本科", "40"]] and table.note == "只列有统计的各项。"


def test_a_table_of_all_staff_says_whom_it_counts(examine: Examine) -> None:
    own = (
        "自定标准: {标识: 试, 名称: 试, 学段: [小学], 体裁: 基本均衡, 指标: [{名称: 本科比例, "
        '分子: 本科学历教师数, 分母: 教职工数, 倍数: 100, 单位: "%", 标准: 50}]}\n'
    )
    body = f"{own}数据: {{教职工数: 50, 本科学历教师数: 40}}\n"
    table = table_of(examine(body, standards=naming("教师结构表", "试")))
    assert grid(table)[-1] == ["学历", "合计", "50", "100"]
    assert table.note == "合计为教职工人数，“其他”是没有分项统计的。"


def test_a_sum_of_degrees_does_not_stand_beside_its_parts(examine: Examine) -> None:
    body = "数据: {专任教师数: 9, 博士学历教师数: 0, 硕士学历教师数: 4, 本科学历教师数: 5}\n"
    table = table_of(examine(body, standards=naming("教师结构表")))
    assert [row[1:3] for row in grid(table)] == [["硕士", "4"], ["本科", "5"], ["合计", "9"]]


def test_the_ledger_has_a_row_for_each_measure_of_a_problem(examine: Examine) -> None:
    body = (
        "存在问题:\n  - {标题: 图书偏少, 内容: 书少}\n"
        "今后措施:\n  - {针对: 图书偏少, 内容: 添购。, 责任人: 校长}\n"
        "  - {针对: 图书偏少, 内容: 募捐。}\n"
    )
    rows = table_of(examine(body, standards=naming("整改台账"))).rows
    assert [[cell.text for cell in row][:4] for row in rows] == [
        ["1", "图书偏少。", "添购。", "校长"],
        ["1", "图书偏少。", "募捐。", ""],
    ]
    assert [row[1].joined for row in rows] == [False, True]


def test_columns_of_the_ledger_are_as_wide_as_what_is_written_in_them(examine: Examine) -> None:
    body = "存在问题: [{标题: 书少}]\n今后措施: [{针对: 书少, 内容: 添购图书，分两年补足。}]\n"
    few = table_of(examine(body, standards=naming("整改台账"))).widths
    assert few[1] < few[2] and sum(few) == pytest.approx(1)
    (long,) = (table_of(examine(FIGURES, standards=naming("整改台账", HENAN))).widths,)
    assert long[1] > long[2]


def test_a_name_that_nothing_makes_is_said_with_what_is_made_and_the_nearest(
    examine: Examine,
) -> None:
    examined = examine(FIGURES, standards=naming("班额明细清单, 购书合同"))
    first, second = told(examined, "unknown_attachment")
    assert "附件“班额明细清单”只在报告里列出名称" in first and "是不是“班额明细表”？" in first
    assert "程序能做的有：学校基本情况统计表、指标达标情况表" in second and "是不是" not in second
    assert examined.report is not None and examined.can_be_built
    assert examined.report.attachments == ("班额明细清单", "购书合同")


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_an_attachment_without_data_is_said_and_not_made(examine: Examine, kind: str) -> None:
    examined = examine("", standards=naming(kind))
    assert attached(examined) == ()
    (message,) = told(examined, "empty_attachment")
    assert f"附件“{kind}”没有内容" in message and "报告.附件第1项" in message


def test_a_page_lies_on_its_side_for_many_columns_or_for_columns_of_sentences() -> None:
    few = Table(("序号", "名称"), ((Cell("1"), Cell("一句话" * 30)),))
    numbers = Table(tuple("一二三四五六七八九十"), ((Cell("1234"),) * 10,))
    sentences = Table(tuple("一二三"), ((Cell("一句话" * 30),) * 3,))
    assert [is_wide([each]) for each in (few, numbers, sentences)] == [False, True, True]


def test_a_share_is_not_rounded_up_to_all_where_its_indicator_is_not(examine: Examine) -> None:
    body = "数据: {在校生数: 10000, 体质健康参测人数: 10000, 体质健康合格人数: 9996}\n"
    examined = examine(body, standards=naming("学校基本情况统计表", HENAN))
    assert examined.assessment is not None
    (shown,) = [each for each in examined.assessment.results if each.display == "99.96%"]
    assert shown.indicator.name == "学生体质健康合格率"
    assert "99.96" in [cell for row in grid(table_of(examined)) for cell in row]
