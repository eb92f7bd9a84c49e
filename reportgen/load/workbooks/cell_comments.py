"""The comments on a sheet of an .xlsx → their cells and texts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from reportgen.load.workbooks.embedded_pictures import related
from reportgen.load.workbooks.grid import CellComment
from reportgen.load.workbooks.package import WorkbookPackage, damaged
from reportgen.ooxml.cell_names import find_cell

_KIND = "/comments"


def cell_comments(package: WorkbookPackage, sheet: str) -> tuple[CellComment, ...]:
    """The comments of the sheet with that part. Errors: UnreadableFileError if one is damaged."""
    try:
        parts = [part for kind, part in related(package, sheet).values() if kind.endswith(_KIND)]
        return tuple(comment for part in parts for comment in _comments(package.tree(part, "批注")))
    except (ParseError, ValueError, IndexError) as fault:
        raise damaged(package.file) from fault


def _comments(root: Element) -> Iterator[CellComment]:
    authors = [each.text or "" for each in root.iter() if _plain(each) == "author"]
    for comment in (each for each in root.iter() if _plain(each) == "comment"):
        place, number = find_cell(comment.get("ref", "")), comment.get("authorId", "0")
        text = "".join(each.text or "" for each in comment.iter() if _plain(each) == "t").strip()
        if place is not None and text:
            known = number.isdigit() and int(number) < len(authors)
            yield CellComment(*place, authors[int(number)] if known else "", text)


def _plain(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
