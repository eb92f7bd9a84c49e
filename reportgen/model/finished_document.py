"""A document that is ready to be written, with what is wrong with it."""

from __future__ import annotations

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem


class FinishedDocument(NamedTuple):
    """A finished document; `problems` are those that only its making told."""

    document: bytes
    problems: tuple[Problem, ...] = ()
