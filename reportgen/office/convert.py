"""Documents → PDFs, or old ones → .docx, by LibreOffice, many to a call, each checked to be whole.

What a document links to is not fetched, and its macros do not run.

LibreOffice may end with 0 and have made nothing, it stops at the first document that kills it, and
two of it on one profile lose documents silently. So each worker has a profile of its own, every
result is looked for, and what a call did not make is tried again, the first of it alone.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Hashable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory, gettempdir
from typing import Generic, TypeVar

from reportgen.barrier import Fallen, attempt
from reportgen.leavings import clear_left, own_mark
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.office.process import ProcessEnd, Processes
from reportgen.office.profile import write_profile
from reportgen.problems import ReportgenError, error
from reportgen.regular_files import read_regular

Key = TypeVar("Key", bound=Hashable)
NO_WINDOWS = ("--headless", "--nologo", "--nofirststartwizard")
_NO_RECOVERY = ("--norestore", "--nodefault", "--nolockcheck")
_PER_CALL = 20
_ENDING = 1024
# After so many failures before anything was made, the documents are not the cause.
_HOPELESS = 2


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
_DOCX = Form("doc", "docx", "docx:MS Word 2007 XML", b"PK\x03\x04", b"PK\x05\x06")


class TimeLimit(NamedTuple):
    """How many seconds a call may take: to start, and for each document."""

    start: float = 90
    each: float = 30

    def of(self, documents: int) -> float:
        """The seconds for a call with so many documents."""
        return self.start + self.each * documents


class Converted(NamedTuple, Generic[Key]):
    """What became of a document: `data`, or None and the `reason` in Chinese; `fallen`: the program
    failed as it read it.
    """

    key: Key
    data: bytes | None
    reason: str = ""
    fallen: Fallen | None = None


def convert_to_pdf(
    office: Office,
    keys: Sequence[Key],
    read: Callable[[Key], bytes],
    workers: int = 1,
    limit: TimeLimit = TimeLimit(),
) -> Generator[Converted[Key], None, None]:
    """Each document as a PDF, in the order in which they are done.

    `read` gives a document's bytes; where it raises, that document has no PDF. Every process has
    ended when the iterator has ended or is closed.
    """
    return _convert(office, keys, read, (PDF, max(1, min(workers, len(keys))), limit))


def convert_old_document(
    office: Office, data: bytes, limit: TimeLimit = TimeLimit()
) -> Converted[str]:
    """A .doc or .wps as a .docx."""
    (converted,) = _convert(office, ("",), lambda key: data, (_DOCX, 1, limit))
    return converted


def _convert(
    office: Office,
    keys: Sequence[Key],
    read: Callable[[Key], bytes],
    how: tuple[Form, int, TimeLimit],
) -> Generator[Converted[Key], None, None]:
    form, workers, limit = how
    if not keys:
        return
    try:
        place = _make_folder()
    except OSError as fault:
        yield from (Converted(key, None, _no_room(fault)) for key in keys)
        return
    with (
        place,
        ThreadPoolExecutor(workers) as pool,
        Processes() as processes,
    ):
        calls = _Calls(office, processes, Path(place.name), workers, _Way(form, limit))
        pending: set[Future[list[Converted[Key]]]] = {
            pool.submit(_work, calls, share, read) for share in _shares(keys, workers)
        }
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()


def _make_folder() -> TemporaryDirectory[str]:
    """A folder for this call, once those of runs that were killed are cleared. Errors: OSError."""
    clear_left(Path(gettempdir()))
    return TemporaryDirectory(prefix=f"reportgen-{own_mark()}-", ignore_cleanup_errors=True)


def _no_room(fault: OSError) -> str:
    is_full = fault.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    return "放临时文件的磁盘已满" if is_full else f"临时文件夹不能写入（系统错误号 {fault.errno}）"


def _shares(keys: Sequence[Key], workers: int) -> list[Sequence[Key]]:
    """The keys in equal shares, at least one a worker, none too long for a call."""
    size = min(_PER_CALL, -(-len(keys) // workers))
    return [keys[place : place + size] for place in range(0, len(keys), size)]


def _work(calls: _Calls, keys: Sequence[Key], read: Callable[[Key], bytes]) -> list[Converted[Key]]:
    documents, outcomes = _read_all(keys, read)
    groups = [list(documents)]
    while groups:
        group = groups.pop(0)
        made, ended = calls.make([documents[key] for key in group])
        pairs = zip(group, made, strict=True)
        outcomes |= {key: Converted(key, data) for key, data in pairs if data is not None}
        left = [key for key in group if key not in outcomes]
        if left and (len(group) == 1 or calls.hopeless):
            outcomes |= {key: Converted(key, None, calls.explain(ended)) for key in left}
        elif left:
            groups[:0] = [each for each in (left[:1], left[1:]) if each]
    return [outcomes[key] for key in keys]


def _read_all(
    keys: Sequence[Key], read: Callable[[Key], bytes]
) -> tuple[dict[Key, bytes], dict[Key, Converted[Key]]]:
    """The documents, and the failures of those that cannot be read."""
    documents: dict[Key, bytes] = {}
    failures: dict[Key, Converted[Key]] = {}
    for key in keys:
        data = attempt(partial(_read_one, read, key), "")
        if isinstance(data, Fallen):
            failures[key] = Converted(key, None, data.problems[0].message, data)
        else:
            documents[key] = data
    return documents, failures


def _read_one(read: Callable[[Key], bytes], key: Key) -> bytes:
    try:
        return read(key)
    except OSError as fault:
        raise ReportgenError(error("unreadable_file", "读不出来")) from fault


class _Way(NamedTuple):
    """What a call makes, and how long it may take."""

    form: Form
    limit: TimeLimit


class _Calls:
    """Calls of LibreOffice in one temporary folder; no two at a time share a profile."""

    def __init__(
        self, office: Office, processes: Processes, folder: Path, workers: int, way: _Way
    ) -> None:
        self._office, self._processes, self._folder = office, processes, folder
        self._form, self._limit = way
        self._profiles: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            self._profiles.put(folder / f"profile{number}")
        self._numbers = count()
        self._fruitful = False
        self._failures: list[ProcessEnd] = []

    @property
    def hopeless(self) -> bool:
        """Whether every call has failed so far, often enough to give up."""
        return not self._fruitful and len(self._failures) >= _HOPELESS

    def make(self, documents: Sequence[bytes]) -> tuple[list[bytes | None], ProcessEnd]:
        """What one call makes of them, None for each that it does not; and how it ended."""
        if not documents:
            return [], ProcessEnd(0)
        if self.hopeless:
            return [None] * len(documents), self._failures[-1]
        folder = self._folder / f"call{next(self._numbers)}"
        out = folder / "out"
        try:
            out.mkdir(parents=True)
            sources = _write_sources(folder, documents, self._form)
        except OSError as fault:
            self._failures.append(ProcessEnd(None, _no_room(fault)))
            return [None] * len(documents), self._failures[-1]
        ended = self._call(sources, out)
        made = [self._result(out, source) for source in sources]
        self._fruitful = self._fruitful or any(data is not None for data in made)
        if None in made:
            self._failures.append(ended)
        return made, ended

    def _result(self, out: Path, source: Path) -> bytes | None:
        return read_whole(out / f"{source.stem}.{self._form.target}", self._form)

    def _call(self, sources: Sequence[Path], out: Path) -> ProcessEnd:
        profile = self._profiles.get()
        try:
            write_profile(profile)
            own = f"-env:UserInstallation={profile.as_uri()}"
            options = [own, *NO_WINDOWS, *_NO_RECOVERY]
            made = ["--convert-to", self._form.filter, "--outdir", str(out)]
            command = [str(self._office.program), *options, *made, *map(str, sources)]
            return self._processes.run(command, self._limit.of(len(sources)), out)
        except OSError as fault:
            return ProcessEnd(None, _no_room(fault))
        finally:
            self._profiles.put(profile)

    def explain(self, ended: ProcessEnd) -> str:
        """Why a document was not made, in Chinese."""
        if ended.late:
            return f"LibreOffice 用了 {self._limit.of(1):.0f} 秒还没有做完，已经停掉"
        if ended.code is None:
            return f"LibreOffice 启动不了（{ended.fault}）"
        if ended.code:
            return f"LibreOffice 出错退出（退出码 {ended.code}）"
        return f"LibreOffice 没有做出完整的 {self._form.target.upper()}"


def _write_sources(folder: Path, documents: Sequence[bytes], form: Form) -> list[Path]:
    paths = [folder / f"{number}.{form.source}" for number in range(len(documents))]
    for path, data in zip(paths, documents, strict=True):
        path.write_bytes(data)
    return paths


def read_whole(path: Path, form: Form) -> bytes | None:
    """The file's bytes; None if it is missing or not whole."""
    try:
        data = read_regular(path)
    except OSError:
        return None
    return data if data.startswith(form.begins) and form.ends in data[-_ENDING:] else None
