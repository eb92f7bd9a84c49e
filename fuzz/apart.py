"""Inputs tried in a process beside this one, which is ended and begun anew once it has grown: what
libraries keep goes with it. What ends that process by itself is a finding, and ends no run.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from fuzz.audit import Auditor
from fuzz.bounds import Cost, taken
from fuzz.oracle import Finding, Judged
from fuzz.runner import Numbered, note_current, try_input
from fuzz.targets import TARGETS

MOST_BYTES = 800_000_000
"""So much a process may hold before it is ended: it begins with an eighth of that."""
_FORKED = multiprocessing.get_context("fork")


class Apart:
    """Tries inputs in the process; the one that is being tried stands in the folder `keep`."""

    def __init__(self, keep: Path) -> None:
        self._keep = keep
        self._begun: tuple[BaseProcess, Connection] | None = None

    def __call__(self, given: Numbered) -> Judged:
        """How the run over the input of that number ended."""
        process, pipe = self._begun = self._begun or _begin(self._keep)
        try:
            pipe.send(given)
            judged, held = pipe.recv()
        except (EOFError, ConnectionError):
            return self._ended(process)
        if held > MOST_BYTES:
            self.close()
        return Judged(*judged)

    def close(self) -> None:
        """Let the process end."""
        if self._begun is not None:
            process, pipe = self._begun
            with suppress(ConnectionError):
                pipe.send(None)
            process.join()
            pipe.close()
            self._begun = None

    def _ended(self, process: BaseProcess) -> Judged:
        process.join()
        self.close()
        code = process.exitcode or 0
        mark = f"signal {-code}" if code < 0 else f"exit {code}"
        return Judged((Finding("end", mark, "the process itself ended"),), False, Cost(0, 0))


def _begin(keep: Path) -> tuple[BaseProcess, Connection]:
    ours, others = _FORKED.Pipe()
    process = _FORKED.Process(target=_serve, args=(others, ours, keep), daemon=True)
    process.start()
    others.close()
    return process, ours


def _serve(pipe: Connection, ours: Connection, keep: Path) -> None:
    """Try what is asked for until nothing more is."""
    ours.close()
    auditor = Auditor()
    with suppress(EOFError):
        while (given := pipe.recv()) is not None:
            data = given.make()
            note_current(keep, given.name, data)
            judged = try_input(TARGETS[given.name], data, auditor)
            pipe.send((tuple(judged), taken()))
