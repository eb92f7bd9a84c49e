"""Data files → jobs: which school's report goes where, and what was made before and still holds."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.batch.entry import Head, Status
from reportgen.batch.store import digest, file_digest
from reportgen.deliver import safe_file_name
from reportgen.load.identity import Identity, read_identity
from reportgen.load.source import Source, SourceReader, is_workbook
from reportgen.model.document_kinds import SCHOOL_REPORT, WORD, document_ending
from reportgen.office.libreoffice import Office
from reportgen.problems import Location, Problem, warning

# What the file names of the reports end in.
REPORT_ENDING = document_ending(SCHOOL_REPORT.file)


class Setup(NamedTuple):
    """What all jobs of a batch share. `extra_standards` are added to those that a school names
    itself; `usual_genre` is that of a report that names none. `lays_out`: `office` is needed for
    the pages of a table of contents.
    """

    output: Path
    staging: Path
    templates: tuple[Path, ...]
    standards: tuple[str, ...]
    extra_standards: tuple[str, ...]
    context: str
    usual_genre: str = ""
    office: Office | None = None
    lays_out: bool = False


class Job(NamedTuple):
    """A school to be done. `key` is the data file as seen from the batch's folder; of a table,
    `文件#行/校名`.

    `mapping` is the file that explains a foreign table, where the user named one.
    """

    path: Path
    key: str
    report: str
    digest: str
    identity: Identity
    part: str = ""
    mapping: Path | None = None

    @property
    def source(self) -> Source:
        """Where the school's data are."""
        return Source(self.path, self.part, self.mapping)

    @property
    def distinction(self) -> str:
        """What tells its report from that of another school of the same name."""
        file = self.key.partition("#")[0].rsplit(".", 1)[0]
        return f"{file}第{self.part.partition('/')[0]}行" if self.part else file


def plan_jobs(
    files: Sequence[Path],
    folder: Path,
    heads: Mapping[str, Head],
    reader: SourceReader,
    mapping: Path | None = None,
) -> tuple[tuple[Job, ...], tuple[Problem, ...]]:
    """A job for every school's file or row of a table, in order, and what is wrong with tables as a
    whole.

    There is a warning for schools that share a name. A file that only holds a standard is no job.
    """
    looked: list[Job] = []
    problems: list[Problem] = []
    for path in files:
        if is_workbook(path):
            _look_into(path, folder, heads, reader, mapping, looked, problems)
        else:
            looked.append(_look(path, folder, heads))
    schools = [each for each in looked if not each.identity.is_standard]
    counted = Counter(_same(report_name(each.identity)) for each in schools if each.identity.name)
    jobs = []
    for each in schools:
        name = report_name(each.identity)
        if counted[_same(name)] > 1:
            # Which of them came first would change with the next file: each is named after its own.
            problems.append(_shared_name(each, name))
            name = report_name(each.identity, each.distinction)
        jobs.append(each._replace(report=name))
    return tuple(jobs), tuple(problems)


def report_name(identity: Identity, distinction: str = "") -> str:
    """The document's file name: {学校名称}_{年度}_自查报告.docx, with the data file's name where
    two are alike.
    """
    mark = f"（{distinction}）" if distinction else ""
    return safe_file_name(
        f"{identity.name or '未命名'}_{identity.year}_{REPORT_ENDING}{mark}", WORD
    )


def still_holds(job: Job, head: Head | None, setup: Setup) -> bool:
    """Whether what was made before is what would be made now; a school that failed is tried
    again.
    """
    return (
        head is not None
        and head.status is not Status.FAILED
        and (head.digest, head.context, head.report) == (job.digest, setup.context, job.report)
        and all(file_digest(Path(source)) == known for source, known in head.sources.items())
        and file_digest(setup.output / head.report) == head.report_digest
    )


def _look(path: Path, folder: Path, heads: Mapping[str, Head]) -> Job:
    key = _key(path, folder)
    found, head = file_digest(path), heads.get(key)
    if head is not None and head.digest == found and head.name:
        return Job(path, key, "", found, Identity(head.name, head.year))
    return Job(path, key, "", found, read_identity(path))


def _look_into(
    path: Path,
    folder: Path,
    heads: Mapping[str, Head],
    reader: SourceReader,
    mapping: Path | None,
    jobs: list[Job],
    problems: list[Problem],
) -> None:
    """A job for a form, or for each school of a table."""
    key, found = _key(path, folder), file_digest(path)
    head = heads.get(key)
    if head is not None and head.digest == found and head.name:
        jobs.append(Job(path, key, "", found, Identity(head.name, head.year), mapping=mapping))
        return
    peeked = reader.peek(Source(path, mapping=mapping))
    if isinstance(peeked, Identity):
        jobs.append(Job(path, key, "", found, peeked, mapping=mapping))
        return
    problems.extend(peeked.problems)
    for row in peeked.rows:
        identity = Identity(row.name, peeked.year(row))
        jobs.append(Job(path, f"{key}#{row.part}", "", row.digest, identity, row.part, mapping))


def _key(path: Path, folder: Path) -> str:
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()


def _same(name: str) -> str:
    """Names that a file system may take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _shared_name(job: Job, name: str) -> Problem:
    message = (
        f"有几所学校都叫“{job.identity.name}”，报告名里加上了数据文件名，县域的数把它们都算在内"
    )
    return warning(
        "shared_name",
        message,
        Location(str(job.path)),
        "如果重复报送，请删去一份；如果是两所学校，请写全称",
    )


def context_digest(parts: Iterable[bytes]) -> str:
    """One digest for all that schools share."""
    return digest(b"".join(digest(part).encode() for part in parts))
