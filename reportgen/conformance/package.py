"""A file's bytes → the XML parts of a docx package, within bounds; what is no docx is told in
Chinese.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from reportgen.problems import Location, UnreadableFileError, error

_ZIP, _OLD_OFFICE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A real document has a few dozen parts, and its text a few million bytes.
_MOST_PARTS = 5_000
_LARGEST_PART = 60_000_000
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"

Element = Any


class Package(NamedTuple):
    """The XML parts that a look at the layout needs, parsed; `main` is the name of the one with
    the text.
    """

    file: str
    main: str
    parts: Mapping[str, Element]

    def related(self, kind: str) -> Element | None:
        """The part that the main one names as its `kind` (styles, theme…), or None."""
        name = next((target for each, target in self.relations().values() if each == kind), "")
        return self.parts.get(name)

    def relations(self) -> Mapping[str, tuple[str, str]]:
        """By id, the kind and the part's name of what the main part refers to."""
        return _relations(self.parts, self.main)


def is_word(data: bytes) -> bool:
    """Whether it is a Word document whatever it is called: a zip with a Word text in it."""
    try:
        with ZipFile(BytesIO(data)) as package:
            return any(name.startswith("word/") for name in package.namelist())
    except (BadZipFile, ValueError, OSError):
        return False


def open_package(data: bytes, file: str) -> Package:
    """The package; UnreadableFileError says what the file is instead, or what is wrong with it."""
    if not data.startswith(_ZIP):
        raise _no_zip(data, file)
    try:
        with ZipFile(BytesIO(data)) as package:
            return _read_package(package, file)
    except (
        BadZipFile,
        ValueError,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as cause:
        raise _damaged(file) from cause


def _read_package(package: ZipFile, file: str) -> Package:
    if len(package.namelist()) > _MOST_PARTS:
        raise _too_large(file)
    parts: dict[str, Element] = {}
    for name in ("_rels/.rels", *_wanted(package)):
        if name not in package.NameToInfo:
            continue
        parts[name] = _parse(_read_part(package, name, file), name, file)
    main = _main_part(parts)
    if main not in parts:
        raise _refuse(file, "not_word", "里面没有 Word 正文", "请用 Word 或 WPS 打开后另存为 .docx")
    if parts[main].tag.startswith("{" + _STRICT):
        raise _refuse(
            file,
            "strict_word",
            "是“严格 Open XML”格式，读不了",
            "请另存为普通的“Word 文档（.docx）”",
        )
    return Package(file, main, parts)


def _wanted(package: ZipFile) -> list[str]:
    """The parts of the text itself; pictures, embedded workbooks and charts are not read."""
    names = (
        name
        for name in package.namelist()
        if name.startswith("word/") and name.endswith((".xml", ".rels"))
    )
    return [
        name
        for name in names
        if name.count("/") == 1 or name.startswith(("word/_rels/", "word/theme/"))
    ]


def _read_part(package: ZipFile, name: str, file: str) -> bytes:
    with package.open(name) as part:
        data = part.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise _too_large(file)
    return data


def _parse(data: bytes, name: str, file: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as cause:
        raise _refuse(
            file,
            "damaged_word",
            f"已经损坏（{name} 读不通）",
            "请用 Word 或 WPS 打开，让它修复后另存为 .docx",
        ) from cause
    if root.getroottree().docinfo.doctype:
        raise _refuse(
            file,
            "damaged_word",
            "含有不该有的 DTD 定义，没有读",
            "请用 Word 或 WPS 打开后另存为 .docx",
        )
    return root


def _main_part(parts: Mapping[str, Element]) -> str:
    found = (target for kind, target in _relations(parts, "").values() if kind == "officeDocument")
    return next(found, "word/document.xml")


def _relations(parts: Mapping[str, Element], owner: str) -> Mapping[str, tuple[str, str]]:
    folder, name = posixpath.split(owner)
    root = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return {}
    return {
        each.get("Id", ""): (
            each.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
        )
        for each in root.iter(_RELATIONS)
        if each.get("TargetMode") != "External"
    }


def _no_zip(data: bytes, file: str) -> UnreadableFileError:
    if data.startswith(_OLD_OFFICE) and _ENCRYPTED in data:
        return _refuse(
            file,
            "encrypted_word",
            "加了密码，打不开",
            "请用 Word 或 WPS 打开，去掉打开密码后再保存",
        )
    if data.startswith((_OLD_OFFICE, _RTF)):
        hint = "请用 Word 或 WPS 打开，“另存为”选“Word 文档（.docx）”，再检查新的文件"
        return _refuse(
            file, "old_word", "是旧格式的文档（.doc、.wps 或 .rtf），只能检查 .docx", hint
        )
    if data.startswith(_PDF):
        return _refuse(
            file, "not_word", "是 PDF，只能检查 .docx", "请检查做出这个 PDF 的 Word 文件"
        )
    return _damaged(file)


def _damaged(file: str) -> UnreadableFileError:
    hint = "请用 Word 或 WPS 打开，让它修复后另存为 .docx"
    return _refuse(file, "damaged_word", "不是 Word 文档（.docx），或者已经损坏", hint)


def _too_large(file: str) -> UnreadableFileError:
    message = (
        f"解压后有超过 {_LARGEST_PART // 1_000_000} MB 的文字或过多的部件，不像正常的文档，没有读"
    )
    return _refuse(file, "too_large", message, "请检查文件的来源，或用 Word 另存一份")


def _refuse(file: str, code: str, message: str, hint: str) -> UnreadableFileError:
    return UnreadableFileError(error(code, message, Location(file), hint))
