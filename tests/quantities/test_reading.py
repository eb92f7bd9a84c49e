"""What numbers in prose are said of: which fact, of whom, when, and of which kind."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.pipeline import Workshop
from reportgen.quantities.agreement import may_stand_for, stated_value
from reportgen.quantities.lexicon import Lexicon, make_lexicon
from reportgen.quantities.reading import read_quantities
from reportgen.quantities.stated_quantity import QuantityScope, StatedQuantity

STUDENTS, CLASSES, TEACHERS, BOOKS = "在校生数", "教学班数", "专任教师数", "图书册数"
AREA, BUILT = "校园面积", "建筑面积"


@pytest.fixture(scope="module")
def lexicon(workshop: Workshop) -> Lexicon:
    return make_lexicon(workshop.library.dictionary)


def first(text: str, lexicon: Lexicon) -> StatedQuantity:
    return read_quantities(text, lexicon)[0]


@pytest.mark.parametrize(
    ("text", "subject", "number"),
    [
        ("学校现有学生900人。", STUDENTS, "900"),
        ("全校900名学生喜欢阅读。", STUDENTS, "900"),
        ("设有12个教学班", CLASSES, "12"),
        ("有一至六年级6个教学班", CLASSES, "6"),
        ("现有专任教师四十五人。", TEACHERS, "45"),
        ("学校藏书1.98万册。", BOOKS, "19800"),
        ("校园占地约30.8亩", AREA, "30.8"),
        ("占地面积：1200平方米", AREA, "1200"),
        ("校舍总建筑面积为720，", BUILT, "720"),
        ("建筑面积（含附属用房）720平方米", BUILT, "720"),
        ("班额平均为45.6人", "平均班额", "45.6"),
        ("适龄儿童入学率达到百分之百", "入学率", "100"),
        ("师生比为1：17", "师生比", "17"),
    ],
)
def test_a_number_is_of_the_fact_that_its_words_name(
    text: str, subject: str, number: str, lexicon: Lexicon
) -> None:
    found = first(text, lexicon)
    assert subject in found.subjects and found.kind == ""
    assert found.number == Decimal(number)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("参加社团的学生600人。", "参加社团"),
        ("组织学生300人参加比赛。", "组织"),
        ("学生120人获奖。", "获奖。"),
        ("教学建筑面积650平方米", "教学"),
        ("50名教师代表", "代表"),
        ("生均图书不低于20册", "生均图书不低于"),
    ],
)
def test_what_else_is_said_makes_it_another_thing(text: str, kind: str, lexicon: Lexicon) -> None:
    assert first(text, lexicon).kind.rstrip("。") == kind.rstrip("。")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("小学部有教师20人", QuantityScope(stage="小学")),
        ("其中初中学生300人", QuantityScope(stage="初中")),
        ("四年级2个班", QuantityScope(grade="四年级")),
        ("甲坪（在校生31人）", QuantityScope(whose="甲坪")),
        ("青岭小学现有学生900人", QuantityScope(whose="青岭小学")),
        ("2019年有学生760人", QuantityScope(period="2019年")),
        ("上学年学生850人", QuantityScope(period="上学年")),
        ("学校始建于1951年，现有学生850人", QuantityScope()),
        ("教师（原民办教师）9人", QuantityScope()),
        ("西校区有教师9人", QuantityScope(whose="西校区")),
        ("最大班额45人", QuantityScope()),
        ("计划两年内图书达到2万册", QuantityScope(period="两年内")),
        ("学校现有学生850人", QuantityScope()),
    ],
)
def test_of_whom_and_when_it_is_said(text: str, scope: QuantityScope, lexicon: Lexicon) -> None:
    assert first(text, lexicon).scope == scope


@pytest.mark.parametrize(
    ("text", "subject", "per"),
    [
        ("生均建筑面积6.9平方米", BUILT, 1),
        ("每百名学生拥有计算机10.2台", "计算机台数", 100),
        ("占地面积1200平方米，生均6.82平方米", AREA, 1),
    ],
)
def test_what_is_said_for_each_student(text: str, subject: str, per: int, lexicon: Lexicon) -> None:
    found = read_quantities(text, lexicon)[-1]
    assert found.subjects == (subject,) and found.per == per


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("图书18900册", "18900", "18901"),
        ("图书1.89万册", "18940", "19100"),
        ("图书近1.9万册", "18900", "19001"),
        ("图书1.8万余册", "18900", "19000"),
        ("图书不足2万册", "18900", "20001"),
        ("图书超过1.8万册", "18900", "17999"),
        ("图书约1.9万册", "18900", "15000"),
        ("占地30.8亩", "20530", "20700"),
        ("占地30亩多", "20500", "21000"),
        ("占地2.05公顷", "20500", "20700"),
    ],
)
def test_a_number_stands_for_what_may_be_written_so(
    text: str, yes: str, no: str, lexicon: Lexicon
) -> None:
    found = first(text, lexicon)
    unit = lexicon.unit_of[found.subjects[0]]
    assert may_stand_for(found, Decimal(yes), unit)
    assert not may_stand_for(found, Decimal(no), unit)


@settings(max_examples=25)
@given(st.integers(1, 10**8), st.sampled_from(["册", "万册", "本"]))
def test_what_is_written_stands_for_itself(lexicon: Lexicon, number: int, unit: str) -> None:
    found = first(f"学校现有图书{number}{unit}。", lexicon)
    value = Decimal(number) * (10_000 if unit == "万册" else 1)
    assert stated_value(found, "册") == value
    assert may_stand_for(found, value, "册")


@settings(max_examples=25)
@given(
    st.text(
        "学生教师班册平方米亩％%12345.年小初部其中共有为生均（）。，、 第号一二十万余多近",
        max_size=80,
    )
)
def test_any_text_is_read_in_order_and_within_it(lexicon: Lexicon, text: str) -> None:
    end = 0
    for each in read_quantities(text, lexicon):
        assert end <= each.start < each.end <= len(text)
        assert 0 <= each.said_from <= each.start and each.end <= each.said_to <= len(text)
        end = each.end


def test_what_is_said_of_one_goes_on_in_its_sentence(lexicon: Lexicon) -> None:
    text = "西校区有教师9人，学生90人。六年级3个班，最大班额49人；全校学生880人。"
    scopes = [(each.scope.whose, each.scope.grade) for each in read_quantities(text, lexicon)]
    assert scopes == [("西校区", "")] * 2 + [("", "六年级")] * 2 + [("", "")]


def test_a_long_text_is_read_in_a_time_that_grows_with_it(lexicon: Lexicon) -> None:
    text = "学校现有学生900人，教师45人，占地面积20500平方米，生均23.3平方米（其中小学部300人）。"

    def took(times: int) -> float:
        begun = time.process_time()
        read_quantities(text * times, lexicon)
        return time.process_time() - begun

    took(1)
    assert min(took(400) for _ in range(2)) < 8 * max(took(100), took(100), 0.001)
