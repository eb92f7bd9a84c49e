"""Files that are added to a data file: its pictures and attachments, in folders beside it."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from reportgen.deliver import deliver_copy
from reportgen.editing.entry_fields import Takes
from reportgen.load.inside import leads_inside
from reportgen.load.pictures import judge_picture
from reportgen.problems import DeliveryError, Location, ReportgenError, error
from reportgen.regular_files import is_regular, read_regular
from reportgen.words.safe_names import safe_file_name

_FOLDERS = {Takes.PICTURES: "图片", Takes.FILES: "附件"}
# Whoever opens an attachment is not to start a program by it.
_PROGRAMS = frozenset(
    {".exe", ".com", ".bat", ".cmd", ".scr", ".msi", ".js", ".vbs", ".ps1", ".lnk"}
)
_MOST_NAMESAKES = 100


def add_file(folder: Path, kind: Takes, name: str, data: bytes) -> str:
    """The name by which the data file in the folder calls the file from now on; nothing is written
    over.

    Errors: ReportgenError where it is no such file; DeliveryError where it cannot be written.
    """
    _check(kind, name, data)
    below = _FOLDERS[kind]
    if not leads_inside(folder, folder / below):
        told = error("outside", f"“{below}”文件夹在别处，没有放进去", Location(below))
        raise DeliveryError(told)
    path = _free_path(folder / below, name, data)
    if not os.path.lexists(path):
        path.parent.mkdir(exist_ok=True)
        deliver_copy(path, data)
    # Attachments are looked for in their folder in any case.
    return path.name if kind is Takes.FILES else f"{below}/{path.name}"


def _check(kind: Takes, name: str, data: bytes) -> None:
    found = judge_picture(data) if kind is Takes.PICTURES else ""
    if isinstance(found, str) and found:
        hint = "请换成 PNG 或 JPEG 格式、不大于 20 MB 的图片"
        raise ReportgenError(error("no_picture", f"“{name}”{found}，没有添加", Location(), hint))
    if not data or Path(name).suffix.lower() in _PROGRAMS or not Path(name).suffix:
        told = error(
            "no_attachment", f"“{name}”不是能作附件的文件，没有添加", Location(), "请换一个"
        )
        raise ReportgenError(told)


def _free_path(folder: Path, name: str, data: bytes) -> Path:
    """A path of that name that nothing else has; where the same file is there, its own."""
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    for number in count(1):
        path = folder / safe_file_name(stem, suffix, f"_{number}" if number > 1 else "")
        if not os.path.lexists(path) or _holds(path, data):
            return path
        if number > _MOST_NAMESAKES:
            break
    told = error("already_there", "叫这个名称的文件太多了", Location(name), "请换一个名称")
    raise ReportgenError(told)


def _holds(path: Path, data: bytes) -> bool:
    return is_regular(path) and path.stat().st_size == len(data) and read_regular(path) == data
