"""The addresses by which a district's reports are made, and what came of it is taken."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import PurePath

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from reportgen.batch.aside import count_waiting
from reportgen.batch.zip_stream import zipped
from reportgen.problems import ReportgenError
from reportgen.regular_files import read_regular
from reportgen.web.answers import WORD, ZIP, give_file, kept_as, show_page
from reportgen.web.district_request import DistrictDesk
from reportgen.web.district_results import Results, find_results
from reportgen.web.district_run import DistrictRun, RunState
from reportgen.web.notes import located_note
from reportgen.web.officer import DISTRICT_WAYS

_KINDS = {".docx": WORD, ".pdf": "application/pdf"}
_OTHER = "application/octet-stream"


def run_routes(desk: DistrictDesk, run: DistrictRun) -> list[Route]:
    """The addresses of the run and its results."""
    pages = _RunPages(desk, run)
    return [
        Route("/district/run", pages.page),
        Route("/district/run/start", pages.start, methods=["POST"]),
        Route("/district/run/cancel", pages.cancel, methods=["POST"]),
        Route("/district/run/events", pages.events),
        Route("/district/run/file", pages.file),
        Route("/district/run/zip", pages.zip),
    ]


class _RunPages:
    def __init__(self, desk: DistrictDesk, run: DistrictRun) -> None:
        self._desk, self._run = desk, run

    async def page(self, _: Request) -> Response:
        """How far the run is, and what was made."""
        return await run_in_threadpool(self._page)

    def _page(self) -> Response:
        state = self._run.state
        results, faults = None, state.problems
        try:
            results = find_results(self._desk.request)
        except ReportgenError as fault:
            faults = (*faults, *(each for each in fault.problems if each not in faults))
        return show_page(
            "district_run.html",
            title=results.district.name if results else self._desk.folder.name,
            ways=DISTRICT_WAYS,
            here="/district/run",
            aside=count_waiting(self._desk.folder),
            state=state,
            results=results,
            problems=[located_note(each) for each in faults],
        )

    async def start(self, _: Request) -> Response:
        """Start the run, unless one goes on."""
        await run_in_threadpool(lambda: self._run.start(self._desk.request))
        return RedirectResponse("/district/run", 303)

    async def cancel(self, _: Request) -> Response:
        """Have the run end."""
        self._run.cancel()
        return RedirectResponse("/district/run", 303)

    async def events(self, _: Request) -> Response:
        """How far the run is, told as it goes on, until it has ended."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        async for state in self._run.follow():
            yield f"data: {json.dumps(_told(state), ensure_ascii=False)}\n\n"

    async def file(self, request: Request) -> Response:
        """One of the documents."""
        return await run_in_threadpool(self._file, request.query_params.get("file", ""))

    def _file(self, name: str) -> Response:
        path = self._results().find(name)
        return give_file(read_regular(path), name, _KINDS.get(PurePath(name).suffix, _OTHER))

    async def zip(self, _: Request) -> Response:
        """All documents in one file."""
        results = await run_in_threadpool(self._results)
        pieces = zipped(results.folder, results.files)
        name = f"{results.district.name}_报告.zip"
        return StreamingResponse(pieces, media_type=ZIP, headers=kept_as(name))

    def _results(self) -> Results:
        return find_results(self._desk.request)


def _told(state: RunState) -> dict[str, object]:
    shown = state._asdict()
    del shown["problems"]
    return shown
