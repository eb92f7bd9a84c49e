"""The jobs of a batch handed to an executor, and each outcome remembered as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice

from reportgen.barrier import Fallen, attempt
from reportgen.batch.entry import Entry
from reportgen.batch.jobs import Job, Setup
from reportgen.batch.worker import build_schools, dead_worker, fail_school
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop

# Enough to make the hand-over and the wait for the disk cheap, few enough that an interrupt loses
# little. Towards the end chunks get smaller, by so many that are done at once: workers that have
# much in hand when others have nothing left are waited for.
_CHUNK, _AT_ONCE = 32, 8
_AHEAD = 3


# A school whose chunk fell, and how.
_Lost = tuple[Job, Fallen]
_Chunk = tuple[Job, ...]
_Pending = dict[Future[list[Entry]], _Chunk]
_Work = Callable[[Sequence[Job], Setup, Workshop | None], list[Entry]]


class Crew(NamedTuple):
    """Who does the work.

    `make` gives an executor of so many workers, `workshop` is what they share where they work in
    this process; `work` is what they do, `meanwhile` what this process does while they have begun.
    Once it `is_stopped` nothing more is begun; what was, is done.
    """

    make: Callable[[], Executor]
    workers: int
    workshop: Workshop | None = None
    work: _Work = build_schools
    is_stopped: Callable[[], bool] = lambda: False
    meanwhile: Callable[[], None] = lambda: None

    @property
    def ahead(self) -> int:
        """How many chunks are handed over before one is done: what this process does by itself is
        done as it is handed over, and should be remembered before the next.
        """
        return 1 if self.workshop and self.workers == 1 else self.workers * _AHEAD

    def submit(self, executor: Executor, chunk: Sequence[Job], setup: Setup) -> Future[list[Entry]]:
        """The chunk handed to the executor."""
        return executor.submit(self.work, chunk, setup, self.workshop)


def run_jobs(jobs: Sequence[Job], setup: Setup, crew: Crew, most: int = _CHUNK) -> Iterator[Entry]:
    """The entry of each job, as they are done; at most so many at once.

    Where a worker dies, or the program fails at a chunk as a whole, what it had in hand is tried
    again one school at a time, so that only the school that does it fails.
    """
    size = min(_chunk_size(len(jobs), crew.workers, setup.lays_out), most)
    gets_smaller = crew.workers > 1 and not setup.lays_out
    chunks = [*_chunks(jobs, size, crew.workers, gets_smaller=gets_smaller)]
    lost: list[_Lost] = []
    yield from _run(chunks, setup, crew, lost)
    for job, _ in lost:
        again: list[_Lost] = []
        yield from _run([(job,)], setup, crew._replace(workers=1), again)
        yield from (fail_school(each, setup, fallen) for each, fallen in again)


def _chunk_size(jobs: int, workers: int, lays_out: bool) -> int:
    """How many jobs a chunk has: each worker gets two chunks or more, so that progress is seen.

    A worker gets one where each chunk starts a LibreOffice, which takes as long as many documents.
    """
    size = -(-jobs // workers) if lays_out else jobs // (workers * 2)
    return max(1, min(_CHUNK, size))


def _chunks(
    jobs: Sequence[Job], size: int, workers: int, *, gets_smaller: bool
) -> Iterator[_Chunk]:
    """The jobs in their order, at most so many together: where chunks get smaller each worker has
    two or more left of what is left.
    """
    place = 0
    while place < len(jobs):
        share = (len(jobs) - place) // (workers * 2 * _AT_ONCE) * _AT_ONCE
        count = min(size, max(_AT_ONCE, share)) if gets_smaller else size
        yield tuple(jobs[place : place + count])
        place += count


class _Hands:
    """An executor and the chunks that it has in hand."""

    def __init__(self, crew: Crew, setup: Setup) -> None:
        self._crew, self._setup = crew, setup
        self._executor = crew.make()
        self.pending: _Pending = {}

    def give(self, chunk: _Chunk) -> None:
        """Hand the chunk over; to another executor where the workers of this one have died."""
        try:
            future = self._crew.submit(self._executor, chunk, self._setup)
        except BrokenProcessPool:
            self._executor.shutdown(wait=False)
            self._executor = self._crew.make()
            future = self._crew.submit(self._executor, chunk, self._setup)
        self.pending[future] = chunk

    def close(self) -> None:
        """Take back what was not begun, and wait for the rest."""
        # Not by cancel_futures: a cluster's executor does not know it.
        for future in self.pending:
            future.cancel()
        self._executor.shutdown(wait=True)


def _run(chunks: Sequence[_Chunk], setup: Setup, crew: Crew, lost: list[_Lost]) -> Iterator[Entry]:
    waiting = iter(chunks)
    hands = _Hands(crew, setup)
    pending = hands.pending
    try:
        for chunk in _next(waiting, pending, crew):
            hands.give(chunk)
        crew.meanwhile()
        while pending:
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                chunk = pending.pop(future)
                made = attempt(partial(_entries, future, chunk), chunk[0].path)
                if isinstance(made, Fallen):
                    lost.extend((job, made) for job in chunk)
                else:
                    yield from made
            for chunk in _next(waiting, pending, crew):
                hands.give(chunk)
    finally:
        hands.close()


def _next(waiting: Iterator[_Chunk], pending: _Pending, crew: Crew) -> Iterator[_Chunk]:
    """The chunks to be handed over now."""
    if not crew.is_stopped():
        return islice(waiting, crew.ahead - len(pending))
    for each in [future for future in pending if future.cancel()]:
        del pending[each]
    return iter(())


def _entries(future: Future[list[Entry]], chunk: Sequence[Job]) -> list[Entry] | Fallen:
    """What came of a chunk, or how it fell as a whole."""
    try:
        return future.result()
    except BrokenProcessPool:
        return dead_worker(chunk[0])
