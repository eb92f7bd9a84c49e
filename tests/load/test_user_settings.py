"""The settings of whoever uses the machine: the only file that may name a program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reportgen.load.user_settings import load_user_office, user_settings_file
from reportgen.problems import ReportgenError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the place is that of Linux")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are, in a folder that is there."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    place = user_settings_file()
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
