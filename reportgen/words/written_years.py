"""Years as people write them: 2024, 2024 年度, ２０２４学年, 二〇二四, 2024.0, 2024—2025学年."""

from __future__ import annotations

import re
import unicodedata

from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import DIGIT_SPELLINGS, read_digits

_SIGNS = late_regex(rf"[{DIGIT_SPELLINGS}○0-9]{{4}}(?=学?年|$)")
_DECIMALS = late_regex(r"(?<=^\d{4})\.0+$")
_YEAR = late_regex(r"((?:18|19|20)\d\d)(?:学?年度?)?")
_SCHOOL_YEAR = late_regex(r"((?:18|19|20)\d\d)[-—–~/至到]+(\d{4}|\d\d)学年度?")
_SHORT = late_regex(r"\d\d")
_NAUGHTS = str.maketrans("○0", "〇〇")


def plain_year(text: str) -> str:
    """The text in plain digits and without blanks, 公元 and the decimals of a number."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("公元")
    return _DECIMALS.sub("", _SIGNS.sub(_digits, plain)).rstrip("。．.;；,，、!！")


def _digits(found: re.Match[str]) -> str:
    signs = found.group()
    read = None if signs.isdigit() and signs.isascii() else read_digits(signs.translate(_NAUGHTS))
    return signs if read is None else str(read)


def read_years(text: str) -> tuple[int, ...]:
    """The year that the text says and nothing else; the two of a school's year; else none."""
    plain = plain_year(text)
    if year := _YEAR.fullmatch(plain):
        return (int(year[1]),)
    if span := _SCHOOL_YEAR.fullmatch(plain):
        first, last = int(span[1]), int(span[2])
        return (first, first + 1) if last % 100 == (first + 1) % 100 else ()
    return ()


def is_short_year(text: str) -> bool:
    """Whether it is two digits, as 24 is."""
    return _SHORT.fullmatch(plain_year(text)) is not None
