"""Data files of a batch → the workbooks among them that others name as their attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.late_regex import late_regex
from reportgen.load.attachments import attachment_places, parse_attachments
from reportgen.load.fields import read_tree
from reportgen.load.identity import Identity
from reportgen.load.source import WORKBOOK_SUFFIXES, is_workbook
from reportgen.load.text_file import read_text
from reportgen.load.yaml_tree import Item
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, UnreadableFileError, warning

_BOOK = late_regex("|".join(map(re.escape, sorted(WORKBOOK_SUFFIXES))), re.IGNORECASE)


class LookedFile(NamedTuple):
    """A data file, or a school of a table, as its head tells it."""

    path: Path
    identity: Identity
    is_part: bool = False

    @property
    def is_school(self) -> bool:
        """Whether it says whose data it holds."""
        return self.is_part or bool(self.identity.name)


class Brought(NamedTuple):
    """The files that are attachments; `problems` tell of those that look like schools' data."""

    paths: frozenset[Path] = frozenset()
    problems: tuple[Problem, ...] = ()


def find_brought(files: Sequence[LookedFile]) -> Brought:
    """The workbooks that a data file names under 附件.

    Of one that is no school's it is enough that a YAML file beside it has its name anywhere.
    """
    books = {each.path: each for each in files if is_workbook(each.path)}
    strays = [path for path, each in books.items() if not each.is_school]
    named: dict[Path, Path] = {}
    for each in files if books else ():
        # A file at which the program fails names nothing; whoever reads it tells so.
        places = attempt(partial(_places, each, strays), each.path)
        places = () if isinstance(places, Fallen) else places
        found = (place for place in places if place in books and place != each.path)
        named |= dict.fromkeys(found, each.path)
    told = (_tell(path, named[path]) for path in sorted(named) if books[path].is_school)
    return Brought(frozenset(named), tuple(told))


def _places(file: LookedFile, strays: Sequence[Path]) -> tuple[Path, ...]:
    """Where what the file names may lie."""
    return (*_named(file), *_mentioned(file.path, strays))


def _named(file: LookedFile) -> Iterator[Path]:
    """Where the attachments may lie that the file names."""
    names = file.identity.attachments if is_workbook(file.path) else _attachments_of(file.path)
    for name in names:
        yield from attachment_places(name, file.path.parent)


def _attachments_of(file: Path) -> tuple[str, ...]:
    """The files that a YAML file names under 附件; none where it names no workbook at all, or
    cannot be read.
    """
    try:
        given = _given(file) if _BOOK.search(read_text(file)) else None
    except UnreadableFileError:
        return ()
    return tuple(each.file for each in parse_attachments(given) if each.file)


def _given(file: Path) -> Item | None:
    settings = read_tree(file).entries().get("报告")
    return settings.entries().get("附件") if settings else None


def _mentioned(file: Path, strays: Iterable[Path]) -> Iterator[Path]:
    """Those beside a YAML file whose names stand in it."""
    beside = [path for path in strays if path.parent == file.parent]
    text = read_text(file) if beside and not is_workbook(file) else ""
    return (path for path in beside if path.name in text)


def _tell(path: Path, by: Path) -> Problem:
    message = f"“{by.name}”的附件里写了它，没有当作学校的数据"
    hint = "是附件的不用改；是学校数据的，请在那里删去它的名称"
    return warning("attached_school", message, Location(str(path)), hint)
