"""A number that knows what it is of, so that what is printed of it does."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.numbers import PrintedFigure


class SourcedFigure(Decimal):
    """A figure of that `code` (`figure_source`); what is computed with it is a plain number."""

    __slots__ = ("code",)
    code: str


class SourcedPrintedFigure(PrintedFigure):
    """A `PrintedFigure`, likewise."""

    __slots__ = ("code",)
    code: str


def sourced_figure(value: Decimal, code: str) -> Decimal:
    """The number as a figure of that code."""
    kind = SourcedPrintedFigure if isinstance(value, PrintedFigure) else SourcedFigure
    made = kind(value)
    made.code = code
    return made


def figure_code(value: object) -> str:
    """The code of a figure; empty for any other value."""
    return value.code if isinstance(value, (SourcedFigure, SourcedPrintedFigure)) else ""
