"""The name of a program → where it is on the PATH; never in the folder that one works in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path


def find_program(
    name: str, environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> Path | None:
    """The program's absolute place; None if there is none.

    A folder of the PATH that is not absolute, or is the current one, is passed over, as it holds
    data; so is the current folder itself, where Windows looks first.
    """
    file = f"{name}.exe" if system == "win32" and "." not in name else name
    places = (folder / file for folder in _folders(environment.get("PATH", os.defpath)))
    return next((place for place in places if _is_program(place)), None)


def _folders(path: str) -> Iterator[Path]:
    here = os.path.realpath(os.curdir)
    for folder in path.split(os.pathsep):
        if os.path.isabs(folder) and os.path.realpath(folder) != here:
            yield Path(folder)


def _is_program(place: Path) -> bool:
    return place.is_file() and os.access(place, os.X_OK)
