"""The names that `--only` gives → the schools that a run is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.batch.jobs import Job
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.words.nearest import ask_nearest


def choose_named(jobs: Sequence[Job], names: Sequence[str]) -> tuple[Job, ...]:
    """The jobs of those names, all for none. Errors: UnreadableFileError for a name of none."""
    for name in names:
        if not any(_is_named(job, (name,)) for job in jobs):
            raise _unknown_school(name, jobs)
    return tuple(job for job in jobs if not names or _is_named(job, names))


def _unknown_school(name: str, jobs: Iterable[Job]) -> UnreadableFileError:
    known = [job.identity.name for job in jobs]
    hint = ask_nearest(name, known, "请写学校名称或数据文件名")
    place = Location("--only")
    return UnreadableFileError(error("unknown_school", f"没有“{name}”这所学校", place, hint))


def _is_named(job: Job, names: Iterable[str]) -> bool:
    return any(name in (job.identity.name, job.key, job.path.name, job.path.stem) for name in names)
