"""The name of a figure's bookmark is one that Word takes, and says what the figure was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.ooxml.figure_bookmarks import figure_name, read_figure_bookmark

CODE = "abc123v"
FIGURES = ("880", "5.9平方米", "1∶18", "96%", "50534平方米（75.8亩）", "182.5万元", "1\u202f234册")


@pytest.mark.parametrize("text", FIGURES)
def test_the_name_says_the_text(text: str) -> None:
    read = read_figure_bookmark(figure_name(CODE, text, 12, 248))
    assert read is not None and (read.code, read.number, read.total) == (CODE, 12, 248)
    assert read.is_told and read.text == text and read.is_of(text) and not read.is_of(text + "0")


@pytest.mark.parametrize("text", ["很长很长的一个数" * 5, "88/9", "_1_", "A4", "D", "1&amp;2"])
def test_what_a_name_cannot_say_is_known_again(text: str) -> None:
    read = read_figure_bookmark(figure_name(CODE, text, 1, 1))
    assert read is not None and read.is_of(text.replace("&amp;", "&")) and not read.is_of("88")


@settings(max_examples=25)
@given(st.text(min_size=1), st.integers(1, 99_999))
def test_names_are_such_as_word_takes(text: str, number: int) -> None:
    name = figure_name(CODE, text, number, 99_999)
    assert len(name) <= 40 and re.fullmatch(r"_[0-9A-Za-z_\u3007\u4e00-\u9fff]+", name)
    read = read_figure_bookmark(name)
    assert read is not None and read.is_of(text)


def test_the_name_of_a_copy_says_the_same() -> None:
    name = figure_name(CODE, "880", 1, 9)
    assert read_figure_bookmark(f"{name}1") == read_figure_bookmark(f"{name} Copy 1")
    assert read_figure_bookmark("_Toc123") is None and read_figure_bookmark("书签") is None
