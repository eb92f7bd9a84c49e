"""Bytes → a file in the output folder: whole or not at all, and over nothing that a person wrote.

The only stage that writes reports. Each file is sealed, so that one that was changed since is
known. A file without a seal is a person's: it stays, and the new one stands beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.leavings import clear_left, own_mark
from reportgen.named_tuple import NamedTuple
from reportgen.problems import DeliveryError, Location, Problem, error, gap, warning
from reportgen.regular_files import NotRegularError, read_regular
from reportgen.seals import BACKUP, BESIDE, digest, is_sealed, seal
from reportgen.words.safe_names import marked_name

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

# Those of versions that knew no seals cannot be told from others.
_WHOSE = "有人改过，或者是别处来的、以前的版本写的"
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
# How file systems say that a folder is nothing to wait for.
_UNASKED = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS)
_AT_ONCE = 8
_THREADS = 4
_TRIES = 5
_numbers = count()
_making = threading.RLock()


class Delivered(NamedTuple):
    """A file that was to stand at `wanted`: where it stands, and what is said of it.

    The `problem` tells of a person's file: that it was kept, or what it is called now.
    """

    wanted: Path
    path: Path
    problem: Problem | None = None


class _Order(NamedTuple):
    """A sealed file to be written; `force`: what a person wrote is put aside for it."""

    path: Path
    data: bytes
    force: bool = False


def deliver_file(path: Path, data: bytes, force: bool = False) -> Delivered:
    """Write the file, sealed, to its place; beside it where something stands that was changed since
    it was written, or never was of ours. With `force` that is put aside instead.

    Nothing is written where it stands there already. Errors: DeliveryError if it cannot be written.
    """
    return deliver_copy(path, seal(path.name, data), force)


def deliver_copy(path: Path, data: bytes, force: bool = False) -> Delivered:
    """As `deliver_file`, of a person's own file, such as a picture: it stays byte for byte and has
    no seal. Errors: DeliveryError if it cannot be written.
    """
    clear_left(path.parent)
    try:
        delivered = _deliver(_Order(path, data, force), path.parent)
        _sync_folder(path.parent)
        return delivered
    except OSError as fault:
        raise refusal(path, fault) from fault


def write_file(path: Path, data: bytes | Iterable[bytes], staging: Path | None = None) -> None:
    """Write the file so that the old one, or the new one, stands there whole at any moment.

    Whatever stands there is written over: it is for what nobody but the program writes. It is
    written in the folder `staging` (on the same disk), else beside its place.

    Errors: DeliveryError if it cannot be written, with the reason in Chinese.
    """
    try:
        _write(path, data, staging or path.parent)
        _sync_folder(path.parent)
    except OSError as fault:
        raise refusal(path, fault) from fault


def is_free(path: Path, data: bytes) -> bool:
    """Whether the file can stand there: nothing does, or itself, or what was written and stayed.

    Errors: OSError where that cannot be seen.
    """
    if not os.path.lexists(path) or path.is_dir():
        # A folder in its place is told by whoever tries to write.
        return True
    old = read_regular(path)
    return data in (old, seal(path.name, old)) or is_sealed(path.name, old)


def was_changed(path: Path, known: str) -> bool:
    """Whether a person changed what was written there with that digest, or put it there."""
    try:
        data = read_regular(path)
    except OSError:
        return False
    return digest(data) != known and not is_sealed(path.name, data)


def find_kept(path: Path, known: str) -> Delivered | None:
    """What is said of a file that a person has changed since it was written with that digest: which
    one beside it was written last, if any. None where nobody changed it.
    """
    if not known or not was_changed(path, known):
        return None
    beside = next((each for each in _existing(path, BESIDE) if _has_digest(each, known)), None)
    return Delivered(path, beside, _kept(path, beside)) if beside else Delivered(path, path)


class Delivery:
    """Files written together: `add` takes each, `finish` waits until all are safely in place.

    Each is on the disk before it takes its name; the names are once for all, when it finishes.

    The disk works for several files at once, beside the caller: a fraction of the time that
    waiting for each would take. `force` as in `deliver_file`.
    """

    def __init__(self, staging: Path, force: bool = False) -> None:
        self._staging, self._force = staging, force
        self._added: list[_Order] = []
        self._waiting: list[tuple[Path, Future[Delivered]]] = []
        self._pool: ThreadPoolExecutor | None = None

    def add(self, path: Path, data: bytes) -> str:
        """Take a file for `path`; returns the digest of what is written."""
        sealed = seal(path.name, data)
        self._added.append(_Order(path, sealed, self._force))
        if len(self._added) == _AT_ONCE:
            self._hand_over()
        return digest(sealed)

    def finish(self) -> dict[Path, Delivered | DeliveryError]:
        """Put every file in its place; returns by its path where it stands, or why it does not."""
        self._hand_over()
        outcomes = {path: _outcome(path, waiting) for path, waiting in self._waiting}
        outcomes |= _sync_folders(outcomes)
        if self._pool is not None:
            self._pool.shutdown()
        self._waiting, self._pool = [], None
        return outcomes

    def finish_all(self) -> dict[Path, Delivered]:
        """As `finish`, where every file is needed. Errors: DeliveryError for the first that is not
        in its place.
        """
        delivered = {}
        for path, outcome in self.finish().items():
            if isinstance(outcome, DeliveryError):
                raise outcome
            delivered[path] = outcome
        return delivered

    def _hand_over(self) -> None:
        # One document needs no threads, and should not wait for what makes them to be loaded.
        from concurrent.futures import ThreadPoolExecutor

        pool = self._pool = self._pool or ThreadPoolExecutor(_THREADS)
        for order in self._added:
            self._waiting.append((order.path, pool.submit(_deliver, order, self._staging)))
        self._added = []


def _outcome(path: Path, waiting: Future[Delivered]) -> Delivered | DeliveryError:
    try:
        return waiting.result()
    except OSError as fault:
        return refusal(path, fault)


def _sync_folders(
    outcomes: Mapping[Path, Delivered | DeliveryError],
) -> dict[Path, Delivered | DeliveryError]:
    """The files whose names may not be on the disk: that of their folder failed."""
    refused: dict[Path, OSError] = {}
    for folder in {path.parent for path, each in outcomes.items() if isinstance(each, Delivered)}:
        try:
            _sync_folder(folder)
        except OSError as fault:
            refused[folder] = fault
    lost = ((path, refused[path.parent]) for path in outcomes if path.parent in refused)
    return {path: refusal(path, fault) for path, fault in lost}


def _deliver(order: _Order, staging: Path) -> Delivered:
    """Write the file to its place or beside it. Errors: OSError."""
    path, data, _ = order
    if is_free(path, data):
        _write_new(path, data, staging)
        _clear_beside(path)
        return Delivered(path, path)
    if order.force:
        aside = _put_aside(path, staging)
        _write(path, data, staging)
        _clear_beside(path)
        return Delivered(path, path, _put_aside_told(path, aside))
    beside = next(each for each in _names(path, BESIDE) if is_free(each, data))
    _write_new(beside, data, staging)
    return Delivered(path, beside, _kept(path, beside))


def _write_new(path: Path, data: bytes, staging: Path) -> None:
    """Write it, but where it stands there already."""
    if not path.is_file() or read_regular(path) != data:
        _write(path, data, staging)


def _put_aside(path: Path, staging: Path) -> Path:
    """Where the file stands too from now on, under a name that nothing had."""
    aside = next(each for each in _names(path, BACKUP) if not os.path.lexists(each))
    _write(aside, read_regular(path), staging)
    return aside


def _clear_beside(path: Path) -> None:
    """Remove what was once written beside a person's file, and stayed as it was: it is older than
    what stands in its place now.
    """
    for beside in _existing(path, BESIDE):
        for old in (beside, beside.with_suffix(".pdf")):
            if old.is_file() and is_sealed(old.name, read_regular(old)):
                _discard(old)


def _names(path: Path, mark: str) -> Iterator[Path]:
    """The names with that mark, in order: 报告（数据更新）, 报告（数据更新2）."""
    for number in count(1):
        told = mark if number == 1 else _numbered(mark, number)
        name = path.with_name(marked_name(path.stem, told, path.suffix))
        if mark != BESIDE or not _belongs_to_another(name):
            yield name


def _belongs_to_another(name: Path) -> bool:
    """Whether it is the name of the PDF of a document that stands beside a person's."""
    return name.suffix == ".pdf" and name.with_suffix(".docx").exists()


