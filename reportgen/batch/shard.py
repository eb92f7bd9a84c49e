"""One machine's part of a district's schools."""

from __future__ import annotations

from reportgen.batch.jobs import Job
from reportgen.named_tuple import NamedTuple


class Shard(NamedTuple):
    """The part of the schools that one machine does: number `number` of `parts`, from 1."""

    number: int
    parts: int

    @property
    def mark(self) -> str:
        """What stands in the names of the files that it alone writes: -2-5."""
        return f"-{self.number}-{self.parts}"

    def share(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Its jobs."""
        return jobs[self.number - 1 :: self.parts]
