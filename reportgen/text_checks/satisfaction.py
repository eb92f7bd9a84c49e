"""满意的占86%，基本满意的占12%，不满意的占3%: the levels that are all there are come to 100%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_LEVEL = (
    r"(?:表示)?“?(?:非常|很|十分|比较|较|基本|不太|不)?(?:满意|了解)”?"
    r"(?:的|率|度|占|为|是|达到?|人数|家长|\d+[人份名]，?)*(?:\d+(?:\.\d+)?)[%％]"
)
_ROW = late_regex(rf"{_LEVEL}(?:[，、；,和]{_LEVEL}){{1,4}}(?=[。；，）)\n]|$)")
_SHARE = late_regex(r"(\d+(?:\.\d+)?)[%％]")
_CUE = late_regex("不满意")
_WORST, _BEST = late_regex("不满意[^，、；]*$"), late_regex("^(?:表示)?“?(?:非常|很|十分)?满意")
_ALL, _STEP = Decimal(100), Decimal("0.1")


def check_satisfaction(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for a row from the best level to the worst that comes to another sum."""
    for part in text.parts_with(_CUE):
        yield from _check(part)


def _check(part: TextPart) -> Iterator[TextFinding]:
    for found in _ROW.finditer(part.text):
        shares = [Decimal(share) for share in _SHARE.findall(found[0])]
        total, whole = sum(shares, Decimal(0)), _BEST.search(found[0]) and _WORST.search(found[0])
        if whole and abs(total - _ALL) > _STEP * len(shares):
            message = f"“{found[0]}”相加是 {format_short(total)}%，应为 100%"
            yield remind(TextRule.PERCENTAGE, part, found.span(), message, "请核对百分比")
