"""Numbers in a text beside the data."""

from __future__ import annotations

import pytest

from reportgen.model.facts import FactDictionary
from reportgen.pipeline import Workshop
from tests.text_checks.texts import check_with, told

FIGURES = {
    "在校生数": 880,
    "教学班数": 21,
    "专任教师数": 49,
    "教职工数": 56,
    "校园面积": 20500,
    "建筑面积": 5230,
    "图书册数": 18900,
    "计算机台数": 90,
}


@pytest.fixture(scope="module")
def dictionary(workshop: Workshop) -> FactDictionary:
    return workshop.library.dictionary


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全校900名学生喜欢阅读。", "900名"),
        ("学校藏书1.98万册。", "1.98万册"),
        ("现有专任教师四十五人。", "四十五人"),
        ("青岭小学现有21个教学班、900名学生。", "900名"),
        ("占地32亩，建筑面积5230平方米。", "32亩"),
        ("生均建筑面积6.9平方米。", "6.9平方米"),
        ("建筑面积5230平方米，生均6.9平方米。", "6.9平方米"),
        ("学校现有学生不足800人。", "800人"),
        ("师生比为1∶20。", "1∶20"),
        ("每百名学生拥有计算机12台。", "12台"),
        ("学校现有教师60人。", "60人"),
    ],
)
def test_a_number_that_no_figure_may_be_written_as_is_an_error_at_its_words(
    text: str, words: str, dictionary: FactDictionary
) -> None:
    problems = check_with(text, dictionary, **FIGURES)
    assert told(problems) == [("error", "与数据不符", words)]
    (quote,) = (each.quote for each in problems)
    assert quote is not None and text[quote.start : quote.end] == words
    assert not problems[0].stops


@pytest.mark.parametrize(
    "text",
    [
        "图书近1.9万册，校园占地约30.8亩，合2.05公顷。",
        "学校现有学生880人，教师49人，教职工56人。",
        "师生比为1∶18，生均图书21.5册，高于省定20册。",
        "2019年有学生760人，2023年新增图书500册。",
        "参加社团的学生600人，留守学生52人，四年级2个班。",
        "甲坪教学点现有学生31人，青山小学有教师12人。",
        "计划两年内图书达到3万册。",
        "300名学生家长、20名学生代表参加了会议。",
        "每百名学生拥有计算机10.2台。",
    ],
)
def test_what_agrees_or_is_of_something_else_is_not_told(
    text: str, dictionary: FactDictionary
) -> None:
    assert told(check_with(text, dictionary, **FIGURES)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最大班额40人。", [("error", "大小不合", "40人")]),
        ("绿化面积25000平方米。", [("warning", "大小不合", "25000平方米")]),
        ("最大班额45人，绿化面积2500平方米。", []),
        ("去年绿化面积25000平方米，计划绿化面积25000平方米。", []),
    ],
)
def test_what_the_data_lack_is_held_against_what_they_have(
    text: str, expected: list[tuple[str, str, str]], dictionary: FactDictionary
) -> None:
    assert told(check_with(text, dictionary, **FIGURES, 平均班额="41.9")) == expected
