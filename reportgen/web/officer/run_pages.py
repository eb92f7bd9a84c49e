"""The addresses by which a district's reports are made, and what came of it is taken."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import PurePath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from reportgen.batch.aside import count_waiting
from reportgen.batch.zip_stream import zipped
from reportgen.model.document_kinds import OTHER_KINDS, document_ending
from reportgen.named_tuple import NamedTuple
from reportgen.problems import ReportgenError
from reportgen.regular_files import read_regular
from reportgen.web.answers import WORD, XLSX, ZIP, give_file, kept_as, show_page
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_results import MadeState, ResultKind, Results, find_results
from reportgen.web.officer.district_run import DistrictRun, RunState
from reportgen.web.officer.district_ways import DISTRICT_WAYS
from reportgen.web.officer.run_choice import NotedRun, RunChoice, noted_run
from reportgen.web.shown.notes import located_note
from reportgen.web.shown.page_hints import on_page

_HERE = "/district/run"
_KINDS = {".docx": WORD, ".pdf": "application/pdf", ".xlsx": XLSX}
_OTHER = "application/octet-stream"
_NOBODY = "nobody"
_TICKED = ("district", "pdf", "back", "chasing", "fresh", "force")


def run_routes(desk: DistrictDesk, run: DistrictRun) -> list[Route]:
    """The addresses of the run and its results."""
    pages = _RunPages(desk, run)
    return [
        Route(_HERE, pages.page),
        Route(f"{_HERE}/start", pages.start, methods=["POST"]),
        Route(f"{_HERE}/cancel", pages.cancel, methods=["POST"]),
        Route(f"{_HERE}/events", pages.events),
        Route(f"{_HERE}/state", pages.state),
        Route(f"{_HERE}/file", pages.file),
        Route(f"{_HERE}/zip", pages.zip),
    ]


class _Zipped(NamedTuple):
    """What can be taken as one file: the name of the kind, what it is called, how many files."""

    kind: str
    label: str
    files: int


class _RunPages:
    def __init__(self, desk: DistrictDesk, run: DistrictRun) -> None:
        self._desk, self._run = desk, run

    async def page(self, request: Request) -> Response:
        """How far the run is, and what was made."""
        given = request.query_params
        return await run_in_threadpool(self._page, given.get("state", ""), _NOBODY in given)

    def _page(self, asked: str, nobody: bool) -> Response:
        state, noted = self._run.state, noted_run(self._desk.folder)
        results, faults = None, state.problems
        try:
            results = self._results(noted)
        except ReportgenError as fault:
            faults = (*faults, *(each for each in fault.problems if each not in faults))
        return show_page(
            "district_run.html",
            title=results.district.name if results else self._desk.folder.name,
            ways=DISTRICT_WAYS,
            here=_HERE,
            aside=count_waiting(self._desk.folder),
            state=state,
            results=results,
            shown=_shown(results, asked),
            asked=asked,
            counts=_counts(results),
            zips=_zips(results),
            choice=noted.choice,
            nobody=nobody,
            is_left=not noted.has_ended,
            documents=_documents(results),
            has_office=self._desk.request.office is not None,
            problems=[located_note(on_page(each)) for each in faults],
        )

    async def start(self, request: Request) -> Response:
        """Start the run of what was chosen, unless one goes on."""
        choice = _choice_of(await request.form(max_files=0))
        if choice is None:
            return RedirectResponse(f"{_HERE}?{_NOBODY}=1", 303)
        await run_in_threadpool(lambda: self._run.start(self._desk.request, choice))
        return RedirectResponse(_HERE, 303)

    async def cancel(self, _: Request) -> Response:
        """Have the run end."""
        self._run.cancel()
        return RedirectResponse(_HERE, 303)

    async def events(self, _: Request) -> Response:
        """How far the run is, told as it goes on, until it has ended."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        async for state in self._run.follow():
            yield f"data: {json.dumps(_told(state), ensure_ascii=False)}\n\n"

    async def state(self, _: Request) -> Response:
        """How far the run is now."""
        return JSONResponse(_told(self._run.state))

    async def file(self, request: Request) -> Response:
        """One of the documents."""
        return await run_in_threadpool(self._file, request.query_params.get("file", ""))

    def _file(self, name: str) -> Response:
        path = self._results(noted_run(self._desk.folder)).find(name)
        kind = _KINDS.get(path.suffix, _OTHER)
        return give_file(read_regular(path), PurePath(name).name, kind)

    async def zip(self, request: Request) -> Response:
        """All documents, or those of a kind, in one file."""
        return await run_in_threadpool(self._zip, request.query_params.get("kind", ""))

    def _zip(self, kind: str) -> Response:
        results = self._results(noted_run(self._desk.folder))
        found = next((each for each in ResultKind if each == kind), None)
        pieces = zipped(results.folder, results.of_kind(found))
        name = f"{results.district.name}_{found.label if found else '报告'}.zip"
        return StreamingResponse(pieces, media_type=ZIP, headers=kept_as(name))

    def _results(self, noted: NotedRun) -> Results:
        """Errors: as `find_results`."""
        request = self._desk.request._replace(documents=noted.awaited)
        return find_results(request, self._run.last.built)


def _choice_of(form: FormData) -> RunChoice | None:
    """What was chosen; None where schools were to be, and none is."""
    is_some = form.get("which") == "chosen"
    schools = _texts(form, "schools") if is_some else ()
    if is_some and not schools:
        return None
    ticked = {name: name in form for name in _TICKED}
    return RunChoice(schools, _texts(form, "documents"), **ticked)


def _texts(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(each for each in form.getlist(name) if isinstance(each, str))


def _shown(results: Results | None, asked: str) -> list[object]:
    """The district and its schools, or the schools that stand so."""
    if results is None:
        return []
    if asked:
        return [each for each in results.schools if each.state == asked]
    own = [results.district] if results.district.files else []
    return [*own, *results.schools]


def _counts(results: Results | None) -> dict[MadeState, int]:
    states = [each.state for each in results.schools] if results else []
    return {state: states.count(state) for state in MadeState if state in states}


def _zips(results: Results | None) -> list[_Zipped]:
    """What can be taken as one file."""
    if results is None or not results.files:
        return []
    counts = [(kind, len(results.of_kind(kind))) for kind in ResultKind]
    kinds = [_Zipped(kind.value, kind.label, count) for kind, count in counts if count]
    return [_Zipped("", "全部下载", len(results.files)), *(kinds if len(kinds) > 1 else ())]


def _documents(results: Results | None) -> list[tuple[str, str]]:
    """The documents that can be made beside the reports: the name of each, what it is called."""
    known = results.documents if results else ()
    return [(each.name, document_ending(each.name)) for each in OTHER_KINDS if each.name in known]


def _told(state: RunState) -> dict[str, object]:
    shown = state._asdict()
    del shown["problems"]
    return {**shown, "words": state.words, "pdf_words": state.pdf_words}
