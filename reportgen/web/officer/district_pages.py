"""The addresses by which a district's schools are seen: all in a table, and one by one."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportgen.batch.aside import count_waiting
from reportgen.problems import Location, UnreadableFileError, by_place, error
from reportgen.web.answers import show_page
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_ways import district_frame
from reportgen.web.officer.school_lines import (
    NO_TOWN,
    LineQuery,
    anchor_of,
    find_lines,
    find_school,
    sort_links,
)
from reportgen.web.shown.notes import located_note


def officer_routes(desk: DistrictDesk) -> list[Route]:
    """The addresses of the district's pages."""
    pages = _Officer(desk)
    return [
        Route("/district", pages.district),
        Route("/district/school", pages.school),
    ]


class _Officer:
    """The answers, each from the folder as it is at that moment."""

    def __init__(self, desk: DistrictDesk) -> None:
        self._desk = desk

    async def district(self, request: Request) -> Response:
        """The table of schools."""
        given = request.query_params
        state, text, sort, town = (
            given.get(name, "") for name in ("state", "text", "sort", "town")
        )
        asked = LineQuery(state, text, sort, "down" in given, town, "by_town" in given)
        return await run_in_threadpool(self._district, asked)

    def _district(self, asked: LineQuery) -> Response:
        survey = self._desk.looker.survey()
        table = find_lines(survey, asked, self._desk.beside(survey).by_school())
        looking = self._desk.looker.looking
        problems = (*looking.problems, *survey.problems)
        return show_page(
            "district.html",
            **district_frame(self._desk, survey, "/district"),
            table=table,
            asked=asked,
            heads=[
                (title, _address(asked._replace(sort=name, down=down)), now)
                for title, name, now, down in sort_links(asked, table.standards)
            ],
            every_state=_address(asked._replace(state="")),
            states=[
                (state, count, _address(asked._replace(state=str(state))))
                for state, count in table.counts.items()
            ],
            no_town=NO_TOWN,
            problems=[located_note(each) for each in problems],
            mended=self._desk.mended(),
            aside=count_waiting(self._desk.folder),
            doubts=len(survey.doubts),
            waiting=len(survey.waiting),
            looking=looking,
            is_looking=self._desk.looker.is_looking,
        )

    async def school(self, request: Request) -> Response:
        """One school: what is wrong in its file, and what it comes to."""
        return await run_in_threadpool(self._school, request.query_params.get("file", ""))

    def _school(self, key: str) -> Response:
        survey = self._desk.looker.survey()
        school = find_school(survey, key)
        if school is None:
            hint = "可能还在读，请等一会儿再打开" if survey.waiting else "请从学校一览里选择"
            problem = error("no_school", "这个文件夹里没有这所学校", Location(key), hint)
            raise UnreadableFileError(problem)
        told = school.told
        standards = zip(survey.batch.standards, told.verdicts, strict=True)
        return show_page(
            "district_school.html",
            title=told.head.name or key,
            file=key,
            told=told,
            doubt=anchor_of(key) if any(each.file == key for each in survey.doubts) else "",
            status=told.head.status.label,
            verdicts=[(each.title, str(cell.value), str(cell.mark)) for each, cell in standards],
            problems=[located_note(each, with_file=False) for each in by_place(told.problems)],
            **self._desk.show_sent(school),
        )


def _address(asked: LineQuery) -> str:
    """The address of the table that is asked for so."""
    given = asked._asdict()
    told = {name: "1" if value is True else value for name, value in given.items() if value}
    return f"/district?{urlencode(told)}" if told else "/district"
