"""Comments of a Word document: `w:comments` ⇄ who says what, and their marks in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import escape
from reportgen.ooxml.namespaces import WORD, W
from reportgen.ooxml.paragraphs import text_of

NO_COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{WORD}"/>'
).encode()
"""A part to put comments in."""

# Longer ones are no numbers of any program.
_NUMBER = late_regex("[0-9]{1,9}")
# By itself, a comment would be as large as the text, and as far apart.
_LINE = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240"'
    ' w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    '<w:r><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    '<w:t xml:space="preserve">{}</w:t></w:r></w:p>'
)


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
    told = (each.get(f"{W}id", "") for each in comments)
    return 1 + max((int(each) for each in told if _NUMBER.fullmatch(each)), default=-1)


def make_comment(number: int, comment: Comment) -> Any:
    """The comment as a `w:comment` of that number, a paragraph for each of its lines."""
    author, initials = escape(comment.author), escape(comment.initials)
    lines = "".join([_LINE.format(escape(line)) for line in comment.text.split("\n")])
    return etree.fromstring(
        f'<w:comment xmlns:w="{WORD}" w:id="{number}" w:author="{author}" w:initials="{initials}">'
        f"{lines}</w:comment>"
    )


class CommentMarks(NamedTuple):
    """What the text has of a comment: what its range begins and ends with, and the run of the
    reference, which stands behind the range.
    """

    range: tuple[Any, Any]
    reference: Any

    @classmethod
    def of(cls, number: int) -> CommentMarks:
        """The marks of the comment of that number."""
        ids = {f"{W}id": str(number)}
        begin, end = (etree.Element(f"{W}commentRange{name}", ids) for name in ("Start", "End"))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference", ids)
        return cls((begin, end), run)


def mark_commented(paragraph: Any, number: int) -> None:
    """The comment's range round the content of the `w:p`, and the reference behind it."""
    marks = CommentMarks.of(number)
    begins = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph.insert(begins, marks.range[0])
    paragraph.extend([marks.range[1], marks.reference])


def _recovered(part: bytes) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return None
