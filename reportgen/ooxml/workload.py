"""The parts of a document → how much there is in them to look at: what is more than a document of a
thousand pages has takes minutes and hundreds of megabytes to check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_COSTS = {
    **{"p": 2, "r": 3, "tbl": 1, "tr": 1, "tc": 2, "sectPr": 5},
    **{"t": 1, "tab": 1, "br": 1, "cr": 1, "noBreakHyphen": 1, "fldChar": 1, "pgNum": 1},
    **{"bookmarkStart": 1, "drawing": 1, "pict": 1, "txbxContent": 5, "instrText": 1},
}
"""What each takes, in fortieths of a millisecond."""
_NUMBER_COST, _SIGNS_FOR_ONE = 7, 24
_NUMBER = late_regex(rf"[\d〇{NUMERAL_SIGNS}百千]+")
_TAGS = {f"{W}{name}": cost for name, cost in _COSTS.items()}
_TEXT, _CELL = f"{W}t", f"{W}tc"


class Workload(NamedTuple):
    """What there is to look at. A number in a cell is no statement, so that each cell has one free
    of cost.
    """

    elements: Mapping[str, int]
    signs: int
    numbers: int

    @property
    def cost(self) -> int:
        """What looking at it takes, in fortieths of a millisecond."""
        stated = max(0, self.numbers - self.elements.get(_CELL, 0))
        own = sum(_TAGS[tag] * count for tag, count in self.elements.items())
        return own + stated * _NUMBER_COST + self.signs // _SIGNS_FOR_ONE

    def __str__(self) -> str:
        """What it is in Chinese: 12000个段落、36000处格式、0个表格格子、50万字、2万个数."""
        count = {name: self.elements.get(f"{W}{name}", 0) for name in ("p", "r", "tc")}
        pieces = f"{count['p']}个段落、{count['r']}处格式、{count['tc']}个表格格子"
        return f"{pieces}、{self.signs}个字、{self.numbers}个数"


def workload_of(parts: Iterable[Any]) -> Workload:
    """What there is in all of those parts' trees."""
    elements, signs, numbers = Counter[str](), 0, 0
    for each in (found for part in parts for found in part.iter(*_TAGS)):
        elements[each.tag] += 1
        if each.tag == _TEXT and each.text:
            signs += len(each.text)
            numbers += sum(1 for _ in _NUMBER.finditer(each.text))
    return Workload(elements, signs, numbers)
