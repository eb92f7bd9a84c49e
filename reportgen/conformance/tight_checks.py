"""What is higher than its line or its row where these cannot grow: Word shows only a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, Decimal

from reportgen.conformance.document import FormattedCell, FormattedParagraph
from reportgen.conformance.finding import (
    LayoutPlace,
    Mismatch,
    QuotedWords,
    describe_cell,
    describe_place,
)
from reportgen.conformance.manuscript import Manuscript
from reportgen.conformance.measures import SINGLE, plain, size_words
from reportgen.model.layout_profile import Requirement

_EXACT = "exact"
# The ink of a character is a little lower than its size.
_INK = Decimal("0.95")
# No letter that is not full-width is narrower.
_NARROW = Decimal("0.2")
_FULL = "\u2e80"


def check_tight_pictures(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Pictures, charts and objects within a line of a fixed height that is lower than they are."""
    for place, paragraph in placed(manuscript):
        pitch = _fixed(paragraph)
        if pitch and paragraph.picture > pitch:
            found = f"图片高{plain(paragraph.picture)}磅，行距是固定值{plain(pitch)}磅，图被切掉"
            yield Mismatch(place, found, requirement.weight)


def check_tight_text(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Characters that are higher than the fixed height of their line."""
    for place, paragraph in placed(manuscript):
        pitch, size = _fixed(paragraph), _largest(paragraph)
        if pitch and pitch < size * _INK:
            found = f"{size_words(size)}的字，行距是固定值{plain(pitch)}磅，字被切掉一截"
            yield Mismatch(place, found, requirement.weight)


def check_tight_rows(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Rows of a fixed height whose cells hold more than that, at the least that it can take."""
    for cell in manuscript.document.cells:
        height = Decimal(cell.height) / 20
        if height and _least_height(cell) > height:
            place = describe_cell(cell, next((each.typed for each in cell.paragraphs), ""))
            found = f"行高是固定值{plain(height)}磅，排不下这一格，下面的看不见"
            yield Mismatch(place, found, requirement.weight)


def placed(manuscript: Manuscript) -> Iterator[tuple[LayoutPlace, FormattedParagraph]]:
    """Every paragraph that holds something, in tables and text boxes too, and where it is."""
    parts = {part.paragraph.number: part for part in manuscript.parts}
    for at, each in enumerate(manuscript.document.paragraphs, 1):
        if each.text and each.number in parts:
            yield describe_place(parts[each.number]), each
        elif each.picture:
            yield _place_of_picture(each.number, at), each
    for cell in manuscript.document.cells:
        for each in cell.paragraphs:
            if each.text or each.picture:
                yield describe_cell(cell, each.typed), each


def _place_of_picture(number: int, at: int) -> LayoutPlace:
    short = f"第{number}段之后的图片" if number else "开头的图片"
    return LayoutPlace(short, quoted=(QuotedWords(0, 0, ""),), at=at)


def _fixed(paragraph: FormattedParagraph) -> Decimal:
    """The fixed height of its lines in points; 0 where they grow."""
    spacing = paragraph.shape.spacing
    return Decimal(spacing.line) / 20 if spacing.rule == _EXACT else Decimal(0)


def _largest(paragraph: FormattedParagraph) -> Decimal:
    sizes = (run.look.points for run in paragraph.runs if run.text.strip() and not run.look.raised)
    return max(sizes, default=Decimal(0))


def _least_height(cell: FormattedCell) -> Decimal:
    """The least that its paragraphs take, down to the last that holds something."""
    last = max((at for at, each in enumerate(cell.paragraphs, 1) if _holds(each)), default=0)
    return sum((_least_of(each, cell.width) for each in cell.paragraphs[:last]), Decimal(0))


def _holds(paragraph: FormattedParagraph) -> bool:
    return bool(paragraph.text or paragraph.picture)


def _least_of(paragraph: FormattedParagraph, width: int) -> Decimal:
    lines = _least_lines(paragraph, Decimal(width) / 20)
    return max(paragraph.picture, lines * _least_line(paragraph))


def _least_line(paragraph: FormattedParagraph) -> Decimal:
    spacing, size = paragraph.shape.spacing, paragraph.look.points
    given = Decimal(spacing.line) / 20
    if spacing.rule == _EXACT:
        return given
    return max(given, size) if spacing.rule == "atLeast" else size * spacing.line / SINGLE


def _least_lines(paragraph: FormattedParagraph, width: Decimal) -> Decimal:
    """One for each that was typed; more where the characters cannot stand in the cell's width."""
    typed = paragraph.typed.rstrip().count("\n") + 1
    if width <= 0:
        return Decimal(typed)
    filled = (_width(paragraph) / width).to_integral_value(ROUND_CEILING)
    return max(Decimal(typed), filled)


def _width(paragraph: FormattedParagraph) -> Decimal:
    return sum((_least_width(run.text) * run.look.points for run in paragraph.runs), Decimal(0))


def _least_width(text: Iterable[str]) -> Decimal:
    full = sum(1 for sign in text if sign >= _FULL)
    return full + (sum(1 for _ in text) - full) * _NARROW
