"""教师数量充足 in a text that says 教师数量不足."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of, may_claim
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_BOUND = r"(?:^|(?<=[，。；：、！？（）()\n]))"
_HINT = "请核对；说的不是同一范围的，写明各是哪里"


class _Words(NamedTuple):
    """What finds that there is enough of something, or too little."""

    enough: re.Pattern[str]
    short: re.Pattern[str]
    cue: re.Pattern[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    things, prose = dictionary.vocabulary.things, dictionary.vocabulary.prose
    degrees = rf"(?:{any_of(things.degrees)})*"
    name = rf"(?P<name>[一-鿿]{{0,8}}?(?:{any_of(things.supplies)}))"
    solved = rf"[^，。；\n]{{0,10}}(?:{any_of(things.solved)})"
    enough, short = any_of(things.ample), any_of(things.scarce)
    return _Words(
        late_regex(rf"{_BOUND}{name}{degrees}(?:{enough})"),
        late_regex(rf"{_BOUND}{name}{degrees}(?:{short})(?!{solved})"),
        late_regex(rf"{enough}|{short}"),
        late_regex(rf"^(?:[{NUMERAL_SIGNS}]+是|{any_of(prose.openings)}|[但而且])+(?=..)"),
    )


def check_opposites(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where a text says of one thing that there is enough, and that there is not."""
    words, claims = _words_of(known.dictionary), known.dictionary.vocabulary.claims
    enough: dict[str, SaidWords] = {}
    short: dict[str, SaidWords] = {}
    for part in text.parts_with(words.cue):
        for pattern, told in ((words.enough, enough), (words.short, short)):
            for found in pattern.finditer(part.text):
                if may_claim(part.text, found.start(), claims):
                    said = SaidWords(part, *found.span())
                    told.setdefault(_name(found, words.opening), said)
    for name, ample in enough.items():
        scarce = short.get(name)
        if scarce is not None:
            yield from remind_of_both(TextRule.CLAIMS_DIFFER, ample, scarce, _HINT)


def _name(found: re.Match[str], opening: re.Pattern[str]) -> str:
    """What it is said of, without what changes nothing."""
    return opening.sub("", found["name"])
