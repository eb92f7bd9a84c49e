"""A workbook's package (.xlsx, .ods) → its parts, none larger than a bound."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from reportgen.problems import Location, UnreadableFileError, error

# A table of two thousand schools takes 12 MB; what is larger than this is no honest workbook.
LARGEST_PART = 40_000_000
_LARGEST_SUM = 100_000_000
_LARGEST_DIRECTORY = 500_000
_DIRECTORY_END = b"PK\x05\x06"
_LARGE_DIRECTORY = b"PK\x06\x07"
_ENCRYPTED = 0x1
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


@dataclass(slots=True)
class Package:
    """An open package; it counts what has been taken out of it."""

    file: str
    archive: zipfile.ZipFile
    names: frozenset[str] = frozenset()
    taken: int = field(default=0)

    def part(self, name: str, told: str = "") -> bytes:
        """The part's bytes, empty if there is none; `told` is what the user knows it as.

        Errors: UnreadableFileError where it is too large or damaged.
        """
        if name not in self.names:
            return b""
        room = min(LARGEST_PART, _LARGEST_SUM - self.taken)
        try:
            with self.archive.open(name) as stream:
                data = stream.read(room + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as fault:
            raise damaged(self.file) from fault
        if len(data) > room:
            raise self._too_large(told or "内容")
        self.taken += len(data)
        return self._plain(data)

    def _plain(self, data: bytes) -> bytes:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise damaged(self.file)
        return _CDATA.sub(_escaped, data) if b"<![CDATA[" in data else data

    def _too_large(self, told: str) -> UnreadableFileError:
        message = f"{told}展开后过大（超过 {LARGEST_PART // 1_000_000} MB）"
        hint = "多半是整行整列设了格式，或夹带了别的东西；请把要填的内容复制到新的工作簿再交"
        return UnreadableFileError(error("too_large", message, Location(self.file), hint))


def open_package(data: bytes, file: str) -> Package:
    """The package in those bytes. Errors: UnreadableFileError for one that is damaged, encrypted
    or boundless.
    """
    _refuse_large_directory(data, file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as fault:
        raise damaged(file) from fault
    names = [entry.filename for entry in archive.infolist()]
    if len(set(names)) < len(names):
        raise damaged(file)
    if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
        raise encrypted(file)
    return Package(file, archive, frozenset(names))


def damaged(file: str) -> UnreadableFileError:
    """What to say of a file that is no whole workbook."""
    hint = "请用 Excel 或 WPS 打开，另存为 .xlsx 再试；打不开的请重新传一份"
    return UnreadableFileError(
        error("damaged_workbook", "工作簿已损坏，读不出来", Location(file), hint)
    )


def encrypted(file: str) -> UnreadableFileError:
    """What to say of a file that asks for a password."""
    hint = "请用 Excel 或 WPS 打开，去掉打开密码后另存"
    return UnreadableFileError(
        error("encrypted_workbook", "工作簿有打开密码，读不出来", Location(file), hint)
    )


def _refuse_large_directory(data: bytes, file: str) -> None:
    """The list of parts is read whole: its size is looked at before."""
    end = data.rfind(_DIRECTORY_END, max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22 or _LARGE_DIRECTORY in data[max(0, end - 20) : end]:
        raise damaged(file)
    if int.from_bytes(data[end + 12 : end + 16], "little") > _LARGEST_DIRECTORY:
        raise damaged(file)


def _escaped(match: re.Match[bytes]) -> bytes:
    return match.group(1).replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
