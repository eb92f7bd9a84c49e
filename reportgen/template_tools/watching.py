"""Files and folders → a signal each time that something in them was saved.

Programs save in steps (a lock file, a temporary one, a rename): a signal comes when they have been
quiet for a moment.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from reportgen.load.lock_file import is_lock_file
from reportgen.named_tuple import NamedTuple

ENDINGS = frozenset({".docx", ".j2", ".yaml", ".yml", ".xlsx", ".csv", ".png", ".jpg", ".jpeg"})
# LibreOffice's marks of an open document, and files that are being written.
_PASSING = "."
_QUIET_MILLISECONDS = 300
_LOOK_SECONDS = 0.5
# How long a change that nobody told of may wait.
_LOST_MILLISECONDS = 5000

Stamps = Mapping[Path, tuple[int, int]]


class Watched(NamedTuple):
    """What is watched: single files, and folders with all below them but for those in
    `leave_out`.
    """

    files: tuple[Path, ...]
    folders: tuple[Path, ...] = ()
    leave_out: tuple[Path, ...] = ()

    def counts(self, path: Path) -> bool:
        """Whether that file is one that is watched; marks of open documents and half-written
        files are not.
        """
        if is_lock_file(path) or path.name.startswith(_PASSING):
            return False
        if path in self.files:
            return True
        inside = any(path.is_relative_to(folder) for folder in self.folders)
        return (
            inside
            and path.suffix.lower() in ENDINGS
            and not any(path.is_relative_to(out) for out in self.leave_out)
        )


def watch(watched: Watched, poll: bool = False) -> Iterator[None]:
    """A signal after each time that something was saved, without end.

    With `poll`, or without the package watchfiles, the files are looked at twice a second, which
    also works on network shares. Errors: KeyboardInterrupt when the user ends it.
    """
    resolved = Watched(*(tuple(path.resolve() for path in paths) for paths in watched))
    try:
        import watchfiles  # noqa: F401 - only asked for whether it is there
    except ImportError:
        poll = True
    known = find_stamps(resolved)
    return _poll(resolved, known) if poll else _notified(resolved, known)


def _poll(watched: Watched, known: Stamps) -> Iterator[None]:
    return _changes(known, lambda: find_stamps(watched), lambda: time.sleep(_LOOK_SECONDS))


def _notified(watched: Watched, known: Stamps) -> Iterator[None]:
    """A signal each time that the system tells of a change. What is not there cannot tell of
    itself: while a folder is missing, it is looked for.
    """
    while True:
        folders = _folders(watched)
        is_there = all(map(Path.is_dir, (*folders, *watched.folders)))
        if is_there and find_stamps(watched) == known:
            _wait_for_change(watched, folders, known)
        else:
            next(_poll(watched, known))
        found = find_stamps(watched)
        if found != known:
            known = found
            yield


def _wait_for_change(watched: Watched, folders: Collection[Path], known: Stamps) -> None:
    """Wait until a file has changed, or a folder has come or gone."""
    import watchfiles

    def counts(_: object, name: str) -> bool:
        path = Path(name)
        return path in folders or watched.counts(path) or path.is_dir()

    changes = watchfiles.watch(
        *folders,
        watch_filter=counts,
        step=_QUIET_MILLISECONDS,
        recursive=False,
        raise_interrupt=True,
        rust_timeout=_LOST_MILLISECONDS,
        yield_on_timeout=True,
    )
    # What goes while they begin to be watched is found by the next look.
    with contextlib.suppress(FileNotFoundError):
        for _ in changes:
            if find_stamps(watched) != known or _folders(watched) != folders:
                return


def look_again(look: Callable[[], Stamps], wait: Callable[[], object]) -> Iterator[None]:
    """A signal each time that what `look` gives is no longer as it is now, and then stays so
    over one `wait`.
    """
    return _changes(look(), look, wait)


def _changes(
    known: Stamps, look: Callable[[], Stamps], wait: Callable[[], object]
) -> Iterator[None]:
    while True:
        wait()
        found = look()
        if found == known:
            continue
        while True:
            wait()
            settled = look()
            if settled == found:
                break
            found = settled
        known = found
        yield


def _folders(watched: Watched) -> Collection[Path]:
    """The folders that the files are in: a file that is replaced when saved is seen by its
    folder only.
    """
    inside = (path for folder in watched.folders for path in (folder, *folder.rglob("*")))
    inner = {path for path in inside if path.is_dir() and path not in watched.leave_out}
    return {path.parent for path in watched.files} | inner


def find_stamps(watched: Watched) -> Stamps:
    """When each watched file was written, and how large it is; those that are there."""
    inside = (path for folder in watched.folders for path in folder.rglob("*"))
    return dict(_stamped(path for path in (*watched.files, *inside) if watched.counts(path)))


def _stamped(paths: Iterable[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            continue
        yield path, (about.st_mtime_ns, about.st_size)
