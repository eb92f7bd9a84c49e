"""Comments put into a sheet: a comments part, and the old VML drawing that shows each as a note."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

from reportgen.forms.cell_styles import clean, lines_of
from reportgen.forms.edited_workbook import EditedWorkbook, tag, xml_bytes
from reportgen.ooxml.cell_names import CellPlace, find_cell
from reportgen.ooxml.namespaces import SHEET, VML, VML_EXCEL, VML_OFFICE, XML_SPACE, R

AUTHOR = "reportgen 检查"
# Between what somebody else wrote into a cell's comment and ours.
_OURS = "\n——检查意见——\n"
_MENDED = "上次指出的问题没有了。"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What stands behind legacyDrawing in a sheet.
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_SPACES = f'xmlns:v="{VML}" xmlns:o="{VML_OFFICE}" xmlns:x="{VML_EXCEL}"'
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" '
    'style="position:absolute;width:240pt;height:{height}pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_EMPTY_VML = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/></o:shapelayout></xml>'
# A drawing's shapes are numbered within its block of 1,024; ours come in the second half, behind
# what programs give.
_BLOCK = re.compile(r'<o:idmap[^>]*\bdata="(\d+)')
_BLOCK_SIZE, _FIRST_SHAPE = 1024, 512
_WIDTH, _LINE = 44, 14


def add_comments(package: EditedWorkbook, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
    """Put the texts into the comments of those cells; what somebody wrote there stays above
    them.
    """
    name = package.find_related(part, "/comments")
    root = package.xml(name) if name else _new_comments()
    listed = root.find(tag("commentList"))
    present = {comment.get("ref"): comment for comment in listed}
    author = _author(root)
    new = {cell: text for cell, text in texts.items() if cell not in present}
    for cell, text in texts.items():
        if cell in present:
            _append(present[cell], text, author)
        else:
            listed.append(_comment(cell, text, author))
    listed[:] = sorted(listed, key=lambda comment: _place(comment.get("ref", "")))
    if name is None:
        name = package.free_name("xl/comments{}.xml")
        package.write(name, xml_bytes(root), _COMMENTS_TYPE)
        package.relate(part, "/comments", name)
    else:
        package.write(name, xml_bytes(root))
    _add_shapes(package, part, sheet, new)


def settle_comments(package: EditedWorkbook, part: str, keep: Collection[str]) -> None:
    """Take away what an earlier return said: in cells outside `keep` a word that it is mended
    stays.
    """
    name = package.find_related(part, "/comments")
    if name is None:
        return
    root = package.xml(name)
    author, changed = _author(root), False
    for comment in root.iter(tag("comment")):
        text = _text(comment)
        if comment.get("authorId") == author:
            _set_text(comment, "" if comment.get("ref") in keep else _MENDED)
            changed = True
        elif _OURS in text:
            _set_text(comment, text.partition(_OURS)[0])
            changed = True
    if changed:
        package.write(name, xml_bytes(root))


def _new_comments() -> Any:
    root = etree.Element(tag("comments"), nsmap={None: SHEET})
    etree.SubElement(root, tag("authors"))
    etree.SubElement(root, tag("commentList"))
    return root


def _author(root: Any) -> str:
    """Our number among the authors, who are added where they are not known yet."""
    authors = root.find(tag("authors"))
    names = [each.text for each in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, tag("author")).text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _comment(cell: str, text: str, author: str) -> Any:
    comment = etree.Element(tag("comment"), ref=cell, authorId=author)
    _set_text(comment, text)
    return comment


def _append(comment: Any, text: str, author: str) -> None:
    """Ours is replaced; somebody else's is added to, its own text and looks kept."""
    if comment.get("authorId") == author:
        _set_text(comment, text)
        return
    body = comment.find(tag("text"))
    run = etree.SubElement(body, tag("r"))
    _text_element(run, _OURS + text)
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
        body = etree.SubElement(comment, tag("text"))
    body[:] = []
    _text_element(etree.SubElement(body, tag("r")), text)


def _text_element(run: Any, text: str) -> None:
    element = etree.SubElement(run, tag("t"))
    element.text = clean(text)
    element.set(XML_SPACE, "preserve")


def _text(comment: Any) -> str:
    return "".join(each.text or "" for each in comment.iter(tag("t")))


def _place(cell: str) -> CellPlace:
    return find_cell(cell) or CellPlace(1, 1)


def _add_shapes(package: EditedWorkbook, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
    """A note's box for each cell, in the sheet's VML; Excel's own need be no XML, so that it is
    added to as text.
    """
    if not texts:
        return
    legacy = sheet.find(tag("legacyDrawing"))
    relations = package.relations(part)
    name = relations[legacy.get(f"{R}id")][1] if legacy is not None else ""
    free = package.free_name("xl/drawings/vmlDrawing{}.vml")
    empty = _EMPTY_VML.format("".join(sign for sign in free if sign.isdigit()))
    vml = package.read(name).decode("utf-8", "surrogateescape") if name in package else empty
    kind = "" if '"_x0000_t202"' in vml else _SHAPE_TYPE
    block = _BLOCK.search(vml)
    first = (
        int(block.group(1) if block else 1) * _BLOCK_SIZE + _FIRST_SHAPE + vml.count("<v:shape ")
    )
    shapes = "".join(
        _shape(first + number, cell, text) for number, (cell, text) in enumerate(texts.items())
    )
    end = vml.rindex("</xml>")
    data = (vml[:end] + kind + shapes + vml[end:]).encode("utf-8", "surrogateescape")
    if name in package:
        package.write(name, data)
        return
    package.default_type("vml", _VML_TYPE)
    package.write(free, data)
    _insert_legacy(sheet, package.relate(part, "/vmlDrawing", free))


def _shape(number: int, cell: str, text: str) -> str:
    place = _place(cell)
    row, column = place.row - 1, place.column - 1
    lines = lines_of(text, _WIDTH) + 1
    return _SHAPE.format(
        **{"number": number, "height": lines * _LINE, "row": row, "column": column},
        **{
            "left": column + 1,
            "top": max(row - 1, 0),
            "right": column + 4,
            "bottom": row + 1 + lines,
        },
    )


def _insert_legacy(sheet: Any, relation: str) -> None:
    element = etree.Element(tag("legacyDrawing"))
    element.set(f"{R}id", relation)
    behind = {tag(name) for name in _BEHIND}
    index = next((place for place, each in enumerate(sheet) if each.tag in behind), len(sheet))
    sheet.insert(index, element)
