"""The page being served: where it listens, and under which names it answers."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import uvicorn
from starlette.types import ASGIApp

from reportgen.office.libreoffice import Office
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, error
from reportgen.web.app import make_app
from reportgen.web.connections import PatientConnection
from reportgen.web.desk import Desk
from reportgen.web.guard import TOKEN, Keys
from reportgen.web.printed import Printer

_LOOPBACK = ("127.0.0.1", "localhost")
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


def serve_page(opened: Opened, tell: Callable[[str], None]) -> None:
    """Answer until the program is stopped; `tell` is given the address, once there is one.

    Errors: ReportgenError where the folder is not there, or the port is taken.
    """
    folder, name = _find(opened.source)
    if opened.last is not None:
        _find(opened.last)
    listening = _listen(opened.host, opened.port)
    with listening:
        port = listening.getsockname()[1]
        hosts = dict.fromkeys((opened.host, *_LOOPBACK))
        keys = Keys(opened.token, frozenset(f"{host}:{port}" for host in hosts))
        app = make_app(Desk(folder, opened.last), keys, Printer(opened.office))
        server = page_server(app)
        way = f"/school?file={quote(name)}&" if name else "/?"
        tell(f"http://{opened.host}:{port}{way}{TOKEN}={opened.token}")
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


def _listen(host: str, port: int) -> socket.socket:
    """A socket on which calls wait from now on: a browser may be quicker than the server."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        # Windows lets two listen on one port by the option that elsewhere frees one at once.
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError as fault:
        listening.close()
        raise ReportgenError(_refusal(host, port, fault)) from fault
    return listening


def _refusal(host: str, port: int, fault: OSError) -> Problem:
    if fault.errno == errno.EADDRINUSE:
        hint = "可能已经打开了一个；或者用 --port 换一个端口，如 --port 0"
        return error("port_taken", f"端口 {port} 已经有程序在用", Location(), hint)
    return error(
        "no_address", f"不能在 {host}:{port} 上应答", Location(), "请检查 --host 和 --port"
    )
