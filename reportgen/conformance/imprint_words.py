"""A text → which line of a 版记 it would be."""

from __future__ import annotations

from enum import IntEnum

from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_SENT = late_regex(r"主\s*送\s*[:：]")
_COPIED = late_regex(r"(?:抄\s*送|抄\s*报|分\s*送)\s*+[:：]?\s*+\S")
_SIGN = rf"[0-9０-９{NUMERAL_SIGNS}]"
_DATE = rf"{_SIGN}{{2,4}}\s*年\s*{_SIGN}{{1,3}}\s*月\s*{_SIGN}{{1,3}}\s*日"
_PRINTED = late_regex(rf"(?:.*\D)?{_DATE}\s*印\s*发$")
_LONGEST = 300


class ImprintKind(IntEnum):
    """What a line of the 版记 is, in the order in which they stand."""

    SENT = 1
    COPIED = 2
    PRINTED = 3


def imprint_kind(text: str) -> ImprintKind | None:
    """What line of a 版记 the text would be; None for none."""
    if len(text) > _LONGEST:
        return None
    if _SENT.match(text):
        return ImprintKind.SENT
    if _COPIED.match(text):
        return ImprintKind.COPIED
    return ImprintKind.PRINTED if _PRINTED.match(text) else None
