"""Headings that nothing stands under: titles of which the file says no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.printed_texts import printed_texts
from reportgen.model.report import Block, Heading, Section
from reportgen.model.school import School
from reportgen.problems import Location, Problem, warning
from reportgen.words.ordinals import strip_ordinal


def check_headings(school: School, sections: Sequence[Section]) -> Iterator[Problem]:
    """A reminder for each heading within a section that another one of its level, or the end of
    the section, follows at once.
    """
    for section in sections:
        for heading in _bare_headings(section.blocks):
            title = strip_ordinal(heading.text)
            message = f"“{title}”只有标题，下面没有内容"
            yield warning("bare_heading", message, _find_place(title, school), "请写明情况")


def _bare_headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, Heading) and _is_end(following, block.level):
            yield block


def _is_end(following: Block | None, level: int) -> bool:
    return following is None or (isinstance(following, Heading) and following.level <= level)


def _find_place(title: str, school: School) -> Location:
    """Where the title is written: by itself, or as a line of a text."""
    for text in printed_texts(school):
        for number, line in enumerate(text.text.split("\n")):
            if strip_ordinal(line.lstrip("# ")).strip() == title:
                return text.line_location(number)
    return Location(school.file)
