"""The old VML drawing of a sheet, which shows each comment in a box beside its cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from reportgen.forms.cell_styles import lines_of
from reportgen.forms.edited_workbook import BrokenPartError, EditedWorkbook, insert_before, tag
from reportgen.late_regex import late_regex
from reportgen.ooxml.cell_names import CellPlace, find_cell
from reportgen.ooxml.namespaces import VML, VML_EXCEL, VML_OFFICE, R

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What stands behind legacyDrawing in a sheet.
_BEHIND = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
_SPACES = f'xmlns:v="{VML}" xmlns:o="{VML_OFFICE}" xmlns:x="{VML_EXCEL}"'
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" '
    'style="position:absolute;width:240pt;height:{height}pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_EMPTY_VML = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/>'
    "</o:shapelayout></xml>"
)
# A drawing's shapes are numbered within its block of 1,024; ours come in the second half, behind
# what programs give.
_BLOCK = late_regex(r'<o:idmap[^>]*\bdata="(\d+)')
_BLOCK_SIZE, _FIRST_SHAPE = 1024, 512
_WIDTH, _LINE = 44, 14


def add_comment_boxes(
    package: EditedWorkbook, part: str, sheet: Any, texts: Mapping[str, str]
) -> None:
    """Put a box for each cell into the sheet's drawing, which is made where there is none."""
    if not texts:
        return
    name = _find_drawing(package, part, sheet)
    if name in package:
        # Excel's own VML need be no XML, so that it is added to as text.
        vml = package.read(name).decode("utf-8", "surrogateescape")
        package.write(name, _with_boxes(vml, texts))
    else:
        _add_drawing(package, part, sheet, texts)


def _add_drawing(package: EditedWorkbook, part: str, sheet: Any, texts: Mapping[str, str]) -> None:
    name = package.free_name("xl/drawings/vmlDrawing{}.vml")
    number = "".join(sign for sign in name if sign.isdigit())
    package.default_type("vml", _VML_TYPE)
    package.write(name, _with_boxes(_EMPTY_VML.format(number), texts))
    _refer_to_drawing(sheet, package.relate(part, "/vmlDrawing", name))


def _find_drawing(package: EditedWorkbook, part: str, sheet: Any) -> str:
    legacy = sheet.find(tag("legacyDrawing"))
    relation = "" if legacy is None else legacy.get(f"{R}id", "")
    return package.relations(part).get(relation, ("", ""))[1]


def _with_boxes(vml: str, texts: Mapping[str, str]) -> bytes:
    kind = "" if '"_x0000_t202"' in vml else _SHAPE_TYPE
    numbered = enumerate(texts.items(), _free_number(vml))
    boxes = "".join([_box(number, cell, text) for number, (cell, text) in numbered])
    end = vml.rfind("</xml>")
    if end < 0:
        raise BrokenPartError("批注的框")
    return (vml[:end] + kind + boxes + vml[end:]).encode("utf-8", "surrogateescape")


def _free_number(vml: str) -> int:
    found = _BLOCK.search(vml)
    block = int(found.group(1)) if found else 1
    return block * _BLOCK_SIZE + _FIRST_SHAPE + vml.count("<v:shape ")


def _box(number: int, cell: str, text: str) -> str:
    place = find_cell(cell) or CellPlace(1, 1)
    row, column = place.row - 1, place.column - 1
    lines = lines_of(text, _WIDTH) + 1
    sides = {"left": column + 1, "right": column + 4}
    ends = {"top": max(row - 1, 0), "bottom": row + 1 + lines}
    size = {"height": lines * _LINE}
    return _SHAPE.format(number=number, row=row, column=column, **size, **sides, **ends)


def _refer_to_drawing(sheet: Any, relation: str) -> None:
    element = sheet.find(tag("legacyDrawing"))
    if element is None:
        element = etree.Element(tag("legacyDrawing"))
        insert_before(sheet, element, _BEHIND)
    element.set(f"{R}id", relation)
