"""Comments of a Word document: `w:comments` ⇄ who says what, and their marks in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from reportgen.ooxml.markup import escape
from reportgen.ooxml.namespaces import WORD, W
from reportgen.ooxml.paragraphs import text_of

NO_COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{WORD}"/>'
).encode()
"""A part to put comments in."""


class Comment(NamedTuple):
    """What somebody says, its paragraphs one a line."""

    author: str
    text: str
    initials: str = ""


def read_comments(part: bytes) -> Iterator[Comment]:
    """The comments of the part in order; of a damaged one those before the damage."""
    root = _recovered(part)
    for each in () if root is None else root.iter(f"{W}comment"):
        author, initials = (each.get(f"{W}{name}", "") for name in ("author", "initials"))
        yield Comment(author, text_of(each), initials)


def next_comment_number(comments: Any) -> int:
    """The first number that no comment of the `w:comments` has."""
    return 1 + max((int(each.get(f"{W}id", "0")) for each in comments), default=-1)


def make_comment(number: int, comment: Comment) -> Any:
    """The comment as a `w:comment` of that number."""
    author, initials, text = map(escape, (comment.author, comment.initials, comment.text))
    return etree.fromstring(
        f'<w:comment xmlns:w="{WORD}" w:id="{number}" w:author="{author}" w:initials="{initials}">'
        f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:comment>'
    )


def mark_commented(paragraph: Any, number: int) -> None:
    """The comment's range round the content of the `w:p`, and the reference behind it."""
    element = paragraph.makeelement
    begins = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(begins, element(f"{W}commentRangeStart", {f"{W}id": str(number)}))
    paragraph.append(element(f"{W}commentRangeEnd", {f"{W}id": str(number)}))
    run = element(f"{W}r", {})
    run.append(element(f"{W}commentReference", {f"{W}id": str(number)}))
    paragraph.append(run)


def _recovered(part: bytes) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return None