def _numbered(mark: str, number: int) -> str:
    return mark.replace("）", f"{number}）") if "）" in mark else f"{mark}{number}"


def _existing(path: Path, mark: str) -> Iterator[Path]:
    return takewhile(os.path.lexists, _names(path, mark))


def _has_digest(path: Path, known: str) -> bool:
    try:
        return digest(read_regular(path)) == known
    except OSError:
        return False


def _kept(path: Path, beside: Path) -> Problem:
    message = f"这个文件{_WHOSE}，没有动；按现在的数据做的是“{beside.name}”"
    hint = f"请对照两份，留一份；要换成新的，加 --force，原来的另存为 …{BACKUP}{path.suffix}"
    return gap("kept", message, Location(str(path)), hint)


def _put_aside_told(path: Path, aside: Path) -> Problem:
    message = f"已换成新的；原来的{_WHOSE}，另存为“{aside.name}”"
    return warning("put_aside", message, Location(str(path)))


def _write(path: Path, data: bytes | Iterable[bytes], staging: Path) -> None:
    """Write the file whole in its place. Errors: OSError."""
    beside = staging / f".reportgen-{own_mark()}-{next(_numbers)}-{os.urandom(4).hex()}.tmp"
    try:
        _make_folder(path.parent)
        _write_through(beside, data)
        os.replace(beside, path)
    finally:
        # Nothing once it stands in its place.
        _discard(beside)


