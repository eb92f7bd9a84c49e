"""What can be taken of a school: its documents, their PDF, and the Excel form filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from types import MappingProxyType

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportgen.forms.read_figures import with_read_figures
from reportgen.forms.school_form import write_school_form
from reportgen.making import make_document
from reportgen.model.document_kinds import OTHER_KINDS, SCHOOL_REPORT, document_ending
from reportgen.model.genre import Genre
from reportgen.named_tuple import NamedTuple
from reportgen.office.convert import convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.problems import Location, ReportgenError, error
from reportgen.web.answers import WORD, XLSX, give_file
from reportgen.web.desk import Desk, OpenedSchool
from reportgen.words.safe_names import safe_file_name

_PDF = "application/pdf"
_FORM, _PRINTED = "采集表", "PDF"
_ENDINGS: Mapping[str, str] = MappingProxyType({WORD: ".docx", _PDF: ".pdf", XLSX: ".xlsx"})


class Download(NamedTuple):
    """Something to take: the name by which it is asked for, what the page calls it, its kind."""

    name: str
    label: str
    kind: str


def downloads_of(genre: Genre | None, office: Office | None) -> tuple[Download, ...]:
    """What can be made of a report of that genre on this machine."""
    ending = document_ending(SCHOOL_REPORT.name)
    kinds = [
        kind.name for kind in OTHER_KINDS if genre is not None and kind.name in genre.documents
    ]
    printed = [Download(_PRINTED, f"{ending}（PDF）", _PDF)] if office is not None else []
    return (
        Download(SCHOOL_REPORT.name, f"{ending}（Word）", WORD),
        *printed,
        *(Download(name, f"{document_ending(name)}（Word）", WORD) for name in kinds),
        Download(_FORM, f"{_FORM}（Excel）", XLSX),
    )


def download_routes(desk: Desk, office: Office | None) -> list[Route]:
    """The address of all of them."""

    async def download(request: Request) -> Response:
        """The file that is asked for."""
        file, name = (request.query_params.get(each, "") for each in ("file", "what"))
        return await run_in_threadpool(partial(_answer, desk, office, file, name))

    return [Route("/school/download", download)]


def _answer(desk: Desk, office: Office | None, file: str, name: str) -> Response:
    opened = desk.look(file)
    report, school = opened.examined.report, opened.examined.school
    offered = downloads_of(report.genre if report is not None else None, office)
    wanted = next((each for each in offered if each.name == name), None)
    if wanted is None:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    makers: Mapping[str, Callable[[], bytes]] = {
        _FORM: partial(_form, opened),
        _PRINTED: partial(_printed, desk, office, opened),
    }
    made = makers.get(name, partial(make_report, desk, opened, name))()
    title = document_ending(SCHOOL_REPORT.name) if name == _PRINTED else document_ending(name)
    year = school.settings.year if school is not None else ""
    stem = f"{school.name if school is not None else file}_{year}_{title}"
    return give_file(made, safe_file_name(stem, _ENDINGS[wanted.kind]), wanted.kind)


def make_report(desk: Desk, opened: OpenedSchool, name: str = SCHOOL_REPORT.name) -> bytes:
    """The document of that kind, the report itself for none. Errors: ReportgenError says what
    stops it.
    """
    examined = opened.examined
    if not examined.can_be_built or examined.report is None:
        raise ReportgenError(*(each for each in examined.problems if each.stops))
    template = "" if name == SCHOOL_REPORT.name else name
    return make_document(examined.report, desk.workshop, template)


def _printed(desk: Desk, office: Office | None, opened: OpenedSchool) -> bytes:
    """The report as a PDF. Errors: as `make_report`, and where LibreOffice makes none."""
    assert office is not None
    document = make_report(desk, opened)
    (made,) = convert_to_pdf(office, ("",), lambda key: document)
    if made.data is None:
        raise ReportgenError(error("no_pdf", f"没有做成 PDF：{made.reason}", Location()))
    return made.data


def _form(opened: OpenedSchool) -> bytes:
    """The Excel form with what the file says. Errors: ReportgenError where it says too little."""
    school = opened.examined.school
    if opened.plan is None or school is None:
        raise ReportgenError(*opened.examined.problems)
    tree = with_read_figures(opened.file.tree, school, opened.examined.dictionary)
    return write_school_form(tree, opened.plan, pictures=school.pictures)
