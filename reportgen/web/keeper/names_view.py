"""The names and snippets of templates → what the page shows of them: what a click copies, and what
it prints of the chosen school.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.load.template_names import Snippet
from reportgen.model.report import Block, Heading, Paragraph, Report, Table
from reportgen.named_tuple import NamedTuple
from reportgen.template_tools.field_listing import SNIPPETS
from reportgen.template_tools.snippets import Printed, print_snippet

COPIED = "写法"
"""The head of the columns of what is copied."""


class NamesBlock(NamedTuple):
    """A part of the list: a heading, a paragraph, or a table, whose first column may be copied."""

    heading: str = ""
    level: int = 0
    text: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_copied(self) -> bool:
        """Whether the first column may be copied."""
        return self.header[:1] == (COPIED,)


class NamesChapter(NamedTuple):
    """A chapter of the list; that of the snippets has no blocks."""

    title: str
    blocks: tuple[NamesBlock, ...]


class ShownSnippet(NamedTuple):
    """A snippet, the text of it that is copied, and what it prints."""

    name: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    printed: tuple[Printed, ...]

    @property
    def text(self) -> str:
        """The snippet as plain text: a line for each paragraph or row."""
        return "\n".join((*self.paragraphs, *("\t".join(row) for row in self.rows)))


def names_chapters(listing: Report) -> tuple[NamesChapter, ...]:
    """The chapters of the list but the first, which tells how to use a printed one."""
    return tuple(
        NamesChapter(each.title, () if each.title == SNIPPETS else tuple(_blocks(each.blocks)))
        for each in listing.sections[1:]
    )


def shown_snippets(snippets: Mapping[str, Snippet], report: Report) -> tuple[ShownSnippet, ...]:
    """The snippets with what they print of the report."""
    return tuple(
        ShownSnippet(name, each.paragraphs, each.rows, print_snippet(each, report))
        for name, each in snippets.items()
    )


def _blocks(blocks: tuple[Block, ...]) -> Iterator[NamesBlock]:
    for block in blocks:
        match block:
            case Heading(level, text) if level > 1:
                yield NamesBlock(heading=text, level=level)
            case Paragraph(runs):
                yield NamesBlock(text="".join(run.text for run in runs))
            case Table(header=header, rows=rows):
                told = tuple(tuple(_of_any(cell.text) for cell in row) for row in rows)
                yield NamesBlock(header=tuple(map(_of_any, header)), rows=told)
            case _:
                pass


def _of_any(text: str) -> str:
    """What is said of a sample, said of whichever school was chosen."""
    for ours in ("样例的值", "（样例没有填）", "（样例只有"):
        text = text.replace(ours, ours.replace("样例的", "").replace("样例", ""))
    return text
