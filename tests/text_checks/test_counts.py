"""一是…二是…, and counts held against what is listed."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder

ONE_TO_FIVE = "即上好一节课、评好一节课、讲好一节课、写好一篇教案、学好一本书。"


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (TextRule.ENUMERATION, "我校首先是成立小组。二是准备材料。", "首先是"),
        (TextRule.ENUMERATION, "一是健全制度。三是严格考核。", "三是"),
        (TextRule.ENUMERATION, "一是健全制度。二是考核。二是总结。", "二是"),
        (TextRule.ENUMERATION, "二是健全制度。三是严格考核。", "二是"),
        (TextRule.ENUMERATION, "一是健全制度。其余照旧。", "一是"),
        (TextRule.ENUMERATION, "第一，健全制度。第三，严格考核。", "第三，"),
        (TextRule.COUNT, f"做到“六个一”，{ONE_TO_FIVE}", "六个一"),
        (TextRule.COUNT, "校长包校、班主任包班、教师包人的“四包”责任制。", "四包"),
        (TextRule.COUNT, "树立“五种精神”：敬业精神、科学精神、拼搏精神。", "五种精神"),
        (TextRule.COUNT, "抓好备、讲、辅、改、考、评、补六环节的管理。", "六环节"),
        (TextRule.COUNT, "有三个功能室：音乐室、美术室、科学室和计算机室。", "三个功能室"),
        (TextRule.COUNT, "有2个校区：东区（20亩）、西区（10亩）、南区。", "2个校区"),
        (TextRule.COUNT, "成立三个工作组：资料组、后勤组、宣传组和安全组。", "三个工作组"),
        (TextRule.COUNT, "下设三个工作组，（1）材料组（2）后勤组", "三个工作组"),
        (TextRule.COUNT, "下辖甲坪（31人）、乙坪（36人）、丙坪4所教学点。", "4所教学点"),
    ],
)
def test_what_is_wrong_is_found_at_its_words(
    find: Finder, rule: TextRule, text: str, found: str
) -> None:
    assert find(rule, text) == [found]


def test_a_count_is_held_against_the_paragraphs_below(find: Finder) -> None:
    texts = "主要做法有以下三个方面：", "1.加强领导", "领导重视。", "2.加大投入", "二、问题"
    assert find(TextRule.COUNT, *texts) == ["三个方面"]
    assert find(TextRule.COUNT, *texts[:4], "3.严格管理", texts[4]) == []


@pytest.mark.parametrize(
    ("opening", "wrong"),
    [
        ("我校从两个方面抓好以下三项工作：", []),
        ("我校围绕两个方面做了三件事：", []),
        ("我校从两个方面抓好下列四项工作：", ["四项工作"]),
        ("我校围绕三个方面做了四件事：", ["四件"]),
    ],
)
def test_the_count_that_stands_last_is_that_of_what_is_below(
    find: Finder, opening: str, wrong: list[str]
) -> None:
    below = "1.加强领导", "2.加大投入", "3.严格管理", "二、问题"
    assert find(TextRule.COUNT, opening, *below) == wrong


def test_a_row_goes_on_from_paragraph_to_paragraph(find: Finder) -> None:
    assert find(TextRule.ENUMERATION, "一是健全制度。", "二是严格考核。", "三是总结。") == []


@pytest.mark.parametrize(
    "text",
    [
        f"做到“五个一”，{ONE_TO_FIVE}",
        "校长包校、主任包级、班主任包班、教师包人的“四包”责任制。",
        "树立“三种精神”：敬业精神、科学精神、拼搏精神。",
        "通过学习、讨论、实践三种方式，学校、家庭、社会三位一体。",
        "首先，健全制度；其次，严格考核；最后，总结。",
        "下辖甲坪（在校生31人，教职工3人）、乙坪、丙坪3所教学点。",
        "有五门课程：语文、数学等。有3间教室：教室A、教室B、和平楼教室。四个组：甲组，乙组、丙组。",
        "有2名骨干：张老师和李老师。有4个球场：东侧两个，西侧两个。抓好两项工作：主要是安全、卫生。",
        "学校是一所小学，统一是要求，教师一要学习，二要研究。",
        "坚持德育为首、教学为主，抓好三个方面。",
    ],
)
def test_what_is_right_is_not_told(find: Finder, text: str) -> None:
    assert find(None, text) == []


def test_a_heading_with_a_count_is_held_against_the_paragraphs_below(find: Finder) -> None:
    below = ("第一项：班额，符合。", "第二项：用地，符合。", "第三项：图书，符合。")
    assert find(TextRule.COUNT, "（二）基础指标（6项）", *below) == ["6项"]
    assert find(TextRule.COUNT, "（二）基础指标（3项）", *below) == []


@pytest.mark.parametrize(
    ("count", "found"), [("四个方面的不足", ["四个方面的不足"]), ("三个方面的不足", [])]
)
def test_a_count_is_held_against_what_its_sentence_numbers(
    find: Finder, count: str, found: list[str]
) -> None:
    text = f"检查中发现{count}：一是设备旧；二是人手少；三是资料乱。"
    assert find(TextRule.COUNT, text) == found


def test_a_count_at_the_end_is_held_against_the_paragraphs_below(find: Finder) -> None:
    below = ("（一）抓组织。", "（二）抓培训。", "（三）抓落实。")
    assert find(TextRule.COUNT, "重点抓了四项工作。", *below) == ["四项工作"]
    assert find(TextRule.COUNT, "重点抓了三项工作。", *below) == []
