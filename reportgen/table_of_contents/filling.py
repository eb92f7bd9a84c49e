"""A finished document with a table of contents → the same with its headings listed and numbered.

The list is the TOC field's cached result, written as Word writes it. With its pages nothing asks
for the field to be updated, so that neither Word nor WPS asks anything when the document is opened;
without them the field says that it is out of date, and Word offers to update it. Only a layout
tells the page of a heading: `probe` is the document for a program that lays it out, `read_probe`
reads the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.model.page_layout import TEXT_WIDTH
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.fields import Field, read_fields, unfold_fields
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.number_formats import write_number
from reportgen.ooxml.package import PackageFault, open_package, read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.paragraphs import is_in_box, one_line, paragraph_text
from reportgen.ooxml.properties import outline_level, paragraph_properties
from reportgen.ooxml.runs import make_text_run
from reportgen.ooxml.sections import find_sections, read_page_setup, text_area
from reportgen.ooxml.styles import StyleSheet
from reportgen.ooxml.used_fonts import used_fonts
from reportgen.table_of_contents.entries import (
    ContentsEntry,
    EntryLooks,
    probe_paragraph,
    write_entry,
)
from reportgen.table_of_contents.fitting import ListPlace, fit_entries
from reportgen.table_of_contents.switches import Switches, asks_for_contents, parse_switches

_UPDATE = late_regex(rb"<w:updateFields(?: [^>]*)?(?:/>|>\s*</w:updateFields>)")
_PART = r'<Override(?=[^>]*ContentType="[^"]*\.%s\+xml")[^>]*PartName="/([^"]+)"'
_BOOKMARK = "_Toc9%08d"
_UNKNOWN, _PLACEHOLDER = "?", "88"
_PAGE, _NUMBER = "PAGEREF", "REF"
_PROBED = late_regex(r"reportgen ((?:PAGEREF|REF) \w+)=(.*)")
_NOTHING = "未找到目录项。"
_LABEL = late_regex(r"(附件 ?[0-9０-９]*)[：:]?")


class Measured(NamedTuple):
    """The page of a heading in figures, and the number that the program gave the heading."""

    page: str
    number: str = ""


class _Heading(NamedTuple):
    paragraph: Any
    level: int
    text: str
    bookmark: str
    numbered: bool


class _List(NamedTuple):
    """A TOC field with the paragraphs it stands in, and what it lists."""

    field: Field
    switches: Switches
    paragraphs: tuple[Any, ...]
    headings: tuple[_Heading, ...]


class Contents:
    """A document with tables of contents; no method changes what it says."""

    def __init__(self, document: bytes) -> None:
        self._parts = dict(read_parts(document))
        types = self._parts["[Content_Types].xml"].decode("utf-8", "replace")
        self._name, styles = (_part_name(types, kind) for kind in ("document.main", "styles"))
        self._source = self._parts[self._name]
        self._unchanged: Any = None
        root = etree.fromstring(self._parts[styles]) if styles in self._parts else None
        self._styles = StyleSheet(root, {})

    def probe(self) -> bytes:
        """The document to be laid out: its lists are as long as they will be.

        At its end stands a heading for each of its headings, with a field for the page: laid out,
        those headings tell the pages.
        """
        root = self._take_root()
        headings = self._fill(root, {}, _PLACEHOLDER)
        body = root.find(f"{W}body")
        last = body.find(f"{W}sectPr")
        for paragraph in etree.fromstring(f"<x>{_probe_markup(headings)}</x>"):
            body.append(paragraph) if last is None else last.addprevious(paragraph)
        return self._packed(root)

    def fill(self, measured: Mapping[str, Measured]) -> bytes:
        """The document with its headings listed; pages that `measured` lacks are left to Word."""
        root = self._take_root()
        self._fill(root, measured, "")
        return self._packed(root)

    def fonts(self) -> tuple[str, ...]:
        """The typefaces that its words stand in."""
        self._unchanged = self._take_root()
        return used_fonts(self._parts, {self._name: self._unchanged})

    def _take_root(self) -> Any:
        """The document as it was read, for whoever changes it: a long one takes its time."""
        root, self._unchanged = self._unchanged, None
        return etree.fromstring(self._source) if root is None else root

    def headings(self) -> frozenset[str]:
        """The bookmarks of all headings that are listed."""
        root = self._take_root()
        return frozenset(each.bookmark for each in _all_headings(_find_lists(root, self._styles)))

    def _fill(self, root: Any, measured: Mapping[str, Measured], unknown: str) -> list[_Heading]:
        lists = _find_lists(root, self._styles)
        headings = _all_headings(lists)
        _mark_headings(headings, root)
        forms = _page_forms(root, headings)
        printed = {
            name: each._replace(page=_printed_page(each.page, forms.get(name, "")))
            for name, each in measured.items()
        }
        for each in lists:
            _write_list(each, self._styles, printed, unknown)
        return headings

    def _packed(self, root: Any) -> bytes:
        written = etree.tostring(root, encoding="UTF-8", standalone=True)
        parts = {**self._parts, self._name: written}
        if "word/settings.xml" in parts:
            parts["word/settings.xml"] = _UPDATE.sub(b"", parts["word/settings.xml"])
        return pack_parts(parts)


def lacks_pages(data: bytes) -> bool:
    """Whether the Word file has a table of contents whose pages were left to Word; False for what
    is no Word file.
    """
    try:
        document = open_package(data).read("word/document.xml")
    except (PackageFault, KeyError):
        return False
    return b'w:dirty="true"' in document and asks_for_contents(document.decode("utf-8", "replace"))


def read_probe(titles: Iterable[str]) -> Mapping[str, Measured]:
    """The headings that were measured, by their bookmark.

    `titles` are those in the outline of `probe` as it was laid out.
    """
    matches = filter(None, map(_PROBED.fullmatch, titles))
    found = {match[1]: match[2].strip() for match in matches}
    pages = {key.partition(" ")[2]: page for key, page in found.items() if key.startswith(_PAGE)}
    return {
        name: Measured(page, found.get(f"{_NUMBER} {name}", "").replace(_UNKNOWN, ""))
        for name, page in pages.items()
        if page.isdigit()
    }


def _part_name(types: str, kind: str) -> str:
    match = re.search(_PART % re.escape(kind), types)
    return match[1] if match else f"word/{kind.partition('.')[0]}.xml"


class _Described(NamedTuple):
    """A paragraph as lists of headings see it.

    `style` is the lower-cased name of its style, `outline` its level from 1, None for body text;
    `numbered`: the program puts a number before its words.
    """

    paragraph: Any
    style: str
    outline: int | None
    numbered: bool


def _describe(paragraph: Any, sheet: StyleSheet) -> _Described:
    own = paragraph_properties(paragraph.find(f"{W}pPr"))
    style = sheet.find(own.get("pStyle"))
    merged = {**style.paragraph, **own}
    numbered = merged.get("list", "0") != "0"
    return _Described(paragraph, style.name, outline_level(merged) or None, numbered)


# Each has all headings; those beyond stay as they are, and Word fills them.
_MOST_LISTS = 50


def _find_lists(root: Any, styles: StyleSheet) -> list[_List]:
    """The first TOC fields that list headings, in order, with what they list."""
    unfold_fields(root, "TOC")
    fields = [each for each in read_fields(root) if each.words[:1] == ["TOC"]]
    spans = [(field, _paragraphs(field)) for field in fields[:_MOST_LISTS]]
    own = {paragraph for _, paragraphs in spans for paragraph in paragraphs}
    described = [_describe(each, styles) for each in root.iter(f"{W}p") if each not in own]
    lists: list[_List] = []
    for field, paragraphs in spans:
        switches = parse_switches(field.instruction)
        if paragraphs and not switches.other:
            headings = tuple(_listed(described, switches))
            lists.append(_List(field, switches, paragraphs, headings))
    return lists


def _listed(described: Sequence[_Described], switches: Switches) -> Iterator[_Heading]:
    for number, each in enumerate(described, 1):
        level = switches.level(each.style, each.outline)
        if level is None or is_in_box(each.paragraph):
            continue
        if text := heading_text(each.paragraph):
            label = _label_above(described[max(0, number - 2) : number - 1])
            yield _Heading(each.paragraph, level, label + text, _BOOKMARK % number, each.numbered)


def _label_above(before: Sequence[_Described]) -> str:
    """附件1 before the title of an attachment, where it stands in a paragraph of its own; else
    nothing.
    """
    found = _LABEL.fullmatch(heading_text(before[-1].paragraph)) if before else None
    return f"{found[1]}\u3000" if found else ""


def _all_headings(lists: Iterable[_List]) -> list[_Heading]:
    """The headings of all lists in the document's order, each once."""
    found = {each.bookmark: each for listed in lists for each in listed.headings}
    return [found[name] for name in sorted(found)]


