"""The name of a bookmark round a figure ⇄ what it says: which figure it is, and its text.

So a document says by itself what each of its figures was when it was made. The name is hidden in
Word's list, has at most 40 letters, digits and `_`, and ends in a `_` that what a program adds to
the name of a copy stands behind.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from html import unescape

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_NAME = late_regex(r"_rg([0-9]{1,6})x([0-9]{1,6})_([0-9a-z]{7})_([^_]+)_")
_LONGEST = 40
_CLEAN = late_regex(r"[0-9a-z\u3007\u4e00-\u9fff]*")
# What stands for signs that no name has; the rest of a text is what it is.
_SIGNS = {
    **{".": "D", "%": "P", "∶": "R", "（": "B", "）": "E", "÷": "V", "×": "X", "、": "C"},
    **{" ": "S", "\u202f": "T", "-": "N", "—": "L", "+": "A", "㎡": "Q", "‰": "M", "，": "K"},
}
_WRITTEN, _READ = str.maketrans(_SIGNS), str.maketrans({v: k for k, v in _SIGNS.items()})
_PLAIN = str.maketrans(dict.fromkeys(_SIGNS, ""))
_DIGEST = "H"


class FigureBookmark(NamedTuple):
    """The figure of that code (`figure_source`), the `number`-th of `total` in the document, and
    its text when the document was made; a long one is known by its digest alone (`H0123abcd`).
    """

    code: str
    text: str
    number: int
    total: int

    @property
    def is_told(self) -> bool:
        """Whether the name says the text itself."""
        return not self.text.startswith(_DIGEST)

    def is_of(self, text: str) -> bool:
        """Whether that is the text that the figure had."""
        return text == self.text if self.is_told else _digest(text) == self.text


def figure_name(code: str, text: str, number: int, total: int) -> str:
    """The name of the bookmark round that figure; the text may have markup's entities."""
    head = f"_rg{number}x{total}_{code}_"
    written = text if text.isascii() and text.isdecimal() else _written(text)
    return f"{head}{written if len(head) + len(written) < _LONGEST else _digest(text)}_"


@lru_cache(maxsize=4_000)
def _written(text: str) -> str:
    """The text as a name has it, or its digest."""
    whole = _CLEAN.fullmatch(text.translate(_PLAIN))
    return text.translate(_WRITTEN) if whole else _digest(text)


def read_figure_bookmark(name: str) -> FigureBookmark | None:
    """What the name says; None for a bookmark round anything else."""
    found = _NAME.match(name)
    if found is None:
        return None
    number, total, code, text = found.groups()
    told = text if text.startswith(_DIGEST) else text.translate(_READ)
    return FigureBookmark(code, told, int(number), int(total))


def _digest(text: str) -> str:
    return _DIGEST + hashlib.sha256(unescape(text).encode()).hexdigest()[:8]
