"""One thing told twice: parts named by their wholes, changed digits, titles."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (
            ("全县小学寄宿生2400人。", "农村小学寄宿生2680人。"),
            ["农村小学寄宿生2680人", "全县小学寄宿生2400人"],
        ),
        (
            (
                "寄宿制学生4200人（小学1100人，中学3100人）。",
                "农村寄宿制学生3000人（小学1300人，中学1700人）。",
            ),
            ["小学1300人", "小学1100人"],
        ),
        (("全县小学寄宿生2400人。", "农村小学寄宿生1680人。"), []),
    ],
)
def test_a_part_above_the_whole_that_names_it_is_told(
    find: Finder, paragraphs: tuple[str, ...], found: list[str]
) -> None:
    assert find(TextRule.RELATION, *paragraphs) == found


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (
            ("塑胶跑道工程涉及5所学校，共12640平方米。", "规划的12460平方米塑胶跑道已经完工。"),
            ["12640平方米", "12460平方米"],
        ),
        (("二是绿地6150平方米。", "运动场6510平方米。"), []),
        (("2022年投入1340万元改善条件。", "2023年投入1430万元改善条件。"), []),
        (("全市有厂矿办学校9所。", "二是11所厂矿办学校设施陈旧。"), ["9所", "11所"]),
        (
            (
                "有外来子女643人，其中小学480人，初中163人。",
                "专任教师246人，其中小学154人，初中92人。",
            ),
            [],
        ),
    ],
)
def test_a_thing_with_changed_digits_or_a_name_of_its_own_is_compared(
    find: Finder, paragraphs: tuple[str, ...], found: list[str]
) -> None:
    assert find(TextRule.REPEATED, *paragraphs) == found


def test_a_title_of_another_subject_than_the_report_announces_is_told(find: Finder) -> None:
    title, announced = "示例县义务教育优质均衡发展自查报告", "现将{}发展情况报告如下："
    told = find(TextRule.CLAIMS_DIFFER, title, announced.format("基本均衡"))
    assert told == ["优质均衡", "基本均衡"]
    assert find(TextRule.CLAIMS_DIFFER, title, announced.format("优质均衡")) == []
