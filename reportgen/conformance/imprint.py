"""A manuscript → the lines of its 版记, which stand at its end, in a table or as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.conformance.document import FormattedCell, FormattedParagraph
from reportgen.conformance.finding import LayoutPlace, describe_cell, describe_place
from reportgen.conformance.imprint_words import ImprintKind, imprint_kind
from reportgen.conformance.manuscript import Manuscript, ParagraphRole
from reportgen.named_tuple import NamedTuple


class ImprintLine(NamedTuple):
    """A line of the 版记; `above` and `below` are how thick the lines are there, in eighths of a
    point, 0 for none. `number` is that of the last paragraph outside tables up to it.
    """

    place: LayoutPlace
    kind: ImprintKind
    paragraph: FormattedParagraph
    number: int
    above: int = 0
    below: int = 0
    has_sides: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return self.paragraph.text


def find_imprint(manuscript: Manuscript) -> tuple[ImprintLine, ...]:
    """Its lines in order; none where there is none."""
    lines = (*_in_paragraphs(manuscript), *_in_cells(manuscript))
    told = any(each.kind is not ImprintKind.SENT for each in lines)
    return tuple(sorted(lines, key=lambda each: each.number)) if told else ()


def _in_paragraphs(manuscript: Manuscript) -> Iterator[ImprintLine]:
    for part in manuscript.of(ParagraphRole.IMPRINT):
        kind, each = imprint_kind(part.text), part.paragraph
        if kind is not None:
            borders = each.above.width, each.below.width
            yield ImprintLine(describe_place(part), kind, each, each.number, *borders)


def _in_cells(manuscript: Manuscript) -> Iterator[ImprintLine]:
    last = manuscript.parts[-1].paragraph.number if manuscript.parts else 0
    for cell in manuscript.document.cells:
        for each in cell.paragraphs:
            # The paragraphs of a table have the number of the one before it.
            kind = imprint_kind(each.text) if each.number >= last - 1 else None
            if kind is not None:
                yield _line_of(cell, kind, each)


def _line_of(cell: FormattedCell, kind: ImprintKind, paragraph: FormattedParagraph) -> ImprintLine:
    place = describe_cell(cell, paragraph.typed)
    borders = cell.above.width, cell.below.width, cell.has_sides
    return ImprintLine(place, kind, paragraph, paragraph.number, *borders)


def sizes_of(line: ImprintLine) -> tuple[Decimal, ...]:
    """The sizes of what is printed, each once."""
    runs = line.paragraph.runs
    return tuple(dict.fromkeys(run.look.points for run in runs if run.text.strip()))


def fonts_of(line: ImprintLine) -> tuple[str, ...]:
    """The typefaces of its Chinese characters, each once."""
    runs = line.paragraph.runs
    return tuple(dict.fromkeys(run.look.chinese for run in runs if not run.text.isascii()))
