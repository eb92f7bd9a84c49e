"""What a run or a command wrote → told from what schools sent, where both lie in one folder.

By the seal and by what the file holds, not by its place. A form that is filled in, and a marked
copy that the school has mended, are what a school sent.
"""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.load.archive import read_archived
from reportgen.load.source import WORKBOOK_SUFFIXES, YAML_SUFFIXES
from reportgen.load.workbooks.book import book_of
from reportgen.model.document_kinds import DISTRICT_REPORT, DOCUMENT_KINDS, document_ending
from reportgen.model.form import FAULT_SHEET, META_SHEET
from reportgen.problems import UnreadableFileError
from reportgen.regular_files import open_regular, read_regular
from reportgen.seals import BACKUP, ENDING_SIZE, bears_seal, is_sealed

# The workbooks beside the reports.
_LISTS = ("清单", FAULT_SHEET, "指标汇总")
_MARK = rf"(?:（[^）]*）|{re.escape(BACKUP)}\d*)*"
_ENDINGS = "|".join(document_ending(kind.file) for kind in DOCUMENT_KINDS)
_DOCUMENT = late_regex(
    rf"(?:.+_\d*_(?:{_ENDINGS})|{DISTRICT_REPORT.name}){_MARK}\.(?:docx|pdf)", re.DOTALL
)
_LIST = late_regex(rf"(?:{'|'.join(_LISTS)}|.*_{FAULT_SHEET}){_MARK}\.xlsx", re.DOTALL)
_MANIFEST = late_regex(r"清单.*\.json")
_MANIFEST_OPENING = b'{"reportgen": '


def is_manifest(path: Path) -> bool:
    """Whether the file is the memory of a run, by which a folder of reports is known."""
    return bool(_MANIFEST.fullmatch(path.name)) and _begins(path, _MANIFEST_OPENING)


def is_own_output(path: Path) -> bool:
    """Whether the file was written by the program, and no school has filled it in."""
    if _DOCUMENT.fullmatch(path.name) or is_manifest(path):
        return True
    suffix = path.suffix.lower()
    if suffix in WORKBOOK_SUFFIXES:
        return suffix == ".xlsx" and _is_own_workbook(path)
    return suffix not in YAML_SUFFIXES and bears_seal(_ending(path))


def _is_own_workbook(path: Path) -> bool:
    """Whether nobody has changed it and it is no form, or it is one of the lists."""
    if _LIST.fullmatch(path.name):
        return _lists_only(_sheets(_read(path)))
    if not bears_seal(_ending(path)):
        return False
    data = _read(path)
    if not is_sealed(path.name, data):
        return False
    names = _sheets(data)
    return bool(names) and (FAULT_SHEET in names or META_SHEET not in names)


def _lists_only(names: tuple[str, ...]) -> bool:
    """Whether those are sheets of a list, and of no form or table with its faults."""
    is_list = bool(names) and META_SHEET not in names
    return is_list and (FAULT_SHEET not in names or len(names) == 1)


def _sheets(data: bytes) -> tuple[str, ...]:
    """The names of the workbook's sheets; none of what is no workbook."""
    try:
        return book_of(data, "").names
    except UnreadableFileError:
        return ()


def _begins(path: Path, opening: bytes) -> bool:
    return first_bytes(path, len(opening)) == opening


def first_bytes(path: Path, count: int) -> bytes:
    """The file's first bytes; none of one that cannot be read."""
    try:
        with open_regular(path) as file:
            return file.read(count)
    except OSError:
        return _read(path)[:count]


def last_bytes(path: Path, count: int) -> bytes:
    """The file's last bytes; none of one that cannot be read."""
    try:
        with open_regular(path) as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - count))
            return file.read()
    except OSError:
        return _read(path)[-count:]


def _ending(path: Path) -> bytes:
    return last_bytes(path, ENDING_SIZE)


def _read(path: Path) -> bytes:
    """The file's bytes, on the disk or in an archive; none of one that cannot be read."""
    try:
        return read_regular(path)
    except OSError:
        try:
            return read_archived(path) or b""
        except UnreadableFileError:
            return b""
