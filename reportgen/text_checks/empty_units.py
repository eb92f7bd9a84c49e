"""Units in front of which the number is missing: 占地面积平方米, 现有学生人, 个教学班."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.wordings import Wordings
from reportgen.quantities.lexicon import Lexicon
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText

_LINK = re.compile("(?:分别)?(?:为|达到?|约为?|有|共有?|是)?$")
_UNIT = re.compile(
    r"(?:[万亿]?(?:平方[米公]里?|㎡|公[顷里]|亩|千米|元|[人名册台套间所])|个(?:教学)?班|个百分点|[%％])"
    r"(?=[，。；、,;）)]|$)"
)
_LONGEST = 12
_COUNTED = re.compile(
    r"(?:^|(?<=[，。；：、（])|现有|共有|设有|开设|现设|下设)(?P<at>个(?:教学班|班级?|年级)|名(?:学生|教师|教职工)|所(?:学校|教学点)|间(?:教室|专用教室|办公室))"
    r"(?=[，。；、,;）)])"
)
_DATED = re.compile(r"(?:^|[，。；（始于自从在至])(?P<at>年月(?:日)?)(?=[建成立起底，。；]|创办)")
_RATIO = re.compile(r"比(?:为|是|达到?)?\s?(?P<at>[1１]?[：:∶](?=[，。；、）]|$))")
_MESSAGE, _HINT = "单位前面没有数：“{}”", "请填上数；没有这一项的，删去"


def check_empty_units(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each unit that stands right behind what is counted in it."""
    yield from find_all(_RULES, text.parts)
    ends = _ends(text.lexicon, text.wordings)
    for part in text.parts:
        for found in _UNIT.finditer(part.text):
            before = part.text[max(found.start() - _LONGEST, 0) : found.start()].rstrip()
            if before and not before[-1].isdigit() and _LINK.sub("", before).endswith(ends):
                message = _MESSAGE.format(f"{before[-6:]}{found[0]}")
                yield remind(TextRule.EMPTY_UNIT, part, found.span(), message, _HINT)


_RULES = tuple(
    PatternRule(TextRule.EMPTY_UNIT, each, _MESSAGE, _HINT) for each in (_COUNTED, _DATED, _RATIO)
)


@lru_cache(maxsize=8)
def _ends(lexicon: Lexicon, wordings: Wordings) -> tuple[str, ...]:
    """What stands before a number: the words of facts, but for those of a count (人数)."""
    words = {word for word in lexicon.before if len(word) > 1 and not word.endswith(("数", "班"))}
    return tuple(sorted({*words, *wordings.counted}))
