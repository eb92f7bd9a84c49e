"""Data files → jobs: which school's report goes where, and what was made before and still holds."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from reportgen.barrier import TRACE_LOG, Fallen, attempt
from reportgen.batch.brought import Brought, LookedFile, find_brought
from reportgen.batch.documents import DocumentTemplate
from reportgen.batch.entry import UNMADE, Head
from reportgen.batch.store import file_digest, sources_hold
from reportgen.deliver import was_changed
from reportgen.load.district_file import key_of
from reportgen.load.genre_choice import NO_CHOICE, DistrictChoice
from reportgen.load.identity import DataKind, Identity, read_identity
from reportgen.load.sent_files import Fate
from reportgen.load.source import Source, SourceReader, is_workbook
from reportgen.load.values import year_or_text
from reportgen.model.check_settings import AS_THEY_ARE, CheckSettings
from reportgen.model.document_kinds import SCHOOL_REPORT, WORD, document_ending
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.problems import Location, Problem, warning
from reportgen.seals import digest
from reportgen.words.listing import list_first
from reportgen.words.safe_names import safe_file_name, same_file
from reportgen.words.typed_lines import clean_pasted

# What the file names of the reports end in.
REPORT_ENDING = document_ending(SCHOOL_REPORT.file)
_DIGITS, _MOST_NAMED = 6, 5


class Setup(NamedTuple):
    """What all jobs of a batch share.

    `standards` are named for all schools; `district` holds besides what they name themselves.
    `lost` as in `OwnFile`. `lays_out`: `office` is needed for the pages of a table of contents.
    `documents` are made beside each report. `force`: what a person changed is made again too.
    `grounds` as in `Request`, `allow_external` as in `Workshop`; `log` is the file of traces beside
    the lists; `checks` as in `Workshop`.
    """

    output: Path
    staging: Path
    templates: tuple[Path, ...]
    standards: tuple[str, ...]
    context: str
    district: DistrictChoice = NO_CHOICE
    lost: Location | None = None
    office: Office | None = None
    lays_out: bool = False
    documents: tuple[DocumentTemplate, ...] = ()
    force: bool = False
    grounds: tuple[Path, ...] = ()
    log: str = TRACE_LOG
    allow_external: bool = False
    checks: CheckSettings = AS_THEY_ARE


class Standing:
    """What stands in the folder `output`, as far as it has been looked at.

    `as_written` are the files that are as they were written.
    """

    def __init__(self, setup: Setup) -> None:
        self.output, self._force = setup.output, setup.force
        self.as_written: set[str] = set()

    def holds(self, file: str, known: str) -> bool:
        """Whether that file is as it was written, or as a person changed it since."""
        path = self.output / file
        if file_digest(path) == known:
            self.as_written.add(file)
            return True
        return not self._force and was_changed(path, known)


class Job(NamedTuple):
    """A school to be done.

    `key` is the data file as seen from the batch's folder; of a table, `文件#行/校名`. `mapping` is
    the file that explains a foreign table, where the user named one. `mark` is its distinction
    where another school has its name. `fallen` says why nothing can be found out about the file.
    """

    path: Path
    key: str
    report: str
    digest: str
    identity: Identity
    part: str = ""
    mapping: Path | None = None
    mark: str = ""
    fallen: Fallen | None = None

    @property
    def source(self) -> Source:
        """Where the school's data are."""
        return Source(self.path, self.part, self.mapping)

    @property
    def distinction(self) -> str:
        """What tells its report from that of another school of the same name."""
        file = self.key.partition("#")[0].rsplit(".", 1)[0]
        sheet, _, row = self.part.partition("/")[0].rpartition("!")
        return f"{file}{sheet}第{row}行" if self.part else file


class JobPlan(NamedTuple):
    """What is to be done: a job for each school, and what is wrong with tables.

    `others` are files that hold a standard, a list of schools or a district's data, or explain a
    table, and no school.
    """

    jobs: tuple[Job, ...]
    problems: tuple[Problem, ...]
    others: Mapping[Path, Fate]


