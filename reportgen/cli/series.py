"""What one document does over and over → told once on the screen, with all places."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.text_finding import TextRule
from reportgen.problems import Problem, Severity
from reportgen.words.listing import list_first

# How a text is written: what is done once in a way is done so throughout.
_OF_WRITING = frozenset(
    map(
        str,
        (
            TextRule.HALF_WIDTH,
            TextRule.DOUBLED_MARKS,
            TextRule.MISPLACED_MARK,
            TextRule.LIST_MARKS,
            TextRule.QUOTE_PAIRS,
            TextRule.SPACES,
            TextRule.UNIT_WORD,
            TextRule.NUMERALS,
            TextRule.NUMBER_SPAN,
            TextRule.DOCUMENT_NUMBER,
        ),
    )
)
# So many ways of doing one thing are told one by one.
_FEW = 3
_MOST_NAMED = 12
_Key = tuple[str, ...]


def gather_series(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in their order; reminders of one document in the same words, or of more than a
    few places of one way of writing, once, where the first stood, with the others' paragraphs.

    Marked copies and --json have each by itself.
    """
    groups: dict[object, list[Problem]] = {}
    for at, problem in enumerate(problems):
        groups.setdefault(_key(problem) or at, []).append(problem)
    gathered: list[Problem] = []
    for alike in groups.values():
        same = _by_words(alike)
        gathered += [_told_once(alike)] if len(same) > _FEW else map(_told_once, same)
    return gathered


def _key(problem: Problem) -> _Key | None:
    """What those have in common that may be told as one; None for what is told by itself."""
    quote = problem.quote
    if quote is None or not quote.paragraph or problem.severity is not Severity.WARNING:
        return None
    way = problem.hint if quote.rule in _OF_WRITING and problem.hint else problem.message
    return problem.location.file, quote.rule, way


def _by_words(problems: list[Problem]) -> list[list[Problem]]:
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.message, []).append(problem)
    return list(groups.values())


def _told_once(alike: list[Problem]) -> Problem:
    first, *others = alike
    if not others:
        return first
    places = dict.fromkeys(f"第{each.quote.paragraph}段" for each in others if each.quote)
    named = list_first(list(places), _MOST_NAMED)
    return first._replace(message=f"{first.message}（同样的还有 {len(others)} 处：{named}）")
