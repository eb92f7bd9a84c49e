"""Folders and files that were sent → every file in them, with what becomes of it.

The only place that decides it: each file has one fate, and none is passed over without one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.load.archive import ARCHIVE_SUFFIX, list_archive
from reportgen.load.attachments import ATTACHMENT_FOLDER
from reportgen.load.file_kinds import OtherKind, find_other_kind, tell_unread_file
from reportgen.load.identity import DECISIONS_FILE
from reportgen.load.lock_file import is_passing
from reportgen.load.own_outputs import first_bytes, is_manifest, is_own_output, last_bytes
from reportgen.load.project import PROJECT_FILE
from reportgen.load.source import DATA_SUFFIXES
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, UnreadableFileError, error, gap, warning

# So many bytes tell what a file is, and at its end what a package holds.
_OPENING, _LISTED = 8, 1 << 16
_DOCUMENTS = frozenset({".docx", ".pdf"})


class Fate(StrEnum):
    """What becomes of a file that was sent; the value is the word in lists."""

    SCHOOL = "学校数据"
    DISTRICT = "区县数据"
    MISNAMED = "区县数据，名称不对，没有读"
    ROSTER = "学校名单"
    STANDARD = "标准"
    MAPPING = "映射文件"
    SETTINGS = "项目设置"
    DECISIONS = "对收到的文件的决定"
    TEMPLATE = "模板"
    BROUGHT = "数据里写到的图片或附件"
    ARCHIVE = "压缩包，已打开"
    OWN = "本程序写的"
    PASSING = "系统或办公软件的临时文件"
    UNREAD = "没有读"


# What holds for the folder in which it lies, by its name.
_FIXED = {PROJECT_FILE: Fate.SETTINGS, DECISIONS_FILE: Fate.DECISIONS}


class SentFile(NamedTuple):
    """A file that was sent, or a folder that is not looked into, and what becomes of it.

    `problem` is what is said of it; None where there is nothing to do. `fallen`: the program failed
    as it looked what the file is.
    """

    path: Path
    fate: Fate
    problem: Problem | None = None
    fallen: Fallen | None = None


class KnownPlaces(NamedTuple):
    """What is known before a folder is read, by resolved paths: where the run writes, folders of
    templates, and files that the user named for something else.
    """

    output: Path | None = None
    templates: frozenset[Path] = frozenset()
    files: Mapping[Path, Fate] = {}


def make_known_places(
    output: Path | None,
    templates: Iterable[Path],
    used: Iterable[Path] = (),
    mappings: Iterable[Path] = (),
) -> KnownPlaces:
    """The known places by those paths: folders of templates, files of such, files of mappings."""
    named = dict.fromkeys(used, Fate.TEMPLATE) | dict.fromkeys(mappings, Fate.MAPPING)
    return KnownPlaces(
        output=output.resolve() if output else None,
        templates=frozenset(path.resolve() for path in templates),
        files={path.resolve(): fate for path, fate in named.items() if path.is_file()},
    )


def list_sent(paths: Sequence[Path], around: KnownPlaces) -> tuple[SentFile, ...]:
    """Every file below those folders and among those files; those of a folder by their names."""
    return tuple(_Search(paths, around).files())


class _Folder(NamedTuple):
    """A folder to be read: where it really is, and the fate of all that lies in it, if it has one.

    `holds_reports`: a run wrote into it.
    """

    path: Path
    place: Path
    fate: Fate | None = None
    holds_reports: bool = False
    is_root: bool = False


class _Search:
    """One pass over what was sent; what several ways lead to is visited once."""

    def __init__(self, paths: Sequence[Path], around: KnownPlaces) -> None:
        self._paths, self._around = paths, around
        self._roots = [path.resolve() for path in paths]
        self._visited: set[Path] = set()

    def files(self) -> Iterator[SentFile]:
        """Every file with its fate."""
        for path, place in zip(self._paths, self._roots, strict=True):
            if path.is_dir():
                found = self._below(_Folder(path, place, is_root=True))
                yield from sorted(found, key=lambda each: each.path)
            elif self._is_new(place):
                yield from self._file(path, _Folder(path.parent, place.parent, is_root=True))

    def _is_new(self, place: Path) -> bool:
        is_new = place not in self._visited
        self._visited.add(place)
        return is_new

    def _below(self, root: _Folder) -> Iterator[SentFile]:
        """Every file below the folder: one after the other, however deep folders lie."""
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            if not self._is_new(folder.place):
                continue
            try:
                with os.scandir(folder.path) as entries:
                    found = list(entries)
            except OSError:
                yield SentFile(folder.path, Fate.UNREAD, _closed(folder.path))
                continue
            folder = _knowing_reports(folder, found)
            for entry in found:
                looked = self._look(entry, folder)
                waiting += [looked] if isinstance(looked, _Folder) else []
                yield from () if isinstance(looked, _Folder) else looked

    def _look(self, entry: os.DirEntry[str], folder: _Folder) -> _Folder | Iterable[SentFile]:
        """The folder that the entry is, or the files that it gives. No link is followed: what lies
        in the folder is come to without it.
        """
        path = folder.path / entry.name
        if entry.is_symlink() or _leads_away(entry, folder):
            return (self._link(path),)
        if entry.is_dir():
            return self._inner(path, folder)
        if not entry.is_file():
            return (_tell_odd(path, "不是普通文件，没有读"),)
        return self._file(path, folder) if self._is_new(folder.place / entry.name) else ()

    def _link(self, path: Path) -> SentFile:
        """What is said of a link."""
        try:
            place = path.resolve()
        except (OSError, RuntimeError):
            return _tell_odd(path, "是绕成圈的链接，没有读")
        if any(place.is_relative_to(root) for root in self._roots) and place.exists():
            return _tell_odd(path, f"是指到“{place.name}”的链接，那里的已经读了，没有再读一遍")
        kind = "指到文件夹外面的链接" if place.exists() else "断了的链接，指的文件不在"
        message, hint = f"是{kind}，没有读", "请把文件本身放进来；不用的请删去"
        return SentFile(path, Fate.UNREAD, gap("unread_file", message, Location(str(path)), hint))

    def _inner(self, path: Path, around: _Folder) -> _Folder | Iterable[SentFile]:
        if is_passing(path.name):
            return (SentFile(path, Fate.PASSING),)
        place = around.place / path.name
        fate = Fate.TEMPLATE if place in self._around.templates else around.fate
        holds_reports = around.holds_reports or place == self._around.output
        return _Folder(path, place, fate, holds_reports)

    # ---- one file ----

    def _file(self, path: Path, folder: _Folder) -> Iterable[SentFile]:
        """The fate of the file, and of those in it if it is an archive."""
        found = attempt(lambda: tuple(self._look_into(path, folder)), path)
        return (_unknown(path, found),) if isinstance(found, Fallen) else found

    def _look_into(self, path: Path, folder: _Folder) -> Iterable[SentFile]:
        fate = self._known_fate(path, folder)
        if fate is not None:
            return (SentFile(path, fate),)
        if path.suffix.lower() == ARCHIVE_SUFFIX and not _is_brought(path):
            return self._archive(path, folder)
        return (self._single(path, folder),)

    def _known_fate(self, path: Path, folder: _Folder) -> Fate | None:
        if folder.fate is not None:
            return folder.fate
        if is_passing(path.name):
            return Fate.PASSING
        return self._around.files.get(folder.place / path.name)

    def _single(self, path: Path, folder: _Folder) -> SentFile:
        if path.name in _FIXED:
            return _settings(path, folder)
        if is_own_output(path) or (folder.holds_reports and path.suffix.lower() in _DOCUMENTS):
            return SentFile(path, Fate.OWN)
        if path.suffix.lower() not in DATA_SUFFIXES:
            kind = find_other_kind(path, first_bytes(path, _OPENING), last_bytes(path, _LISTED))
            return SentFile(path, Fate.UNREAD, tell_unread_file(path, kind))
        fault = _misplaced(path, folder)
        return SentFile(path, Fate.UNREAD if fault else Fate.SCHOOL, fault)

    def _archive(self, archive: Path, folder: _Folder) -> Iterator[SentFile]:
        try:
            inside = list_archive(archive)
        except UnreadableFileError as fault:
            # What else was sent is read and summed up all the same.
            yield SentFile(archive, Fate.UNREAD, fault.problems[0]._replace(stops=False))
            return
        yield SentFile(archive, Fate.ARCHIVE)
        for path in inside:
            found = attempt(partial(self._member, path, archive, folder), path)
            yield _unknown(path, found) if isinstance(found, Fallen) else found

    def _member(self, path: Path, archive: Path, folder: _Folder) -> SentFile:
        if any(map(is_passing, path.relative_to(archive).parts)):
            return SentFile(path, Fate.PASSING)
        if path.suffix.lower() == ARCHIVE_SUFFIX:
            return SentFile(path, Fate.UNREAD, tell_unread_file(path, _INNER))
        return self._single(path, folder._replace(is_root=False))


_INNER = OtherKind("压缩包里的压缩包", "请先解开，把里面的文件放进文件夹", may_be_returned=True)


def _is_brought(path: Path) -> bool:
    """Whether it lies in a folder of files that schools bring."""
    return ATTACHMENT_FOLDER in path.parent.parts


def _settings(path: Path, folder: _Folder) -> SentFile:
    if folder.is_root:
        return SentFile(path, _FIXED[path.name])
    message, hint = f"子文件夹里的 {path.name} 不起作用", "要用的请移到最上一层"
    return SentFile(path, Fate.UNREAD, warning("unread_file", message, Location(str(path)), hint))


def _misplaced(path: Path, folder: _Folder) -> Problem | None:
    """What is said of a data file that is not read for where it lies or what it is called."""
    place = Location(str(path))
    if folder.holds_reports:
        message, hint = "在以前做的报告里，没有读", "是学校数据的，请移到别的文件夹"
        return gap("unread_file", message, place, hint)
    if path.name.startswith("."):
        message, hint = "名字以“.”开头，当作隐藏文件，没有读", "是学校数据的，请改名"
        return gap("unread_file", message, place, hint)
    if _is_brought(path):
        message = f"在“{ATTACHMENT_FOLDER}”文件夹里，没有当作学校数据"
        hint = "是学校数据的，请移出来；是附件的，请在数据里写上它的文件名"
        return gap("unread_file", message, place, hint)
    return None


def _closed(folder: Path) -> Problem:
    message, place = "这个文件夹打不开，里面的学校没有做", Location(str(folder))
    return error("unreadable_folder", message, place, "请检查读取的权限")


def _unknown(path: Path, fallen: Fallen) -> SentFile:
    """A file at which the program fails; what else was sent is read all the same."""
    told = fallen.problems[0]._replace(stops=False)
    return SentFile(path, Fate.UNREAD, told, fallen)


def _tell_odd(path: Path, message: str) -> SentFile:
    told = warning("unread_file", message, Location(str(path)), "请核对；不用的请删去")
    return SentFile(path, Fate.UNREAD, told)


def _leads_away(entry: os.DirEntry[str], folder: _Folder) -> bool:
    """Whether a folder is another's by a link that Windows does not call one."""
    if os.name != "nt":
        return False
    return entry.is_dir() and not Path(entry.path).resolve().is_relative_to(folder.place)


def _knowing_reports(folder: _Folder, entries: Iterable[os.DirEntry[str]]) -> _Folder:
    """The folder, known as one of reports where a run wrote into it; not that which was named."""
    if folder.is_root or folder.holds_reports:
        return folder
    named = (Path(entry.path) for entry in entries if entry.name.endswith(".json"))
    return folder._replace(holds_reports=any(map(is_manifest, named)))
