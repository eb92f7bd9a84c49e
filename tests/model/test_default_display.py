"""What is printed where no filter says how."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.default_display import print_value, yes_no


def test_true_and_false_are_words() -> None:
    assert [yes_no(flag) for flag in (True, False, None)] == ["是", "否", "否"]


def test_values_are_printed_as_reports_have_them() -> None:
    given = (Decimal("5.905"), True, (Decimal(45), Decimal(44)), "一类")
    assert [print_value(each) for each in given] == ["5.91", "是", "45、44", "一类"]
