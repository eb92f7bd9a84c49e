"""The parts of a Word document → the same with comments at words of its text.

`comment_words` does it for whoever knows the words by paragraph and characters, `CommentedDocument`
for whoever has the elements.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from lxml import etree

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.comments import (
    NO_COMMENTS,
    Comment,
    CommentMarks,
    make_comment,
    mark_commented,
    next_comment_number,
)
from reportgen.ooxml.namespaces import CT, PACKAGE_RELATIONSHIPS, PR, RELATIONSHIPS, W
from reportgen.ooxml.paragraphs import children_of, outside_boxes
from reportgen.ooxml.text_ranges import put_round

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = f"{RELATIONSHIPS}/comments"
_DOCUMENT_RELATION = f"{RELATIONSHIPS}/officeDocument"
_DOCUMENT, _NAME = "word/document.xml", "comments"
_NO_RELATIONS = f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>'.encode()


class Remark(NamedTuple):
    """A comment at the characters from `start` to before `end` of a paragraph of the body, or at
    all of it where it has no such characters.

    `paragraph` counts from 1 as paragraphs stand in the body, empty ones counted, those of tables,
    text boxes and notes not.
    """

    paragraph: int
    start: int
    end: int
    comment: Comment


def comment_words(parts: Mapping[str, bytes], remarks: Iterable[Remark]) -> dict[str, bytes]:
    """The parts of the package with those comments, numbered in the order given; one whose
    paragraph is not there stands at the first.

    Errors: KeyError or lxml's XMLSyntaxError for parts that are no sound Word document.
    """
    document = CommentedDocument(parts)
    paragraphs = document.body_paragraphs()
    for each in remarks:
        known = 1 <= each.paragraph <= len(paragraphs)
        paragraph = paragraphs[each.paragraph - 1] if known else None
        document.add(each.comment, paragraph, each.start, each.end)
    return document.parts()


class CommentedDocument:
    """A Word document that gets comments; `root` is its `w:document`, whose paragraphs are to be
    commented. `main` is the part's name, empty for the one that the package names.
    """

    def __init__(self, parts: Mapping[str, bytes], main: str = "") -> None:
        self._parts = dict(parts)
        self._main = main or main_part(parts)
        self.root = _parse(parts[self._main])
        self._where = self._find_comments() or self._free_name()
        self._comments = _parse(parts.get(self._where, NO_COMMENTS))
        self._next = next_comment_number(self._comments)

    def body_paragraphs(self) -> list[Any]:
        """The paragraphs of the body in order, those of tables, text boxes and notes left out."""
        body = self.root.find(f"{W}body")
        return [] if body is None else list(children_of(body, f"{W}p"))

    def add(self, comment: Comment, paragraph: Any = None, start: int = 0, end: int = 0) -> None:
        """Put the comment at those characters of the `w:p`, or at all of it where it has none such.

        Word has no comments in text boxes: those stand at the paragraph of the box; and without a
        paragraph at the first, if there is any.
        """
        found = paragraph if paragraph is not None else self.root.find(f".//{W}p")
        if found is None:
            return
        anchor = outside_boxes(found)
        marks = CommentMarks.of(self._next)
        if anchor is not found or not put_round(anchor, start, end, *marks.range):
            mark_commented(anchor, self._next)
        else:
            marks.range[1].addnext(marks.reference)
        self._comments.append(make_comment(self._next, comment))
        self._next += 1

    def parts(self) -> dict[str, bytes]:
        """The parts of the package with the comments in it."""
        if not len(self._comments):
            return self._parts
        made = {self._main: _written(self.root), self._where: _written(self._comments)}
        return {**self._parts, **self._declared(), **made}

    def _find_comments(self) -> str:
        """The part that has the document's comments; empty where there is none."""
        relations = _relations(self._parts, self._main)
        target = next((to for kind, to in relations if kind == _COMMENTS_RELATION), "")
        folder = posixpath.dirname(self._main)
        return posixpath.normpath(posixpath.join("/", folder, target))[1:] if target else ""

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._main)
        names = (f"{_NAME}{number or ''}.xml" for number in count())
        paths = (posixpath.join(folder, name) for name in names)
        return next(path for path in paths if path not in self._parts)

    def _declared(self) -> dict[str, bytes]:
        """The content types and the document's relations, which tell of the comments."""
        types = _parse(self._parts[_TYPES])
        declared = {each.get("PartName") for each in types}
        if f"/{self._where}" not in declared:
            said = {"PartName": f"/{self._where}", "ContentType": _COMMENTS_TYPE}
            types.append(types.makeelement(f"{CT}Override", said))
        name = _relations_of(self._main)
        relations = _parse(self._parts.get(name, _NO_RELATIONS))
        if not self._find_comments():
            ids = {each.get("Id") for each in relations}
            free = next(each for each in map("rIdComments{}".format, count(1)) if each not in ids)
            said = {"Id": free, "Type": _COMMENTS_RELATION, "Target": f"/{self._where}"}
            relations.append(relations.makeelement(f"{PR}Relationship", said))
        return {_TYPES: _written(types), name: _written(relations)}


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part that has the document's text, as the package has it."""
    found = (to for kind, to in _relations(parts, "") if kind == _DOCUMENT_RELATION)
    return posixpath.normpath(next(found, _DOCUMENT)).lstrip("/")


def _relations(parts: Mapping[str, bytes], owner: str) -> Iterator[tuple[str, str]]:
    """The kind and target of what the part (empty: the package) refers to within the package."""
    for each in _parse(parts.get(_relations_of(owner), _NO_RELATIONS)):
        if each.get("TargetMode") != "External":
            yield each.get("Type", ""), each.get("Target", "")


def _relations_of(owner: str) -> str:
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parse(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(data, parser)


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
