"""The pictures on a sheet of an .xlsx → their bytes and the row that each belongs to.

Pictures lie over the cells (a drawing), or in a cell: WPS puts them there by `DISPIMG`, Excel 365
by a rich value. They are told by what the parts say, never by the names of files.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element, ParseError

from reportgen.late_regex import late_regex
from reportgen.load.workbooks.grid import MOST_PICTURES, EmbeddedPicture
from reportgen.load.workbooks.package import PictureReader, WorkbookPackage, damaged
from reportgen.ooxml.cell_names import find_cell

_EMU_PER_POINT = 12_700
_USUAL_HEIGHT = 15.0
# A picture that begins so far down a row was meant for the next one.
_LOWEST_BEGINNING = 0.8
_ROW = late_regex(rb'<(?:\w+:)?row\s(?>[^<>]*?\br="(\d{1,7})")[^<>]*?\bht="([\d.]{1,12})"')
# What opens a cell: its name, and what else its attributes say.
_CELL = late_regex(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_NAME_OF_WPS = late_regex(rb'DISPIMG\((?:&quot;|")(\w+)(?:&quot;|")')
_NUMBER_OF_EXCEL = late_regex(rb'\bvm="([0-9]{1,9})"')


def embedded_pictures(package: WorkbookPackage, sheet: str) -> tuple[EmbeddedPicture, ...]:
    """The first pictures of the sheet with that part, one more than are used, from top to bottom.

    Errors: UnreadableFileError if a part is damaged.
    """
    try:
        found = list(islice(_Pictures(package, sheet).all(), MOST_PICTURES + 1))
    except (ParseError, ValueError, KeyError, IndexError) as fault:
        raise damaged(package.file) from fault
    return tuple(sorted(found, key=lambda each: (each.row, each.column)))


class _Pictures:
    """The pictures of one sheet."""

    def __init__(self, package: WorkbookPackage, sheet: str) -> None:
        self._package, self._sheet = package, sheet
        self._data = package.part(sheet)
        self._reader = PictureReader(package)

    def all(self) -> Iterator[EmbeddedPicture]:
        """Those over the cells and those in them."""
        yield from self._drawn()
        by_name, by_number = _pictures_of_wps(self._package), _pictures_of_excel(self._package)
        if by_name or by_number:
            for cell in self._data.split(b"<c ")[1:]:
                yield from self._in_cell(cell, by_name, by_number)

    # ---- over the cells ----

    def _drawn(self) -> Iterator[EmbeddedPicture]:
        heights = _row_heights(self._data)
        for kind, drawing in related(self._package, self._sheet).values():
            if kind.endswith("/drawing"):
                targets = related(self._package, drawing)
                for anchor in self._package.tree(drawing):
                    yield from self._anchored(anchor, targets, heights)

    def _anchored(
        self, anchor: Element, targets: Mapping[str, tuple[str, str]], heights: Mapping[int, float]
    ) -> Iterator[EmbeddedPicture]:
        place = _find_row(anchor, heights)
        if place is None:
            return
        for part in _shown(anchor, targets):
            yield EmbeddedPicture(*place, self._reader.read(part))

    # ---- in cells ----

    def _in_cell(
        self, cell: bytes, by_name: Mapping[str, str], by_number: Mapping[int, str]
    ) -> Iterator[EmbeddedPicture]:
        opening, _, content = cell.partition(b">")
        said = _CELL.search(opening)
        place = find_cell(said.group(1).decode()) if said else None
        number, name = _NUMBER_OF_EXCEL.search(opening), _NAME_OF_WPS.search(content)
        part = by_number.get(int(number.group(1)), "") if number else ""
        part = part or (by_name.get(name.group(1).decode(), "") if name else "")
        if part and place:
            yield EmbeddedPicture(*place, self._reader.read(part))


def related(package: WorkbookPackage, part: str) -> Mapping[str, tuple[str, str]]:
    """The part's relations by id: the kind, and the part they lead to; none outside the package."""
    folder, name = posixpath.split(part)
    root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        each.get("Id", ""): (each.get("Type", ""), _resolve(folder, each.get("Target", "")))
        for each in root
        if each.get("TargetMode") != "External"
    }


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _named(element: Element, name: str) -> Iterator[Element]:
    """All elements of that name beneath, in whichever namespace (transitional or strict)."""
    return (each for each in element.iter() if each.tag.rpartition("}")[2] == name)


