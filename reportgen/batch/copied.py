"""A task done by a copy of this process, beside what this one does.

The copy has all that is in memory, and what it needs for the task is gone when it ends: the records
of ten thousand schools are neither read twice nor sent, and no process holds two large documents.
What the task changes in the copy is lost: it must do nothing but give a value.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from reportgen.barrier import Fallen, attempt
from reportgen.batch.executors import begin_worker

Made = TypeVar("Made")


def can_copy(kind: str, workers: int) -> bool:
    """Whether a run by that executor may copy this process: elsewhere its memory cannot be shared,
    and the locks of other threads would be held in the copy forever.
    """
    alone = threading.active_count() == 1
    return sys.platform == "linux" and kind == "process" and workers > 1 and alone


class Copied(Generic[Made]):
    """What the task gives: done beside this process where it `is_beside`, else when it is asked
    for.
    """

    def __init__(self, task: Callable[[], Made], *, is_beside: bool) -> None:
        self._task = task
        self._answers: Connection | None = None
        if is_beside:
            self._answers = self._begin()

    def _begin(self) -> Connection | None:
        context = get_context("fork")
        answers, end = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer, args=(self._task, end), daemon=True)
        try:
            self._process.start()
        except OSError:
            # No room for another process: it is done here.
            answers.close()
            return None
        finally:
            end.close()
        return answers

    def result(self) -> Made:
        """What it gave; where the copy died or the program failed there, what it gives here.

        Errors: those of the task.
        """
        if self._answers is None:
            return self._task()
        try:
            with self._answers:
                made: Made = self._answers.recv()
        except (EOFError, OSError):
            made = self._task()
        self._process.join()
        return made


def _answer(task: Callable[[], Made], end: Connection) -> None:
    begin_worker()
    made = attempt(task, "")
    with end:
        if not isinstance(made, Fallen):
            end.send(made)
