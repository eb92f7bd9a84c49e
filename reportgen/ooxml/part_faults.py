"""The parts of a package → those that are not what they say: XML that is broken, pictures that are
none, content that nothing here can read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import CT
from reportgen.ooxml.package import PackageFault, read_parts

TYPES = "[Content_Types].xml"


class PartFault(NamedTuple):
    """A part, and what is wrong with it in Chinese."""

    part: str
    message: str


Parse = Callable[[str, bytes], Any]
"""What gives a part's root by its name and its bytes. Errors: XMLSyntaxError, ValueError."""
Keeps = Callable[[str], bool]
"""Whether the root is kept of a part of that type, which is in small letters."""


def no_kind(kind: str) -> bool:
    """That of none is."""
    return False


def parse_part(name: str, data: bytes) -> Any:
    """The part's root; nothing outside it is read. Errors: XMLSyntaxError, ValueError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def find_part_faults(
    parts: Mapping[str, bytes], parse: Parse = parse_part, keeps: Keeps = no_kind
) -> tuple[PartFault, ...]:
    """Each part that is not sound, in their order. `parse` is asked for all that are small, and for
    those whose roots it `keeps`.
    """
    types = read_types(parts)
    keys = _font_keys(parts.get("word/fontTable.xml", b""))
    found = ((_Part(name, data, parse), types(name)) for name, data in parts.items())
    said = (
        (part.name, "" if _is_sound(part.data, kind, keeps) else _explain(part, kind, keys))
        for part, kind in found
    )
    return tuple(PartFault(name, message) for name, message in said if message)


class _Part(NamedTuple):
    name: str
    data: bytes
    parse: Parse = parse_part

    def root(self) -> Any:
        """The root; None where it is no XML."""
        try:
            return self.parse(self.name, self.data)
        except (etree.XMLSyntaxError, ValueError):
            return None


_XML_ENDINGS = (".xml", ".rels")
# With which the signs of ASCII are XML for everybody, or for nobody.
_PLAIN_HEAD = late_regex(
    rb"""<(?!\?xml\s)|<\?xml version=["']1.0["'](?: encoding=["'](?:UTF|utf)-8["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])?\s*\?>"""
)
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_XML_TYPES = ("/xml", "+xml", ".vmldrawing")
_PACKAGES = late_regex(r"application/vnd\.(?:openxmlformats-officedocument|ms-\w+)\..*(?<!xml)")
_COMPOUNDS = ("oleobject", "vbaproject", "activex", "msword", "ms-excel", "ms-powerpoint")
_COMPOUND = b"\xd0\xcf\x11\xe0"
_FONTS = ("obfuscatedfont", "fontdata", "font-ttf", "font/")
_FONT_HEADS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
_PICTURE_HEADS = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    *(b"II\xbc", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"\x1f\x8b"),
    *(b"\x00\x00\x01\x00", b"\n\x05\x01"),
)
_METAFILE, _AT = b" EMF", slice(40, 44)
_WEB_PICTURE = late_regex(rb"RIFF.{4}WEBP", re.DOTALL)
# What a part of that type is rooted in (ECMA-376-1, 11.3 and 15.2): others are not read by name.
_ROOTS = {
    "package.core-properties+xml": "coreProperties",
    "officedocument.extended-properties+xml": "Properties",
    "officedocument.custom-properties+xml": "Properties",
    "officedocument.theme+xml": "theme",
    "officedocument.wordprocessingml.styles+xml": "styles",
    "officedocument.wordprocessingml.settings+xml": "settings",
    "officedocument.wordprocessingml.numbering+xml": "numbering",
    "officedocument.wordprocessingml.fonttable+xml": "fonts",
    "officedocument.wordprocessingml.footnotes+xml": "footnotes",
    "officedocument.wordprocessingml.endnotes+xml": "endnotes",
    "officedocument.wordprocessingml.comments+xml": "comments",
    "officedocument.wordprocessingml.header+xml": "hdr",
    "officedocument.wordprocessingml.footer+xml": "ftr",
}
# From so many bytes on a tree takes longer than another parser does to begin.
_LARGE = 20_000
# A font's first bytes are mixed with its key, as a part of the document tells it (17.8.1).
_MIXED = 32


def read_types(parts: Mapping[str, bytes]) -> Callable[[str], str]:
    """What gives a part's type in small letters by its name; empty for one of no known type."""
    root = _Part(TYPES, parts.get(TYPES, b"")).root()
    found = list(root) if root is not None else []
    said = [(each.tag, each.get("PartName") or each.get("Extension", ""), each) for each in found]
    types = {
        (tag == f"{CT}Override", key.lower()): each.get("ContentType", "").lower()
        for tag, key, each in said
    }
    ends = {(False, "rels"): _RELATIONS_TYPE}

    def type_of(name: str) -> str:
        ending = (False, name.rpartition(".")[2].lower())
        return types.get((True, f"/{name}".lower())) or types.get(ending) or ends.get(ending, "")

    return type_of


