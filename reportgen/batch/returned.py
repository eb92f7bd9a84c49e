"""A file that was returned → a place in the district's folder, or put aside with the reason.

What is put aside lies in a folder that no run reads. Nothing is ever written over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from reportgen.barrier import Fallen, attempt
from reportgen.batch.store import WORK_FOLDER
from reportgen.batch.survey import Survey
from reportgen.bounded.limits import LIMITS
from reportgen.deliver import open_in, refusal
from reportgen.load.archive import ARCHIVE_SUFFIX
from reportgen.load.identity import DISTRICT_FILE, Identity, read_identity
from reportgen.load.inside import is_bare_name, lies_inside, with_slashes
from reportgen.load.lock_file import is_passing
from reportgen.load.project import PROJECT_FILE
from reportgen.load.source import DATA_SUFFIXES, YAML_SUFFIXES, Source, SourceReader, is_workbook
from reportgen.load.true_kind import tell_no_text, tell_true_kind
from reportgen.model.admission import Returned
from reportgen.ooxml.package import Package, PackageFault, open_archive
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.regular_files import read_regular
from reportgen.seals import digest
from reportgen.words.listing import list_first
from reportgen.words.safe_names import marked_name, safe_file_name
from reportgen.words.typed_lines import clean_pasted

ASIDE = Path(WORK_FOLDER, "放在一边")
"""Where files are put aside, below the folder of the schools."""

_MOST_NAMED = 3
_TEXTS = YAML_SUFFIXES | {".csv", ".tsv"}
_OWN_NAMES = frozenset({DISTRICT_FILE, PROJECT_FILE})


class ReturnedFile(NamedTuple):
    """What has become of a file: `name` is what it was called, `stored` where it lies, as seen from
    the folder (empty: nowhere), `told` whose it is, or why it was put aside or not taken.
    """

    name: str
    stored: str
    told: str
    is_aside: bool = False


class AsideFile(NamedTuple):
    """A file that was put aside, with the reason; `others` are files of the same schools."""

    name: str
    told: str
    others: tuple[str, ...] = ()


class ReturnedFiles:
    """Files as they come into a folder that stands as in `survey`."""

    def __init__(self, folder: Path, survey: Survey) -> None:
        self._folder, self._aside = folder, folder / ASIDE
        self._reader: SourceReader = survey.batch.workshop.reader
        self._jobs = survey.batch.jobs
        roster = survey.admission.roster
        expected = {row.name for row in roster if row.returned is not Returned.UNEXPECTED}
        self._expected = expected
        self._known = {job.digest: job.key for job in self._jobs if not job.part}
        self._taken: dict[str, str] = {}

    def take(self, name: str, data: bytes) -> Iterator[ReturnedFile]:
        """Take the file; of an archive each that is in it. Errors: DeliveryError where the folder
        cannot be written.
        """
        plain = PurePosixPath(with_slashes(name)).name
        if plain.lower().endswith(ARCHIVE_SUFFIX):
            yield from self._take_all(plain, data)
        elif plain and not is_passing(plain):
            yield self._take(plain, data)

    def _take_all(self, archive: str, data: bytes) -> Iterator[ReturnedFile]:
        try:
            package = open_archive(data, LIMITS.archive)
            for name in package.names:
                yield from self._take_part(archive, package, name)
        except PackageFault:
            told = "压缩包打不开（有密码、已损坏，或者太大），没有收；请解开以后再传"
            yield ReturnedFile(archive, "", told)

    def _take_part(self, archive: str, package: Package, name: str) -> Iterator[ReturnedFile]:
        plain = PurePosixPath(with_slashes(name))
        if any(map(is_passing, plain.parts)):
            return
        if plain.suffix.lower() == ARCHIVE_SUFFIX:
            told = "是压缩包里的压缩包，没有收；请解开以后再传"
            yield ReturnedFile(f"{archive}/{name}", "", told)
            return
        taken = self._take(plain.name, package.read(name))
        yield taken._replace(name=f"{archive}/{name}")

    def _take(self, name: str, data: bytes) -> ReturnedFile:
        refused = _refuse(name, data)
        if refused:
            return ReturnedFile(name, "", refused)
        mark = digest(data)
        if mark in self._known:
            return ReturnedFile(name, "", f"和“{self._known[mark]}”一样，没有再收一份")
        aside = _write_new(self._aside, _safe(name), data)
        looked = self._look(aside)
        if looked.told:
            return ReturnedFile(name, f"{ASIDE.as_posix()}/{aside.name}", looked.told, True)
        stored = _move(aside, self._folder)
        schools = self._schools_of(stored)
        self._known[mark] = stored.name
        self._taken |= dict.fromkeys(schools, stored.name)
        return ReturnedFile(name, stored.name, f"是{list_first(schools, _MOST_NAMED)}的")

    def aside(self) -> tuple[AsideFile, ...]:
        """What was put aside, each with the reason."""
        paths = sorted(self._aside.iterdir()) if self._aside.is_dir() else ()
        return tuple(self._look(path) for path in paths if lies_inside(self._folder, path))

    def accept(self, name: str) -> str:
        """Take a file in that was put aside; those of its schools that are there are put aside.

        Its name in the folder. Errors: UnreadableFileError where no such file was put aside,
        DeliveryError where the folder cannot be written.
        """
        path = self._aside / name
        if not is_bare_name(name) or not lies_inside(self._folder, path):
            told = error("not_aside", "没有把这份文件放在一边", Location(name), "请从列表里选择")
            raise UnreadableFileError(told)
        for other in self._look(path).others:
            old = self._folder / other
            if lies_inside(self._folder, old):
                _move(old, self._aside)
        return _move(path, self._folder).name

    def _look(self, path: Path) -> AsideFile:
        """The file, and why it does not go into the folder by itself; no reason where it does."""
        schools = self._schools_of(path)
        if not schools:
            return AsideFile(path.name, "没有读出是哪所学校的，请打开看看")
        others = tuple(dict.fromkeys(self._files_of(schools)))
        whose = list_first(schools, _MOST_NAMED)
        if others:
            there = list_first(others, _MOST_NAMED)
            return AsideFile(path.name, f"{whose}已经交了“{there}”", others)
        strangers = [name for name in schools if self._expected and name not in self._expected]
        if strangers:
            return AsideFile(path.name, f"{list_first(strangers, _MOST_NAMED)}不在学校名单里")
        return AsideFile(path.name, "")

    def _files_of(self, schools: Sequence[str]) -> Iterator[str]:
        """The files in the folder that are of one of those schools."""
        for job in self._jobs:
            if job.identity.name in schools:
                yield job.key.partition("#")[0] if job.part else job.key
        yield from (self._taken[name] for name in schools if name in self._taken)

    def _schools_of(self, path: Path) -> tuple[str, ...]:
        """The names of the schools in the file; none where they cannot be read."""
        found = attempt(partial(self._read_names, path), path)
        names = () if isinstance(found, Fallen) else found
        return tuple(dict.fromkeys(filter(None, (clean_pasted(name).strip() for name in names))))

    def _read_names(self, path: Path) -> tuple[str, ...]:
        if not is_workbook(path):
            return (read_identity(path).name,)
        peeked = self._reader.peek(Source(path))
        if isinstance(peeked, Identity):
            return (peeked.name,)
        return tuple(row.name for row in peeked.rows)


def _refuse(name: str, data: bytes) -> str:
    """Why the file is not taken at all; empty for one that may be a school's."""
    path = PurePosixPath(name)
    if name.casefold() in _OWN_NAMES:
        return "是区县自己的文件，没有收；请直接放进文件夹"
    if path.suffix.lower() not in DATA_SUFFIXES:
        return "不是采集表，也不是数据文件，没有收"
    if len(data) > LIMITS.archive.part:
        return "文件太大，没有收"
    tell = tell_no_text if path.suffix.lower() in _TEXTS else tell_true_kind
    problem = tell(data, name)
    return f"{problem.message}，没有收" if problem else ""


def _safe(name: str) -> str:
    path = PurePosixPath(name)
    return safe_file_name(path.stem, path.suffix.lower())


def _write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write a file that is new, under that name or one beside it. Errors: DeliveryError."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    for each in _free_names(name):
        try:
            with contextlib.suppress(FileExistsError):
                with os.fdopen(open_in(folder, each, flags), "wb") as file:
                    file.write(data)
                return folder / each
        except OSError as fault:
            raise refusal(folder / each, fault) from fault
    raise AssertionError("names do not end")


def _free_names(name: str) -> Iterator[str]:
    stem, dot, suffix = name.rpartition(".")
    yield name
    number = 1
    while True:
        number += 1
        yield marked_name(stem, f"_{number}", dot + suffix)


def _move(path: Path, folder: Path) -> Path:
    """Move the file into the folder, over nothing that is there. Errors: DeliveryError."""
    try:
        moved = _write_new(folder, path.name, read_regular(path))
        path.unlink()
    except OSError as fault:
        raise refusal(path, fault) from fault
    return moved
