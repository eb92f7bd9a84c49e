"""The modules of this program that a command imports, in one file: to look for each of them, to
open and to read it took an eighth of the start.

It is Python's own bytecode, put together. As there, a module whose file has another time or size
is read anew.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType, ModuleType

from reportgen.kept_code.place import kept_place, may_be_written
from reportgen.kept_code.table import MOST_ENTRIES, KeptTable
from reportgen.resources import package_folder

_NAME, _OURS = "modules-{}", "reportgen."
_CODE = "code"

_Kept = tuple[str, int, int, str, bool, CodeType]
"""The file of a module, when it was written, its size, the file of its bytecode, whether it is a
package, and its code.
"""


def use_kept_modules(command: str) -> None:
    """From now on modules are found among those that the command has imported before, and others
    are kept for its next run when the process ends.
    """
    place = kept_place(_NAME.format(command))
    if place is None or any(isinstance(each, KeptModules) for each in sys.meta_path):
        return
    modules = KeptModules(read_modules(place))
    sys.meta_path.insert(0, modules)
    atexit.register(partial(keep_modules, place, modules))


def keep_modules(place: Path, modules: KeptModules) -> None:
    """Write what was imported and not kept, with what was kept before."""
    if not modules.read_anew or not may_be_written(place):
        return
    told = {**read_modules(place), **modules.read_anew}
    table = _table(place)
    table.keep(_CODE, told if len(told) <= MOST_ENTRIES else modules.read_anew)
    table.save()


def read_modules(place: Path) -> dict[str, _Kept]:
    """What was kept there by name."""
    return _table(place).find(_CODE) or {}


def _table(place: Path) -> KeptTable:
    # One that was copied with its bytecode is another program; another version of this file may
    # have kept something else.
    return KeptTable(place, (str(package_folder()), _mark(__file__)), most=1)


class KeptModules:
    """Finds modules as Python does: the code of those that are known is not looked for. `read_anew`
    are the others.
    """

    def __init__(self, known: dict[str, _Kept], ours: str = _OURS) -> None:
        """`ours` is what names of the program's modules begin with."""
        self._known, self._ours = known, ours
        self.read_anew: dict[str, _Kept] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module is; None where it is none of this program."""
        if not fullname.startswith(self._ours):
            return None
        # A module is imported once.
        kept = self._known.pop(fullname, None)
        if kept is not None and _mark(kept[0]) == kept[1:3]:
            return _spec_of(fullname, kept)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Noting(fullname, spec.loader.path, self.read_anew)
        return spec


def _spec_of(fullname: str, kept: _Kept) -> ModuleSpec:
    # As `spec_from_file_location` makes it, which works out anew what is known.
    file, _, _, bytecode, is_package, code = kept
    spec = ModuleSpec(fullname, _Known(fullname, file, code), origin=file, is_package=is_package)
    spec.has_location, spec.cached = True, bytecode
    if spec.submodule_search_locations is not None:
        spec.submodule_search_locations.append(os.path.dirname(file))
    return spec


class _Known(SourceFileLoader):
    """Has the code already."""

    def __init__(self, fullname: str, path: str, code: CodeType) -> None:
        super().__init__(fullname, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        return self._code


class _Noting(SourceFileLoader):
    """Notes the code that it reads."""

    def __init__(self, fullname: str, path: str, noted: dict[str, _Kept]) -> None:
        super().__init__(fullname, path)
        self._noted = noted

    def get_code(self, fullname: str) -> CodeType | None:
        mark = _mark(self.path)
        code = super().get_code(fullname)
        if mark is not None and code is not None:
            bytecode = cache_from_source(self.path)
            told = (self.path, *mark, bytecode, self.is_package(fullname), code)
            self._noted[fullname] = told
        return code


def _mark(file: str) -> tuple[int, int] | None:
    """By what a file is known; None where it is not there."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
