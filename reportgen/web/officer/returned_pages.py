"""The addresses by which returned files come into a district's folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus

from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportgen.batch.returned import ReturnedFile, ReturnedFiles
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, error
from reportgen.regular_files import read_regular
from reportgen.web.answers import give_file, show_page
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_ways import district_frame, district_title
from reportgen.web.officer.received import show_received
from reportgen.web.officer.school_lines import schools_in
from reportgen.web.officer.versions import compare_versions
from reportgen.web.shown.notes import located_note
from reportgen.words.listing import list_first

_HERE = "/district/returned"
_MOST_FILES, _MOST_FIELDS = 2000, 10
_MOST_NAMED = 10


def returned_routes(desk: DistrictDesk) -> list[Route]:
    """The addresses of what is returned."""
    pages = _ReturnedPages(desk)
    return [
        Route(_HERE, pages.page),
        Route(_HERE, pages.take, methods=["POST"]),
        Route(f"{_HERE}/accept", pages.accept, methods=["POST"]),
        Route(f"{_HERE}/down", pages.set_down, methods=["POST"]),
        Route(f"{_HERE}/out", pages.take_out, methods=["POST"]),
        Route(f"{_HERE}/file", pages.file),
        Route(f"{_HERE}/compare", pages.compare),
    ]


class _ReturnedPages:
    """The answers; what was received last is shown, as it stands, until more is."""

    def __init__(self, desk: DistrictDesk) -> None:
        self._desk = desk
        self._received: tuple[ReturnedFile, ...] = ()
        self._done = ""

    async def page(self, _: Request) -> Response:
        """Where files are dropped, what was received last, and what was put aside."""
        return await run_in_threadpool(self._page)

    def _page(self, problems: Sequence[Problem] = ()) -> Response:
        looker = self._desk.looker
        survey = looker.survey()
        beside = self._desk.beside(survey)
        received = tuple(show_received(self._received, survey))
        return show_page(
            "district_returned.html",
            **district_frame(self._desk, survey, _HERE),
            problems=[located_note(each) for each in problems],
            done="" if problems else self._done,
            received=received,
            counts=(
                sum(bool(each.stored) and not each.is_aside for each in self._received),
                sum(each.is_aside for each in self._received),
                sum(not each.stored for each in self._received),
            ),
            aside=beside.waiting(),
            down=beside.set_down(),
            mended=self._desk.mended(),
            is_looking=looker.is_looking and bool(received),
        )

    async def take(self, request: Request) -> Response:
        """Take what was dropped; the page tells then what has become of each file."""
        try:
            form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
        except FormParserError as fault:
            told = error("no_upload", "没有传完，没有收", Location(), "请再传一次")
            raise UnreadableFileError(told) from fault
        try:
            given = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
            await run_in_threadpool(self._take, given)
        finally:
            await form.close()
        return RedirectResponse(f"{_HERE}#received", 303)

    def _take(self, given: list[UploadFile]) -> None:
        files, taken = self._files(), list[ReturnedFile]()
        for upload in given:
            taken += files.take(upload.filename or "", upload.file.read())
        self._received, self._done = tuple(taken), ""

    def _files(self) -> ReturnedFiles:
        return ReturnedFiles(self._desk.folder, self._desk.looker.survey(), self._desk.peeked)

    async def accept(self, request: Request) -> Response:
        """Take in a file that was put aside."""
        name, is_set_down = await _asked(request)
        return await self._after(partial(self._accept, name, is_set_down), "received")

    def _accept(self, name: str, is_set_down: bool) -> None:
        self._received, self._done = (self._files().accept(name, is_set_down),), ""

    async def _after(self, act: Callable[[], None], part: str) -> Response:
        """That part of the page as it is after the act; the whole of it, with what is wrong, where
        the act was refused: another window may have done it.
        """
        return await run_in_threadpool(self._act, act, part)

    def _act(self, act: Callable[[], None], part: str) -> Response:
        try:
            act()
        except ReportgenError as fault:
            page = self._page(fault.problems)
            page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
            return page
        return RedirectResponse(f"{_HERE}#{part}", 303)

    async def set_down(self, request: Request) -> Response:
        """Use a file no longer that was put aside."""
        name, _ = await _asked(request)
        return await self._after(partial(self._set_down, name), "done")

    def _set_down(self, name: str) -> None:
        self._files().set_down(name)
        self._received, self._done = (), f"“{name}”不用了。"

    async def take_out(self, request: Request) -> Response:
        """Use a file of the folder no longer."""
        name, _ = await _asked(request)
        return await self._after(partial(self._take_out, name), "done")

    def _take_out(self, name: str) -> None:
        schools = schools_in(self._desk.looker.survey(), name)
        self._files().take_out(name)
        lost = f"里面的{list_first(schools, _MOST_NAMED)}不再算。" if schools else ""
        self._received, self._done = (), f"“{name}”移走了。{lost}"

    async def file(self, request: Request) -> Response:
        """A file that lies aside, as it was sent."""
        asked = request.query_params
        name, is_set_down = asked.get("file", ""), "down" in asked
        return await run_in_threadpool(self._file, name, is_set_down)

    def _file(self, name: str, is_set_down: bool) -> Response:
        data = read_regular(self._files().path_of(name, is_set_down))
        return give_file(data, name)

    async def compare(self, request: Request) -> Response:
        """A file that lies aside beside those that its schools sent before."""
        asked = request.query_params
        name, is_set_down = asked.get("file", ""), "down" in asked
        return await run_in_threadpool(self._compare, name, is_set_down)

    def _compare(self, name: str, is_set_down: bool) -> Response:
        survey = self._desk.looker.survey()
        files = ReturnedFiles(self._desk.folder, survey, self._desk.peeked)
        path = files.path_of(name, is_set_down)
        aside = files.beside.look(path)
        workshop = survey.batch.workshop
        return show_page(
            "district_compare.html",
            title=district_title(self._desk, survey),
            file=name,
            aside=aside,
            down="&down=1" if is_set_down else "",
            compared=list(compare_versions(aside, path, survey, workshop)),
        )


async def _asked(request: Request) -> tuple[str, bool]:
    """The file that a form names, and whether it is one that is not used."""
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    name = form.get("file", "")
    return name if isinstance(name, str) else "", bool(form.get("down"))
