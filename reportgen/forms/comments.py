"""Comments put into a sheet, beside those that somebody else wrote."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

from reportgen.forms.comment_boxes import add_comment_boxes
from reportgen.forms.edited_workbook import EditedWorkbook, add_child, needed_child, tag, xml_bytes
from reportgen.model.form import FAULT_AUTHOR
from reportgen.ooxml.cell_names import CellPlace, find_cell
from reportgen.ooxml.cell_texts import inline_text
from reportgen.ooxml.namespaces import SHEET, XML_SPACE

# Between what somebody else wrote into a cell's comment and ours.
_OURS = "\n——检查意见——\n"
_MENDED = "上次指出的问题没有了。"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


def add_comments(package: EditedWorkbook, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
    """Put the texts into the comments of those cells, below what somebody else wrote there."""
    name = package.find_related(part, "/comments")
    if name is not None:
        root = package.xml(name)
        new = _add_texts(root, texts)
        package.write(name, xml_bytes(root))
    else:
        root = _new_comments()
        new = _add_texts(root, texts)
        name = package.free_name("xl/comments{}.xml")
        package.write(name, xml_bytes(root), _COMMENTS_TYPE)
        package.relate(part, "/comments", name)
    add_comment_boxes(package, part, sheet, new)


def _add_texts(root: Any, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Add the texts to the comments; those of cells that had no comment are returned."""
    listed = needed_child(root, "commentList")
    present = {comment.get("ref"): comment for comment in listed.iterchildren(tag("comment"))}
    author = _author(root)
    for cell, text in texts.items():
        if cell in present:
            _append(present[cell], text, author)
        else:
            listed.append(_comment(cell, text, author))
    listed[:] = sorted(listed.iterchildren(tag("comment")), key=_place)
    return {cell: text for cell, text in texts.items() if cell not in present}


def settle_comments(package: EditedWorkbook, part: str, keep: Collection[str]) -> None:
    """Take away what an earlier return said; cells outside `keep` say that they are mended."""
    name = package.find_related(part, "/comments")
    if name is None:
        return
    root = package.xml(name)
    author, changed = _author(root), False
    for comment in root.iter(tag("comment")):
        text = _settled_text(comment, author, keep)
        if text is not None:
            _set_text(comment, text)
            changed = True
    if changed:
        package.write(name, xml_bytes(root))


def _settled_text(comment: Any, author: str, keep: Collection[str]) -> str | None:
    """What is left of a comment without our words; None if it has none of them."""
    if comment.get("authorId") == author:
        return "" if comment.get("ref") in keep else _MENDED
    own, ours, _ = _text(comment).partition(_OURS)
    return own if ours else None


def _new_comments() -> Any:
    root = etree.Element(tag("comments"), nsmap={None: SHEET})
    add_child(root, "authors")
    add_child(root, "commentList")
    return root


def _author(root: Any) -> str:
    """Our number among the authors, to whom we are added where we are not known yet."""
    authors = needed_child(root, "authors")
    names = [each.text for each in authors.iterchildren(tag("author"))]
    if FAULT_AUTHOR not in names:
        add_child(authors, "author").text = FAULT_AUTHOR
        names.append(FAULT_AUTHOR)
    return str(names.index(FAULT_AUTHOR))


def _comment(cell: str, text: str, author: str) -> Any:
    comment = etree.Element(tag("comment"), ref=cell, authorId=author)
    _set_text(comment, text)
    return comment


def _append(comment: Any, text: str, author: str) -> None:
    """Replace our own comment; add to somebody else's, whose text and format are kept."""
    body = comment.find(tag("text"))
    if comment.get("authorId") == author or body is None:
        _set_text(comment, text)
        return
    _add_text(add_child(body, "r"), _OURS + text)
    phonetic = [each for each in body if each.tag in (tag("rPh"), tag("phoneticPr"))]
    plain = body.find(tag("t"))
    if plain is not None:
        first = etree.Element(tag("r"))
        first.append(plain)
        body.insert(0, first)
    body.extend(phonetic)


def _set_text(comment: Any, text: str) -> None:
    body = comment.find(tag("text"))
    if body is None:
        body = add_child(comment, "text")
    body[:] = []
    _add_text(add_child(body, "r"), text)


def _add_text(run: Any, text: str) -> None:
    element = add_child(run, "t")
    element.text = inline_text(text)
    element.set(XML_SPACE, "preserve")


def _text(comment: Any) -> str:
    return "".join(each.text or "" for each in comment.iter(tag("t")))


def _place(comment: Any) -> CellPlace:
    return find_cell(comment.get("ref", "")) or CellPlace(1, 1)
