"""What data can name × every way out of the folder that was sent: nothing outside is used, and
nothing is opened that never ends.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reportgen.load.attachments import look_for_files
from reportgen.load.district_file import load_district
from reportgen.load.inside import Asked, Grounds, PlaceRefusal, find_bad_name, inside
from reportgen.load.layouts import load_layout
from reportgen.load.pictures import PictureFiles
from reportgen.load.project import Project, load_project
from reportgen.model.school import Attachment
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Location, ReportgenError
from reportgen.resources import data_folder
from tests.load.places import PNG, SCHOOL, in_time, shows_picture, written
from tests.shared import WORKSHOP

__all__ = ["in_time"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and sockets")

STANDARD = """\
标识: 本县标准
名称: 本县办学标准
学段: [小学]
指标:
  - {编号: "1", 名称: 生均占地面积, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 标准: 34,
     核实: 否, 出处: 报告所述}
"""
DISTRICT = "区县: {名称: 某县}\n报告: {年度: 2024, 标准: [%s]}\n"


# ---- what data can name ----


class Named(NamedTuple):
    """Something that data can name: the ending and the content of what is good, and whether what
    the data in a folder say so is used.
    """

    name: str
    ending: str
    content: bytes
    used: Callable[[Path, str], bool]

    @property
    def is_folder(self) -> bool:
        return not self.ending


def grounds(folder: Path) -> Grounds:
    return Grounds((folder,))


def asks_inside(folder: Path, said: str) -> bool:
    return isinstance(inside(folder, said), Path)


def asks_folder(folder: Path, said: str) -> bool:
    return isinstance(inside(folder, said, asked=Asked.FOLDER), Path)


def lists_pictures(folder: Path, said: str) -> bool:
    return bool(PictureFiles(folder, {}, grounds(folder)).listed(said))


def brings(folder: Path, said: str) -> bool:
    return look_for_files([Attachment("合同", said, Location())], folder).problems == ()


def judges_school(folder: Path, said: str) -> bool:
    head = SCHOOL.replace("[]", json.dumps([said]))
    examined = examine_school(written(folder, "甲校.yaml", head), WORKSHOP)
    return bool(examined.assessment and examined.assessment.standards)


def judges_district(folder: Path, said: str) -> bool:
    path = written(folder, "区县.yaml", DISTRICT % json.dumps(said))
    return bool(load_district(path, WORKSHOP.library).standards)


def explains_table(folder: Path, said: str) -> bool:
    """As a mapping, or the sheet of a form, names a standard."""
    return WORKSHOP.library.find_named(said, folder) is not None


def lists_schools(folder: Path, said: str) -> bool:
    text = f"{DISTRICT % ''}名单: {json.dumps(said)}\n"
    return load_district(written(folder, "区县.yaml", text), WORKSHOP.library).roster is not None


def inherits(folder: Path, said: str) -> bool:
    path = written(folder, "版式.yaml", f"标识: 版式\n继承: {json.dumps(said)}\n")
    try:
        return bool(load_layout([str(path)], data_folder() / "layouts"))
    except ReportgenError:
        return False


def project(folder: Path, key: str, said: str) -> Project:
    written(folder, "reportgen.yaml", f"{key}: {json.dumps(said)}\n")
    return load_project((folder,))


def of_project(key: str) -> Callable[[Path, str], bool]:
    """Whether the setting leads to something that is there."""

    def used(folder: Path, said: str) -> bool:
        try:
            found = project(folder, key, said)
        except ReportgenError:
            return False
        places = (*found.templates, found.output, *map(Path, found.standards))
        return any(each is not None and each.exists() for each in places)

    return used


STANDARD_BYTES = STANDARD.encode()
FILES = (
    Named("file", ".txt", b"x", asks_inside),
    Named("picture", ".png", PNG, shows_picture),
    Named("attachment", ".pdf", b"x", brings),
    Named("standard of a school", ".yaml", STANDARD_BYTES, judges_school),
    Named("standard of a district", ".yaml", STANDARD_BYTES, judges_district),
    Named("standard of a table", ".yaml", STANDARD_BYTES, explains_table),
    Named("roster", ".xlsx", b"x", lists_schools),
    Named("layout", ".yaml", b"{}", inherits),
    Named("project standard", ".yaml", STANDARD_BYTES, of_project("标准")),
)
FOLDERS = (
    Named("folder", "", b"", asks_folder),
    Named("folder of pictures", "", b"", lists_pictures),
    Named("project templates", "", b"", of_project("模板")),
    Named("project output", "", b"", of_project("输出")),
)
EVERYTHING = (*FILES, *FOLDERS)


# ---- the ways out ----


class World(NamedTuple):
    """The folder that was sent, and the one beside it; both hold the same good thing."""

    sent: Path
    outside: Path
    good: str


def make_world(tmp_path: Path, named: Named) -> World:
    world = World(tmp_path / "收到的", tmp_path / "别处", f"好{named.ending}")
    for folder in (world.sent, world.sent / "子", world.outside):
        folder.mkdir()
        make_good(folder / world.good, named)
    return world


def make_good(path: Path, named: Named) -> None:
    if named.is_folder:
        path.mkdir()
        (path / "图.png").write_bytes(PNG)
    else:
        path.write_bytes(named.content)


def linked(world: World, to: Path | str, name: str = "") -> str:
    """The name of a link there in the folder that was sent."""
    said = name or f"链接{Path(world.good).suffix}"
    (world.sent / said).symlink_to(to)
    return said


def piped(world: World) -> str:
    said = f"管道{Path(world.good).suffix}"
    os.mkfifo(world.sent / said)
    return said


def bound(world: World) -> str:
    """A socket; its path must be short."""
    said, here = f"s{Path(world.good).suffix}", os.getcwd()
    os.chdir(world.sent)
    with socket.socket(socket.AF_UNIX) as each:
        each.bind(said)
    os.chdir(here)
    return said


def ring(world: World) -> str:
    linked(world, "环2", "环1")
    linked(world, "环1", "环2")
    return f"环1/{world.good}"


WAYS_OUT: dict[str, Callable[[World], str]] = {
    "absolute": lambda world: str(world.outside / world.good),
    "parent": lambda world: f"../{world.outside.name}/{world.good}",
    "parent with backslashes": lambda world: f"..\\{world.outside.name}\\{world.good}",
    "parent behind a folder": lambda world: f"子/../../{world.outside.name}/{world.good}",
    "home": lambda world: f"~/{world.good}",
    "link": lambda world: linked(world, world.outside / world.good),
    "relative link": lambda world: linked(world, f"../{world.outside.name}/{world.good}"),
    "link to a link": lambda world: linked(world, linked(world, world.outside / world.good, "甲")),
    "link in the middle": lambda world: f"{linked(world, world.outside, '夹')}/{world.good}",
    "back from a link": lambda world: f"{linked(world, world.outside, '夹')}/../别处/{world.good}",
    "ring of links": ring,
    "UNC": lambda world: f"\\\\host\\share\\{world.good}",
    "UNC with slashes": lambda world: f"//host/share/{world.good}",
    "UNC of a drive": lambda world: f"\\\\?\\C:\\{world.good}",
    "drive": lambda world: f"C:\\{world.good}",
    "drive without a root": lambda world: f"C:{world.good}",
    "stream": lambda world: f"{world.good}:旁",
    "device name": lambda world: "NUL",
    "device name with an ending": lambda world: f"con{Path(world.good).suffix or '.x'}",
    "device name in a folder": lambda world: f"子/Lpt1 .x/{world.good}",
    "pipe": piped,
    "device": lambda world: linked(world, "/dev/zero"),
    "socket": bound,
    "name of a file without its ending": lambda world: str(world.outside / "好"),
    "the same from the parent": lambda world: f"../{world.outside.name}/好",
    "NUL byte": lambda world: f"{world.good}\0{Path(world.good).suffix}",
    "line": lambda world: f"子\n/{world.good}",
    "percent": lambda world: f"%2e%2e/{world.outside.name}/{world.good}",
    "URL": lambda world: f"file://{world.outside}/{world.good}",
    "web": lambda world: f"http://localhost/{world.good}",
    "very long": lambda world: f"{'长' * 400}{Path(world.good).suffix}",
    "very deep": lambda world: f"{'子/' * 3000}{world.good}",
}


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home, and the folder that one works in, hold the good thing too."""
    for name, place in (("HOME", "别处"), ("USERPROFILE", "别处")):
        monkeypatch.setenv(name, str(tmp_path / place))


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize("named", EVERYTHING, ids=lambda named: str(named.name))
def test_no_way_leads_out_of_the_folder_that_was_sent(
    tmp_path: Path, named: Named, way: str
) -> None:
    world = make_world(tmp_path, named)
    said = WAYS_OUT[way](world)
    assert not named.used(world.sent, said)


