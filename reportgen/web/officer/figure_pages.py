"""The address of a district's figures: how its schools differ, and which indicators each meets."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportgen.batch.survey import Survey
from reportgen.model.admission import Returned
from reportgen.model.district import SchoolKey
from reportgen.web.answers import show_page
from reportgen.web.officer.district_figures import (
    HeatQuery,
    heat_tables,
    order_heat,
    variation_tables,
)
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_ways import district_frame
from reportgen.web.officer.school_lines import NO_TOWN, all_lines, school_link
from reportgen.web.officer.spread_chart import spread_chart, spread_choices
from reportgen.web.officer.variation_chart import variation_charts

_PAGE = "/district/figures"


def figure_routes(desk: DistrictDesk) -> list[Route]:
    """The address of the figures."""
    pages = _FigurePages(desk)
    return [Route(_PAGE, pages.figures)]


class _FigurePages:
    def __init__(self, desk: DistrictDesk) -> None:
        self._desk = desk

    async def figures(self, request: Request) -> Response:
        """The figures of the folder as it is at that moment."""
        given = request.query_params
        asked = HeatQuery(given.get("sort", ""), "down" in given, given.get("town", ""))
        return await run_in_threadpool(self._figures, asked, given.get("of", ""))

    def _figures(self, asked: HeatQuery, of: str) -> Response:
        survey = self._desk.looker.survey()
        summaries = survey.sum_up().standards
        links = {each.record.key: school_link(each.job) for each in survey.schools if each.record}
        towns = _towns(survey)
        charts = [variation_charts(each, str(at)) for at, each in enumerate(summaries)]
        tables = variation_tables(summaries)
        choices = spread_choices(summaries)
        return show_page(
            "district_figures.html",
            **district_frame(self._desk, survey, _PAGE),
            waiting=len(survey.waiting),
            left_out=sum(bool(each.told.left_out) for each in survey.schools),
            missing=sum(each.returned is Returned.MISSING for each in survey.admission.roster),
            taken=survey.admission.taken,
            variations=[(table, charts[at]) for at, table in tables],
            choices=choices,
            of=of,
            spread=spread_chart(summaries, of, links),
            asked=asked,
            towns=sorted(set(towns.values()) - {""}),
            no_town=NO_TOWN,
            heats=[
                (order_heat(each, asked, towns, NO_TOWN), _heads(each.heads, asked, of))
                for each in heat_tables(summaries, links)
            ],
        )


def _towns(survey: Survey) -> Mapping[SchoolKey, str]:
    """The towns of the schools that have figures."""
    by_link = {line.link: line.town for line in all_lines(survey) if line.link}
    return {
        each.record.key: by_link.get(school_link(each.job), "")
        for each in survey.schools
        if each.record
    }


def _heads(heads: tuple[str, ...], asked: HeatQuery, of: str) -> list[tuple[str, str, str]]:
    """The heads of the heat table: what each is called, the address that sorts by it, how it is
    sorted now.
    """
    names = [("name", "学校"), *((str(at), head) for at, head in enumerate(heads))]
    found = []
    for name, head in (*names, ("open", "还差几项")):
        is_now = asked.sort == name
        now = ("descending" if asked.down else "ascending") if is_now else ""
        down = is_now and not asked.down
        given = {"of": of, "town": asked.town, "sort": name, "down": "1" if down else ""}
        told = urlencode({key: value for key, value in given.items() if value})
        found.append((head, f"{_PAGE}?{told}#heat", now))
    return found
