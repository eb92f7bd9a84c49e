"""A document and what is wrong with it → the same document with a Word comment at each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.commenting import CommentedDocument
from reportgen.ooxml.comments import Comment
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.outside_body import NOTES, read_outside
from reportgen.ooxml.package import PackageFault, read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.paragraphs import outside_boxes, paragraph_text
from reportgen.ooxml.part_faults import first_broken
from reportgen.problems import Location, UnreadableFileError, error

_AUTHOR, _INITIALS = "检查", "查"


class PlacedRemark(NamedTuple):
    """What is said at words of a document, from `start` to before `end` of their paragraph; `label`
    says how much it weighs.

    `paragraph` counts those of the body from 1; 0 stands for what `where` says (表2第3行第2列), and
    for all of the document where that is empty.
    """

    label: str
    text: str
    paragraph: int = 0
    where: str = ""
    start: int = 0
    end: int = 0
    words: str = ""


def annotate_document(data: bytes, file: str, remarks: Iterable[PlacedRemark]) -> bytes:
    """The document with each remark as a comment at its words.

    Word has no comments in headers, footers, notes and text boxes: those stand where the note or
    the box is, else at the first paragraph, and say where they belong. So does what is about all of
    the document. Errors: UnreadableFileError where the package lacks what Word needs.
    """
    try:
        parts = read_parts(data)
        _refuse_broken(parts, file)
        document = CommentedDocument(parts)
        anchors = _Anchors(document)
        for remark in remarks:
            _put(document, anchors, remark)
        return pack_parts(document.parts())
    except (KeyError, PackageFault, etree.XMLSyntaxError) as fault:
        message, hint = "缺少 Word 文档该有的部分，不能加批注", "请用 Word 打开，另存为 .docx"
        raise UnreadableFileError(error("damaged_word", message, Location(file), hint)) from fault


def _refuse_broken(parts: Mapping[str, bytes], file: str) -> None:
    """Errors: UnreadableFileError for a part that is no XML: Word would not open the copy."""
    if name := first_broken(parts):
        message = f"里面有损坏的内容（{name}），不能加批注"
        hint = "请用 Word 打开，另存为 .docx"
        raise UnreadableFileError(error("damaged_word", message, Location(file), hint))


def _put(document: CommentedDocument, anchors: _Anchors, remark: PlacedRemark) -> None:
    paragraph = anchors.find(remark)
    own = paragraph is not None and outside_boxes(paragraph) is paragraph
    # A paragraph may hold what nobody sees.
    text = paragraph_text(paragraph) if own else ""
    start = remark.start if text[remark.start : remark.end] == remark.words else -1
    start = start if start >= 0 else text.find(remark.words)
    end = start + len(remark.words) if start >= 0 else 0
    is_note = remark.where.startswith(tuple(NOTES.values()))
    place = "" if own and not is_note else _place(remark)
    comment = Comment(_AUTHOR, f"[{remark.label}] {place}{remark.text}", _INITIALS)
    document.add(comment, paragraph, *((0, 0) if is_note else (max(start, 0), end)))


def _place(remark: PlacedRemark) -> str:
    if not remark.where:
        return ""
    words = f"“{remark.words}”" if remark.words else ""
    return f"{remark.where}{words}："


class _Anchors:
    """The paragraphs of a document by their places."""

    def __init__(self, document: CommentedDocument) -> None:
        self._body = document.body_paragraphs()
        self._outside: dict[str, list[Any]] = {}
        for each in read_outside(document.root):
            self._outside.setdefault(each.where, []).append(each.element)
        self._outside |= _referring(document.root)

    def find(self, remark: PlacedRemark) -> Any:
        """The paragraph that the remark is about, or that refers to it; None where there is none
        such.
        """
        if remark.where:
            found = self._outside.get(remark.where, [])
            same = (each for each in found if remark.words in paragraph_text(each))
            return next(same, next(iter(found), None))
        known = 1 <= remark.paragraph <= len(self._body)
        return self._body[remark.paragraph - 1] if known else None


def _referring(document: Any) -> Mapping[str, list[Any]]:
    """The paragraphs that notes are at, by the names of these."""
    found: dict[str, list[Any]] = {}
    for kind, name in NOTES.items():
        numbers: dict[str, int] = {}
        for each in document.iter(f"{W}{kind.removesuffix('s')}Reference"):
            number = numbers.setdefault(each.get(f"{W}id", ""), len(numbers) + 1)
            found.setdefault(f"{name}{number}", []).append(next(each.iterancestors(f"{W}p")))
    return found
