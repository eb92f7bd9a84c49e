"""The jobs of a batch handed to an executor, and each outcome remembered as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from reportgen.batch.entry import Entry
from reportgen.batch.jobs import Job, Setup
from reportgen.batch.worker import build_schools, fail_school

# Enough to make the hand-over and the wait for the disk cheap, few enough that an interrupt loses
# little.
_CHUNK = 32
_AHEAD = 3


def run_jobs(
    jobs: Sequence[Job], setup: Setup, make: Callable[[], Executor], workers: int
) -> Iterator[Entry]:
    """The entry of each job, as they are done.

    Where a worker dies, what it had in hand is tried again one school at a time, so that only
    the school that kills it fails.
    """
    size = max(1, min(_CHUNK, len(jobs) // (workers * 2) or 1))
    chunks = [tuple(jobs[place : place + size]) for place in range(0, len(jobs), size)]
    lost: list[Job] = []
    yield from _run(chunks, setup, make, workers, lost)
    for job in lost:
        again: list[Job] = []
        yield from _run([(job,)], setup, make, 1, again)
        yield from (fail_school(each, setup) for each in again)


def _run(
    chunks: Sequence[tuple[Job, ...]],
    setup: Setup,
    make: Callable[[], Executor],
    workers: int,
    lost: list[Job],
) -> Iterator[Entry]:
    waiting = iter(chunks)
    pending: dict[Future[list[Entry]], tuple[Job, ...]] = {}
    executor = make()
    try:
        while True:
            for chunk in islice(waiting, workers * _AHEAD - len(pending)):
                try:
                    future = executor.submit(build_schools, chunk, setup)
                except BrokenProcessPool:
                    executor.shutdown(wait=False)
                    executor = make()
                    future = executor.submit(build_schools, chunk, setup)
                pending[future] = chunk
            if not pending:
                return
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                chunk = pending.pop(future)
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    lost.extend(chunk)
    finally:
        # Not by cancel_futures: a cluster's executor does not know it.
        for future in pending:
            future.cancel()
        executor.shutdown(wait=True)