_FATES = {
    DataKind.STANDARD: Fate.STANDARD,
    DataKind.MAPPING: Fate.MAPPING,
    DataKind.ROSTER: Fate.ROSTER,
    DataKind.DISTRICT: Fate.MISNAMED,
}


def plan_jobs(
    files: Sequence[Path],
    folder: Path,
    heads: Mapping[str, Head],
    reader: SourceReader,
    mapping: Path | None = None,
) -> JobPlan:
    """A job for every school's file or row of a table."""
    search = _Search(folder, heads, reader, mapping)
    looked: list[Job] = []
    problems: list[Problem] = []
    for path in files:
        found, faults = search.look(path)
        looked += map(_as_read, found)
        problems += faults
    schools = [each for each in looked if each.identity.kind is DataKind.SCHOOL]
    kinds = ((each.path, each.identity.kind) for each in looked)
    others = {path: _FATES[kind] for path, kind in kinds if kind in _FATES}
    rosters = [each for each in looked if each.identity.kind is DataKind.ROSTER]
    brought = _find_brought((*schools, *rosters))
    others |= dict.fromkeys(brought.paths, Fate.BROUGHT)
    jobs = _name_reports([each for each in schools if each.path not in brought.paths])
    told = (each for each in problems if Path(each.location.file) not in brought.paths)
    return JobPlan(jobs, (*told, *brought.problems, *_tell_alike(jobs)), others)


def _find_brought(jobs: Iterable[Job]) -> Brought:
    """The attachments among the files of these jobs."""
    files = (LookedFile(each.path, each.identity, bool(each.part)) for each in jobs)
    return find_brought(tuple(files))


def _name_reports(schools: Sequence[Job]) -> tuple[Job, ...]:
    """The jobs with the file names of their reports.

    Those whose name is shared are named after their data files: which came first would change with
    the next file.
    """
    names = [report_name(each) for each in schools]
    counted = Counter(map(same_file, names))
    pairs = zip(schools, names, strict=True)
    named = [_name_report(each, name, counted[same_file(name)] > 1) for each, name in pairs]
    again = Counter(same_file(each.report) for each in named if each.mark)
    return tuple(_mark_again(each) if again[same_file(each.report)] > 1 else each for each in named)


def _mark_again(job: Job) -> Job:
    """The job of a report that its data file's name, as a part of a file name, tells from none."""
    distinction = f"{digest(job.key.encode())[:_DIGITS]} {job.distinction}"
    return job._replace(report=report_name(job, distinction), mark=distinction)


def _tell_alike(jobs: Iterable[Job]) -> Iterator[Problem]:
    """A reminder of schools whose names differ, but not as parts of file names."""
    alike: defaultdict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        alike[same_file(report_name(job) if job.mark else job.report)].append(job)
    for found in alike.values():
        names = list(dict.fromkeys(job.identity.name for job in found))
        if len(names) > 1:
            told = list_first([f"“{name}”" for name in names], _MOST_NAMED)
            message = f"{told}的报告会是一个文件名，已用数据文件的名称分开"
            hint = "请核对校名：有没有不能用在文件名里的符号、看不见的字符"
            yield warning("alike_names", message, Location(str(found[-1].path)), hint)


def _name_report(job: Job, name: str, is_shared: bool) -> Job:
    if not is_shared:
        return job._replace(report=name)
    distinction = job.distinction
    return job._replace(report=report_name(job, distinction), mark=distinction)


def report_name(job: Job, distinction: str = "") -> str:
    """The document's file name: {学校名称}_{年度}_自查报告.docx. Where the name of the school could
    not be read it is that of the data file.

    `distinction` (the data file's name) is put in where two are alike.
    """
    return _file_name(job, REPORT_ENDING, distinction)


def document_name(job: Job, template: DocumentTemplate) -> str:
    """The file name of a document beside its report: {学校名称}_{年度}_自评表.docx."""
    return _file_name(job, template.ending, job.mark)


