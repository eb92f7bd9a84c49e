"""What is looked for by its name, and what lies in an archive, leads out of no folder; nothing is
opened that never ends.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.load.archive import read_archived
from reportgen.load.district_file import find_district_files
from reportgen.load.project import Project, load_project
from reportgen.load.sent_files import Fate, KnownPlaces, list_sent
from reportgen.load.source import Source
from reportgen.load.template_folder import find_file, load_templates
from reportgen.load.template_folder_checks import check_folders
from reportgen.load.text_file import read_bytes
from reportgen.pipeline import Workshop
from reportgen.problems import ReportgenError, UnreadableFileError
from reportgen.resources import templates_folder
from tests.load.places import PNG, SCHOOL, in_time, shows_picture, written
from tests.shared import WORKSHOP
from tests.workbooks import write_workbook

__all__ = ["in_time"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and sockets")


# ---- what is looked for by its name ----


@pytest.mark.parametrize("way", ["link", "pipe", "device", "ring of links"])
@pytest.mark.parametrize(
    "name", ["reportgen.yaml", "区县.yaml", "本县映射.yaml", "甲校.yaml", "照片.png", "旧.zip"]
)
def test_what_is_looked_for_by_its_name_leads_nowhere_else(
    tmp_path: Path, name: str, way: str
) -> None:
    sent, outside = tmp_path / "收到的", tmp_path / "别处"
    sent.mkdir()
    outside.mkdir()
    (outside / name).write_text("输出: 秘密\n", encoding="utf-8")
    written(sent, "乙校.yaml", SCHOOL)
    write_workbook(sent / "表.xlsx", {"表": [["学校名称", "在校生数", "甲"], ["丙校", 5, 6]]})
    put_in_place(sent / name, way, outside / name)
    sent_files = find_district_files([sent], KnownPlaces())
    assert sent_files.district is None
    assert {each.fate for each in sent_files.sent if each.path.name == name} == {Fate.UNREAD}
    reader = WORKSHOP.reader
    with pytest.raises(UnreadableFileError, match="不认识这张表"):
        reader.split(Source(sent / "表.xlsx"))
    try:
        assert load_project((sent,)).output is None
    except ReportgenError as fault:
        assert name == "reportgen.yaml" and "这个设置文件" in str(fault)


def put_in_place(path: Path, way: str, target: Path) -> None:
    if way == "pipe":
        os.mkfifo(path)
    else:
        places = {"link": target, "device": Path("/dev/zero"), "ring of links": Path(path.name)}
        path.symlink_to(places[way])


@pytest.mark.parametrize("name", ["学校自查报告.docx", "提纲.yaml", "短语/引言.j2"])
def test_a_template_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    folders = (tmp_path / "模板", templates_folder())
    (folders[0] / name).parent.mkdir(parents=True)
    (tmp_path / "秘密").write_text("秘密", encoding="utf-8")
    (folders[0] / name).symlink_to(tmp_path / "秘密")
    with pytest.raises(UnreadableFileError, match="是指到模板文件夹外面的链接"):
        load_templates(folders)


def test_a_folder_of_phrases_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    folders = (tmp_path / "模板", templates_folder())
    folders[0].mkdir()
    (tmp_path / "别处").mkdir()
    (tmp_path / "别处" / "引言.j2").write_text("秘密", encoding="utf-8")
    (folders[0] / "短语").symlink_to(tmp_path / "别处")
    with pytest.raises(UnreadableFileError, match="是指到模板文件夹外面的链接"):
        load_templates(folders)


def test_a_template_that_is_a_pipe_is_not_opened_and_told(tmp_path: Path) -> None:
    folders = (tmp_path, templates_folder())
    os.mkfifo(tmp_path / "学校自查报告.docx")
    assert find_file(folders, "", "学校自查报告.docx").parent == templates_folder()
    (problem,) = check_folders(folders, ())
    assert "不是普通文件" in str(problem)


def test_genres_that_are_links_to_elsewhere_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "模板" / "体裁").mkdir(parents=True)
    (tmp_path / "甲.yaml").write_text("标识: 甲体裁\n", encoding="utf-8")
    (tmp_path / "模板" / "体裁" / "甲.yaml").symlink_to(tmp_path / "甲.yaml")
    os.mkfifo(tmp_path / "模板" / "体裁" / "乙.yaml")
    assert "甲体裁" not in Workshop(tmp_path / "模板").library.genres.by_id


# ---- archives ----


@pytest.mark.parametrize("name", ["../外.png", "/外.png", "C:\\外.png", "甲/../../外.png"])
def test_a_name_in_an_archive_is_never_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "收到的").mkdir()
    archive = tmp_path / "收到的" / "包.zip"
    (tmp_path / "外.png").write_bytes(PNG)
    (tmp_path / "收到的" / "外.png").write_bytes(PNG)
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("甲校.yaml", SCHOOL)
        package.writestr(name, b"in the archive")
    assert not shows_picture(archive, "../外.png") and not shows_picture(archive, "../../外.png")
    for each in list_sent([archive], KnownPlaces()):
        assert each.path.is_relative_to(archive)
    assert read_archived(archive / "甲校.yaml") is not None


def test_what_lies_in_the_same_archive_is_used(tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("甲/图.png", PNG)
    assert shows_picture(archive / "甲", "图.png")


def test_settings_in_an_archive_settle_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("reportgen.yaml", "输出: 报告\n办公软件: evil.sh\n")
    assert load_project((archive,)) == Project()


# ---- what is read is a file ----


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_pipe_or_a_device_that_is_given_as_data_is_told(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "甲校.yaml")
    with pytest.raises(UnreadableFileError, match="不是普通文件"):
        read_bytes(tmp_path / "甲校.yaml")
