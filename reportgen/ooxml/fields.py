"""A document's XML → its fields (TOC, PAGEREF, …), each with its instruction, its marks and its
printed result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.ooxml.namespaces import W

_MARKS = (f"{W}fldChar", f"{W}instrText", f"{W}t")


@dataclass(slots=True)
class Field:
    """A field: the `w:fldChar` of its beginning, middle and end, and the words between them, those
    of its inner fields included in the result. The middle is None where it has no result.
    """

    begin: Any
    instruction: str = ""
    separate: Any = None
    end: Any = None
    result: str = field(default="")

    @property
    def words(self) -> list[str]:
        """The instruction's words; the first is the field's kind."""
        return self.instruction.split()


def read_fields(root: Any) -> Iterator[Field]:
    """Every whole field below `root`, inner ones first."""
    open_fields: list[Field] = []
    for mark in root.iter(*_MARKS):
        if mark.tag == f"{W}fldChar":
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(Field(mark))
            elif kind == "separate" and open_fields:
                open_fields[-1].separate = mark
            elif kind == "end" and open_fields:
                closed = open_fields.pop()
                closed.end = mark
                yield closed
        elif open_fields:
            _note(open_fields, mark)


def _note(open_fields: list[Field], mark: Any) -> None:
    if mark.tag == f"{W}instrText":
        open_fields[-1].instruction += mark.text or ""
        return
    for each in open_fields:
        if each.separate is not None:
            each.result += mark.text or ""
