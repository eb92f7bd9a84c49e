"""So often in each term, and so often in the year: 每学期召开2次家长会，全年共召开6次; so many
classes in each grade, and so many in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_N = rf"(?:\d{{1,3}}|[{NUMERAL_SIGNS}两]{{1,3}})"
_UNIT = "次|场|期|届|回"
_DO = "召开|举行|举办|开展|组织|进行|安排|演练|检查"
# 每月 is told of nine to twelve months in the year, and 每季度 of four quarters.
_TIMES = {"学期": (2, 2), "季度": (4, 4), "半年": (2, 2), "月": (9, 12)}
_IN_YEAR = late_regex(
    rf"每(?:个)?(?P<each>学期|季度|半年|月)[^，。；、\d]{{0,8}}?(?P<n>{_N})(?P<unit>{_UNIT})(?P<what>[^，。；\d{NUMERAL_SIGNS}]{{0,14}})[，,]"
    rf"(?:全年|一年|每年|全学年|每学年|学年)(?P<total>(?:共计?|累计|合计|总共|一共)?(?:{_DO})?(?:了)?(?P<many>{_N})(?P=unit))(?=[，。；]|$)"
)
_CUE = late_regex("全年|一年|每年|学年")
_PER_GRADE = late_regex(
    rf"(?:(?P<grades>{_N})个年级[^。；]{{0,6}})?每(?:个)?年级(?:均|都|各)?(?:有|设|设有)?(?P<n>{_N})个(?:教学)?班[，,]?"
    rf"(?:(?P<grades2>{_N})个年级)?(?:全校|学校|全部)?(?P<total>(?:共计?|合计|总共)?(?:有|设)?(?:教学班)?(?P<many>{_N})个(?:教学)?班?)(?=[，。；]|$)"
)
_GRADE_CUE = late_regex("每个?年级")
_HINT = "请核对这几个数"


def check_frequencies(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each number in all that is not so many times what there is in each."""
    for part in text.parts_with(_CUE):
        for found in _IN_YEAR.finditer(part.text):
            low, high = (_number(found["n"]) * times for times in _TIMES[found["each"]])
            if not low <= _number(found["many"]) <= high:
                yield _finding(part, found, f"{low}" if low == high else f"{low}～{high}")
    for part in text.parts_with(_GRADE_CUE):
        for found in _PER_GRADE.finditer(part.text):
            grades = found["grades"] or found["grades2"]
            made = _number(grades) * _number(found["n"]) if grades else 0
            if made and made != _number(found["many"]):
                yield _finding(part, found, f"{made}")


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_numeral(told.replace("两", "二")) or 0


def _finding(part: TextPart, found: re.Match[str], value: str) -> TextFinding:
    message = f"“{found[0]}”：算起来是 {value}，文中写的是“{found['total']}”"
    return remind(TextRule.CALCULATION, part, found.span("total"), message, _HINT)
