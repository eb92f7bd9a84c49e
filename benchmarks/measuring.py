"""How everything is measured: by the processor's time, in turns, with the machine's own noise.

The clock tells what a person waits for, but on a machine that others use it tells of them.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.machine import machine_time, shares

ROOT = Path(__file__).resolve().parent.parent
_LAUNCHER = Path(__file__).resolve().parent / "launcher.py"
_TOLD = 2_000


class Spent(NamedTuple):
    """What a process took with its children, and what it printed. `others` is the share of the
    machine that was taken by others meanwhile, `idle` that which nobody wanted; 0 where the system
    does not say so.
    """

    processor: float
    clock: float
    megabytes: float
    printed: str
    idle: float
    others: float


class Measure(NamedTuple):
    """One value of a line of the table, in seconds, megabytes or what `unit` says."""

    line: str
    value: float
    unit: str = "s"


Columns = Mapping[str, Sequence[float]]
"""The values of each line, round by round."""


class Taken(NamedTuple):
    """What a group of lines took on one side, and the units of its lines."""

    columns: Columns
    units: Mapping[str, str]


class Side:
    """A tree of the program, whose processes are measured with the benchmarks of this one.

    `place` is a folder of its own, for what it writes and what it keeps compiled.
    """

    def __init__(self, tree: Path, place: Path) -> None:
        self.tree, self.place = tree.resolve(), place
        found = place / "found"
        found.mkdir(parents=True)
        # The benchmarks of this tree, and all else of that one.
        (found / "benchmarks").symlink_to(ROOT / "benchmarks")
        cache = place / "cache"
        cache.mkdir()
        kept = {each: value for each, value in os.environ.items() if each not in _UNWANTED}
        paths = os.pathsep.join((str(found), str(self.tree)))
        self._environment = {**kept, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(cache)}
        self._environment |= {"PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}

    def command(self, *arguments: object) -> Spent:
        """What `reportgen` took with those arguments; how it ended is not looked at."""
        return self.python("-m", "reportgen", *arguments)

    def task(self, name: str, *arguments: object) -> dict[str, float]:
        """What a task of `tasks.py` has measured in a process of its own.

        Errors: RuntimeError with what it said, where it did not end well.
        """
        spent = self.python("-m", "benchmarks.tasks", self.tree, name, *arguments)
        try:
            found: dict[str, float] = json.loads(spent.printed.splitlines()[-1])
        except (IndexError, ValueError):
            raise RuntimeError(f"{name} of {self.tree}: {spent.printed[-_TOLD:]}") from None
        return found

    def python(self, *arguments: object) -> Spent:
        """What Python took with those arguments, in this side's folder."""
        command = [sys.executable, *map(str, arguments)]
        reading, writing = os.pipe()
        before = machine_time()
        ended = subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCHER), str(writing), *command],
            cwd=self.place,
            env=self._environment,
            pass_fds=(writing,),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        after = machine_time()
        os.close(writing)
        with os.fdopen(reading) as told:
            processor, clock, megabytes = json.loads(told.read())
        printed = ended.stdout.decode("utf-8", "replace")
        return Spent(processor, clock, megabytes, printed, *shares(before, after, processor))


# What would switch kept code off, or choose another tree.
_UNWANTED = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONSTARTUP"}


Group = Callable[[Side], Iterator[Measure]]


def gather(group: Group, sides: Sequence[Side]) -> list[Taken]:
    """What the group takes on each side: line by line in turns, A B A B."""
    columns: list[dict[str, list[float]]] = [defaultdict(list) for _ in sides]
    units: dict[str, str] = {}
    for measures in zip(*(group(side) for side in sides), strict=True):
        for column, measure in zip(columns, measures, strict=True):
            column[measure.line].append(measure.value)
            units[measure.line] = measure.unit
    return [Taken(each, units) for each in columns]


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Of each pair, how many times the second goes into the first."""
    return [one / max(other, 1e-9) for one, other in zip(above, below, strict=True)]


def noise(*columns: Sequence[float]) -> float | None:
    """By which share the same code differs from itself, one round and the next: the median.

    None where nothing was measured twice.
    """
    steps = [
        abs(math.log(max(one, 1e-9) / max(other, 1e-9)))
        for column in columns
        for one, other in pairwise(column)
    ]
    return math.expm1(statistics.median(steps)) if steps else None


def shown(value: float, unit: str) -> str:
    """The value as a person reads it."""
    if unit != "s":
        return f"{value:.0f} {unit}" if unit in ("MB", "%") else f"{value:.2f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def shown_noise(share: float | None) -> str:
    """The noise as a person reads it."""
    return "measured once" if share is None else f"± {share:.0%}"
