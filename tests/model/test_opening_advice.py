"""How a figure or a field is given that a workbook has no cell for, by what the workbook is."""

from __future__ import annotations

import pytest

from reportgen.model.opening import MappingLines, Opening, Way
from reportgen.model.opening_advice import advise_field, advise_figure
from reportgen.problems import Advice, Change, Location, Remedy
from tests.shared import LIBRARY

FACTS = LIBRARY.dictionary
TEACHERS = FACTS.facts["专任教师数"]
FORM = Opening(
    Way.FORM, Location("表.xlsx", cell="基本数据!B12"), Location("表.xlsx", cell="学校信息!A9")
)
HEAD = Location("表.xlsx", cell="汇总表!H3")
TABLE = Opening(Way.TABLE, HEAD, HEAD)
BLOCKS = {key: Location("某县映射.yaml", path=key) for key in ("学校", "报告", "列")}
LINES = MappingLines("某县映射.yaml", False, BLOCKS, {}, {})
MAPPED = TABLE._replace(way=Way.MAPPED, mapping=LINES)


def mapped(**changes: object) -> Opening:
    return MAPPED._replace(mapping=LINES._replace(**changes))  # type: ignore[arg-type]


def edit(advice: Advice) -> tuple[Change, str, Location]:
    assert isinstance(advice, Remedy) and advice.place
    return advice.change, advice.texts[0], advice.place


def test_a_form_takes_a_row_and_a_table_a_column() -> None:
    assert edit(advise_figure(FORM, TEACHERS, ())) == (Change.ADD, "专任教师数", FORM.figures)
    assert edit(advise_figure(TABLE, TEACHERS, ())) == (Change.ADD, "专任教师数", TABLE.figures)


@pytest.mark.parametrize("opening", [FORM, TABLE, MAPPED])
def test_what_is_counted_by_stage_is_given_for_each(opening: Opening) -> None:
    advice = advise_figure(opening, TEACHERS, ("小学", "初中"))
    assert not isinstance(advice, Remedy)
    assert "专任教师数（小学）" in advice and "专任教师数（初中）" in advice


def test_a_misspelt_head_is_called_what_it_was_to_be() -> None:
    place = Location("表.xlsx", cell="汇总表!D3")
    question = "表头“专任教帅数（初中）”是不是“专任教师数（初中）”？"
    opening = TABLE._replace(misspelt={"专任教师数（初中）": (question, place)})
    advice = advise_figure(opening, TEACHERS, ("初中",))
    assert edit(advice) == (Change.RENAME, "专任教师数（初中）", place)
    assert str(advice) == question


@pytest.mark.parametrize(
    ("unread", "stage", "line"),
    [
        ({"专任教师数": "教师/专任教师数"}, "", "教师/专任教师数: 专任教师数"),
        ({"专任教师": "专任教师"}, "", "专任教师: 专任教师数"),
        ({"小学专任教师数": "小学专任教师数"}, "小学", "小学专任教师数: {事实: 专任教师数, 学段: 小学}"),
        ({"专任教师数(初中)": "专任教师数(初中)"}, "初中", "专任教师数(初中): {事实: 专任教师数, 学段: 初中}"),
    ],
)  # fmt: skip
def test_an_unread_column_of_that_name_is_the_line_of_the_mapping(
    unread: dict[str, str], stage: str, line: str
) -> None:
    advice = advise_figure(mapped(unread=unread), TEACHERS, (stage,) if stage else ())
    assert edit(advice) == (Change.ADD, line, BLOCKS["列"])


def test_a_bundled_mapping_is_copied_before_it_is_changed() -> None:
    opening = mapped(is_bundled=True, unread={"专任教师数": "专任教师数"})
    advice = advise_figure(opening, TEACHERS, ())
    assert not isinstance(advice, Remedy) and "复制到表的旁边" in advice


def test_a_head_that_the_mapping_names_is_added_only_where_no_column_may_be_it() -> None:
    absent = {("专任教师数", ""): "教师"}
    sure = advise_figure(mapped(absent=absent), TEACHERS, ())
    assert edit(sure) == (Change.ADD, "教师", MAPPED.figures)
    doubtful = advise_figure(mapped(absent=absent, unread={"老师": "老师"}), TEACHERS, ())
    assert not isinstance(doubtful, Remedy) and "请核对表头和映射文件" in doubtful


def test_a_field_of_the_school_is_added_where_such_fields_stand() -> None:
    asked = ("报告", "年度", "2024")
    assert edit(advise_field(FORM, *asked)) == (Change.ADD, "报告年度", FORM.fields)
    assert edit(advise_field(TABLE, *asked)) == (Change.ADD, "报告年度", TABLE.fields)
    advice = advise_field(MAPPED, *asked)
    assert edit(advice) == (Change.ADD, "年度", BLOCKS["报告"])
    assert "映射文件“某县映射.yaml”的“报告:”下写上“年度: 2024”" in str(advice)


def test_what_is_each_school_s_own_is_a_column_of_a_mapped_table() -> None:
    lacking = advise_field(MAPPED, "学校", "类型", "")
    assert not isinstance(lacking, Remedy) and "请加上一列“学校类型”" in lacking
    offered = advise_field(mapped(unread={"学校类型": "学校类型"}), "学校", "类型", "")
    assert edit(offered) == (Change.ADD, "类型: 学校类型", BLOCKS["学校"])


def test_a_form_that_lost_the_sheet_is_to_be_filled_in_anew() -> None:
    advice = advise_field(FORM._replace(fields=Location("表.xlsx")), "报告", "年度", "2024")
    assert not isinstance(advice, Remedy) and "原来的采集表" in advice
