"""Markdown of the clerk → blocks. HTML in it is text like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from reportgen.late_regex import late_regex
from reportgen.model.picture import Picture
from reportgen.model.report import (
    Align,
    Block,
    CaptionedPicture,
    Cell,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Run,
    Table,
)
from reportgen.named_tuple import NamedTuple
from reportgen.sections.typed.markdown_text import prepare_markdown
from reportgen.sections.typed.markup_bounds import PassedOver, find_crowded, find_excess
from reportgen.sections.typed.rosters import gather_rosters
from reportgen.sections.typed.typed_text import COUNTED, arrange_typed, write_mark
from reportgen.words.ordinals import strip_ordinal
from reportgen.words.typed_lines import join_wrapped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.util import Registry

_HEADING, _BETWEEN = late_regex("h[1-6]"), late_regex(r"\n\s*\n")
# Text without any of these is paragraphs and nothing else: no need to ask a parser.
_MARKED = late_regex(
    r"[*_`#>\[\]!|\\&<~]|^[^\S\n]*+(?:[-+]|\d+[.)])\s|^(?:\s{4}|\t)|^[^\S\n]*+[-=]{2,}+[^\S\n]*+$",
    re.MULTILINE,
)
_LOWEST = 4
# （一） is of this level.
_NUMERALS = 2
# Items are numbered 1. even right under 一、.
_FIRST_ITEM = 3
# One blank behind a full-width mark, in bold or not; several hold a place to be filled in.
_BLANK = late_regex(r"([，。；：？！、](?:\*\*)?) (?=[^\s|])")
_LETTERS = late_regex(r"[\W\d_]+")
# No name of a picture is longer; without a bound each `![` is looked for its end through all.
_IMAGE = late_regex(
    r"!\[[^\]]{0,1000}+\]\((?:<[^>]{0,1000}>|(?:[^()]|\([^()]{0,1000}+\)){0,1000})\)"
)
_ESCAPED = late_regex(r"\\([*_])")
_TOO_NESTED = PassedOver("加粗、斜体一层套一层，套得太深，照写的样子印", "请删去不用的标记", "")


def to_blocks(
    text: str, pictures: Mapping[str, Picture], level: int, every_line: bool = False
) -> tuple[Block, ...]:
    """The blocks that the text says; its headings begin at `level`.

    A picture is looked up in `pictures` by its source; one that is not there stays the text that it
    was. `every_line`: each line is a paragraph, as in a cell.
    """
    text = _BLANK.sub(r"\1", arrange_typed(text, level, every_line))
    if not _MARKED.search(text):
        return tuple(gather_rosters(_literal(text)))
    read = _read(text, pictures, level)
    return _literal(text) if read.blocks is None else read.blocks


def find_passed_over(text: str, every_line: bool = False) -> tuple[PassedOver, ...]:
    """The marks of the text that `to_blocks` leaves as they stand."""
    return _read(arrange_typed(text, _NUMERALS, every_line), {}, _NUMERALS).passed_over


class _Read(NamedTuple):
    """The blocks of a text, None where it must stand as it is, and what was passed over."""

    blocks: tuple[Block, ...] | None
    passed_over: tuple[PassedOver, ...] = ()


def _read(text: str, pictures: Mapping[str, Picture], level: int) -> _Read:
    prepared = prepare_markdown(text)
    if excess := find_excess(prepared):
        return _Read(None, (excess,))
    try:
        root, crowded = _parse(prepared)
        if not _holds_all(root, text):
            return _Read(None, crowded)
        return _Read(_arrange(root, pictures, level), crowded)
    except RecursionError:
        # The parser is not what it was when it has given up.
        _converter.cache_clear()
        return _Read(None, (_TOO_NESTED,))


def _arrange(root: Element, pictures: Mapping[str, Picture], level: int) -> tuple[Block, ...]:
    _release_lone_entry(root)
    tops = [int(element.tag[1]) for element in root if _HEADING.fullmatch(element.tag)]
    place = _Place(level - min(tops, default=1), level)
    return tuple(gather_rosters(_blocks(root, pictures, place)))


class _Place(NamedTuple):
    """Where blocks stand: how far the headings among them are moved down, and of which level an
    item is that comes next.
    """

    shift: int
    level: int


def _release_lone_entry(root: Element) -> None:
    """Makes a paragraph of the only entry of the only list: nothing stands beside its number."""
    lists = [element for element in root.iter() if element.tag in ("ul", "ol")]
    if len(lists) == 1 and len(lists[0]) == 1 and lists[0].get("start", "1") == "1":
        lists[0].tag = "p"


def _literal(text: str) -> tuple[Block, ...]:
    parts = _BETWEEN.split(text.strip())
    return tuple(_paragraph((Run(_unwrap(part)),)) for part in parts if part.strip())


def _paragraph(runs: tuple[Run, ...]) -> Paragraph:
    """The paragraph; one whose number counts on with headings is of their level."""
    first = runs[0].text
    if not first.startswith(COUNTED):
        return Paragraph(runs)
    return Paragraph((runs[0]._replace(text=first.removeprefix(COUNTED)), *runs[1:]), _NUMERALS)


def _holds_all(root: Element, text: str) -> bool:
    """Whether every letter came through: the parser drops some from `*1**>*a`."""
    said = "".join(root.itertext())
    return _LETTERS.sub("", said) == _LETTERS.sub("", _IMAGE.sub("", text))


def _parse(text: str) -> tuple[Element, tuple[PassedOver, ...]]:
    """The tree, and the paragraphs whose marks are too many to be read."""
    converter = _converter()
    converter.reset()
    lines = text.split("\n")
    for preprocessor in converter.preprocessors:
        lines = preprocessor.run(lines)
    root = cast("Element", converter.parser.parseDocument(lines).getroot())
    crowded = tuple(_hold_back(root))
    for processor in converter.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    return root, crowded


def _hold_back(root: Element) -> Iterator[PassedOver]:
    """Keeps from the parser what it would be too long about."""
    from markdown.util import AtomicString

    for element in root.iter():
        if element.text and (excess := find_crowded(element.text)):
            element.text = AtomicString(_ESCAPED.sub(r"\1", element.text))
            yield excess
        if element.tail and (excess := find_crowded(element.tail)):
            element.tail = AtomicString(_ESCAPED.sub(r"\1", element.tail))
            yield excess


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    from markdown import Markdown
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    # By class, not by name: a name is looked for in every installed package's metadata.
    converter = Markdown(extensions=[TableExtension(), SaneListExtension()])
    _take_out(converter.preprocessors, "html_block")
    _take_out(converter.parser.blockprocessors, "reference", "code", "hr")
    _take_out(converter.treeprocessors, "prettify")
    _take_out(converter.inlinePatterns, "html", "entity", "autolink", "automail", "backtick")
    _take_out(converter.inlinePatterns, "link", "reference", "short_reference")
    _take_out(converter.inlinePatterns, "image_reference", "short_image_ref")
    return converter


def _take_out(registry: Registry[Any], *names: str) -> None:
    for name in names:
        if name in registry:
            registry.deregister(name)


def _blocks(root: Element, pictures: Mapping[str, Picture], place: _Place) -> Iterator[Block]:
    for element in root:
        if element.tag == "blockquote":
            yield from _blocks(element, pictures, place)
            continue
        for block in _block(element, place):
            if isinstance(block, Heading):
                place = place._replace(level=block.level + 1)
            yield block
        yield from _figures(element, pictures)


def _block(element: Element, place: _Place) -> Iterator[Block]:
    if _HEADING.fullmatch(element.tag):
        title = "".join(run.text for run in _runs(element))
        yield Heading(min(int(element.tag[1]) + place.shift, _LOWEST), strip_ordinal(title))
    elif element.tag in ("ul", "ol"):
        yield Items(tuple(_items(element, 0, max(place.level, _FIRST_ITEM))))
    elif element.tag == "table":
        yield _table(element)
    else:
        runs = _runs(element)
        if any(run.text.strip() for run in runs):
            yield _paragraph(runs)


def _figures(element: Element, pictures: Mapping[str, Picture]) -> Iterator[Block]:
    """The pictures in a block, wherever in it: they stand below it."""
    for image in element.iter("img"):
        source, caption = image.get("src", ""), image.get("alt", "")
        picture = pictures.get(source)
        written = Paragraph((Run(f"![{caption}]({source})"),))
        yield CaptionedPicture(picture, caption) if picture else written


def _items(element: Element, depth: int, first: int) -> Iterator[ListItem]:
    """The items of a list and those within them; the outermost are of the level `first`."""
    start = int(element.get("start", "1"))
    for number, entry in enumerate(element, start):
        marker = "" if element.tag == "ul" else write_mark(first + bool(depth), number)
        yield ListItem(_runs(entry, skip=("ul", "ol")), min(depth, 2), marker)
        for part in entry:
            if part.tag in ("ul", "ol"):
                yield from _items(part, depth + 1, first)


def _table(element: Element) -> Table:
    rows = [[_plain(cell) for cell in row] for row in element.iter("tr")]
    header, body = rows[0], rows[1:]
    aligns = tuple(_align(cell) for cell in next(element.iter("tr")))
    return Table(tuple(header), tuple(tuple(map(Cell, row)) for row in body), aligns=aligns)


def _align(cell: Element) -> Align:
    style = cell.get("style", "")
    return next((align for align in (Align.LEFT, Align.RIGHT) if align in style), Align.CENTRE)


def _plain(element: Element) -> str:
    return "".join(run.text for run in _runs(element)).strip()


def _runs(element: Element, skip: tuple[str, ...] = ()) -> tuple[Run, ...]:
    runs = [run for run in _walk(element, False, False, skip) if run.text]
    if runs:
        runs[0] = Run(runs[0].text.lstrip(" \n"), runs[0].bold, runs[0].italic)
        runs[-1] = Run(runs[-1].text.rstrip(" \n"), runs[-1].bold, runs[-1].italic)
    return tuple(run for run in runs if run.text)


def _walk(element: Element, bold: bool, italic: bool, skip: tuple[str, ...] = ()) -> Iterator[Run]:
    bold, italic = bold or element.tag == "strong", italic or element.tag == "em"
    yield Run(_unwrap(element.text or ""), bold, italic)
    for place, child in enumerate(element):
        if child.tag == "br" or (child.tag == "p" and place):
            yield Run("\n", bold, italic)
        if child.tag != "img" and child.tag not in skip:
            yield from _walk(child, bold, italic)
        yield Run(_unwrap(child.tail or ""), bold, italic)


def _unwrap(text: str) -> str:
    """Lines of one paragraph joined: with a blank between Latin words, without one in Chinese."""
    first, *rest = text.strip("\n").split("\n") if text.strip() else [""]
    return join_wrapped([first, *(line.lstrip(" ") for line in rest)])
