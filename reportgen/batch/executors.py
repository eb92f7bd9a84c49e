"""Who does the work: this process, threads, processes, or a cluster."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import chain, repeat
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from reportgen.kept_code.use import use_kept_code
from reportgen.late_regex import is_compiled_by_re
from reportgen.problems import ReportgenError, error
from reportgen.words.nearest import suggest

Returned = TypeVar("Returned")
KINDS = ("process", "thread", "serial")
CLUSTER = "dask://"
SPAWNED = "spawned"
"""Processes that begin anew: a copy of one with threads would have their locks, held forever."""

# Windows waits for no more handles than this at once.
_MOST_PROCESSES = 61


class SerialExecutor(Executor):
    """Does each task when it is handed over."""

    def submit(
        self, task: Callable[..., Returned], /, *arguments: Any, **named: Any
    ) -> Future[Returned]:
        """The task done, its outcome as a future."""
        future: Future[Returned] = Future()
        try:
            future.set_result(task(*arguments, **named))
        # As in any executor: the fault is raised where the result is asked for.
        except Exception as fault:
            future.set_exception(fault)
        return future


def runs_here(kind: str, workers: int) -> bool:
    """Whether that executor works in this process, so that it may share what is in memory."""
    return kind in ("serial", "thread") or (kind == "process" and workers == 1)


def make_executor(kind: str, workers: int) -> Executor:
    """The executor of that kind; `dask://HOST:PORT` is a cluster's scheduler.

    Errors: ReportgenError for any other word.
    """
    if kind.startswith(CLUSTER):
        return _cluster(kind.removeprefix(CLUSTER))
    if runs_here(kind, workers):
        return ThreadPoolExecutor(workers) if kind == "thread" else SerialExecutor()
    if kind == "process":
        return ProcessPoolExecutor(min(workers, _MOST_PROCESSES), initializer=begin_worker)
    if kind == SPAWNED:
        most, context = min(workers, _MOST_PROCESSES), get_context("spawn")
        return ProcessPoolExecutor(most, context, initializer=begin_worker)
    hint = suggest(kind, (*KINDS, f"{CLUSTER}主机:端口"))
    raise ReportgenError(error("unknown_executor", f"不认识执行方式“{kind}”", hint=hint))


def executor_maker(kind: str, workers: int, has_threads: bool) -> Callable[[], Executor]:
    """What makes executors of that kind, one after another; `has_threads`: this process has some
    when it makes the second, in the place of one whose workers have died.
    """
    is_forked = kind == "process" and not runs_here(kind, workers)
    kinds = chain((kind,), repeat(SPAWNED if is_forked and has_threads else kind))
    return lambda: make_executor(next(kinds), workers)


def usual_workers() -> int:
    """As many as there are cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin_worker() -> None:
    """Interrupts are the parent's to answer; where it is killed, its workers end with it. One that
    was not forked does not know yet that compiled code is kept.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if is_compiled_by_re():
        use_kept_code()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cluster(address: str) -> Executor:
    try:
        import distributed
    except ImportError as fault:
        hint = "请先安装：pip install 'reportgen[cluster]'"
        raise ReportgenError(error("no_cluster", "没有安装 dask.distributed", hint=hint)) from fault
    try:
        connect: Any = distributed.Client
        client = connect(f"tcp://{address}", timeout=5)
    except OSError as fault:
        hint = "请检查地址，并先启动 dask scheduler"
        raise ReportgenError(
            error("no_scheduler", f"连不上调度程序 {address}", hint=hint)
        ) from fault
    executor: Executor = client.get_executor(pure=False, retries=3)
    return executor
