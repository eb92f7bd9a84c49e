"""Work done by a copy of this process, beside what this one does.

The copy has all that is in memory, and what it needs for the work is gone when it ends: the records
of ten thousand schools are neither read twice nor sent, and no process holds two large documents.
What the work changes in the copy is lost: it must do nothing but give a value. A copy that is begun
before the records are read does not hold them; what it needs of them is given to it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from reportgen.barrier import Fallen, attempt
from reportgen.batch.executors import begin_worker
from reportgen.named_tuple import NamedTuple

Given = TypeVar("Given")
Made = TypeVar("Made")
Ask = Callable[[Any], Any]
"""Has something done by the process that was copied: what only it may do."""
Work = Callable[[Given, Ask], Made]


def _unchanging(mapping: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(mapping)


# Values that are sent hold mappings that cannot change, of a class that has no name by which it is
# found.
ForkingPickler.register(MappingProxyType, lambda each: (_unchanging, (dict(each),)))


class _Question(NamedTuple):
    asked: object


def can_copy(kind: str, workers: int) -> bool:
    """Whether a run by that executor may copy this process: elsewhere its memory cannot be shared,
    and the locks of other threads would be held in the copy forever.
    """
    alone = threading.active_count() == 1
    return sys.platform == "linux" and kind == "process" and workers > 1 and alone


def _no_answer(_question: object) -> object:
    raise LookupError("nothing is asked of the process that was copied")


class Copied(Generic[Given, Made]):
    """What the work makes of a value that is given: beside this process where it `is_beside`, else
    when it is asked for. `answer` does here what the work asks for. The copy ends with its answer,
    or when it is closed.
    """

    def __init__(
        self, work: Work[Given, Made], *, is_beside: bool, answer: Ask = _no_answer
    ) -> None:
        self._work, self._answer = work, answer
        self._given: list[Given] = []
        self._line: Connection | None = None
        if is_beside:
            self._line = self._begin()

    def close(self) -> None:
        """End the copy, whatever it is doing."""
        if self._line is not None:
            self._process.kill()
            self._end()

    def _begin(self) -> Connection | None:
        context = get_context("fork")
        line, end = context.Pipe()
        self._process = context.Process(target=_serve, args=(self._work, end, line), daemon=True)
        try:
            self._process.start()
        except OSError:
            # No room for another process: it is done here.
            line.close()
            return None
        finally:
            end.close()
        return line

    def _end(self) -> None:
        assert self._line is not None
        self._line.close()
        self._line = None
        self._process.join()

    def give(self, given: Given) -> Copied[Given, Made]:
        """Have it made of that value; returns this."""
        self._given = [given]
        if self._line is not None:
            try:
                self._line.send(given)
            except OSError:
                self._end()
        return self

    def result(self) -> Made:
        """What came of the value that was given; where the copy died or the program failed there,
        what the work makes of it here.

        Errors: those of the work.
        """
        (given,) = self._given
        if self._line is None:
            return self._work(given, self._answer)
        try:
            made: Made = self._hear(self._line)
        except (EOFError, OSError):
            self._end()
            return self._work(given, self._answer)
        self._end()
        return made

    def _hear(self, line: Connection) -> Any:
        """What the copy gives, when all that it asked for has been done."""
        while isinstance(said := line.recv(), _Question):
            line.send(self._answer(said.asked))
        return said


def begin(task: Callable[[], Made], *, is_beside: bool) -> Copied[None, Made]:
    """What the task gives, begun at once."""
    return Copied[None, Made](lambda _given, _ask: task(), is_beside=is_beside).give(None)


def _serve(work: Work[Any, Any], end: Connection, other: Connection) -> None:
    begin_worker()
    # Held here too, it would not tell when the other process lets go of it.
    other.close()
    with end:
        try:
            given = end.recv()
        except EOFError:
            return
        made = attempt(lambda: work(given, lambda asked: _ask(asked, end)), "")
        if not isinstance(made, Fallen):
            end.send(made)


def _ask(asked: object, end: Connection) -> object:
    end.send(_Question(asked))
    return end.recv()
