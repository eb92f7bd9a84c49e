"""The memory of a batch: 清单.json beside the reports, and a journal for each open run.

A journal grows by a line as a school is done, so that a run that was killed can be taken up; a line
cut short is passed over. 清单.json takes the journals' place when a run ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO

from reportgen.batch.entry import (
    FAULTS,
    Entry,
    Head,
    parse_line,
    read_entry,
    read_head,
    share_head,
    write_line,
)
from reportgen.batch.line_seals import Trust, seal_line, trust
from reportgen.deliver import open_in, refusal, write_file
from reportgen.leavings import is_left, own_mark
from reportgen.load.archive import read_archived
from reportgen.named_tuple import NamedTuple
from reportgen.problems import UnreadableFileError
from reportgen.regular_files import open_regular, read_regular
from reportgen.seals import BESIDE, digest

WORK_FOLDER = ".reportgen"
_JOURNALS = "journal-*.jsonl"
# Another run may still be writing a younger one, and the clocks of two machines differ, or one of
# them is set: what a process of this machine left is known by the process, not by its age.
_STALE_SECONDS = 24 * 3600
# How each manifest begins.
_OPENING = b'{"reportgen": '
# How its first line ends, and what stands behind the schools.
_SCHOOLS = ', "schools": ['
_ENDS = frozenset({b"", b"]}"})


class _Place(NamedTuple):
    path: Path
    offset: int


class _OpenFiles:
    """Files that are read, each opened once; `closing` closes them."""

    def __init__(self, closing: contextlib.ExitStack) -> None:
        self._closing = closing
        self._found: dict[Path, BinaryIO] = {}

    def find(self, path: Path) -> BinaryIO:
        """The file. Errors: OSError."""
        if path not in self._found:
            self._found[path] = self._closing.enter_context(open_regular(path))
        return self._found[path]


class Store:
    """Entries by data file, on disk; only their heads are held in memory.

    What is remembered is no source: of a line that is not as it was written nothing is used, as if
    there were none. `summary` is what the last run that ended noted of the district's own
    documents.
    """

    def __init__(self, output: Path, manifest: str) -> None:
        self._manifest = _own_place(output / manifest)
        self._folder = output / WORK_FOLDER
        self.heads: dict[str, Head] = {}
        self.summary: Mapping[str, Any] = {}
        self._spoiled: list[tuple[str, Trust]] = []
        self._places: dict[str, _Place] = {}
        self._files: _OpenFiles | None = None
        journals = sorted(self._folder.glob(_JOURNALS), key=_began)
        for path in (*sorted(output.glob("清单*.json")), *journals):
            self._load(path)
        self._journal_path = self._folder / f"journal-{own_mark()}-{time.time_ns()}.jsonl"
        self._journal: FileIO | None = None

    def close(self) -> None:
        """Let go of the journal; it stays for the next run unless `finish` was called."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def add(self, entry: Entry) -> None:
        """Remember the entry; a killed run does not lose it.

        Errors: DeliveryError if it cannot be written.
        """
        head, line = write_line(entry)
        try:
            offset = self._append(line.encode("utf-8") + b"\n")
        except OSError as fault:
            raise refusal(self._manifest.parent, fault) from fault
        self.heads[head.file] = share_head(head)
        self._places[head.file] = _Place(self._journal_path, offset)

    def _append(self, line: bytes) -> int:
        if self._journal is None:
            flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0)
            handle = open_in(self._folder, self._journal_path.name, flags)
            # Nothing waits in memory: what could not be written would be tried again at the end.
            self._journal = os.fdopen(handle, "wb", buffering=0)
        offset = self._journal.tell()
        try:
            _write_all(self._journal, line)
        except OSError:
            # Half a line is none, and makes none of the next.
            self._journal.truncate(offset)
            self._journal.seek(offset)
            raise
        return offset

    def read(self, file: str, with_record: bool = True) -> Entry | None:
        """The entry of that data file, or None; none where its line has changed meanwhile."""
        head = self.heads.get(file)
        line = self._line(file) if head else b""
        if head is None or trust(line) is not Trust.SOUND:
            return None
        return read_entry(line.decode(), head, with_record)

    def holds(self, file: str) -> bool:
        """Whether the entry can be read, and the further files are as they were."""
        read = self.read(file)
        return read is not None and sources_hold(read.head)

    def finish(self, version: str, files: Iterable[str], summary: Mapping[str, Any]) -> None:
        """Write the manifest with the entries of those files, and remove what it replaces."""
        opening = json.dumps({"reportgen": version, "summary": summary}, ensure_ascii=False)
        sealed = seal_line(opening).removesuffix("}")
        write_file(self._manifest, self._lines(f"{sealed}{_SCHOOLS}", files), self._folder)
        self.close()
        now = time.time()
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            with contextlib.suppress(OSError):
                is_old = now - path.stat().st_mtime > _STALE_SECONDS and not _is_lock(path)
                if path == self._journal_path or is_left(path) or is_old or _is_free(path):
                    path.unlink()
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def _lines(self, opening: str, files: Iterable[str]) -> Iterator[bytes]:
        yield opening.encode("utf-8")
        with self.held_open():
            for number, file in enumerate(file for file in files if file in self._places):
                yield (",\n" if number else "\n").encode() + self._line(file)
        yield b"\n]}\n"

    @contextlib.contextmanager
    def held_open(self) -> Iterator[None]:
        """While it lasts, a file that is read stays open for the next line."""
        if self._files is not None:
            yield
            return
        with contextlib.ExitStack() as closing:
            self._files = _OpenFiles(closing)
            try:
                yield
            finally:
                self._files = None

    def _line(self, file: str) -> bytes:
        place = self._places[file]
        if self._files is not None:
            return _read_line(self._files.find(place.path), place.offset)
        with open_regular(place.path) as lines:
            return _read_line(lines, place.offset)

    def _load(self, path: Path) -> None:
        offset = 0
        with contextlib.suppress(OSError), open_regular(path) as lines:
            for line in lines:
                self._load_line(_bare(line), _Place(path, offset))
                offset += len(line)

    def _load_line(self, line: bytes, place: _Place) -> None:
        if line.startswith(_OPENING):
            self._load_summary(line.removesuffix(_SCHOOLS.encode()) + b"}")
        elif line not in _ENDS:
            self._load_school(line, place)

    def _load_summary(self, line: bytes) -> None:
        trusted = trust(line)
        if trusted is not Trust.SOUND:
            self._spoiled.append(("", trusted))
            return
        with contextlib.suppress(*FAULTS):
            self.summary = dict(parse_line(line.decode())["summary"])

    def _load_school(self, line: bytes, place: _Place) -> None:
        trusted, head = trust(line), read_head(line.decode("utf-8", "replace"))
        if head is not None and trusted is Trust.SOUND:
            self.heads[head.file] = head
            self._places[head.file] = place
        # The last line of a run that was killed is cut short, and nothing to tell of.
        elif trusted is not Trust.BROKEN or _is_manifest(place.path):
            broken = trusted is Trust.SOUND or head is None
            self._spoiled.append((head.file if head else "", Trust.BROKEN if broken else trusted))

    @property
    def spoiled(self) -> tuple[tuple[str, Trust], ...]:
        """Why lines are not used, each with its data file, empty where it is not known; of files
        that no other line tells of.
        """
        return tuple(each for each in self._spoiled if each[0] not in self.heads)

    @property
    def manifest(self) -> Path:
        """Where it remembers."""
        return self._manifest


