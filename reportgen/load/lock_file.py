"""The files that Office and WPS leave beside one that is open."""

from __future__ import annotations

from pathlib import Path


def is_lock_file(path: Path) -> bool:
    """Whether it only marks that another is open (`~$名单.xlsx`): it is no document."""
    return path.name.startswith("~$")
