"""A source as it stands in Word → what docxtpl's patching would lose of it without a word.

Patching joins a tag that is not closed to the next one, whatever stands between, and puts `{%p`,
`{%tr` and `{%tc` tags in the place of the whole paragraph, row or cell around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from html import unescape
from itertools import chain, count, pairwise
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple

from reportgen.problems import Location, Problem, error
from reportgen.render.errors import quote
from reportgen.template_tags import Tag, TagFault, read_tags

_PARAGRAPH = "w:p"
# What a tag stands for that removes its surroundings: the element, its name, and where the tag belongs.
_REMOVED = {
    "p": ("w:p", "段", "请让它独占一段"),
    "tr": ("w:tr", "行", "请在上面或下面另插一行，只写这个标签"),
    "tc": ("w:tc", "格", "请在旁边另插一格，只写这个标签"),
}
_REMOVING = re.compile(r"\{[{%#](p|tr|tc) ")
_ELEMENTS = frozenset(element for element, _, _ in _REMOVED.values())
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_XML = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_JOINED = re.compile(r"\{\n[{%#]|[}%#]\n\}")
_SHOWN = 20

# A row, cell or paragraph and its number in the source.
_Element = tuple[str, int]


class Where(NamedTuple):
    """A part of a template file, as messages call it."""

    file: str
    part: str

    def problem(self, code: str, message: str, hint: str, text: str, at: int = 0) -> Problem:
        """The problem, with the text around `at` as its place."""
        quoted = quote(text, at).strip()
        return error(code, message, Location(self.file, path=f"{self.part}“{quoted}”"), hint)


class _Paragraph(NamedTuple):
    """The texts of a paragraph's runs, and the rows, cells and paragraphs it stands in, itself last."""

    around: tuple[_Element, ...]
    runs: list[str]

    @property
    def text(self) -> str:
        return "".join(self.runs)


class _Reader:
    """What stands in a source: its paragraphs, and asides, which are attributes and texts that are not shown."""

    def __init__(self, xml: str) -> None:
        self.paragraphs: list[_Paragraph] = []
        self.asides: list[str] = []
        self._numbers = count()
        self._names: list[str] = []
        self._around: list[_Element] = []
        self._open: list[_Paragraph] = []
        parser = ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = max(parser.buffer_size, len(xml))
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        # Footnotes may be no XML at all, which is told when the document is made.
        with suppress(ExpatError):
            parser.Parse(xml.encode(errors="replace"), True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._names.append(name)
        self.asides += [value for value in attributes.values() if "{" in value]
        if name in _ELEMENTS:
            self._around.append((name, next(self._numbers)))
        if name == _PARAGRAPH:
            self._open.append(_Paragraph(tuple(self._around), []))
            self.paragraphs.append(self._open[-1])

    def _end(self, name: str) -> None:
        self._names.pop()
        if name in _ELEMENTS:
            self._around.pop()
        if name == _PARAGRAPH:
            self._open.pop()

    def _text(self, text: str) -> None:
        if self._names[-1] == "w:t" and self._open:
            self._open[-1].runs.append(text)
        elif "{" in text:
            self.asides.append(text)


def check_text(text: str, where: Where) -> tuple[Problem, ...]:
    """What is wrong with the tags of a plain text."""
    fault = read_tags(text).fault
    return (_tag_problem(text, fault, where),) if fault else ()


def check_markup(xml: str, where: Where) -> tuple[Problem, ...]:
    """Tags that are not whole in their paragraph, and texts beside tags that would remove them."""
    source = _Reader(xml)
    halves = (*_half_tags(source, where), *_joined(source.paragraphs, where))
    return halves or tuple(_removed_texts(source.paragraphs, where))


def _half_tags(source: _Reader, where: Where) -> Iterator[Problem]:
    for paragraph in source.paragraphs:
        yield from check_text(paragraph.text, where)
    for aside in source.asides:
        fault = read_tags(aside).fault
        if fault and fault.is_open:
            yield _tag_problem(aside, fault, where)


def _tag_problem(text: str, fault: TagFault, where: Where) -> Problem:
    return where.problem("template_tag", fault.message, fault.hint, text, fault.at)


def _joined(paragraphs: Iterable[_Paragraph], where: Where) -> Iterator[Problem]:
    texts = [text for paragraph in paragraphs if (text := paragraph.text)]
    for first, second in pairwise(texts):
        if _JOINED.match(f"{first[-1]}\n{second[0]}"):
            message = f"这一段以“{first[-1]}”结尾，下一段以“{second[0]}”开头，两段会并成一段"
            yield where.problem("template_tag", message, "请在两个符号之间加一个空格或别的字", first, len(first))


def _removed_texts(paragraphs: Sequence[_Paragraph], where: Where) -> Iterator[Problem]:
    told: set[_Element] = set()
    for paragraph, tag, kind in _removing_tags(paragraphs):
        element, name, remedy = _REMOVED[kind]
        removed = next((each for each in reversed(paragraph.around) if each[0] == element), None)
        if removed is None:
            message = f"“{tag.text}”要写在表格里"
            hint = f"请把它移到表格里独占一{name}；控制整段的写成 {{%p … %}}"
            yield where.problem("template_tag", message, hint, paragraph.text, tag.start)
        elif removed not in told and (lost := _lost(removed, paragraphs)):
            told.add(removed)
            shown = f"{lost[:_SHOWN]}…" if len(lost) > _SHOWN else lost
            message = f"“{tag.text}”会去掉所在的整{name}，同{name}的“{shown}”也就没有了"
            yield where.problem("template_lost_text", message, remedy, paragraph.text, tag.start)


def _removing_tags(paragraphs: Iterable[_Paragraph]) -> Iterator[tuple[_Paragraph, Tag, str]]:
    for paragraph in paragraphs:
        for tag in read_tags(paragraph.text).tags:
            if kind := _REMOVING.match(tag.text):
                yield paragraph, tag, kind[1]


def _lost(removed: _Element, paragraphs: Iterable[_Paragraph]) -> str:
    """What stands in an element besides the first tag that would remove it, and comments."""
    inside = [paragraph.text for paragraph in paragraphs if removed in paragraph.around]
    pieces = [piece for piece in chain.from_iterable(map(_pieces, inside)) if not piece.startswith("{#")]
    first = next((at for at, piece in enumerate(pieces) if _REMOVING.match(piece)), len(pieces))
    return "".join(pieces[:first] + pieces[first + 1 :]).strip()


def _pieces(text: str) -> Iterator[str]:
    """The text cut into tags and what stands between them."""
    at = 0
    for tag in read_tags(text).tags:
        yield text[at : tag.start]
        yield tag.text
        at = tag.start + len(tag.text)
    yield text[at:]


def check_kept(xml: str, patched: str, where: Where) -> tuple[Problem, ...]:
    """A problem where text is gone that stood in the source before it was patched."""
    before = _SPACE.sub("", _JINJA.sub("", _XML.sub("", xml)))
    after = _SPACE.sub("", _XML.sub("", _JINJA.sub("", patched)))
    if before == after:
        return ()
    at = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(after))
    message = "这里的文字会被旁边的标签去掉"
    hint = "请把标签与文字分成两段；不要用 {%- 和 -%}"
    return (where.problem("template_lost_text", message, hint, unescape(before[at : at + _SHOWN])),)
