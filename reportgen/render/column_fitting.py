"""What stands in the columns of a table → how wide they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import starmap

from reportgen.model.page_layout import SIZE_TABLE

# What the edges of a cell take of its width.
USUAL_EDGES, SMALL_EDGES = 124, 66
USUAL_HALF = SIZE_TABLE * 5
"""How many twips wide half a character of a table's text is."""
# What a digit needs of half a character: the typefaces that replace a missing one are wide. Between
# it and a Chinese character there is a gap.
_DIGIT, _GAPS = 1.3, 1
_PART = "\0"


def natural_widths(
    columns: Iterable[Iterable[str]],
    width: float,
    *,
    half: int = USUAL_HALF,
    edges: int = USUAL_EDGES,
) -> tuple[float, ...]:
    """How wide columns with these texts are in a table of that width, in twips.

    `half` is the width of half a character, `edges` what a cell needs besides its text.
    """
    return fit_widths([needed_halves(tuple(each)) * half + edges for each in columns], width)


def needed_halves(texts: Sequence[str]) -> float:
    """How many halves of a character the widest of the texts needs."""
    sizes = map(len, _PART.join(texts).encode().split(_PART.encode()))
    # Many texts of a column are as long as another.
    return max(starmap(_halves, set(zip(map(len, texts), sizes, strict=False))))


def _halves(length: int, size: int) -> float:
    """What a text of so many characters and bytes needs; Chinese characters have three."""
    wide = (size - length) / 2
    mixed = 0 < wide < length
    return 2 * wide + _DIGIT * (length - wide) + _GAPS * mixed


def fit_widths(wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """How wide each column is that wants to be so wide, all together having that width.

    Where there is room for all, each gets its part of what is left over. Where there is not, those
    that want no more than an equal part get what they want, and the others share the rest by what
    they want.
    """
    if sum(wanted) <= width or not wanted:
        spare = (width - sum(wanted)) / max(1, len(wanted))
        return tuple(each + spare for each in wanted)
    room, wide = width, set(range(len(wanted)))
    while modest := [at for at in wide if wanted[at] <= room / len(wide)]:
        room -= sum(wanted[at] for at in modest)
        wide -= set(modest)
    total = sum(wanted[at] for at in wide)
    return tuple(each * room / total if at in wide else each for at, each in enumerate(wanted))


def display_width(text: str) -> int:
    """How many halves of a character wide: Chinese ones have three bytes, others one."""
    return (len(text) + len(text.encode())) // 2
