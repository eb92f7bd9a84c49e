"""Numbers beside a bound that the text says they keep to, and classes beside what is said of all."""

from __future__ import annotations

import pytest

from reportgen.model.facts import FactDictionary
from reportgen.pipeline import Workshop
from tests.text_checks.texts import check, told


@pytest.fixture(scope="module")
def dictionary(workshop: Workshop) -> FactDictionary:
    return workshop.library.dictionary


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "经测算，小学综合差异系数为0.42，初中综合差异系数为0.58，均在国家规定的0.65和0.55以内。",
            [("warning", "0.58，均在国家规定的0.65和0.55以内")],
        ),
        (
            "初中各项系数分别为0.31、0.47、0.29，平均0.36，各项均小于0.45。",
            [("warning", "各项均小于0.45")],
        ),
        (
            "小学七项差异系数在0.21至0.512之间，均不高于0.50。",
            [("error", "0.21至0.512之间，均不高于0.50")],
        ),
        ("小学差异系数0.67，低于0.65的要求。", [("error", "0.67，低于0.65")]),
        (
            "每百名学生拥有体育、艺术专任教师0.87人，达到0.9人的标准。",
            [("error", "每百名学生拥有体育、艺术专任教师0.87人，达到0.9人")],
        ),
        (
            "生均校舍3.2平方米，高于省定4.5平方米。",
            [("error", "生均校舍3.2平方米，高于省定4.5平方米")],
        ),
        (
            "最大班额52人，符合每班不超过50人的规定。",
            [("error", "最大班额52人，符合每班不超过50人")],
        ),
        ("师生比1∶23，达到省定1∶19的要求。", [("error", "师生比1∶23，达到省定1∶19")]),
        ("生机比12：1，优于10：1的标准。", [("error", "生机比12：1，优于10：1")]),
        (
            "每百名学生拥有体育、艺术专任教师0.82人，达标（标准0.9人）。",
            [("error", "每百名学生拥有体育、艺术专任教师0.82人，达标（标准0.9人")],
        ),
        ("学生巩固率98.2%，达到99%以上。", [("error", "学生巩固率98.2%，达到99%")]),
        ("办学满意度达到92.5%，高于95%的要求。", [("error", "92.5%，高于95%")]),
        ("本科以上学历教师占75%，超过省定80%的标准。", [("error", "75%，超过省定80%")]),
    ],
)
def test_a_number_that_does_not_keep_to_its_bound_is_told(
    dictionary: FactDictionary, text: str, found: list[tuple[str, str]]
) -> None:
    assert [(level, words) for level, _, words in told(check(text, dictionary, 2024))] == found


@pytest.mark.parametrize(
    "text",
    [
        "小学综合差异系数为0.42，初中综合差异系数为0.51，均在国家规定的0.65和0.55以内。",
        "小学最高为0.482，初中最高为0.441，分别低于0.50和0.45。",
        "2022年初中综合差异系数为0.58，2023年降到0.52，低于0.55。",
        "生均教学用房5.49平方米，低于5.8平方米的标准0.31平方米。",
        "生均教学用房4.5平方米，低于标准3平方米。",
        "生均图书由18册增加到22册，符合不少于20册的要求。",
        "师生比为1：18，优于1：19的标准；生机比8：1，优于10：1的标准。",
        "新增图书3000册，达到12000册以上。",
        "平均班额40人，超过45人的班级有3个。",
        "网络多媒体教室每百名学生2.21间，达到2.4间的标准还缺3间。",
        "力争三年内使平均班额由46人降到45人以下。",
        "教师56人，35岁以下的占45%，50岁以上的占20%。",
        "起始年级班额均不超过45人，九年级最大班额49人。",
        "全校小学各班人数均控制在45人以内。\n初中三年级二班最多，达到48人。",
        "城区小学学位紧缺，农村小学学位富余；全县学位10000个，在校生10200人。",
        "全县小学学位9200个，在校学生8562人，小学学位总体富余。",
    ],
)
def test_what_keeps_to_its_bound_and_what_another_bound_is_of_are_left_alone(
    dictionary: FactDictionary, text: str
) -> None:
    assert check(text, dictionary, 2024) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("平均班额45.1人，各班均不超过45人。", ["各班均不超过45人"]),
        (
            "全校各班人数均控制在45人以内。\n六年级二班达到48人。",
            ["各班人数均控制在45人以内", "48人"],
        ),
        ("小学学位总体富余，在校生比学位多1262人。", ["学位总体富余"]),
        ("全县小学学位9200个，在校学生9562人，小学学位总体富余。", ["学位总体富余"]),
        (
            "46所小学中，45所综合评估达标。\n全县所有学校全部达标。",
            ["46所小学中，45所综合评估达标", "全县所有学校全部达标"],
        ),
        ("24所学校中18所达标。\n七项指标差异系数都符合要求。", []),
        ("95所学校中，81所七项全部达标。\n全部学校综合评估达标。", []),
        ("14所学校中有6所存在未达标的指标。\n全县14所学校全部达到省定基本标准。", []),
        ("46所小学中，45所综合评估达标。\n全县14所学校全部达到省定基本标准。", []),
        ("2021年46所小学中，45所综合评估达标。\n全县所有学校全部达标。", []),
    ],
)
def test_what_is_said_of_all_classes_places_and_schools_is_held_against_the_numbers(
    dictionary: FactDictionary, text: str, words: list[str]
) -> None:
    assert [each for _, _, each in told(check(text, dictionary, 2024))] == words
