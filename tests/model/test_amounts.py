"""Amounts as reports print them: nothing of an amount of money is rounded away."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.amounts import (
    format_amount,
    format_lack,
    format_money,
    format_ten_thousands,
)


@pytest.mark.parametrize(
    ("yuan", "printed"),
    [
        ("9900", "9900元"),
        ("635000", "63.5万元"),
        ("1234500", "123.45万元"),
        ("1234567", "1234567元"),
        ("0.5", "0.5元"),
        ("100000000", "1亿元"),
        ("123000000", "1.23亿元"),
        ("123450000", "12345万元"),
    ],
)
def test_money_is_in_ten_thousands_only_where_nothing_of_it_is_lost(
    yuan: str, printed: str
) -> None:
    assert format_money(Decimal(yuan)) == printed


def test_whoever_asks_for_ten_thousands_gets_them_rounded() -> None:
    assert format_ten_thousands(Decimal(1_234_567)) == "123.46万元"
    assert format_ten_thousands(Decimal(1_234_567), 0) == "123万元"


def test_a_large_amount_is_whole_and_a_small_one_has_two_decimals() -> None:
    assert format_amount(Decimal("12.345"), "㎡") == "12.35平方米"
    assert format_amount(Decimal("123.45"), "㎡") == "123平方米"
    assert format_amount(Decimal("99.999"), "㎡") == "100平方米"


def test_nothing_of_a_lack_is_rounded_away() -> None:
    assert format_lack(Decimal("1234567.4"), "元") == "1234567.4元"
    assert format_lack(Decimal("1234500.004"), "元") == "1234500.01元"
    assert format_lack(Decimal("1234500"), "元") == "123.45万元"
    assert format_lack(Decimal("120.4"), "㎡") == "120.4平方米"
