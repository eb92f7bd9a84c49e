"""Headings that nothing stands under: titles of which the file says no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.printed_texts import printed_texts
from reportgen.model.report import Block, Heading, Section
from reportgen.model.school import Narrative, School
from reportgen.problems import Location, Problem, warning
from reportgen.words.ordinals import strip_ordinal


def check_headings(school: School, sections: Sequence[Section]) -> Iterator[Problem]:
    """A reminder for each heading within a section that another one of its level, or the end of
    the section, follows at once.
    """
    bare = [heading for section in sections for heading in _bare_headings(section.blocks)]
    lines = _lines(school) if bare else {}
    for heading in bare:
        title = strip_ordinal(heading.text)
        message = f"“{title}”只有标题，下面没有内容"
        yield warning("bare_heading", message, _place(title, lines, school), "请写明情况")


def _bare_headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and _is_end(following, block.level):
            yield block


def _is_end(following: Block | None, level: int) -> bool:
    return following is None or (isinstance(following, Heading) and following.level <= level)


def _lines(school: School) -> Mapping[str, tuple[Narrative, int]]:
    """Where each line stands first, by what it says as a heading."""
    found: dict[str, tuple[Narrative, int]] = {}
    for text in printed_texts(school):
        for number, line in enumerate(text.text.split("\n")):
            found.setdefault(strip_ordinal(line.lstrip("# ")).strip(), (text, number))
    return found


def _place(title: str, lines: Mapping[str, tuple[Narrative, int]], school: School) -> Location:
    """Where the title is written: by itself, or as a line of a text."""
    if title not in lines:
        return Location(school.file)
    text, number = lines[title]
    return text.line_location(number)
