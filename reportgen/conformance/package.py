"""A file's bytes → the XML parts of a docx package, within bounds; what is no docx is told in
Chinese.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from reportgen.ooxml.namespaces import PR
from reportgen.ooxml.package import LIMITS, Package, PackageFault, Reason, open_package
from reportgen.problems import Location, UnreadableFileError, error

_PDF, _RTF = b"%PDF", b"{\\rtf"
_STRICT = "http://purl.oclc.org/ooxml/"

Element = Any


class DocumentPackage(NamedTuple):
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
        return any(name.startswith("word/") for name in open_package(data).names)
    except PackageFault:
        return False


def open_document(data: bytes, file: str) -> DocumentPackage:
    """The document's package; UnreadableFileError says what the file is instead, or what is wrong
    with it.
    """
    try:
        package = open_package(data)
        found = {name: package.read(name) for name in _wanted(package)}
    except PackageFault as fault:
        raise _refused(fault, data, file) from fault
    parts = {name: _parse(part, name, file) for name, part in found.items()}
    main = _main_part(parts)
    if main not in parts:
        raise _refuse(file, "not_word", "里面没有 Word 正文", "请用 Word 或 WPS 打开后另存为 .docx")
    if parts[main].tag.startswith("{" + _STRICT):
        message = "是“严格 Open XML”格式，读不了"
        raise _refuse(file, "strict_word", message, "请另存为普通的“Word 文档（.docx）”")
    return DocumentPackage(file, main, parts)


def _wanted(package: Package) -> list[str]:
    """The parts of the text itself; pictures, embedded workbooks and charts are not read."""
    return [name for name in package.names if name == "_rels/.rels" or _is_text(name)]


def _is_text(name: str) -> bool:
    folder, _, rest = name.partition("/")
    if folder != "word" or not name.endswith((".xml", ".rels")):
        return False
    return "/" not in rest or rest.startswith(("_rels/", "theme/"))


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
        for each in root.iter(f"{PR}Relationship")
        if each.get("TargetMode") != "External"
    }


def _refused(fault: PackageFault, data: bytes, file: str) -> UnreadableFileError:
    save = "请用 Word 或 WPS 打开后另存为 .docx"
    match fault.reason:
        case Reason.NO_PACKAGE if data.startswith(_PDF):
            hint = "请检查做出这个 PDF 的 Word 文件"
            return _refuse(file, "not_word", "是 PDF，只能检查 .docx", hint)
        case Reason.NO_PACKAGE if data.startswith(_RTF):
            return _old(file)
        case Reason.OLD_FORMAT:
            return _old(file)
        case Reason.ENCRYPTED:
            hint = "请用 Word 或 WPS 打开，去掉打开密码后再保存"
            return _refuse(file, "encrypted_word", "加了密码，打不开", hint)
        case Reason.TOO_LARGE | Reason.TOO_MANY:
            return _too_large(file)
        case Reason.PACKING:
            return _refuse(file, "damaged_word", "不是按 .docx 的办法压缩的，读不出来", save)
    hint = "请用 Word 或 WPS 打开，让它修复后另存为 .docx"
    return _refuse(file, "damaged_word", "不是 Word 文档（.docx），或者已经损坏", hint)


def _old(file: str) -> UnreadableFileError:
    message = "是旧格式的文档（.doc、.wps 或 .rtf），只能检查 .docx"
    hint = "请用 Word 或 WPS 打开，“另存为”选“Word 文档（.docx）”，再检查新的文件"
    return _refuse(file, "old_word", message, hint)


def _too_large(file: str) -> UnreadableFileError:
    bound = LIMITS.part // 1_000_000
    message = f"解压后有超过 {bound} MB 的文字或过多的部件，不像正常的文档，没有读"
    return _refuse(file, "too_large", message, "请检查文件的来源，或用 Word 另存一份")


def _refuse(file: str, code: str, message: str, hint: str) -> UnreadableFileError:
    return UnreadableFileError(error(code, message, Location(file), hint))
