"""The XML of a part of a template → its paragraphs, each with its text, its runs and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pyexpat import ExpatError, ParserCreate

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.paragraphs import BOX, COPY, TextReader, one_line
from reportgen.ooxml.properties import outline_level
from reportgen.render.places import WordPlace
from reportgen.templating.tags import Tag, TagList, read_tags
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

PARAGRAPH, ROW, CELL, TABLE = "w:p", "w:tr", "w:tc", "w:tbl"
_ELEMENTS = frozenset((PARAGRAPH, ROW, CELL, TABLE, BOX))
# What Word notes in a run's properties that nobody sees.
_UNSEEN = frozenset(("w:lang", "w:noProof", "w:rPr"))
_NUMBERED_HEADING = late_regex(rf"[{NUMERAL_SIGNS}]+、.{{1,40}}")
_TEXT_BOX = "文本框"
_LEFT_OUT = "w:gridBefore"
_OF_TABLES = (ROW, CELL, "w:gridSpan", _LEFT_OUT)
# What tells where a paragraph stands.
_COUNTED = frozenset((TABLE, BOX, COPY, *_OF_TABLES))

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
    that it is what older programs show in the place of a text box that stands here too. `text` is
    what stands in its `w:t`, seen or not: docxtpl joins a tag over tabs, breaks and all else
    between them, so that this is the text in which tags are found. `shown` is the text as it is
    seen in Word.
    """

    number: int
    around: tuple[Element, ...]
    place: WordPlace
    is_copy: bool
    style: str = ""
    is_heading: bool = False
    text: str = ""
    shown: str = ""
    runs: list[SourceRun] = field(default_factory=list)
    _read: TagList | None = None

    def end(self) -> None:
        """No run follows."""
        self.text = "".join([run.text for run in self.runs])

    def read(self) -> TagList:
        """The tags of its text, and what is wrong with the others: read once, whoever asks."""
        if self._read is None:
            self._read = read_tags(self.text)
        return self._read

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

    def read(self) -> TagList:
        """The tags of its text, and what is wrong with the others."""
        return read_tags(self.text)


_OUT = {"p": PARAGRAPH, "tr": ROW, "tc": CELL}
_COMMENT = late_regex(r"\{#(?:p|tr|tc) [^}#]*#\}")


def _out(text: str) -> str:
    """The tag in the text that comments out all around it, or nothing."""
    found = _COMMENT.search(text)
    return found[0] if found else ""


class SourceReading(NamedTuple):
    """What stands in a source, in order: `entries` are its paragraphs and asides."""

    paragraphs: tuple[SourceParagraph, ...]
    asides: tuple[Aside, ...]
    entries: tuple[SourceParagraph | Aside, ...]

    def tags(self) -> Iterator[tuple[SourceParagraph | Aside, Tag]]:
        """Every whole tag, in order."""
        for entry in self.entries:
            for tag in entry.read().tags:
                yield entry, tag

    def without_commented(self) -> SourceReading:
        """The same without what `{#tr … #}` and its like comment out: all the row but the tag."""
        hiding = (each for each in self.paragraphs if "{#" in each.text)
        tags = {each: tag for each in hiding if (tag := _out(each.text))}
        gone = {paragraph.find(_OUT[tag[2:].split()[0]]) for paragraph, tag in tags.items()}
        if not gone:
            return self
        kept = [each for each in self.paragraphs if each in tags or gone.isdisjoint(each.around)]
        return self._only(frozenset(kept))

    def _only(self, paragraphs: frozenset[SourceParagraph]) -> SourceReading:
        """What stands in these paragraphs, and in none."""
        asides = tuple(
            each for each in self.asides if each.paragraph is None or each.paragraph in paragraphs
        )
        kept = {id(each) for each in (*paragraphs, *asides)}
        return SourceReading(
            tuple(each for each in self.paragraphs if each in paragraphs),
            asides,
            tuple(each for each in self.entries if id(each) in kept),
        )

    def without_copies(self) -> SourceReading:
        """The same without what older programs show in the place of text boxes."""
        return self._only(frozenset(each for each in self.paragraphs if not each.is_copy))


def read_markup(
    xml: str, part: str = "正文", headings: frozenset[str] = frozenset()
) -> SourceReading:
    """What stands in the XML of a part; `headings` are the ids of the styles of headings."""
    reader = _Reader(part, headings)
    _parse(xml, reader)
    reader.finish()
    return SourceReading(tuple(reader.paragraphs), tuple(reader.asides), tuple(reader.entries))


def _parse(xml: str, reader: _Reader) -> None:
    """Feed the reader up to the end or to the first damage: footnotes may be no XML at all, which
    is told when the document is made.
    """
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = max(parser.buffer_size, len(xml))
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    with suppress(ExpatError):
        parser.Parse(xml.encode(errors="replace"), True)


@dataclass(slots=True)
class _Table:
    """An open table: which of the part's it is, and the row, column and width of the open cell."""

    number: int
    row: int = 0
    column: int = 0
    span: int = 0

    def begin(self, name: str, value: str) -> None:
        """A row or cell begins, or says how many columns it takes or leaves out before it."""
        match name:
            case "w:tr":
                self.row, self.column, self.span = self.row + 1, 0, 1
            case "w:tc":
                self.column, self.span = self.column + self.span, 1
            case _ if value.isdecimal():
                self.span = int(value) + (name == _LEFT_OUT)