def _began(journal: Path) -> str:
    """When the run of that journal began, as its name says."""
    return journal.stem.rpartition("-")[2]


def _write_all(journal: FileIO, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[journal.write(rest) :]


def _is_free(path: Path) -> bool:
    """Whether it is a journal that may be tried to be removed: where the system keeps what is open,
    that of a run that goes on stays.
    """
    return sys.platform == "win32" and path.match(_JOURNALS)


def _is_lock(path: Path) -> bool:
    """Whether it says that a run holds the folder, however long it takes."""
    return path.suffix == ".lock"


def _own_place(manifest: Path) -> Path:
    """The manifest's place, or one beside it where a file that is none stands in it."""
    while manifest.is_file() and not _is_manifest(manifest):
        manifest = manifest.with_stem(manifest.stem + BESIDE)
    return manifest


def _is_manifest(path: Path) -> bool:
    try:
        with open_regular(path) as file:
            return file.read(len(_OPENING)) == _OPENING
    except OSError:
        # Whoever writes it says what hinders.
        return True


def file_digest(path: Path) -> str:
    """The SHA-256 of the file, perhaps in an archive, or of a folder's list of names; empty if it
    cannot be read.
    """
    try:
        return digest(read_regular(path))
    except IsADirectoryError:
        return _folder_digest(path)
    except OSError:
        return _archived_digest(path)


def _folder_digest(path: Path) -> str:
    try:
        return digest("\n".join(sorted(each.name for each in path.iterdir())).encode())
    except OSError:
        return ""


def sources_hold(head: Head) -> bool:
    """Whether the further files are as they were when the school was done."""
    return all(file_digest(Path(source)) == known for source, known in head.sources.items())


def _archived_digest(path: Path) -> str:
    try:
        data = read_archived(path)
    except UnreadableFileError:
        return ""
    return digest(data) if data is not None else ""


def folder_files(folder: Path) -> Iterator[Path]:
    """Every file below the folder, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _read_line(lines: BinaryIO, offset: int) -> bytes:
    lines.seek(offset)
    return _bare(lines.readline())


def _bare(line: bytes) -> bytes:
    return line.rstrip(b",\r\n")
