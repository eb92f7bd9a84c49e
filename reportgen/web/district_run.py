"""The run that a page has started, in a thread beside it; whoever looks hears how far it is."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from functools import partial
from typing import NamedTuple

from reportgen.barrier import Fallen, attempt
from reportgen.batch.batch import manifest_name, open_batch
from reportgen.batch.entry import UNMADE
from reportgen.batch.lock import hold_folder
from reportgen.batch.request import Request
from reportgen.batch.store import WORK_FOLDER
from reportgen.batch.whole_run import begin_run, end_run
from reportgen.problems import Location, Problem, ReportgenError, error


class RunState(NamedTuple):
    """How far the run is. `told` says how it ended; empty: none has been started, or it goes on."""

    is_running: bool = False
    done: int = 0
    total: int = 0
    failed: int = 0
    school: str = ""
    told: str = ""
    problems: tuple[Problem, ...] = ()


class DistrictRun:
    """One run at a time over a folder. Threads may share it."""

    def __init__(self) -> None:
        self.state = RunState()
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._listeners: set[Callable[[], object]] = set()

    def start(self, request: Request) -> bool:
        """Start the run; False where one goes on already."""
        with self._lock:
            if self.state.is_running:
                return False
            self._cancelled.clear()
            self.state = RunState(is_running=True)
        self._thread = threading.Thread(target=self._work, args=(request,), daemon=True)
        self._thread.start()
        return True

    def cancel(self) -> None:
        """Have the run end after what is in hand; what was done is kept, and not done again."""
        self._cancelled.set()

    def close(self) -> None:
        """End the run, and wait until it has."""
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    async def follow(self) -> AsyncIterator[RunState]:
        """The state now, and whenever it has changed, until the run has ended."""
        changed, loop = asyncio.Event(), asyncio.get_running_loop()
        listener = partial(loop.call_soon_threadsafe, changed.set)
        self._listeners.add(listener)
        try:
            while True:
                changed.clear()
                state = self.state
                yield state
                if not state.is_running:
                    return
                await changed.wait()
        finally:
            self._listeners.discard(listener)

    def _tell(self, state: RunState) -> None:
        self.state = state
        for listener in tuple(self._listeners):
            # A loop that has been closed hears nothing any more.
            with contextlib.suppress(RuntimeError):
                listener()

    def _work(self, request: Request) -> None:
        ended = attempt(partial(self._run, request), request.paths[0])
        if isinstance(ended, Fallen):
            state, told = self.state, "没有做成"
            ended = state._replace(told=told, problems=ended.problems)
        self._tell(ended._replace(is_running=False))

    def _run(self, request: Request) -> RunState:
        """How the run ended."""
        held = hold_folder(request.output, WORK_FOLDER, manifest_name(request.shard), _refuse)
        with held, closing(open_batch(request)) as opened:
            begun = begin_run(opened, None)
            self._tell(self.state._replace(total=len(begun.todo)))
            for entry in opened.run(begun.todo):
                if self._cancelled.is_set():
                    return self.state._replace(told="已停下。做好的报告都在，再做一次会接着做。")
                state, head = self.state, entry.head
                failed = state.failed + (head.status in UNMADE)
                name = head.name or head.file
                self._tell(state._replace(done=state.done + 1, failed=failed, school=name))
            done = end_run(begun, with_district=True, all_told=True)
        schools = done.summary.schools
        made = sum(bool(each.report) for each in schools)
        lost = f"，{len(schools) - made} 所没有做成，原因见各校一览" if made < len(schools) else ""
        told = f"做完了：{made} 份报告{lost}。"
        return self.state._replace(told=told, problems=done.summary.problems)


def _refuse(holder: str) -> None:
    """Nobody waits at a page for a run that somebody else has started."""
    message, _, _ = holder.partition("，等它")
    hint = "请等它做完再做"
    raise ReportgenError(error("other_run", message, Location(), hint))
