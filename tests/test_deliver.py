"""A file is written whole or not at all, under a name that Windows accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.deliver import write_file
from reportgen.problems import DeliveryError


def test_old_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "深" / "报告.docx"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["报告.docx"]


def test_place_taken_by_a_folder_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").mkdir()
    with pytest.raises(DeliveryError, match="同名的位置是一个文件夹"):
        write_file(tmp_path / "报告.docx", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["报告.docx"]


def test_output_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(DeliveryError, match="同名的文件占用"):
        write_file(tmp_path / "out" / "报告.docx", b"new")


def test_full_disk_is_said_and_leaves_the_old_file() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    with pytest.raises(DeliveryError):
        write_file(full / "报告.docx", b"new")
