"""A file of kept code: whole as it was written, or as if it were not there."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.kept_code.place import kept_folder, kept_place, read_kept, write_kept
from reportgen.kept_code.table import MOST_ENTRIES, KeptTable


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytecode may be written, whoever runs the tests; the place is for examples, which share it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("PYTEST_KEPT", str(tmp_path / "例.kept"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "__pycache__" / "甲.kept"


def kept(place: Path, key: str = "甲", stamp: tuple[object, ...] = ()) -> object:
    return KeptTable(place, stamp).find(key)


def keep(place: Path, *keys: str, stamp: tuple[object, ...] = (), most: int = MOST_ENTRIES) -> None:
    table = KeptTable(place, stamp, most)
    for key in keys:
        if table.find(key) is None:
            table.keep(key, [key])
    table.save()


def test_it_lies_beside_the_bytecode_of_the_program() -> None:
    place = kept_place("甲", {})
    assert place is not None
    assert place.parent == Path(reportgen.__file__).parent / "__pycache__"
    assert place.name.startswith("甲.") and place.suffix == ".kept"


def test_the_switch_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_place("甲", {"REPORTGEN_CACHE": " OFF "}) is None
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert kept_place("甲", {}) is None, "Python keeps no bytecode either"


def test_tests_use_none_of_the_program_itself() -> None:
    assert kept_folder() is None


def test_what_was_kept_is_found_by_the_next(place: Path) -> None:
    assert kept(place) is None
    keep(place, "甲")
    keep(place, "乙")
    assert kept(place) == ["甲"] and kept(place, "乙") == ["乙"]
    assert os.listdir(place.parent) == [place.name]


def test_another_stamp_is_another_table(place: Path) -> None:
    keep(place, "甲", stamp=(1,))
    assert kept(place, stamp=(2,)) is None
    keep(place, "乙", stamp=(2,))
    assert kept(place, "甲", stamp=(1,)) is None and kept(place, "乙", stamp=(2,)) == ["乙"]


def test_another_version_of_the_program_finds_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(place, "甲")
    monkeypatch.setattr("reportgen.kept_code.place.__version__", "0.0.1")
    assert kept(place) is None


def test_a_table_that_has_hardly_grown_is_not_written_again(place: Path) -> None:
    keep(place, *map(str, range(100)))
    written = place.stat().st_ino
    keep(place, *map(str, range(101)))
    assert place.stat().st_ino == written
    keep(place, *map(str, range(102)))
    assert place.stat().st_ino != written and kept(place, "101") == ["101"]


def test_a_table_that_is_full_keeps_what_the_last_run_asked(
    place: Path,
) -> None:
    keep(place, "甲", "乙", "丙", most=3)
    keep(place, "乙", "丁", most=3)
    assert kept(place, "甲") is None
    assert kept(place, "乙") == ["乙"] and kept(place, "丁") == ["丁"]


def test_no_file_is_larger_than_it_may_be(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(place, "甲")
    monkeypatch.setattr("reportgen.kept_code.place._MOST_BYTES", 40)
    assert kept(place) is None
    keep(place, "乙" * 40)
    assert read_kept(place) is None
    monkeypatch.undo()
    assert kept(place) == ["甲"]


@given(st.data())
def test_a_file_that_is_not_as_it_was_written_is_not_used(data: st.DataObject) -> None:
    place = Path(os.environ["PYTEST_KEPT"])
    write_kept(place, b"0123456789" * 5)
    whole = place.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=4))
    place.write_bytes(whole[:at] + put + whole[at + data.draw(st.integers(0, 60)) :])
    assert read_kept(place) is None or place.read_bytes() == whole


@pytest.mark.parametrize("bad", [b"", b"x", b"\0" * 32, "{'甲': 1}".encode()])
def test_whatever_else_stands_there_is_as_nothing(place: Path, bad: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(bad)
    assert kept(place) is None
    keep(place, "甲")
    assert kept(place) == ["甲"]


@pytest.mark.parametrize("odd", [b"", b"N", b"i\x01\0\0\0", b"(\x02\0\0\0NN", b"["])
def test_a_whole_file_that_holds_no_table_is_as_nothing(place: Path, odd: bytes) -> None:
    write_kept(place, odd)
    assert kept(place) is None


def test_a_folder_or_a_pipe_in_its_place_is_as_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path) is None
    keep(tmp_path, "甲")
    if hasattr(os, "mkfifo"):
        pipe = tmp_path / "管道.kept"
        os.mkfifo(pipe)
        assert kept(pipe) is None
        keep(pipe, "甲")
        assert stat.S_ISREG(pipe.stat().st_mode), "it was replaced, not written to"


def test_where_nothing_can_be_written_nothing_is_said(place: Path) -> None:
    place.parent.write_text("no folder")
    keep(place, "甲")
    assert kept(place) is None and place.parent.read_text() == "no folder"


def test_whoever_wants_no_bytecode_gets_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(place, "甲")
    assert not place.exists()


def test_several_that_write_at_once_leave_one_whole_table(place: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: keep(place, f"{number % 4}"), range(40)))
    assert sum(kept(place, f"{number}") is not None for number in range(4)) >= 1
    assert os.listdir(place.parent) == [place.name]
