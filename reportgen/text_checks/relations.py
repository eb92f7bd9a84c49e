"""What must hold between facts (最大班额 >= 平均班额) held against what a text states of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary, Relation
from reportgen.model.formula import Formula
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import HERE, QuantityScope
from reportgen.text_checks.known_figures import KnownFigure, KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import (
    StatedFigures,
    StatedIn,
    evaluate_plainly,
    quote_stated,
)

# Parts that are not told make the sum of the others no greater.
_SUM_BELOW = late_regex(r"(?P<parts>[^<>=/*()-]+)<=\s*(?P<whole>\w+)\s*")
_HINT = "请核对这几个数"
_OF_TWO = late_regex(r"\w+\s*[<>]=\s*\w+")
_FEWEST = 2


def check_relations(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error for each relation of facts that the figures of a text break, among themselves or
    with those of the data; a reminder where parts may be those of another whole.

    Source of the relations: `关系:` of the dictionary; those that only call for a look are left
    out. A figure that the data have is held against them elsewhere, and theirs is used here.
    """
    stated = text.figures
    if not stated.subjects:
        yield from _check_beside(text, known)
        return
    has_data = bool(known.numbers or known.results)
    seen: set[tuple[StatedIn, ...]] = set()
    scopes = [scope for scope in stated.scopes if scope.stage or not stated.is_of_stages]
    for relation, reached in _reaching(known.dictionary):
        # Most texts state none of its facts.
        for scope in scopes if len(stated.subjects & reached) >= _FEWEST else ():
            used = _broken_by(relation, stated, scope)
            if used not in seen:
                seen.add(used)
                yield from _check(relation, used, known)
        if has_data and not stated.subjects.isdisjoint(relation.formula.names):
            yield from _check_with_data(relation, stated, known)
    yield from _check_beside(text, known)


