"""Marks in the clerk's texts that are printed as they stand, for there are too many → Problems."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.school import Narrative, School
from reportgen.problems import Location, Problem, warning
from reportgen.sections.typed.markdown import find_passed_over
from reportgen.sections.typed.markup_bounds import PassedOver, may_be_crowded

_ENOUGH = 30


def check_passed_over(school: School) -> Iterator[Problem]:
    """A reminder for each paragraph, list or quotation whose marks are not read."""
    for text in school.narratives:
        if may_be_crowded(text.text):
            for excess in find_passed_over(text.text, bool(text.location.cell)):
                place = _find_place(excess, text)
                yield warning("crowded_markup", excess.message, place, excess.hint)


def _find_place(excess: PassedOver, text: Narrative) -> Location:
    """The first line that says what the excess begins with."""
    beginning = excess.beginning.strip().partition("\n")[0][:_ENOUGH]
    lines = enumerate(text.text.split("\n"))
    return text.line_location(next((at for at, line in lines if beginning in line), 0))
