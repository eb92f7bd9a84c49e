"""Modules that another run imported: what Python would import, without looking for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reportgen.kept_code.modules import KeptModules, keep_modules, read_modules
from reportgen.kept_code.table import KeptTable
from reportgen.resources import package_folder

_OURS = "kept_example"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a package in it."""
    folder = tmp_path / _OURS
    (folder / "inner").mkdir(parents=True)
    for name in ("__init__", "inner/__init__", "inner/one"):
        write(folder / f"{name}.py", f"SAID = '{name}'")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.syspath_prepend(tmp_path)
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "__pycache__" / "modules.kept"


def write(file: Path, text: str, time: int = 1_700_000_000) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time, time))


@contextmanager
def run(place: Path) -> Iterator[KeptModules]:
    """A run of a program of which nothing is imported yet; what it imports anew is kept."""
    modules = KeptModules(read_modules(place), f"{_OURS}.")
    sys.meta_path.insert(0, modules)
    try:
        yield modules
    finally:
        sys.meta_path.remove(modules)
        for name in [each for each in sys.modules if each.partition(".")[0] == _OURS]:
            del sys.modules[name]
    keep_modules(place, modules)


def imported(place: Path) -> tuple[ModuleType, ModuleType, list[str]]:
    """A module and its package as a run imports them, and the names of those it had to read."""
    with run(place) as modules:
        one = import_module(f"{_OURS}.inner.one")
        return one, sys.modules[f"{_OURS}.inner"], sorted(modules.read_anew)


def test_the_next_run_reads_none_of_them(program: Path, place: Path) -> None:
    one, inner, read = imported(place)
    assert read == [f"{_OURS}.inner", f"{_OURS}.inner.one"]
    again, inner_again, read = imported(place)
    assert read == [] and again.SAID == one.SAID == "inner/one"
    for first, second in ((one, again), (inner, inner_again)):
        for name in ("__file__", "__cached__", "__package__", "__name__"):
            assert getattr(first, name) == getattr(second, name)
    assert list(inner_again.__path__) == list(inner.__path__) and not hasattr(again, "__path__")


@pytest.mark.parametrize("change", ["size", "time"])
def test_a_module_that_has_changed_is_read_anew(program: Path, place: Path, change: str) -> None:
    imported(place)
    other = "SAID = 'another one'" if change == "size" else "SAID = 'inner/two'"
    write(program / "inner" / "one.py", other, 1_700_000_000 + (change == "time"))
    assert imported(place)[2] == [f"{_OURS}.inner.one"]
    assert imported(place)[0].SAID != "inner/one" and imported(place)[2] == []


def test_one_that_is_gone_is_not_found(program: Path, place: Path) -> None:
    imported(place)
    (program / "inner" / "one.py").unlink()
    with pytest.raises(ModuleNotFoundError):
        imported(place)


def test_what_was_known_stays_beside_what_is_new(program: Path, place: Path) -> None:
    with run(place):
        import_module(f"{_OURS}.inner")
    assert imported(place)[2] == [f"{_OURS}.inner.one"]
    assert imported(place)[2] == []


def test_of_a_damaged_file_all_is_read_anew(program: Path, place: Path) -> None:
    imported(place)
    place.write_bytes(place.read_bytes()[:-1])
    assert len(imported(place)[2]) == 2 and imported(place)[2] == []


def test_what_another_version_of_this_program_kept_is_not_read(place: Path) -> None:
    older = KeptTable(place, (str(package_folder()),))
    older.keep("code", {f"{_OURS}.one": ("one.py", 1, 2, False)})
    older.save()
    assert read_modules(place) == {}


def test_modules_of_others_are_not_looked_at(program: Path, place: Path) -> None:
    with run(place) as modules:
        assert modules.find_spec("kept_examples", None) is None
        assert modules.find_spec(_OURS, None) is None


def test_where_no_bytecode_is_wanted_none_is_kept(
    program: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    imported(place)
    assert not place.exists()
