"""`reportgen build --trace`: a copy of a document that says beside each figure where it comes from.

The document itself has no comments: what is handed in is as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.ooxml.commenting import CommentedDocument
from reportgen.ooxml.comments import Comment
from reportgen.ooxml.figure_texts import read_figures
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts

_AUTHOR, _INITIALS = "数据来源", "源"
_ENDING = "_数据来源"


def trace_path(document: Path) -> Path:
    """Where the copy of the document at that place stands: beside it."""
    return document.with_stem(f"{document.stem}{_ENDING}")


def trace_document(document: bytes, notes: Mapping[str, str]) -> bytes:
    """The document with a comment at each figure; `notes` are what is said of each, by its code."""
    copy = CommentedDocument(read_parts(document))
    read = read_figures(copy.root)
    for figure in read.figures:
        if note := notes.get(figure.bookmark.code):
            paragraph = read.paragraphs[figure.place].element
            copy.add(Comment(_AUTHOR, note, _INITIALS), paragraph, figure.start, figure.end)
    return pack_parts(copy.parts())
