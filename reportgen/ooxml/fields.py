"""A document's XML → its fields (TOC, PAGE, PAGEREF, …), each with instruction and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.runs import make_run

_MARK, _INSTRUCTION, _SIMPLE = f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"

_MARKS = ("begin", "separate", "end")
_PAGE = late_regex(r"^\s*PAGE\b", re.IGNORECASE)
_INSTRUCTIONS = late_regex(r'<w:instrText[^>]*>([^<]*)|<w:fldSimple [^>]*w:instr="([^"]*)"')
BOOKMARK_NAMING = late_regex(r'(?<=\sw:anchor=")[^"]*(?=")|(?<=<w:instrText)(?:\s[^>]*)?>[^<]*')
"""Where markup names a bookmark: the link to it, and the code of a field."""


@dataclass(slots=True, eq=False)
class Field:
    """A field: what it asks for, and the `w:fldChar` of its beginning, middle and end; None for a
    mark that it does not have, as a `w:fldSimple` has none.

    `shows_result` says that its result has begun. `reckons_with_page` says that a field in its
    instruction is the number of the page, as in `{ = { PAGE } - 2 }`.
    """

    begin: Any = None
    instruction: str = ""
    separate: Any = None
    end: Any = None
    shows_result: bool = False
    reckons_with_page: bool = False

    @property
    def words(self) -> list[str]:
        """The instruction's words; the first is the field's kind."""
        return self.instruction.split()

    @property
    def is_page_number(self) -> bool:
        """Whether its result is the number of the page."""
        return self.reckons_with_page or bool(_PAGE.match(self.instruction))


class OpenFields:
    """The fields that have begun and not ended, while a document's marks are met in order."""

    __slots__ = ("_open",)

    def __init__(self) -> None:
        self._open: list[Field] = []

    def __bool__(self) -> bool:
        """Whether one is open."""
        return bool(self._open)

    @property
    def show_text(self) -> bool:
        """Whether text that stands here is seen: of each open field, the result has begun."""
        return all(each.shows_result for each in self._open)

    @property
    def page_number(self) -> Field | None:
        """The open field whose result is the number of the page."""
        return next((each for each in self._open if each.is_page_number), None)

    @property
    def left(self) -> tuple[Field, ...]:
        """Those that have not ended, outer ones first."""
        return tuple(self._open)

    def begin(self, field: Field) -> None:
        """The field begins."""
        self._open.append(field)

    def instruct(self, words: str) -> None:
        """The words belong to the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += words

    def separate(self, mark: Any = None) -> None:
        """The result of the innermost field begins."""
        if self._open:
            self._open[-1].shows_result = True
            self._open[-1].separate = mark

    def end(self, mark: Any = None) -> Field | None:
        """The innermost field, which ends; None where none is open."""
        if not self._open:
            return None
        ended = self._open.pop()
        ended.end = mark
        if self._open and not self._open[-1].shows_result and ended.is_page_number:
            self._open[-1].reckons_with_page = True
        return ended


def read_fields(root: Any) -> Iterator[Field]:
    """Every whole field below `root` that has marks, inner ones first."""
    fields = OpenFields()
    for element in root.iter(_MARK, _INSTRUCTION):
        if element.tag == _INSTRUCTION:
            fields.instruct(element.text or "")
            continue
        match element.get(f"{W}fldCharType"):
            case "begin":
                fields.begin(Field(element))
            case "separate":
                fields.separate(element)
            case "end" if ended := fields.end(element):
                yield ended


def read_instructions(root: Any) -> Iterator[tuple[Any, str]]:
    """The first mark and the own instruction of every field below `root`, whole or not; `{}` in it
    stands for a field within.
    """
    fields = OpenFields()
    for element in root.iter(_MARK, _INSTRUCTION, _SIMPLE):
        if element.tag == _SIMPLE:
            yield element, element.get(f"{W}instr", "")
        elif element.tag == _INSTRUCTION:
            fields.instruct(element.text or "")
        elif ended := _go_on(fields, element):
            yield ended.begin, ended.instruction
    for each in fields.left:
        yield each.begin, each.instruction


def _go_on(fields: OpenFields, mark: Any) -> Field | None:
    """The field that ends with the mark, if one does."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "end":
        return fields.end(mark)
    if kind == "separate":
        fields.separate(mark)
        return None
    if not fields.show_text:
        fields.instruct("{}")
    fields.begin(Field(mark))
    return None


def make_field(instruction: str, result: Sequence[Any], properties: Any = None) -> list[Any]:
    """The runs of a field round those of its result, its marks in the format of that `w:rPr`."""
    begin, separate, end = (_make_mark(kind, properties) for kind in _MARKS)
    asked = make_run("instrText", properties, f" {instruction.strip()} ")
    return [begin, asked, separate, *result, end]


def unfold_fields(root: Any, kind: str) -> None:
    """Replace each `w:fldSimple` of that kind by the runs that Word writes for a longer field."""
    for simple in root.findall(f".//{W}fldSimple"):
        instruction = simple.get(f"{W}instr", "")
        if instruction.split()[:1] == [kind]:
            for each in make_field(instruction, list(simple)):
                simple.addprevious(each)
            simple.getparent().remove(simple)


def _make_mark(kind: str, properties: Any) -> Any:
    run = make_run("fldChar", properties)
    run[-1].set(f"{W}fldCharType", kind)
    return run


def find_instructions(xml: str) -> str:
    """All that the fields of a part ask for, one after another, as it stands in the XML; found
    without parsing, for every document that is made is asked.
    """
    found = _INSTRUCTIONS.findall(xml)
    return "".join(f"{simple} " if simple else run for run, simple in found)
