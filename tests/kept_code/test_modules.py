"""Modules that another run imported: what Python would import, without looking for them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reportgen.kept_code.modules import KeptModules, keep_modules, read_modules
from reportgen.kept_code.program_tables import LIBRARIES

_OURS = "kept_example"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a package in it."""
    folder = tmp_path / _OURS
    (folder / "inner").mkdir(parents=True)
    for name in ("__init__", "inner/__init__", "inner/one"):
        (folder / f"{name}.py").write_text(f"SAID = '{name}'", encoding="utf-8")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.syspath_prepend(tmp_path)
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "__pycache__" / "modules.kept"


@contextmanager
def run(place: Path, program: str = "") -> Iterator[KeptModules]:
    """A run of a program with that digest, of which nothing is imported yet; what it imports anew
    is kept.
    """
    modules = KeptModules(read_modules(place, program), {_OURS})
    sys.meta_path.insert(0, modules)
    try:
        yield modules
    finally:
        sys.meta_path.remove(modules)
        for name in [each for each in sys.modules if each.partition(".")[0] == _OURS]:
            del sys.modules[name]
    keep_modules(place, modules, program)


def imported(place: Path, program: str = "") -> tuple[ModuleType, ModuleType, list[str]]:
    """A module and its package as a run imports them, and the names of those it had to read."""
    with run(place, program) as modules:
        one = import_module(f"{_OURS}.inner.one")
        return one, sys.modules[f"{_OURS}.inner"], sorted(modules.read_anew)


def test_the_next_run_reads_none_of_them(program: Path, place: Path) -> None:
    one, inner, read = imported(place)
    assert read == [_OURS, f"{_OURS}.inner", f"{_OURS}.inner.one"]
    again, inner_again, read = imported(place)
    assert read == [] and again.SAID == one.SAID == "inner/one"
    for first, second in ((one, again), (inner, inner_again)):
        for name in ("__file__", "__cached__", "__package__", "__name__"):
            assert getattr(first, name) == getattr(second, name)
    assert list(inner_again.__path__) == list(inner.__path__) and not hasattr(again, "__path__")


def test_of_a_program_that_has_changed_all_is_read_anew(program: Path, place: Path) -> None:
    imported(place, "one")
    (program / "inner" / "one.py").write_text("SAID = 'another'", encoding="utf-8")
    found = imported(place, "another")
    assert found[0].SAID == "another" and len(found[2]) == 3
    assert imported(place, "another")[2] == []


def test_what_was_known_stays_beside_what_is_new(program: Path, place: Path) -> None:
    with run(place):
        import_module(f"{_OURS}.inner")
    assert imported(place)[2] == [f"{_OURS}.inner.one"]
    assert imported(place)[2] == []


def test_of_a_damaged_file_all_is_read_anew(program: Path, place: Path) -> None:
    imported(place)
    place.write_bytes(place.read_bytes()[:-1])
    assert len(imported(place)[2]) == 3 and imported(place)[2] == []


def test_modules_of_others_are_not_looked_at(program: Path, place: Path) -> None:
    with run(place) as modules:
        assert modules.find_spec("kept_examples", None) is None
        assert modules.find_spec("email", None) is None


@pytest.mark.parametrize("library", LIBRARIES)
def test_what_is_kept_is_of_no_use_with_another_library(library: str, tmp_path: Path) -> None:
    told = "from reportgen.kept_code.program_tables import find_program_digest as digest;"
    found = set[str]()
    for said in ("one", "another"):
        (tmp_path / library).mkdir(exist_ok=True)
        (tmp_path / library / "__init__.py").write_text(f"SAID = '{said}'", encoding="utf-8")
        code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {told} print(digest())"
        asked = [sys.executable, "-c", code]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        found.add(done.stdout)
    assert len(found) == 2


def test_where_no_bytecode_is_wanted_none_is_kept(
    program: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    imported(place)
    assert not place.exists()
