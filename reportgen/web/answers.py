"""What the page answers with: pages made from `pages/`, values as JSON, files to keep."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from mimetypes import guess_type
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from reportgen.problems import DeliveryError, ReportgenError
from reportgen.web.shown.notes import ProblemNote, problem_note
from reportgen.web.shown.paths import path_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The kind of file that Word documents are."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The kind of file that workbooks are."""
ZIP = "application/zip"
"""The kind of file that holds others."""
_OTHER = "application/octet-stream"


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reportgen.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["path"] = path_of
    # The order of a mapping's entries is the file's.
    made.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}
    return made


_PAGES = _environment()


def render(page: str, **values: object) -> str:
    """The page of that file, or a part of one."""
    return _PAGES.get_template(page).render(values)


def show_page(page: str, **values: object) -> Response:
    """The page of that file as an answer."""
    return HTMLResponse(render(page, **values))


def give_file(data: bytes, name: str, kind: str = "") -> Response:
    """A file to keep, under that name; of the kind that this says, where none is given."""
    media_type = kind or guess_type(name)[0] or _OTHER
    return Response(data, media_type=media_type, headers=kept_as(name))


def kept_as(name: str) -> dict[str, str]:
    """The header by which a browser keeps an answer as a file of that name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def tell_fault(request: Request, fault: Exception) -> Response:
    """What is wrong, in the words of the command line; what the disk refuses may be tried again."""
    problems = fault.problems if isinstance(fault, ReportgenError) else ()
    refused = isinstance(fault, DeliveryError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if refused else HTTPStatus.UNPROCESSABLE_ENTITY
    notes = [_for_page(problem_note(each)) for each in problems]
    # A script asks for anything, a form that the browser sends for a page.
    if request.method == "POST" and "text/html" not in request.headers.get("accept", ""):
        told: Mapping[str, object] = {"problems": [each._asdict() for each in notes]}
        return JSONResponse(told, status)
    return HTMLResponse(render("fault.html", problems=notes), status)


def _for_page(note: ProblemNote) -> ProblemNote:
    """A command is run again; on a page one tries again."""
    return note._replace(hint=note.hint.replace("请再运行一次", "请再试一次"))
