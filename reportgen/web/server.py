"""The page being served: where it listens, and under which names it answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.types import ASGIApp

from reportgen.editing.form_origin import FORM_SUFFIXES
from reportgen.leavings import clear_left
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.connections import PatientConnection
from reportgen.web.serving.guard import TOKEN, Keys
from reportgen.web.serving.listening import Reached as Reached
from reportgen.web.serving.listening import host_names, listen_at, page_addresses
from reportgen.web.shown.printed import Printer

# Slow or many requests hold up nobody else for long.
_IDLE_SECONDS, _MOST_AT_ONCE = 10, 64
# Who watches a run is not waited for when the program ends.
_LEAVE_SECONDS = 1


class Opened(NamedTuple):
    """What is to be served: a school's file, or a folder of them; where, and with which token.

    `office` lays pages out (None: there are no pages); `last` has last year's data.
    """

    source: Path
    host: str
    port: int
    token: str
    office: Office | None = None
    last: Path | None = None


def serve_page(opened: Opened, tell: Callable[[Reached], None]) -> None:
    """Answer until the program is stopped; `tell` is given the addresses, once there are any.

    Errors: ReportgenError where the folder is not there, or the port is taken.
    """
    folder, name = _find(opened.source)
    if opened.last is not None:
        _find(opened.last)
    clear_left(folder)
    listening = listen_at(opened.host, opened.port)
    with listening:
        port = listening.getsockname()[1]
        keys = Keys(opened.token, host_names(opened.host, port))
        app = make_app(Desk(folder, opened.last), keys, Printer(opened.office))
        server = page_server(app)
        page = "/form" if name.lower().endswith(FORM_SUFFIXES) else "/school"
        way = f"{page}?file={quote(name)}&" if name else "/?"
        tell(page_addresses(opened.host, port).at(f"{way}{TOKEN}={opened.token}"))
        server.run(sockets=[listening])


def page_server(app: ASGIApp, idle_seconds: int = _IDLE_SECONDS) -> uvicorn.Server:
    """The server of the page; a request has so many seconds to come, if it comes slowly."""
    config = uvicorn.Config(
        app,
        http=PatientConnection,
        ws="none",
        # What goes wrong is told in the page, and its trace stands in the folder.
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=idle_seconds,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_LEAVE_SECONDS,
    )
    return uvicorn.Server(config)


def _find(source: Path) -> tuple[Path, str]:
    """The folder, and the file in it that is opened first; empty: none."""
    if source.is_dir():
        return source, ""
    if source.is_file():
        return source.parent, source.name
    told = error("unreadable_file", "找不到这个文件或文件夹", Location(str(source)), "请检查名称")
    raise UnreadableFileError(told)