def _paragraphs(field: Field) -> tuple[Any, ...]:
    """The paragraphs from the field's beginning to its end; none if it is not a plain list."""
    if field.separate is None:
        return ()
    marks = (field.begin, field.separate, field.end)
    first, middle, last = (_paragraph_of(mark) for mark in marks)
    if first is None or last is None or middle is not first:
        return ()
    if first.getparent() is not last.getparent():
        return ()
    siblings = list(first.getparent())
    return tuple(siblings[siblings.index(first) : siblings.index(last) + 1])


def _paragraph_of(mark: Any) -> Any:
    return next(mark.iterancestors(f"{W}p"), None)


def heading_text(paragraph: Any) -> str:
    """What the paragraph says on one line."""
    return one_line(paragraph_text(paragraph))


def _mark_headings(headings: list[_Heading], root: Any) -> None:
    """Put a bookmark round each heading's words."""
    taken = (each.get(f"{W}id", "") for each in root.iter(f"{W}bookmarkStart"))
    first = max((int(number) for number in taken if number.isdigit()), default=0) + 1
    for number, heading in enumerate(headings, first):
        _bookmark(heading.paragraph, heading.bookmark, str(number))


def _bookmark(paragraph: Any, name: str, number: str) -> None:
    start, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
    for mark in (start, end):
        mark.set(f"{W}id", number)
    start.set(f"{W}name", name)
    paragraph.insert(1 if paragraph.find(f"{W}pPr") is not None else 0, start)
    paragraph.append(end)


