"""The name of a head written in two ways: 林国栋校长, and elsewhere 林国东校长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_SAME = 2
_HINT = "请核对姓名；确是两个人的，不用改"


class _Words(NamedTuple):
    """What finds a post, and one with the name of who holds it."""

    cue: re.Pattern[str]
    head: re.Pattern[str]


@lru_cache(maxsize=8)
def _words(surnames: tuple[str, ...], posts: tuple[str, ...]) -> _Words:
    name, post = rf"(?:{any_of(surnames)})[\u4e00-\u9fff]{{2}}", any_of(posts)
    goes_on = "[任为担、，。；（）和同带主亲多组及]"
    behind = rf"(?<![副原前任])(?P<post>{post})(?P<name>{name})(?={goes_on}|$)"
    before = rf"(?:(?<=[，。；、：由（])|^)(?P<called>{name})(?P<titled>{post})(?![室助信办])"
    return _Words(late_regex(post), late_regex(f"(?:{behind}|{before})"))


def check_names_of_heads(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both places where two names of one post differ in one character."""
    first: dict[tuple[str, str], SaidWords] = {}
    words = _words(text.wordings.surnames, text.wordings.posts)
    for part in text.parts_with(words.cue) if text.wordings.posts else ():
        for found in words.head.finditer(part.text):
            group = "name" if found["name"] else "called"
            post = found["post"] or found["titled"]
            first.setdefault((post, found[group]), SaidWords(part, *found.span(group)))
    for (post, name), (other_post, other) in combinations(first, 2):
        same = sum(one == two for one, two in zip(name, other, strict=True))
        if post == other_post and same == _SAME:
            places = first[(post, name)], first[(post, other)]
            yield from remind_of_both(TextRule.REPEATED, *places, _HINT)
