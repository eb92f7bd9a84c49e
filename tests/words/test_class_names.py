"""A class is called by its grade and its name, the grade said once."""

from __future__ import annotations

import pytest

from reportgen.words.class_names import class_label


@pytest.mark.parametrize(
    ("grade", "name", "label"),
    [
        ("七年级", "1班", "七年级1班"),
        ("一年级", "一班", "一年级一班"),
        ("一年级", "一1班", "一1班"),
        ("七年级", "七（1）班", "七（1）班"),
        ("七年级", "七年级1班", "七年级1班"),
        ("初一", "初一(2)班", "初一(2)班"),
        ("大班", "大一班", "大一班"),
        ("大班", "向日葵班", "大班向日葵班"),
        ("二年级", "二十班", "二年级二十班"),
        ("", "一1班", "一1班"),
        ("三年级", "", "三年级"),
    ],
)
def test_a_name_that_says_its_grade_stands_alone(grade: str, name: str, label: str) -> None:
    assert class_label(grade, name) == label
