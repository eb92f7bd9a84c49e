"""A template and what is wrong with it → the same template with a bookmark at each place, by which
the places are found on its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.ooxml.commenting import CommentedDocument
from reportgen.ooxml.figure_bookmarks import figure_name
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.paragraphs import paragraph_text
from reportgen.ooxml.text_ranges import put_round
from reportgen.render.places import Finding
from reportgen.render.template_package import read_template
from reportgen.template_tools.annotating import Anchors, main_part_of

_TAG = late_regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_QUOTED = late_regex(r"“([^“”]+)”")
# Far above those that a document has itself.
_FIRST_ID = 900_000


def mark_code(at: int) -> str:
    """The code of the figure that the mark of that finding, from 0, has the look of."""
    return f"{at:07d}"


def mark_template(data: bytes, name: str, findings: Sequence[Finding]) -> bytes:
    """The template marked at what the findings are about, but those in headers, notes and styles.

    Errors: TemplateError where `data` is no Word document.
    """
    parts = read_template(data, name)
    member = main_part_of(parts, name)
    root = CommentedDocument(parts, member).root
    anchors = Anchors(root, member)
    for at, finding in enumerate(findings):
        paragraph = anchors.find(finding)
        if paragraph is not None:
            _mark(paragraph, finding, at, len(findings))
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return pack_parts({**parts, member: written})


def _mark(paragraph: Any, finding: Finding, at: int, total: int) -> None:
    """Put a bookmark round the finding's words."""
    text = paragraph_text(paragraph)
    start, end = next(_words(text, finding), (0, len(text)))
    first, last = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
    for each in (first, last):
        each.set(f"{W}id", str(_FIRST_ID + at))
    first.set(f"{W}name", figure_name(mark_code(at), text[start:end], at + 1, total))
    put_round(paragraph, start, end, first, last)


def _words(text: str, finding: Finding) -> Iterator[tuple[int, int]]:
    """The tags of the paragraph that the finding speaks of."""
    quoted = _QUOTED.findall(finding.problem.message)
    for tag in _TAG.finditer(text):
        if any(word in tag[0] for word in quoted):
            yield tag.span()
