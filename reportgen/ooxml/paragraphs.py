"""A `w:p` → its text as whoever reads the document sees it, in stretches of one run each.

What counts as text is told here, for all who read:

- what stands in a `w:t`; a tab is a tab, a line break a line feed, a non-breaking hyphen a hyphen;
- the result of a field, not its instruction, nor what stands within that;
- what was put in or moved here under revision, not what was struck out or moved away;
- what a link, a content control or a smart tag holds, and the text below a phonetic guide, not the
  guide;
- of `mc:AlternateContent` what Word shows, not the `mc:Fallback` for older programs;
- not what stands in a picture or a text box, whose paragraphs have texts of their own;
- not a page or column break, a symbol (`w:sym` names a place in a typeface, no character), a soft
  hyphen or a formula.

A paragraph is read by itself: a field that began before it shows its result here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.fields import Field, OpenFields
from reportgen.ooxml.namespaces import MC, W
from reportgen.ooxml.revisions import KEPT

BOX, COPY = "w:txbxContent", "mc:Fallback"
"""A text box's content, and what older programs show in the place of what they do not know."""

_RUN, _TEXT, _INSTRUCTION, _SIMPLE = "w:r", "w:t", "w:instrText", "w:fldSimple"
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_NO_LINE_BREAKS = ("page", "column")
_BLANKS = late_regex(r"[ \t\r\n]+")
_WITH_CHARACTERS = (_TEXT, _INSTRUCTION)
_MARK, _PAGE_NUMBER = "w:fldChar", "w:pgNum"
_HOLDERS = frozenset(
    (
        *(_RUN, _TEXT, _INSTRUCTION, _SIMPLE, "w:hyperlink", "w:smartTag"),
        *(f"w:{name}" for name in KEPT),
        *("w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo", "w:ruby", "w:rubyBase"),
        *("mc:AlternateContent", "mc:Choice"),
    )
)
_NAMES = {
    name.replace("w:", W).replace("mc:", MC): name
    for name in (*_HOLDERS, *_SIGNS, _MARK, _PAGE_NUMBER)
}
_PROPERTIES = f"{W}rPr"
_PARAGRAPH, _BOX, _COPY = f"{W}p", BOX.replace("w:", W), COPY.replace("mc:", MC)

# What may stand round paragraphs, rows and cells.
_AROUND = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", *KEPT))

Attributes = Callable[[str], str | None]


class ShownText(NamedTuple):
    """Text that an element stands for; that of the number of the page may be empty, where no
    program has reckoned it.
    """

    text: str
    is_page_number: bool = False


class TextReader:
    """Follows the elements within a paragraph, by the names that Word writes (`w:t`), and tells
    what of them is text.

    It is fed by whatever parses: `begin` and `end` for every element within the `w:p`, and
    `characters` for what stands between. The parser's names of attributes begin with `prefix`.
    """

    __slots__ = ("_fields", "_hidden", "_open", "_prefix", "_told")

    def __init__(self, prefix: str = "w:") -> None:
        self._prefix = prefix
        self._open: list[str] = []
        self._hidden = 0
        self._fields = OpenFields()
        self._told: Field | None = None

    def begin(self, name: str, get: Attributes) -> ShownText | None:
        """An element begins; `get` gives the values of its attributes."""
        if self._hidden or name not in _HOLDERS:
            self._hidden += 1
            return self._sign(name, get) if self._hidden == 1 else None
        self._open.append(name)
        if name == _SIMPLE:
            instruction = get(f"{self._prefix}instr") or ""
            self._fields.begin(Field(instruction=instruction, shows_result=True))
        return None

    def characters(self, text: str) -> ShownText | None:
        """Characters stand here."""
        within = self._open[-1] if self._open and not self._hidden else ""
        if within == _INSTRUCTION:
            self._fields.instruct(text)
        return self._shown(text) if within == _TEXT else None

    def end(self) -> ShownText | None:
        """The innermost element ends."""
        if self._hidden:
            self._hidden -= 1
            return None
        return self._end_field() if self._open.pop() == _SIMPLE else None

    def _sign(self, name: str, get: Attributes) -> ShownText | None:
        if self._open and self._open[-1] in _WITH_CHARACTERS:
            return None
        if name == _MARK:
            return self._mark(get(f"{self._prefix}fldCharType"))
        if name == _PAGE_NUMBER and self._fields.show_text:
            return ShownText("", is_page_number=True)
        if name == "w:br" and get(f"{self._prefix}type") in _NO_LINE_BREAKS:
            return None
        return self._shown(_SIGNS.get(name, ""))

    def _mark(self, kind: str | None) -> ShownText | None:
        if kind == "end":
            return self._end_field()
        if kind == "begin":
            self._fields.begin(Field())
        elif kind == "separate":
            self._fields.separate()
        return None

    def _shown(self, text: str) -> ShownText | None:
        # Most text stands in no field.
        if text and not self._fields:
            return ShownText(text)
        if not text or not self._fields.show_text:
            return None
        number = self._fields.page_number
        self._told = number or self._told
        return ShownText(text, number is not None)

    def _end_field(self) -> ShownText | None:
        """The number of the page, where the field that ends is one and has no result."""
        ended = self._fields.end()
        if ended is None or not ended.is_page_number or ended is self._told:
            return None
        return ShownText("", is_page_number=True) if self._fields.show_text else None


