"""python -m fuzz --seconds 60 --seed 1 [--target NAME] [--inputs N] [--keep DIR]
python -m fuzz --minimise FILE --target NAME

Prints a line for each target: inputs, how many of them made a document, seconds, the slowest and
the largest, findings. Ends 1 where there was one; its input and what is known stand in DIR.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz.apart import Apart
from fuzz.bounds import bound_process
from fuzz.kept import keep_bundled
from fuzz.minimise import minimise
from fuzz.runner import Outcome, Share, clear_current, run
from fuzz.targets import TARGETS

_LINE = "{:<20} {:>8} {:>8} {:>7} {:>9} {:>9} {:>9}"
_HEADS = ("target", "inputs", "made", "s", "slowest s", "most MB", "findings")


def main(given: Sequence[str]) -> int:
    """Run, or make a file smaller; the exit code."""
    asked = _arguments(given)
    bound_process()
    keep_bundled()
    # What is loaded stays: looking for garbage among it would take a third of the time.
    gc.freeze()
    keep, file = asked.keep.absolute(), asked.minimise and asked.minimise.absolute()
    with TemporaryDirectory() as folder:
        # Whatever a reader would write or read beside itself is written and read there.
        os.chdir(folder)
        if file is not None:
            return _write_smaller(file, asked.target[0])
        names = asked.target or list(TARGETS)
        share = Share(asked.seconds / len(names), asked.inputs, asked.first)
        found = _run_all(names, asked.seed, share, keep)
    clear_current(keep)
    return int(found)


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", usage=(__doc__ or "").replace("%", "%%")
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--target", action="append", choices=list(TARGETS), default=[])
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--minimise", type=Path)
    asked = parser.parse_args(given)
    if asked.minimise and len(asked.target) != 1:
        parser.error("--minimise needs one --target")
    return asked


def _run_all(names: Sequence[str], seed: int, share: Share, keep: Path) -> bool:
    print(_LINE.format(*_HEADS), flush=True)
    apart = Apart(keep)
    outcomes = [_told(run(name, seed, share, keep, apart)) for name in names]
    apart.close()
    total = sum(each.inputs for each in outcomes)
    kinds = sum(len(each.findings) for each in outcomes)
    print(f"{total} inputs, {kinds} findings" + (f", kept in {keep}" if kinds else ""))
    return kinds > 0


def _told(outcome: Outcome) -> Outcome:
    """The outcome, printed."""
    numbers = (f"{outcome.seconds:.0f}", f"{outcome.slowest:.1f}", outcome.largest // 1_000_000)
    count = len(outcome.findings)
    print(_LINE.format(outcome.name, outcome.inputs, outcome.made, *numbers, count), flush=True)
    for (kind, mark), number in outcome.findings.most_common():
        print(f"    {number} times {kind}: {mark}", flush=True)
    return outcome


def _write_smaller(file: Path, name: str) -> int:
    small = minimise(file.read_bytes(), TARGETS[name])
    target = file.with_name(f"{file.stem}.small{file.suffix}")
    target.write_bytes(small)
    print(f"{target}: {len(small)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
