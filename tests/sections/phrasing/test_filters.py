"""What phrases and Word templates print of a value, exactly, and what they refuse."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from reportgen.load.template_names import load_template_names
from reportgen.problems import TemplateError
from reportgen.render.template import compile_template
from reportgen.resources import data_folder
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.templating.faults import UnfitValueError
from tests.render.docx_samples import docx, p, texts

PLAIN = "零一二三四五六七八九"
CAPITAL = "零壹贰叁肆伍陆柒捌玖"
POWERS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}


def say(value: object, use: str) -> str:
    environment = SandboxedEnvironment()
    environment.filters.update(FILTERS)
    return environment.from_string(f"{{{{ 值|{use} }}}}").render(值=value)


def read_chinese(text: str, digits: str) -> int:
    """An independent reading: digits, powers within a group, 万 and 亿."""
    total = group = digit = 0
    for sign in text:
        if sign in digits:
            digit = digits.index(sign)
        elif sign in POWERS:
            group, digit = group + (digit or 1) * POWERS[sign], 0
        elif sign == "万":
            total, group, digit = total + (group + digit) * 10_000, 0, 0
        else:
            assert sign == "亿"
            total, group, digit = (total + group + digit) * 100_000_000, 0, 0
    return total + group + digit


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (123, "一百二十三"),
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (10010, "一万零一十"),
        (200_001, "二十万零一"),
        (100_100_000, "一亿零一十万"),
        (1_200_000_000_000, "一万二千亿"),
        (10**12, "一万亿"),
        (Decimal("12.50"), "十二点五"),
        (-3, "负三"),
        ("21", "二十一"),
    ],
)
def test_figures_in_chinese(value: object, said: str) -> None:
    assert say(value, "中文数字") == said


@given(st.integers(0, 10**16 - 1))
def test_a_figure_in_chinese_is_read_back_as_itself(value: int) -> None:
    said = say(value, "中文数字")
    assert read_chinese(said, PLAIN) == value
    assert "零零" not in said and (value == 0 or not said.endswith("零"))


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("12000", "壹万贰仟元整"),
        ("0", "零元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("10", "壹拾元整"),
        ("-3.2", "负叁元贰角整"),
        ("100000000", "壹亿元整"),
    ],
)
def test_amounts_as_on_cheques(amount: str, said: str) -> None:
    assert say(Decimal(amount), "大写金额") == said


@given(st.decimals(0, 10**15, places=2))
def test_an_amount_is_read_back_to_the_cent(amount: Decimal) -> None:
    said = say(amount, "大写金额")
    yuan, _, rest = said.partition("元") if "元" in said else ("", "", said)
    read = Decimal(read_chinese(yuan, CAPITAL))
    for unit, worth in (("角", "0.1"), ("分", "0.01")):
        if unit in rest:
            read += CAPITAL.index(rest[rest.index(unit) - 1]) * Decimal(worth)
    assert read == amount
    assert said.endswith("整") == (amount * 10 == (amount * 10).to_integral_value())


@pytest.mark.parametrize(
    ("value", "plain", "capital"),
    [
        (datetime.date(2024, 11, 20), "2024年11月20日", "二〇二四年十一月二十日"),
        ("2024-01-05", "2024年1月5日", "二〇二四年一月五日"),
        ("2024年11月20日", "2024年11月20日", "二〇二四年十一月二十日"),
        ("2025-12", "2025年12月", "二〇二五年十二月"),
        ("2010/10/31", "2010年10月31日", "二〇一〇年十月三十一日"),
    ],
)
def test_dates(value: object, plain: str, capital: str) -> None:
    assert (say(value, "中文日期"), say(value, '中文日期("大写")')) == (plain, capital)


@pytest.mark.slow
@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_date_is_said_without_leading_noughts_and_can_be_said_again(date: datetime.date) -> None:
    said = say(date, "中文日期")
    assert said == f"{date.year}年{date.month}月{date.day}日"
    assert say(said, "中文日期") == said


@pytest.mark.parametrize(
    ("value", "use", "said"),
    [
        (Decimal("0.856"), "百分比", "85.6%"),
        (Decimal(1) / 3, "百分比(1)", "33.3%"),
        (Decimal(635_000), "万元", "63.5万元"),
        (Decimal(18900), "千分", "18\u202f900"),
        (Decimal(1890), "千分", "1890"),
        (Decimal("-1234567.25"), "千分", "-1\u202f234\u202f567.25"),
        (Decimal(1890), '千分(",")', "1,890"),
        (2024, "学年", "2024—2025学年"),
        ("2024", "学年", "2024—2025学年"),
        (2024, "中文年份", "二〇二四"),
    ],
)
def test_other_filters(value: object, use: str, said: str) -> None:
    assert say(value, use) == said


@pytest.mark.slow
@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4
    )
)
def test_grouping_only_adds_separators(value: Decimal) -> None:
    assert Decimal(say(value, "千分").replace("\u202f", "")) == value
    groups = say(value, '千分(",")').lstrip("-").partition(".")[0].split(",")
    assert all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3


@pytest.mark.parametrize(
    ("value", "use", "message"),
    [
        ("缺数据", "中文数字", "“缺数据”不是数"),
        (True, "千分", "“True”不是数"),
        (10**16, "中文数字", "太大，写不成中文数字"),
        (Decimal("0.005"), "大写金额", "金额 0.005 元不到分"),
        (Decimal(96), "百分比", "“96”不像占比"),
        ("明年", "中文日期", "“明年”不是日期"),
        ("2024-02-30", "中文日期", "“2024-02-30”不是日期"),
        ("2024-02-03", '中文日期("小写")', "不认识“中文日期”的“小写”这种写法"),
        (Decimal("2024.5"), "学年", "“2024.5”不是四位数的年份"),
        (Decimal("1.5"), "中文年份", "“1.5”不是年份"),
    ],
)
def test_what_does_not_fit_is_said_in_chinese(value: object, use: str, message: str) -> None:
    with pytest.raises(UnfitValueError, match=message) as raised:
        say(value, use)
    assert raised.value.hint


def test_every_filter_is_described_for_whoever_writes_templates() -> None:
    """A line under 处理方法 in `data/template_names.yaml`: what it prints, and an example."""
    described = load_template_names(data_folder()).filters
    assert set(FILTERS) - set(described) == set(), "not described in data/template_names.yaml"
    assert set(described) - set(FILTERS) == set(), "described, but not in FILTERS"
    assert [name for name, each in described.items() if f"|{name}" not in each.source] == []


def test_a_missing_fact_stays_a_hole_in_a_phrase_through_any_filter() -> None:
    for name in FILTERS:
        if name != "默认":
            phrases = Phrases({"句": f"有{{{{ 班数|{name} }}}}\n有人。\n"}, frozenset({"班数"}))
            assert phrases.paragraphs("句", {}) == ("有人。",), name
    chained = Phrases({"句": "有{{ 班数|数|千分 }}\n有人。\n"}, frozenset({"班数"}))
    assert chained.paragraphs("句", {}) == ("有人。",)


def test_an_unfit_value_names_the_phrase_and_its_line() -> None:
    phrases = Phrases(
        {"句": "第一行，\n{{ 名称|中文数字 }}。\n"}, frozenset(), {"句": "短语/句.j2"}
    )
    with pytest.raises(TemplateError) as raised:
        phrases.paragraphs("句", {"名称": "甲"})
    (problem,) = raised.value.problems
    assert str(problem) == "短语/句.j2:2:1：“甲”不是数；这种处理方法只用于数，请检查竖线前面的名称"


def test_filters_work_in_word_and_an_unfit_value_names_its_place() -> None:
    source = docx(p("{{ 金额|大写金额 }}"))
    template = compile_template(source, "模板.docx", FILTERS)
    assert "叁元整" in texts(template.render({"金额": Decimal(3)}))
    with pytest.raises(TemplateError, match=r"模板\.docx.*“甲”不是数"):
        template.render({"金额": "甲"})


def test_an_undefined_value_is_not_taken_for_a_figure() -> None:
    for name in ("千分", "面积", "中文日期", "宽"):
        left = FILTERS[name](StrictUndefined(name="甲"), *([20] if name == "宽" else []))
        assert FILTERS["默认"](left, "无") == "无"


def test_a_figure_written_in_the_tag_is_printed_like_one_of_the_data() -> None:
    assert (FILTERS["面积"](20500), FILTERS["数"](5.943, 1)) == ("20500平方米", "5.9")


def test_no_picture_is_given_no_width() -> None:
    assert FILTERS["宽"]("", 20) == ""
