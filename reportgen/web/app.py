"""The page as an application: its addresses behind the guard."""

from __future__ import annotations

import contextlib
import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from reportgen.problems import ReportgenError
from reportgen.web.answers import tell_fault
from reportgen.web.beginning.start_pages import start_routes
from reportgen.web.clerk.accepted_pages import accepted_routes
from reportgen.web.clerk.added_pages import added_routes
from reportgen.web.clerk.downloads import download_routes
from reportgen.web.clerk.figure_trails import trail_routes
from reportgen.web.clerk.form_pages import form_routes
from reportgen.web.clerk.school_pages import clerk_routes
from reportgen.web.complaints import complaints_of
from reportgen.web.desk import Desk
from reportgen.web.keeper.keeper_desk import KeeperDesk
from reportgen.web.keeper.outline_pages import outline_routes
from reportgen.web.keeper.phrase_pages import phrase_routes
from reportgen.web.keeper.template_pages import keeper_routes
from reportgen.web.officer.back_pages import back_routes
from reportgen.web.officer.decision_pages import decision_routes
from reportgen.web.officer.district_pages import officer_routes
from reportgen.web.officer.district_request import DistrictDesk
from reportgen.web.officer.district_run import DistrictRun
from reportgen.web.officer.figure_pages import figure_routes
from reportgen.web.officer.returned_pages import returned_routes
from reportgen.web.officer.run_pages import run_routes
from reportgen.web.officer.sent_pages import sent_routes
from reportgen.web.serving.guard import Keys, PageGuard
from reportgen.web.shown.page_pictures import picture_routes
from reportgen.web.shown.printed import Printer

_STATIC = Path(__file__).parent / "static"
# On Windows other programs may have said otherwise, and a browser runs no script of another type.
mimetypes.add_type("text/javascript", ".js")


def make_app(desk: Desk, keys: Keys, printer: Printer = Printer(None)) -> Starlette:
    """The application for that desk; only who has the keys comes in. `printer` makes pages."""

    run, district, kept = DistrictRun(), DistrictDesk(desk), KeeperDesk(desk)
    routes = [
        *start_routes(desk, kept),
        *clerk_routes(desk, printer),
        *trail_routes(desk),
        *form_routes(desk),
        *added_routes(desk),
        *accepted_routes(desk),
        *keeper_routes(kept, printer),
        *outline_routes(kept),
        *phrase_routes(kept),
        *picture_routes(printer),
        *officer_routes(district),
        *figure_routes(district),
        *returned_routes(district),
        *decision_routes(district),
        *back_routes(district),
        *run_routes(district, run),
        *download_routes(desk, printer.office),
        *sent_routes(desk, district),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]

    @contextlib.asynccontextmanager
    async def printing(app: Starlette) -> AsyncIterator[None]:
        """LibreOffice waits as long as the page is served, and ends with it; so does a run."""
        await run_in_threadpool(printer.prepare)
        try:
            yield
        finally:
            await run_in_threadpool(run.close)
            await run_in_threadpool(printer.close)

    guard = Middleware(PageGuard, keys=keys)
    return Starlette(
        routes=routes,
        middleware=[guard],
        exception_handlers={ReportgenError: tell_fault, **complaints_of(desk.folder)},
        lifespan=printing,
    )