class TextRun(NamedTuple):
    """A stretch of a paragraph's text in one run: `start` is where it begins in the text,
    `properties` the run's `w:rPr` or None.
    """

    text: str
    start: int
    properties: Any
    is_page_number: bool = False


def read_text_runs(paragraph: Any) -> Iterator[TextRun]:
    """The text of a `w:p` in order; none of the runs is empty but for a page number that no
    program has reckoned.
    """
    at, before, properties = 0, None, None
    for shown, _, run in _walk(paragraph, TextReader(W), None):
        # A run with any number of tabs is looked through once.
        if run is not before:
            before, properties = run, None if run is None else run.find(_PROPERTIES)
        yield TextRun(shown.text, at, properties, shown.is_page_number)
        at += len(shown.text)


class TextPiece(NamedTuple):
    """A stretch of a paragraph's text from `start` on, the element that it stands in or that stands
    for it (`w:t`, `w:tab`…), and its run.
    """

    text: str
    start: int
    element: Any
    run: Any

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


def read_text_pieces(paragraph: Any) -> Iterator[TextPiece]:
    """The text of a `w:p` in order, by the elements of it."""
    at = 0
    for shown, element, run in _walk(paragraph, TextReader(W), None):
        yield TextPiece(shown.text, at, element, run)
        at += len(shown.text)


def paragraph_text(paragraph: Any) -> str:
    """The text of a `w:p`."""
    return "".join([shown.text for shown, *_ in _walk(paragraph, TextReader(W), None)])


def one_line(text: str) -> str:
    """A paragraph's text without its tabs and breaks, nor blanks at its ends."""
    return _BLANKS.sub(" ", text).strip()


def text_of(element: Any) -> str:
    """The text of all paragraphs within the element, one a line; a text box is read once."""
    return "\n".join(paragraph_text(each) for each in read_paragraphs(element))


def read_paragraphs(root: Any) -> Iterator[Any]:
    """Every `w:p` within the element in order, but for the copies of text boxes for older
    programs.
    """
    copied: set[Any] = set()
    for each in root.iter(_PARAGRAPH, _COPY):
        if each.tag == _COPY:
            copied.update(each.iter(_PARAGRAPH))
        elif each not in copied:
            yield each


def boxes_in(paragraph: Any) -> Iterator[Any]:
    """The text boxes that stand in or beside the paragraph, each once."""
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(_COPY), None) is None:
            yield box


def is_in_box(paragraph: Any) -> bool:
    """Whether the paragraph stands in a text box, or in the copy of one."""
    return next(paragraph.iterancestors(_BOX, _COPY), None) is not None


def outside_boxes(paragraph: Any) -> Any:
    """The paragraph, or the one that the outermost text box around it stands in."""
    boxes = list(paragraph.iterancestors(_BOX))
    return next(boxes[-1].iterancestors(_PARAGRAPH), paragraph) if boxes else paragraph


def children_of(element: Any, *tags: str) -> Iterator[Any]:
    """The children with these tags in order, those within content controls and insertions too."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _AROUND:
            yield from children_of(child, *tags)


def has_page_break(paragraph: Any) -> bool:
    """Whether a page ends within the paragraph."""
    return any(each.get(f"{W}type") == "page" for each in paragraph.iter(f"{W}br"))


def _walk(element: Any, reader: TextReader, run: Any) -> Iterator[tuple[ShownText, Any, Any]]:
    """What is shown within the element, each with its own element and its run."""
    for child in element:
        name = _NAMES.get(child.tag)
        if name is None:
            continue
        within = child if name == _RUN else run
        if shown := reader.begin(name, child.get):
            yield shown, child, within
        if name in _WITH_CHARACTERS:
            if shown := reader.characters(_characters(child)):
                yield shown, child, within
        elif name in _HOLDERS:
            yield from _walk(child, reader, within)
        if shown := reader.end():
            yield shown, child, within


def _characters(element: Any) -> str:
    """The element's own, on both sides of comments too."""
    return (element.text or "") + "".join([each.tail or "" for each in element])
