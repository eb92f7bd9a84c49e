"""A template and what is wrong with it → the same template with a Word comment at each place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import PurePosixPath
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.ooxml.comments import (
    NO_COMMENTS,
    Comment,
    make_comment,
    mark_commented,
    next_comment_number,
)
from reportgen.ooxml.namespaces import PACKAGE_RELATIONSHIPS, RELATIONSHIPS, W
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.paragraphs import outside_boxes
from reportgen.ooxml.revisions import accept_in
from reportgen.render.places import Finding
from reportgen.render.template_package import not_word, read_template
from reportgen.template_tools.inspection.mark_checks import COMMENT_AUTHOR

_TYPES = "[Content_Types].xml"
_MAIN = late_regex(r"<Override\b[^>]*>")
_PART_NAME = late_regex(r'PartName="/([^"]+)"')
_MAIN_TYPE = "document.main+xml"
_COMMENTS = "word/comments.xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = f"{RELATIONSHIPS}/comments"
_COMMENTS_TARGET = late_regex(rf'<Relationship\b[^>]*Type="{_COMMENTS_RELATION}"[^>]*>')
_INITIALS = "查"


def annotate_template(data: bytes, name: str, findings: Sequence[Finding]) -> bytes:
    """The template with each finding as a comment at its paragraph.

    Word has no comments in headers, footers, notes and text boxes, and a style has no place: those
    comments stand at the first paragraph of the text, or at the paragraph of the box, and say where
    they belong. Errors: TemplateError where `data` is no Word document.
    """
    from lxml import etree

    parts = dict(read_template(data, name))
    member = _main_part(parts, name)
    root = etree.fromstring(parts[member])
    where = _comments_part(parts, member)
    comments = etree.fromstring(parts.get(where, NO_COMMENTS))
    anchors = _Anchors(root, member)
    for number, finding in enumerate(findings, next_comment_number(comments)):
        paragraph, is_there = anchors.find(finding)
        if paragraph is not None:
            mark_commented(paragraph, number)
            said = Comment(COMMENT_AUTHOR, _text(finding, is_there), _INITIALS)
            comments.append(make_comment(number, said))
    parts[member] = _written(root)
    parts[where] = _written(comments)
    _declare(parts, member, where)
    return pack_parts(parts)


class _Anchors:
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

    def find(self, finding: Finding) -> tuple[Any, bool]:
        """The paragraph for the comment, and whether it is the finding's own; None where there
        is none at all.
        """
        if finding.member == self._member and 0 <= finding.at < len(self._kept):
            return outside_boxes(self._paragraphs[self._kept[finding.at]]), True
        return (self._paragraphs[0] if self._paragraphs else None), False


def _text(finding: Finding, is_there: bool) -> str:
    problem = finding.problem
    place = "" if is_there else f"{problem.location.path}："
    hint = f"；{problem.hint}" if problem.hint else ""
    return f"[{problem.severity.label}] {place}{problem.message}{hint}"


def _written(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _main_part(parts: Mapping[str, bytes], name: str) -> str:
    for override in _MAIN.findall(parts[_TYPES].decode("utf-8", "replace")):
        found = _PART_NAME.search(override)
        if found and _MAIN_TYPE in override and (member := unescape(found[1])) in parts:
            return member
    raise not_word(name, parts)


def _relations_of(member: str) -> str:
    path = PurePosixPath(member)
    return f"{path.parent}/_rels/{path.name}.rels"


def _comments_part(parts: Mapping[str, bytes], member: str) -> str:
    """The part that holds the document's comments, or is to hold them."""
    relations = parts.get(_relations_of(member), b"").decode("utf-8", "replace")
    for relation in _COMMENTS_TARGET.findall(relations):
        if target := re.search(r'Target="([^"]+)"', relation):
            path = unescape(target[1])
            return path[1:] if path.startswith("/") else str(PurePosixPath(member).parent / path)
    return _COMMENTS


def _declare(parts: dict[str, bytes], member: str, where: str) -> None:
    """The comments' content type and relation, where the package does not have them."""
    if f'PartName="/{where}"'.encode() not in parts[_TYPES]:
        override = f'<Override PartName="/{where}" ContentType="{_COMMENTS_TYPE}"/></Types>'
        parts[_TYPES] = parts[_TYPES].replace(b"</Types>", override.encode())
    relations = _relations_of(member)
    known = parts.get(relations, _no_relations()).decode("utf-8")
    if not _COMMENTS_TARGET.search(known):
        free = next(each for each in _ids() if f'Id="{each}"' not in known)
        added = (
            f'<Relationship Id="{free}" Type="{_COMMENTS_RELATION}" Target="/{where}"/>'
            f"</Relationships>"
        )
        parts[relations] = known.replace("</Relationships>", added).encode()


def _no_relations() -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships '
        f'xmlns="{PACKAGE_RELATIONSHIPS}"></Relationships>'
    ).encode()


def _ids() -> Iterator[str]:
    number = 1
    while True:
        yield f"rIdCheck{number}"
        number += 1
