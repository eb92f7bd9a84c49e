"""Word documents → the PDFs that LibreOffice makes of them: many to a call, and each looked at
before it is believed.

LibreOffice ends with 0 where it made nothing, stops at the first document that kills it, and two of
it on one profile lose documents without a word. So each worker has a profile of its own, each
outcome is looked for, and what a call did not make is tried again, the first of it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Generic, NamedTuple, TypeVar

from reportgen.office.libreoffice import Office
from reportgen.office.process import Ended, Processes

Key = TypeVar("Key", bound=Hashable)
_QUIET = (
    "--headless",
    "--nologo",
    "--nofirststartwizard",
    "--norestore",
    "--nodefault",
    "--nolockcheck",
)
_PER_CALL = 20
_ENDING = 1024
# So many failures in a row before anything was made: it is not the documents.
_HOPELESS = 2


class Limit(NamedTuple):
    """How many seconds a call may take: to start, and for each document."""

    start: float = 90
    each: float = 30

    def of(self, documents: int) -> float:
        """The seconds for a call with so many documents."""
        return self.start + self.each * documents


class Converted(NamedTuple, Generic[Key]):
    """What became of a document: `data`, or None and the `reason` in Chinese."""

    key: Key
    data: bytes | None
    reason: str = ""


def convert(
    office: Office,
    keys: Sequence[Key],
    read: Callable[[Key], bytes],
    workers: int = 1,
    limit: Limit = Limit(),
) -> Iterator[Converted[Key]]:
    """Each document as a PDF, as they are done; `read` gives a document's bytes and may raise
    OSError.

    Whatever was started has ended when the iterator has, or is closed.
    """
    if not keys:
        return
    workers = max(1, min(workers, len(keys)))
    size = min(_PER_CALL, -(-len(keys) // workers))
    chunks = [keys[place : place + size] for place in range(0, len(keys), size)]
    with (
        TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as place,
        ThreadPoolExecutor(workers) as pool,
        Processes() as processes,
    ):
        calls = _Calls(office, processes, Path(place), workers, limit)
        pending: set[Future[list[Converted[Key]]]] = {
            pool.submit(_work, calls, chunk, read) for chunk in chunks
        }
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()


def _work(calls: _Calls, keys: Sequence[Key], read: Callable[[Key], bytes]) -> list[Converted[Key]]:
    outcomes: dict[Key, Converted[Key]] = {}
    documents: dict[Key, bytes] = {}
    for key in keys:
        try:
            documents[key] = read(key)
        except OSError as fault:
            outcomes[key] = Converted(key, None, f"读不出来（{fault.strerror or fault}）")
    groups = [list(documents)]
    while groups:
        group = groups.pop(0)
        made, ended = calls.make([documents[key] for key in group])
        outcomes |= {
            key: Converted(key, data)
            for key, data in zip(group, made, strict=True)
            if data is not None
        }
        left = [key for key in group if key not in outcomes]
        if left and (len(group) == 1 or calls.hopeless):
            outcomes |= {key: Converted(key, None, calls.explain(ended)) for key in left}
        elif left:
            groups[:0] = [each for each in (left[:1], left[1:]) if each]
    return [outcomes[key] for key in keys]


class _Calls:
    """Calls of LibreOffice into one temporary folder, each on a profile that no other call uses
    meanwhile.
    """

    def __init__(
        self, office: Office, processes: Processes, folder: Path, workers: int, limit: Limit
    ) -> None:
        self._office, self._processes, self._folder, self._limit = office, processes, folder, limit
        self._profiles: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            self._profiles.put(folder / f"profile{number}")
        self._numbers = count()
        self._fruitful = False
        self._failures: list[Ended] = []

    @property
    def hopeless(self) -> bool:
        """Whether it has failed again and again without making anything."""
        return not self._fruitful and len(self._failures) >= _HOPELESS

    def make(self, documents: Sequence[bytes]) -> tuple[list[bytes | None], Ended]:
        """What one call makes of the documents, None for what it does not make; and how it
        ended.
        """
        if not documents:
            return [], Ended(0)
        if self.hopeless:
            return [None] * len(documents), self._failures[-1]
        folder = self._folder / f"call{next(self._numbers)}"
        out = folder / "out"
        out.mkdir(parents=True)
        sources = [folder / f"{number}.docx" for number in range(len(documents))]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        ended = self._call(sources, out)
        made = [_whole(out / f"{source.stem}.pdf") for source in sources]
        self._fruitful = self._fruitful or any(data is not None for data in made)
        if None in made:
            self._failures.append(ended)
        return made, ended

    def _call(self, sources: Sequence[Path], out: Path) -> Ended:
        profile = self._profiles.get()
        try:
            where = f"-env:UserInstallation={profile.as_uri()}"
            command = [
                str(self._office.program),
                where,
                *_QUIET,
                "--convert-to",
                "pdf",
                "--outdir",
                str(out),
            ]
            return self._processes.run(
                [*command, *map(str, sources)], self._limit.of(len(sources)), out
            )
        finally:
            self._profiles.put(profile)

    def explain(self, ended: Ended) -> str:
        """Why a document was not made, in Chinese."""
        if ended.late:
            return f"LibreOffice 用了 {self._limit.of(1):.0f} 秒还没有做完，已经停掉"
        if ended.code is None:
            return f"LibreOffice 启动不了（{ended.fault}）"
        if ended.code:
            return f"LibreOffice 出错退出（退出码 {ended.code}）"
        return "LibreOffice 没有做出完整的 PDF"


def _whole(path: Path) -> bytes | None:
    """The file's bytes; None where it is not there, or is no whole PDF."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-_ENDING:] else None
