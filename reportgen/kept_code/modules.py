"""The modules of this program and of some libraries that a command imports, in one file: to look
for each of them, to open and to read it took a sixth of the start.

It is Python's own bytecode, put together, and of no use once a file of the program, or of those
libraries, has another time or size.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence, Set
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType, ModuleType

from reportgen.kept_code.place import kept_place, may_be_written
from reportgen.kept_code.program_tables import LIBRARIES, find_program_digest, program_digest
from reportgen.kept_code.table import MOST_ENTRIES, KeptTable

_NAME, _KEPT = "modules-{}", frozenset({"reportgen", *LIBRARIES})
_CODE = "code"

_Kept = tuple[str, str, bool, CodeType]
"""The file of a module, the file of its bytecode, whether it is a package, and its code."""


def use_kept_modules(command: str) -> None:
    """From now on modules are found among those that the command has imported before, and others
    are kept for its next run when the process ends.
    """
    place = kept_place(_NAME.format(command))
    if place is None or any(isinstance(each, KeptModules) for each in sys.meta_path):
        return
    modules = KeptModules(read_modules(place, program_digest()))
    sys.meta_path.insert(0, modules)
    atexit.register(partial(_keep_those_of_start, place, modules))


def _keep_those_of_start(place: Path, modules: KeptModules) -> None:
    # What was changed while the program ran is read anew by the next run.
    if modules.read_anew and find_program_digest() == program_digest():
        keep_modules(place, modules, program_digest())


def keep_modules(place: Path, modules: KeptModules, program: str) -> None:
    """Write what was imported and not kept, with what was kept before of that program."""
    if not modules.read_anew or not may_be_written(place):
        return
    told = {**read_modules(place, program), **modules.read_anew}
    table = KeptTable(place, (program,), most=1)
    table.keep(_CODE, told if len(told) <= MOST_ENTRIES else modules.read_anew)
    table.save()


def read_modules(place: Path, program: str) -> dict[str, _Kept]:
    """What was kept there by name of the program with that digest."""
    return KeptTable(place, (program,), most=1).find(_CODE) or {}


class KeptModules:
    """Finds modules as Python does: the code of those that are known is not looked for. `read_anew`
    are the others.
    """

    def __init__(self, known: dict[str, _Kept], packages: Set[str] = _KEPT) -> None:
        """`packages` are those whose modules are kept."""
        self._known, self._packages = known, packages
        self.read_anew: dict[str, _Kept] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module is; None where it is of no such package."""
        if fullname.partition(".")[0] not in self._packages:
            return None
        # A module is imported once.
        kept = self._known.pop(fullname, None)
        if kept is not None:
            return _spec_of(fullname, kept)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Noting(fullname, spec.loader.path, self.read_anew)
        return spec


def _spec_of(fullname: str, kept: _Kept) -> ModuleSpec:
    # As `spec_from_file_location` makes it, which works out anew what is known.
    file, bytecode, is_package, code = kept
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
        code = super().get_code(fullname)
        if code is not None:
            bytecode = cache_from_source(self.path)
            self._noted[fullname] = self.path, bytecode, self.is_package(fullname), code
        return code
