"""The addresses by which a template is seen: its pages, its faults, and the names it may use.

Nothing is written: the template is changed in Word, and seen anew when it is saved.
"""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.digestible import digestible
from reportgen.load.text_file import read_bytes
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import Problem, ReportgenError, Severity
from reportgen.seals import digest
from reportgen.template_tools.fault_marks import mark_code, mark_template
from reportgen.template_tools.field_listing import listing_report
from reportgen.template_tools.preview import find_sample, make_preview
from reportgen.web.answers import render, show_page
from reportgen.web.keeper.keeper_desk import KeeperDesk
from reportgen.web.keeper.names_view import names_chapters, shown_snippets
from reportgen.web.shown.notes import problem_note
from reportgen.web.shown.page_pictures import tell_pages
from reportgen.web.shown.printed import Printer


def keeper_routes(desk: KeeperDesk, printer: Printer) -> list[Route]:
    """The addresses of a template's page."""
    pages = _Keeper(desk, printer)
    return [
        Route("/template", pages.template),
        Route("/template/state", pages.state),
        Route("/template/pages", pages.pages),
        Route("/template/marked", pages.marked),
        Route("/template/names", pages.names),
    ]


class _Asked(NamedTuple):
    """A template, the data by which it is seen (None: a bundled sample), and the standards."""

    template: Path
    data: Path | None
    standards: tuple[str, ...]


class _Keeper:
    """The answers, each from the files as they are at that moment."""

    def __init__(self, desk: KeeperDesk, printer: Printer) -> None:
        self._desk, self._printer = desk, printer

    async def template(self, request: Request) -> Response:
        """The page of a template."""
        return await run_in_threadpool(self._template, request)

    def _template(self, request: Request) -> Response:
        asked = self._find(request)
        return show_page(
            "template.html",
            file=asked.template.name,
            asked={name: request.query_params.get(name, "") for name in ("data", "standard")},
            schools=self._desk.data_names(),
            standards=self._desk.standards(),
        )

    async def state(self, request: Request) -> Response:
        """A mark of the files as they are, and what is wrong with the template unless the mark is
        the one that is known already.
        """
        return await run_in_threadpool(self._state, request)

    def _state(self, request: Request) -> Response:
        asked = self._find(request)
        mark = self._mark(asked)
        if mark == request.query_params.get("known"):
            return JSONResponse({"mark": mark})
        findings = self._desk.check_template(asked.template).findings
        notes = [
            problem_note(each.problem)._replace(path=mark_code(at))
            for at, each in enumerate(findings)
        ]
        errors = sum(each.problem.severity is Severity.ERROR for each in findings)
        told = render("template_faults.html", problems=notes, errors=errors)
        return JSONResponse({"mark": mark, "faults": told, "errors": errors})

    async def marked(self, request: Request) -> Response:
        """The template's own pages, with its faults marked."""
        return await run_in_threadpool(self._marked, request)

    def _marked(self, request: Request) -> Response:
        template = self._find(request).template
        findings = self._desk.check_template(template).findings
        document = mark_template(read_bytes(template), str(template), findings)
        return tell_pages(self._printer.print_report(document))

    def _mark(self, asked: _Asked) -> str:
        """A digest of the template, the texts beside it and the data: what is saved without a
        change is the same.
        """
        files = [asked.template]
        files += [asked.data] if asked.data is not None and asked.data.is_file() else []
        marks = [digestible(self._desk.mark), *(digest(read_bytes(each)) for each in files)]
        return digest("".join(marks).encode())

    async def pages(self, request: Request) -> Response:
        """What the template makes of the school, page by page."""
        return await run_in_threadpool(self._pages, request)

    def _pages(self, request: Request) -> Response:
        asked = self._find(request)
        workshop = Workshop(*self._desk.folders)
        data = asked.data or find_sample(asked.template, None, workshop)
        try:
            made = make_preview(asked.template, data, workshop, asked.standards)
        except ReportgenError as fault:
            told = (each for each in fault.problems if each.severity is Severity.ERROR)
            notes = [problem_note(each) for each in told]
            return JSONResponse({"pages": 0, "told": render("problems.html", problems=notes)})
        return tell_pages(self._printer.print_report(made.document))

    async def names(self, request: Request) -> Response:
        """The names and snippets that templates may use, with the values of a school."""
        return await run_in_threadpool(self._names, request)

    def _names(self, request: Request) -> Response:
        given = {name: request.query_params.get(name, "") for name in ("data", "standard")}
        districts = self._desk.district_names()
        schools = [each for each in self._desk.data_names() if each not in districts]
        choice = self._desk.choice(**given)
        problems: tuple[Problem, ...] = ()
        try:
            listing = self._desk.listing(choice)
        except ReportgenError as fault:
            problems, listing = fault.problems, self._desk.listing(self._desk.sample)
        return show_page(
            "names.html",
            chapters=names_chapters(listing_report(listing)),
            snippets=shown_snippets(listing.described.snippets, listing.report),
            asked={**given, "data": self._desk.name_of(choice.data, schools)},
            problems=problems[:1],
            schools=schools,
            standards=self._desk.standards(),
            optional=False,
        )

    def _find(self, request: Request) -> _Asked:
        """Errors: UnreadableFileError for what does not lie in the folder."""
        asked = request.query_params
        template = self._desk.template(asked.get("file", ""))
        data, standard = asked.get("data", ""), asked.get("standard", "")
        choice = self._desk.choice(data, standard)
        return _Asked(template, choice.data if data else None, choice.standards)