class _Whereabouts:
    """Where the reader is, as whoever edits the part in Word counts."""

    def __init__(self, part: str) -> None:
        self.heading = ""
        self.boxes = 0
        self.copies = 0
        self._part = part
        self._outer, self._boxed, self._tables = count(1), count(1), count(1)
        self._open_tables: list[_Table] = []

    def begin(self, name: str, value: str) -> None:
        """An element begins whose `w:val` is that."""
        if name == TABLE:
            self._open_tables.append(_Table(next(self._tables)))
        elif name in _OF_TABLES and self._open_tables:
            self._open_tables[-1].begin(name, value)
        self._count_asides(name, 1)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == TABLE:
            self._open_tables.pop()
        self._count_asides(name, -1)

    def _count_asides(self, name: str, step: int) -> None:
        self.boxes += step * (name == BOX)
        self.copies += step * (name == COPY)

    def next_paragraph(self) -> WordPlace:
        """The place of a paragraph that begins here."""
        if self._open_tables:
            table = self._open_tables[-1]
            return WordPlace(self.label(), self.heading, table.number, table.row, table.column)
        number = next(self._boxed if self.boxes else self._outer)
        return WordPlace(self.label(), self.heading, paragraph=number)

    def label(self) -> str:
        """The part as messages call it, or the text box in it."""
        if not self.boxes:
            return self._part
        return _TEXT_BOX if self._part == "正文" else f"{self._part}的{_TEXT_BOX}"


class _Reader:
    """Takes a parser's events; what is text, `ooxml` says.

    Elements of lxml would not do: a damaged part has none, and docxtpl's patterns look for names
    as they are written.
    """

    def __init__(self, part: str, headings: frozenset[str]) -> None:
        self.paragraphs: list[SourceParagraph] = []
        self.asides: list[Aside] = []
        self.entries: list[SourceParagraph | Aside] = []
        self._headings = headings
        self._where = _Whereabouts(part)
        self._numbers = count()
        self._names: list[str] = []
        self._around: list[Element] = []
        self._open: list[SourceParagraph] = []
        self._texts: list[TextReader] = []
        self._look: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._names.append(name)
        if name in _ELEMENTS:
            self._around.append((name, next(self._numbers)))
        if name in _COUNTED:
            self._where.begin(name, attributes.get("w:val", ""))
        if name == PARAGRAPH:
            self._begin_paragraph()
        elif self._open:
            self._within_paragraph(name, attributes)
        for value in attributes.values():
            if "{" in value:
                self._add_aside(value)

    def _begin_paragraph(self) -> None:
        place, is_copy = self._where.next_paragraph(), self._where.copies > 0
        number = len(self.paragraphs)
        paragraph = SourceParagraph(number, tuple(self._around), place, is_copy)
        self._open.append(paragraph)
        self._texts.append(TextReader())
        self.paragraphs.append(paragraph)
        self.entries.append(paragraph)

    def _within_paragraph(self, name: str, attributes: Mapping[str, str]) -> None:
        if shown := self._texts[-1].begin(name, attributes.get):
            self._open[-1].shown += shown.text
        if name == "w:r":
            self._look = []
        elif name in ("w:pStyle", "w:outlineLvl"):
            self._describe(name, attributes.get("w:val", ""))
        elif name not in _UNSEEN and "w:rPr" in self._names[-3:-1]:
            self._add_look(name, attributes)

    def _describe(self, name: str, value: str) -> None:
        paragraph = self._open[-1]
        if name == "w:pStyle":
            paragraph.style = value
            paragraph.is_heading = value in self._headings
        else:
            paragraph.is_heading = outline_level({"outlineLvl": value}) > 0

    def _add_look(self, name: str, attributes: Mapping[str, str]) -> None:
        told = " ".join(
            f"{key}={value}" for key, value in sorted(attributes.items()) if key != "w:hint"
        )
        if told or name != "w:rFonts":
            self._look.append(f"{name} {told}")

    def _add_aside(self, text: str) -> None:
        paragraph = self._open[-1] if self._open else None
        place = paragraph.place if paragraph else WordPlace(self._where.label())
        aside = Aside(text, place, paragraph)
        self.asides.append(aside)
        self.entries.append(aside)

    def end(self, name: str) -> None:
        """An element ends."""
        self._names.pop()
        if name in _ELEMENTS:
            self._around.pop()
        if name in _COUNTED:
            self._where.end(name)
        if name == PARAGRAPH:
            self._texts.pop()
            self._end_paragraph(self._open.pop())
        elif self._open and (shown := self._texts[-1].end()):
            self._open[-1].shown += shown.text

    def finish(self) -> None:
        """Nothing follows, though a part that is damaged leaves paragraphs open."""
        for paragraph in self._open:
            paragraph.end()

    def _end_paragraph(self, paragraph: SourceParagraph) -> None:
        paragraph.end()
        if paragraph.place.table or self._where.boxes:
            return
        first = paragraph.shown.lstrip()[:1]
        if not first or not (paragraph.is_heading or first in NUMERAL_SIGNS):
            return
        text = one_line(paragraph.shown)
        if paragraph.is_heading or _NUMBERED_HEADING.fullmatch(text):
            self._where.heading = text

    def text(self, text: str) -> None:
        """Characters stand here."""
        if self._open and (shown := self._texts[-1].characters(text)):
            self._open[-1].shown += shown.text
        if self._names[-1] == "w:t" and self._open:
            self._open[-1].runs.append(SourceRun(text, ";".join(self._look)))
        elif "{" in text:
            self._add_aside(text)
