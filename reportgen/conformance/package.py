"""A file's bytes → the XML parts of a docx package, within bounds; what is no docx is told in
Chinese.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from reportgen.bounded.limits import LIMITS
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import PR
from reportgen.ooxml.package import Package, PackageFault, Reason, open_package
from reportgen.ooxml.workload import workload_of
from reportgen.problems import Location, UnreadableFileError, error

_PDF, _RTF = b"%PDF", b"{\\rtf"
_OLD_TEXT = "WordDocument".encode("utf-16-le")
_STRICT = "http://purl.oclc.org/ooxml/"

Element = Any
Relations = Mapping[str, tuple[str, str]]
"""By id, the kind and the part's name of what a part refers to."""


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

    def relations(self) -> Relations:
        """What the main part refers to."""
        return _relations(self.parts, self.main)


def is_word(data: bytes) -> bool:
    """Whether it is a Word document whatever it is called: a zip with a Word text in it."""
    try:
        return any(name.startswith("word/") for name in open_package(data).names)
    except PackageFault:
        return False


def is_old_document(data: bytes) -> bool:
    """Whether it is a text of the old format that .doc and .wps have, without a password."""
    try:
        open_package(data)
    except PackageFault as fault:
        return fault.reason is Reason.OLD_FORMAT and _OLD_TEXT in data
    return False


def open_document(data: bytes, file: str, *, is_bound: bool = True) -> DocumentPackage:
    """The document's package; UnreadableFileError says what the file is instead, or what is wrong
    with it, or that there is too much to look at, unless it is not bound.
    """
    try:
        package = open_package(data)
        found = dict(package.read_many(_wanted(package)))
    except PackageFault as fault:
        raise _refused(_refusal(fault.reason, data), file) from fault
    # A part's bytes go as its tree comes.
    parts = {name: _parse(found.pop(name), name, file) for name in tuple(found)}
    main = _main_part(parts)
    if main not in parts:
        raise _refused(_NO_TEXT, file)
    if parts[main].tag.startswith("{" + _STRICT):
        raise _refused(_IS_STRICT, file)
    if is_bound:
        _refuse_too_much(parts.values(), file)
    return DocumentPackage(file, main, parts)


def _refuse_too_much(parts: Iterable[Element], file: str) -> None:
    workload = workload_of(parts)
    if workload.cost > LIMITS.workload:
        raise _refused(_TOO_MUCH._replace(message=f"{_TOO_MUCH.message}：有{workload}"), file)


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
        broken = _DAMAGED._replace(message=f"已经损坏（{name} 读不通）")
        raise _refused(broken, file) from cause
    if root.getroottree().docinfo.doctype:
        raise _refused(_HAS_DTD, file)
    return root


def _main_part(parts: Mapping[str, Element]) -> str:
    found = (target for kind, target in _relations(parts, "").values() if kind == "officeDocument")
    return next(found, "word/document.xml")


def _relations(parts: Mapping[str, Element], owner: str) -> Relations:
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


class _Refusal(NamedTuple):
    code: str
    message: str
    hint: str


_SAVE, _MEND = (
    "请用 Word 或 WPS 打开后另存为 .docx",
    "请用 Word 或 WPS 打开，让它修复后另存为 .docx",
)
_DAMAGED = _Refusal("damaged_word", "不是 Word 文档（.docx），或者已经损坏", _MEND)
_NO_TEXT = _Refusal("not_word", "里面没有 Word 正文", _SAVE)
_IS_PDF = _Refusal("not_word", "是 PDF，只能检查 .docx", "请检查做出这个 PDF 的 Word 文件")
_IS_STRICT = _Refusal(
    "strict_word", "是“严格 Open XML”格式，读不了", "请另存为普通的“Word 文档（.docx）”"
)
_HAS_DTD = _Refusal("damaged_word", "含有不该有的 DTD 定义，没有读", _SAVE)
_IS_OLD = _Refusal(
    "old_word",
    "是旧格式的文档（.doc、.wps 或 .rtf），只能检查 .docx",
    "请用 Word 或 WPS 打开，“另存为”选“Word 文档（.docx）”，再检查新的文件；"
    "装了 LibreOffice 的电脑可以直接检查 .doc 和 .wps",
)
_TOO_LARGE = _Refusal(
    "too_large",
    f"解压后有超过 {LIMITS.package.part // 1_000_000} MB 的文字或过多的部件，"
    "不像正常的文档，没有读",
    "请检查文件的来源，或用 Word 另存一份",
)
_TOO_MUCH = _Refusal("too_large", "内容太多，没有检查", "请把文档分成几份检查")
_REFUSALS: Mapping[Reason, _Refusal] = {
    Reason.OLD_FORMAT: _IS_OLD,
    Reason.ENCRYPTED: _Refusal(
        "encrypted_word", "加了密码，打不开", "请用 Word 或 WPS 打开，去掉打开密码后再保存"
    ),
    Reason.PACKING: _Refusal("damaged_word", "不是按 .docx 的办法压缩的，读不出来", _SAVE),
    Reason.TOO_LARGE: _TOO_LARGE,
    Reason.TOO_MANY: _TOO_LARGE,
    Reason.TOO_MARKED: _TOO_LARGE._replace(
        message=f"里面的格式标记超过 {LIMITS.package.markup // 10_000} 万处，不像正常的文档，没有读"
    ),
}


def _refusal(reason: Reason, data: bytes) -> _Refusal:
    if data.startswith(_PDF):
        return _IS_PDF
    return _IS_OLD if data.startswith(_RTF) else _REFUSALS.get(reason, _DAMAGED)


def _refused(refusal: _Refusal, file: str) -> UnreadableFileError:
    return UnreadableFileError(error(refusal.code, refusal.message, Location(file), refusal.hint))
