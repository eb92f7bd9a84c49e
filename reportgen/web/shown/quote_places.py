"""Where in a field's text the words stand that a problem is about."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.problems import Problem

NOWHERE = -1
"""In place of a place that is not known."""


def quote_place(problem: Problem, text: str, file: Sequence[str]) -> int:
    """The first character of the problem's quote in the text, which stands in the lines of the
    file somewhere; NOWHERE where the text does not have it.
    """
    if problem.quote is None:
        return NOWHERE
    lines = text.split("\n")
    number = _line_of(problem.location.line or 0, lines, file)
    begin = sum(len(line) + 1 for line in lines[:number])
    # Signs of Markdown stand in the text, and not in the paragraph that the quote was found in.
    at = text.find(problem.quote.text, begin + problem.quote.start)
    if at < 0:
        at = text.find(problem.quote.text, begin)
    return at if at >= 0 else text.find(problem.quote.text)


def _line_of(number: int, lines: Sequence[str], file: Sequence[str]) -> int:
    """Which of the lines is the file's line of that number (from 1); the first if none is."""
    plain = [line.strip() for line in lines]
    for place in range(len(lines)):
        begin = number - 1 - place
        beside = file[max(begin, 0) : begin + len(lines)]
        if begin >= 0 and [line.strip() for line in beside] == plain:
            return place
    return 0
