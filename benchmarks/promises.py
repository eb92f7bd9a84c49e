"""What is promised of speed and memory, and whether what was measured keeps to it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.lines import FIRST
from benchmarks.measuring import Columns, noise, ratios

# Where others take more of the machine, its clock says nothing.
_DISTURBED = 10.0


class Promise(NamedTuple):
    """A value of each round out of the lines it needs, and what it is to be: `bound` at most, or at
    least. `disturbed_by` is the line with the share that others took, where the clock is judged.
    """

    told: str
    lines: tuple[str, ...]
    value: Callable[[Columns], Sequence[float]]
    bound: float
    unit: str = "x"
    is_least: bool = False
    disturbed_by: str = ""


class Kept(NamedTuple):
    """A promise, what was measured, its noise, and the verdict."""

    promise: Promise
    value: float
    noise: float | None
    verdict: str

    @property
    def is_missed(self) -> bool:
        """Whether it is certain that it does not hold."""
        return self.verdict.startswith("missed")


def _over(told: str, line: str, other: str, bound: float, *, is_least: bool = False) -> Promise:
    """One line in times another."""
    lines = (line, other)
    return Promise(told, lines, lambda each: ratios(each[line], each[other]), bound, "x", is_least)


def _of(told: str, line: str, bound: float, unit: str, times: float = 1.0) -> Promise:
    """One line by itself."""
    return Promise(told, (line,), lambda each: [value * times for value in each[line]], bound, unit)


def _gain(columns: Columns) -> list[float]:
    """How much sooner two workers are done where nobody else is: what both cores do of the time,
    and how much more a school costs.
    """
    dearer = ratios(columns["a school, two workers"], columns["a school, one worker"])
    in_use = columns["two cores in use by two workers"]
    return [2 * used / 100 / cost for used, cost in zip(in_use, dearer, strict=True)]


def _added_by_checks(columns: Columns) -> list[float]:
    with_checks, without = (
        columns["a school with own words"],
        columns["the same, no checks of texts"],
    )
    return [(ratio - 1) * 100 for ratio in ratios(with_checks, without)]


def _first_lines(kind: str) -> tuple[str, str]:
    return f"first document, {kind}", f"the same by docxtpl, {kind}"


def _worst_first(columns: Columns) -> list[float]:
    """Of the large templates, the one that is worst against docxtpl, each round."""
    each = [ratios(*(columns[line] for line in _first_lines(kind))) for kind in FIRST]
    return [max(of_round) for of_round in zip(*each, strict=True)]


def _clock(told: str, line: str, bound: float) -> Promise:
    lines = (f"{line}: the clock", f"{line}: others meanwhile")
    return Promise(told, lines, lambda each: each[lines[0]], bound, "s", disturbed_by=lines[1])


_AGAIN, _ANEW = "two standards again", "two standards, one figure changed"
PROMISES = (
    _over(
        "rendering, docxtpl's time in ours",
        "the same by docxtpl",
        "a document, sections ready",
        15,
        is_least=True,
    ),
    _over(
        "the whole way, docxtpl's loop in a school",
        "a document by docxtpl's loop",
        "a school, one worker",
        5,
        is_least=True,
    ),
    _over("a school by two workers", "a school, two workers", "a school, one worker", 1.15),
    Promise(
        "two workers on two cores of their own",
        ("a school, two workers", "a school, one worker", "two cores in use by two workers"),
        _gain,
        1.7,
        is_least=True,
    ),
    _over("build, in times import docxtpl", "reportgen build", "import docxtpl", 2.0),
    _over("--help, in times import docxtpl", "reportgen --help", "import docxtpl", 0.5),
    Promise(
        "first documents of 3,000, the worst in times docxtpl's",
        tuple(line for kind in FIRST for line in _first_lines(kind)),
        _worst_first,
        1.0,
    ),
    _clock("300 schools with all documents", "a district, all documents", 3.0),
    _over(
        "nothing changed, of the first run",
        "a district again, nothing changed",
        "a district, all documents",
        0.1,
    ),
    _over(
        "one of 10,000 changed, no summary, in times nothing changed",
        "two standards, one changed, --no-summary",
        "two standards again, --no-summary",
        1.5,
    ),
    _over(
        "one of 10,000 changed, all documents, in times nothing changed",
        "two standards, one changed",
        _AGAIN,
        3.0,
    ),
    Promise(
        "one of 10,000 with another figure, by the clock, in times nothing changed",
        (f"{_ANEW}: the clock", f"{_AGAIN}: the clock", f"{_ANEW}: others meanwhile"),
        lambda each: ratios(each[f"{_ANEW}: the clock"], each[f"{_AGAIN}: the clock"]),
        3.0,
        disturbed_by=f"{_ANEW}: others meanwhile",
    ),
    _of("largest process, one standard", "a province, largest process", 300, "MB"),
    _of("largest process, two standards", "two standards, largest process", 300, "MB"),
    _of("all checks of 20 KB of prose", "checks of 20 KB, never seen", 30, "ms", 1000),
    Promise(
        "checks of texts, more of a run",
        ("a school with own words", "the same, no checks of texts"),
        _added_by_checks,
        10,
        "%",
    ),
    _of("a keystroke's check", "a keystroke", 50, "ms", 1000),
    _of("the server at rest", "the server at rest", 150, "MB"),
    _of("a form with last year's figures", "a form, with last year's figures", 33, "ms", 1000),
    _over(
        "a wide table, in times YAML",
        "a school from a wide table",
        "a school from figures as YAML",
        1.2,
    ),
    _over("single forms, in times YAML", "a school from forms", "a school from YAML", 3.0),
)


def judge(columns: Columns) -> Iterator[Kept]:
    """Each promise of which the lines were measured."""
    for promise in PROMISES:
        if all(line in columns for line in promise.lines):
            values = promise.value(columns)
            value, spread = statistics.median(values), noise(values)
            yield Kept(promise, value, spread, _verdict(promise, value, spread, columns))


def _verdict(promise: Promise, value: float, spread: float | None, columns: Columns) -> str:
    far = value / promise.bound if promise.is_least else promise.bound / max(value, 1e-9)
    others = statistics.median(columns[promise.disturbed_by]) if promise.disturbed_by else 0.0
    if far < 1 and others > _DISTURBED:
        return f"not judged: others took {others:.0f} % of the machine"
    close = ", nearer than the noise" if spread and abs(far - 1) < spread else ""
    return f"{'reached' if far >= 1 else 'missed'}{close}"
