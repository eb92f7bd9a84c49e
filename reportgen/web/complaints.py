"""What is told where a page cannot be given, whatever the reason: in Chinese, with no trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from reportgen.barrier import TRACE_LOG, attempt, fallen_by, name_log
from reportgen.problems import Location, Problem, ReportgenError, error
from reportgen.trace_log import write_log
from reportgen.web.answers import tell_fault
from reportgen.web.serving.guard import SAFE_HEADERS

TRACES = Path(".reportgen", TRACE_LOG)
"""Where in the folder the program writes at what it failed, for whoever keeps it."""

_NO_PAGE = error("no_page", "没有这个网页", Location(), "请从首页打开")
_BROKEN_OFF = error(
    "broken_off", "没有收完发来的内容：太大，或者中途断了", Location(), "请再试一次"
)


def complaints_of(folder: Path) -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """What tells of each kind of fault but the user's own; traces go into the folder."""
    return {
        HTTPException: _tell_nothing_there,
        ClientDisconnect: _tell_broken_off,
        Exception: surprise_teller(folder),
    }


def surprise_teller(folder: Path) -> Callable[[Request, Exception], Response]:
    """What tells of a failure of the program itself; its trace goes into the folder."""

    def tell(request: Request, fault: Exception) -> Response:
        fallen, log = fallen_by(fault, ""), folder / TRACES
        attempt(partial(log.parent.mkdir, exist_ok=True), log)
        written = write_log(log, [fallen], clears=False)
        named = name_log(fallen.problems, str(TRACES)) if written.path else fallen.problems
        answer = _tell(request, HTTPStatus.INTERNAL_SERVER_ERROR, *named)
        # It is answered before the guard, which stands further in.
        answer.headers.update(SAFE_HEADERS)
        return answer

    return tell


def _tell_nothing_there(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else HTTPStatus.NOT_FOUND
    return _tell(request, status, _NO_PAGE)


def _tell_broken_off(request: Request, fault: Exception) -> Response:
    return _tell(request, HTTPStatus.BAD_REQUEST, _BROKEN_OFF)


def _tell(request: Request, status: int, *problems: Problem) -> Response:
    answer = tell_fault(request, ReportgenError(*problems))
    answer.status_code = status
    return answer
