"""A few schools at a time are taken through each step together; what falls, falls alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.batch.abreast import take_abreast
from reportgen.batch.entry import Entry, Head, Status
from reportgen.batch.jobs import Job
from reportgen.load.identity import Identity
from reportgen.steps import Steps


def job_of(path: Path) -> Job:
    return Job(path, path.name, f"{path.stem}.docx", "", Identity())


def jobs_of(folder: Path, count: int, size: int = 10) -> list[Job]:
    paths = [folder / f"{number:02}.yaml" for number in range(count)]
    for path in paths:
        path.write_bytes(b"x" * size)
    return [job_of(path) for path in paths]


def fell(job: Job, step: Callable[[], str | None]) -> str | Entry | None:
    done = attempt(step, job.path)
    if not isinstance(done, Fallen):
        return done
    head = Head(job.key, "", "", "", "", Status.FAILED, "", "", {}, {})
    return Entry(head, done.problems, None)


class Told:
    """Which step of which job was taken when."""

    def __init__(self) -> None:
        self.steps = list[tuple[str, int]]()

    def begin(self, job: Job) -> Steps[str]:
        for number in (1, 2):
            self.steps.append((job.key, number))
            yield
        return job.key


def test_each_step_is_taken_with_several_jobs_before_the_next(tmp_path: Path) -> None:
    told = Told()
    jobs = jobs_of(tmp_path, 3)
    keys = [job.key for job in jobs]
    assert take_abreast(jobs, told.begin, fell) == keys
    assert told.steps == [*((key, 1) for key in keys), *((key, 2) for key in keys)]


def test_no_more_than_a_few_are_begun_at_a_time(tmp_path: Path) -> None:
    told = Told()
    jobs = jobs_of(tmp_path, 20)
    assert take_abreast(jobs, told.begin, fell) == [job.key for job in jobs]
    ended = told.steps.index((jobs[0].key, 2))
    assert ended == 8


def test_large_files_are_read_one_behind_the_other(tmp_path: Path) -> None:
    told = Told()
    jobs = jobs_of(tmp_path, 2, size=300_000)
    take_abreast(jobs, told.begin, fell)
    assert [key for key, _ in told.steps] == ["00.yaml", "00.yaml", "01.yaml", "01.yaml"]


def test_the_schools_of_one_table_count_its_size_once(tmp_path: Path) -> None:
    told = Told()
    (table,) = jobs_of(tmp_path, 1, size=300_000)
    jobs = [table._replace(key=f"第{row}行") for row in (1, 2)]
    take_abreast(jobs, told.begin, fell)
    assert told.steps == [("第1行", 1), ("第2行", 1), ("第1行", 2), ("第2行", 2)]


def test_what_falls_at_a_step_ends_there_and_costs_no_other_its_own(tmp_path: Path) -> None:
    jobs = jobs_of(tmp_path, 3)

    def begin(job: Job) -> Steps[str]:
        yield
        if job.key == "01.yaml":
            raise ValueError("坏")
        yield
        return job.key

    first, fallen, last = take_abreast(jobs, begin, fell)
    assert (first, last) == ("00.yaml", "02.yaml")
    assert isinstance(fallen, Entry)
    assert fallen.head.status is Status.FAILED


def test_a_file_that_is_gone_is_told_by_its_own_step(tmp_path: Path) -> None:
    told = Told()
    assert take_abreast([job_of(tmp_path / "没有.yaml")], told.begin, fell) == ["没有.yaml"]
    assert take_abreast([], told.begin, fell) == []
