"""The address by which pictures and attachments are added to a school's data."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reportgen.editing.added_files import add_file
from reportgen.editing.entry_fields import Takes
from reportgen.problems import Location, UnreadableFileError, error
from reportgen.web.desk import Desk


def added_routes(desk: Desk) -> list[Route]:
    """The address."""

    async def add(request: Request) -> Response:
        """Put the file beside the data, and tell how it is called there."""
        asked = [request.query_params.get(each, "") for each in ("file", "kind", "name")]
        body = await request.body()
        return JSONResponse({"file": await run_in_threadpool(partial(_add, desk, body), *asked)})

    return [Route("/school/file", add, methods=["POST"])]


def _add(desk: Desk, data: bytes, file: str, kind: str, name: str) -> str:
    folder = desk.path_of(file).parent
    is_kind = kind in (Takes.PICTURES, Takes.FILES)
    if not is_kind or not name or name != Path(name).name:
        told = error("no_upload", "没有看懂要添加什么，没有添加", Location(), "请刷新页面再试")
        raise UnreadableFileError(told)
    return add_file(folder, Takes(kind), name, data)
