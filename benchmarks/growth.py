"""How the time of each stage grows with its input, honest and adversarial.

Of each stage, those inputs that a first look finds steepest are measured at 1, 2 and 4 times a size
at which they take 8 ms, if they ever do. The exponent of the time against the size is 1 where the
time grows as the input does; the steepest of each kind is printed. What takes less than 10 ms at
the largest size that is tried, or would if it grew as the square, is said to be quick: so little
time says nothing of how it grows.
Ends with 1 if an exponent is above 1.2.

python benchmarks/growth.py [WORD …]   (only the stages in whose names one of the words is)
"""

from __future__ import annotations

import gc
import heapq
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


from benchmarks.growth_checks import check_cases
from benchmarks.growth_documents import document_cases
from benchmarks.growth_schools import school_cases
from benchmarks.growth_stages import stage_cases
from benchmarks.growth_texts import Case, text_cases
from benchmarks.growth_whole import whole_cases

MOST = 1.2
SMALLEST_SECONDS = 0.008
_JUDGED = 0.01
_MANY_OBJECTS = 200_000
# In seconds, at four times the first size.
_NOTICED = 0.003
# A measurement that the machine disturbed is taken again.
ROUNDS = 8


class Growth(NamedTuple):
    """How a case grows: the exponent, and the seconds at 1, 2 and 4 times the size."""

    exponent: float
    seconds: tuple[float, float, float]
    size: int
    case: Case


def measure(case: Case) -> Growth:
    """How the case grows, by the least time of each size, that of the smallest input taken off;
    what seems too steep is measured again.
    """
    base = _seconds(case, 1)
    size = case.size if _stays_quick(case, base) else _first_size(case, base)
    sizes = [size, size * 2, size * 4]
    least = [math.inf] * len(sizes)
    for _ in range(ROUNDS):
        # One after the other: what is made for a size may take the place of what was for another.
        taken = [_seconds(case, each) for each in sizes]
        least = [min(both) for both in zip(least, taken, strict=True)]
        growth = _growth(case, size, [each - base for each in least])
        if growth.exponent <= MOST:
            break
    return growth


def _growth(case: Case, size: int, seconds: Sequence[float]) -> Growth:
    first, second, last = seconds
    steepness = math.log(max(last, 1e-9) / max(first, 1e-9), 4) if last > _JUDGED else 0.0
    return Growth(steepness, (first, second, last), size, case)


def _steepest(cases: Iterable[Case]) -> list[Case]:
    """The two that a first look finds steepest; where all are quick, the slowest."""
    looks = [(_first_look(case), case) for case in cases]
    found = heapq.nlargest(2, looks, key=lambda each: each[0])
    return [case for look, case in found if look >= 0] or [found[0][1]]


def _first_look(case: Case) -> float:
    """By which power it seems to grow; less than 0 for what is quick, the slower the nearer."""
    first, last = (_seconds(case, case.size * times) for times in (1, 4))
    return math.log(last / max(first, 1e-4), 4) if last > _NOTICED else last - 1


def _stays_quick(case: Case, base: float) -> bool:
    """Whether it would be quick at the largest size too, though it grew as the square of that."""
    largest = case.size * 4
    seconds = _seconds(case, largest) - base
    return seconds * (case.most / largest) ** 2 < _JUDGED


def _first_size(case: Case, base: float) -> int:
    """The smallest size, doubled, at which the case takes long enough to be measured."""
    size = case.size
    # Beyond what is let in an input is refused, which takes another time.
    while size * 8 <= case.most and _seconds(case, size) - base < SMALLEST_SECONDS:
        size *= 2
    return size


def _seconds(case: Case, size: int) -> float:
    """The CPU time of a run at that size."""
    return _timed(case.prepare(size))


def _timed(task: Callable[[], object]) -> float:
    # Looking for garbage before each of ten thousand runs would take half of all the time.
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()
    gc.disable()
    begun = process_time()
    try:
        task()
        return process_time() - begun
    finally:
        gc.enable()


def _line(growth: Growth) -> str:
    shown = " ".join(f"{each * 1000:7.0f}" for each in growth.seconds)
    told = f"{growth.exponent:6.2f}" if growth.exponent else " quick"
    told += "" if growth.exponent <= MOST else "  too steep"
    case = growth.case
    head = f"{case.stage:<32} {case.kind:<12} {case.told[:22]:<22} {growth.size:>7}"
    return f"{head} {shown} {told}"


def main(words: Sequence[str]) -> int:
    """Print the table; 1 if a stage grows faster than its input."""
    cases = [
        *(*whole_cases(), *text_cases(), *check_cases(), *school_cases()),
        *(*document_cases(), *stage_cases()),
    ]
    chosen = [each for each in cases if not words or any(word in each.stage for word in words)]
    print(f"{'stage':<32} {'input':<12} {'steepest':<22} {'size':>7} 1x, 2x, 4x in ms, exponent")
    steep = 0
    for _, group in groupby(chosen, key=lambda each: (each.stage, each.kind)):
        # What is loaded is not looked through for garbage before each run.
        gc.collect()
        gc.freeze()
        growth = max(map(measure, _steepest(group)), key=lambda each: each.exponent)
        steep += growth.exponent > MOST
        print(_line(growth), flush=True)
    print(f"steeper than {MOST}: {steep}")
    return int(steep > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
