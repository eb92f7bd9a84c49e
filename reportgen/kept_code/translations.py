"""Templates that another run translated into Python code.

The code depends on the template's text, on all of this program and on jinja2: a table is of no use
once a file of either has changed, which is seen as Python sees it of its own bytecode.
"""

from __future__ import annotations

import atexit
import hashlib
import marshal
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from reportgen.kept_code.place import kept_place
from reportgen.kept_code.table import KeptTable
from reportgen.resources import package_folder

_NAME = "translations"
_is_used = False


def use_kept_translations() -> None:
    """From now on translations are found among those that were kept, and what is new is kept when
    the process ends.
    """
    global _is_used
    _is_used = True


def find_translation(kind: str, source: str) -> tuple[CodeType, Any] | None:
    """The code that was made of a source of that kind, with what was to be remembered of it; None
    if none was kept.
    """
    table = _table() if _is_used else None
    found = table.find((kind, source)) if table is not None else None
    return None if found is None else (marshal.loads(found[0]), found[1])


def keep_translation(kind: str, source: str, code: CodeType, told: object) -> None:
    """Remember the code, and plain values that tell of it, for other runs."""
    table = _table() if _is_used else None
    if table is not None:
        table.keep((kind, source), (marshal.dumps(code), told))


@lru_cache(maxsize=1)
def _table() -> KeptTable | None:
    """The table of this process; None where nothing is kept."""
    # Who translates nothing does not wait for jinja2, nor for a look at all modules.
    import jinja2

    place = kept_place(_NAME)
    if place is None:
        return None
    table = KeptTable(place, (_sources(package_folder(), Path(jinja2.__file__).parent),))
    atexit.register(table.save)
    return table


def _sources(*folders: Path) -> str:
    """A digest of the names, times and sizes of all modules in the folders."""
    found = "\n".join(each for folder in folders for each in sorted(_stamps(str(folder))))
    return hashlib.blake2b(found.encode("utf-8", "surrogateescape")).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                stat = entry.stat()
                yield f"{entry.path} {stat.st_mtime_ns} {stat.st_size}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _stamps(entry.path)
