"""The XML of a part of a template → its paragraphs, each with its text, its runs and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple

from reportgen.ooxml.paragraphs import BOX, COPY, ShownText, TextReader, one_line
from reportgen.ooxml.properties import outline_level
from reportgen.render.places import WordPlace
from reportgen.templating.tags import Tag, read_tags
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

PARAGRAPH, ROW, CELL, TABLE = "w:p", "w:tr", "w:tc", "w:tbl"
_ELEMENTS = frozenset((PARAGRAPH, ROW, CELL, TABLE, BOX))
# What Word notes in a run's properties that nobody sees.
_UNSEEN = frozenset(("w:lang", "w:noProof", "w:rPr"))
_NUMBERED_HEADING = re.compile(rf"[{NUMERAL_SIGNS}]+、.{{1,40}}")
_TEXT_BOX = "文本框"
_ASIDES = (BOX, COPY)

# A row, cell, table, text box or paragraph and its number in the source.
Element = tuple[str, int]


class SourceRun(NamedTuple):
    """A text in one look; `look` is what its properties say, as far as anybody sees it."""

    text: str
    look: str


@dataclass(eq=False, slots=True)
class SourceParagraph:
    """A paragraph: the elements it stands in, itself last, and its runs.

    `number` counts all paragraphs of the source from 0. `style` is its style's id. `is_copy` says
    that it is what older programs show in the place of a text box that stands here too. `shown` is
    the text as it is seen in Word.
    """

    number: int
    around: tuple[Element, ...]
    place: WordPlace
    is_copy: bool
    style: str = ""
    is_heading: bool = False
    shown: str = ""
    runs: list[SourceRun] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in its `w:t`, seen or not: docxtpl joins a tag over tabs, breaks and all else
        between them, so that this is the text in which tags are found.
        """
        return "".join([run.text for run in self.runs])

    def find(self, element: str) -> Element | None:
        """The innermost element of that name around it."""
        return next((each for each in reversed(self.around) if each[0] == element), None)

    def place_at(self, at: int) -> WordPlace:
        """Its place with the text around that position."""
        return self.place.around(self.text, at)


class Aside(NamedTuple):
    """A text that is not shown, an attribute or a field's code, and the paragraph it is in, if
    any.
    """

    text: str
    place: WordPlace
    paragraph: SourceParagraph | None


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    span: int = 0


class SourceReading(NamedTuple):
    """What stands in a source, in order: `entries` are its paragraphs and asides."""

    paragraphs: tuple[SourceParagraph, ...]
    asides: tuple[Aside, ...]
    entries: tuple[SourceParagraph | Aside, ...]

    def tags(self) -> Iterator[tuple[SourceParagraph | Aside, Tag]]:
        """Every whole tag, in order."""
        for entry in self.entries:
            for tag in read_tags(entry.text).tags if "{" in entry.text else ():
                yield entry, tag

    def without_copies(self) -> SourceReading:
        """The same without what older programs show in the place of text boxes."""
        paragraphs = tuple(each for each in self.paragraphs if not each.is_copy)
        asides = tuple(
            each for each in self.asides if not (each.paragraph and each.paragraph.is_copy)
        )
        kept = {id(each) for each in (*paragraphs, *asides)}
        return SourceReading(
            paragraphs, asides, tuple(each for each in self.entries if id(each) in kept)
        )


def read_markup(
    xml: str, part: str = "正文", headings: frozenset[str] = frozenset()
) -> SourceReading:
    """What stands in the XML of a part; `headings` are the ids of the styles of headings."""
    reader = _Reader(xml, part, headings)
    return SourceReading(tuple(reader.paragraphs), tuple(reader.asides), tuple(reader.entries))


