"""A tag ends at its own braces, whatever is quoted or reckoned in it."""

from __future__ import annotations

import pytest

from reportgen.templating.tags import read_tags


@pytest.mark.parametrize(
    "text",
    ["{{ a }}", "{{ '}}' }}", '{{ "%}" }}', "{{ {'a': {}} }}", "{% if a % 2 %}", "{# {{ %} #}"],
)
def test_whole_tag_is_one(text: str) -> None:
    (tag,) = read_tags(f"甲{text}乙").tags
    assert (tag.start, tag.text) == (1, text)


@pytest.mark.parametrize("text", ["{{ a %}}", "{{ a }", "{% a }}", "{{ a } }}"])
def test_tag_that_other_braces_end_is_none(text: str) -> None:
    read = read_tags(text)
    assert read.tags == () and read.faults


@pytest.mark.parametrize("text", ["", "甲", "100%", "# 一、"])
def test_text_without_braces_has_neither_tags_nor_faults(text: str) -> None:
    assert read_tags(text) == ((), ())
