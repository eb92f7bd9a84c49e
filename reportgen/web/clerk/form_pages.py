"""The addresses by which a form that was filled in is opened, and told of when it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from reportgen.model.form_labels import row_label
from reportgen.model.tree import Tree
from reportgen.problems import Location, Problem, Severity, UnreadableFileError, error
from reportgen.web.answers import render
from reportgen.web.desk import ComparedForm, Desk
from reportgen.web.serving.asked import understood
from reportgen.web.shown.notes import ProblemNote, located_note
from reportgen.web.shown.paths import path_of

_LONGEST = 160


def form_routes(desk: Desk) -> list[Route]:
    """The addresses of forms."""
    pages = _Forms(desk)
    return [
        Route("/form", pages.open),
        Route("/school/form", pages.compare),
        Route("/school/form", pages.take, methods=["POST"]),
    ]


class _Forms:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open(self, request: Request) -> Response:
        """The page of the data file that the form begins, or began before."""
        form = request.query_params.get("file", "")
        name = await run_in_threadpool(self._desk.open_form, form)
        return RedirectResponse(f"/school?file={quote(name)}", 303)

    async def compare(self, request: Request) -> Response:
        """What is said of the form that the file was made of; nothing where that is known."""
        file, known = (request.query_params.get(each, "") for each in ("file", "mark"))
        return await run_in_threadpool(partial(self._compare, file, known))

    def _compare(self, name: str, known: str) -> Response:
        compared = self._desk.compare_form(name, known)
        if compared is None:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        return HTMLResponse(
            render(
                "form_origin.html",
                file=name,
                form=compared.read.path.name,
                mark=compared.read.mark,
                values=_told_values(compared),
                problems=cell_notes(compared.read.problems),
            )
        )

    async def take(self, request: Request) -> Response:
        """Take over what was chosen of the changed form."""
        body = await request.body()
        return JSONResponse(await run_in_threadpool(self._take, body))

    def _take(self, body: bytes) -> Mapping[str, object]:
        told = error("no_choice", "没有看懂要用哪些，没有改", Location(), "请刷新页面再试")
        with understood(told):
            asked = json.loads(body)
            file, mark, paths = str(asked["file"]), str(asked["mark"]), set(asked["paths"])
        compared = self._desk.compare_form(file)
        values = compared.values if compared is not None else ()
        chosen = [each.address for each in values if path_of(each.address) in paths]
        saved = self._desk.settle_form(file, mark, chosen)
        if saved is None:
            told = error("form_changed", "采集表又改过了，没有改这里", Location(), "请再看一遍")
            raise UnreadableFileError(told)
        return {"conflicts": len(saved.conflicts)}


def cell_notes(problems: Iterable[Problem]) -> list[ProblemNote]:
    """What is wrong in the cells of a form, with their places."""
    told = (each for each in problems if each.severity in (Severity.ERROR, Severity.WARNING))
    return [located_note(each, with_file=False) for each in told if each.location.spot]


def _told_values(compared: ComparedForm) -> list[dict[str, str]]:
    return [
        {
            "path": path_of(each.address),
            "name": _name(each.address),
            "here": _shown(each.here),
            "there": _shown(each.there),
        }
        for each in compared.values
    ]


def _name(address: tuple[str | int, ...]) -> str:
    steps = [str(step) for step in address]
    if len(steps) > 2:
        return row_label(steps[1], steps[2])
    return steps[-1]


def _shown(value: Tree) -> str:
    """A value in a few words."""
    text = _words(value) or "（空）"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def _words(value: Tree) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{key}：{_words(each)}" for key, each in value.items())
    if isinstance(value, tuple):
        return "；".join(map(_words, value))
    return value or ""
