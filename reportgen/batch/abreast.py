"""Jobs in steps: a few schools at a time are taken through each step together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from reportgen.batch.entry import Entry
from reportgen.batch.jobs import Job
from reportgen.steps import Steps, advance

Done = TypeVar("Done")

# More schools at a time gain no more; what a step makes of them all is held until the next, so
# large files have fewer beside them.
_SCHOOLS, _BYTES = 8, 400_000


def take_abreast(
    jobs: Sequence[Job],
    begin: Callable[[Job], Steps[Done]],
    attempt: Callable[[Job, Callable[[], Done | None]], Done | Entry | None],
) -> list[Done | Entry]:
    """What each job comes to whose steps `begin` gives.

    `attempt` takes a job's next step, and says how it fell: what falls ends with that step.
    """
    return [done for group in _groups(jobs) for done in _take_group(group, begin, attempt)]


def _take_group(
    jobs: Sequence[Job],
    begin: Callable[[Job], Steps[Done]],
    attempt: Callable[[Job, Callable[[], Done | None]], Done | Entry | None],
) -> Iterator[Done | Entry]:
    going = {at: begin(job) for at, job in enumerate(jobs)}
    done: dict[int, Done | Entry] = {}
    while going:
        for at, steps in list(going.items()):
            found = attempt(jobs[at], partial(advance, steps))
            if found is not None:
                done[at] = found
                del going[at]
    return (done[at] for at in range(len(jobs)))


def _groups(jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
    """The jobs in their order, as many at a time as are held together."""
    first, sizes = 0, dict[Path, int]()
    for at, job in enumerate(jobs):
        sizes[job.path] = _size(job.path)
        if at > first and (at - first >= _SCHOOLS or sum(sizes.values()) > _BYTES):
            yield jobs[first:at]
            first, sizes = at, {job.path: sizes[job.path]}
    yield jobs[first:]


def _size(path: Path) -> int:
    """How large the file is; 0 for one that is not there, which its job tells."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
