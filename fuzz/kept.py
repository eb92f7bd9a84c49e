"""What is bundled is read once for all inputs: none of them changes it, and reading it anew would
take most of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.load import library
from reportgen.load.library import Library
from reportgen.model.standard import Standard
from reportgen.resources import data_folder

_LOADERS = (
    *("load_stages", "load_school_types", "load_themes", "load_facts", "load_vocabulary"),
    "load_blank_share",
)


def keep_bundled() -> None:
    """Let libraries that are made from now on share what they read of the bundled data."""
    for name in _LOADERS:
        setattr(library, name, _once(getattr(library, name)))
    Library._load = _once_each(Library._load)  # type: ignore[method-assign, assignment]


def _once(load: Callable[..., Any]) -> Callable[..., Any]:
    """The loader with what it gave for each bundled file."""
    given = dict[Path, Any]()

    def kept(path: Path, *others: object) -> Any:
        if path.parent != data_folder():
            return load(path, *others)
        if path not in given:
            given[path] = load(path, *others)
        return given[path]

    return kept


def _once_each(load: Callable[[Library, Path], Standard]) -> Callable[[Library, Path], Standard]:
    """The standard's loader; what genres of others change is read anew."""
    shared = cache(lambda path: load(_library(), path))

    def kept(own: Library, path: Path) -> Standard:
        is_bundled = path.parent == own.folder and not own.own_folders
        return shared(path) if is_bundled else load(own, path)

    return kept


@cache
def _library() -> Library:
    return library.load_library(data_folder())