class _Reader:
    def __init__(self, xml: str, part: str, headings: frozenset[str]) -> None:
        self.paragraphs: list[SourceParagraph] = []
        self.asides: list[Aside] = []
        self.entries: list[SourceParagraph | Aside] = []
        self._part = part
        self._headings = headings
        self._heading = ""
        self._numbers = count()
        self._outer, self._boxed = count(1), count(1)
        self._tables = count(1)
        self._names: list[str] = []
        self._around: list[Element] = []
        self._open: list[SourceParagraph] = []
        self._texts: list[TextReader] = []
        self._open_tables: list[_Table] = []
        self._copies = 0
        self._boxes = 0
        self._look: list[str] = []
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
        if self._texts and name != PARAGRAPH:
            self._show(self._texts[-1].begin(name, attributes.get))
        if name in _ELEMENTS:
            self._around.append((name, next(self._numbers)))
        begin = _BEGINNINGS.get(name)
        if begin:
            begin(self, name, attributes)
        if "w:rPr" in self._names[-3:-1] and name not in _UNSEEN:
            self._add_look(name, attributes)
        for value in attributes.values():
            if "{" in value:
                self._add_aside(value)

    def _begin_run(self, name: str, attributes: Mapping[str, str]) -> None:
        self._look = []

    def _begin_table(self, name: str, attributes: Mapping[str, str]) -> None:
        self._open_tables.append(_Table(next(self._tables)))

    def _begin_aside(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count_asides(name, 1)

    def _count_asides(self, name: str, step: int) -> None:
        if name == BOX:
            self._boxes += step
        else:
            self._copies += step

    def _begin_paragraph(self, name: str, attributes: Mapping[str, str]) -> None:
        table = self._open_tables[-1] if self._open_tables else None
        numbers = self._boxed if self._boxes else self._outer
        place = WordPlace(
            part=self._label(),
            heading=self._heading,
            table=table.number if table else 0,
            row=table.row if table else 0,
            column=table.column if table else 0,
            paragraph=0 if table else next(numbers),
        )
        paragraph = SourceParagraph(
            len(self.paragraphs), tuple(self._around), place, self._copies > 0
        )
        self._open.append(paragraph)
        self._texts.append(TextReader())
        self.paragraphs.append(paragraph)
        self.entries.append(paragraph)

    def _label(self) -> str:
        if not self._boxes:
            return self._part
        return _TEXT_BOX if self._part == "正文" else f"{self._part}的{_TEXT_BOX}"

    def _in_table(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._open_tables:
            return
        table = self._open_tables[-1]
        number = attributes.get("w:val", "")
        match name:
            case "w:tr":
                table.row, table.column, table.span = table.row + 1, 0, 1
            case "w:tc":
                table.column, table.span = table.column + table.span, 1
            case _ if number.isdecimal():
                table.span = int(number) + (name == "w:gridBefore")

    def _describe(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._open:
            return
        value = attributes.get("w:val", "")
        if name == "w:pStyle":
            self._open[-1].style = value
            self._open[-1].is_heading = value in self._headings
        else:
            self._open[-1].is_heading = outline_level({name.removeprefix("w:"): value}) > 0

    def _add_look(self, name: str, attributes: Mapping[str, str]) -> None:
        told = " ".join(
            f"{key}={value}" for key, value in sorted(attributes.items()) if key != "w:hint"
        )
        if told or name != "w:rFonts":
            self._look.append(f"{name} {told}")

    def _add_aside(self, text: str) -> None:
        paragraph = self._open[-1] if self._open else None
        aside = Aside(text, paragraph.place if paragraph else WordPlace(self._label()), paragraph)
        self.asides.append(aside)
        self.entries.append(aside)

    def _end(self, name: str) -> None:
        self._names.pop()
        if name in _ELEMENTS:
            self._around.pop()
        if self._texts and name != PARAGRAPH:
            self._show(self._texts[-1].end())
        match name:
            case "w:p":
                self._texts.pop()
                self._end_paragraph(self._open.pop())
            case "w:tbl":
                self._open_tables.pop()
            case _ if name in _ASIDES:
                self._count_asides(name, -1)

    def _end_paragraph(self, paragraph: SourceParagraph) -> None:
        if paragraph.place.table or self._boxes:
            return
        text = one_line(paragraph.shown)
        if text and (paragraph.is_heading or _NUMBERED_HEADING.fullmatch(text)):
            self._heading = text

    def _show(self, shown: ShownText | None) -> None:
        if shown is not None:
            self._open[-1].shown += shown.text

    def _text(self, text: str) -> None:
        if self._texts:
            self._show(self._texts[-1].characters(text))
        if self._names[-1] == "w:t" and self._open:
            self._open[-1].runs.append(SourceRun(text, ";".join(self._look)))
        elif "{" in text:
            self._add_aside(text)


_BEGINNINGS: Mapping[str, Callable[[_Reader, str, Mapping[str, str]], None]] = {
    PARAGRAPH: _Reader._begin_paragraph,
    "w:r": _Reader._begin_run,
    TABLE: _Reader._begin_table,
    **dict.fromkeys((ROW, CELL, "w:gridSpan", "w:gridBefore"), _Reader._in_table),
    **dict.fromkeys(_ASIDES, _Reader._begin_aside),
    **dict.fromkeys(("w:pStyle", "w:outlineLvl"), _Reader._describe),
}
