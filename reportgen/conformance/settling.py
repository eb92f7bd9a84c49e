"""Paragraphs that are recognised by themselves → what they are beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.conformance.document import FormattedDocument
from reportgen.conformance.manuscript import (
    LONGEST_TITLE,
    ParagraphRole,
    RecognisedParagraph,
)

_LEVELS = 4


def settle_items(parts: Iterable[RecognisedParagraph]) -> list[RecognisedParagraph]:
    """The last of a run of （一）…；（二）…。 is a passage as the others are, although it ends
    as a sentence does.
    """
    settled: list[RecognisedParagraph] = []
    for part in parts:
        before = settled[-1] if settled else None
        follows = (
            before is not None and before.role is ParagraphRole.ITEM and before.level == part.level
        )
        if (
            follows
            and part.role is ParagraphRole.HEADING
            and part.text[-1] == "。"
            and part.heading_end is None
        ):
            part = part._replace(role=ParagraphRole.ITEM)
        settled.append(part)
    return settled


def settle_form_lines(parts: Sequence[RecognisedParagraph]) -> list[RecognisedParagraph]:
    """Short lines right above a table, such as 填报单位：…, belong to the form and are no body."""
    settled = list(parts)
    above_table = False
    for at in reversed(range(len(settled))):
        part = settled[at]
        short = len(part.text) <= LONGEST_TITLE and not any(sign in part.text for sign in "。；，")
        above_table = part.paragraph.before_table or (
            above_table and not part.paragraph.after_table
        )
        above_table = (
            above_table and part.role is ParagraphRole.BODY and short and part.text[-1] not in "：:"
        )
        if above_table:
            settled[at] = part._replace(role=ParagraphRole.OTHER)
    return settled


def with_surroundings(
    parts: Sequence[RecognisedParagraph], document: FormattedDocument
) -> Iterable[RecognisedParagraph]:
    """The parts with the heading they stand under, and whether a blank line stands before."""
    blank = _numbers_after_blank(document)
    headings: dict[int, str] = {}
    for part in parts:
        level = part.level if part.role is ParagraphRole.HEADING else _LEVELS
        above = next((headings[each] for each in (2, 1) if each < level and each in headings), "")
        yield part._replace(above=above, blank_before=part.paragraph.number in blank)
        if part.role is ParagraphRole.HEADING:
            headings = {each: text for each, text in headings.items() if each < part.level}
            headings[part.level] = part.text[: part.heading_end]


def _numbers_after_blank(document: FormattedDocument) -> frozenset[int]:
    """The numbers of the paragraphs that an empty one stands before; an empty one has the number
    before it.
    """
    return frozenset(each.number + 1 for each in document.paragraphs if not each.text)
