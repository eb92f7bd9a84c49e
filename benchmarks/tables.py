"""What was measured, as a person reads it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from benchmarks.measuring import Taken, noise, ratios, shown, shown_noise
from benchmarks.promises import Kept


def lines_of(taken: Taken) -> Iterator[str]:
    """Each line with its median and how far the same code differs from itself."""
    for line, values in taken.columns.items():
        value = shown(statistics.median(values), taken.units[line])
        yield f"{line:<58} {value:>10}  {shown_noise(noise(values))}"


def promise_line(kept: Kept) -> str:
    """The promise, what it came to, and the verdict."""
    promise = kept.promise
    word = "at least" if promise.is_least else "at most"
    value = shown(kept.value, promise.unit)
    told = f"{promise.told:<58} {value:>10}  {shown_noise(kept.noise):<14}"
    return f"{told} {word} {promise.bound:g} {promise.unit}: {kept.verdict}"


HEADS = ("line", "before", "after", "ratio", "noise")


def table_head() -> str:
    """The head of a table in Markdown."""
    return f"| {' | '.join(HEADS)} |\n|---|---:|---:|---:|---:|"


def compared(before: Taken, after: Taken) -> Iterator[str]:
    """A row in Markdown for each line: medians of both, the median of the ratios of each pair."""
    for line, mine in after.columns.items():
        theirs, unit = before.columns[line], after.units[line]
        told = (_median(theirs, unit), _median(mine, unit), *_ratio(mine, theirs))
        yield f"| {' | '.join((line, *told))} |"


def _median(values: Sequence[float], unit: str) -> str:
    return shown(statistics.median(values), unit)


def _ratio(mine: Sequence[float], theirs: Sequence[float]) -> tuple[str, str]:
    told = f"{statistics.median(ratios(mine, theirs)):.2f}"
    return told, shown_noise(noise(mine, theirs))
