"""The addresses of what goes back to schools, and of who is to be chased."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from reportgen.batch.chasing import CHASING, by_town, chasing_sheet, chasing_text
from reportgen.batch.zip_stream import zipped_bytes
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.web.answers import XLSX, ZIP, give_file, kept_as, show_page
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_ways import district_frame
from reportgen.web.officer.faulty_files import FaultyFile, find_asked
from reportgen.web.shown.notes import located_note

_HERE = "/district/back"


def back_routes(desk: DistrictDesk) -> list[Route]:
    """The addresses of what goes back."""
    pages = _BackPages(desk)
    return [
        Route(_HERE, pages.page),
        Route(f"{_HERE}/file", pages.file),
        Route(f"{_HERE}/zip", pages.zip),
        Route(f"{_HERE}/chasing", pages.chasing),
    ]


class _BackPages:
    """The answers, each from the folder as it is at that moment."""

    def __init__(self, desk: DistrictDesk) -> None:
        self._desk = desk

    async def page(self, _: Request) -> Response:
        """What goes back to whom, and who is to be chased."""
        return await run_in_threadpool(self._page)

    def _page(self) -> Response:
        survey = self._desk.looker.survey()
        asked = find_asked(survey, self._desk.beside(survey).by_school())
        return show_page(
            "district_back.html",
            **district_frame(self._desk, survey, _HERE),
            waiting=len(survey.waiting),
            faulty=[
                (each, [located_note(fault, False) for fault in each.errors])
                for each in asked.faulty
            ],
            has_list=survey.batch.expects_schools,
            towns=by_town(asked.chased),
            chased=asked.chased,
            aside=asked.aside,
            text=chasing_text(asked.chased),
        )

    async def file(self, request: Request) -> Response:
        """The copy of one file with its faults marked."""
        return await run_in_threadpool(self._file, request.query_params.get("file", ""))

    def _file(self, key: str) -> Response:
        found = next((each for each in self._faulty() if each.key == key), None)
        if found is None:
            hint = "可能已经改好了，请重新打开“退回和催交”"
            told = error("not_faulty", "这份文件没有要退回的", Location(key), hint)
            raise UnreadableFileError(told)
        copy = found.mark()
        return give_file(copy.data, copy.name, XLSX)

    async def zip(self, _: Request) -> Response:
        """All copies in one file."""
        faulty = await run_in_threadpool(self._faulty)
        headers = kept_as("退回.zip")
        return StreamingResponse(zipped_bytes(_marked(faulty)), media_type=ZIP, headers=headers)

    def _faulty(self) -> tuple[FaultyFile, ...]:
        return find_asked(self._desk.looker.survey()).faulty

    async def chasing(self, _: Request) -> Response:
        """Who is to be chased, as a workbook."""
        return await run_in_threadpool(self._chasing)

    def _chasing(self) -> Response:
        survey = self._desk.looker.survey()
        chased = find_asked(survey, self._desk.beside(survey).by_school()).chased
        return give_file(write_workbook([chasing_sheet(chased)]), CHASING, XLSX)


def _marked(faulty: tuple[FaultyFile, ...]) -> Iterator[tuple[str, bytes]]:
    for each in faulty:
        copy = each.mark()
        yield copy.name, copy.data
