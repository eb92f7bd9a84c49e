"""领导小组, 教师结构, 特色, 投入 by year and 佐证材料 as a data file gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.school import School
from reportgen.pipeline import Examined
from tests.conftest import Examine

TABLE = """教师结构:
  学历职称:
    - {学历: 硕士, 副高级: 1, 中级: 1}
    - {学历: 本科, 副高级: 6, 中级: 18, 初级: 14}
    - {学历: 专科, 中级: 6, 初级: 3, 合计: 9}
"""


def school_of(examined: Examined) -> School:
    assert examined.school is not None
    return examined.school


def figure(examined: Examined, name: str, stage: str | None = "小学") -> object:
    key = next((key for key in school_of(examined).figures if key == (name, stage)), None)
    return school_of(examined).figures[key].value if key else None


def told(examined: Examined, code: str) -> list[str]:
    return [problem.message for problem in examined.problems if problem.code == code]


def test_the_leading_group_keeps_its_order_and_names_its_places(examine: Examine) -> None:
    examined = examine(
        "领导小组:\n  - {职责: 组长, 姓名: 示例甲, 职务: 校长}\n  - {职责: 成员, 姓名: 示例乙}\n"
    )
    leaders = school_of(examined).leaders
    assert [each[:3] for each in leaders] == [("组长", "示例甲", "校长"), ("成员", "示例乙", "")]
    assert leaders[1].location.line == leaders[0].location.line + 1


@pytest.mark.parametrize("entry", ["{职责: 组长}", "{姓名: 示例甲}"])
def test_a_leader_without_role_or_name_is_told(examine: Examine, entry: str) -> None:
    assert len(told(examine(f"领导小组:\n  - {entry}\n"), "missing_key")) == 1


def test_what_the_table_of_teachers_says_need_not_be_written_again(examine: Examine) -> None:
    examined = examine(TABLE)
    assert figure(examined, "专任教师数") == 49
    assert figure(examined, "本科学历教师数") == 38
    assert figure(examined, "副高级职称教师数") == 7
    assert figure(examined, "博士学历教师数") == 0
    assert examined.assessment is not None
    assert examined.assessment.facts["中级以上职称教师数", None] == 32


def test_what_was_written_stands_and_a_difference_is_told_once(examine: Examine) -> None:
    examined = examine(f"数据: {{专任教师数: 50, 本科学历教师数: 39, 中级职称教师数: 25}}\n{TABLE}")
    assert figure(examined, "本科学历教师数") == 39
    (message,) = told(examined, "staff_mismatch")
    assert "本科学历教师数表里合计 38，数据是 39" in message
    assert "专任教师数表里合计 49，数据是 50" in message
    assert "中级" not in message
    assert not examined.can_be_built


def test_a_table_that_leaves_teachers_out_says_nothing_of_other_degrees(examine: Examine) -> None:
    examined = examine(f"数据: {{专任教师数: 60}}\n{TABLE}")
    assert figure(examined, "博士学历教师数") is None


HIGH = "教师结构:\n  学历职称:\n    - {学历: 硕士, 合计: 5}\n    - {学历: 本科, 合计: 132}\n"


def test_a_table_that_stands_for_all_teachers_is_told_where_more_people_work(
    examine: Examine,
) -> None:
    examined = examine(f"数据: {{教职工数: 170, 高于规定学历教师数: 137}}\n{HIGH}")
    (message,) = told(examined, "staff_as_total")
    assert "合计137人" in message and "教职工数是170人" in message
    assert "全部高于" not in str(examined.report)
    given = examine(f"数据: {{教职工数: 170, 专任教师数: 137, 高于规定学历教师数: 137}}\n{HIGH}")
    assert not told(given, "staff_as_total") and "全部高于" in str(given.report)


def test_ages_must_add_up_to_the_teachers(examine: Examine) -> None:
    ages = "  年龄:\n    - {年龄段: 35岁及以下, 人数: 14}\n    - {年龄段: 36岁及以上, 人数: 34}\n"
    assert "各年龄段合计 48" in told(examine(TABLE + ages), "staff_mismatch")[0]
    assert not told(examine(TABLE + ages.replace("34", "35")), "staff_mismatch")


def test_a_row_whose_parts_are_not_its_total_is_told(examine: Examine) -> None:
    assert "3 = 9" in told(examine(TABLE.replace("合计: 9", "合计: 8")), "sum_mismatch")[0]


def test_a_degree_that_is_none_is_told_with_the_nearest(examine: Examine) -> None:
    problems = examine(TABLE.replace("学历: 本科", "学历: 大学本科")).problems
    problem = next(each for each in problems if each.code == "unknown_choice")
    assert "本科" in problem.hint and problem.location.path.endswith("学历")


def test_a_combined_school_may_count_its_teachers_by_stage(examine: Examine) -> None:
    body = """教师结构:
  学历职称:
    - {学段: 小学, 学历: 本科, 合计: 12}
    - {学段: 初中, 学历: 本科, 合计: 20}
"""
    examined = examine(body, type="九年一贯制")
    assert figure(examined, "本科学历教师数", "初中") == 20
    assert figure(examined, "专任教师数", "小学") == 12
    whole = examine(body.replace("学段: 小学, ", "").replace("学段: 初中, ", ""), type="九年一贯制")
    assert figure(whole, "专任教师数", None) == 32


def test_a_year_and_lists_of_indicators_are_read(examine: Examine) -> None:
    school = school_of(
        examine(
            "投入:\n  - {项目: 桌椅, 金额: 1万元, 年份: 2023}\n"
            "佐证材料:\n  - {指标: [甲, 乙], 名称: 台账, 存放: 1号盒}\n  - 学校章程\n"
            "特色:\n  - {标题: 书香校园, 内容: 每天读书。}\n"
        )
    )
    assert (school.outlays[0].amount, school.outlays[0].year) == (Decimal(10000), 2023)
    assert [each[:3] for each in school.evidence] == [
        ("台账", ("甲", "乙"), "1号盒"),
        ("学校章程", (), ""),
    ]
    assert school.features[0].title == "书香校园"