def _shown(element: Element, targets: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The parts of the pictures that the element shows, each once."""
    for blip in _named(element, "blip"):
        for key, value in blip.attrib.items():
            if key.rpartition("}")[2] == "embed" and value in targets:
                yield targets[value][1]


def _row_heights(sheet: bytes) -> Mapping[int, float]:
    """The heights of rows that have their own, in EMU."""
    return {
        int(row): float(height) * _EMU_PER_POINT
        for row, height in _ROW.findall(sheet)
        if height.count(b".") < 2
    }


def _find_row(anchor: Element, heights: Mapping[int, float]) -> tuple[int, int] | None:
    """The row and column, from 1, of the cell that the picture was put at."""
    beginning, end = _corner(anchor, "from"), _corner(anchor, "to")
    if beginning is None:
        return None
    row, column, below = beginning
    height = heights.get(row, _USUAL_HEIGHT * _EMU_PER_POINT)
    is_lower = below > _LOWEST_BEGINNING * height
    if end is not None and end[0] == row + 1:
        is_lower = end[2] > height - below
    return row + is_lower, column


def _corner(anchor: Element, name: str) -> tuple[int, int, int] | None:
    """Row and column from 1, and how far below the row's upper edge the corner lies, in EMU."""
    corner = next(_named(anchor, name), None)
    if corner is None:
        return None
    said = {each.tag.rpartition("}")[2]: int(each.text or "0") for each in corner}
    return said["row"] + 1, said["col"] + 1, said.get("rowOff", 0)


def _pictures_of_wps(package: WorkbookPackage) -> Mapping[str, str]:
    """The pictures in cells by the name that `DISPIMG` calls them."""
    part = "xl/cellimages.xml"
    targets = related(package, part)
    found: dict[str, str] = {}
    for image in _named(package.tree(part), "cellImage"):
        names = [each.get("name", "") for each in _named(image, "cNvPr")]
        found |= {name: shown for name in names[:1] for shown in _shown(image, targets)}
    return found


def _pictures_of_excel(package: WorkbookPackage) -> Mapping[int, str]:
    """The pictures in cells by the number of the rich value that the cell refers to."""
    relations = "xl/richData/richValueRel.xml"
    targets = related(package, relations)
    parts = [_target(each, targets) for each in _named(package.tree(relations), "rel")]
    values = list(_named(package.tree("xl/richData/rdrichvalue.xml"), "rv"))
    found = {}
    for number, value in enumerate(_rich_values(package), 1):
        first = next(_named(values[value], "v"), None) if value < len(values) else None
        place = int(first.text or "-1") if first is not None and _is_number(first) else -1
        if 0 <= place < len(parts):
            found[number] = parts[place]
    return found


def _target(relation: Element, targets: Mapping[str, tuple[str, str]]) -> str:
    keys = (value for key, value in relation.attrib.items() if key.rpartition("}")[2] == "id")
    return targets.get(next(keys, ""), ("", ""))[1]


def _is_number(element: Element) -> bool:
    return (element.text or "").isdigit()


def _rich_values(package: WorkbookPackage) -> list[int]:
    """For each entry of the workbook's valueMetadata the number of its rich value."""
    root = package.tree("xl/metadata.xml")
    futures = [int(each.get("i", "0")) for each in _named(root, "rvb")]
    listed = next(_named(root, "valueMetadata"), Element("none"))
    places = (int(each.get("v", "0")) for each in _named(listed, "rc"))
    return [futures[place] if place < len(futures) else place for place in places]
