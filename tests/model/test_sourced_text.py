"""A text knows its figures, through marks and joins, and is its plain text for everybody else."""

from __future__ import annotations

import copy
import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.figure_source import LACKING, FigureSource, code_for, fact_code
from reportgen.model.sourced_text import (
    join_texts,
    marked,
    read_marks,
    sourced,
    spans_of,
    without_marks,
)
from reportgen.model.stages import Stage

CODE = fact_code("在校生数", None)
FIGURES = st.builds(sourced, st.text("0123册", max_size=3), st.just(CODE))
TEXTS = st.lists(st.one_of(st.text("甲，。\n<&", max_size=3), FIGURES), max_size=5).map(join_texts)


def told(text: str) -> list[str]:
    """The figures of a text."""
    return [text[start:end] for start, end, _ in spans_of(text)]


def test_a_text_with_figures_is_equal_to_its_plain_text() -> None:
    text = sourced("880人", CODE)
    assert text == "880人" and hash(text) == hash("880人") and told(text) == ["880人"]
    assert type(str(text)) is str and f"有{text}" == "有880人"
    assert sourced("", CODE) == "" and type(sourced("1", "")) is str


def test_figures_stay_what_they_are_where_texts_are_joined_and_trimmed() -> None:
    text = "现有学生" + sourced("880人", CODE) + "。"
    assert told(text) == ["880人"]
    assert told(text.rstrip("。")) == ["880人"]
    assert told(text.rstrip("。人")) == []
    assert told(join_texts((text, "；", text), "、")) == ["880人", "880人"]


@settings(max_examples=25)
@given(TEXTS, TEXTS)
def test_marks_are_read_as_they_were_written(one: str, other: str) -> None:
    text = join_texts((one, other))
    read = read_marks(marked(text))
    assert read == text and spans_of(read) == spans_of(text)
    assert without_marks(marked(text)) == text
    assert read_marks(marked(one) + marked(other)) == text


def test_marks_that_no_figure_stands_in_are_signs_like_others() -> None:
    for text in ("\ue002甲\ue003", "\ue002abc\ue00388\ue004", "\ue004\ue002"):
        assert read_marks(text) == text and spans_of(read_marks(text)) == ()


def test_a_copy_has_the_same_figures() -> None:
    text = sourced("880人", CODE)
    for each in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert each == text and spans_of(each) == spans_of(text)


def test_a_code_says_what_a_figure_is_of() -> None:
    codes = {
        FigureSource("在校生数").code,
        FigureSource("在校生数", "小学").code,
        FigureSource("在校生数", indicator="1").code,
    }
    assert len(codes) == 3 and all(len(each) == 7 for each in codes)
    assert fact_code("在校生数", Stage("小学")) == FigureSource("在校生数", "小学").code
    assert code_for(CODE, LACKING)[:-1] == CODE[:-1] and code_for(CODE, LACKING) != CODE