def _page_forms(root: Any, headings: list[_Heading]) -> dict[str, str]:
    """In what form the pages of each heading's section are numbered, by its bookmark."""
    names = {each.paragraph: each.bookmark for each in headings}
    forms: dict[str, str] = {}
    for section, paragraphs in find_sections(root):
        form = read_page_setup(section).number_form
        forms |= {names[each]: form for each in paragraphs if each in names}
    return forms


def _probe_markup(headings: list[_Heading]) -> str:
    """Paragraphs that, laid out, say the page of each heading, and its number if it has one."""
    pages = [(f"{_PAGE} {each.bookmark}", "\\h") for each in headings]
    numbers = [(f"{_NUMBER} {each.bookmark}", "\\r") for each in headings if each.numbered]
    return "".join(
        [
            probe_paragraph(f"reportgen {asked}=", f"{asked} {switch}", _UNKNOWN)
            for asked, switch in (*pages, *numbers)
        ]
    )


def _write_list(
    each: _List, styles: StyleSheet, measured: Mapping[str, Measured], unknown: str
) -> None:
    """Replace the field's result by an entry for each heading."""
    first, last = each.paragraphs[0], each.paragraphs[-1]
    opening, closing = _opening(each.field, first), _closing(each.field, last)
    stays = last is not first and not _says_before(each.field, last)
    entries = _make_entries(each, styles, measured, unknown)
    for entry in entries:
        first.addprevious(entry)
    for number, run in enumerate(opening):
        entries[0].insert(1 + number, run)
    for paragraph in each.paragraphs[: -1 if stays else None]:
        paragraph.getparent().remove(paragraph)
    if stays:
        _clear(last)
    (last if stays else entries[-1]).extend(closing)
    each.field.begin.attrib.pop(f"{W}dirty", None)
    if not unknown and any(heading.bookmark not in measured for heading in each.headings):
        each.field.begin.set(f"{W}dirty", "true")


def _make_entries(
    each: _List, styles: StyleSheet, measured: Mapping[str, Measured], unknown: str
) -> list[Any]:
    """A paragraph for each heading, or one that says that there are none."""
    own = [paragraph for paragraph in each.paragraphs if heading_text(paragraph)]
    first = each.paragraphs[0]
    width, _ = text_area(first, (TEXT_WIDTH, 0))
    looks = EntryLooks(styles.elements.by_name, own, width)
    if not each.headings:
        return [_nothing(looks.of(1).paragraph)]
    entries = [_entry(heading, measured, unknown) for heading in each.headings]
    fitted = fit_entries(entries, looks, ListPlace(first, width, styles))
    return [write_entry(entry, look, each.switches) for entry, look in fitted]


def _entry(heading: _Heading, measured: Mapping[str, Measured], unknown: str) -> ContentsEntry:
    page, number = measured.get(heading.bookmark, Measured(unknown))
    # Numbers such as 第一章 and 1.2 stand apart from the words, those that end with 、or ） do not.
    gap = " " if number and (number[-1].isalnum() or number[-1].isascii()) else ""
    return ContentsEntry(heading.level, f"{number}{gap}{heading.text}", heading.bookmark, page)


def _nothing(properties: Any) -> Any:
    paragraph = etree.Element(f"{W}p")
    paragraph.append(properties)
    paragraph.append(make_text_run(_NOTHING))
    return paragraph


def _opening(field: Field, paragraph: Any) -> list[Any]:
    """What stands in the first paragraph up to the field's result."""
    children = _children(paragraph)
    return children[: _holding(children, field.separate) + 1]


def _closing(field: Field, paragraph: Any) -> list[Any]:
    """The field's end and what stands in the last paragraph after it."""
    children = _children(paragraph)
    return [field.end.getparent(), *children[_holding(children, field.end) + 1 :]]


def _says_before(field: Field, paragraph: Any) -> bool:
    """Whether the last paragraph has words of the old list before the field's end."""
    children = _children(paragraph)
    before = children[: _holding(children, field.end)]
    return any(next(each.iter(f"{W}t"), None) is not None for each in before)


def _children(paragraph: Any) -> list[Any]:
    return [child for child in paragraph if child.tag != f"{W}pPr"]


def _holding(children: list[Any], mark: Any) -> int:
    """Which of the children is, or holds, the mark."""
    holders = (mark, *mark.iterancestors())
    return next(number for number, child in enumerate(children) if child in holders)


def _clear(paragraph: Any) -> None:
    for child in _children(paragraph):
        paragraph.remove(child)


def _printed_page(page: str, form: str) -> str:
    """The page's number as its section prints it; what is no number, as it is."""
    return write_number(int(page), form) if page.isdecimal() else page
