"""The settings of whoever uses the machine: the only file that may name a program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reportgen.load.user_settings import load_user_office, user_settings_file
from reportgen.office.libreoffice import find_office
from reportgen.problems import ReportgenError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the place is that of Linux")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are, in a folder that is there."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    place = user_settings_file()
    assert place is not None
    place.parent.mkdir()
    return place


def test_it_lies_where_the_system_has_settings(tmp_path: Path, file: Path) -> None:
    assert file == tmp_path / "reportgen" / "设置.yaml"


@pytest.mark.parametrize("text", ["", "# 还没有写\n办公软件:\n"])
def test_without_a_word_of_it_no_office_is_named(file: Path, text: str) -> None:
    if text:
        file.write_text(text, encoding="utf-8")
    assert load_user_office() is None


@pytest.mark.parametrize(
    ("said", "found"), [("/opt/lo", Path("/opt/lo")), ("~/lo", Path.home() / "lo")]
)
def test_an_absolute_place_is_taken(file: Path, said: str, found: Path) -> None:
    file.write_text(f"办公软件: {said}\n", encoding="utf-8")
    assert load_user_office() == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("办公软件: soffice\n", "不是绝对位置"),
        ("办公软件: ./lo\n", "不是绝对位置"),
        ("办公软体: /opt/lo\n", "办公软件"),
    ],
)
def test_what_is_wrong_is_told(file: Path, text: str, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReportgenError, match=told):
        load_user_office()


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody whom the system knows no home of, as in some containers."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)


@pytest.mark.usefixtures("nobody")
def test_without_a_home_no_settings_are_read_of_the_folder_that_one_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.chdir(tmp_path)
    place = Path("~/.config/reportgen/设置.yaml")
    place.parent.mkdir(parents=True)
    place.write_text("办公软件: /opt/lo\n", encoding="utf-8")
    assert user_settings_file() is None and load_user_office() is None


@pytest.mark.usefixtures("nobody")
def test_a_home_that_is_not_known_is_no_absolute_place(file: Path) -> None:
    file.write_text("办公软件: ~/lo\n", encoding="utf-8")
    with pytest.raises(ReportgenError, match="不是绝对位置"):
        load_user_office()


@pytest.mark.usefixtures("nobody")
def test_a_program_in_a_folder_that_is_called_like_the_home_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program = Path("~/Applications/LibreOffice.app/Contents/MacOS/soffice")
    program.parent.mkdir(parents=True)
    program.write_text("", encoding="utf-8")
    found = find_office(environment={"PATH": str(tmp_path)}, system="darwin")
    assert found is None or found.program.is_relative_to("/Applications")
