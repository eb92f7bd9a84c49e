"""Limits that a text without figures quotes, beside those of the standard that it names."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextPart, TextRule
from reportgen.pipeline import Workshop
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.cited_standards import find_cited, find_class_limits
from reportgen.text_checks.known_figures import no_figures
from tests.text_checks.texts import told

TITLE = "《县域义务教育优质均衡发展督导评估办法》"
NUMBER = "对照教督[2017]6号。\n"


def find(workshop: Workshop, rule: TextRule, text: str) -> list[str]:
    standards = workshop.library.all_standards()
    known = no_figures(workshop.library.dictionary, find_cited(text, standards))
    parts = (TextPart(line, paragraph=at) for at, line in enumerate(text.split("\n"), 1))
    return [words for _, each, words in told(list(check_texts(parts, known, 2024))) if each == rule]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"{TITLE}规定，生均体育运动场馆面积小学7.5平方米以上，初中10.5平方米以上。",
            "10.5平方米以上",
        ),
        (
            f"{NUMBER}5.生均体育运动场馆面积。小学部7.7平方米，标准为小学7.5平方米以上、初中10.5平方米以上。",
            "10.5平方米以上",
        ),
        (f"{NUMBER}小学每百名学生拥有高于规定学历教师数应达到4.5人以上。", "4.5人以上"),
        (f"{NUMBER}每百名学生拥有体育、艺术专任教师不低于0.8人，我校1.1人。", "0.8人"),
        (f"{NUMBER}小学各项差异系数应不高于0.55。", "0.55"),
        ("教督〔2012〕3号。\n小学、初中差异系数均低于0.6和0.55的标准。", "0.6"),
        ("优质均衡要求小学班级学生数不超过45人、初中不超过55人。", "55人"),
        ("优质均衡要求社会认可度达到80%以上，我县为91%。", "80%"),
        (f"{NUMBER}（六）教学仪器设备值。初中部生均3120元，高于3000元的标准。", "3000元"),
    ],
)
def test_a_limit_that_the_named_standard_has_not_is_told(
    workshop: Workshop, text: str, words: str
) -> None:
    assert find(workshop, TextRule.QUOTED_LIMIT, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}规定，生均体育运动场馆面积小学7.5平方米以上，初中10.2平方米以上。",
        f"{NUMBER}小学、初中每百名学生拥有高于规定学历教师数分别达到4.2人、5.3人以上。",
        f"{NUMBER}小学各项差异系数不高于0.50，初中不高于0.45，分别为0.41和0.38。",
        f"{NUMBER}根据《某省义务教育学校办学基本标准》，生均体育运动场馆面积不少于6平方米。",
        f"{NUMBER}省定标准为生均体育运动场馆面积不少于6平方米。",
        f"{NUMBER}生均教学及辅助用房面积超过4.8平方米，力争达到5平方米以上。",
        f"{NUMBER}三年巩固率98.2%；问卷满意率为87.6%，高于85%的要求。",
        "小学生均体育运动场馆面积不少于6平方米，班级学生数不超过48人。",
        f"{NUMBER}招生班额不超过45人；音乐教室96平方米，符合不低于96平方米的要求。",
    ],
)
def test_limits_as_they_are_and_those_of_other_documents_are_left_alone(
    workshop: Workshop, text: str
) -> None:
    assert find(workshop, TextRule.QUOTED_LIMIT, text) == []


def test_a_figure_that_is_said_to_meet_the_named_standard_and_does_not_is_told(
    workshop: Workshop,
) -> None:
    wrong = "小学部生均4.65平方米；初中部生均5.49平方米，均高于标准。"
    heading = f"{NUMBER}（二）教学及辅助用房。"
    assert find(workshop, TextRule.FALSE_CLAIM, f"{heading}{wrong}") == ["5.49平方米"]
    right = wrong.replace("5.49", "5.85")
    assert find(workshop, TextRule.FALSE_CLAIM, f"{heading}{right}") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("柳林小学自查报告\n平均班额46.5人，符合要求。", ["平均班额46.5人"]),
        ("自查报告\n小学部平均班额46人，初中部平均班额48人。", ["小学部平均班额46人"]),
        ("自查报告\n初中最大班额54人，符合要求。", ["初中最大班额54人"]),
        ("柳林小学自查报告\n平均班额48人，大班额问题突出。", []),
        ("九年一贯制学校自查报告\n平均班额46人。", []),
    ],
)
def test_a_mean_class_above_every_standard_is_told_where_nobody_says_why(
    workshop: Workshop, text: str, found: list[str]
) -> None:
    dictionary = workshop.library.dictionary
    limits = find_class_limits(workshop.library.all_standards(), dictionary)
    known = no_figures(dictionary)
    parts = (TextPart(line, paragraph=at) for at, line in enumerate(text.split("\n"), 1))
    problems = list(check_texts(parts, known.with_limits(limits), 2024))
    rule = TextRule.QUOTED_LIMIT
    assert [words for _, each, words in told(problems) if each == rule] == found
