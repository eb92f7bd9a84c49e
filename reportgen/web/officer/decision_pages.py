"""The addresses by which an officer decides about files that are kept out of the sums."""

from __future__ import annotations

import datetime
import threading
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportgen.editing.decisions import decide, take_back
from reportgen.load.identity import DECISIONS_FILE
from reportgen.problems import Location, Problem, ReportgenError, error
from reportgen.web.answers import show_page
from reportgen.web.officer.decision_lines import decided_lines, doubt_lines
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_ways import district_frame
from reportgen.web.shown.notes import located_note

DECISIONS_PAGE = "/district/decisions"
_MOST_FIELDS = 5


def decision_routes(desk: DistrictDesk) -> list[Route]:
    """The addresses of decisions."""
    pages = _DecisionPages(desk)
    return [
        Route(DECISIONS_PAGE, pages.page),
        Route(f"{DECISIONS_PAGE}/decide", pages.decide, methods=["POST"]),
        Route(f"{DECISIONS_PAGE}/back", pages.take_back, methods=["POST"]),
    ]


class _DecisionPages:
    def __init__(self, desk: DistrictDesk) -> None:
        self._desk, self._lock = desk, threading.Lock()

    async def page(self, request: Request) -> Response:
        """The files that wait for a decision, and what was decided."""
        done = request.query_params.get("done", "")
        return await run_in_threadpool(self._page, done)

    def _page(self, done: str = "", problems: tuple[Problem, ...] = ()) -> Response:
        survey = self._desk.looker.survey()
        decided = list(decided_lines(survey))
        return show_page(
            "district_decisions.html",
            **district_frame(self._desk, survey, DECISIONS_PAGE),
            waiting=len(survey.waiting),
            doubts=doubt_lines(survey),
            decided=decided,
            done=[each for each in decided if each.file == done],
            kept_in=DECISIONS_FILE,
            problems=[located_note(each) for each in problems],
        )

    async def decide(self, request: Request) -> Response:
        """Write down a decision."""
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
        file, kind, school = (str(form.get(name, "")) for name in ("file", "kind", "school"))
        return await run_in_threadpool(self._decide, file, kind, school)

    def _decide(self, file: str, kind: str, school: str) -> Response:
        try:
            with self._lock:
                doubts = self._desk.looker.survey().doubts
                doubt = next((each for each in doubts if each.file == file), None)
                decision = doubt.choose(kind, school) if doubt else None
                if decision is None:
                    raise ReportgenError(_changed(file))
                decide(self._desk.folder, decision, datetime.datetime.now())
        except ReportgenError as fault:
            return self._page(problems=fault.problems)
        return _back_to_the_page(file)

    async def take_back(self, request: Request) -> Response:
        """Take a decision back."""
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
        file, kind = (str(form.get(name, "")) for name in ("file", "kind"))
        return await run_in_threadpool(self._take_back, file, kind)

    def _take_back(self, file: str, kind: str) -> Response:
        try:
            with self._lock:
                take_back(self._desk.folder, file, kind, datetime.datetime.now())
        except ReportgenError as fault:
            return self._page(problems=fault.problems)
        return _back_to_the_page("")


def _back_to_the_page(done: str) -> Response:
    asked = f"?{urlencode({'done': done})}" if done else ""
    return RedirectResponse(DECISIONS_PAGE + asked, 303)


def _changed(file: str) -> Problem:
    message = "这份文件的情况变了，刚才点的没有记下"
    return error("not_decided", message, Location(file), "请看下面现在的情况，再决定")
