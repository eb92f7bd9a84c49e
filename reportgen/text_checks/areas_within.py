"""An area above the one that it is a part of: 厕所建筑面积96平方米，使用面积112平方米."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_AREA = r"(?:[为约达共是]|合计)*\s?(?P<{}>\d{{1,7}}(?:\.\d{{1,2}})?)\s?(?:平方米|㎡)"


class _Pair(NamedTuple):
    """What finds a part right behind its whole, and the name of the part."""

    pattern: re.Pattern[str]
    cue: re.Pattern[str]


@lru_cache(maxsize=8)
def _pairs(dictionary: FactDictionary) -> tuple[_Pair, ...]:
    return tuple(_read(dictionary.vocabulary.things.within))


def _read(within: Mapping[str, Sequence[str]]) -> Iterator[_Pair]:
    for part, wholes in within.items():
        of_whole, of_part = _AREA.format("whole"), _AREA.format("part")
        told = rf"(?P<name>{any_of(wholes)}){of_whole}"
        pattern = rf"{told}[，、；,（(](?:其中|实际)?(?P<at>{part}{of_part})"
        yield _Pair(late_regex(pattern), late_regex(part))


def check_areas_within(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where the part is larger than its whole."""
    for pair in _pairs(known.dictionary):
        for part in text.parts_with(pair.cue):
            for found in pair.pattern.finditer(part.text):
                if Decimal(found["part"]) > Decimal(found["whole"]):
                    message = f"“{found['at']}”比{found['name']} {found['whole']}平方米还大"
                    hint = "请核对两个面积"
                    yield remind(TextRule.RELATION, part, found.span("at"), message, hint)
