"""A school that its title calls one thing and its signature another: 第三中心小学, signed 第二."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.later_dates import find_signature
from reportgen.text_checks.read_text import ReadText

_HEAD, _ABOVE = 3, 3
# In more signs two names of one school do not differ.
_MOST_DIFFERENT = 2


class _Patterns(NamedTuple):
    """What finds a school's name at the head of a title, and alone in a line."""

    title: re.Pattern[str]
    signed: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(ends: tuple[str, ...]) -> _Patterns:
    kinds = "|".join(map(re.escape, ends))
    return _Patterns(
        late_regex(rf"^\s*(?P<name>[\u4e00-\u9fff]{{2,24}}(?:{kinds}))(?=[^，。；\n]{{2,40}}$)"),
        late_regex(rf"^\s*(?P<name>[\u4e00-\u9fff]{{2,24}}(?:{kinds}))\s*$"),
    )


def check_signed_otherwise(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both; a short name that stands within the long one is the same."""
    signature = find_signature(text)
    if signature is None:
        return
    patterns = _patterns(text.lexicon.name_ends)
    heads = (patterns.title.match(each.text) for each in text.parts[:_HEAD])
    title = next(filter(None, heads), None)
    if title is None:
        return
    at = next(place for place, each in enumerate(text.parts) if each is signature.part)
    for part in text.parts[max(at - _ABOVE, 1) : at]:
        signed = patterns.signed.match(part.text)
        if signed is None or not _differ(title["name"], signed["name"]):
            continue
        above = next(each for each in text.parts[:_HEAD] if each.text == title.string)
        yield from remind_of_both(
            TextRule.OTHER_SCHOOL,
            SaidWords(above, *title.span("name")),
            SaidWords(part, *signed.span("name")),
            "请核对校名，改成一致",
        )


def _differ(one: str, other: str) -> bool:
    """Whether the names are alike but for a sign or two."""
    if len(one) != len(other):
        return False
    return 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= _MOST_DIFFERENT
