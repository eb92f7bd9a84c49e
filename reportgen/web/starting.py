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
from reportgen.web.answers import render, show_page
from reportgen.web.desk import Desk
from reportgen.web.form_pages import cell_notes
from reportgen.web.keeper_desk import KeeperDesk
from reportgen.words.typed_lines import clean_typed

_YEARS = range(1900, 2100)


def start_routes(desk: Desk, kept: KeeperDesk) -> list[Route]:
    """The addresses of the first page."""
    pages = _Start(desk, kept)
    return [
        Route("/", pages.start),
        Route("/files", pages.start),
        Route("/new", pages.new, methods=["POST"]),
        Route("/new/last", pages.last),
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
            files=self._desk.files(),
            changed=self._changed(),
            forms=self._desk.forms(),
            templates=self._kept.templates(),
            has_texts=self._kept.has_texts,
            types=self._desk.type_names(),
            standards=self._desk.standard_names(),
            year=datetime.date.today().year,
        )

    def _changed(self) -> Mapping[str, str]:
        """When each of the files was last changed."""
        times = ((name, self._desk.changed_at(name)) for name in self._desk.files())
        return {name: time.strftime("%Y-%m-%d %H:%M") for name, time in times}

    async def new(self, request: Request) -> Response:
        """Begin a report of what was said of the school."""
        school, last = _read_new(await request.body())
        name = await run_in_threadpool(self._desk.begin, school, last)
        return JSONResponse({"file": name})

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


def _read_new(body: bytes) -> tuple[NewSchool, str]:
    """The school, and the name of last year's file. Errors: UnreadableFileError for anything that
    is none.
    """
    try:
        asked = json.loads(body)
        name, kind, standard, last = (
            " ".join(clean_typed(_text(asked[key])).split())
            for key in ("name", "type", "standard", "last")
        )
        year = int(_text(asked["year"]))
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        told = error("no_school", "没有看懂要建什么，没有建", Location(), "请写上名称、类型和年度")
        raise UnreadableFileError(told) from fault
    if not name or not kind or year not in _YEARS:
        told = error("no_school", "没有写全，没有建", Location(), "请写上名称、类型和四位数的年度")
        raise UnreadableFileError(told)
    return NewSchool(name, kind, standard, year), last


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    return given
