"""The facts that another run has read: the same, and only of the same contents."""

from __future__ import annotations

import os
import pickle
import shutil
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import pytest

from reportgen.kept_code.program_tables import use_program_tables
from reportgen.late_regex import LateRegex
from reportgen.load import library
from reportgen.load.kept_files import pickled, unpickled
from reportgen.load.library import Library, load_library
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder
from tests.kept_code.conftest import NextRun
from tests.kept_code.test_kept_words import told


def said(library: Library) -> object:
    """All that a library says that is kept, with its kinds and order."""
    shared = library.dictionary, dict(library.school_types), library.genres, library.blank_share
    return plain(told(shared))


def plain(value: object) -> object:
    """Values without a sameness of their own, as texts."""
    if isinstance(value, LateRegex):
        return value.pattern
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, MappingProxyType):
        return ["a view", *map(plain, told(dict(value)))]  # type: ignore[call-overload]
    if isinstance(value, frozenset):
        return sorted(map(repr, value))
    return (type(value).__name__, value.name if isinstance(value, Enum) else repr(value))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundled data, without what is long."""
    folder = tmp_path / "data"
    skipped = shutil.ignore_patterns("words", "schools", "districts", "patched")
    shutil.copytree(data_folder(), folder, ignore=skipped)
    return folder


def refuse(folder: Path) -> object:
    raise AssertionError(f"it is read again: {folder}")


def test_the_next_run_finds_them_without_reading(
    folder: Path, next_run: NextRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = said(load_library(folder))
    next_run()
    use_program_tables()
    assert said(load_library(folder)) == read
    next_run()
    use_program_tables()
    monkeypatch.setattr(library, "_read_shared", refuse)
    assert said(load_library(folder)) == read


@pytest.mark.parametrize("name", ["facts.yaml", "vocabulary.yaml", "stages.yaml"])
def test_of_other_contents_nothing_is_found(
    folder: Path, next_run: NextRun, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    use_program_tables()
    load_library(folder)
    next_run()
    file = folder / name
    known, data = file.stat(), file.read_bytes()
    # Neither time nor size tells what a file says.
    file.write_bytes(data.replace(b"\n", b" \n", 1)[: len(data)])
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    monkeypatch.setattr(library, "_read_shared", refuse)
    with pytest.raises(AssertionError, match="read again"):
        load_library(folder)


def test_a_faulty_file_is_told_each_time(folder: Path, next_run: NextRun) -> None:
    use_program_tables()
    (folder / "themes.yaml").write_text("[", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ReportgenError):
            load_library(folder)
        next_run()


def test_views_of_mappings_stay_views() -> None:
    view = MappingProxyType({"甲": MappingProxyType({1: 2})})
    again = unpickled(pickled({"一": view, "二": view}))
    assert again == {"一": view, "二": view} and again["一"] is again["二"]
    assert type(again["一"]["甲"]) is MappingProxyType
    with pytest.raises(TypeError):
        pickle.dumps(view)