def _explain(part: _Part, kind: str, keys: tuple[bytes, ...]) -> str:
    data = part.data
    if kind.endswith(_XML_TYPES):
        return _explain_xml(part, _root_of(kind))
    if not kind:
        return "" if data.startswith(b"<?xml") and not _explain_xml(part) else "没有写明是什么"
    if kind.startswith("image/"):
        return "" if _is_picture(data) else "不是完好的图片"
    if any(word in kind for word in _FONTS):
        return "" if _is_font(data, keys) else "不是完好的字体"
    if any(word in kind for word in _COMPOUNDS) and data.startswith(_COMPOUND):
        return ""
    return _explain_package(data) if _PACKAGES.fullmatch(kind) else "是不认识的内容"


def _root_of(kind: str) -> str:
    return _ROOTS.get(kind.rpartition("/vnd.openxmlformats-")[2], "")


def _explain_xml(part: _Part, rooted: str = "") -> str:
    root = part.root()
    if root is None or not _is_as_it_says(part.data):
        return "不是完整的 XML"
    if rooted and etree.QName(root).localname != rooted:
        return "不是它该有的内容"
    return "含有不该有的 DTD 定义" if root.getroottree().docinfo.doctype else ""


def _is_sound(data: bytes, kind: str, keeps: Keeps) -> bool:
    """Whether it is a large part of sound XML, as a parser tells that makes no tree; False where
    only a tree tells, or one is wanted.
    """
    if len(data) < _LARGE or not kind.endswith(_XML_TYPES) or _root_of(kind) or keeps(kind):
        return False
    parser = etree.XMLParser(target=_Nothing(), resolve_entities=False, no_network=True)
    try:
        etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    # Namespaces that are wrong are only noted down so.
    return not len(parser.error_log) and _is_plain(data)


class _Nothing:
    """What a parser makes of what it reads."""

    def close(self) -> None:
        """None."""


def is_plain_xml(data: bytes) -> bool:
    """Whether it is XML as programs of offices take it: whole, and without a DTD."""
    declared: list[str] = []
    parser = ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = lambda name, *_: declared.append(name)
    try:
        parser.Parse(data, True)
    except ExpatError:
        return False
    return not declared


def first_broken(parts: Mapping[str, bytes]) -> str:
    """The name of the first part that is called XML and is none; empty where all are."""
    named = ((name, data) for name, data in parts.items() if name.lower().endswith(_XML_ENDINGS))
    return next((name for name, data in named if not is_plain_xml(data)), "")


def _is_as_it_says(data: bytes) -> bool:
    """Whether XML that libxml2 has read is in the encoding that it names, of those that packages
    may have (OPC, M1.17): libxml2 reads others too.
    """
    if _is_plain(data):
        return True
    try:
        ParserCreate().Parse(data, True)
    except ExpatError:
        return False
    return True


def _is_plain(data: bytes) -> bool:
    # Where the one sign is not, the word need not be looked for.
    return (
        data.isascii()
        and bool(_PLAIN_HEAD.match(data))
        and (b"!" not in data or b"<!DOCTYPE" not in data)
    )


def _explain_package(data: bytes) -> str:
    try:
        read_parts(data)
    except PackageFault:
        return "不是完好的 Office 文件"
    return ""


def _is_picture(data: bytes) -> bool:
    return (
        data.startswith(_PICTURE_HEADS) or data[_AT] == _METAFILE or bool(_WEB_PICTURE.match(data))
    )


def _is_font(data: bytes, keys: tuple[bytes, ...]) -> bool:
    heads = (data[:4], *(_unmixed(data, key) for key in keys))
    return len(data) > _MIXED and any(head in _FONT_HEADS for head in heads)


def _unmixed(data: bytes, key: bytes) -> bytes:
    return bytes(byte ^ mixed for byte, mixed in zip(data[:4], key, strict=False))


def _font_keys(table: bytes) -> tuple[bytes, ...]:
    """The keys of embedded fonts, their bytes in the order in which they are mixed in."""
    root = _Part("", table).root() if b"fontKey" in table else None
    said = [key for each in root.iter() for key in each.values()] if root is not None else []
    keys = (re.sub(r"[{}-]", "", key) for key in said if re.fullmatch(r"\{[0-9A-Fa-f-]{36}\}", key))
    return tuple(bytes.fromhex(key)[::-1] for key in keys)
