"""Values of templates: printed, compared, sorted and computed with as what they are."""

import pickle
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.numbers import format_short
from reportgen.render.parts import make_environment
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.templating.quantity import (
    ANSWERS,
    NoNumberError,
    Quantity,
    Substitute,
    as_value,
    read_quantity,
)
from reportgen.templating.template_facts import TemplateFacts

ENVIRONMENT = make_environment(FILTERS)
ROWS = (
    {"名": "甲", "值": Quantity("8.43", Decimal("8.4321")), "标": Quantity("≥20", Decimal(20))},
    {"名": "乙", "值": Quantity("缺数据"), "标": Quantity("≥20", Decimal(20))},
    {"名": "丙", "值": Quantity("1∶18", Decimal(18)), "标": Quantity("1∶19", Decimal(19))},
    {"名": "丁", "值": Quantity("100.0", Decimal(100)), "标": Quantity("≥20", Decimal(20))},
    {"名": "戊", "值": ANSWERS[True], "标": ANSWERS[True]},
)
VALUES = {
    "行": ROWS[0],
    "比": ROWS[2],
    "缺": ROWS[1],
    "答": ANSWERS[True],
    "否": ANSWERS[False],
    "表": ROWS,
    "数表": ROWS[:1] + ROWS[2:4],
    "校": {"寄宿": False, "公办": True},
    "数据": TemplateFacts({"生数": Decimal(376), "册": Decimal("61.7712"), "各班": (
        Decimal(28), Decimal(9))}, ("生数", "册", "各班", "校训")),
    "年度": 2024,
}  # fmt: skip


def value_of(expression: str) -> object:
    return ENVIRONMENT.compile_expression(expression, undefined_to_none=False)(**VALUES)


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("行.值", "8.43"),
        ("行.值 ~ '册'", "8.43册"),
        ("行.值 * 2", "16.86"),
        ("2 * 行.值", "16.86"),
        ("行.值 * 1.5", "12.65"),
        ("-行.值", "-8.43"),
        ("行.标 - 行.值", "11.57"),
        ("行.值|round", "8"),
        ("行.值|round(1)", "8.4"),
        ("比.值|数(0)", "1∶18"),
        ("(比.值 / 7)|数(1)", "2.6"),
        ("行.值|数(0)", "8"),
        ("行.标|数(1)", "≥20"),
        ("行.值|int", "8"),
        ("(行.值|float) * 0.5", "4.22"),
        ("'%.1f'|format(行.值)", "8.4"),
        ("数表|sum('值')", "126.43"),
        ("(表|max(attribute='值')).名", "丁"),
        ("(表|min(attribute='值')).名", "甲"),
        ("表|sort(attribute='值')|map(attribute='名')|join", "甲丙丁戊乙"),
        ("表|sort(attribute='值', reverse=true)|map(attribute='名')|join", "丁丙甲乙戊"),
        ("表|groupby('标')|map(attribute='grouper')|join('、')", "1∶19、≥20、是"),
        ("表|map(attribute='标')|unique|join('、')", "≥20、1∶19、是"),
        ("数据.生数 / 数据.各班[0]", "13.43"),
        ("数据.册 * 0.5", "30.89"),
        ("数据.各班", "28、9"),
        ("数据.各班|sum", "37"),
        ("数据.各班|sort|join('、')", "9、28"),
        ("数据.生数|面积", "376平方米"),
        ("数据.校训|默认('无')", "无"),
        ("年度 + 1", "2025"),
        ("年度 / 3", "674.67"),
        ("'＿' * 3", "＿＿＿"),
        ("'甲' + '乙'", "甲乙"),
        ("range(数据.各班[1])|length", "9"),
        ("校.公办", "是"),
    ],
)
def test_value_is_printed_and_computed(expression: str, printed: str) -> None:
    assert str(as_value(value_of(expression))) == printed


@pytest.mark.parametrize(
    "condition",
    [
        "行.值 < 行.标",
        "比.值 < 比.标",
        "行.值 > 8.43",
        "行.值 == '8.43'",
        "行.值 == 8.4321",
        "行.值 != 8.43",
        "8 < 行.值 < 9",
        "行.值 < '20'",
        "行.值 in ['8.43']",
        "行.值 in [8.4321]",
        "数据.生数 in [376]",
        "数据.生数 == '376'",
        "年度 == '2024'",
        "缺.值 == '缺数据'",
        "缺.值 is not number and 行.值 is number",
        "缺.值 <= '缺数据'",
        "答 == '是' and 答 == true and 答 and 答 is true",
        "否 == '否' and 否 == false and not 否 and 否 != '是'",
        "校.寄宿 == '否' and not 校.寄宿 and 校['寄宿'] == '否'",
        "(表|selectattr('值', 'number')|selectattr('值', 'gt', 9)|list|length) == 2",
        "(数据.校训|默认('无')) == '无' and not (数据.校训|默认('无'))",
        "数据.校训|默认('是')",
        "{'是': '甲'}[答] == '甲'",
        "'0012' != '12'",
    ],
)
def test_condition_holds(condition: str) -> None:
    assert value_of(f"true if {condition} else false") is True


