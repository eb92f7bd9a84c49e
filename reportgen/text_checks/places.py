"""What a text says of the places that schools have, held against its pupils."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.roles import Role
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.claims import sentence_start
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_PLACES = late_regex(r"学位(?:供给|数量?)?(?:总体|整体|基本|较为|比较|相对|上|均|都|略|稍){0,2}")
_ENOUGH = late_regex("富余|充足|有余|宽裕|充裕|足够|盈余")
_MORE_PUPILS = late_regex(
    r"(?:学生|在校生|生源|人数)数?[^，。；]{0,4}(?:比|多于|超过|超出|高于|大于)[^，。；]{0,6}学位"
)
_BY = late_regex(r"比[^，。；]{0,6}学位数?(?:少|低|要少)|[未没不]")
_FARTHEST, _BESIDE = 60, 12
_END = late_regex("[。；]")
_PLACES_NOUN = late_regex("学位[^，。；]{0,6}$")


def check_places(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for places that are said to be more than enough where there are more pupils:
    学位富余，在校生比学位多1262人.
    """
    for at in text.find_parts(_PLACES):
        line = text.parts[at].text
        for found in _PLACES.finditer(line):
            enough = _ENOUGH.match(line, found.end())
            told = _more_pupils(text, at, enough, known) if enough else ""
            if told and enough:
                span = found.start(), enough.end()
                message = f"写着“{line[slice(*span)]}”，又写着“{told}”"
                hint = "请核对，使两处一致"
                yield remind(TextRule.CLAIMS_DIFFER, text.parts[at], span, message, hint)


def _more_pupils(text: ReadText, at: int, enough: re.Match[str], known: KnownFigures) -> str:
    """What tells in that sentence that there are more pupils than places; empty for nothing."""
    line = text.parts[at].text
    begin = sentence_start(line, enough.start())
    end = _END.search(line, enough.end(), enough.end() + _FARTHEST)
    more = _MORE_PUPILS.search(line, begin, end.start() if end else enough.end() + _FARTHEST)
    if more and not _BY.search(more[0]):
        return more[0]
    first, last = (text.count_stated(at, place) for place in (begin, enough.start()))
    return _fewer_places(text.stated[first:last], known)


def _fewer_places(told: Sequence[StatedIn], known: KnownFigures) -> str:
    """The places and the pupils of a sentence where there are fewer places."""
    places = [each for each in told if _is_of_places(each)]
    facts = known.dictionary.facts.values()
    students = {fact.name for fact in facts if fact.role is Role.STUDENTS}
    pupils = [each for each in told if not students.isdisjoint(each.quantity.subjects)]
    if len(places) == len(pupils) == 1 and pupils[0].quantity.number > places[0].quantity.number:
        return f"{places[0].written}，{pupils[0].words}"
    return ""


def _is_of_places(each: StatedIn) -> bool:
    start = each.quantity.start
    return _PLACES_NOUN.search(each.part.text, max(start - _BESIDE, 0), start) is not None
