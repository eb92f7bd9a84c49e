"""The form asks for exactly what its standards need, and its cells give back what was written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.load.narrative import parse_outlays
from reportgen.load.school_file import SCHOOL_KEYS, SETTINGS_KEYS, TOP_KEYS
from reportgen.load.yaml_tree import parse_yaml
from reportgen.model.facts import Fact, FactKind, Scope
from reportgen.model.form import (
    FACTS_SHEET,
    INFO_FIELDS,
    TABLES,
    is_cell_number,
    join_figure,
    split_figure,
)
from reportgen.model.form_labels import parse_row_label, row_label
from reportgen.model.needed_figures import needed_rows
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.model.stages import Stage
from reportgen.pipeline import Workshop

STAGES = tuple(map(Stage, ("小学", "初中")))
AREA = Fact("校园面积", FactKind.AREA, Scope.SHARED, "㎡")
SHARE = Fact("入学率", FactKind.SHARE, Scope.BY_STAGE, "%")


def asked(workshop: Workshop, school_type: str, *standards: str) -> dict[str, bool]:
    library = workshop.library
    found = [standard for standard in library.all_standards() if standard.id in standards]
    rows = needed_rows(found, library.dictionary, library.school_types[school_type])
    return {row_label(row.fact.name, row.stage): row.required for row in rows}


def test_derived_facts_are_asked_for_by_what_is_beneath_them(workshop: Workshop) -> None:
    rows = asked(workshop, "小学", "河南省办学基本标准")
    assert {"正高级职称教师数", "副高级职称教师数", "中级职称教师数"} <= rows.keys()
    assert (
        not {"中级以上职称教师数", "高级职称教师数", "体质健康合格率", "巩固率", "校园面积"}
        & rows.keys()
    )


def test_a_single_stage_school_is_not_asked_by_stage(workshop: Workshop) -> None:
    assert not [label for label in asked(workshop, "初中", "优质均衡2017") if "（" in label]


def test_a_combined_school_counts_people_by_stage_and_shares_the_rest(workshop: Workshop) -> None:
    rows = asked(workshop, "九年一贯制", "优质均衡2017")
    assert {"专任教师数（小学）", "专任教师数（初中）", "网络多媒体教室数"} <= rows.keys()
    # 三年巩固率 is asked of 初中 only.
    assert "毕业生数（初中）" in rows and "毕业生数（小学）" not in rows


def test_senior_students_are_asked_for_where_resources_are_split(workshop: Workshop) -> None:
    rows = asked(workshop, "完全中学", "优质均衡2017")
    assert "在校生数（高中）" in rows and "专任教师数（高中）" not in rows


def test_what_only_an_easement_needs_is_asked_but_not_required(workshop: Workshop) -> None:
    rows = asked(workshop, "小学", "优质均衡2017")
    assert rows["建校年份"] is False and rows["城乡类型"] is True


def test_without_a_standard_nothing_is_asked(workshop: Workshop) -> None:
    assert asked(workshop, "小学") == {}


def test_what_a_data_file_may_say_about_the_school_has_a_field() -> None:
    fields = {(field.block, field.key) for field in INFO_FIELDS}
    # An outline has a sheet of its own.
    known = {("学校", key) for key in SCHOOL_KEYS} | {
        ("报告", key) for key in SETTINGS_KEYS if key != "提纲"
    }
    assert fields == known


# Blocks that go to 其他内容 as they are, and that whose sheets have columns by the dictionary.
WITHOUT_A_SHEET = {"自定标准", "图片", "教师结构"}


def test_every_block_of_a_data_file_has_a_sheet() -> None:
    tables = {table.key for table in TABLES}
    known = tables | {"学校", "报告", "数据"} | WITHOUT_A_SHEET | set(WHOLE_SECTIONS)
    assert known == set(TOP_KEYS)


def test_the_heads_of_a_table_are_the_keys_that_the_block_knows() -> None:
    (outlays,) = (table for table in TABLES if table.key == "投入")
    item = parse_yaml("- {" + ", ".join(f"{key}: ''" for key in outlays.columns) + "}", "甲.yaml")
    assert item is not None
    parse_outlays(item)
    assert not [each for each in item.reading.problems if each.code == "unknown_key"]


def test_no_two_sheets_share_a_name() -> None:
    names = [table.name for table in TABLES]
    assert len({*names, FACTS_SHEET}) == len(names) + 1


@pytest.mark.parametrize("label", ["在校生数", "在校生数（小学）", "班级人数（合计）"])
def test_labels_read_back(label: str) -> None:
    assert row_label(*parse_row_label(label, STAGES)) == label


def test_a_label_may_be_typed_with_half_width_brackets_and_blanks() -> None:
    assert parse_row_label(" 在校生数 (小学) ", STAGES) == ("在校生数", "小学")
    assert parse_row_label("在校生数（全校）", STAGES) == ("在校生数", None)
    assert parse_row_label("体育运动场（馆）面积", STAGES) == ("体育运动场（馆）面积", None)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4)
    | st.integers(-(10**17), 10**17).map(Decimal)
)
def test_a_cell_number_comes_back_as_its_text(number: Decimal) -> None:
    text = f"{number.normalize():f}"
    if is_cell_number(text):
        back = float(text)
        assert (f"{back:.0f}" if back.is_integer() else repr(back)) == text


@pytest.mark.parametrize(
    "text", ["0880", "880.0", "1e5", "", "-0", "1234567890123456", "0.00001", "８８０", ".5"]
)
def test_what_a_cell_would_change_is_no_cell_number(text: str) -> None:
    assert not is_cell_number(text)


@pytest.mark.parametrize("text", ["41.5亩", "880", "16.80亩", "约880", "2公顷", "1,200"])
def test_a_figure_comes_back_as_it_was_written(text: str) -> None:
    assert join_figure(*split_figure(text, AREA), AREA) == text


def test_a_figure_in_its_own_unit_comes_back_without_it() -> None:
    assert join_figure(*split_figure("4380㎡", AREA), AREA) == "4380"


def test_a_share_below_one_keeps_its_sign() -> None:
    assert join_figure(*split_figure("0.5%", SHARE), SHARE) == "0.5%"
    assert join_figure(*split_figure("96%", SHARE), SHARE) == "96"


def test_a_chosen_unit_goes_with_digits_as_typed() -> None:
    assert join_figure("1,200", "亩", AREA) == "1,200亩"
    assert join_figure("41.5亩", "公顷", AREA) == "41.5亩"
