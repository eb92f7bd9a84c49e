"""What a text must be for a workbook to hold it: no sign that XML forbids, and no more of it than
Excel takes. Excel counts as UTF-16 does.
"""

from __future__ import annotations

from reportgen.late_regex import late_regex

LONGEST_TEXT = 32_767
"""The most that a cell holds."""

# Each sign counts two at most.
_SURELY_SHORT = LONGEST_TEXT // 2
_ILLEGAL = late_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# By which a workbook writes a sign as its number: `_x0041_` would be read as A.
_NUMBERED = late_regex("_(?=x[0-9A-Fa-f]{4}_)")
_MORE = "…"


def clean(text: str) -> str:
    """The text without what a workbook cannot hold."""
    return _ILLEGAL.sub("", text)


def cell_text(text: str) -> str:
    """The text as a cell holds it; one that is too long ends in `…`."""
    # Nearly all texts: none of the signs that are searched for can be printed.
    if len(text) <= _SURELY_SHORT and text.isprintable():
        return text
    plain = _ILLEGAL.sub("", text)
    return plain if len(plain) <= _SURELY_SHORT else cut(plain, LONGEST_TEXT)


def is_cut(text: str) -> bool:
    """Whether a cell does not hold the whole text."""
    return text_size(clean(text)) > LONGEST_TEXT


def inline_text(text: str) -> str:
    """The text as it stands in the XML of a cell or comment."""
    return _NUMBERED.sub("_x005F_", cell_text(text))


def cut(text: str, longest: int) -> str:
    """The text, or so much of it that it ends in `…` with `longest` units of UTF-16."""
    if text_size(text) <= longest:
        return text
    units = text.encode("utf-16-le")[: 2 * (longest - 1)]
    return units.decode("utf-16-le", "ignore") + _MORE


def text_size(text: str) -> int:
    """How long Excel takes the text to be."""
    return len(text) if text.isascii() else len(text) + sum(sign > "\uffff" for sign in text)
