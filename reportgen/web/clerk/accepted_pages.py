"""The address by which a finding of a text is accepted, or told again."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.editing.accepted_findings import (
    AcceptedFinding,
    accept_finding,
    withdraw_finding,
    words_around,
)
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Severity, UnreadableFileError, error
from reportgen.web.clerk.school_pages import told_notes
from reportgen.web.desk import Desk, OpenedSchool
from reportgen.web.serving.asked import understood
from reportgen.web.shown.notes import text_at
from reportgen.words.typed_lines import clean_typed

_LONGEST = 200


class _Asked(NamedTuple):
    """A finding at the words of a field, and whether it is to be accepted."""

    file: str
    path: str
    rule: str
    quote: str
    at: int
    reason: str
    accept: bool


def accepted_routes(desk: Desk) -> list[Route]:
    """The address."""

    async def accept(request: Request) -> Response:
        """Accept a finding, or let it be told again; what is said of the school then."""
        body = await request.body()
        return JSONResponse(await run_in_threadpool(_accept, desk, body))

    return [Route("/school/accept", accept, methods=["POST"])]


def _accept(desk: Desk, body: bytes) -> Mapping[str, object]:
    asked = _read(body)
    opened, now = desk.look(asked.file), datetime.datetime.now()
    words = words_around(text_at(opened, asked.path), asked.at, asked.quote)
    finding = AcceptedFinding(asked.rule, words, asked.file, asked.reason)
    if not asked.accept:
        withdraw_finding(desk.folder, finding, now)
    elif not _is_told(opened, asked, Severity.WARNING):
        raise UnreadableFileError(error("no_finding", "没有这一条提醒了", Location(), "请刷新页面"))
    else:
        accept_finding(desk.folder, finding, now)
    desk.take_settings()
    told = desk.look(asked.file)
    if asked.accept and not _is_told(told, asked, Severity.ACCEPTED):
        # What is checked may be without what stands beside the words in the file.
        accept_finding(desk.folder, finding._replace(words=asked.quote), now)
        desk.take_settings()
        told = desk.look(asked.file)
    return told_notes(told)


def _is_told(opened: OpenedSchool, asked: _Asked, severity: Severity) -> bool:
    """Whether it is told of the school as that."""
    found = (each for each in opened.examined.problems if each.severity is severity)
    quotes = [each.quote for each in found if each.quote is not None]
    return any((each.rule, each.text) == (asked.rule, asked.quote) for each in quotes)


def _read(body: bytes) -> _Asked:
    """What is asked. Errors: UnreadableFileError for anything that is none."""
    told = error("no_finding", "没有看懂是哪一条，没有改", Location(), "请刷新页面再试")
    with understood(told):
        asked = json.loads(body)
        file, path, rule, quote = (str(asked[key]) for key in ("file", "path", "rule", "quote"))
        reason = " ".join(clean_typed(str(asked["reason"])).split())[:_LONGEST]
        found = _Asked(file, path, rule, quote, int(asked["at"]), reason, bool(asked["accept"]))
    if not found.quote or (found.accept and not reason):
        told = error("no_reason", "没有写理由，没有改", Location(), "请写为什么可以这样写")
        raise UnreadableFileError(told)
    return found
