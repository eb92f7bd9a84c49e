"""What a file is that is no data file, by its name and its first bytes, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from reportgen.problems import Location, Problem, error, gap, warning


class OtherKind(NamedTuple):
    """A kind of file that is not read: what people call it, and what to do with one.

    `may_be_returned`: schools send their data in such.
    """

    name: str
    hint: str
    may_be_returned: bool = False


_FILL_IN = "数据要填在采集表（.xlsx）或数据文件（.yaml）里交"
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”"
_UNPACK = "请先解开，把里面的文件放进文件夹"
_NAME_IT = "报告里要用的，请放在那所学校的数据文件旁边，在数据里写上它的文件名；不用的请移走"
_WORD = OtherKind("Word 文档", _FILL_IN)
_TEXT = OtherKind("文本文件", f"不是数据的请移走；{_FILL_IN}")
_PICTURE = OtherKind("图片", _NAME_IT)
_PAGE = OtherKind("网页", _SAVE_AS, may_be_returned=True)
_SHEET = OtherKind("别种表格文件", _SAVE_AS, may_be_returned=True)
_ARCHIVE = OtherKind("压缩包", _UNPACK, may_be_returned=True)
_SLIDES = OtherKind("演示文稿", f"不是数据的请移走；{_FILL_IN}")
_PDF = OtherKind("PDF", f"{_FILL_IN}；是附件的，请在数据里写上它的文件名")
_SOUND = OtherKind("音像文件", "不是数据，请移走")
_MISNAMED = OtherKind(
    "扩展名不对的工作簿或压缩包", "请把扩展名改回 .xlsx 或 .xls 再交", may_be_returned=True
)
_UNKNOWN = OtherKind("不认识的文件", f"不是数据的请移走；{_FILL_IN}")
_BY_SUFFIX: Mapping[str, OtherKind] = {
    f".{suffix}": kind
    for kind, suffixes in (
        (_WORD, "doc docx docm dot dotx dotm wps wpt rtf odt ott pages"),
        (_TEXT, "txt md log json xml ini j2 toml"),
        (_PICTURE, "jpg jpeg png gif bmp tif tiff webp heic heif svg emf wmf psd dwg"),
        (_PAGE, "htm html mht mhtml xhtml"),
        (_SHEET, "xlsb xltx xltm xlt ett numbers dbf ksheet fods"),
        (_ARCHIVE, "rar 7z tar gz tgz bz2 xz zst cab iso zipx"),
        (_SLIDES, "ppt pptx pps ppsx dps odp key"),
        (_PDF, "pdf ofd caj"),
        (_SOUND, "mp3 mp4 wav avi mov wmv flv mkv m4a amr"),
    )
    for suffix in suffixes.split()
}
# How packages (.xlsx, .zip), compound files (.xls, .et), .rar and .7z begin.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf")
# What no file of these kinds begins with is a package or a compound file.
_PLAIN = (_PDF, _TEXT, _PICTURE, _PAGE, _UNKNOWN)
# In the list at the end of a package that is a workbook, and of one that is a Word document.
_BOOK_PART, _WORD_PART = b"xl/workbook", b"word/document"


def find_other_kind(path: PurePath, opening: bytes = b"", ending: bytes = b"") -> OtherKind:
    """The kind of a file that is no data file; its first and its last bytes, where known, tell
    whether it is a workbook under another name.
    """
    kind = _BY_SUFFIX.get(path.suffix.lower(), _UNKNOWN)
    if not opening.startswith(_PACKED) or kind in (_SHEET, _ARCHIVE):
        return kind
    is_book = _BOOK_PART in ending and _WORD_PART not in ending
    return _MISNAMED if is_book or kind in _PLAIN else kind


def may_hold_data(path: PurePath) -> bool:
    """Whether a school may have meant a file of that name for its data."""
    return _BY_SUFFIX.get(path.suffix.lower(), _UNKNOWN) not in (_PICTURE, _SOUND, _SLIDES)


def explain_other_kind(path: PurePath) -> Problem | None:
    """What is said of such a file given as a data file; None where its name does not tell."""
    suffix, place = path.suffix.lower(), Location(str(path))
    if suffix == ".zip":
        hint = f"请用 check 或 batch，里面的都会读；只要其中一个的，写 {path.name}/文件名"
        return error("no_data_file", "是压缩包，不是一所学校的数据文件", place, hint)
    kind = _BY_SUFFIX.get(suffix)
    if kind is None:
        return None
    return error("no_data_file", f"是{kind.name}，不是数据文件", place, kind.hint)


def tell_unread_file(path: PurePath, kind: OtherKind) -> Problem:
    """What is said of such a file among those that were sent."""
    make = gap if kind.may_be_returned else warning
    message = f"{kind.name}，没有读" if kind is not _UNKNOWN else "不认识这种文件，没有读"
    return make("unread_file", message, Location(str(path)), kind.hint)
