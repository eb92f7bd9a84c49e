"""The words of files that another run has read: the same, and only of the same contents."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from reportgen.kept_code.program_tables import use_program_tables
from reportgen.load import words_file
from reportgen.load.kept_words import plain_wordings, wordings_of
from reportgen.load.words_file import load_wordings
from reportgen.model.wordings import NO_WORDINGS, Wordings
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder
from tests.kept_code.conftest import NextRun


def told(value: object) -> object:
    """All that a value says, with its kind and the order of its entries."""
    if is_dataclass(value):
        return [(each.name, told(getattr(value, each.name))) for each in fields(value)]
    if isinstance(value, Mapping) and not (value and isinstance(value, MappingProxyType)):
        return [(told(key), told(each)) for key, each in value.items()]
    if isinstance(value, tuple):
        return (type(value).__name__, *map(told, value))
    return type(value).__name__, value


def refuse(paths: tuple[Path, ...]) -> Wordings:
    raise AssertionError(f"these are read again: {paths}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some of the bundled words."""
    folder = tmp_path / "words"
    folder.mkdir()
    for name in ("病句", "名称", "过时说法"):
        shutil.copy(data_folder() / "words" / f"{name}.yaml", folder)
    return folder


@pytest.mark.parametrize("which", ["bundled", "none"])
def test_plain_wordings_are_the_same_again(which: str) -> None:
    wordings = load_wordings(data_folder() / "words") if which == "bundled" else NO_WORDINGS
    assert told(wordings_of(plain_wordings(wordings))) == told(wordings)


def test_the_next_run_finds_them_without_reading(
    folder: Path, next_run: NextRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_program_tables()
    first = load_wordings(folder)
    next_run()
    use_program_tables()
    with monkeypatch.context() as patched:
        patched.setattr(words_file, "load_words", refuse)
        assert told(load_wordings(folder)) == told(first)


@pytest.mark.parametrize("change", ["word", "another", "gone"])
def test_of_other_contents_nothing_is_found(folder: Path, next_run: NextRun, change: str) -> None:
    use_program_tables()
    first = load_wordings(folder)
    next_run()
    match change:
        case "word":
            (folder / "过时说法.yaml").write_text("词语: {甲: 乙}", encoding="utf-8")
        case "another":
            (folder / "新.yaml").write_text("词语: {甲: 乙}", encoding="utf-8")
        case "gone":
            (folder / "过时说法.yaml").unlink()
    found = load_wordings(folder)
    assert told(found) != told(first)
    assert ("甲" in found.by_words) is (change != "gone")


def test_a_faulty_file_is_told_each_time(folder: Path, next_run: NextRun) -> None:
    use_program_tables()
    (folder / "新.yaml").write_text("词雨: {}", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ReportgenError, match="词雨"):
            load_wordings(folder)
        next_run()


def test_what_was_changed_while_it_was_read_is_not_kept(
    folder: Path, next_run: NextRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_program_tables()
    load = words_file.load_words

    def load_late(paths: tuple[Path, ...]) -> Wordings:
        (folder / "过时说法.yaml").write_text("词语: {甲: 乙}", encoding="utf-8")
        return load(paths)

    before = (folder / "过时说法.yaml").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(words_file, "load_words", load_late)
        assert "甲" in load_wordings(folder).by_words
    next_run()
    (folder / "过时说法.yaml").write_bytes(before)
    assert "甲" not in load_wordings(folder).by_words
