"""Tables of what this program made: of no use once one of its files, or of some libraries, has
changed, which is seen as Python sees it of its own bytecode.
"""

from __future__ import annotations

import atexit
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec

from reportgen.kept_code.place import kept_place
from reportgen.kept_code.table import MOST_ENTRIES, KeptTable
from reportgen.resources import package_folder

# What is kept depends on jinja2; of all of them modules are.
LIBRARIES = ("jinja2", "markdown", "markupsafe", "platformdirs", "yaml")
_ENDINGS = (".py", ".so", ".pyd")
_is_used = False


def use_program_tables() -> None:
    """From now on what was kept is found, and what is new is kept when the process ends."""
    global _is_used
    _is_used = True


def program_table(name: str, most: int = MOST_ENTRIES) -> KeptTable | None:
    """The table of that name, with at most so many entries; None where nothing is kept."""
    return _table(name, most) if _is_used else None


@lru_cache(maxsize=8)
def _table(name: str, most: int) -> KeptTable | None:
    place = kept_place(name)
    if place is None:
        return None
    table = KeptTable(place, (program_digest(),), most)
    atexit.register(table.save)
    return table


@lru_cache(maxsize=1)
def program_digest() -> str:
    """That of the program as this process met it."""
    return find_program_digest()


def find_program_digest() -> str:
    """A digest of the names, times and sizes of all modules that have a part in what is kept."""
    libraries = filter(None, map(find_spec, LIBRARIES))
    folders = [str(package_folder())]
    folders += [os.path.dirname(each.origin) for each in libraries if each.origin]
    found = "\n".join(each for folder in folders for each in sorted(_stamps(folder)))
    return hashlib.blake2b(found.encode("utf-8", "surrogateescape")).hexdigest()


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_ENDINGS):
                stat = entry.stat()
                yield f"{entry.path} {stat.st_mtime_ns} {stat.st_size}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _stamps(entry.path)


def content_digest(contents: Iterable[bytes]) -> str:
    """What tells files apart by what they hold, in their order."""
    whole = hashlib.blake2b()
    for data in contents:
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()
