"""The run that a page has started, in a thread beside it; whoever looks hears how far it is."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import closing
from functools import partial

from reportgen.barrier import Fallen, attempt
from reportgen.batch.batch import Batch, manifest_name, open_batch
from reportgen.batch.entry import UNMADE, Head
from reportgen.batch.lock import hold_folder
from reportgen.batch.pdfs import tell_pdf_faults
from reportgen.batch.request import Request
from reportgen.batch.store import WORK_FOLDER
from reportgen.batch.whole_run import WholeRun, begin_run, end_run
from reportgen.model.admission import Returned
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, error
from reportgen.web.officer.run_choice import NotedRun, RunChoice, note_run
from reportgen.web.officer.run_extras import make_extras
from reportgen.web.shown.page_hints import on_page

_STOPPED = "已停下。做好的都在，接着做不重做。"


class RunState(NamedTuple):
    """How far the run is: of its schools, then of its PDFs, if there are to be any (`has_pdfs`).
    `told` says how it ended; empty: none has been started, or it goes on.
    """

    is_running: bool = False
    is_stopping: bool = False
    done: int = 0
    total: int = 0
    failed: int = 0
    school: str = ""
    has_pdfs: bool = False
    pdfs_done: int = 0
    pdfs_total: int = 0
    told: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> str:
        """How far the schools are."""
        if not self.total:
            begun = "各校的报告没有变化，不重做" if self.pdfs_total else "正在看哪些学校要做…"
            return "正在停下…" if self.is_stopping else begun
        failed = f"，{self.failed} 所没有做成" if self.failed else ""
        told = f"已做 {self.done}/{self.total} 所{failed}"
        if self.is_stopping:
            return f"{told}；正在停下，手里的做完就停…"
        if self.done < self.total:
            return f"{told}；刚看完的是{self.school}" if self.school else told
        return told if self.pdfs_total else f"{told}；正在做县域报告和清单…"

    @property
    def pdf_words(self) -> str:
        """How far the PDFs are."""
        if not self.pdfs_total:
            return "PDF：边做报告边做"
        return f"PDF：已做 {self.pdfs_done}/{self.pdfs_total} 份"


class LastRun(NamedTuple):
    """The run that was started last from here: what was chosen, and the schools that were built, by
    their keys.
    """

    choice: RunChoice
    built: set[str]


class Stopped(Exception):
    """Somebody has asked for the end of the run."""


class DistrictRun:
    """One run at a time over a folder. Threads may share it."""

    def __init__(self) -> None:
        self.state, self.last = RunState(), LastRun(RunChoice(), set())
        self._lock = threading.Lock()
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._listeners: set[Callable[[], object]] = set()

    def start(self, request: Request, choice: RunChoice = RunChoice()) -> bool:
        """Start the run of what was chosen; False where one goes on already."""
        with self._lock:
            if self.state.is_running:
                return False
            self._cancelled.clear()
            has_pdfs = choice.pdf and request.office is not None
            self.state = RunState(is_running=True, has_pdfs=has_pdfs)
            self.last = LastRun(choice, set())
        work = partial(self._work, request, choice)
        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()
        return True

    def cancel(self) -> None:
        """Have the run end after what is in hand; what was done is kept, and not done again."""
        self._cancelled.set()
        with self._lock:
            if self.state.is_running:
                self._tell(self.state._replace(is_stopping=True))

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

    def _add(self, change: Callable[[RunState], RunState]) -> None:
        """Tell what has changed. Errors: Stopped where somebody has asked for the end."""
        self._end_if_asked()
        self._change(change)

    def _end_if_asked(self) -> None:
        if self._cancelled.is_set():
            raise Stopped

    def _change(self, change: Callable[[RunState], RunState]) -> None:
        with self._lock:
            self._tell(change(self.state))

    def _work(self, request: Request, choice: RunChoice) -> None:
        ended = attempt(partial(self._run, request, choice), request.paths[0])
        told = self.state._replace(is_running=False, is_stopping=False)
        if isinstance(ended, Fallen):
            ended = told._replace(told=_in_words(ended.problems), problems=ended.problems)
        with self._lock:
            self._tell(ended._replace(is_running=False, is_stopping=False))

    def _run(self, request: Request, choice: RunChoice) -> RunState:
        """How the run ended."""
        asked, folder = choice.ask(request), request.paths[0]
        held = hold_folder(request.output, WORK_FOLDER, manifest_name(request.shard), _refuse)
        with held, closing(open_batch(asked)) as opened:
            note_run(folder, NotedRun(choice, has_ended=False))
            try:
                done = self._make(opened, choice)
            except Stopped:
                return self.state._replace(told=_STOPPED)
            more = make_extras(opened, done.summary, choice)
            note_run(folder, NotedRun(choice.again))
            told = _ended(done, {job.key for job in opened.asked})
        faults = tuple(tell_pdf_faults(done.pdfs))
        problems = (*done.summary.problems, *faults, *more)
        return self.state._replace(told=told, problems=problems)

    def _tell_done(self, head: Head) -> None:
        state, is_unmade = self.state, head.status in UNMADE
        name, failed = head.name or head.file, state.failed + is_unmade
        self._change(lambda now: now._replace(done=now.done + 1, failed=failed, school=name))

    def _make(self, opened: Batch, choice: RunChoice) -> WholeRun:
        """Errors: Stopped."""

        def tell_pdf(done: int, total: int) -> None:
            self._add(lambda now: now._replace(pdfs_done=done, pdfs_total=total))

        printer = opened.request.office if choice.pdf else None
        with closing(begin_run(opened, printer, with_district=choice.district)) as begun:
            self._add(lambda now: now._replace(total=len(begun.todo)))
            for entry in begun.build(self._cancelled.is_set):
                self.last.built.add(entry.head.file)
                self._tell_done(entry.head)
            self._end_if_asked()
            return end_run(begun, all_told=True, tell_pdf=tell_pdf)


def _ended(done: WholeRun, asked: Collection[str]) -> str:
    """What is told of a run that came to its end; `asked` are the keys of its schools."""
    schools = [each for each in done.summary.schools if each.file in asked]
    made = [each for each in schools if each.report]
    printed = sum(each.pdf is not None for each in done.pdfs)
    told = [f"{len(made)} 份报告", *([f"{printed} 份 PDF"] if done.pdfs else [])]
    left_out = sum(bool(each.left_out) for each in made)
    missing = sum(each.returned is Returned.MISSING for each in done.summary.roster)
    but = (
        (left_out, "份没有计入县域的数"),
        (len(schools) - len(made), "所没有做成，原因见下面"),
        (len(done.pdfs) - printed, "份 PDF 没有做成"),
        (missing, "所学校没有交"),
    )
    lacks = "".join(f"；{count} {words}" for count, words in but if count)
    return f"做完了：{'，'.join(told)}{lacks}。"


def _in_words(problems: Sequence[Problem]) -> str:
    """Why the run was not made."""
    first = next(map(on_page, problems), None)
    told = "；".join(filter(None, (first.message, first.hint))) if first else ""
    return f"没有做成：{told}。" if told else "没有做成。"


def _refuse(holder: str) -> None:
    """Nobody waits at a page for a run that somebody else has started."""
    message, _, _ = holder.partition("，等它")
    hint = "请等它做完再做"
    raise ReportgenError(error("other_run", message, Location(), hint))
