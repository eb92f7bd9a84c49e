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
from reportgen.model.tree import Tree
from reportgen.pipeline import make_document
from reportgen.problems import Location, ReportgenError, UnreadableFileError, error
from reportgen.web.answers import WORD, give_file, render, show_page
from reportgen.web.desk import Desk, OpenedSchool
from reportgen.web.notes import figure_fields, path_of, school_notes
from reportgen.web.report_view import report_as_html
from reportgen.words.safe_names import safe_file_name

_T = TypeVar("_T")


def clerk_routes(desk: Desk) -> list[Route]:
    """The addresses of a school's pages."""
    pages = _Clerk(desk)
    return [
        Route("/school", pages.school),
        Route("/school/edit", pages.edit, methods=["POST"]),
        Route("/school/report", pages.report),
        Route("/school/word", pages.word),
    ]


class _Clerk:
    """The answers, each from the file as it is at that moment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

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
        return JSONResponse({"html": html, "fields": figure_fields(opened)})

    async def word(self, request: Request) -> Response:
        """The finished Word document."""
        return await _for_file(request, self._word)

    def _word(self, name: str) -> Response:
        examined = self._desk.open(name).examined
        if not examined.can_be_built or examined.report is None or examined.school is None:
            raise ReportgenError(*(each for each in examined.problems if each.stops))
        document = make_document(examined.report, self._desk.workshop)
        school = examined.school
        stem = f"{school.name}_{school.settings.year}_自查报告"
        return give_file(document, safe_file_name(stem, ".docx"), WORD)


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
