"""Where the program opens files: all places that its code has, and those that were come by."""

from __future__ import annotations

import ast
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import reportgen
from reportgen import regular_files
from reportgen.load import text_file

ROOT = Path(reportgen.__file__).parent
_DOORS = {
    "read_regular": regular_files,
    "open_regular": regular_files,
    "FileBytes": regular_files,
    "read_bytes": text_file,
    "read_text": text_file,
}
# The doors themselves.
_OF_DOORS = ("regular_files.py", "load/text_file.py")


def all_openings() -> set[str]:
    """Each function that opens files by itself, as `room/module.py:name`."""
    files = (path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
    return {f"{file}:{name}" for file in files if file not in _OF_DOORS for name in _named(file)}


def _named(file: str) -> Iterator[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    # Few files name a door at all.
    tree = ast.parse(text if any(name in text for name in _DOORS) else "")
    for function in (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)):
        inner = (each for each in ast.walk(function) if isinstance(each, ast.Name))
        if any(each.id in _DOORS for each in inner):
            yield function.name


@contextmanager
def noted_openings() -> Iterator[set[str]]:
    """Those that are come by meanwhile."""
    for module in pkgutil.walk_packages([str(ROOT)], "reportgen."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for name, home in _DOORS.items():
            _put(patch, name, getattr(home, name), found)
        yield found


def _put(patch: pytest.MonkeyPatch, name: str, door: Callable[..., Any], found: set[str]) -> None:
    def noting(*given: Any, **named: Any) -> Any:
        found.update(_caller(sys._getframe(1)))
        return door(*given, **named)

    for module in [each for key, each in sys.modules.items() if key.startswith("reportgen.")]:
        if getattr(module, name, None) is door:
            patch.setattr(module, name, noting)


def _caller(frame: FrameType | None) -> Iterator[str]:
    """The function that has the frame, or that in which a comprehension of it stands."""
    while frame is not None and frame.f_code.co_name.startswith("<"):
        frame = frame.f_back
    if frame is not None and Path(frame.f_code.co_filename).is_relative_to(ROOT):
        file = Path(frame.f_code.co_filename).relative_to(ROOT).as_posix()
        yield f"{file}:{frame.f_code.co_name}"
