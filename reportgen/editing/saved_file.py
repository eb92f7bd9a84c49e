"""Edits of a data file on disk: written at once and whole, over nothing that somebody else wrote.

The file is the truth: it is read anew for each edit, and an edit changes one value of what stands
there. What a person changed elsewhere meanwhile stays; where it was the same value, the edit waits
for a choice. Versions of the file are kept in a hidden folder beside it.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Sequence
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.deliver import write_file
from reportgen.editing.addresses import Address, value_at
from reportgen.editing.seen_values import says_same
from reportgen.editing.yaml_edit import tree_of, write_value
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, ReportgenError, error
from reportgen.seals import digest

VERSIONS = Path(".reportgen", "旧版本")
"""Where versions are kept, below the folder of the file."""

_MOST_VERSIONS = 30
_APART = datetime.timedelta(minutes=5)
_STAMP = "%Y-%m-%d_%H-%M-%S"


class FileOnDisk(NamedTuple):
    """A data file as it is on disk: its text with plain line feeds, and a mark of its bytes."""

    path: Path
    text: str
    mark: str
    line_end: str = "\n"

    @property
    def tree(self) -> Tree:
        """What it says. Errors: UnreadableFileError where it is no YAML."""
        return tree_of(self.text, str(self.path))


class ValueEdit(NamedTuple):
    """A value to be written at an address; `seen` is what stood there for whoever wrote it."""

    address: Address
    value: Tree
    seen: Tree


class Conflict(NamedTuple):
    """An edit that was not made, and what somebody else wrote in its place meanwhile."""

    edit: ValueEdit
    there: Tree


class Saved(NamedTuple):
    """The file as it is now, the mark that it had before, and the edits that wait for a choice."""

    file: FileOnDisk
    was: str
    conflicts: tuple[Conflict, ...] = ()


def open_file(path: Path) -> FileOnDisk:
    """The file as it is. Errors: UnreadableFileError says why it cannot be read."""
    data = read_bytes(path, LIMITS.text.file)
    text, _ = decode_text(data, str(path))
    line_end = "\r\n" if "\r\n" in text else "\n"
    return FileOnDisk(path, text.replace("\r\n", "\n"), digest(data), line_end)


def save_edits(path: Path, edits: Sequence[ValueEdit], now: datetime.datetime) -> Saved:
    """Make the edits in the file, but those of values that are no longer what was seen.

    Errors: UnreadableFileError for a file that cannot be read; ReportgenError for a place that
    cannot be edited by itself; DeliveryError where the file cannot be written. Nothing is written
    then.
    """
    file = open_file(path)
    tree, text, was = file.tree, file.text, file.mark
    conflicts = []
    for edit in edits:
        there = value_at(tree, edit.address) or None
        if not says_same(there, edit.seen) and not says_same(there, edit.value):
            _refuse_other_way(edit, there, path)
            conflicts.append(Conflict(edit, there))
            continue
        text = write_value(text, edit.address, edit.value, str(path))
    if text != file.text:
        file = replace_text(file, text, now)
    return Saved(file, was, tuple(conflicts))


def _refuse_other_way(edit: ValueEdit, there: Tree, path: Path) -> None:
    """Refuse to write a chapter as a whole that is written in entries, or the other way round: both
    stand under one key, and no choice between them would keep what the other has.
    """
    key = str(edit.address[0])
    if len(edit.address) > 1 or key not in WHOLE_SECTIONS:
        return
    if isinstance(there, str) and isinstance(edit.value, tuple):
        message, hint = (
            f"“{key}”写了整章文字，逐项写的没有存",
            "要逐项写的，先清空整章文字里的这一章",
        )
    elif isinstance(there, tuple) and isinstance(edit.value, str):
        message, hint = f"“{key}”已经逐项写了，整章文字没有存", "要写整章文字的，先删去逐项写的"
    else:
        return
    raise ReportgenError(error("other_way", message, Location(str(path), path=key), hint))


def replace_text(file: FileOnDisk, text: str, now: datetime.datetime) -> FileOnDisk:
    """The file with that text, written whole; a version of what it was is kept.

    Errors: DeliveryError where either cannot be written.
    """
    keep_version(file, now)
    data = text.replace("\n", file.line_end).encode("utf-8")
    write_file(file.path, data)
    return file._replace(text=text, mark=digest(data))


def begin_file(path: Path, text: str) -> None:
    """Write a file of that text where there is none. Errors: DeliveryError where it cannot be."""
    write_file(path, text.encode("utf-8"))


def keep_version(file: FileOnDisk, now: datetime.datetime, always: bool = False) -> None:
    """Keep the file as it is, unless one of the last few minutes is kept and it is not to be kept
    `always`; the oldest go.

    Errors: DeliveryError where it cannot be written.
    """
    folder = file.path.parent / VERSIONS
    kept = find_versions(file.path)
    if kept and not always and now - _time_of(kept[-1]) < _APART:
        return
    name = f"{file.path.stem}_{now.strftime(_STAMP)}{file.path.suffix}"
    write_file(folder / name, file.text.encode("utf-8"))
    for old in kept[: max(len(kept) + 1 - _MOST_VERSIONS, 0)]:
        with contextlib.suppress(OSError):
            old.unlink()


def find_versions(path: Path) -> tuple[Path, ...]:
    """The versions of a file that are kept, the oldest first."""
    folder, begin = path.parent / VERSIONS, f"{path.stem}_"
    if not folder.is_dir():
        return ()
    named = [each for each in folder.iterdir() if each.name.startswith(begin)]
    return tuple(sorted(each for each in named if _is_version(each)))


def _is_version(path: Path) -> bool:
    try:
        _time_of(path)
    except ValueError:
        return False
    return True


def _time_of(path: Path) -> datetime.datetime:
    """When a version was kept. Errors: ValueError for a file of another kind."""
    stamp = "_".join(path.stem.rsplit("_", 2)[1:])
    return datetime.datetime.strptime(stamp, _STAMP)
