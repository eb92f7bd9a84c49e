"""A package of its own, whose tables are kept, and the end of a run of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportgen.kept_code import program_tables
from reportgen.kept_code.program_tables import program_table
from reportgen.load.library import _load_shared
from reportgen.load.words_file import load_wordings
from reportgen.sections.phrasing.phrases import _translate

NextRun = Callable[[], None]
_REMEMBERING = (
    program_tables._table,
    program_tables.program_digest,
    _translate,
    load_wordings,
    _load_shared,
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package whose tables are kept."""
    folder = tmp_path / "program"
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "one.py").write_text("A = 1")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(program_tables, "package_folder", lambda: folder)
    monkeypatch.setattr(
        program_tables, "kept_place", lambda name: folder / "__pycache__" / f"{name}.kept"
    )
    monkeypatch.setattr(program_tables, "_is_used", False)
    _forget()
    yield folder
    _forget()


@pytest.fixture
def next_run(package: Path) -> NextRun:
    """What ends a run, so that the next one knows what it kept and nothing else."""

    def end() -> None:
        for name, most in (("translations", ()), ("words", (2,)), ("facts", (2,))):
            table = program_table(name, *most)
            if table is not None:
                table.save()
        _forget()

    return end


def _forget() -> None:
    for each in _REMEMBERING:
        each.cache_clear()
