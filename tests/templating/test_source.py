"""The tags of a source, whole and broken."""

from __future__ import annotations

import pytest

from reportgen.templating.source import read_source_tags


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{% if 年度 {% endif %}", ["if 年度", "endif"]),
        ("{% if 年度\n甲\n{% endif", ["if 年度 甲", "endif"]),
        ("if 年度 %}甲，endif %}", ["if 年度", "endif"]),
        ("｛% if 年度 %｝{{ 年度 }}", ["if 年度", "年度"]),
        ("{ % if 年度 % }甲{ % endif % }", ["if 年度", "endif"]),
        ("{{{% if 年度 %}", ["if 年度"]),
    ],
)
def test_what_a_broken_tag_was_to_say_is_read_once(text: str, meant: list[str]) -> None:
    assert [tag.inner for tag in read_source_tags(text)] == meant
