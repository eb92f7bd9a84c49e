"""The first page: the files of the folder, and the ways by which a new report begins."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from reportgen.editing.form_origin import FORM_SUFFIXES
from reportgen.editing.new_file import NewSchool
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.web.answers import XLSX, give_file, render, show_page
from reportgen.web.beginning.blank_forms import blank_form
from reportgen.web.beginning.listed_files import find_namesakes, list_files
from reportgen.web.beginning.standard_choice import standard_groups
from reportgen.web.clerk.form_pages import cell_notes
from reportgen.web.desk import Desk
from reportgen.web.keeper.keeper_desk import KeeperDesk
from reportgen.web.serving.asked import understood
from reportgen.words.safe_names import safe_file_name
from reportgen.words.typed_lines import clean_typed

_YEARS = range(1900, 2100)
_ASKED = ("name", "type", "standard", "year")
_LONGEST_NAME = 60
_ALL = "请写上名称、类型和年度"


def start_routes(desk: Desk, kept: KeeperDesk) -> list[Route]:
    """The addresses of the first page."""
    pages = _Start(desk, kept)
    return [
        Route("/", pages.start),
        Route("/files", pages.start),
        Route("/new", pages.new, methods=["POST"]),
        Route("/new/last", pages.last),
        Route("/new/blank", pages.blank),
        Route("/new/form", pages.form, methods=["POST"]),
    ]


class _Start:
    """The answers, each from the folder as it is at that moment."""

    def __init__(self, desk: Desk, kept: KeeperDesk) -> None:
        self._desk, self._kept = desk, kept

    async def start(self, request: Request) -> Response:
        """The files of the folder; of a district its schools."""
        if self._desk.is_district and request.url.path == "/":
            return RedirectResponse("/district", 303)
        return await run_in_threadpool(self._start)

    def _start(self) -> Response:
        return show_page(
            "start.html",
            folder=self._desk.folder.name,
            files=list_files(self._desk),
            forms=self._desk.forms(),
            templates=self._kept.templates(),
            has_texts=self._kept.has_texts,
            types=self._desk.type_names(),
            standards=standard_groups(self._desk.workshop.library),
            year=datetime.date.today().year,
        )

    async def new(self, request: Request) -> Response:
        """Begin a report of what was said of the school, unless it has one of that year and nobody
        has said that it is to have another.
        """
        school, last, is_another = _read_new(await request.body())
        begin = partial(self._new, school, last, is_another)
        return await run_in_threadpool(begin)

    def _new(self, school: NewSchool, last: str, is_another: bool) -> Response:
        files = list_files(self._desk)
        there = find_namesakes(files, school.name, str(school.year))
        if there and not is_another:
            return JSONResponse({"there": [each._asdict() for each in there]})
        return JSONResponse({"file": self._desk.begin(school, last)})

    async def blank(self, request: Request) -> Response:
        """The form to fill in for a school of that type, by that standard."""
        return await run_in_threadpool(partial(self._blank, request.query_params))

    def _blank(self, asked: Mapping[str, str]) -> Response:
        name, kind, standard, year = (asked.get(key, "") for key in _ASKED)
        whose = NewSchool(" ".join(name.split())[:_LONGEST_NAME], kind, standard, _year_in(year))
        form = blank_form(whose, self._desk.workshop)
        stem = f"{whose.name or whose.type}_{whose.year}_采集表"
        return give_file(form, safe_file_name(stem, ".xlsx"), XLSX)

    async def last(self, request: Request) -> Response:
        """What last year's file says of the school, to begin with."""
        file = request.query_params.get("file", "")
        return JSONResponse(await run_in_threadpool(self._last, file))

    def _last(self, name: str) -> Mapping[str, object]:
        school = self._desk.look(name).examined.school
        if school is None:
            return {}
        known = dict(self._desk.standard_names())
        standards = (each for each in school.settings.standards if each in known)
        return {
            "name": school.name,
            "type": school.type.name,
            "standard": next(standards, ""),
            "year": school.settings.year + 1,
        }

    async def form(self, request: Request) -> Response:
        """Begin a report of a form that was filled in."""
        name = request.query_params.get("name", "")
        if Path(name).suffix.lower() not in FORM_SUFFIXES or name != Path(name).name:
            told = error("no_form", "不是采集表（.xlsx）", Location(name), "请选填好的采集表")
            raise UnreadableFileError(told)
        begin = partial(self._desk.begin_from_form, name, await request.body())
        file, problems = await run_in_threadpool(begin)
        notes = cell_notes(problems)
        listed = render("problems.html", problems=notes) if notes else ""
        return JSONResponse({"file": file, "told": listed})


def _read_new(body: bytes) -> tuple[NewSchool, str, bool]:
    """The school, the name of last year's file, and whether it is to have another file of that
    year. Errors: UnreadableFileError for anything that is none.
    """
    with understood(error("no_school", "没有看懂要建什么，没有建", Location(), _ALL)):
        asked = json.loads(body)
        name, kind, standard, last = (
            " ".join(clean_typed(_text(asked[key])).split())
            for key in ("name", "type", "standard", "last")
        )
        year, is_another = int(_text(asked["year"])), asked.get("another") is True
    if not name or not kind or year not in _YEARS:
        told = error("no_school", "没有写全，没有建", Location(), "请写上名称、类型和四位数的年度")
        raise UnreadableFileError(told)
    return NewSchool(name, kind, standard, year), last, is_another


def _year_in(text: str) -> int:
    """The year; this one where the text is none."""
    is_year = text.isascii() and text.isdecimal() and int(text[:4]) in _YEARS
    return int(text[:4]) if is_year else datetime.date.today().year


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    return given