@pytest.mark.parametrize(
    "said", ["{}", "子/{}", "子/../{}", "子\\{}", "./{}"], ids=["", "sub", "back", "\\", "dot"]
)
@pytest.mark.parametrize("named", EVERYTHING, ids=lambda named: str(named.name))
def test_what_lies_in_the_folder_is_used(tmp_path: Path, named: Named, said: str) -> None:
    world = make_world(tmp_path, named)
    assert named.used(world.sent, said.format(world.good))
    assert named.used(world.sent, linked(world, world.good))


@pytest.mark.parametrize("named", FILES, ids=lambda named: str(named.name))
def test_a_folder_is_no_file(tmp_path: Path, named: Named) -> None:
    world = make_world(tmp_path, named)
    (world.sent / f"夹{named.ending}").mkdir()
    assert not named.used(world.sent, f"夹{named.ending}")


@pytest.mark.parametrize("named", FOLDERS[:2], ids=lambda named: str(named.name))
def test_a_file_is_no_folder(tmp_path: Path, named: Named) -> None:
    world = make_world(tmp_path, named)
    (world.sent / "是文件").write_bytes(PNG)
    assert not named.used(world.sent, "是文件")


def test_a_standard_is_not_taken_from_where_one_works_unless_that_is_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(tmp_path, FILES[3])
    (world.sent / world.good).unlink()
    monkeypatch.chdir(world.outside)
    assert not judges_school(world.sent, world.good)
    monkeypatch.chdir(world.sent / "子")
    library = Workshop(grounds=(world.sent,)).library
    assert library.refuse_file(world.good, world.sent) is None


