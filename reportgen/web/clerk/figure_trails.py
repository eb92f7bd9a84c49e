"""Where a figure of the report comes from: its formula, its rule, and the fields it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportgen.model.figure_source import fact_code, result_code
from reportgen.model.provenance import Provenance, Traced
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import gather_school_material
from reportgen.sections.builder import Material
from reportgen.sections.figure_notes import note_figures
from reportgen.sections.origins import Origins
from reportgen.web.answers import show_page
from reportgen.web.desk import Desk, OpenedSchool
from reportgen.web.shown.notes import find_place, places_beside
from reportgen.web.shown.places import places_of

_SOURCE = "来源："


class FigurePart(NamedTuple):
    """A figure that somebody filled in: what the page calls it, its value, its field's path, which
    is empty where the page has no field for it.
    """

    name: str
    value: str
    path: str


class FigureTrail(NamedTuple):
    """What is said of a figure: its name and value, its formula and rule a line each, its parts."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[FigurePart, ...]


def trail_routes(desk: Desk) -> list[Route]:
    """The address that tells of one figure."""

    async def figure(request: Request) -> Response:
        """Where the figure of that code comes from."""
        file, code = (request.query_params.get(each, "") for each in ("file", "figure"))
        return await run_in_threadpool(partial(_answer, desk, file, code))

    return [Route("/school/figure", figure)]


def _answer(desk: Desk, file: str, code: str) -> Response:
    trail = trail_of(desk.look(file), desk, code)
    return Response(status_code=404) if trail is None else show_page("figure.html", trail=trail)


def trail_of(opened: OpenedSchool, desk: Desk, code: str) -> FigureTrail | None:
    """What is said of the figure of that code; None for a code of none."""
    examined = opened.examined
    if examined.school is None or examined.assessment is None:
        return None
    material = gather_school_material(
        examined.school, examined.assessment, examined.dictionary, desk.workshop
    )
    note = note_figures(material).get(code)
    if note is None:
        return None
    title, *lines = note.split("\n")
    told = tuple(line for line in lines if not line.startswith(_SOURCE))
    given = _given(material.trace(), code)
    return FigureTrail(title, told, tuple(_parts(opened, material, given)))


def _given(provenance: Provenance, code: str) -> tuple[Traced, ...]:
    """The figures that it is made of, those that nobody has filled in among them."""
    for key, traced in provenance.facts.items():
        if fact_code(*key) == code:
            return tuple(_leaves(traced))
    for each in provenance.results:
        if result_code(each.result)[:-1] == code[:-1]:
            below = tuple(_leaves(each.denominator)) if each.denominator else ()
            return (*_leaves(each.numerator), *below)
    return ()


def _leaves(traced: Traced) -> Iterator[Traced]:
    if traced.location is not None or not traced.parts:
        yield traced
    else:
        for part in traced.parts:
            yield from _leaves(part)


def _parts(
    opened: OpenedSchool, material: Material, given: tuple[Traced, ...]
) -> Iterator[FigurePart]:
    origins, beside = Origins(material, printed=False), places_beside(opened)
    named = places_of(opened.chapters or ())
    seen = set[tuple[str, str]]()
    for each in given:
        if not each.name or (each.name, str(each.stage)) in seen:
            continue
        seen.add((each.name, str(each.stage)))
        path = _path_of(each, beside)
        name = named[path].name if path in named else origins.name(each)
        yield FigurePart(name, origins.figure(each), path)


def _path_of(traced: Traced, beside: Mapping[str, str]) -> str:
    written = traced.location.path if traced.location is not None else f"数据.{traced.name}"
    return find_place(written, beside)
