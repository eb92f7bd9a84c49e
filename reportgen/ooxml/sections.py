"""A `w:sectPr` → what it says of its pages, lengths in twips."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.properties import attribute, is_on, whole

_SIZE, _EDGES = f"{W}pgSz", f"{W}pgMar"
# What Word takes where a document does not say: A4 is never the default, so a page without a size
# is letter paper.
_LETTER = (12240, 15840)
_BITS = 1 << 32
_ANY_SECTION = "{*}sectPr"
_LONG = late_regex(r"[+-]?[0-9]{1,10}")


class PageGrid(NamedTuple):
    """The grid of a page: its kind (lines, linesAndChars…), pitch in twips, and space in 4096ths
    of a point.
    """

    kind: str = ""
    pitch: int = 0
    character_space: int = 0


class PageSetup(NamedTuple):
    """Pages of one shape, lengths in twips; margins are top, right, bottom, left with the gutter.

    `footer` is how far the footer ends from the paper's edge, `number_form` the form in which the
    pages are numbered.
    """

    width: int
    height: int
    margins: tuple[int, int, int, int]
    footer: int
    grid: PageGrid
    own_first_page: bool
    number_form: str

    @property
    def lies(self) -> bool:
        """Whether the page is turned on its side."""
        return self.width > self.height

    @property
    def text_area(self) -> tuple[int, int]:
        """Width and height of the text in twips."""
        top, right, bottom, left = self.margins
        return self.width - left - right, self.height - top - bottom


def read_page_setup(section: Any) -> PageSetup:
    """What the `w:sectPr` says of its pages; margins that it does not give are 0."""
    size, edges = section.find(_SIZE), section.find(_EDGES)
    width, height = _LETTER if size is None else (_twips(size, "w"), _twips(size, "h"))
    own_first = section.find(f"{W}titlePg")
    return PageSetup(
        width=width,
        height=height,
        margins=_margins(edges),
        footer=_twips(edges, "footer"),
        grid=_grid(section.find(f"{W}docGrid")),
        own_first_page=own_first is not None and is_on(own_first),
        number_form=attribute(section, "pgNumType", "fmt") or "decimal",
    )


def find_sections(root: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Each `w:sectPr` in order with the paragraphs of its section: a section is told at its end."""
    paragraphs: list[Any] = []
    for each in root.iter(f"{W}p", f"{W}sectPr"):
        if each.tag == f"{W}p":
            paragraphs.append(each)
        else:
            yield each, paragraphs
            paragraphs = []


def text_area(paragraph: Any, default: tuple[int, int]) -> tuple[int, int]:
    """How wide and high the text is where the paragraph stands: told by the end of its section,
    `default` where that says nothing of paper or margins.
    """
    section = next(_sections_from(paragraph), None)
    if section is None or any(section.find(each) is None for each in (_SIZE, _EDGES)):
        return default
    return read_page_setup(section).text_area


def _sections_from(element: Any) -> Iterator[Any]:
    """Each `w:sectPr` in it and behind it, in order; nothing is walked beyond those asked for."""
    yield from element.iter(_ANY_SECTION)
    for around in (element, *element.iterancestors()):
        for behind in around.itersiblings():
            yield from behind.iter(_ANY_SECTION)


def _margins(edges: Any) -> tuple[int, int, int, int]:
    """A negative one keeps its place whatever the header holds."""
    names = ("top", "right", "bottom", "left", "gutter")
    top, right, bottom, left, gutter = (_twips(edges, name) for name in names)
    return abs(top), right, abs(bottom), left + gutter


def _grid(element: Any) -> PageGrid:
    if element is None:
        return PageGrid()
    kind = element.get(f"{W}type") or ""
    pitch, space = _twips(element, "linePitch"), _signed(element.get(f"{W}charSpace"))
    return PageGrid("" if kind == "default" else kind, pitch, space)


def _signed(text: str | None) -> int:
    """A number of 32 bits: LibreOffice writes a negative one as if it had no sign."""
    digits = (text or "").strip()
    number = int(digits) if _LONG.fullmatch(digits) else 0
    return whole(str(number - _BITS if number >= _BITS // 2 else number))


def _twips(element: Any, name: str) -> int:
    return 0 if element is None else whole(element.get(f"{W}{name}"))
