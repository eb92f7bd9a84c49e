"""What stands in a table's columns → how wide they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from reportgen.model.page_layout import LANDSCAPE_WIDTH, SIZE_SMALL_TABLE
from reportgen.model.report import Cell

# Half a Chinese character of a small table, in twips: its size is in half points.
_HALF = SIZE_SMALL_TABLE * 5
_ROOM = LANDSCAPE_WIDTH // _HALF
# What stands in a cell besides its text, in such halves; a head wraps into so many lines.
_AROUND, _HEAD_LINES = 2, 5
# The columns that wrap get at least this much of the whole, and want no more each than so much.
_LEAST, _MOST_WANTED = 0.3, 30
# More rows are as wide as these.
_LOOKED_AT = 400


def fit_columns(
    header: Sequence[str], rows: Sequence[Sequence[Cell]], wrapping: Collection[int]
) -> tuple[float, ...]:
    """The columns' shares of a page on its side: figures in one line each.

    The columns at the places `wrapping` share what is left by what stands in them.
    """
    looked_at = rows[:_LOOKED_AT]
    wanted = [
        max(_longest(row[at].text for row in looked_at), -(-_width(head) // _HEAD_LINES)) + _AROUND
        for at, head in enumerate(header)
    ]
    figures = sum(each for at, each in enumerate(wanted) if at not in wrapping)
    texts = {at: min(wanted[at], _MOST_WANTED) for at in wrapping}
    factor = max(_ROOM - figures, _LEAST * _ROOM) / sum(texts.values())
    return _as_shares(
        [texts[at] * factor if at in texts else each for at, each in enumerate(wanted)]
    )


def _as_shares(widths: Sequence[float]) -> tuple[float, ...]:
    whole = sum(widths)
    return tuple(width / whole for width in widths)


def _longest(texts: Iterable[str]) -> int:
    return max(map(_width, texts), default=0)


def _width(text: str) -> int:
    """In halves of a Chinese character."""
    return len(text.encode("gbk", "replace"))
