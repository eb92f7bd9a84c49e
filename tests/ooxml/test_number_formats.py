"""Numbers of lists and pages stand as Word writes them."""

from __future__ import annotations

import pytest

from reportgen.ooxml.number_formats import write_number


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 100, "100"),
        ("ideographDigital", 10, "十"),
        ("ideographDigital", 20, "二〇"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 26, "Z"),
        ("numberInDash", 3, "- 3 -"),
        ("decimal", 7, "7"),
        ("unknown", 7, "7"),
    ],
)
def test_number_stands_in_its_form(form: str, number: int, written: str) -> None:
    assert write_number(number, form) == written


@pytest.mark.parametrize("form", ["chineseCounting", "lowerRoman", "upperLetter", "numberInDash"])
@pytest.mark.parametrize("number", [-1, 0, 10_000_000])
def test_number_that_no_list_reaches_stands_in_digits(form: str, number: int) -> None:
    assert write_number(number, form) == str(number)
