"""What a file really is, by its bytes, where a workbook or a text was asked for and it is none."""

from __future__ import annotations

from pathlib import PurePath

from reportgen.load.file_kinds import load_file_kinds
from reportgen.load.source import WORKBOOK_SUFFIXES, YAML_SUFFIXES
from reportgen.ooxml.package import PackageFault, open_package
from reportgen.problems import Location, Problem, error

_PACKED, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OPENINGS = {
    b"%PDF": ".pdf",
    b"{\\rtf": ".rtf",
    b"Rar!": ".rar",
    b"7z\xbc\xaf": ".7z",
    b"\x1f\x8b": ".gz",
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"MIME-Version:": ".mht",
}
# Names of parts as they stand in a package, packed or not, and of streams in a compound file.
_PARTS = {
    b"word/": ".docx",
    b"ppt/": ".pptx",
    b"xl/workbook.bin": ".xlsb",
    b"opendocument.text": ".odt",
    b"opendocument.presentation": ".odp",
}
_OWN_PARTS = (b"xl/", b"opendocument.spreadsheet", b"content.xml")
_OWN_STREAMS = ("Workbook", "EncryptedPackage")
_STREAMS = {"WordDocument": ".doc", "PowerPoint Document": ".ppt"}
# A file that ends before its directory was not copied to its end.
_DIRECTORY = b"PK\x05\x06"
_HEAD, _MIMETYPE = 4000, 120
# Excel opens these under the name .xls, and no other of them under that of a workbook.
_OPENED_AS_XLS = frozenset({".html", ".mht", ".txt", ".xml"})
_WANTED = "这里要的是工作簿（如 .xlsx）"
_OTHER = "请换成工作簿（.xlsx）"
_AGAIN = "请重新传一份；传来的就打不开的，请学校重新存一份"


def find_ending(data: bytes) -> str:
    """The ending that a file of that content should have; empty for a workbook and the unknown."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(_PACKED):
        names = _names(data)
        text = data if names is None else names
        found = next((ending for part, ending in _PARTS.items() if part in text), "")
        is_other = names is not None and not any(part in names for part in _OWN_PARTS)
        return found or (".zip" if is_other else "")
    if head.startswith(_COMPOUND):
        if any(name.encode("utf-16-le") in data for name in _OWN_STREAMS):
            return ""
        streams = ((each.encode("utf-16-le"), ending) for each, ending in _STREAMS.items())
        return next((ending for stream, ending in streams if stream in data), "")
    opened = next((each for begin, each in _OPENINGS.items() if head.startswith(begin)), "")
    return opened or _find_text(head)


def _names(data: bytes) -> bytes | None:
    """The names of a package's parts, and how an OpenDocument begins; None of a damaged one."""
    try:
        names = open_package(data).names
    except PackageFault:
        return None
    return data[:_MIMETYPE] + "\n".join(names).encode()


def _find_text(head: bytes) -> str:
    if head.startswith(b"<"):
        return ".xml" if head.startswith(b"<?xml") and b"<html" not in head.lower() else ".html"
    is_text = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head
    return ".txt" if is_text and any(head) else ""


def tell_true_kind(data: bytes, file: str) -> Problem | None:
    """What is said of those bytes where they are no workbook; None for what may be a damaged one.

    `file` is the name under which they came.
    """
    if not any(data):
        message = "文件是空的" if not data else "文件里全是空白的字节，没有传完或没有存好"
        return error("empty_file", message, Location(file), "请重新传一份")
    if PurePath(file).suffix.lower() in YAML_SUFFIXES:
        message = f"{_WANTED}，这个是数据文件（.yaml）"
        return error("no_workbook", message, Location(file), _OTHER)
    if ending := find_ending(data):
        return error("no_workbook", _say(ending, file), Location(file), _advise(ending, file))
    if data.startswith(_PACKED) and _DIRECTORY not in data:
        message = "工作簿不完整，多半没有传完，读不出来"
        return error("damaged_workbook", message, Location(file), _AGAIN)
    if data.startswith((_PACKED, _COMPOUND)):
        return None
    return error("no_workbook", _say("", file), Location(file), _OTHER)


def tell_no_text(data: bytes, file: str) -> Problem | None:
    """What is said of those bytes where a YAML file was asked for; None for what may be one."""
    ending = find_ending(data)
    if ending == ".txt":
        return None
    kind, is_book = load_file_kinds().get(ending), data.startswith((_PACKED, _COMPOUND))
    if kind is None and not is_book:
        return None
    told = kind.name if kind else "工作簿"
    hint = "请换成 .yaml 文件"
    if kind is None and PurePath(file).suffix.lower() not in WORKBOOK_SUFFIXES:
        hint = f"是学校数据的，请把扩展名改成 .xlsx（旧格式的改成 .xls）；不是的{hint}"
    message = f"这里要的是 YAML 文件（.yaml），内容却是{told}"
    return error("no_text", message, Location(file), hint)


def _say(ending: str, file: str) -> str:
    kind = load_file_kinds().get(ending)
    named = PurePath(file).suffix.lower()
    if kind is not None and kind == load_file_kinds().get(named):
        return f"{_WANTED}，这个是{kind.name}（{named}）"
    if named in WORKBOOK_SUFFIXES:
        return f"扩展名是 {named}，内容却" + (f"是{kind.name}" if kind else "不是工作簿")
    told = f"是扩展名为 {named} 的文件" if named else "没有扩展名"
    content = f"内容是{kind.name}" if kind else "内容也不是工作簿"
    return f"{_WANTED}，这个{told}，{content}"


def _advise(ending: str, file: str) -> str:
    named, kind = PurePath(file).suffix.lower(), load_file_kinds()[ending]
    is_right = named not in WORKBOOK_SUFFIXES or (named == ".xls" and ending in _OPENED_AS_XLS)
    return (
        f"请{kind.as_workbook}" if is_right else f"请先把扩展名改成 {ending}，再{kind.as_workbook}"
    )