def _check_beside(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """What stands side by side is of the same, though not of all: 教职工50人，专任教师52人."""
    pairs = _pairs_of(known.dictionary)
    for one, other in pairwise(text.stated):
        if one.at != other.at or one.quantity.scope != other.quantity.scope:
            continue
        names = (one.quantity.subjects, other.quantity.subjects)
        found = pairs.get(frozenset(chain(*names))) if len(names[0]) == len(names[1]) == 1 else None
        if found is None or _is_of_all(one, text) or not (_is_plain(one) and _is_plain(other)):
            continue
        values = {
            each.quantity.subjects[0]: text.figures.value_of(each, each.quantity.subjects[0])
            for each in (one, other)
        }
        told = any(known.find(each, None) for each in names)
        if not told and _is_broken(found.formula, values):
            yield _finding_of_both(one, other, found.text)


def _finding_of_both(one: StatedIn, other: StatedIn, told: str) -> TextFinding:
    message = f"“{one.words}”与“{other.words}”不合：{told}"
    span = one.quantity.start, other.quantity.end
    return remind(TextRule.RELATION, one.part, span, message, _HINT)


def _is_of_all(each: StatedIn, text: ReadText) -> bool:
    """Whether it is held against what else is told of all."""
    scope = each.quantity.scope
    return not scope.grade and bool(scope.stage or not text.figures.is_of_stages)


def _is_plain(each: StatedIn) -> bool:
    return each.is_count and not each.quantity.kind


@lru_cache(maxsize=8)
def _pairs_of(dictionary: FactDictionary) -> Mapping[frozenset[str], Relation]:
    """The relations of two facts, by these."""
    return {
        frozenset(each.formula.names): each
        for each in dictionary.relations
        if each.is_error and _OF_TWO.fullmatch(each.formula.text)
    }


@lru_cache(maxsize=8)
def _reaching(dictionary: FactDictionary) -> tuple[tuple[Relation, frozenset[str]], ...]:
    """The relations that must hold, each with all facts that it can be computed from."""
    relations = (each for each in dictionary.relations if each.is_error)
    return tuple((each, frozenset(_sources(each, dictionary))) for each in relations)


def _sources(relation: Relation, dictionary: FactDictionary) -> Iterator[str]:
    for name in relation.formula.names:
        yield name
        fact = dictionary.find(name)
        yield from fact.formula.names if fact and fact.formula else ()


def _check_with_data(
    relation: Relation, stated: StatedFigures, known: KnownFigures
) -> Iterator[TextFinding]:
    """绿化面积25000平方米 beside the data's 校园面积 20500㎡."""
    names = relation.formula.names
    said = stated.gather(names, HERE)
    figures = {name: each for name in names if (each := _the_figure(name, known))} if said else {}
    told = {name: each for name, each in said.items() if name not in figures}
    sure = all(len(each.quantity.subjects) == 1 for each in told.values())
    if not (figures and told and sure):
        return
    values = {name: each.value for name, each in figures.items()}
    values |= {name: stated.value_of(each, name) for name, each in told.items()}
    if _is_broken(relation.formula, values):
        beside = "、".join(f"{known.whose}{each.name} {each.printed}" for each in figures.values())
        last = max(told.values(), key=lambda each: each.order)
        # Parts may be told of another whole than the data's: 本科52人 of all who work there.
        is_sum = _SUM_BELOW.fullmatch(relation.formula.text) is not None
        severity = Severity.WARNING if is_sum else Severity.ERROR
        yield _finding(last, f"与{beside}不合：{relation.text}", severity)


def _is_broken(formula: Formula, values: Mapping[str, Decimal]) -> bool:
    """Whether those values break it, whatever the others may be."""
    if set(formula.names) <= values.keys():
        return evaluate_plainly(formula, values) is False
    summed = _SUM_BELOW.fullmatch(formula.text)
    if summed is None or summed["whole"] not in values:
        return False
    parts = [values[name] for name in _part_names(summed) if name in values]
    return sum(parts, Decimal(0)) > values[summed["whole"]]


def _the_figure(name: str, known: KnownFigures) -> KnownFigure | None:
    """What the data have of it as a whole: where they have it by stage alone, that of the one."""
    found = {each.stage: each for each in known.find((name,), None) if each.name == name}
    (only,) = found.values() if len(found) == 1 else (None,)
    return found.get(None, only)


def _check(
    relation: Relation, used: Sequence[StatedIn], known: KnownFigures
) -> Iterator[TextFinding]:
    sure = [each for each in used if len(each.quantity.subjects) == 1]
    if len(sure) < _FEWEST or len(sure) < len(used):
        return
    if any(known.find(each.quantity.subjects, None) for each in sure):
        return
    first, *others = sorted(sure, key=lambda each: each.order, reverse=True)
    # One part of several may be told of another whole: 本科52人 of all who work there.
    is_sum = "+" in relation.formula.text and len(used) == _FEWEST
    severity = Severity.WARNING if is_sum else Severity.ERROR
    yield _finding(first, f"与{quote_stated(others, first)}不合：{relation.text}", severity)


def _finding(stated: StatedIn, told: str, severity: Severity) -> TextFinding:
    quantity, message = stated.quantity, f"文中写的是“{stated.words}”，{told}"
    span = quantity.start, quantity.end
    return TextFinding(TextRule.RELATION, severity, stated.part, *span, message, _HINT)


def _broken_by(
    relation: Relation, stated: StatedFigures, scope: QuantityScope
) -> tuple[StatedIn, ...]:
    """The statements that break the relation; none where it holds or is not known to."""
    computed = stated.compute(relation.formula, scope)
    if computed is not None:
        return tuple(computed.used.values()) if computed.value is False else ()
    summed = _SUM_BELOW.fullmatch(relation.formula.text)
    whole = stated.the_one(summed["whole"], scope) if summed else None
    if summed is None or whole is None:
        return ()
    parts = stated.gather(_part_names(summed), scope)
    total = sum(stated.value_of(each, name) for name, each in parts.items())
    exceeds = total > stated.value_of(whole, summed["whole"])
    return (*parts.values(), whole) if exceeds and parts else ()


def _part_names(summed: re.Match[str]) -> list[str]:
    return [each.strip() for each in summed["parts"].split("+")]
