"""The answers about printed pages: how many there are, what stands where, and their pictures."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.web.shown.printed import PrintedReport, Printer


def picture_routes(printer: Printer) -> list[Route]:
    """The address of the pictures."""

    async def picture(request: Request) -> Response:
        """One of the pages, from 0, as long as it is kept."""
        asked = request.query_params
        printed, number = printer.find(asked.get("key", "")), asked.get("number", "")
        if printed is None or not number.isdecimal() or int(number) >= len(printed.pages):
            return Response(status_code=404)
        return Response(printed.pages[int(number)], media_type="image/png")

    return [Route("/page", picture)]


def tell_pages(printed: PrintedReport | None) -> Response:
    """How many pages there are, under which key, and where figures stand on them."""
    if printed is None:
        return JSONResponse({"pages": 0})
    areas = [
        {"figure": each.code, "text": each.text, **each.area._asdict()} for each in printed.areas
    ]
    return JSONResponse({"key": printed.key, "pages": len(printed.pages), "areas": areas})
