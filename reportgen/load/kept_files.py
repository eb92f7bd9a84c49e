"""What files say ⇄ plain values, by which a run finds what another read of the same files."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from reportgen.bounded.limits import LIMITS
from reportgen.kept_code.program_tables import content_digest, program_table
from reportgen.load.text_file import read_bytes
from reportgen.named_tuple import NamedTuple

_T = TypeVar("_T")


class KeptAs(NamedTuple):
    """The name of a table, the most that it holds, and how a value becomes plain and is made of
    what is plain.
    """

    table: str
    most: int
    plain: Callable[[Any], object]
    made: Callable[[Any], Any]


def find_read_files(files: tuple[Path, ...], load: Callable[[], _T], kept_as: KeptAs) -> _T:
    """What `load` makes of the files, or made of the same contents for another run.

    Errors: as of `load`; UnreadableFileError for a file that cannot be read.
    """
    table = program_table(kept_as.table, kept_as.most)
    if table is None:
        return load()
    asked = _digest(files)
    kept = table.find(asked)
    if kept is not None:
        found: _T = kept_as.made(kept)
        return found
    loaded = load()
    # What was written in between is not what was asked.
    if _digest(files) == asked:
        table.keep(asked, kept_as.plain(loaded))
    return loaded


def _digest(files: tuple[Path, ...]) -> str:
    return content_digest(read_bytes(file, LIMITS.text.file) for file in files)


def pickled(value: object) -> bytes:
    """The bytes of a value made of the program's own classes, of use to this program alone."""
    told = BytesIO()
    pickler = pickle.Pickler(told, protocol=5)
    pickler.dispatch_table = {MappingProxyType: _reduce_view}
    pickler.dump(value)
    return told.getvalue()


def unpickled(data: bytes) -> Any:
    """The value. The bytes lie where the program's own code does, and nowhere else."""
    return pickle.loads(data)


def _reduce_view(view: Any) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    return view_of, (dict(view),)


def view_of(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """The mapping, which nobody changes."""
    return MappingProxyType(mapping)
