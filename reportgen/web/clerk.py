"""The addresses by which one school's data are filled in, and its report is seen and taken."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.editing.addresses import Address
from reportgen.editing.saved_file import Conflict, ValueEdit
from reportgen.model.school import School
from reportgen.model.tree import Tree
from reportgen.pipeline import make_document
from reportgen.problems import Location, ReportgenError, UnreadableFileError, error
from reportgen.web.answers import WORD, give_file, render, show_page
from reportgen.web.desk import Desk, OpenedSchool
from reportgen.web.notes import figure_fields, path_of, school_notes
from reportgen.web.printed import Printer
from reportgen.web.report_view import report_as_html
from reportgen.words.safe_names import safe_file_name

_T = TypeVar("_T")


def clerk_routes(desk: Desk, printer: Printer) -> list[Route]:
    """The addresses of a school's pages."""
    pages = _Clerk(desk, printer)
    return [
        Route("/school", pages.school),
        Route("/school/edit", pages.edit, methods=["POST"]),
        Route("/school/report", pages.report),
        Route("/school/word", pages.word),
        Route("/school/pages", pages.pages),
        Route("/school/page", pages.page),
    ]


class _Clerk:
    """The answers, each from the file as it is at that moment."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        self._desk, self._printer = desk, printer

    async def school(self, request: Request) -> Response:
        """The fields of a school, with what is said of each."""
        return await _for_file(request, self._school)

    def _school(self, name: str) -> Response:
        opened = self._desk.open(name)
        school = opened.examined.school
        return show_page(
            "school.html",
            file=name,
            title=school.name if school else name,
            chapters=opened.chapters or (),
            notes=school_notes(opened),
            can_be_built=opened.examined.can_be_built,
        )

    async def edit(self, request: Request) -> Response:
        """Make edits in the file, and what is said of it then."""
        name, edits = _read_edits(await request.body())
        told = await run_in_threadpool(self._edit, name, edits)
        return JSONResponse(told)

    def _edit(self, name: str, edits: list[ValueEdit]) -> dict[str, object]:
        saved, opened = self._desk.save(name, edits, datetime.datetime.now())
        conflicts = [_conflict(each) for each in saved.conflicts]
        return {"conflicts": conflicts, **_notes(opened)}

    async def report(self, request: Request) -> Response:
        """The report as a view of its blocks, and where its figures come from."""
        return await _for_file(request, self._report)

    def _report(self, name: str) -> Response:
        opened = self._desk.open(name)
        report = opened.examined.report
        html = str(report_as_html(report)) if report is not None else ""
        prints = self._printer.is_there and opened.examined.can_be_built
        return JSONResponse({"html": html, "fields": figure_fields(opened), "prints": prints})

    async def pages(self, request: Request) -> Response:
        """How many pages the report has as it prints, and where its figures stand on them."""
        return await _for_file(request, self._pages)

    def _pages(self, name: str) -> Response:
        printed = self._printer.print_report(self._document(name)[0])
        if printed is None:
            return JSONResponse({"pages": 0})
        areas = [
            {"figure": each.code, "text": each.text, **each.area._asdict()}
            for each in printed.areas
        ]
        return JSONResponse({"key": printed.key, "pages": len(printed.pages), "areas": areas})

    async def page(self, request: Request) -> Response:
        """One of the pages as a picture, from 0."""
        asked = request.query_params
        printed, number = self._printer.find(asked.get("key", "")), asked.get("number", "")
        if printed is None or not number.isdecimal() or int(number) >= len(printed.pages):
            return Response(status_code=404)
        return Response(printed.pages[int(number)], media_type="image/png")

    async def word(self, request: Request) -> Response:
        """The finished Word document."""
        return await _for_file(request, self._word)

    def _word(self, name: str) -> Response:
        document, school = self._document(name)
        stem = f"{school.name}_{school.settings.year}_自查报告"
        return give_file(document, safe_file_name(stem, ".docx"), WORD)

    def _document(self, name: str) -> tuple[bytes, School]:
        """The finished report and its school. Errors: ReportgenError says what stops it."""
        examined = self._desk.open(name).examined
        if not examined.can_be_built or examined.report is None or examined.school is None:
            raise ReportgenError(*(each for each in examined.problems if each.stops))
        return make_document(examined.report, self._desk.workshop), examined.school


async def _for_file(request: Request, answer: Callable[[str], _T]) -> _T:
    """The answer about the file that the address names."""
    return await run_in_threadpool(answer, request.query_params.get("file", ""))


def _read_edits(body: bytes) -> tuple[str, list[ValueEdit]]:
    """The file and its edits. Errors: UnreadableFileError for anything that is none."""
    try:
        asked = json.loads(body)
        edits = [_read_edit(each) for each in asked["edits"]]
        return str(asked["file"]), edits
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        told = error("no_edit", "没有看懂要改什么，没有改", Location(), "请刷新页面再试")
        raise UnreadableFileError(told) from fault


def _read_edit(asked: Mapping[str, Any]) -> ValueEdit:
    given = asked["address"]
    is_way = isinstance(given, list) and all(type(step) in (int, str) for step in given)
    if not is_way or not given or not isinstance(given[0], str):
        raise TypeError(given)
    address: Address = tuple(given)
    return ValueEdit(address, _value(asked["value"]), _value(asked["seen"]))


def _value(given: object) -> Tree:
    """A value from the page: an empty text is none at all, lines are a list's entries."""
    if isinstance(given, list):
        return tuple(str(each) for each in given) or None
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError(given)
    return given.strip() or None


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {"path": path_of(conflict.edit.address), "there": conflict.there}


def _notes(opened: OpenedSchool) -> dict[str, object]:
    notes = school_notes(opened)
    beside = {path: render("notes.html", notes=each) for path, each in notes.fields.items()}
    return {
        "fields": beside,
        "summary": render("summary.html", notes=notes),
        "can_be_built": opened.examined.can_be_built,
    }
