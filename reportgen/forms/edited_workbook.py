"""A workbook that is changed part by part: its parts and their relations."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from typing import Any

from lxml import etree

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.ooxml.namespaces import CT, PR, RELATIONSHIPS, SHEET, S
from reportgen.ooxml.package import PackageFault, count_markup, read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.part_faults import is_plain_xml

_NUMBER = late_regex(r"-?[0-9]{1,9}")
_XML = (".xml", ".rels")
_CONTENT_TYPES = "[Content_Types].xml"
# Of all parts only those that are asked for become trees.
_MOST = LIMITS.package.markup
_LIMITS = LIMITS.package._replace(markup=LIMITS.archive.markup)


class NoWorkbookError(ValueError):
    """Raised if the bytes are no ordinary .xlsx (but .xls, .ods, encrypted, damaged, strict)."""


class OversizedError(NoWorkbookError):
    """Raised for a part of which a tree would be too large; it says in Chinese how much is."""


class BrokenPartError(NoWorkbookError):
    """Raised if a part is no XML, or lacks what is needed; its words are Chinese."""


def tag(name: str) -> str:
    """The name of an element of the spreadsheet's own vocabulary."""
    return S + name


def needed_child(parent: Any, name: str) -> Any:
    """The first child of that name. Errors: BrokenPartError if there is none."""
    found = parent.find(tag(name))
    if found is None:
        raise BrokenPartError(f"缺少 {name}")
    return found


def attribute_number(element: Any, attribute: str, usual: str = "") -> int:
    """The attribute's number, the `usual` one where it is not there.

    Errors: BrokenPartError if it is none.
    """
    said = element.get(attribute, usual)
    if not _NUMBER.fullmatch(said):
        raise BrokenPartError(f"{attribute}=“{said}”")
    return int(said)


def add_child(parent: Any, name: str, **attributes: str) -> Any:
    """A new last child of the spreadsheet's own vocabulary."""
    return etree.SubElement(parent, tag(name), attributes)


def insert_before(parent: Any, child: Any, names: Collection[str]) -> None:
    """Put the child before the first of those names, or last where there is none."""
    behind = {tag(name) for name in names}
    index = next((place for place, each in enumerate(parent) if each.tag in behind), len(parent))
    parent.insert(index, child)


def xml_bytes(root: Any) -> bytes:
    """The part's bytes."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


class EditedWorkbook:
    """The parts of a workbook by name, and the workbook part's place.

    Parts that nobody writes stay as they are. Errors: NoWorkbookError if the bytes are no workbook,
    if a part is no XML, with which no program would open the copy, or one that is asked for is
    missing.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._parts = dict(read_parts(data, _LIMITS))
        except PackageFault as fault:
            raise NoWorkbookError(str(fault)) from fault
        _refuse_broken(self._parts)
        self._types = self.xml(_CONTENT_TYPES)
        self.workbook = self.find_related("", "/officeDocument") or ""
        if etree.QName(self.xml(self.workbook)).namespace != SHEET:
            raise NoWorkbookError("no workbook part")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The part's bytes."""
        if name not in self._parts:
            raise NoWorkbookError(f"no part {name}")
        return self._parts[name]

    def xml(self, name: str) -> Any:
        """The root of the part; nothing is fetched and no entity is expanded."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        data = self.read(name)
        if count_markup(data) > _MOST:
            raise OversizedError(f"{name} 里的格式标记超过 {_MOST // 10_000} 万处")
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as fault:
            raise BrokenPartError(name) from fault

    def write(self, name: str, data: bytes, content_type: str = "") -> None:
        """Set a part; a new one needs its content type."""
        self._parts[name] = data
        if content_type:
            etree.SubElement(
                self._types, f"{CT}Override", PartName=f"/{name}", ContentType=content_type
            )

    def default_type(self, extension: str, content_type: str) -> None:
        """Make sure that parts of that extension have that type."""
        known = {each.get("Extension", "").lower() for each in self._types.iter(f"{CT}Default")}
        if extension not in known:
            default = etree.Element(f"{CT}Default", Extension=extension, ContentType=content_type)
            self._types.insert(0, default)

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern (`xl/comments{}.xml`) that no part has."""
        number = 1
        while pattern.format(number) in self._parts:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The part's relations by id: the kind, and the part they lead to."""
        name = _relations_name(part)
        if name not in self._parts:
            return {}
        base = posixpath.dirname(part)
        return {
            each.get("Id"): (each.get("Type", ""), _resolve(base, each.get("Target", "")))
            for each in self.xml(name).iter("{*}Relationship")
            if each.get("TargetMode") != "External"
        }

    def find_related(self, part: str, kind: str) -> str | None:
        """The part that `part` leads to by a relation of that kind, or None."""
        related = self.relations(part).values()
        return next((target for type_, target in related if type_.endswith(kind)), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation and give its id."""
        name = _relations_name(part)
        root = self.xml(name) if name in self._parts else etree.Element(f"{PR}Relationships")
        free = _free_id(root)
        away = posixpath.relpath(target, posixpath.dirname(part))
        relation = {"Id": free, "Type": f"{RELATIONSHIPS}{kind}", "Target": away}
        etree.SubElement(root, f"{PR}Relationship", relation)
        self._parts[name] = xml_bytes(root)
        return free

    def pack(self) -> bytes:
        """The workbook's bytes: old parts in their old order, new ones behind them."""
        return pack_parts({**self._parts, _CONTENT_TYPES: xml_bytes(self._types)})


def _refuse_broken(parts: Mapping[str, bytes]) -> None:
    """Errors: BrokenPartError names the first part that is no XML, or has a DTD, with which Excel
    opens nothing and whose entities a copy would lose; no tree is made of any.
    """
    for name, data in parts.items():
        if name.lower().endswith(_XML) and not is_plain_xml(data):
            raise BrokenPartError(name)


def _free_id(root: Any) -> str:
    known = {each.get("Id") for each in root}
    number = len(known) + 1
    while f"rId{number}" in known:
        number += 1
    return f"rId{number}"


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(base: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(base, target))
