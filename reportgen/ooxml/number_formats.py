"""A page's number → as its section prints it: Ⅱ is 2 where pages are numbered in Roman letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.ooxml.namespaces import W

_ROMAN = (
    *(
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
    ),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def printed_page(page: str, form: str) -> str:
    """The page's number in that `w:fmt` of a section; as given for a form that is not known, and
    for no number.
    """
    write = _FORMS.get(form)
    return write(int(page)) if write and page.isdigit() and int(page) else page


def page_form(section: Any) -> str:
    """The form of page numbers that a `w:sectPr` asks for; empty for figures."""
    numbering = section.find(f"{W}pgNumType") if section is not None else None
    form: str = numbering.get(f"{W}fmt", "") if numbering is not None else ""
    return form


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def _letter(number: int) -> str:
    """As Word counts: a to z, then aa to zz."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "numberInDash": lambda number: f"- {number} -",
}
