"""What a script of the page asks, as JSON: it may be anything, and so may what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportgen.problems import Problem, UnreadableFileError

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
