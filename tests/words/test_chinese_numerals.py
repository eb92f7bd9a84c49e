"""Numbers and Chinese numerals, there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import words
from reportgen.words.chinese_numerals import (
    DIGITS,
    LARGEST,
    NUMERAL_SIGNS,
    read_digits,
    read_numeral,
    write_digits,
    write_financial_numeral,
    write_numeral,
)

NUMBERS = st.integers(0, 99_999) | st.integers(0, LARGEST - 1)


@pytest.mark.parametrize(
    ("number", "plain", "financial"),
    [
        (0, "零", "零"),
        (7, "七", "柒"),
        (10, "十", "壹拾"),
        (15, "十五", "壹拾伍"),
        (110, "一百一十", "壹佰壹拾"),
        (1005, "一千零五", "壹仟零伍"),
        (10_010, "一万零一十", "壹万零壹拾"),
        (100_100_000, "一亿零一十万", "壹亿零壹拾万"),
        (1_200_000_000_000, "一万二千亿", "壹万贰仟亿"),
    ],
)
def test_numerals(number: int, plain: str, financial: str) -> None:
    assert write_numeral(number) == plain and read_numeral(plain) == number
    assert write_financial_numeral(number) == financial and read_numeral(financial) == number


def test_numbers_up_to_a_thousand_are_read_as_they_are_written() -> None:
    numbers = list(range(1001))
    assert [read_numeral(write_numeral(number)) for number in numbers] == numbers
    assert all(set(write_numeral(number)) <= set(NUMERAL_SIGNS) for number in range(1, 100))


@given(NUMBERS)
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number
    assert read_numeral(write_financial_numeral(number)) == number
    assert read_digits(write_digits(str(number))) == number
    assert read_digits(write_digits(str(number), "零")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一万八", 18_000),
        ("两百五", 250),
        ("三千零五", 3005),
        ("一百十五", 115),
        ("廿一", 21),
        ("卅", 30),
        ("一亿二", 120_000_000),
    ],
)
def test_what_is_said_in_short_is_read(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "百", "十十", "二三", "一百零", "零十", "一万二万", "十百", "约十", "十" * 5000),
        *("一千二千", "一点五", "一万" * 2, "12", "二〇二四"),
    ],
)
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("二〇二四", 2024), ("二○二四", 2024), ("二零二四", 2024), ("〇五", 5)]
)
def test_digits_said_one_by_one_are_read(text: str, number: int) -> None:
    assert read_digits(text) == number


@pytest.mark.parametrize("text", ["", "十", "二0二四", "一" * 5000])
def test_what_is_not_all_digits_is_not_read(text: str) -> None:
    assert read_digits(text) is None


@pytest.mark.parametrize("number", [-1, LARGEST])
def test_what_has_no_numeral_is_refused(number: int) -> None:
    with pytest.raises(ValueError):
        write_numeral(number)


def test_no_other_module_has_a_table_of_digits() -> None:
    package = Path(words.__file__).parent.parent
    modules = [path for path in package.rglob("*.py") if path.parent.name != "words"]
    assert modules
    for path in modules:
        text = path.read_text(encoding="utf-8")
        assert DIGITS[1:6] not in text and "壹贰" not in text, path
