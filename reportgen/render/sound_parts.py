"""The parts of a template → those that may go into reports: each is sound, or left out with a
reminder, or the template is refused.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from urllib.parse import unquote

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.external import parse
from reportgen.ooxml.namespaces import CT, PR
from reportgen.ooxml.part_faults import (
    TYPES,
    Keeps,
    Parse,
    PartFault,
    find_part_faults,
    no_kind,
    parse_part,
    read_types,
)
from reportgen.problems import Location, Problem, TemplateError, error, warning
from reportgen.render.template_package import not_word

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Of documents that keep to the strict standard, which are not read.
_STRICT = "purl.oclc.org/"
_PACKAGE_RELATIONS, _RELATIONS = "_rels/.rels", ".rels"
# What a document refers to by what it is and not by a number in its text, and cannot do without.
_NEEDED = frozenset(
    (
        *("officeDocument", "styles", "stylesWithEffects", "numbering", "settings", "fontTable"),
        *("theme", "footnotes", "endnotes", "comments", "commentsExtended", "people"),
    )
)
# What one printer was told, which nothing can read, and where the text names it.
_PRINTER = "printerSettings"
_PRINTER_MARK = late_regex(rb"<w:printerSettings\b[^>]*?/>")


class SoundParts(NamedTuple):
    """The parts that are kept, and reminders of those that are not."""

    parts: Mapping[str, bytes]
    reminders: tuple[Problem, ...] = ()


class _Relation(NamedTuple):
    """A relation within the package: the part that it begins at, its number, what it is and where
    it leads.
    """

    owner: str
    number: str
    kind: str
    target: str


def keep_sound(
    parts: Mapping[str, bytes], name: str, parse: Parse = parse_part, keeps: Keeps = no_kind
) -> SoundParts:
    """The parts that documents may have; those of XML whose trees it `keeps` are parsed by `parse`.

    Errors: TemplateError where one that is needed is broken, or it is no Word document.
    """
    faults = find_part_faults(parts, parse, keeps)
    by_name = {fault.part: fault for fault in faults}
    for part in (TYPES, _PACKAGE_RELATIONS):
        if part in by_name:
            raise TemplateError(_refusal(by_name[part], name))
    relations = tuple(_read_relations(parts))
    if not _is_word(parts, relations):
        raise not_word(name, parts)
    return _without(parts, faults, relations, name) if faults else SoundParts(parts)


def _is_word(parts: Mapping[str, bytes], relations: tuple[_Relation, ...]) -> bool:
    mains = (each.target for each in relations if _is_main(each) and each.target in parts)
    return read_types(parts)(next(mains, "")) == _MAIN_TYPE


def _is_main(relation: _Relation) -> bool:
    return not relation.owner and relation.kind == "officeDocument"


def _read_relations(parts: Mapping[str, bytes]) -> Iterator[_Relation]:
    names = {each.lower(): each for each in parts}
    for rels in (each for each in parts if each.endswith(_RELATIONS)):
        folder, name = posixpath.split(rels)
        owner = posixpath.join(posixpath.dirname(folder), name[: -len(_RELATIONS)])
        for each in _inner(parse(parts[rels])):
            path = unquote(each.get("Target", "")).partition("#")[0]
            place = posixpath.join("/", posixpath.dirname(owner), path)
            target = posixpath.normpath(place).lstrip("/")
            base, _, kind = each.get("Type", "").rpartition("/")
            kind = f"{_STRICT}{kind}" if _STRICT in base else kind
            yield _Relation(owner, each.get("Id", ""), kind, names.get(target.lower(), target))


def _inner(root: Any) -> Iterator[Any]:
    for each in root.iter(f"{PR}Relationship") if root is not None else ():
        if each.get("TargetMode") != "External":
            yield each


def _without(
    parts: Mapping[str, bytes],
    faults: tuple[PartFault, ...],
    relations: tuple[_Relation, ...],
    name: str,
) -> SoundParts:
    kept, dropped = dict(parts), {fault.part for fault in faults}
    leading = [each for each in relations if each.target in dropped]
    for owner in {each.owner for each in leading if each.kind == _PRINTER} & kept.keys():
        kept[owner] = _PRINTER_MARK.sub(b"", kept[owner])
    told = {each.target: each for each in leading if each.kind != _PRINTER}
    refused = [each for each in faults if _is_needed(each.part, told, kept)]
    if refused:
        raise TemplateError(_refusal(refused[0], name, len(refused)))
    reminders = tuple(_reminder(each, name) for each in faults if each.part in told)
    return SoundParts(_drop(kept, dropped), reminders)


def _is_needed(part: str, leading: Mapping[str, _Relation], parts: Mapping[str, bytes]) -> bool:
    if part.endswith(_RELATIONS):
        return True
    relation = leading.get(part)
    if relation is None:
        return False
    named = f'"{escape(relation.number)}"'.encode() in parts.get(relation.owner, b"")
    return named or relation.kind in _NEEDED


def _drop(parts: Mapping[str, bytes], dropped: set[str]) -> Mapping[str, bytes]:
    """The parts without those, their relations, and what says of them."""
    own = {posixpath.join(*_relations_of(each)) for each in dropped}
    left = {name: data for name, data in parts.items() if name not in dropped | own}
    leading = [each for each in _read_relations(parts) if each.target in dropped]
    for owner in {each.owner for each in leading}:
        rels = posixpath.join(*_relations_of(owner))
        gone = {each.number for each in leading if each.owner == owner}
        left[rels] = _filtered(left[rels], lambda each, gone=gone: each.get("Id") not in gone)
    names = {f"/{each}".lower() for each in dropped}
    left[TYPES] = _filtered(left[TYPES], lambda each: _said_of(each) not in names)
    return left


def _said_of(override: Any) -> str:
    part = override.get("PartName", "") if override.tag == f"{CT}Override" else ""
    return str(part).lower()


def _relations_of(part: str) -> tuple[str, str, str]:
    folder, name = posixpath.split(part)
    return folder, "_rels", f"{name}{_RELATIONS}"


def _filtered(data: bytes, keeps: Any) -> bytes:
    root = parse(data)
    for each in [child for child in root if not keeps(child)]:
        root.remove(each)
    written: bytes = etree.tostring(root, encoding="UTF-8", standalone=True)
    return written


def _refusal(fault: PartFault, name: str, count: int = 1) -> Problem:
    more = f"，坏的部件共 {count} 个" if count > 1 else ""
    message = f"打不开，文件内容已经损坏（{fault.part} {fault.message}{more}）"
    hint = "请用 Word 或 WPS 打开，看能否修复，再另存为 .docx"
    return error("template_unreadable", message, Location(name), hint)


def _reminder(fault: PartFault, name: str) -> Problem:
    message = f"里面的 {fault.part} {fault.message}，报告里不带它"
    hint = "不影响报告的内容；不要提醒，请用 Word 或 WPS 打开模板，再另存为 .docx"
    return warning("template_part_dropped", message, Location(name), hint)
