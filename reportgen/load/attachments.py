"""The block 报告.附件 → the attachments that it names, and the files that a school brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.load.inside import PlaceRefusal, inside
from reportgen.load.nothing import is_nothing
from reportgen.load.yaml_tree import Item
from reportgen.model.school import Attachment
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, error, warning
from reportgen.words.ordinals import strip_ordinal

ATTACHMENT_FOLDER = "附件"
"""The folder beside a data file in which files that a school brings may lie."""

# 附件1： before a name, typed though the program counts.
_LABEL = late_regex(r"^附件\s*(?:\d+[：:、.．\s]*|[：:]\s*)")
_NAME, _FILE = "名称", "文件"
_AWAY = (PlaceRefusal.OUTSIDE, PlaceRefusal.ABSOLUTE)
_SUFFIXES = frozenset(
    f".{ending}"
    for ending in (
        *("docx", "doc", "wps", "pdf", "ofd", "xlsx", "xls", "et", "pptx", "ppt"),
        *("png", "jpg", "jpeg", "zip"),
    )
)


class FoundFiles(NamedTuple):
    """The problems of files that are not there, and where all of them were looked for."""

    problems: tuple[Problem, ...]
    sources: tuple[Path, ...]


def parse_attachments(item: Item | None) -> tuple[Attachment, ...]:
    """The attachments listed, each once: a name, the name of a file, or both.

    A number typed before a name is left out; a name written twice is noted.
    """
    if item is None or item.is_empty:
        return ()
    entries = (item,) if item.is_text or item.is_mapping else item.items()
    telling = (each for each in entries if not is_nothing(each, (_NAME,)))
    found: dict[str, Attachment] = {}
    for each in filter(None, map(_parse_attachment, telling)):
        if each.name in found:
            message = f"附件“{each.name}”写了两次"
            item.reading.problems.append(warning("attachment_twice", message, each.location))
        found.setdefault(each.name, each)
    return tuple(found.values())


def _parse_attachment(item: Item) -> Attachment | None:
    if item.is_text:
        return _named(item.text(), "", item.location)
    fields = item.known_entries((_NAME, _FILE))
    name, file = (fields[key].text() if key in fields else "" for key in (_NAME, _FILE))
    if not name and not file:
        item.report("missing_key", "这个附件没有写名称", "请写成 {名称: ×××, 文件: ×××.pdf}")
    return _named(name, file, item.location)


def _named(name: str, file: str, place: Location) -> Attachment | None:
    """The attachment; a name that ends like that of a file is one."""
    if not file and Path(name).suffix.lower() in _SUFFIXES:
        name, file = "", name
    file = file.replace("\\", "/")
    name = strip_ordinal(_LABEL.sub("", name or Path(file).stem))
    return Attachment(name, file, place) if name else None


def listed_files(lines: Iterable[str]) -> tuple[str, ...]:
    """The files among what a workbook lists as attachments."""
    found = (_named(line.strip(), "", Location()) for line in lines)
    return tuple(each.file for each in found if each and each.file)


def look_for_files(attachments: Iterable[Attachment], folder: Path) -> FoundFiles:
    """What is wrong with the files that the attachments bring, as seen from the folder.

    A file is only looked for, never opened; one outside the folder is refused.
    """
    brought = [(each, _find(each.file, folder)) for each in attachments if each.file]
    problems = tuple(_fault(each, why) for each, why in brought if isinstance(why, PlaceRefusal))
    places = (_place(each.file, found, folder) for each, found in brought)
    return FoundFiles(problems, tuple(filter(None, places)))


def _place(file: str, found: Path | PlaceRefusal, folder: Path) -> Path | None:
    """Where the file is or would be; None for what is not used."""
    if found is PlaceRefusal.MISSING:
        return folder / file
    return found if isinstance(found, Path) else None


def _fault(attachment: Attachment, found: PlaceRefusal) -> Problem:
    file, place = attachment.file, attachment.location
    beside = "采集表" if place.cell else "数据文件"
    where = f"请把文件放在{beside}旁边，或旁边的“{ATTACHMENT_FOLDER}”文件夹里"
    if found is PlaceRefusal.MISSING:
        return error("missing_attachment", f"找不到附件“{file}”", place, where)
    said = "不在数据文件的文件夹里" if found in _AWAY else found.message
    return error("attachment_outside", f"附件“{file}”{said}", place, f"{where}，只写文件名")


def _find(file: str, folder: Path) -> Path | PlaceRefusal:
    """Where the file is: beside the data file, or in the folder of attachments beside it; or why
    it is not used.
    """
    beside = inside(folder, file)
    if beside is not PlaceRefusal.MISSING:
        return beside
    return inside(folder, f"{ATTACHMENT_FOLDER}/{file}")


def attachment_places(file: str, folder: Path) -> Iterator[Path]:
    """Where a file that a data file in the folder names may lie."""
    yield folder / file
    yield folder / ATTACHMENT_FOLDER / file
