"""The facts about which a file says something that must be mended first.

What would be computed from them is not known: that they lack, or do not fit others, follows from
what is told at their own place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from reportgen.late_regex import late_regex
from reportgen.load.figures import TOTAL_KEY
from reportgen.model.facts import FactDictionary
from reportgen.model.school import OF_VERDICTS, Figure, FigureKey
from reportgen.problems import Change, Problem

# No standard is named, where one must be.
NO_STANDARD = "no_standard"
_DATA = "数据."
# The names in a path: 班级人数[3], 在校生数.小学. Nothing is computed from a 合计 beside its parts.
_NAMES = late_regex(r"[^.\[]+")


# What names indicators that a standard which is not known may well have.
_OF_INDICATORS = frozenset({"unknown_target", "unknown_evidence", "unknown_easement"})


def undecided_facts(
    problems: Iterable[Problem], dictionary: FactDictionary, apart: Collection[str] = ()
) -> frozenset[str]:
    """The names of those facts, and of those that a misspelt name was to be.

    What is wrong with one of the parts `apart` of a fact, stages, leaves the others as they are.
    """
    told = (each for each in problems if each.stops and each.location.path.startswith(_DATA))
    found = map(dictionary.find, (name for each in told for name in _names(each, apart)))
    return frozenset(fact.name for fact in found if fact is not None)


def _names(problem: Problem, apart: Collection[str]) -> Iterator[str]:
    name, *parts = _NAMES.findall(problem.location.path.removeprefix(_DATA)) or ("",)
    if not parts or parts[0] not in (*apart, TOTAL_KEY):
        yield name
        yield from renamed_to(problem)


def renamed_to(problem: Problem) -> tuple[str, ...]:
    """The name that the problem says was meant; empty where it says none."""
    remedy = problem.remedy
    return remedy.texts if remedy is not None and remedy.change is Change.RENAME else ()


def without_consequences(
    found: Iterable[Problem], told: Sequence[Problem], dictionary: FactDictionary
) -> Iterator[Problem]:
    """What was found later, but for what only follows from what was `told` before of the file.

    That is what stands at a place that must be mended first, what lacks because its name is
    misspelt, and the figures that lack because those that they are made of could not be read.
    """
    stopping = [problem for problem in told if problem.stops]
    places = {problem.location for problem in stopping if problem.location.spot}
    names = frozenset(name for problem in stopping for name in renamed_to(problem))
    undecided = undecided_facts(stopping, dictionary)
    unknown = any(problem.code == "unknown_standard" for problem in stopping)
    unjudged = unknown or any(problem.code == NO_STANDARD for problem in told)
    for problem in found:
        if (unknown and problem.code in _OF_INDICATORS) or (unjudged and _is_of_verdicts(problem)):
            continue
        lacks = _lacking(problem)
        beneath = dictionary.beneath(lacks) if problem.code == "missing_fact" else ()
        follows = not names.isdisjoint(lacks) or not undecided.isdisjoint(beneath)
        if problem.location not in places and not follows:
            yield problem


def _is_of_verdicts(problem: Problem) -> bool:
    """Whether it misses what is written of verdicts, which there are once a standard is known."""
    return problem.code == "empty_section" and problem.location.path in OF_VERDICTS


def _lacking(problem: Problem) -> tuple[str, ...]:
    """The names of what the problem may miss: what it tells to add, its block and its entry."""
    remedy = problem.remedy
    added = remedy.texts if remedy is not None and remedy.change is Change.ADD else ()
    path = problem.location.path.split(".")
    # Where a page has a field for it nothing is to be added, and a stage may stand last.
    return (path[0], path[-1], *(added or path[1:2]))


def without_missing_blocks(problems: Sequence[Problem]) -> Sequence[Problem]:
    """The problems of a file but for fields that lack because their block's name is misspelt."""
    if not any("." not in each.location.path and renamed_to(each) for each in problems):
        return problems
    return [each for each in problems if each.code != "missing_key" or each.location.path]


def without_undecided(
    figures: Mapping[FigureKey, Figure], undecided: frozenset[str]
) -> Mapping[FigureKey, Figure]:
    """The figures of the other facts."""
    return {key: figure for key, figure in figures.items() if key[0] not in undecided}
