"""The promises of speed and memory, measured in one run of this tree.

python benchmarks/run.py [--quick] [--only GROUP…] [--pdfs]

Prints each line with the machine's noise, then each promise with its verdict. Times are those of
the processor, children too, unless a line says that it is the clock's. Ends with 1 where a promise
is missed, with 2 where something could not be measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.inputs import Inputs
from benchmarks.lines import ASKED_ONLY, GROUPS, QUICK, WHOLE, WHOLE_ONLY, Bench, Scale, warm
from benchmarks.measuring import ROOT, Side, Taken, gather
from benchmarks.promises import judge
from benchmarks.tables import lines_of, promise_line


def choose(scale: Scale, only: Sequence[str], with_pdfs: bool) -> list[str]:
    """The groups that are measured: those that are named, or all that the scale allows."""
    if only:
        return [name for name in GROUPS if name in only]
    spared = () if scale.is_whole else WHOLE_ONLY
    asked = () if with_pdfs else ASKED_ONLY
    return [name for name in GROUPS if name not in (*spared, *asked)]


def take(names: Sequence[str], bench: Bench, sides: Sequence[Side]) -> Iterator[list[Taken]]:
    """What each group took on each side, group by group; how long that took is said beside, and
    which one failed.
    """
    for side in sides:
        warm(bench, side)
    for name in names:
        begun = time.perf_counter()
        try:
            yield gather(partial(GROUPS[name], bench), sides)
        except RuntimeError as fault:
            print(f"not measured: {name}\n{fault}", file=sys.stderr, flush=True)
        print(f"({name}: {time.perf_counter() - begun:.0f} s)", file=sys.stderr, flush=True)


def parser(told: str) -> argparse.ArgumentParser:
    """The options that choose what is measured."""
    made = argparse.ArgumentParser(description=told)
    made.add_argument("--quick", action="store_true", help="what can be seen in a minute")
    made.add_argument("--only", nargs="+", default=[], choices=list(GROUPS), metavar="GROUP")
    made.add_argument("--pdfs", action="store_true", help="the PDFs of 300 schools too")
    return made


def main(arguments: Sequence[str]) -> int:
    """Print lines and promises; 1 where one is missed, 2 where a group was not measured."""
    asked = parser("The promises of speed and memory.").parse_args(arguments)
    scale = QUICK if asked.quick else WHOLE
    columns: dict[str, Sequence[float]] = {}
    names, measured = choose(scale, asked.only, asked.pdfs), 0
    with TemporaryDirectory() as folder:
        side = Side(ROOT, Path(folder) / "side")
        bench = Bench(Inputs(Path(folder)), scale)
        for (taken,) in take(names, bench, [side]):
            print("\n".join(lines_of(taken)), flush=True)
            measured += 1
            columns |= taken.columns
    kept = list(judge(columns))
    print("\nPromises\n" + "\n".join(map(promise_line, kept)))
    missed = sum(each.is_missed for each in kept)
    print(f"{len(kept)} promises, {missed} missed")
    return 2 if measured < len(names) else int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
