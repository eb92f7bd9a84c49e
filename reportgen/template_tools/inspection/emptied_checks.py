"""The tags of a template → cells and text boxes that a condition leaves blank, tables that a loop
leaves without a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.ooxml.paragraphs import BOX
from reportgen.render.patched import Kind
from reportgen.render.places import Finding
from reportgen.render.reading import CELL, ROW, TABLE, Element, SourceParagraph
from reportgen.template_tools.inspection.subject import InspectedPart, Subject, TagUse

_HOLDERS = (CELL, BOX)
_PARAGRAPHS = ("", "p")


def check_emptied(subject: Subject) -> Iterator[Finding]:
    """Cells and text boxes all of whose text stands in one block, which could stand within one
    paragraph, and tables all of whose rows a loop chooses, perhaps none.
    """
    for part in subject.parts:
        if part.raw.kind is not Kind.PROPERTY:
            yield from _check_cells(part)
            yield from _check_tables(part)


def _check_cells(part: InspectedPart) -> Iterator[Finding]:
    for tags, hint in blanking_blocks(part):
        opener = tags[0]
        if opener.tag.prefix == "p":
            message = f"这里的内容都由“{opener.tag.text}”控制，不印时留下一个空段"
            yield part.where.at(
                "template_blank", message, hint, opener.entry, opener.tag.start
            ).as_warning()


def blanking_blocks(part: InspectedPart) -> Iterator[tuple[tuple[TagUse, TagUse], str]]:
    """Opener and closer of blocks that alone decide whether a cell or text box has a text of one
    paragraph, and how that paragraph could have them.
    """
    pairs = {
        tuple(tag.line for tag in block.tags)
        for block in part.checked.matched.blocks
        if block.opener.word == "if"
    }
    for paragraphs in _held(part).values():
        tags = _tags_around(part, paragraphs)
        if tags is not None and (tags[0].number, tags[1].number) in pairs:
            first, last = (f"{{% {use.tag.inner} %}}" for use in tags)
            yield tags, f"请把三段合成一段，写成 {first}{paragraphs[1].text}{last}"


def _tags_around(
    part: InspectedPart, paragraphs: Sequence[SourceParagraph]
) -> tuple[TagUse, TagUse] | None:
    """The tags that have the first and the last of three paragraphs to themselves."""
    if len(paragraphs) != 3:
        return None
    before, inside, after = ([use for use in part.uses if use.entry is each] for each in paragraphs)
    if len(before) != 1 or len(after) != 1 or any(use.tag.prefix for use in inside):
        return None
    tags = (before[0], after[0])
    ends = (paragraphs[0], paragraphs[2])
    is_alone = all(
        use.tag.prefix in _PARAGRAPHS and each.text.strip() == use.tag.text
        for use, each in zip(tags, ends, strict=True)
    )
    return tags if is_alone else None


def _held(part: InspectedPart) -> dict[Element, list[SourceParagraph]]:
    """The paragraphs by the cell or text box that they stand in directly."""
    held: dict[Element, list[SourceParagraph]] = {}
    for paragraph in part.reading.paragraphs:
        inside = next((each for each in reversed(paragraph.around) if each[0] in _HOLDERS), None)
        if inside is not None:
            held.setdefault(inside, []).append(paragraph)
    return held


def _check_tables(part: InspectedPart) -> Iterator[Finding]:
    for rows in _rows(part).values():
        opener = _loop_of_all(part, rows)
        if opener is not None and _chooses(opener):
            message = f"表格的行都在“{opener.tag.text}”里，一项也没有时整个表格不印"
            hint = "要留下表头，请在循环的上面加一行表头"
            yield part.where.at(
                "template_headless", message, hint, opener.entry, opener.tag.start
            ).as_warning()


def _rows(part: InspectedPart) -> dict[Element, dict[Element, list[SourceParagraph]]]:
    """The paragraphs by table and row, as far as they stand in no table inside it."""
    rows: dict[Element, dict[Element, list[SourceParagraph]]] = {}
    for paragraph in part.reading.paragraphs:
        table, row = paragraph.find(TABLE), paragraph.find(ROW)
        if table is not None and row is not None:
            rows.setdefault(table, {}).setdefault(row, []).append(paragraph)
    return rows


def _loop_of_all(part: InspectedPart, rows: dict[Element, list[SourceParagraph]]) -> TagUse | None:
    """The loop that has all of a table's rows, if one has, and no `if` around it asks whether
    there are any.
    """
    tags = [_row_tag(part, paragraphs) for paragraphs in rows.values()]
    first, last = tags[0], tags[-1]
    if first is None or last is None or first.tag.statement.word != "for":
        return None
    lines = [tuple(tag.line for tag in block.tags) for block in part.checked.matched.blocks]
    whole = (first.number, last.number) in lines
    return first if whole and not _is_asked_for(part, first, lines) else None


def _chooses(loop: TagUse) -> bool:
    """Whether the loop takes only some of what it goes through."""
    return len(loop.tag.inner.partition(" in ")[2].split()) > 1


def _is_asked_for(part: InspectedPart, loop: TagUse, blocks: Sequence[tuple[int, ...]]) -> bool:
    """Whether an `if` around the loop names what it goes through."""
    named = loop.tag.inner.partition(" in ")[2].split()[:1]
    around = [lines[0] for lines in blocks if lines[0] < loop.number < lines[-1]]
    tags = [use.tag for use in part.uses if use.number in around]
    return any(
        tag.statement.word == "if" and named[0] in tag.inner.split() for tag in tags if named
    )


def _row_tag(part: InspectedPart, paragraphs: Sequence[SourceParagraph]) -> TagUse | None:
    """The tag that has a row to itself."""
    uses = [use for use in part.uses if use.paragraph in paragraphs]
    return next((use for use in uses if use.tag.prefix == "tr"), None)
