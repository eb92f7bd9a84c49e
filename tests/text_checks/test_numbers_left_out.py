"""Numbers, units and years that a clerk left out, or left in."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    "text",
    [
        "初一年级5个班，共人；初二年级5个班，共260人。",
        "全镇共有村小9所，教职员工计人，其中代课教师12人。",
        "风雨操场建筑面积约平方米。",
        "四年级4个班，现有名，其中女生81名。",
        "留守儿童占在校生的比例为%。",
        "学校拥有种植园亩，水塘2口。",
        "全县撤并教学点所，保留教学点14所。",
        "校园绿化覆盖率达，运动场面积4200平方米。",
    ],
)
def test_a_unit_without_its_number_is_told(find: Finder, text: str) -> None:
    assert len(find(TextRule.EMPTY_UNIT, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "学校负责人、所在社区负责人共同参与，教师人人参与。",
        "学校在全县有名，从无名到有名；由统计人、会计人签字。",
        "每班配备储物柜，会计室、设计室、派出所、研究所，厕所。",
        "参与率达到预期，比例适当，图书总量达国家标准。",
    ],
)
def test_words_that_end_like_units_are_not_told(find: Finder, text: str) -> None:
    assert find(TextRule.EMPTY_UNIT, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("计划新建学生宿舍600，总投资120万元。", "新建学生宿舍600"),
        ("硬化道路1500，绿化面积3000平方米。", "硬化道路1500"),
        ("蔬菜养殖折算收入110万。", "110万"),
    ],
)
def test_a_number_without_its_unit_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.NO_UNIT, text) == [found]


def test_a_year_behind_what_is_built_is_none(find: Finder) -> None:
    assert find(TextRule.NO_UNIT, "学校于2019年新建教学楼，2021年，学校改造食堂2间。") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("校舍维修完成投资386.45万元。设备购置一项支出386.45元。", "386.45元"),
        ("总投入为532.6万元，其中土建318.4万元，绿化64.2万元，设备150元。", "150元"),
    ],
)
def test_money_that_lacks_its_ten_thousand_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.UNIT_WORD, text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019年全校有15个班。\n争取在2018年9月底前完成加固。", ["2018年9月底前"]),
        ("2019年全校有15个班。\n争取在2020年9月底前完成加固。", []),
        ("2019年全校有15个班。\n原计划2018年9月底前完工的宿舍已投入使用。", []),
    ],
)
def test_a_term_that_has_passed_is_told(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.YEAR_RESIDUE, *text.split("\n")) == found


@pytest.mark.parametrize("word", ["二零零六年四月。", "距县城三十五公里，面积152平方公里。"])
def test_numerals_that_the_standard_has_otherwise_are_told(find: Finder, word: str) -> None:
    assert len(find(TextRule.NUMERALS, word)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("专任教师110人，专任教师学历合格率为91.35%。", "91.35%"),
        ("在校学生760人，小学辍学率达0.0013%。", "0.0013%"),
        ("专任教师110人，学历合格率为90.91%。", ""),
        ("在校学生760人，教师54人，小学辍学率达0.13%。", ""),
    ],
)
def test_a_rate_that_no_number_of_them_gives_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.PERCENTAGE, text) == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021学年有学生850名，2022学年有学生935名，学生增长率为11%。", "11%"),
        ("去年秋季有住校生260人，今年秋季有住校生312人，增幅为15%。", "15%"),
        ("2021学年有学生850名，2022学年有学生935名，学生增长率为10%。", ""),
    ],
)
def test_what_grew_may_be_named_before_it(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.CALCULATION, text) == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上学年初在校学生1411人，辍学34人，辍学率2.41%，控制在2%的规定以内。", True),
        ("上学年辍学率2.41%，今年控制在2%的规定以内。", False),
        ("上学年初在校学生1411人，辍学率1.41%，控制在2%的规定以内。", False),
    ],
)
def test_what_was_told_of_a_year_has_its_bound(find: Finder, text: str, *, found: bool) -> None:
    assert bool(find(TextRule.FALSE_CLAIM, text)) is found


def test_books_of_each_are_reckoned_across_paragraphs(find: Finder) -> None:
    told = ("学校有学生823人。", "图书室1间（存书13875册）。", "人均图书24.7册。")
    assert find(TextRule.CALCULATION, *told) == ["24.7册"]
    assert find(TextRule.CALCULATION, *told[:2], "人均图书16.9册。") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("各年级班额均控制在国家规定范围内。\n18个教学班全部超过56人，均属大班额。", True),
        ("各年级班额均控制在国家规定范围内。\n五年级3个班共171人，平均每班57人。", True),
        ("各年级班额均控制在国家规定范围内。\n学校没有大班额，平均班额43人。", False),
    ],
)
def test_classes_within_limits_are_not_large(find: Finder, text: str, *, found: bool) -> None:
    assert bool(find(TextRule.CLAIMS_DIFFER, *text.split("\n"))) is found
