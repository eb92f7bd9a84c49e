"""Numbers of a list that were written in one text: 45、46、44."""

from __future__ import annotations

import unicodedata

from reportgen.late_regex import late_regex
from reportgen.load.faults import DoubtfulValue
from reportgen.model.facts import Fact
from reportgen.model.form_labels import LIST_SEPARATOR

_SEPARATORS = late_regex(r"[,，;；\s]+")
_THOUSANDS = late_regex(r"\d{1,3}(?:,\d{3})+")


def split_list(text: str, fact: Fact) -> tuple[str, ...]:
    """The text of each number. Errors: DoubtfulValue for 1,200, where one such number can be."""
    if LIST_SEPARATOR in text:
        parts = text.split(LIST_SEPARATOR)
    else:
        _refuse_thousands(text, fact)
        parts = _SEPARATORS.split(text)
    return tuple(part.strip() for part in parts if part.strip())


def _refuse_thousands(text: str, fact: Fact) -> None:
    plain = unicodedata.normalize("NFKC", text).strip()
    number = plain.replace(",", "")
    if _THOUSANDS.fullmatch(plain) and (fact.high is None or int(number) <= fact.high):
        raise DoubtfulValue(text, (number, plain.replace(",", LIST_SEPARATOR)))
