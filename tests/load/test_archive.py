"""Files in archives: when each was written, and what is said of one that cannot be read."""

from __future__ import annotations

import time
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from reportgen.bounded.limits import LIMITS
from reportgen.load.archive import TIME_STEP, read_archived, time_written
from reportgen.ooxml.package import open_archive
from reportgen.problems import UnreadableFileError
from reportgen.regular_files import FileBytes
from tests.ooxml.packages import declaring, zipped


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


def test_what_is_too_large_in_an_archive_is_told_with_the_number(tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    most = LIMITS.archive.part
    archive.write_bytes(declaring(zipped({"甲校.xlsx": b"x" * 9}), "甲校.xlsx", most + 1))
    with pytest.raises(UnreadableFileError, match="展开后大于 100 MB，没有读") as raised:
        read_archived(archive / "甲校.xlsx")
    assert "请把它解开" in str(raised.value)


def test_an_archive_that_goes_while_it_is_read_is_told(tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    archive.write_bytes(zipped({"甲校.yaml": b"x"}))
    package = open_archive(FileBytes(archive))
    assert package.read("甲校.yaml") == b"x"
    archive.unlink()
    with pytest.raises(OSError, match=r"包\.zip"):
        package.read("甲校.yaml")
