"""The addresses of what a school sent: the file itself, its figures, and the file mended here."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportgen.batch.survey import SurveyedSchool
from reportgen.editing.mended_form import find_changes, find_form, make_editable
from reportgen.load.text_file import read_bytes
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.web.answers import give_file, show_page
from reportgen.web.desk import Desk
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.school_lines import find_school

_MOST_FIELDS = 10


def sent_routes(desk: Desk, district: DistrictDesk) -> list[Route]:
    """The addresses of what schools sent."""
    pages = _SentPages(desk, district)
    return [
        Route("/district/school/sent", pages.sent),
        Route("/district/school/mend", pages.mend, methods=["POST"]),
        Route("/district/changes", pages.changes),
        Route("/district/changes/form", pages.form),
    ]


class _SentPages:
    """The answers, each from the folder as it is at that moment."""

    def __init__(self, desk: Desk, district: DistrictDesk) -> None:
        self._desk, self._district = desk, district

    def _find(self, key: str) -> SurveyedSchool:
        school = find_school(self._district.looker.survey(), key)
        if school is None:
            raise _refusal("no_school", "这个文件夹里没有这所学校", key)
        return school

    async def sent(self, request: Request) -> Response:
        """The file as it was sent."""
        return await run_in_threadpool(self._sent, request.query_params.get("file", ""))

    def _sent(self, key: str) -> Response:
        return _give(self._find(key).job.path)

    async def mend(self, request: Request) -> Response:
        """Make a data file of the form, and go on in that."""
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
        key = form.get("file", "")
        name = await run_in_threadpool(self._mend, key if isinstance(key, str) else "")
        return RedirectResponse(f"/school?file={quote(name)}", 303)

    def _mend(self, key: str) -> str:
        school = self._find(key)
        if not self._district.may_be_mended(school):
            raise _refusal("no_form", "不是一所学校的采集表，请在原来的表里改", key)
        return make_editable(self._district.folder, school.job.path, self._desk.workshop)

    async def changes(self, request: Request) -> Response:
        """What was changed here of what a school sent."""
        return await run_in_threadpool(self._changes, request.query_params.get("file", ""))

    def _changes(self, name: str) -> Response:
        changes = find_changes(self._desk.path_of(name))
        form = find_form(self._district.folder, name)
        kept = form.name if form is not None else ""
        return show_page("changes.html", file=name, form=kept, changes=changes)

    async def form(self, request: Request) -> Response:
        """The form that a data file was made of."""
        return await run_in_threadpool(self._form, request.query_params.get("file", ""))

    def _form(self, name: str) -> Response:
        form = find_form(self._district.folder, name)
        if form is None:
            raise _refusal("no_form", "没有留着这份数据文件的原表", name)
        return _give(form)


def _refusal(code: str, message: str, name: str) -> UnreadableFileError:
    told = error(code, message, Location(name), "请从各校一览里选择")
    return UnreadableFileError(told)


def _give(path: Path) -> Response:
    return give_file(read_bytes(path), path.name)
