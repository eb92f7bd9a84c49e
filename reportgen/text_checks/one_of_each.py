"""科学教室、音乐教室、美术教室各1间 are three: held against the count before or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_N = rf"(?:\d{{1,3}}|[{NUMERAL_SIGNS}两])"
_UNIT = "[个间处套名人位台块张条盏架副所]"
_ROW = r"[^，。；：、（）()\d]{1,12}(?:[、和及与][^，。；：、（）()\d]{1,12})+"
_EACH = rf"各(?:有|设|配备?|建)?(?P<each>{_N})(?P<unit>{_UNIT})"
# 音乐、体育、美术专职教师各1名，共4名.
_BEHIND = late_regex(
    rf"(?:^|(?<=[，。；：、（(]))(?P<row>{_ROW}){_EACH}[，,]?(?:一?共计?|合计|总共|总计)(?:有)?(?P<at>(?P<many>{_N})(?P=unit))"
)
# 专用教室5间，…。其中科学教室、音乐教室…各1间。
_BEFORE = late_regex(
    rf"(?P<at>(?P<many>{_N})(?P<unit>{_UNIT}))(?:[，,][^。；：（）()]{{0,30}})?(?:[。，；]?(?P<among>其中|分别[为是]?|包括|即)[：:，]?|[：:（(])"
    rf"(?P<row>{_ROW})各(?:有|设|配备?|建)?(?P<each>{_N})(?P=unit)(?=[。；）)]|$)"
)
_CUE = late_regex(rf"各[有设配建]?备?{_N}{_UNIT}")
_SPLIT = late_regex("[、和及与]")
_OPEN = ("等", "以及", "每", "共")
_AMONG, _FEWEST = "其中", 2
_HINT = "请核对，使数与所列的一致"


def check_one_of_each(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each count that they do not come to."""
    for part in text.parts_with(_CUE):
        for pattern in (_BEHIND, _BEFORE):
            for found in pattern.finditer(part.text):
                yield from _check(part, found)


def _check(part: TextPart, found: re.Match[str]) -> Iterator[TextFinding]:
    row = _SPLIT.split(found["row"])
    total, said = _number(found["each"]) * len(row), _number(found["many"])
    # 材料和器材室 may be one name or two.
    least = _number(found["each"]) * (found["row"].count("、") + 1)
    few = said > total and found.groupdict().get("among") == _AMONG
    if least <= said <= total or few or len(row) < _FEWEST or row[-1].endswith(_OPEN):
        return
    unit = found["unit"]
    message = (
        f"文中写的是“{found['at']}”，“{'、'.join(row)}”各 {found['each']}{unit}是 {total}{unit}"
    )
    yield remind(TextRule.COUNT, part, found.span("at"), message, _HINT)


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_numeral(told.replace("两", "二")) or 0
