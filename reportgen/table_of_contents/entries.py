"""The entries of a table of contents → paragraphs as Word writes them, in the template's styles."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.fields import make_field
from reportgen.ooxml.markup import escape, field_markup
from reportgen.ooxml.namespaces import WORD, W
from reportgen.ooxml.paragraphs import read_text_runs
from reportgen.ooxml.runs import make_run, make_text_run
from reportgen.table_of_contents.switches import Switches

_INDENT = 420


class ContentsEntry(NamedTuple):
    """A heading in the list: its `bookmark`, and the `page` as printed, empty if unknown.

    A line feed in `text` is a break.
    """

    level: int
    text: str
    bookmark: str
    page: str


class EntryLook(NamedTuple):
    """How an entry of one level looks: its `w:pPr`, and the `w:rPr` of its runs or None."""

    paragraph: Any
    runs: Any


class EntryLooks:
    """The look of each level: that of its style, and of the template's own entries.

    `styles` has the elements of all styles by lower-cased name, `own` the paragraphs of the entries
    in the template; `width` is the width of the text in twips.
    """

    def __init__(self, styles: Mapping[str, Any], own: list[Any], width: int) -> None:
        self._styles, self._width = styles, width
        self._models: dict[str, Any] = {}
        for paragraph in own:
            self._models.setdefault(style_of(paragraph), paragraph)
        self._first = own[0] if own else None

    def of(self, level: int) -> EntryLook:
        """The look of that level."""
        style = self._styles.get(f"toc {level}")
        style_id = style.get(f"{W}styleId") if style is not None else ""
        model = self._models.get(style_id) if style_id else self._first
        properties = _properties(model)
        if style_id:
            _set_style(properties, style_id)
        elif level > 1:
            _indent(properties, level)
        inherits_tab = style is not None and style.find(f"{W}pPr/{W}tabs") is not None
        if not inherits_tab and properties.find(f"{W}tabs") is None:
            _add_tab(properties, self._width)
        return EntryLook(properties, _run_properties(model))


def style_of(paragraph: Any) -> str:
    """The id of the paragraph's style, empty for the default one."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def write_entry(entry: ContentsEntry, look: EntryLook, switches: Switches) -> Any:
    """The entry as a `w:p`: a link to its heading, with the page as a PAGEREF field in it."""
    paragraph = etree.Element(f"{W}p", nsmap={"w": WORD})
    paragraph.append(copy.deepcopy(look.paragraph))
    link = etree.SubElement(paragraph, f"{W}hyperlink")
    link.set(f"{W}anchor", entry.bookmark)
    link.set(f"{W}history", "1")
    link.extend(_text_runs(entry.text, look))
    if entry.level not in switches.unnumbered:
        link.append(_separator(switches.separator, look))
        link.extend(_page_field(entry, look))
    return paragraph


def _text_runs(text: str, look: EntryLook) -> Iterator[Any]:
    """The text, each line feed as a break."""
    for place, line in enumerate(text.split("\n")):
        if place:
            yield make_run("br", look.runs)
        yield make_text_run(line, look.runs)


def _separator(text: str, look: EntryLook) -> Any:
    return make_run("tab", look.runs) if text == "\t" else make_text_run(text, look.runs)


def _page_field(entry: ContentsEntry, look: EntryLook) -> list[Any]:
    page = [make_text_run(entry.page, look.runs)] if entry.page else []
    return make_field(f"PAGEREF {entry.bookmark} \\h", page, look.runs)


def _properties(model: Any) -> Any:
    """A copy of the paragraph's properties, without a section's end and the mark's look."""
    found = model.find(f"{W}pPr") if model is not None else None
    properties = copy.deepcopy(found) if found is not None else etree.Element(f"{W}pPr")
    for name in ("sectPr", "rPr", "pPrChange"):
        for each in properties.findall(f"{W}{name}"):
            properties.remove(each)
    properties.tail = None
    return properties


def _run_properties(model: Any) -> Any:
    """The properties of the first run with words, without a link's own look."""
    runs = read_text_runs(model) if model is not None else ()
    found = next((run.properties for run in runs if run.text.strip()), None)
    if found is None:
        return None
    properties = copy.deepcopy(found)
    for name in ("rStyle", "rPrChange", "webHidden", "vanish"):
        for each in properties.findall(f"{W}{name}"):
            properties.remove(each)
    return properties if len(properties) else None


def _set_style(properties: Any, style_id: str) -> None:
    for each in properties.findall(f"{W}pStyle"):
        properties.remove(each)
    style = etree.Element(f"{W}pStyle")
    style.set(f"{W}val", style_id)
    properties.insert(0, style)


def _indent(properties: Any, level: int) -> None:
    """An entry below the first level stands further in, unless the template says otherwise."""
    if properties.find(f"{W}ind") is None:
        etree.SubElement(properties, f"{W}ind").set(f"{W}left", str(_INDENT * (level - 1)))


# What stands before w:tabs in a w:pPr.
_BEFORE_TABS = (
    *(f"{W}pStyle", f"{W}keepNext", f"{W}keepLines", f"{W}pageBreakBefore", f"{W}framePr"),
    *(f"{W}widowControl", f"{W}numPr", f"{W}suppressLineNumbers", f"{W}pBdr", f"{W}shd"),
)


def _add_tab(properties: Any, width: int) -> None:
    """A line of dots to the right edge."""
    markup = (
        f'<w:tabs xmlns:w="{WORD}"><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    )
    place = sum(each.tag in _BEFORE_TABS for each in properties)
    properties.insert(place, etree.fromstring(markup))


def probe_paragraph(words: str, instruction: str, result: str) -> str:
    """A heading of the first level: the words, and the field with that result."""
    said, shown = (f"<w:r><w:t>{escape(text)}</w:t></w:r>" for text in (words, result))
    content = f"{said}{field_markup(instruction, shown)}"
    return f'<w:p xmlns:w="{WORD}"><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{content}</w:p>'