@pytest.mark.parametrize(
    "expression",
    [
        "缺.值 * 2",
        "缺.值 < 行.标",
        "行.值 < 缺.值",
        "答 + 1",
        "答 * 2",
        "校.公办 * 2",
        "行.名 * 2",
        "行.值 < '甲'",
        "年度 < '甲'",
        "年度 + '年'",
        "表|sum('值')",
        "缺.值|round",
        "缺.值|int",
        "(数据.校训|默认('无')) * 2",
    ],
)
def test_what_is_no_number_is_not_computed_with(expression: str) -> None:
    with pytest.raises(NoNumberError, match="不是数") as raised:
        value_of(expression)
    assert "is number" in raised.value.hint or "~" in raised.value.hint


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("≥5.8", "5.8"),
        ("1∶18", "18"),
        ("45人", "45"),
        ("实有1间", "1"),
        ("一类", None),
        ("3—5", None),
    ],
)
def test_number_of_a_limit_is_read(text: str, number: str | None) -> None:
    assert read_quantity(text).number == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("expression", "quoted"),
    [("[1, 2] < 3", "“1、2”"), ("数据.各班 * 1.5", "“28、9”"), ("表 * 1.5", "“5 项内容”")],
)
def test_what_is_no_number_is_quoted_as_people_write(expression: str, quoted: str) -> None:
    with pytest.raises(NoNumberError, match=quoted):
        value_of(expression)


@pytest.mark.parametrize("expression", ["10 ** (10 ** 9)", "'＿' * 10 ** 9"])
def test_what_would_take_all_memory_is_refused(expression: str) -> None:
    with pytest.raises(OverflowError):
        value_of(expression)


numbers = st.decimals(-(10**6), 10**6, places=4)


@settings(max_examples=25)
@given(first=numbers, second=numbers)
def test_quantities_stand_to_each_other_as_their_numbers_do(
    first: Decimal, second: Decimal
) -> None:
    one, other = (Quantity(format_short(each), each) for each in (first, second))
    assert (one < other, one == other, one >= other) == (
        first < second,
        first == second,
        first >= second,
    )
    assert pickle.loads(pickle.dumps(one)).number == first


def test_fact_is_printed_as_the_report_prints_it_and_computed_as_it_is() -> None:
    facts = TemplateFacts(
        {"面积": Decimal("20500.456")}, ("面积",), lambda: {"面积": Decimal(20500)}
    )
    assert str(facts["面积"]) == "20500"
    assert facts["面积"] == Decimal("20500.456")


@pytest.mark.parametrize("word", ["缺数据", "达标", "100%", "1∶19", "", "x1"])
@pytest.mark.parametrize(
    "value",
    [
        *("缺数据", "达标", "", 1, True, False, Decimal(100), None, ()),
        *(ANSWERS[True], ANSWERS[False], Quantity("缺数据"), Quantity("100%", Decimal(100))),
        *(Quantity("1∶19", Decimal(19)), Substitute("缺数据")),
    ],
    ids=repr,
)
def test_value_equals_a_word_of_the_template_as_it_does_that_word_as_a_value(
    word: str, value: object
) -> None:
    said = f'{{{{ 值 == "{word}" }}}} {{{{ 值 != "{word}" }}}} {{{{ 值 in ("{word}", "甲") }}}}'
    asked = "{{ 值 == 词 }} {{ 值 != 词 }} {{ 值 in (词, 词) }}"
    values = {"值": value, "词": word}
    shown, told = (ENVIRONMENT.from_string(each).render(values) for each in (said, asked))
    assert shown == told


class _Counted:
    def __init__(self) -> None:
        self.asked = 0

    @property
    def 各段(self) -> tuple[int, ...]:
        self.asked += 1
        return (1, 2)


def test_what_a_value_works_out_when_asked_is_worked_out_once() -> None:
    counted = _Counted()
    ENVIRONMENT.from_string("{% for 段 in 节.各段 %}{{ 段 }}{% endfor %}").render(节=counted)
    assert counted.asked == 1