def _file_name(job: Job, ending: str, distinction: str) -> str:
    """Of a long name only so much that the ending stands."""
    mark = f"（{distinction}）" if distinction else ""
    name = job.identity.name or Path(job.distinction).name or "未命名"
    return safe_file_name(name, WORD, f"_{job.identity.year}_{ending}{mark}")


def still_holds(job: Job, head: Head | None, setup: Setup, standing: Standing) -> bool:
    """Whether what was made before is what would be made now, or a person's own version of it.

    A school that failed is tried again.
    """
    return (
        head is not None
        and head.status not in UNMADE
        and is_of(job, head, setup)
        and head.report == job.report
        and sources_hold(head)
        and standing.holds(head.report, head.report_digest)
        and all(_document_holds(job, head, each, standing) for each in setup.documents)
    )


def is_of(job: Job, head: Head | None, setup: Setup) -> bool:
    """Whether the school was done from such a data file, and what schools share was as it is."""
    return head is not None and (head.digest, head.context) == (job.digest, setup.context)


def _document_holds(job: Job, head: Head, template: DocumentTemplate, standing: Standing) -> bool:
    """Whether the document of that template is what would be made now."""
    file = document_name(job, template)
    if file not in head.documents:
        return False
    made_by, known = head.documents[file]
    return made_by == template.digest and standing.holds(file, known)


def _as_read(job: Job) -> Job:
    """The job with its school's name and year as they are read: files are named by them, however
    they were typed.
    """
    identity = job.identity
    name, year = clean_pasted(identity.name).strip(), _read_year(identity.year)
    return job._replace(identity=identity._replace(name=name, year=year))


_read_year = lru_cache(maxsize=64)(year_or_text)


class _Search(NamedTuple):
    """How the schools of a folder are found.

    `heads` tell what was known of each file before; `mapping` explains a foreign table.
    """

    folder: Path
    heads: Mapping[str, Head]
    reader: SourceReader
    mapping: Path | None

    def look(self, path: Path) -> tuple[list[Job], Sequence[Problem]]:
        """The jobs of one file, and what is wrong with it as a table; of one at which the program
        fails, a job that says so.
        """
        found = attempt(partial(self._look, path), path)
        if isinstance(found, Fallen):
            key = key_of(path, self.folder)
            return [Job(path, key, "", "", Identity(), fallen=found)], ()
        return found

    def _look(self, path: Path) -> tuple[list[Job], Sequence[Problem]]:
        job = Job(path, key_of(path, self.folder), "", file_digest(path), Identity(""))
        if is_workbook(path):
            return self._look_into(job._replace(mapping=self.mapping))
        return [job._replace(identity=self._known(job) or read_identity(path))], ()

    def _known(self, job: Job) -> Identity | None:
        """What was known of the file before, where it has not changed."""
        head = self.heads.get(job.key)
        if head is None or head.digest != job.digest or not head.name:
            return None
        # Of the files that it was made from, those that it brings matter.
        named = tuple(os.path.relpath(source, job.path.parent) for source in head.sources)
        return Identity(head.name, head.year, attachments=named)

    def _look_into(self, book: Job) -> tuple[list[Job], Sequence[Problem]]:
        """A job for a form, or for each school of a table."""
        known = self._known(book)
        peeked = known or self.reader.peek(Source(book.path, mapping=book.mapping))
        if isinstance(peeked, Identity):
            return [book._replace(identity=peeked)], ()
        rows = [
            book._replace(
                key=f"{book.key}#{row.part}",
                digest=row.digest,
                identity=Identity(row.name, peeked.year(row), attachments=peeked.attachments(row)),
                part=row.part,
            )
            for row in peeked.rows
        ]
        return rows, peeked.problems


def context_digest(parts: Iterable[bytes]) -> str:
    """One digest for all that schools share."""
    return digest(b"".join(digest(part).encode() for part in parts))
