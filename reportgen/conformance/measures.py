"""Effective values → the measures that requirements speak of: millimetres, characters, points,
lines a page.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from reportgen.conformance.document import (
    MILLIMETRE,
    FormattedDocument,
    FormattedParagraph,
    FormattedSection,
    Spacing,
)
from reportgen.named_tuple import NamedTuple

_SIZE_NAMES = {
    84: "初号",
    72: "小初",
    52: "一号",
    48: "小一",
    44: "二号",
    36: "小二",
    32: "三号",
    30: "小三",
    28: "四号",
    24: "小四",
    21: "五号",
    18: "小五",
}
SINGLE = 240
# A grid's line holds one line of type that is not higher than this many times its size.
LINE_OF_TYPE = Decimal("1.3")
_TENTH = Decimal("0.1")
_CHARACTER_GRIDS = ("linesAndChars", "snapToChars")
# A line that is a hundredth of a point too high still fits: programs round so.
_SLACK = Decimal("0.01")


class Pitch(NamedTuple):
    """The distance of lines in points, None where it depends on the typeface; and how it was
    set.
    """

    points: Decimal | None
    words: str


def millimetres(twips: int) -> Decimal:
    """A length in millimetres, to a tenth."""
    return (twips / MILLIMETRE).quantize(_TENTH, ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    """A number as messages print it: at most two decimals, no zeros at the end."""
    rounded = number.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{rounded:f}"


def size_words(points: Decimal) -> str:
    """三号（16磅）; a size without a name in points only."""
    name = _SIZE_NAMES.get(int(points * 2))
    return f"{name}（{plain(points)}磅）" if name else f"{plain(points)}磅"


def start_of(paragraph: FormattedParagraph) -> Decimal:
    """How far in the first line begins, in characters, blanks that were typed before it
    included.
    """
    return paragraph.shape.left + paragraph.shape.first + typed_blanks(paragraph)


def typed_blanks(paragraph: FormattedParagraph) -> Decimal:
    """The width of the blanks that the text begins with, in characters."""
    typed = paragraph.typed
    before = typed[: len(typed) - len(typed.lstrip())]
    return sum((Decimal(1) if sign == "\u3000" else Decimal("0.5") for sign in before), Decimal(0))


def line_pitch(paragraph: FormattedParagraph, section: FormattedSection) -> Pitch:
    """The distance of the paragraph's lines, as Word sets it."""
    spacing = paragraph.shape.spacing
    if spacing.rule == "exact":
        points = Decimal(spacing.line) / 20
        return Pitch(points, f"固定值{plain(points)}磅")
    if spacing.rule == "atLeast":
        return Pitch(None, f"最小值{plain(Decimal(spacing.line) / 20)}磅")
    multiple = Decimal(spacing.line) / SINGLE
    words = "单倍行距" if multiple == 1 else f"{plain(multiple)}倍行距"
    grid = grid_pitch(section, spacing)
    if grid is None or grid < paragraph.look.points * LINE_OF_TYPE:
        return Pitch(None, words)
    return Pitch(grid * multiple, f"{words}（文档网格每行{plain(grid)}磅）")


def grid_pitch(section: FormattedSection, spacing: Spacing) -> Decimal | None:
    """The height of a line of the page's grid in points; None where the paragraph does not keep
    to one.
    """
    kept = spacing.on_grid and section.page.grid.kind and section.page.grid.pitch
    return Decimal(section.page.grid.pitch) / 20 if kept else None


def lines_a_page(section: FormattedSection, pitch: Decimal) -> int:
    """How many lines of that pitch in points the text area holds."""
    height = Decimal(section.page.text_area[1]) / 20
    return int(((height + _SLACK) / pitch).to_integral_value(ROUND_FLOOR)) if pitch > 0 else 0


def characters_a_line(
    document: FormattedDocument, paragraph: FormattedParagraph, section: FormattedSection
) -> int:
    """How many full-width characters of the paragraph's type the text area's width holds."""
    advance = _advance(document, paragraph, section)
    width = Decimal(section.page.text_area[0]) / 20
    return int(((width + _SLACK) / advance).to_integral_value(ROUND_FLOOR)) if advance > 0 else 0


def _advance(
    document: FormattedDocument, paragraph: FormattedParagraph, section: FormattedSection
) -> Decimal:
    """How far one full-width character is from the next, in points.

    A grid adds its space to every character (ISO/IEC 29500-1, 17.6.5), or has cells as wide as a
    character of the document's usual size with that space, one for each.
    """
    own = paragraph.look.points + Decimal(paragraph.look.tracking) / 20
    grid = section.page.grid
    if grid.kind not in _CHARACTER_GRIDS or not paragraph.shape.spacing.on_grid:
        return own
    space = Decimal(grid.character_space) / 4096
    if grid.kind == _CHARACTER_GRIDS[0]:
        return own + space
    return Decimal(document.normal_size) / 2 + space
