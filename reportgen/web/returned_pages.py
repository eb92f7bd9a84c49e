"""The addresses by which returned files come into a district's folder."""

from __future__ import annotations

from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportgen.batch.returned import ReturnedFile, ReturnedFiles
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.web.answers import show_page
from reportgen.web.district_request import DistrictDesk
from reportgen.web.officer import DISTRICT_WAYS

_MOST_FILES, _MOST_FIELDS = 2000, 10


def returned_routes(desk: DistrictDesk) -> list[Route]:
    """The addresses of what is returned."""
    pages = _ReturnedPages(desk)
    return [
        Route("/district/returned", pages.page),
        Route("/district/returned", pages.take, methods=["POST"]),
        Route("/district/returned/accept", pages.accept, methods=["POST"]),
    ]


class _ReturnedPages:
    def __init__(self, desk: DistrictDesk) -> None:
        self._desk = desk

    async def page(self, _: Request) -> Response:
        """Where files are dropped, and what was put aside."""
        return await run_in_threadpool(self._page, ())

    def _page(self, taken: tuple[ReturnedFile, ...]) -> Response:
        survey = self._desk.looker.survey()
        return show_page(
            "district_returned.html",
            title=survey.batch.owner or self._desk.folder.name,
            ways=DISTRICT_WAYS,
            here="/district/returned",
            taken=taken,
            aside=ReturnedFiles(self._desk.folder, survey).aside(),
        )

    async def take(self, request: Request) -> Response:
        """Take what was dropped, and tell what has become of each file."""
        try:
            form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
        except FormParserError as fault:
            told = error("no_upload", "没有传完，没有收", Location(), "请再传一次")
            raise UnreadableFileError(told) from fault
        try:
            given = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
            return await run_in_threadpool(self._take, given)
        finally:
            await form.close()

    def _take(self, given: list[UploadFile]) -> Response:
        files = ReturnedFiles(self._desk.folder, self._desk.looker.survey())
        taken = list[ReturnedFile]()
        for upload in given:
            taken += files.take(upload.filename or "", upload.file.read())
        return self._page(tuple(taken))

    async def accept(self, request: Request) -> Response:
        """Take in a file that was put aside."""
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
        name = form.get("file", "")
        await run_in_threadpool(self._accept, name if isinstance(name, str) else "")
        return RedirectResponse("/district/returned", 303)

    def _accept(self, name: str) -> None:
        ReturnedFiles(self._desk.folder, self._desk.looker.survey()).accept(name)
