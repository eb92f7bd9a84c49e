"""Where the words of a problem stand in the text of its field."""

from __future__ import annotations

import pytest

from reportgen.problems import Location, Problem, Quote, warning
from reportgen.web.shown.quote_places import NOWHERE, quote_place

_TEXT = "一处。\n\n**又**一处。\n\n又一处。"
_FILE = ["学校: 甲", "引言: |", *(f"  {line}".rstrip() for line in _TEXT.split("\n")), "又一处。"]


def _problem(line: int, start: int, text: str = "一处") -> Problem:
    place = Location("学校.yaml", line=line, path="引言")
    return warning("x", "x", place)._replace(quote=Quote("x", 0, start, start + 2, text))


@pytest.mark.parametrize(
    ("line", "start", "at"), [(3, 0, 0), (5, 1, 10), (7, 1, 16), (1, 0, 0), (8, 0, 0)]
)
def test_the_line_tells_which_of_several_it_is(line: int, start: int, at: int) -> None:
    assert quote_place(_problem(line, start), _TEXT, _FILE) == at


def test_words_that_are_not_there_have_no_place() -> None:
    assert quote_place(_problem(3, 0, "两处"), _TEXT, _FILE) == NOWHERE
    assert quote_place(warning("x", "x", Location("学校.yaml")), _TEXT, _FILE) == NOWHERE


def test_a_text_of_one_line_is_found_whatever_its_line() -> None:
    assert quote_place(_problem(1, 3), "一处，又一处。", ["引言: 一处，又一处。"]) == 4
