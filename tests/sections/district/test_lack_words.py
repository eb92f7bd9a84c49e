"""How a sentence says what schools lack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.conclusion import build_conclusion
from reportgen.sections.district.lack_list import lack_list
from reportgen.sections.district.matters import merge_concerned
from reportgen.sections.district.shortcomings import build_district_shortcomings
from tests.districts import read_district, said, school_text, write_district

STANDARD = """\
标识: 校
名称: 办学标准
文号: 教〔2024〕1号
学段: [小学]
来源: 测试
分组:
  - 名称: 配备
    指标:
      - {名称: 每12个班级配备音乐专用教室, 分子: 音乐专用教室数, 分母: 向上取整(教学班数 / 12),
         单位: 间, 小数: 1, 整校: 是, 标准: 1, 缺口单位: 间}
      - {名称: 每百名学生教师数, 分子: 专任教师数, 分母: 在校生数, 倍数: 100, 单位: 人, 标准: 5}
      - {名称: 学校规模, 类型: 数值, 分子: 在校生数, 单位: 人, 小数: 0, 方向: 不超过, 标准: 900}
"""
OF_DISTRICT = """\
标识: 县
名称: 办学标准（县级指标）
文号: 教〔2024〕1号
学段: [区县]
来源: 测试
指标:
  - {名称: 社会认可度, 类型: 数值, 分子: 社会认可度, 单位: "%", 标准: 85}
"""
OWN = """\
区县: {名称: 示例县}
报告: {年度: 2024, 标准: [标准/校.yaml, 标准/县.yaml]}
数据: {社会认可度: 90}
"""


def school(name: str, rooms: int = 3, teachers: int = 60, pupils: int = 900) -> str:
    figures = f"音乐专用教室数: {rooms}, 教学班数: 30, 专任教师数: {teachers}, 在校生数: {pupils}"
    return school_text(name, "小学", f"{{{figures}}}")


def problems(folder: Path, workshop: Workshop, *schools: str) -> str:
    files = {"校.yaml": STANDARD, "县.yaml": OF_DISTRICT}
    material = read_district(write_district(folder / "县", schools, files, OWN), workshop).material
    return "".join(said((*build_district_shortcomings(material), *build_conclusion(material))))


def test_rooms_for_each_so_many_classes_are_counted_not_divided(
    tmp_path: Path, workshop: Workshop
) -> None:
    text = problems(tmp_path, workshop, school("甲小学"), school("乙小学", rooms=1))
    assert "乙小学音乐专用教室应配3间，实有1间，缺2间" in text
    assert "0.3间" not in text
    both = problems(
        tmp_path / "两所", workshop, school("甲小学", rooms=2), school("乙小学", rooms=1)
    )
    assert (
        "2所学校音乐专用教室都没有达到每12个教学班1间的标准" in both
        and "乙小学（应配3间，实有1间，缺2间）" in both
    )


def test_the_list_of_what_lacks_counts_rooms_as_the_text_does(
    tmp_path: Path, workshop: Workshop
) -> None:
    files = {"校.yaml": STANDARD, "县.yaml": OF_DISTRICT}
    schools = (school("甲小学"), school("乙小学", rooms=1))
    material = read_district(
        write_district(tmp_path / "县", schools, files, OWN), workshop
    ).material
    (summary, *_) = (each for each in material.summary.standards if each.failing)
    rows = [[cell.text for cell in row] for row in lack_list(summary, material.registers).rows]
    assert ["1", "乙小学", "实有1间", "应配3间", "缺2间"] in [row[:5] for row in rows]


def test_a_school_that_has_none_is_said_to_have_none(tmp_path: Path, workshop: Workshop) -> None:
    text = problems(tmp_path, workshop, school("甲小学"), school("乙小学", teachers=0))
    assert "乙小学没有专任教师，缺45人" in text and "0.00人" not in text


def test_of_many_the_words_say_by_what_they_are_ordered(tmp_path: Path, workshop: Workshop) -> None:
    poor = [school(f"第{number}小学", teachers=30 + number) for number in range(1, 8)]
    large = [school(f"大{number}小学", pupils=900 + number) for number in range(1, 8)]
    text = problems(tmp_path, workshop, *poor, *large)
    assert "缺口最大的是第1小学" in text and "超出最多的是大7小学" in text
    assert "差距最大" not in text


def test_the_conclusion_says_how_the_schools_come_out(tmp_path: Path, workshop: Workshop) -> None:
    text = problems(tmp_path, workshop, school("甲小学"), school("乙小学", teachers=0))
    assert "列入评估的2所学校中达标1所、未达标1所。" in text


def test_measures_for_the_same_schools_name_them_once() -> None:
    clauses = ("增加甲3间，涉及丙小学", "补齐数据", "增加乙2间，涉及丙小学", "增加丁，涉及丑小学")
    assert merge_concerned(clauses) == (
        "增加甲3间，增加乙2间，涉及丙小学",
        "补齐数据",
        "增加丁，涉及丑小学",
    )


@pytest.mark.parametrize(
    ("teachers", "told"),
    [
        ([40] * 7, "低于5人，共缺35人，都是4.44人，各缺5人。"),
        ([39, *[40] * 6], "缺口最大的是第0小学（4.33人，缺6人）。"),
        (
            [38, 39, 40, 41, 40, 40, 42],
            "缺口最大的是第0小学（4.22人，缺7人）、第1小学（4.33人，缺6人）。",
        ),
        ([39, 40, 41, 42, 43, 44], "第0小学（4.33人，缺6人）、第1小学（4.44人，缺5人）、第2小学"),
        ([*[40] * 6, 41], "缺口最大的是第0小学、第1小学、第2小学等6所，都是4.44人，各缺5人。"),
    ],
)
def test_no_school_is_called_the_worst_beside_others_that_lack_as_much(
    tmp_path: Path, workshop: Workshop, teachers: Sequence[int], told: str
) -> None:
    schools = [school(f"第{at}小学", teachers=each) for at, each in enumerate(teachers)]
    assert told in problems(tmp_path, workshop, *schools)
