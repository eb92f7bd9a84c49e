"""A school's form asks for what its standards need, guides whoever fills it in, and can be
printed and protected.
"""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from reportgen.forms.plan import LastYear
from reportgen.model.form import FORM_VERSION, META_SHEET
from reportgen.model.stages import Stage
from reportgen.pipeline import Workshop
from tests.forms.form_samples import find_line, make_form, open_form


def test_the_sheets_stand_in_order_and_the_hidden_ones_are_hidden(workshop: Workshop) -> None:
    book = open_form(make_form(workshop))
    assert book.sheetnames[:6] == [
        "说明",
        "学校信息",
        "基本数据",
        "班级明细",
        "分项明细",
        "指标预览",
    ]
    assert book.sheetnames[6:9] == ["学校概况", "教师结构", "教师年龄"]
    texts = ["领导小组", "主要措施", "特色", "成绩", "投入", "存在问题", "今后措施"]
    assert book.sheetnames[9:21] == [*texts, "章节", "图片", "佐证材料", "提纲", "整章文字"]
    states = {name: book[name].sheet_state for name in book.sheetnames[21:]}
    assert states == {"_计算": "hidden", "_reportgen": "veryHidden", "_选项": "hidden"}


def test_the_very_hidden_sheet_says_what_form_it_is(workshop: Workshop) -> None:
    rows = {
        row[0].value: row[1].value for row in open_form(make_form(workshop))[META_SHEET].iter_rows()
    }
    assert rows["版本"] == str(FORM_VERSION) and rows["形式"] == "单校表"
    assert (rows["学校"], rows["年度"], rows["标准"]) == ("光明小学", "2024", "优质均衡2017")


def test_no_formula_has_a_cached_figure(workshop: Workshop) -> None:
    with zipfile.ZipFile(BytesIO(make_form(workshop, figures={"在校生数": "880"}))) as package:
        pages = [
            package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name
        ]
    cells = [
        cell for page in pages for cell in re.findall(r"<c [^>]*>(?:(?!</c>).)*<f>.*?</c>", page)
    ]
    assert len(cells) > 100
    assert all(cell.endswith("<v></v></c>") for cell in cells)


def test_labels_are_locked_and_cells_to_fill_are_open(workshop: Workshop) -> None:
    page = open_form(make_form(workshop))["基本数据"]
    row = find_line(page, "在校生数")
    assert page.protection.sheet and page.protection.password is None
    assert page.cell(row, 2).protection.locked and not page.cell(row, 5).protection.locked
    assert not page.protection.insertRows


def test_a_cell_tells_its_range_and_definition_in_chinese(workshop: Workshop) -> None:
    page = open_form(make_form(workshop))["基本数据"]
    row = find_line(page, "在校生数")
    (rule,) = (each for each in page.data_validations.dataValidation if f"E{row}" in each.sqref)
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "20000")
    assert rule.errorTitle == "请检查：在校生数" and "没有的填 0" in rule.error
    assert "学籍" in rule.prompt


def test_choices_stand_behind_names_on_a_hidden_sheet(workshop: Workshop) -> None:
    book = open_form(make_form(workshop))
    rules = [each for page in book for each in page.data_validations.dataValidation]
    lists = [each for each in rules if each.type == "list"]
    assert len(lists) > 10
    for rule in lists:
        assert rule.formula1 in book.defined_names
        assert book.defined_names[rule.formula1].attr_text.startswith("'_选项'!")


def test_areas_and_money_may_be_given_in_other_units(workshop: Workshop) -> None:
    figures = {"运动场地面积": "16.8亩", "教学仪器设备值": "98.6万元", "室内体育用房面积": "520㎡"}
    page = open_form(make_form(workshop, figures=figures))["基本数据"]
    cells = {name: find_line(page, name) for name in figures}
    written = {
        name: (page.cell(row, 5).value, page.cell(row, 4).value) for name, row in cells.items()
    }
    assert written["运动场地面积"] == (16.8, "亩") and written["教学仪器设备值"] == (98.6, "万元")
    assert written["室内体育用房面积"] == (520, "㎡")


def test_required_cells_are_tinted_until_they_are_filled(workshop: Workshop) -> None:
    page = open_form(make_form(workshop))["基本数据"]
    (blanks,) = (
        str(cells.sqref)
        for cells, rules in page.conditional_formatting._cf_rules.items()
        if any(rule.type == "containsBlanks" for rule in rules)
    )
    from openpyxl.worksheet.cell_range import MultiCellRange

    assert f"E{find_line(page, '在校生数')}" in MultiCellRange(blanks)
    # 建校年份 is asked for an easement only.
    assert f"E{find_line(page, '建校年份')}" not in MultiCellRange(blanks)


def test_a_combined_school_has_a_line_a_stage(workshop: Workshop) -> None:
    page = open_form(make_form(workshop, "九年一贯制"))["基本数据"]
    assert find_line(page, "在校生数", "小学") + 1 == find_line(page, "在校生数", "初中")
    assert find_line(page, "网络多媒体教室数")


def test_last_years_figures_stand_beside_this_years(workshop: Workshop) -> None:
    last = LastYear(
        2023, {("在校生数", Stage("小学")): Decimal(860), ("运动场地面积", None): Decimal("5600.5")}
    )
    page = open_form(make_form(workshop, last=last))["基本数据"]
    head = [cell.value for cell in page[4]]
    column = head.index("上年数") + 1
    assert page.cell(find_line(page, "在校生数"), column).value == 860
    assert page.cell(find_line(page, "运动场地面积"), column).value == 5600.5
    assert "上年数" not in [cell.value for cell in open_form(make_form(workshop))["基本数据"][4]]


def test_the_sheets_print_on_landscape_a4_with_their_heads(workshop: Workshop) -> None:
    page = open_form(make_form(workshop))["基本数据"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$4:$4" and page.freeze_panes == "C5"


def test_what_has_no_cell_is_carried_as_yaml(workshop: Workshop) -> None:
    figures: dict[str, str] = {"不认识的项目": "3"}
    page = open_form(make_form(workshop, figures=figures))["其他内容"]
    assert [cell.value for cell in page[5]] == ["数据.不认识的项目", "3\n"]


def test_equal_input_gives_equal_bytes(workshop: Workshop) -> None:
    assert make_form(workshop) == make_form(workshop)


@pytest.mark.slow
@pytest.mark.parametrize("school_type", ["小学", "初中", "九年一贯制", "完全中学", "十二年一贯制"])
def test_nothing_to_audit(workshop: Workshop, school_type: str, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "采集表.xlsx"
    path.write_bytes(make_form(workshop, school_type))
    assert [str(fault) for fault in OpenXmlValidator().validate(path).errors] == []
