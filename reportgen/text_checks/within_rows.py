"""A total and the row of its parts in one sentence, in one unit, whatever the parts are called:
探头32个，其中校门口4个、教学楼16个、宿舍楼12个; 更新240套，2024年120套、2025年110套.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from re import Match

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_UNIT = "个|台|间|套|件|处|块|幢|栋|辆|盏|部|组"
_NUMBER = r"\d{1,6}(?:\.\d{1,2})?"
_OTHER_NUMBER = r"[^，。；、\d每均类]{1,10}"
_PLACES = late_regex(
    rf"(?<![\d.])(?P<whole>{_NUMBER})(?P<unit>{_UNIT})，其中"
    rf"(?P<row>(?:{_OTHER_NUMBER}{_NUMBER}(?P=unit)[、和]){{2,9}}{_OTHER_NUMBER}{_NUMBER}(?P=unit))(?=[。；])"
)
_YEARS = late_regex(
    rf"(?<![\d.])(?P<whole>{_NUMBER})(?P<unit>{_UNIT})[，：]"
    rf"(?P<row>(?:20\d\d年[^，。；、\d]{{0,8}}{_NUMBER}(?P=unit)[、，和]){{1,6}}"
    rf"20\d\d年[^，。；、\d]{{0,8}}{_NUMBER}(?P=unit))(?=[。；）])"
)
_YEAR = late_regex(r"20\d\d年")
_PART = late_regex(_NUMBER)
_PLACES_CUE = late_regex("，其中")
_YEARS_CUE = late_regex(r"[，：]20\d\d年")
# Parts of places need not be all: a sum far below the total leaves some out.
_NEAR = Decimal("0.85")


def check_within_rows(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each total that its parts do not come to."""
    for part in text.parts_with(_PLACES_CUE):
        yield from _check(part, _PLACES.finditer(part.text), _NEAR)
    for part in text.parts_with(_YEARS_CUE):
        yield from _check(part, _YEARS.finditer(part.text), Decimal(0))


def _check(part: TextPart, rows: Iterator[Match[str]], least: Decimal) -> Iterator[TextFinding]:
    for found in rows:
        whole, parts = Decimal(found["whole"]), _PART.findall(_YEAR.sub("", found["row"]))
        together = sum(map(Decimal, parts), Decimal(0))
        if together != whole and together >= whole * least:
            unit, listed = found["unit"], "、".join(parts)
            message = f"“{listed}”相加是 {together}{unit}，文中写的是“{found['whole']}{unit}”"
            span = found.start("whole"), found.end("unit")
            yield remind(TextRule.PARTS, part, span, message, "请核对，使分项和总数一致")
