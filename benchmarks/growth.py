"""How the time of each stage grows with its input, honest and adversarial.

Of each stage, those inputs that a first look finds steepest are measured at 1, 2 and 4 times a size
at which they take 12 ms, if they ever do. The exponent of the time against the size is 1 where the
time grows as the input does; the steepest of each kind is printed. Ends with 1 if one is above 1.2.

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


from benchmarks.growth_documents import document_cases
from benchmarks.growth_schools import school_cases
from benchmarks.growth_stages import stage_cases
from benchmarks.growth_texts import Case, text_cases

MOST = 1.2
SMALLEST_SECONDS = 0.012
ROUNDS = 3
# In seconds, at four times the first size.
_NOTICED = 0.003
# A measurement that the machine disturbed is taken again.
TRIES = 4


class Growth(NamedTuple):
    """How a case grows: the exponent, and the seconds at 1, 2 and 4 times the size."""

    exponent: float
    seconds: tuple[float, float, float]
    size: int
    case: Case


def measure(case: Case) -> Growth:
    """The least steep of some tries, the time of the smallest input taken off."""
    base = _seconds(case, 1)
    size = _first_size(case, base)
    tries = []
    for _ in range(TRIES):
        first, second, last = (_seconds(case, size * times) - base for times in (1, 2, 4))
        steepness = math.log(max(last, 1e-9) / max(first, 1e-9), 4) if last > 0.01 else 0.0
        tries.append(Growth(steepness, (first, second, last), size, case))
        if steepness <= MOST:
            break
    return min(tries, key=lambda each: each.exponent)


def _steepest(cases: Iterable[Case]) -> list[Case]:
    """The two that a first look finds steepest."""
    return heapq.nlargest(2, cases, key=_first_look)


def _first_look(case: Case) -> float:
    """By which power it seems to grow; less than 0 for what is quick, the slower the nearer."""
    first, last = (_seconds(case, case.size * times, 1) for times in (1, 4))
    return math.log(last / max(first, 1e-4), 4) if last > _NOTICED else last - 1


def _first_size(case: Case, base: float) -> int:
    """The smallest size, doubled, at which the case takes long enough to be measured."""
    size = case.size
    # Beyond what is let in an input is refused, which takes another time.
    while size * 8 <= case.most and _seconds(case, size, 1) - base < SMALLEST_SECONDS:
        size *= 2
    return size


def _seconds(case: Case, size: int, rounds: int = ROUNDS) -> float:
    """The least CPU time of several runs at that size."""
    task = case.prepare(size)
    return min(_timed(task) for _ in range(rounds))


def _timed(task: Callable[[], object]) -> float:
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
    told = "" if growth.exponent <= MOST else "  too steep"
    case = growth.case
    head = f"{case.stage:<26} {case.kind:<12} {case.told[:22]:<22} {growth.size:>7}"
    return f"{head} {shown} {growth.exponent:6.2f}{told}"


def main(words: Sequence[str]) -> int:
    """Print the table; 1 if a stage grows faster than its input."""
    cases = [*text_cases(), *school_cases(), *document_cases(), *stage_cases()]
    chosen = [each for each in cases if not words or any(word in each.stage for word in words)]
    print(f"{'stage':<26} {'input':<12} {'steepest':<22} {'size':>7} 1x, 2x, 4x in ms, exponent")
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
