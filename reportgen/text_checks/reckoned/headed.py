"""What stands under the heading of a stage is of that stage, where it does not say so itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextPart
from reportgen.quantities.lexicon import Lexicon
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_ORDINAL = rf"[（(]?(?:[{NUMERAL_SIGNS}]{{1,3}}|\d{{1,2}})[）)、.．]\s*"
_HEADING = late_regex(rf"{_ORDINAL}[^。；，]{{1,24}}$|[^。；，、\d]{{2,12}}$")
_LONGEST = 30


def with_headings(text: ReadText) -> tuple[StatedIn, ...]:
    """What the text states, that under a stage's heading with its stage."""
    stages = list(_stages_of(text.parts, text.lexicon))
    if not any(stages):
        return text.stated
    return tuple(_in_stage(each, stages[each.at]) for each in text.stated)


def _in_stage(each: StatedIn, stage: str) -> StatedIn:
    scope = each.quantity.scope
    if not stage or scope.stage or scope.grade:
        return each
    quantity = copy(each.quantity)
    quantity.scope = scope._replace(stage=stage)
    return StatedIn(each.at, each.part, quantity)


def _stages_of(parts: Sequence[TextPart], lexicon: Lexicon) -> Iterator[str]:
    """The stage of each paragraph: that of the heading before it, or at its own beginning."""
    stage = ""
    for part in parts:
        text = part.text.strip()
        own = _pattern(lexicon).match(text)
        if own is not None:
            stage = lexicon.stages[own["stage"]]
        elif len(text) < _LONGEST and _HEADING.match(text):
            stage = ""
        yield stage


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    stages = "|".join(sorted(map(re.escape, lexicon.stages), key=len, reverse=True)) or "(?!)"
    return late_regex(
        rf"(?:{_ORDINAL})?(?P<stage>{stages})(?:情况|方面|办学条件|资源配置|指标|教育)?(?:[：:。]|$)"
    )
