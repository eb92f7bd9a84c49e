"""The names of an archive's files → names to show and to ask by, which lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

# What would lead out of a folder, or mean something else on another system.
_NO_NAME = late_regex(r"[\x00-\x1f:*?\"<>|]")
_NOWHERE = ("", ".", "..")
# WinRAR, 7-Zip and the program of macOS write UTF-8, Windows the code page of the machine.
_ENCODINGS = ("utf-8", "gb18030")


class ArchivedName(NamedTuple):
    """A file's name as its archive has it; `is_utf8`: the archive says that it is UTF-8."""

    encoded: bytes
    is_utf8: bool


def archive_names(names: Iterable[ArchivedName]) -> Sequence[str]:
    """A name for each, with / between folders and at the end of a folder; each stands once."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    for each in names:
        name = _unlike(_plain(_decode(each)), seen)
        seen.add(name.casefold())
        found[name] = None
    return tuple(found)


def _decode(name: ArchivedName) -> str:
    for encoding in _ENCODINGS[:1] if name.is_utf8 else _ENCODINGS:
        try:
            return name.encoded.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.encoded.decode("latin-1")


def _plain(name: str) -> str:
    """Without what leads up, out, or to a drive; the slash of a folder stays."""
    parts = name.replace("\\", "/").split("/")
    kept = [_NO_NAME.sub("_", part) for part in parts if part.strip() not in _NOWHERE]
    is_folder = parts[-1] == ""
    return "/".join(kept or ["_"]) + ("/" if is_folder else "")


def _unlike(name: str, seen: set[str]) -> str:
    """The name, with a number where another has it."""
    path, number = PurePosixPath(name), 2
    while name.casefold() in seen:
        name = str(path.with_stem(f"{path.stem}（{number}）"))
        number += 1
    return name
