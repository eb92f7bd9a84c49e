"""The instruction of a TOC field (`TOC \\o "1-2" \\t "附件标题,1"`) → what it lists, how deep."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.fields import find_instructions
from reportgen.ooxml.package import PackageFault, open_package

LEVELS = 9
_SWITCH = late_regex(r'\\([a-zA-Z])(?:\s+"([^"]*)"|\s+([^\\\s"]+))?')
_QUOTES = str.maketrans("“”", '""')
_PARTS = late_regex("[,;，；]")
_RANGE = late_regex(r"\s*(\d)\s*-\s*(\d)\s*")
_CHINESE_HEADING = late_regex(r"标题\s*(\d)")
_HEADING = late_regex(r"heading (\d)")
# Lists of figures, of marked entries, of one part of the document: not lists of headings.
_OTHER_LISTS = frozenset("abcf")


def asks_for_contents(xml: str) -> bool:
    """Whether a document's XML has a TOC field."""
    return "TOC" in find_instructions(xml)


def file_asks_for_contents(data: bytes) -> bool:
    """Whether the Word file has a TOC field in its text; False for what is no Word file."""
    try:
        document = open_package(data).read("word/document.xml")
    except (PackageFault, KeyError):
        return False
    return asks_for_contents(document.decode("utf-8", "replace"))


class Switches(NamedTuple):
    """Which paragraphs a table of contents lists, and how.

    With `by_heading` it lists the built-in headings from level `first` to `last`, with `by_outline`
    whatever has an outline level of these, and always the `styles` by lower-cased name.
    `unnumbered` are levels without page numbers, `separator` stands before the others. `other`: it
    is no list of headings.
    """

    first: int = 1
    last: int = LEVELS
    by_heading: bool = True
    by_outline: bool = False
    styles: Mapping[str, int] = {}
    unnumbered: tuple[int, ...] = ()
    separator: str = "\t"
    other: bool = False

    def level(self, style: str, outline: int | None) -> int | None:
        """The level at which a paragraph is listed; None if it is not.

        `style` is the lower-cased name of its style, `outline` its outline level from 1.
        """
        if style in self.styles:
            return self.styles[style]
        heading = _HEADING.fullmatch(style) if self.by_heading else None
        found = outline if self.by_outline else None
        if heading:
            found = int(heading[1])
        return found if found is not None and self.first <= found <= self.last else None


def parse_switches(instruction: str) -> Switches:
    """What the instruction asks for; switches that do not change the list are passed over."""
    given = {
        letter: quoted or bare
        for letter, quoted, bare in _SWITCH.findall(instruction.translate(_QUOTES))
    }
    first, last = _levels(given.get("o", ""), (1, LEVELS))
    styles = _styles(given.get("t", ""))
    return Switches(
        first=first,
        last=last,
        by_heading="o" in given or not ("u" in given or styles),
        by_outline="u" in given,
        styles=styles,
        unnumbered=_unnumbered(given),
        separator=given.get("p") or "\t",
        other=bool(_OTHER_LISTS & set(given)),
    )


def _levels(text: str, usual: tuple[int, int]) -> tuple[int, int]:
    match = _RANGE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else usual


def _unnumbered(given: Mapping[str, str]) -> tuple[int, ...]:
    if "n" not in given:
        return ()
    first, last = _levels(given["n"], (1, LEVELS))
    return tuple(range(first, last + 1))


def _styles(text: str) -> dict[str, int]:
    """The levels in `附件标题,1,标题 2,3` by lower-cased names, as the styles part has them."""
    words = [word.strip() for word in _PARTS.split(text)]
    pairs = zip(words[::2], words[1::2], strict=False)
    return {
        _CHINESE_HEADING.sub(r"heading \1", name).lower(): int(level)
        for name, level in pairs
        if level.isdigit()
    }
