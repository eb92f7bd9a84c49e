"""Targets, a seed, a time → inputs that are always the same, and what was found with them."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from fuzz.audit import Auditor
from fuzz.oracle import Finding, Judged, judge
from fuzz.targets import TARGETS, Target


class Share(NamedTuple):
    """How long a target runs: until the seconds are over, or so many inputs are done."""

    seconds: float
    inputs: int = 0
    first: int = 0

    def numbers(self) -> Iterator[int]:
        """The numbers of the inputs."""
        end = time.monotonic() + self.seconds
        for number in count(self.first):
            if time.monotonic() > end or (self.inputs and number >= self.first + self.inputs):
                return
            yield number


class Outcome(NamedTuple):
    """What became of a target's inputs."""

    name: str
    inputs: int
    made: int
    seconds: float
    slowest: float
    largest: int
    findings: Counter[tuple[str, str]]


class Numbered(NamedTuple):
    """The input of that number of a target's: it depends on nothing else."""

    name: str
    seed: int
    number: int

    def make(self) -> bytes:
        """The input itself."""
        return make_input(self.name, self.seed, self.number)


TryNumbered = Callable[[Numbered], Judged]


def make_input(name: str, seed: int, number: int) -> bytes:
    """The input of that number: it depends on nothing else."""
    return TARGETS[name].make(Random(f"{seed} {name} {number}"))


def try_input(target: Target, data: bytes, auditor: Auditor) -> Judged:
    """Let the target's reader read the input, in a folder of its own."""
    with TemporaryDirectory(prefix="fuzz") as folder:
        file = Path(folder) / target.file
        file.write_bytes(data)
        return judge(target.read, file, auditor)


def run(name: str, seed: int, share: Share, keep: Path, try_numbered: TryNumbered) -> Outcome:
    """Try the target's inputs; of each finding the first input is kept in a file."""
    findings = Counter[tuple[str, str]]()
    inputs = made = largest = 0
    slowest, began = 0.0, time.monotonic()
    for number in share.numbers():
        given = Numbered(name, seed, number)
        judged = try_numbered(given)
        inputs, made = inputs + 1, made + judged.made
        slowest, largest = max(slowest, judged.cost.seconds), max(largest, judged.cost.bytes)
        for each in judged.findings:
            findings[each.kind, each.mark] += 1
            if findings[each.kind, each.mark] == 1:
                _keep(keep / name, TARGETS[name].file, given.make(), each)
    return Outcome(name, inputs, made, time.monotonic() - began, slowest, largest, findings)


def note_current(keep: Path, name: str, data: bytes) -> None:
    """What ends the process by itself is known afterwards."""
    keep.mkdir(parents=True, exist_ok=True)
    (keep / f"current-{name}{Path(TARGETS[name].file).suffix}").write_bytes(data)


def _keep(folder: Path, file: str, data: bytes, finding: Finding) -> None:
    mark = hashlib.sha256(f"{finding.kind} {finding.mark}".encode("utf-8", "replace")).hexdigest()[
        :8
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{finding.kind}-{mark}{Path(file).suffix}").write_bytes(data)
    said = f"{finding.kind}: {finding.mark}\n\n{finding.said}\n"
    (folder / f"{finding.kind}-{mark}.txt").write_text(
        said, encoding="utf-8", errors="backslashreplace"
    )


def clear_current(keep: Path) -> None:
    """Remove what only tells of an end that did not come; and the folder, if it holds nothing."""
    for path in keep.glob("current-*"):
        path.unlink()
    if keep.is_dir() and not any(keep.iterdir()):
        shutil.rmtree(keep)
