"""Paragraphs and headings that begin with whom all their numbers are of."""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.stated_quantity import HERE, QuantityScope, StatedQuantity
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_NUMBERED = (
    rf"^\s*+(?:[—–·•●■◆-]+|(?:[{NUMERAL_SIGNS}]{{1,3}}|\d{{1,2}})[、.．]"
    rf"|[（(](?:[{NUMERAL_SIGNS}]{{1,3}}|\d{{1,2}})[）)])?\s*+"
)
_LONGEST_HEADING = 24
_NO_HEADING = late_regex("[。，；：]|[0-9]{2}")


class LeadReader:
    """Reads paragraphs in order, each knowing the heading that it stands under."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._pattern = lexicon, _pattern(lexicon.prose.leads)
        self._heading = HERE

    def apply(self, text: str, stated: tuple[StatedQuantity, ...]) -> tuple[StatedQuantity, ...]:
        """The numbers of a paragraph; those that say nothing else are told whose they are."""
        lead = self._read(text)
        return stated if lead is HERE else tuple([_led(each, lead) for each in stated])

    def _read(self, text: str) -> QuantityScope:
        """Whose the numbers of a paragraph are; a heading holds for those behind it."""
        found = self._pattern.match(text)
        lead = self._scope(found["who"]) if found else HERE
        plain = text.strip()
        if plain and len(plain) <= _LONGEST_HEADING and not _NO_HEADING.search(plain):
            self._heading = lead
        return self._heading if lead is HERE else lead

    def _scope(self, who: str) -> QuantityScope:
        stage = self._lexicon.stages.get(who, "")
        return HERE._replace(stage=stage) if stage else HERE._replace(whose=who)


def _led(stated: StatedQuantity, lead: QuantityScope) -> StatedQuantity:
    """The number with whose it is, where it does not say so itself."""
    scope = stated.scope
    if scope.stage or scope.grade or scope.whose:
        return stated
    led = copy(stated)
    led.scope = scope._replace(stage=lead.stage, whose=lead.whose)
    return led


@lru_cache(maxsize=8)
def _pattern(leads: tuple[str, ...]) -> re.Pattern[str]:
    told = "|".join(sorted(map(re.escape, leads), key=lambda word: (-len(word), word)))
    # 全县幼儿园32所；在园幼儿8580人: what is counted first is whose the others are.
    return late_regex(
        rf"{_NUMBERED}(?:[全我本][县市区镇乡州旗])?(?P<who>{told or '(?!)'})"
        r"(?:教育|阶段|学段|部分|方面|情况)?(?:[。：:]|\s*$|(?:[\u4e00-\u9fff]{0,2}[校学])?(?:共?有)?\d+所[；;])"
    )
