"""Where the bundled templates, standards and facts are: in a checkout or an installed wheel."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _root() -> Path:
    bundled = package_folder() / "_bundled"
    return bundled if bundled.is_dir() else package_folder().parent


def package_folder() -> Path:
    """The folder of the program itself."""
    return Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def data_folder() -> Path:
    """The folder with facts.yaml, school_types.yaml, standards/ and the sample schools."""
    return _root() / "data"


@lru_cache(maxsize=1)
def templates_folder() -> Path:
    """The folder with the Word templates, the outline and the phrases that people edit."""
    return _root() / "templates" / "zh"
