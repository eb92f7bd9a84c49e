"""What a script of the page asks, as JSON: it may be anything, and so may what it holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from reportgen.problems import Problem, UnreadableFileError

_T = TypeVar("_T")
_NOT_AS_ASKED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    # A number may be infinite.
    OverflowError,
    RecursionError,
)


@contextmanager
def understood(told: Problem) -> Iterator[None]:
    """Where what is asked is read. Errors: UnreadableFileError with that problem for anything that
    is not what was to be asked.
    """
    try:
        yield
    except _NOT_AS_ASKED as fault:
        raise UnreadableFileError(told) from fault


def answering(
    read: Callable[[bytes], _T], made: Callable[[_T], Mapping[str, object]]
) -> Callable[[Request], Awaitable[Response]]:
    """What answers a request: with what is made of what is read in it."""

    async def answer(request: Request) -> Response:
        asked = read(await request.body())
        return JSONResponse(await run_in_threadpool(made, asked))

    return answer
