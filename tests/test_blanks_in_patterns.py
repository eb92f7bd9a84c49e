"""No pattern tries all ways of parting blanks: what a thousand of them cost would be a million steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

import pytest

from reportgen.late_regex import LateRegex, given_flags
from reportgen.pipeline import Workshop
from reportgen.quantities.leads import LeadReader
from reportgen.quantities.lexicon import make_lexicon
from tests.test_late_regex import late_among, modules

# How `re` itself reads a pattern: it is told nowhere else.
_READ: Any = import_module("re._parser")
_NAMES: Any = import_module("re._constants")
_REPEATS = (_NAMES.MAX_REPEAT, _NAMES.MIN_REPEAT)
_MANY = 50
# The first reads patterns of the program's own; what the second looks for behind blanks may be one.
_SOUND = {"_ITEM", "_STYLED"}
Node = tuple[Any, Any]


def takes_blanks(node: Node) -> bool:
    """Whether it may go on over blanks without end, and give them back again."""
    name, given = node
    if name not in _REPEATS or given[1] < _MANY or len(given[2]) != 1:
        return False
    kind, within = given[2][0]
    if kind is _NAMES.IN and within[0][0] is not _NAMES.NEGATE:
        return (_NAMES.CATEGORY, _NAMES.CATEGORY_SPACE) in within or (_NAMES.LITERAL, 32) in within
    return kind is _NAMES.LITERAL and within == ord(" ")


def may_be_empty(node: Node) -> bool:
    name, given = node
    if name in (*_REPEATS, _NAMES.POSSESSIVE_REPEAT):
        return bool(given[0] == 0)
    if name is _NAMES.SUBPATTERN:
        return all(map(may_be_empty, given[3]))
    if name is _NAMES.BRANCH:
        return any(all(map(may_be_empty, way)) for way in given[1])
    return name in (_NAMES.AT, _NAMES.ASSERT, _NAMES.ASSERT_NOT)


def parts_blanks(nodes: Sequence[Node]) -> bool:
    """Whether two such stand side by side, with more behind them, here or within."""
    for at, node in enumerate(nodes):
        if takes_blanks(node):
            for place, other in enumerate(nodes[at + 1 :], at + 1):
                if takes_blanks(other) and place + 1 < len(nodes):
                    return True
                if not may_be_empty(other):
                    break
    return any(parts_blanks(list(inner)) for node in nodes for inner in within(node))


def within(node: Node) -> Iterator[Any]:
    name, given = node
    if name in (*_REPEATS, _NAMES.POSSESSIVE_REPEAT):
        yield given[2]
    elif name is _NAMES.SUBPATTERN:
        yield given[3]
    elif name is _NAMES.BRANCH:
        yield from given[1]
    elif name in (_NAMES.ASSERT, _NAMES.ASSERT_NOT):
        yield given[1]
    elif name is _NAMES.ATOMIC_GROUP:
        yield given


def parts(expression: Any) -> bool:
    return parts_blanks(list(_READ.parse(expression.pattern, given_flags(expression))))


@pytest.mark.parametrize(
    "pattern", [r"\s*第?\s*\d", r"[ \t]*(?:甲|乙?)\s*。", r"(?:a\s*(?=b)?\s*c)"]
)
def test_patterns_that_part_blanks_are_known(pattern: str) -> None:
    assert parts(re.compile(pattern))


@pytest.mark.parametrize("pattern", [r"\s*+第?\s*+\d", r"\s*第\s*\d", r"甲\s*$", r"\s*[^\d]*。"])
def test_others_do_not(pattern: str) -> None:
    assert not parts(re.compile(pattern))


@pytest.mark.slow
def test_no_pattern_of_a_module_parts_blanks() -> None:
    named = [
        (f"{module.__name__}.{name}", each)
        for module in modules()
        for name, value in vars(module).items()
        if name not in _SOUND
        for each in late_among([value])
    ]
    assert len(named) > 500
    assert [name for name, each in named if parts(each)] == []


def test_what_paragraphs_begin_with_parts_no_blanks(workshop: Workshop) -> None:
    reader = LeadReader(make_lexicon(workshop.library.dictionary))
    assert isinstance(reader._pattern, LateRegex) and not parts(reader._pattern)
