"""How a folder stands, asked again and again: a few schools are looked at while one waits, many
beside it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import weakref
from contextlib import closing
from pathlib import Path

from reportgen.batch.request import Request
from reportgen.batch.survey import LOOKS, OpenedSurvey, Survey
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, ReportgenError

# So many are looked at in less time than processes take to begin.
_FEW = 20


class Looking(NamedTuple):
    """How far the look at many schools is; `problems` say why it ended before."""

    done: int = 0
    total: int = 0
    problems: tuple[Problem, ...] = ()


class Looker:
    """One folder as it stands whenever it is asked, by the `request` that holds then. Threads may
    share it.
    """

    def __init__(self, request: Request, folder: Path) -> None:
        self.request, self._folder = request, folder
        # What nobody may write in can be looked at too, and is anew each time the program begins.
        if not _may_be_written(folder):
            self._folder = Path(tempfile.mkdtemp(prefix="reportgen-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.looking = Looking()

    def survey(self) -> Survey:
        """How the folder stands; many schools that are new are still waiting then, and looked at
        from now on. Errors: as `open_batch`, or DeliveryError where nothing can be remembered.
        """
        with self._lock, closing(self._open()) as opened:
            waiting = opened.waiting
            if not 0 < len(waiting) <= _FEW or self.is_looking:
                self._begin(len(waiting))
                return opened.survey(waiting)
            for _ in opened.look(waiting, 1):
                pass
            survey = opened.survey()
            opened.remember()
            return survey

    @property
    def is_looking(self) -> bool:
        """Whether many schools are being looked at."""
        return self._thread is not None and self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until what was begun has been looked at, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _open(self) -> OpenedSurvey:
        return OpenedSurvey(self.request, self._folder)

    def _begin(self, total: int) -> None:
        if total and not self.is_looking:
            self.looking = Looking(total=total)
            self._thread = threading.Thread(target=self._look_at_all, daemon=True)
            self._thread.start()

    def _look_at_all(self) -> None:
        try:
            with closing(self._open()) as opened:
                for _ in opened.look(opened.waiting, self.request.workers):
                    self.looking = self.looking._replace(done=self.looking.done + 1)
                with self._lock:
                    opened.remember()
        except ReportgenError as fault:
            self.looking = self.looking._replace(problems=fault.problems)


def _may_be_written(folder: Path) -> bool:
    """Whether what was looked at can be remembered in the folder."""
    place = folder / LOOKS
    while not place.exists() and place != folder:
        place = place.parent
    return os.access(place, os.W_OK)
