"""A workbook's package (.xlsx, .ods) → its parts; what is wrong with it is told in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

from reportgen.bounded.limits import LIMITS
from reportgen.ooxml.package import Package, PackageFault, Reason, count_markup, open_package
from reportgen.problems import Location, UnreadableFileError, error

DAMAGED = "damaged_workbook"
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 再试；打不开的请重新传一份"
_TOO_MUCH = "多半是整行整列设了格式，或夹带了别的东西；请把要填的内容复制到新的工作簿再交"


@dataclass(frozen=True, slots=True)
class WorkbookPackage:
    """An open workbook's package. `file` is the file name for messages."""

    file: str
    package: Package

    def __contains__(self, name: str) -> bool:
        return name in self.package

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return self.package.names

    def part(self, name: str, told: str = "") -> bytes:
        """The part's bytes, empty if there is none; `told` is what the user knows it as.

        Errors: UnreadableFileError if it is too large or damaged.
        """
        data = self.read(name, told)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise damaged(self.file)
        return _without_cdata(data) if _CDATA in data else data

    def tree(self, name: str, told: str = "") -> Element:
        """The root of the part; one without anything where there is no such part.

        Errors: as `part`, for a tree that would be too large; ParseError.
        """
        data = self.part(name, told)
        most = LIMITS.workbook.tree
        if count_markup(data) > most:
            raise too_much(self.file, f"{told or name}里的格式标记超过 {most // 10_000} 万处")
        return fromstring(data) if data else Element("none")

    def read(self, name: str, told: str = "") -> bytes:
        """The bytes of a part that need be no XML, such as a picture; otherwise as `part`."""
        if name not in self.package:
            return b""
        try:
            return self.package.read(name)
        except PackageFault as fault:
            raise refused(fault, self.file, told) from fault


class PictureReader:
    """Reads the pictures of one sheet, each part once however often it is shown."""

    def __init__(self, package: WorkbookPackage) -> None:
        self._package = package
        self._known: dict[str, bytes] = {}

    def read(self, part: str) -> bytes:
        """The picture's bytes. Errors: UnreadableFileError if it is damaged or all are too much."""
        if part not in self._known:
            self._known[part] = self._package.read(part, "图片")
            most = LIMITS.workbook.pictures
            if sum(map(len, self._known.values())) > most:
                message = f"一张工作表里的图片超过 {most // 1_000_000} MB"
                raise too_much(self._package.file, message, "请把图片压缩后再插入")
        return self._known[part]


def open_workbook_package(data: bytes, file: str) -> WorkbookPackage:
    """The package in those bytes. Errors: PackageFault, which `refused` words."""
    return WorkbookPackage(file, open_package(data))


def refused(fault: PackageFault, file: str, told: str = "") -> UnreadableFileError:
    """What to say of a package that is not read; `told` is what the user knows its part as."""
    match fault.reason:
        case Reason.ENCRYPTED:
            return encrypted(file)
        case Reason.TOO_LARGE:
            bound = LIMITS.package.part if fault.part else LIMITS.package.growth
            return too_much(file, f"{told or '内容'}展开后过大（超过 {bound // 1_000_000} MB）")
        case Reason.TOO_MANY:
            return too_much(file, f"工作簿里的部件过多（超过 {LIMITS.package.parts} 个）")
        case Reason.PACKING:
            return damaged(file, "工作簿用了少见的压缩办法，读不出来")
    return damaged(file)


def too_much(file: str, message: str, hint: str = _TOO_MUCH) -> UnreadableFileError:
    """What to say of a workbook that holds too much; the message has the number exceeded."""
    return UnreadableFileError(error("too_large", message, Location(file), hint))


def damaged(file: str, message: str = "工作簿已损坏，读不出来") -> UnreadableFileError:
    """What to say of a damaged workbook."""
    return UnreadableFileError(error(DAMAGED, message, Location(file), _AGAIN))


def encrypted(file: str) -> UnreadableFileError:
    """What to say of a file that asks for a password."""
    hint = "请用 Excel 或 WPS 打开，去掉打开密码后另存"
    return UnreadableFileError(
        error("encrypted_workbook", "工作簿有打开密码，读不出来", Location(file), hint)
    )


def _without_cdata(data: bytes) -> bytes:
    """The data with what stands in sections of CDATA escaped; one without an end stays."""
    pieces: list[bytes] = []
    done = 0
    while (start := data.find(_CDATA, done)) >= 0:
        end = data.find(_CDATA_END, start)
        if end < 0:
            break
        pieces += (data[done:start], _escaped(data[start + len(_CDATA) : end]))
        done = end + len(_CDATA_END)
    return b"".join((*pieces, data[done:]))


def _escaped(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
