"""A phrase's text and the values it is asked with → everything that is wrong with it, by line
and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jinja2 import meta

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Location,
    Problem,
    TemplateError,
    by_place,
    error,
    is_stopped,
    warning,
)
from reportgen.sections.phrasing.phrase_bounds import find_phrase_excess
from reportgen.sections.phrasing.phrases import Phrases, make_phrase_environment
from reportgen.templating.faults import Fault
from reportgen.templating.names import find_name_uses
from reportgen.templating.source import SourceTag, check_source, read_source_tags
from reportgen.templating.tags import read_tags
from reportgen.words.nearest import ask_nearest, list_names

_RAW = late_regex(r"\{%-?\s*raw\b")
_HINT_FACTS = "数据的名称可用 reportgen facts 查看"

Values = Sequence[Mapping[str, object]]


class PhraseUse(NamedTuple):
    """How a phrase is used: a mapping of values for each time; `optional` names may lack."""

    values: Sequence[Mapping[str, object]]
    optional: frozenset[str]


def used_names(text: str) -> frozenset[str]:
    """The names that a sound phrase uses and does not make itself."""
    return frozenset(
        meta.find_undeclared_variables(make_phrase_environment(frozenset()).parse(text))
    )


def check_phrase(
    name: str, text: str, file: str, asked: PhraseUse, facts: frozenset[str]
) -> tuple[Problem, ...]:
    """What is wrong with the phrase in `text`; where it is never asked, it is not tried.

    `facts` are the names of which each may be a hole.
    """
    if excess := find_phrase_excess(text):
        return (error("too_large", excess.message, Location(file), excess.hint),)
    problems = () if _RAW.search(text) else tuple(_check_tags(text, file, asked, facts))
    if not is_stopped(problems):
        problems = (*problems, *_try(name, text, file, asked.values, facts))
    return by_place(problems)


def _check_tags(text: str, file: str, asked: PhraseUse, facts: frozenset[str]) -> Iterator[Problem]:
    for fault in read_tags(text).faults:
        yield error("bad_phrase", fault.message, _location(file, text, fault.at), fault.hint)
    tags = [tag._replace(number=number) for number, tag in enumerate(read_source_tags(text), 1)]
    environment = make_phrase_environment(facts)
    checked = check_source(tags, environment)
    for each in checked.faults:
        yield error("bad_phrase", each.message, _at(file, text, tags, each), each.hint)
    if checked.tree is None:
        return
    samples = asked.values or ({},)
    known = find_name_uses(
        checked.tree, samples, environment, facts | asked.optional, _explain_unknown
    )
    for use in known.faults:
        # What a phrase is given depends on what it is to say, which it asks itself.
        if use.code != "template_may_lack":
            make = error if use.is_certain else warning
            yield make(
                "unknown_name", use.fault.message, _at(file, text, tags, use.fault), use.fault.hint
            )


def _explain_unknown(name: str, owner: str, known: Iterable[str]) -> Fault:
    message = f"“{owner}”里没有“{name}”这项内容" if owner else f"不认识的名称“{name}”"
    names = list(known)
    listed = list_names(names)
    otherwise = listed if owner else "；".join(filter(None, (listed, _HINT_FACTS)))
    return Fault(message, ask_nearest(name, names, otherwise), word=name)


def _at(file: str, text: str, tags: Sequence[SourceTag], fault: Fault) -> Location:
    return _location(file, text, tags[fault.line - 1].start)


def _location(file: str, text: str, at: int) -> Location:
    line_start = text.rfind("\n", 0, at) + 1
    return Location(file, text.count("\n", 0, at) + 1, at - line_start + 1)


def _try(
    name: str, text: str, file: str, values: Values, facts: frozenset[str]
) -> Iterator[Problem]:
    """What goes wrong when the phrase is said with the values."""
    phrases = Phrases({name: text}, facts, {name: file})
    for each in values:
        try:
            phrases.paragraphs(name, each)
        except TemplateError as fault:
            yield from fault.problems
            if isinstance(fault.__cause__, OverflowError):
                # It would take as much with all other values.
                return