def _write_through(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Make a new file; it is on the disk when this returns."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = open_in(path.parent, path.name, flags)
    with os.fdopen(handle, "wb") as file:
        file.writelines((data,) if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Wait until the names of the files in the folder are on the disk, where the system lets one
    ask for it. Errors: OSError.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in _UNASKED:
            raise
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    """Make the folder if it is missing, and those that it is to stand in; the names of what is made
    are on the disk when this returns. Errors: OSError.
    """
    # Whoever writes beside it meets the folder when its name is on the disk, and not before.
    with _making:
        if folder.is_dir():
            return
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        # A folder may let names be put in it, and not be read.
        with contextlib.suppress(PermissionError):
            _sync_folder(folder.parent)


def open_in(folder: Path, name: str, flags: int) -> int:
    """The descriptor of a file in the folder, which is made if it is missing. A link in the file's
    place is not followed: it may lead out of the folder.

    Errors: OSError as `os.open`.
    """
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    for _ in range(_TRIES):
        # Another run that ends may clear the empty folder away in between.
        with contextlib.suppress(FileNotFoundError):
            _make_folder(folder)
            return os.open(folder / name, flags, 0o666)
    return os.open(folder / name, flags, 0o666)


def _discard(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def refusal(path: Path, fault: OSError) -> DeliveryError:
    """Why the file cannot be written, in Chinese."""
    hint = "腾出空间后请再运行一次" if fault.errno in _FULL else "处理后请再运行一次"
    return DeliveryError(error("cannot_write", _explain(fault), Location(str(path)), hint))


def _explain(fault: OSError) -> str:
    if fault.errno in _FULL:
        return "磁盘已满，没有写成"
    if fault.errno == errno.EROFS:
        return "不能写入：这个位置是只读的"
    if isinstance(fault, PermissionError):
        return "不能写入：文件可能正被 Word 或 WPS 打开，或者没有写入权限"
    if isinstance(fault, (NotADirectoryError, FileExistsError)):
        return "不能写入：输出位置被一个同名的文件占用"
    if isinstance(fault, IsADirectoryError):
        return "不能写入：同名的位置是一个文件夹"
    if isinstance(fault, NotRegularError):
        return "不能写入：同名的位置不是普通文件（是管道或设备）"
    return _explain_place(fault)


def _explain_place(fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "不能写入：没有这个位置"
    if fault.errno == errno.ELOOP:
        return "不能写入：同名的位置是一个链接"
    return f"不能写入（系统错误号 {fault.errno}）"
