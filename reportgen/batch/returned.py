"""A file that was returned → a place in the district's folder, or put aside with the reason.

What is put aside lies in a folder that no run reads. Nothing is ever written over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reportgen.batch.aside import ASIDE, MOST_NAMED, SET_DOWN, AsideFiles
from reportgen.batch.peeked import PeekedFiles, kind_of, tell_other
from reportgen.batch.survey import Survey
from reportgen.bounded.limits import LIMITS
from reportgen.deliver import open_in, refusal
from reportgen.load.archive import ARCHIVE_SUFFIX
from reportgen.load.identity import DECISIONS_FILE, DISTRICT_FILE
from reportgen.load.inside import is_bare_name, lies_inside, with_slashes
from reportgen.load.lock_file import is_passing
from reportgen.load.project import PROJECT_FILE
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import Package, PackageFault, open_archive
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.regular_files import read_regular
from reportgen.seals import digest
from reportgen.words.listing import list_first
from reportgen.words.safe_names import marked_name, safe_file_name

_OWN_NAMES = frozenset({DISTRICT_FILE, PROJECT_FILE, DECISIONS_FILE})


class ReturnedFile(NamedTuple):
    """What has become of a file: `name` is what it was called, `stored` where it lies, as seen from
    the folder (empty: nowhere), `told` whose it is, or why it was put aside or not taken.
    """

    name: str
    stored: str
    told: str
    is_aside: bool = False


class ReturnedFiles:
    """Files as they come into a folder that stands as in `survey`."""

    def __init__(self, folder: Path, survey: Survey, peeked: PeekedFiles) -> None:
        self._folder, self._aside = folder, folder / ASIDE
        self._known = {job.digest: job.key for job in survey.batch.jobs if not job.part}
        self._taken: dict[str, str] = {}
        self.beside = AsideFiles(folder, survey, peeked, self._taken)

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
        """What is in the archive; of one that cannot be taken apart, itself."""
        try:
            package = open_archive(data, LIMITS.archive)
            for name in package.names:
                yield from self._take_part(archive, package, name)
        except PackageFault:
            yield self._put_aside(archive, data)

    def _take_part(self, archive: str, package: Package, name: str) -> Iterator[ReturnedFile]:
        plain = PurePosixPath(with_slashes(name))
        if any(map(is_passing, plain.parts)):
            return
        taken = self._take(plain.name, package.read(name))
        yield taken._replace(name=f"{archive}/{name}")

    def _take(self, name: str, data: bytes) -> ReturnedFile:
        refused = self._refuse(name, data)
        return ReturnedFile(name, "", refused) if refused else self._put_aside(name, data)

    def _refuse(self, name: str, data: bytes) -> str:
        """Why the file is not taken at all; empty for one that may be a school's."""
        if name.casefold() in _OWN_NAMES:
            return "是区县自己的文件，没有收；请直接放进文件夹"
        if len(data) > LIMITS.archive.part:
            return "文件太大，没有收"
        kind = kind_of(name, data)
        if kind is None or kind.may_be_returned or self.beside.may_be_of(name):
            return ""
        told = tell_other(kind)
        return f"{told.fault}，没有收；{told.advice}"

    def _put_aside(self, name: str, data: bytes) -> ReturnedFile:
        """Put the file aside, and take it in where it is known whose it is."""
        mark = digest(data)
        if mark in self._known:
            return ReturnedFile(name, "", f"和“{self._known[mark]}”一样，没有再收一份")
        there = self._find_aside(data)
        if there:
            return ReturnedFile(name, "", f"和放在一边的“{there}”一样，没有再收一份")
        aside = _write_new(self._aside, _safe(name), data)
        looked = self.beside.look(aside)
        if looked.why:
            return ReturnedFile(name, f"{ASIDE.as_posix()}/{aside.name}", looked.told, True)
        stored = _move(aside, self._folder)
        schools = self.beside.schools_of(stored)
        self._known[mark] = stored.name
        self._taken |= dict.fromkeys(schools, stored.name)
        return ReturnedFile(name, stored.name, f"是{list_first(schools, MOST_NAMED)}的")

    def _find_aside(self, data: bytes) -> str:
        """The name of the file of those bytes that was put aside; empty for none."""
        paths = sorted(self._aside.iterdir()) if self._aside.is_dir() else ()
        for path in paths:
            is_alike = lies_inside(self._folder, path) and path.stat().st_size == len(data)
            if is_alike and read_regular(path) == data:
                return path.name
        return ""

    def accept(self, name: str, is_set_down: bool = False) -> ReturnedFile:
        """Take a file in that lies aside; those of its schools that are there are not used then.

        What has become of it. Errors: UnreadableFileError where no such file was put aside,
        DeliveryError where the folder cannot be written.
        """
        path = self.path_of(name, is_set_down)
        looked = self.beside.look(path)
        if not looked.may_be_taken:
            told = error("no_data_file", looked.why, Location(name), looked.advice)
            raise UnreadableFileError(told)
        for other in looked.others:
            old = self._folder / other
            if lies_inside(self._folder, old):
                _move(old, self._folder / SET_DOWN)
        schools = self.beside.schools_of(path)
        stored = _move(path, self._folder).name
        return ReturnedFile(
            name, stored, f"是{list_first(schools, MOST_NAMED)}的" if schools else ""
        )

    def set_down(self, name: str) -> None:
        """Use a file that was put aside no longer. Errors: as `accept`."""
        _move(self.path_of(name), self._folder / SET_DOWN)

    def take_out(self, file: str) -> None:
        """Use a file of the folder no longer: a school's, or one that is not read.

        Errors: UnreadableFileError for any other file, else as `accept`.
        """
        path = self._folder / file
        if file not in self.beside.may_go or not lies_inside(self._folder, path):
            hint = "压缩包里的、区县自己的文件请在文件夹里处理"
            told = error("not_returned", "这份文件不能在这里移走", Location(file), hint)
            raise UnreadableFileError(told)
        _move(path, self._folder / SET_DOWN)

    def path_of(self, name: str, is_set_down: bool = False) -> Path:
        """Where the file lies that was put aside, or is not used.

        Errors: UnreadableFileError where there is none.
        """
        path = self._folder / (SET_DOWN if is_set_down else ASIDE) / name
        if is_bare_name(name) and lies_inside(self._folder, path):
            return path
        told = error("not_aside", "没有把这份文件放在一边", Location(name), "请从列表里选择")
        raise UnreadableFileError(told)


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
