"""The addresses by which one school's data are filled in, and its report is seen and taken."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.editing.entry_fields import EntryField, FieldTable
from reportgen.editing.form_origin import origin_of
from reportgen.editing.mended_form import find_form
from reportgen.editing.saved_file import Conflict
from reportgen.problems import Location, ReportgenError, error
from reportgen.web.answers import render, show_page
from reportgen.web.clerk.asked_edits import AskedEdits, read_edits, told_list
from reportgen.web.clerk.downloads import downloads_of, make_report
from reportgen.web.clerk.figure_links import figure_fields
from reportgen.web.clerk.file_state import file_state
from reportgen.web.desk import Desk, OpenedSchool
from reportgen.web.shown.notes import school_notes
from reportgen.web.shown.page_pictures import tell_pages
from reportgen.web.shown.paths import path_of
from reportgen.web.shown.printed import Printer
from reportgen.web.shown.report_view import report_as_html

_T = TypeVar("_T")


def clerk_routes(desk: Desk, printer: Printer) -> list[Route]:
    """The addresses of a school's pages."""
    pages = _Clerk(desk, printer)
    return [
        Route("/school", pages.school),
        Route("/school/edit", pages.edit, methods=["POST"]),
        Route("/school/state", pages.state),
        Route("/school/list", pages.list),
        Route("/school/fact", pages.fact),
        Route("/school/report", pages.report),
        Route("/school/pages", pages.pages),
    ]


class _Clerk:
    """The answers, each from the file as it is at that moment."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        self._desk, self._printer = desk, printer

    async def school(self, request: Request) -> Response:
        """The fields of a school, with what is said of each."""
        return await _for_file(request, partial(self._school, request.query_params.get("last", "")))

    def _school(self, last: str, name: str) -> Response:
        opened = self._desk.open_with_last(name, last)
        school, report = opened.examined.school, opened.examined.report
        return show_page(
            "school.html",
            file=name,
            mark=opened.file.mark,
            title=school.name if school else name,
            chapters=opened.chapters or (),
            notes=school_notes(opened),
            is_mended=find_form(self._desk.folder, name) is not None,
            can_be_built=opened.examined.can_be_built,
            last=opened.last,
            origin=origin_of(opened.file.path),
            others=[each for each in self._desk.files() if each != name],
            downloads=downloads_of(report.genre if report else None, self._printer.office),
        )

    async def edit(self, request: Request) -> Response:
        """Make edits in the file, and what is said of it then."""
        asked = read_edits(await request.body(), self._desk.workshop.library.dictionary)
        told = await run_in_threadpool(self._edit, asked)
        return JSONResponse(told)

    def _edit(self, asked: AskedEdits) -> dict[str, object]:
        saved, opened = self._desk.save(asked.file, asked.edits(), datetime.datetime.now())
        conflicts = [_conflict(each) for each in saved.conflicts]
        lists = [told_list(each, opened.file.tree) for each in asked.lists]
        marks = {"was": saved.was, "mark": saved.file.mark}
        return {"conflicts": conflicts, "lists": lists, **marks, **told_notes(opened)}

    async def state(self, request: Request) -> Response:
        """A mark of the file as it is, and what is wrong with it unless that mark is known."""
        known = request.query_params.get("known", "")
        return JSONResponse(await _for_file(request, partial(file_state, self._desk, known)))

    async def list(self, request: Request) -> Response:
        """One list of a school, as the page has it."""
        answer = partial(self._list, request.query_params.get("list", ""))
        return await _for_file(request, answer)

    def _list(self, path: str, name: str) -> Response:
        opened = self._desk.look(name)
        tables = (table for chapter in opened.chapters or () for table in chapter.tables)
        found = next((each for each in tables if path_of(each.address) == path), None)
        if found is None:
            raise ReportgenError(error("no_list", "没有这个列表", Location(path), "请刷新页面"))
        return show_page("list.html", table=found, notes=school_notes(opened))

    async def fact(self, request: Request) -> Response:
        """The fields of a fact that was not asked for."""
        answer = partial(self._fact, request.query_params.get("fact", ""))
        return await _for_file(request, answer)

    def _fact(self, fact: str, name: str) -> Response:
        found = self._desk.asked_for(name, fact)
        fields = [each for each in found if isinstance(each, EntryField)]
        tables = [each for each in found if isinstance(each, FieldTable)]
        notes = school_notes(self._desk.look(name))
        return show_page("fact.html", fields=fields, tables=tables, notes=notes)

    async def report(self, request: Request) -> Response:
        """The report as a view of its blocks, and where its figures come from."""
        return await _for_file(request, self._report)

    def _report(self, name: str) -> Response:
        opened = self._desk.look(name)
        report = opened.examined.report
        html = str(report_as_html(report)) if report is not None else ""
        prints = self._printer.is_there and opened.examined.can_be_built
        return JSONResponse({"html": html, "fields": figure_fields(opened), "prints": prints})

    async def pages(self, request: Request) -> Response:
        """How many pages the report has as it prints, and where its figures stand on them."""
        return await _for_file(request, self._pages)

    def _pages(self, name: str) -> Response:
        document = make_report(self._desk, self._desk.look(name))
        return tell_pages(self._printer.print_report(document))


async def _for_file(request: Request, answer: Callable[[str], _T]) -> _T:
    """The answer about the file that the address names."""
    return await run_in_threadpool(answer, request.query_params.get("file", ""))


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {"path": path_of(conflict.edit.address), "there": conflict.there}


def told_notes(opened: OpenedSchool) -> dict[str, object]:
    """What is said beside each field and of the whole, as the page shows it."""
    notes = school_notes(opened)
    beside = {path: render("notes.html", notes=each) for path, each in notes.fields.items()}
    return {
        "fields": beside,
        "summary": render("summary.html", notes=notes),
        "can_be_built": opened.examined.can_be_built,
    }
