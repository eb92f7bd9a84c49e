"""A .zip of returns → the files in it, whose paths lead into it: `各校/包.zip/甲校.xlsx`.

Nothing is unpacked to the disk. A name in the archive is only ever compared, never followed.
"""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import Package, PackageFault, Reason, open_archive
from reportgen.problems import Location, Problem, UnreadableFileError, error
from reportgen.regular_files import FileBytes

ARCHIVE_SUFFIX = ".zip"
_UNPACK = "请把它解开，里面的文件放进文件夹"


class Archived(NamedTuple):
    """A file in an archive: the archive, and the file's name in it."""

    archive: Path
    name: str


def find_archived(path: Path) -> Archived | None:
    """The archive that the path leads into; None for a path that leads into none."""
    for folder in path.parents:
        if folder.suffix.lower() == ARCHIVE_SUFFIX and folder.is_file():
            return Archived(folder, path.relative_to(folder).as_posix())
    return None


def list_archive(archive: Path) -> tuple[Path, ...]:
    """The path of each file in it, in its order.

    Errors: UnreadableFileError says why it cannot be looked into.
    """
    return tuple(archive / name for name in _open(archive).names)


def read_archived(path: Path) -> bytes | None:
    """The bytes of a file in an archive; None where the path leads to none.

    Errors: UnreadableFileError for one that cannot be unpacked.
    """
    found = find_archived(path)
    if found is None:
        return None
    package = _open(found.archive)
    if found.name not in package:
        return None
    try:
        return package.read(found.name)
    except PackageFault as fault:
        raise UnreadableFileError(_explain(fault, path)) from fault
    except OSError as fault:
        raise UnreadableFileError(_unread(found.archive)) from fault


TIME_STEP = 2_000_000_000
"""Of so many nanoseconds are the times that archives have."""
_NO_TIME = 1980


def time_written(path: Path) -> int:
    """When a file in an archive was last written, in nanoseconds; 0 where that is not known.

    An archive has the time of the place where it was packed, which is taken for that of here.
    """
    found = find_archived(path)
    if found is None or not is_file(path):
        return 0
    year, month, *rest = _open(found.archive).written(found.name)
    if year <= _NO_TIME or not month:
        return 0
    day, hour, minute, second = rest
    return int(time.mktime((year, month, day, hour, minute, second, 0, 0, -1))) * 1_000_000_000


def is_file(path: Path) -> bool:
    """Whether there is a file, on the disk or in an archive."""
    try:
        if path.is_file():
            return True
        found = find_archived(path)
        return found is not None and found.name in _open(found.archive)
    except (OSError, ValueError, UnreadableFileError):
        return False


def files_beside(path: Path, pattern: str) -> tuple[Path, ...]:
    """What is in the path's folder under names like that, on the disk or in an archive."""
    found = find_archived(path)
    if found is None:
        return tuple(sorted(path.parent.glob(pattern)))
    try:
        inside = list_archive(found.archive)
    except UnreadableFileError:
        return ()
    return tuple(sorted(each for each in inside if _lies(each, path.parent, pattern)))


def _lies(path: Path, folder: Path, pattern: str) -> bool:
    return path.parent == folder and path.match(pattern)


def _open(archive: Path) -> Package:
    """The archive, opened. Errors: UnreadableFileError."""
    try:
        stat = archive.stat()
        if stat.st_size > LIMITS.archive_file:
            raise UnreadableFileError(_too_large(archive))
        return _opened(archive, stat.st_mtime_ns, stat.st_size)
    except PackageFault as fault:
        raise UnreadableFileError(_explain(fault, archive)) from fault
    except OSError as fault:
        raise UnreadableFileError(_unread(archive)) from fault


# Its files are read one after the other, of one archive after the other.
@lru_cache(maxsize=2)
def _opened(archive: Path, _changed: int, _size: int) -> Package:
    return open_archive(FileBytes(archive), LIMITS.archive)


def _unread(archive: Path) -> Problem:
    message, hint = "这个压缩包打不开", "请检查读取的权限"
    return error("unreadable_file", message, Location(str(archive)), hint)


def _too_large(archive: Path) -> Problem:
    message = f"压缩包大于 {LIMITS.archive_file // 1_000_000} MB，没有打开"
    return error("too_large", message, Location(str(archive)), _UNPACK)


_REASONS = {
    Reason.ENCRYPTED: ("压缩包有密码，里面的文件没有读", "请用密码解开，里面的文件放进文件夹"),
    Reason.TOO_MANY: (f"压缩包里的文件超过 {LIMITS.archive.parts} 个，没有打开", _UNPACK),
    Reason.PACKING: ("压缩包用了少见的压缩办法，里面的文件没有读", _UNPACK),
    Reason.NO_PACKAGE: ("扩展名是 .zip，内容却不是压缩包", "请重新传一份"),
    Reason.OLD_FORMAT: ("扩展名是 .zip，内容却不是压缩包", "请重新传一份"),
    Reason.DAMAGED: ("压缩包已损坏，里面的文件没有读", "请重新传一份"),
}


def _explain(fault: PackageFault, path: Path) -> Problem:
    told = _REASONS.get(fault.reason) or (_explain_size(fault), _UNPACK)
    return error("unreadable_archive", told[0], Location(str(path)), told[1])


def _explain_size(fault: PackageFault) -> str:
    most = LIMITS.archive
    if not fault.part:
        return f"压缩包里的文件展开后一共超过 {most.growth // 1_000_000} MB，没有读"
    return f"压缩包里的文件展开后大于 {most.part // 1_000_000} MB，没有读"
