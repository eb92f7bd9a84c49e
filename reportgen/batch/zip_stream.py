"""Files of a folder → a .zip, piece by piece, so that no more than one of them is held."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.regular_files import read_regular


def zipped(folder: Path, names: Sequence[str]) -> Iterator[bytes]:
    """A .zip of those files, piece by piece; one that is gone meanwhile is left out. They are
    packed already, and only stored.
    """
    return zipped_bytes(_read(folder, names))


def _read(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for name in names:
        try:
            yield name, read_regular(folder / name)
        except OSError:
            continue


def zipped_bytes(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A .zip of those files by their names, piece by piece."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data)
            yield sink.take()
    yield sink.take()


class _Sink:
    """Takes what is written, and gives it away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take it."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        """What was written since."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken
