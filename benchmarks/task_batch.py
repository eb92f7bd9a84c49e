"""Runs over a district's schools, measured within a process."""

from __future__ import annotations

import resource
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from unittest.mock import patch

from benchmarks.machine import machine_time, shares
from reportgen import pipeline
from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request

_SOME = 24


def run_over(folder: str, output: str, workers: str) -> dict[str, float]:
    """What a run over the folder's schools takes, without the district's documents."""
    warm(Path(folder), Path(output))
    before, used, begun = machine_time(), spent(), perf_counter()
    run(Path(folder), Path(output), int(workers))
    processor, clock = spent() - used, perf_counter() - begun
    idle, others = shares(before, machine_time(), processor)
    return {"processor": processor, "clock": clock, "idle": idle, "others": others}


def warm(folder: Path, output: Path) -> None:
    """Make the reports of some of the schools: what the first ones cost is not a school's."""
    with TemporaryDirectory() as name:
        some = Path(name) / "some"
        some.mkdir()
        for path in sorted(folder.iterdir())[:_SOME]:
            shutil.copy(path, some)
        run(some, Path(name) / "out", 1)
    shutil.rmtree(output, ignore_errors=True)


def run(folder: Path, output: Path, workers: int) -> None:
    """The reports of all schools of the folder that are to be made."""
    batch = open_batch(Request((folder,), output, workers=workers))
    for _ in batch.run(batch.todo):
        pass
    batch.finish({"state": batch.state()})


def checked(folder: str, output: str) -> dict[str, float]:
    """What a run takes with the checks of texts, and without, one after the other."""
    warm(Path(folder), Path(output))
    with_checks = _processor(Path(folder), Path(output) / "checked")
    # As it is called since a school is taken step by step, and as it was.
    check = "check_printed_by_turns"
    check = check if hasattr(pipeline, check) else "check_printed"
    with patch.object(pipeline, check, lambda *_: ()):
        without = _processor(Path(folder), Path(output) / "spared")
    return {"with": with_checks, "without": without}


def _processor(folder: Path, output: Path) -> float:
    begun = process_time()
    run(folder, output, 1)
    return process_time() - begun


def spent() -> float:
    """Processor time of this process and of those that have ended, which it began."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + used.ru_utime + used.ru_stime
