"""A document of an old format (.doc, .wps) → the .docx that LibreOffice makes of it."""

from __future__ import annotations

from pathlib import Path

from reportgen.cli.options import choose_office
from reportgen.cli.terminal import say
from reportgen.problems import Location, UnreadableFileError, error

LOST = ("引号字体",)
"""What the conversion does not keep: whether signs that may be Latin are Chinese."""

_NOTE = "由 LibreOffice 转成 .docx 检查，原来的文件没有动；个别版式可能和 Word 里看到的不同"
_HINT = "请用 Word 或 WPS 打开，“另存为”选“Word 文档（.docx）”，再检查新的文件"


def as_new_document(data: bytes, file: Path) -> bytes:
    """The document as .docx, and a line that says so; what is of another format, and all where
    there is no LibreOffice, as it is.

    Errors: UnreadableFileError where LibreOffice makes nothing of it.
    """
    from reportgen.conformance.package import is_old_document

    office = choose_office(None, needed=False) if is_old_document(data) else None
    if office is None:
        return data
    from reportgen.office.convert import convert_old_document

    converted = convert_old_document(office, data)
    if converted.data is None:
        message = f"是旧格式的文档，没有转成 .docx：{converted.reason}"
        raise UnreadableFileError(error("old_word", message, Location(str(file)), _HINT))
    say(f"{file} 是旧格式的文档，{_NOTE}", err=True)
    return converted.data
