"""Measure words that do not go with what they count, and slips in their place: 实验室一口, 6规."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.wordings import Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_NUMBER = rf"(?:\d[\d.,]*万?|[{NUMERAL_SIGNS}百千万]{{1,6}})"
_END = r"(?=[，。；、：）（\s]|$)"
_SENTENCE_ENDS = "。；"
_NOTHING = late_regex("(?!)")


class _Misfits(NamedTuple):
    """What finds any of the measure words, and each noun with those that it cannot have."""

    cue: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]


def check_measures(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each measure word that does not fit the noun before its number, and for each
    character that stands for a measure word.
    """
    misfits, slips = _misfits(text.wordings), text.wordings.tables.after_numbers
    for part in text.parts_with(misfits.cue):
        yield from _check(part, misfits.patterns)
    for part in text.parts_with(_slip(text.wordings)):
        for found in _slip(text.wordings).finditer(part.text):
            around = part.text[max(found.start() - 6, 0) : found.end()]
            message = f"“{around}”：“{found[0]}”应为“{slips[found[0]]}”"
            yield remind(TextRule.WORDING, part, found.span(), message)


def _check(part: TextPart, patterns: Iterable[re.Pattern[str]]) -> Iterator[TextFinding]:
    found = [each for pattern in patterns for each in pattern.finditer(part.text)]
    wrong = {each.end("unit") for each in found}
    for each in found:
        if not _is_counted_before(part.text[: each.start()], each["unit"], wrong):
            message = f"“{each[0]}”：“{each['noun']}”不用量词“{each['unit']}”"
            hint = "请核对量词，或写明是什么"
            yield remind(TextRule.UNIT_WORD, part, each.span("at"), message, hint)


def _is_counted_before(before: str, unit: str, wrong: Set[int]) -> bool:
    """Whether the sentence counts something else by that measure word already, and rightly."""
    begin = max(before.rfind(sign) for sign in _SENTENCE_ENDS) + 1
    counts = re.finditer(rf"[\d{NUMERAL_SIGNS}]{unit}", before[begin:])
    return any(each.end() + begin not in wrong for each in counts)


@lru_cache(maxsize=8)
def _misfits(wordings: Wordings) -> _Misfits:
    told = [
        (nouns.split(), units.replace(" ", "")) for nouns, units in wordings.tables.misfits.items()
    ]
    if not told:
        return _Misfits(_NOTHING, ())
    units = re.escape("".join(sorted({unit for _, several in told for unit in several})))
    ends = re.escape("".join(sorted({noun[-1] for nouns, _ in told for noun in nouns})))
    cue = late_regex(rf"[{ends}][达为]?[\d{NUMERAL_SIGNS}百千万.]{{1,8}}\s?[{units}]")
    return _Misfits(cue, tuple(_misfit(*each) for each in told))


def _misfit(nouns: list[str], units: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True)))
    return late_regex(
        rf"(?P<noun>{words})[达为]?(?P<at>{_NUMBER}\s?(?P<unit>[{re.escape(units)}])){_END}"
    )


@lru_cache(maxsize=8)
def _slip(wordings: Wordings) -> re.Pattern[str]:
    signs = re.escape("".join(wordings.tables.after_numbers))
    expression = rf"[{signs}](?<=[\d余].){_END}"
    return late_regex(expression, re.MULTILINE) if signs else _NOTHING
