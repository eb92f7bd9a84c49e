"""A number and one of Word's forms for it (`w:numFmt` of a list, `w:fmt` of pages) → as Word writes
it: 二, II, ②.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.words.chinese_numerals import write_digits, write_numeral
from reportgen.words.ordinals import CIRCLED

_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
)
_POSITIONAL = (
    "ideographDigital",
    "japaneseDigitalTenThousand",
    "taiwaneseDigital",
    "taiwaneseCounting",
)
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# What is longer than any list or document is damage, and a letter for each of its rounds too many.
_LARGEST = 9999


def write_number(number: int, form: str) -> str:
    """The number in that form; in digits for a form that is not known, and for what has no place in
    it (0 in Roman letters).
    """
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= _LARGEST else str(number)


def _chinese(number: int) -> str:
    return write_numeral(number) if number < 100 else str(number)


def _positional(number: int) -> str:
    return write_numeral(number) if number <= 10 else write_digits(str(number))


def _circled(number: int) -> str:
    return CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)


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
    **dict.fromkeys(_CHINESE, _chinese),
    **dict.fromkeys(_POSITIONAL, _positional),
    **dict.fromkeys(_CIRCLED, _circled),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "numberInDash": lambda number: f"- {number} -",
}
