"""Marks of open files are no documents."""

from __future__ import annotations

from pathlib import Path

from reportgen.load.lock_file import is_lock_file


def test_what_office_leaves_beside_an_open_file_is_no_document() -> None:
    assert is_lock_file(Path("县") / "~$名单.xlsx")
    assert not is_lock_file(Path("~$县") / "名单.xlsx")
