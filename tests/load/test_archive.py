"""Files in archives: when each was written."""

from __future__ import annotations

import time
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from reportgen.load.archive import TIME_STEP, time_written


@pytest.mark.parametrize(
    "written", [(2024, 11, 2, 8, 30, 4), (1980, 1, 1, 0, 0, 0), (1980, 0, 0, 0, 0, 0)]
)
def test_a_file_was_written_when_its_entry_says_if_it_does(
    tmp_path: Path, written: tuple[int, int, int, int, int, int]
) -> None:
    with ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr(ZipInfo("各校/甲.yaml", written), "学校:")
    found = time_written(tmp_path / "包.zip" / "各校" / "甲.yaml")
    known = time.mktime((*written, 0, 0, -1)) if written[0] > 1980 else 0
    assert abs(found - int(known) * 1_000_000_000) < TIME_STEP


def test_what_lies_in_no_archive_is_not_known(tmp_path: Path) -> None:
    assert time_written(tmp_path / "甲.yaml") == 0
    with ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("甲.yaml", "学校:")
    assert time_written(tmp_path / "包.zip" / "乙.yaml") == 0
