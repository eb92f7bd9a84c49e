"""A template and what is wrong with it → the same template with a Word comment at each place."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.ooxml.commenting import CommentedDocument
from reportgen.ooxml.comments import Comment
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.part_faults import first_broken
from reportgen.ooxml.revisions import accept_in
from reportgen.problems import Location, TemplateError, error
from reportgen.render.places import Finding
from reportgen.render.template_package import not_word, read_template
from reportgen.template_tools.inspection.mark_checks import COMMENT_AUTHOR

_TYPES = "[Content_Types].xml"
_MAIN = late_regex(r"<Override\b[^>]*>")
_PART_NAME = late_regex(r'PartName="/([^"]+)"')
_MAIN_TYPE = "document.main+xml"
_INITIALS = "查"


def annotate_template(data: bytes, name: str, findings: Sequence[Finding]) -> bytes:
    """The template with each finding as a comment at its paragraph.

    Word has no comments in headers, footers, notes and text boxes, and a style has no place: those
    comments stand at the first paragraph of the text, or at the paragraph of the box, and say where
    they belong. Errors: TemplateError where `data` is no Word document, or holds what is no XML.
    """
    parts = read_template(data, name)
    _refuse_broken(parts, name)
    member = main_part_of(parts, name)
    document = CommentedDocument(parts, member)
    anchors = Anchors(document.root, member)
    for finding in findings:
        paragraph = anchors.find(finding)
        text = _text(finding, is_there=paragraph is not None)
        document.add(Comment(COMMENT_AUTHOR, text, _INITIALS), paragraph)
    return pack_parts(document.parts())


def _refuse_broken(parts: Mapping[str, bytes], name: str) -> None:
    """Errors: TemplateError for a part that is no XML: Word would not open the copy."""
    if part := first_broken(parts):
        message = f"里面有损坏的内容（{part}），不能加批注"
        hint = "请用 Word 打开，另存为 .docx"
        raise TemplateError(error("template_unreadable", message, Location(name), hint))


class Anchors:
    """The paragraphs of the document by their numbers once tracked changes are accepted, as
    findings count them.
    """

    def __init__(self, root: Any, member: str) -> None:
        self._member = member
        self._paragraphs = list(root.iter(f"{W}p"))
        accepted = copy.deepcopy(root)
        originals = list(accepted.iter(f"{W}p"))
        numbers = {id(element): number for number, element in enumerate(originals)}
        accept_in(accepted)
        self._kept = [numbers[id(element)] for element in accepted.iter(f"{W}p")]

    def find(self, finding: Finding) -> Any:
        """The finding's own paragraph, or None."""
        if finding.member == self._member and 0 <= finding.at < len(self._kept):
            return self._paragraphs[self._kept[finding.at]]
        return None


def _text(finding: Finding, is_there: bool) -> str:
    problem = finding.problem
    place = "" if is_there else f"{problem.location.path}："
    hint = f"；{problem.hint}" if problem.hint else ""
    return f"[{problem.severity.label}] {place}{problem.message}{hint}"


def main_part_of(parts: Mapping[str, bytes], name: str) -> str:
    """The name of the part with the template's text. Errors: TemplateError where there is none."""
    for override in _MAIN.findall(parts[_TYPES].decode("utf-8", "replace")):
        found = _PART_NAME.search(override)
        if found and _MAIN_TYPE in override and (member := unescape(found[1])) in parts:
            return member
    raise not_word(name, parts)
