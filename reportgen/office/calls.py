"""Calls of LibreOffice, many documents to each; each result is checked to be whole.

LibreOffice may end with 0 and have made nothing, it stops at the first document that kills it, and
two of it on one profile lose documents silently. So no two calls at a time share a profile, and
every result is looked for.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory, gettempdir
from typing import Generic, TypeVar

from reportgen.leavings import clear_left, own_mark
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.office.process import ProcessEnd, Processes
from reportgen.office.profile import write_profile
from reportgen.regular_files import read_regular

Key = TypeVar("Key", bound=Hashable)
NO_WINDOWS = ("--headless", "--nologo", "--nofirststartwizard")
_NO_RECOVERY = ("--norestore", "--nodefault", "--nolockcheck")
_ENDING = 1024
# After so many failures before anything was made, the documents are not the cause.
_HOPELESS = 2
# However many documents a call has, it is not longer than for so many that nothing is heard of it.
_PATIENCE = 20


class Form(NamedTuple):
    """What is made of what: both endings, what LibreOffice calls the new one, how a whole one
    begins and what stands near its end.
    """

    source: str
    target: str
    filter: str
    begins: bytes
    ends: bytes


PDF = Form("docx", "pdf", "pdf", b"%PDF-", b"%%EOF")
DOCX = Form("doc", "docx", "docx:MS Word 2007 XML", b"PK\x03\x04", b"PK\x05\x06")


class TimeLimit(NamedTuple):
    """How many seconds may pass until a call has made something: to start, and for each document
    of it.
    """

    start: float = 90
    each: float = 30

    def of(self, documents: int) -> float:
        """The seconds for a call with so many documents."""
        return self.start + self.each * min(documents, _PATIENCE)


class Calls:
    """Calls of LibreOffice in one temporary folder, so many at a time; nothing outlives `close`.

    `fault` says why there is no such folder, if there can be none.
    """

    def __init__(self, office: Office, form: Form, workers: int, limit: TimeLimit) -> None:
        self.workers, self.fault = workers, ""
        self._office, self._form, self._limit = office, form, limit
        self._processes, self._numbers = Processes(), count()
        self._fruitful = False
        self._failures: list[ProcessEnd] = []
        self._profiles: SimpleQueue[str] = SimpleQueue()
        for number in range(workers):
            self._profiles.put(f"profile{number}")
        self._place: TemporaryDirectory[str] | None = None

    def begin(self) -> None:
        """Make the temporary folder."""
        try:
            self._place = _make_folder()
        except OSError as fault:
            self.fault = _no_room(fault)

    def stop(self) -> None:
        """End what runs; nothing is begun any more."""
        self._processes.close()

    def close(self) -> None:
        """End what runs, and clear the temporary folder."""
        self.stop()
        if self._place is not None:
            self._place.cleanup()

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is begun any more."""
        return self._processes.is_closed

    @property
    def is_hopeless(self) -> bool:
        """Whether every call has failed so far, often enough to give up."""
        return not self._fruitful and len(self._failures) >= _HOPELESS

    def make(
        self, documents: Mapping[Key, bytes], take: Callable[[Key, bytes], object]
    ) -> tuple[list[Key], ProcessEnd]:
        """Give these to one call; `take` gets what is made of each while the call goes on. Returns
        the keys of those of which nothing is made, and how the call ended.
        """
        if not documents or self._place is None:
            return [*documents], ProcessEnd(0)
        if self.is_hopeless:
            return [*documents], self._failures[-1]
        folder = Path(self._place.name, f"call{next(self._numbers)}")
        try:
            return self._make_in(folder, documents, take)
        finally:
            # What many calls have left would fill the disk.
            shutil.rmtree(folder, ignore_errors=True)

    def _make_in(
        self, folder: Path, documents: Mapping[Key, bytes], take: Callable[[Key, bytes], object]
    ) -> tuple[list[Key], ProcessEnd]:
        out = folder / "out"
        try:
            out.mkdir(parents=True)
            sources = _write_sources(folder, documents.values(), self._form)
        except OSError as fault:
            self._failures.append(ProcessEnd(None, _no_room(fault)))
            return [*documents], self._failures[-1]
        targets = [out / f"{source.stem}.{self._form.target}" for source in sources]
        made = _Made(dict(zip(documents, targets, strict=True)), self._form, take)
        ended = self._call(sources, out, made.look)
        made.take_all()
        self._fruitful = self._fruitful or len(made.left) < len(documents)
        if made.left:
            self._failures.append(ended)
        return [*made.left], ended

    def _call(self, sources: Sequence[Path], out: Path, look: Callable[[], bool]) -> ProcessEnd:
        name = self._profiles.get()
        try:
            profile = out.parent.with_name(name)
            write_profile(profile)
            own = f"-env:UserInstallation={profile.as_uri()}"
            options = [own, *NO_WINDOWS, *_NO_RECOVERY]
            made = ["--convert-to", self._form.filter, "--outdir", str(out)]
            command = [str(self._office.program), *options, *made, *map(str, sources)]
            return self._processes.run(command, self._limit.of(len(sources)), out, look)
        except OSError as fault:
            return ProcessEnd(None, _no_room(fault))
        finally:
            self._profiles.put(name)

    def explain(self, ended: ProcessEnd) -> str:
        """Why a document was not made, in Chinese."""
        if ended.late:
            return f"LibreOffice 用了 {self._limit.of(1):.0f} 秒还没有做完，已经停掉"
        if ended.code is None:
            return f"LibreOffice 启动不了（{ended.fault}）"
        if ended.code:
            return f"LibreOffice 出错退出（退出码 {ended.code}）"
        return f"LibreOffice 没有做出完整的 {self._form.target.upper()}"


class _Made(Generic[Key]):
    """What a call makes, by the files that it is to be in; `left` are those not taken yet."""

    def __init__(
        self, targets: Mapping[Key, Path], form: Form, take: Callable[[Key, bytes], object]
    ) -> None:
        self.left = dict(targets)
        self._form, self._give = form, take

    def look(self) -> bool:
        """Take those after which another was begun; whether there is one."""
        begun = [key for key, target in self.left.items() if target.exists()]
        return self._take(begun[:-1])

    def take_all(self) -> None:
        """Take all that are there, as nothing more is written."""
        self._take([*self.left])

    def _take(self, keys: Iterable[Key]) -> bool:
        before = len(self.left)
        for key in keys:
            target = self.left[key]
            data = read_whole(target, self._form)
            if data is not None:
                del self.left[key]
                with contextlib.suppress(OSError):
                    target.unlink()
                self._give(key, data)
        return len(self.left) < before


def _make_folder() -> TemporaryDirectory[str]:
    """A folder for the calls, once those of runs that were killed are cleared. Errors: OSError."""
    clear_left(Path(gettempdir()))
    return TemporaryDirectory(prefix=f"reportgen-{own_mark()}-", ignore_cleanup_errors=True)


def _no_room(fault: OSError) -> str:
    is_full = fault.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return "放临时文件的磁盘已满" if is_full else f"临时文件夹不能写入（系统错误号 {fault.errno}）"


def _write_sources(folder: Path, documents: Iterable[bytes], form: Form) -> list[Path]:
    paths = []
    for number, data in enumerate(documents):
        paths.append(folder / f"{number}.{form.source}")
        paths[-1].write_bytes(data)
    return paths


def read_whole(path: Path, form: Form) -> bytes | None:
    """The file's bytes; None if it is missing or not whole."""
    try:
        data = read_regular(path)
    except OSError:
        return None
    return data if data.startswith(form.begins) and form.ends in data[-_ENDING:] else None
