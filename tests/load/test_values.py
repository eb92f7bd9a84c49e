"""What a clerk writes for a figure is understood or refused, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.load.faults import ValueFault
from reportgen.load.values import parse_deadline, parse_value, parse_year
from reportgen.model.facts import Fact, FactKind, Scope
from reportgen.model.numbers import exact_text, format_short, round_half_up, settle


def fact(kind: FactKind, unit: str = "", **more: object) -> Fact:
    return Fact("某项", kind, Scope.SHARED, unit, **more)  # type: ignore[arg-type]


BOOKS = fact(FactKind.COUNT, "册")
LAND = fact(FactKind.AREA, "㎡")
MONEY = fact(FactKind.MONEY, "元")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.89万册", BOOKS, "18900"),
        ("1.89万", BOOKS, "18900"),
        ("８８０", BOOKS, "880"),
        ("1,200", BOOKS, "1200"),
        ("880册", BOOKS, "880"),
        ("20500㎡", LAND, "20500"),
        ("5230 平方米", LAND, "5230"),
        ("2公顷", LAND, "20000"),
        ("63.5万元", MONEY, "635000"),
        ("1:18", fact(FactKind.RATIO), "18"),
        ("1：19", fact(FactKind.RATIO), "19"),
        ("96%", fact(FactKind.SHARE, "%"), "96"),
        ("96.5㎡", LAND, "96.5"),
    ],
)
def test_written_figures_are_understood(text: str, kind: Fact, value: str) -> None:
    assert parse_value(text, kind) == Decimal(value)


def test_mu_are_exactly_two_thousand_thirds_of_a_square_metre() -> None:
    land = parse_value("41.5亩", LAND)
    assert isinstance(land, Decimal)
    assert format_short(land) == "27666.67"
    assert settle(land * 3) == 83000


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("约880", BOOKS, "确切"),
        ("3²", BOOKS, "阿拉伯数字"),
        ("٣٤٥", BOOKS, "阿拉伯数字"),
        ("1万8", BOOKS, "18000"),
        ("880左右", BOOKS, "确切"),
        ("18900余", BOOKS, "确切"),
        ("一万八", BOOKS, "18000"),
        ("3,2OO", BOOKS, "字母"),
        ("—", BOOKS, "写 0"),
        ("-3", BOOKS, "核对"),
        ("12.5", BOOKS, "核对"),
        ("30人", BOOKS, "册"),
        ("196%", fact(FactKind.SHARE, "%"), "核对"),
        ("78", fact(FactKind.RATIO), "1:18"),
        ("丁类", fact(FactKind.GRADE, choices=("一类", "二类")), "一类、二类"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_hint(text: str, kind: Fact, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        parse_value(text, kind)
    assert text in caught.value.message
    assert hint in f"{caught.value.hint}{caught.value.message}"


@pytest.mark.parametrize(
    ("text", "value"), [("是", True), ("yes", True), ("true", True), ("否", False), ("no", False)]
)
def test_yes_and_no_are_read_in_both_languages(text: str, value: bool) -> None:
    assert parse_value(text, fact(FactKind.YES_NO)) is value


@pytest.mark.parametrize("text", ["一类", "1类", "Ⅰ类", "１类"])
def test_a_grade_has_one_value_however_it_is_written(text: str) -> None:
    assert parse_value(text, fact(FactKind.GRADE, choices=("一类", "二类"))) == "一类"


def test_out_of_range_names_the_range() -> None:
    with pytest.raises(ValueFault, match="0～20000人"):
        parse_value("30000", fact(FactKind.COUNT, "人", low=Decimal(0), high=Decimal(20000)))


@given(st.text(max_size=30))
def test_any_text_gives_a_value_or_a_chinese_fault(text: str) -> None:
    try:
        value = parse_value(text, BOOKS)
    except ValueFault as fault_found:
        assert fault_found.message
    else:
        assert isinstance(value, Decimal) and value >= 0


@given(st.decimals(0, 10**12, places=4))
def test_exact_text_reads_back_as_the_same_number(value: Decimal) -> None:
    assert Decimal(exact_text(value)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"), [("0.125", 2, "0.13"), ("2.5", 0, "3"), ("4.4949", 2, "4.49")]
)
def test_rounding_is_half_up(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


@pytest.mark.parametrize(
    ("text", "number"),
    [("三千零五", 3005), ("二〇二四", 2024), ("零", 0), ("两百", 200), ("六百二十册", 620)],
)
def test_numerals_that_are_written_out_are_numbers(text: str, number: int) -> None:
    assert parse_value(text, BOOKS) == number


@pytest.mark.parametrize(("text", "number"), [("一万八", 18000), ("两百五", 250)])
def test_numerals_said_in_short_are_read_for_hints(text: str, number: int) -> None:
    with pytest.raises(ValueFault) as raised:
        parse_value(text, BOOKS)
    assert str(raised.value.hint) == f"请写成 {number}"


@pytest.mark.parametrize(
    "text", ["近三年", "2022-2024", "2022、2023", "2022至2024年", "历年", "三年来", "2022—24"]
)
def test_several_years_are_not_told_to_be_another_one(text: str) -> None:
    with pytest.raises(ValueFault) as fault:
        parse_year(text)
    assert fault.value.hint == "只写一个年份；分不出哪一年的不写"


@pytest.mark.parametrize(
    "text", ["二〇二四年", "2024年9月", "2024-09-01", "２０２４年度", "2024。"]
)
def test_a_year_is_read_in_words_and_out_of_a_date(text: str) -> None:
    assert parse_year(text) == 2024


@pytest.mark.parametrize("kind", [kind for kind in FactKind if kind is not FactKind.TEXT])
@pytest.mark.parametrize("text", ["2024" + " " * 5000 + "x", "1" * 5000, "一" * 5000, "无，" * 500])
def test_what_is_too_long_for_a_figure_is_refused_for_that(kind: FactKind, text: str) -> None:
    with pytest.raises(ValueFault, match="太长") as fault:
        parse_value(text, fact(kind))
    assert len(str(fault.value)) < 100


def test_a_deadline_of_many_digits_is_a_text() -> None:
    assert parse_deadline("1" * 5000) == "1" * 5000