def test_data_below_a_project_may_name_all_that_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "镇").mkdir()
    (tmp_path / "标准.yaml").write_text(STANDARD, encoding="utf-8")
    school = SCHOOL.replace("[]", "[../标准.yaml]")
    path = written(tmp_path / "镇", "甲校.yaml", school)
    alone = examine_school(path, WORKSHOP)
    assert [each.code for each in alone.problems if "../标准.yaml" in each.message] == [
        "unknown_standard"
    ]
    examined = examine_school(path, Workshop(grounds=(tmp_path,)))
    assert examined.assessment is not None and examined.assessment.standards


def test_a_folder_reached_by_a_link_of_the_user_is_a_folder_like_any(tmp_path: Path) -> None:
    world = make_world(tmp_path, FILES[1])
    (tmp_path / "我的").symlink_to(world.sent)
    assert shows_picture(tmp_path / "我的", world.good)


@pytest.mark.parametrize(
    "said", ["控制.png", "con组.png", "COM10.png", "照片 NUL.png", "aux-1/图.png", "…/图.png"]
)
def test_names_like_those_of_devices_are_names(said: str) -> None:
    assert find_bad_name(said) is None


@pytest.mark.parametrize("refusal", PlaceRefusal)
def test_every_refusal_says_what_to_do(refusal: PlaceRefusal) -> None:
    assert refusal.message and refusal.hint.startswith("请")
