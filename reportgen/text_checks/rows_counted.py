"""门卫、值班、巡查、消防四项制度: a row of names held against the count that stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ThingWords
from reportgen.quantities.claims import any_of
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_FEWEST, _MOST, _MOST_COUNTS, _LONGEST_ROW = 2, 20, 50, 120
# Who leaves out more of a row than this writes 等 or means others.
_FARTHEST = 2
_N = rf"(?P<n>[{NUMERAL_SIGNS}两]{{1,3}}|\d{{1,2}})"
_BRACKETED = late_regex(r"（[^（）]{0,40}）|\([^()]{0,40}\)|[“”‘’]|《[^《》]{0,40}》")
_ROW = late_regex(r"(?:[一-鿿A-Za-z0-9]{1,12}、)+[一-鿿A-Za-z0-9]{1,12}$")
_JOINED = late_regex("[和及与]")
_TOTAL = late_regex("[，,]?(?:一共|总共|共计?|合计)(?:有|设有?|建有|配有)?$")
_BARE = ("部门", "单位", "学科", "街道", "乡镇")
_AND_OTHERS = late_regex("等等?(?:有关|相关|职能)?$")
_OPEN = ("按", "照", "等", "等等", "的", "共", "这", "了")


class _Words:
    """What finds a count behind a row, and where rows begin."""

    def __init__(self, things: ThingWords) -> None:
        kind = (
            rf"[“]?(?:[个项种类大条门块]|个大|大类){{1,2}}[一-鿿]{{0,4}}?(?:{any_of(things.kinds)})"
        )
        # 五部门 needs no measure word, 五个组 are what the names in the row end with.
        bare = rf"(?:{any_of(each for each in things.kinds if each in _BARE)})"
        self.count = late_regex(
            rf"(?<![第、\d{NUMERAL_SIGNS}两])(?P<at>{_N}(?![类级]标准)(?:{kind}|{bare}|个(?P<end>[组室部处科镇乡村队社]))(?![会里内外]))"
        )
        long, short = (
            any_of(each for each in things.opening_rows if (len(each) > 1) is long)
            for long in (True, False)
        )
        self.begin = late_regex(rf"(?:{long})|^(?:{short})(?=..)")


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary.vocabulary.things)


def check_rows_counted(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each count that is not that of the row before it."""
    words = _words_of(known.dictionary)
    for part in text.parts_with(_CUE):
        for found in islice(words.count.finditer(part.text), _MOST_COUNTS):
            yield from _check(part, found, words)


_CUE = late_regex(rf"、[^、。；：\n]{{1,14}}[{NUMERAL_SIGNS}两\d][个项种类大条门块部单学街乡]")


def _check(part: TextPart, found: re.Match[str], words: _Words) -> Iterator[TextFinding]:
    begin, end = found.span("at")
    before = part.text[max(begin - _LONGEST_ROW, 0) : begin]
    row = _row_before(before, words)
    said = _number(found["n"])
    if said is None or len(row) < _FEWEST or _may_be(row, said):
        return
    # 达标情况、规划实施进展情况、项目质量管理情况三个方面: the row may begin before 实施.
    if len(row) < said == len(_whole_row(before)):
        return
    if found["end"] and not all(each.endswith(found["end"]) for each in _unjoined(row)):
        return
    if more := _AND_OTHERS.search(row[-1]):
        # 甲局、乙局、丙局等二部门 are more than said; of fewer 等 tells.
        row = _unjoined([*row[:-1], row[-1][: more.start()]])
        if len(row) - (_JOINED.search(row[-1]) is not None) <= said:
            return
    if abs(len(row) - said) <= _FARTHEST and not row[-1].endswith(_OPEN):
        row = _unjoined(row)
        message = f"文中写的是“{found['at']}”，列出的是 {len(row)} 项（{'、'.join(row)}）"
        yield remind(TextRule.COUNT, part, (begin, end), message, "请核对，使数与所列的一致")


def _may_be(row: Sequence[str], said: int) -> bool:
    """Whether the row may be of so many: 质量和安全 of one or two, 安全组和宣传组 of two."""
    names = _unjoined(row)
    if len({each[-1:] for each in names}) == 1:
        return said == len(names)
    return said in (len(row), len(names))


def _row_before(before: str, words: _Words) -> list[str]:
    """The names in a row right before; none where it cannot be told where the row begins."""
    items: list[str] = []
    for item in reversed(_whole_row(before)):
        opened = list(words.begin.finditer(item))
        name = item[opened[-1].end() :] if opened else item
        items.append(name or item)
        if opened:
            break
    return items[::-1]


def _whole_row(before: str) -> list[str]:
    """All that stands in a row there, whatever opens it."""
    row = _ROW.search(_BRACKETED.sub("", _TOTAL.sub("", before).rstrip("“—-， ")))
    return row[0].split("、") if row else []


def _unjoined(row: Sequence[str]) -> list[str]:
    """The row with its last name as two, where it may be: 质量与管理 is one, 质量和安全 two."""
    last = _JOINED.split(row[-1])
    return [*row[:-1], *(last if len(last) == 2 and all(last) else row[-1:])]


def _number(told: str) -> int | None:
    value = int(told) if told.isdecimal() else read_numeral(told.replace("两", "二"))
    return value if value and _FEWEST <= value <= _MOST else None
