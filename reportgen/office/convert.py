"""Documents → PDFs, or old ones → .docx, by LibreOffice, as they are handed over.

What a document links to is not fetched, and its macros do not run. What a call did not make is
tried again, the first of it alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from queue import SimpleQueue
from threading import Condition
from typing import Generic, TypeVar

from reportgen.barrier import Fallen, attempt
from reportgen.named_tuple import NamedTuple
from reportgen.office.calls import DOCX, PDF, Calls, Form, TimeLimit
from reportgen.office.libreoffice import Office
from reportgen.problems import ReportgenError, error

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
# A LibreOffice takes as long to start as for five documents, and its memory grows with each.
_MOST_PER_CALL = 60


class Converted(NamedTuple, Generic[Key]):
    """What became of a document: `data`, or None and the `reason` in Chinese; `fallen`: the program
    failed as it read it.
    """

    key: Key
    data: bytes | None
    reason: str = ""
    fallen: Fallen | None = None


Read = Callable[[Key], bytes]
Convert = Callable[[Sequence[Key], Read[Key]], Iterable[Converted[Key]]]


def convert_to_pdf(
    office: Office,
    keys: Sequence[Key],
    read: Read[Key],
    workers: int = 1,
    limit: TimeLimit = TimeLimit(),
) -> Generator[Converted[Key], None, None]:
    """Each document as a PDF, in the order in which they are done.

    `read` gives a document's bytes; where it raises, that document has no PDF. Every process has
    ended when the iterator has ended or is closed.
    """
    workers = max(1, min(workers, len(keys)))
    return _convert(office, keys, read, (PDF, workers, limit))


def convert_old_document(
    office: Office, data: bytes, limit: TimeLimit = TimeLimit()
) -> Converted[str]:
    """A .doc or .wps as a .docx."""
    (converted,) = _convert(office, ("",), lambda key: data, (DOCX, 1, limit))
    return converted


def _convert(
    office: Office, keys: Sequence[Key], read: Read[Key], how: tuple[Form, int, TimeLimit]
) -> Generator[Converted[Key], None, None]:
    if not keys:
        return
    form, workers, limit = how
    calls = Calls(office, form, workers, limit)
    with closing(Conversion(calls, lambda *_: read, lambda each: each)) as conversion:
        conversion.add_last(keys)
        yield from conversion.results()


class Conversion(Generic[Key, Made]):
    """Documents converted by several LibreOffices at a time, beside whoever hands them over. It
    closes `calls` when it is closed.

    `prepare` sees the documents of a call first, with a way to convert some before, and gives what
    reads them; `use` makes a result of each that is done, in the thread that did it. Where about
    `expected` documents are to come, calls are of equal length.
    """

    def __init__(
        self,
        calls: Calls,
        prepare: Callable[[Sequence[Key], Convert[Key]], Read[Key]],
        use: Callable[[Converted[Key]], Made],
        expected: int = 0,
    ) -> None:
        self._calls, self._prepare, self._use = calls, prepare, use
        self._share = self._equal_share(expected)
        self._pool = ThreadPoolExecutor(calls.workers)
        self._workers: list[Future[None]] = []
        self._changed = Condition()
        self._waiting: deque[Key] = deque()
        self._is_ended = False
        # A result, or nothing where a worker has ended.
        self._done: SimpleQueue[tuple[Made, ...]] = SimpleQueue()

    def close(self) -> None:
        """End what runs; what waits is left."""
        with self._changed:
            self._waiting.clear()
            self._is_ended = True
            self._changed.notify_all()
        self._calls.stop()
        self._pool.shutdown()
        self._calls.close()

    def add(self, keys: Sequence[Key]) -> None:
        """Take these documents behind those that wait."""
        with self._changed:
            self._waiting.extend(keys)
        self._go_on()

    def add_last(self, keys: Sequence[Key]) -> None:
        """Take the last of the documents; those that take longest are first, and before all that
        wait.
        """
        with self._changed:
            self._waiting.extendleft(reversed(keys))
            self._share = self._equal_share(len(self._waiting))
            self._is_ended = True
        self._go_on()

    def results(self) -> Iterator[Made]:
        """What came of each, as it is done, until all are; nothing is added any more."""
        if not self._is_ended:
            self.add_last(())
        working = len(self._workers)
        while working:
            made = self._done.get()
            yield from made
            working -= not made
        for worker in self._workers:
            worker.result()

    def _go_on(self) -> None:
        with self._changed:
            self._changed.notify_all()
        # Not before: whoever makes processes by a fork does so while there are no threads.
        if not self._workers:
            self._calls.begin()
            numbers = range(self._calls.workers)
            self._workers = [self._pool.submit(self._work) for _ in numbers]

    def _equal_share(self, documents: int) -> int:
        """How many documents a call has, so that all workers have equally many and equal calls."""
        rounds = -(-documents // (_MOST_PER_CALL * self._calls.workers)) or 1
        return -(-documents // (rounds * self._calls.workers)) or 1

    def _work(self) -> None:
        try:
            while keys := self._next():
                read = self._prepare(keys, self._convert_first)
                _convert_all(
                    self._calls, keys, read, lambda each: self._done.put((self._use(each),))
                )
        finally:
            self._done.put(())

    def _next(self) -> list[Key]:
        """The documents of the next call, none when all are done."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_ended or len(self._waiting) >= self._share)
            return [self._waiting.popleft() for _ in range(min(self._share, len(self._waiting)))]

    def _convert_first(self, keys: Sequence[Key], read: Read[Key]) -> Sequence[Converted[Key]]:
        converted: list[Converted[Key]] = []
        _convert_all(self._calls, keys, read, converted.append)
        return converted


def _convert_all(
    calls: Calls,
    keys: Sequence[Key],
    read: Read[Key],
    take: Callable[[Converted[Key]], object],
) -> None:
    """Convert the documents in as few calls as can be; `take` hears of each once."""
    documents: dict[Key, bytes] = {}
    for key in keys:
        data = attempt(partial(_read_one, read, key), "")
        if isinstance(data, Fallen):
            take(Converted(key, None, data.problems[0].message, data))
        elif calls.fault:
            take(Converted(key, None, calls.fault))
        else:
            documents[key] = data
    groups = [documents] if documents else []
    while groups and not calls.is_stopped:
        group = groups.pop(0)
        left, ended = calls.make(group, lambda key, data: take(Converted(key, data)))
        if left and (len(group) == 1 or calls.is_hopeless):
            for key in left:
                take(Converted(key, None, calls.explain(ended)))
        elif left:
            parts = ({key: group[key] for key in part} for part in (left[:1], left[1:]))
            groups[:0] = [each for each in parts if each]


def _read_one(read: Read[Key], key: Key) -> bytes:
    try:
        return read(key)
    except OSError as fault:
        raise ReportgenError(error("unreadable_file", "读不出来")) from fault
