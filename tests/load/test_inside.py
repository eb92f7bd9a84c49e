"""What data can name × every way out of the folder that was sent: nothing outside is used, and
nothing is opened that never ends.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from reportgen.load.archive import read_archived
from reportgen.load.attachments import look_for_files
from reportgen.load.district_file import find_district_files, load_district
from reportgen.load.inside import Asked, Grounds, PlaceRefusal, find_bad_name, inside
from reportgen.load.layouts import load_layout
from reportgen.load.pictures import PictureFiles
from reportgen.load.project import Project, load_project
from reportgen.load.sent_files import Fate, KnownPlaces, list_sent
from reportgen.load.source import Source
from reportgen.load.template_folder import find_file, load_templates
from reportgen.load.template_folder_checks import check_folders
from reportgen.load.text_file import read_bytes
from reportgen.model.picture import Picture
from reportgen.model.school import Attachment
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Location, ReportgenError, UnreadableFileError
from reportgen.resources import data_folder, templates_folder
from tests.pictures import make_png
from tests.workbooks import write_workbook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and sockets")

STANDARD = """\
标识: 本县标准
名称: 本县办学标准
学段: [小学]
指标:
  - {编号: "1", 名称: 生均占地面积, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 标准: 34,
     核实: 否, 出处: 报告所述}
"""
SCHOOL = "学校: {名称: 甲校, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n"
DISTRICT = "区县: {名称: 某县}\n报告: {年度: 2024, 标准: [%s]}\n"


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Whoever opens a pipe waits for ever: the test fails instead."""

    def fail(*_: object) -> None:
        raise AssertionError("it waits for something that does not come")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


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


def shows_picture(folder: Path, said: str) -> bool:
    return isinstance(PictureFiles(folder, {}, grounds(folder)).read(said), Picture)


def lists_pictures(folder: Path, said: str) -> bool:
    return bool(PictureFiles(folder, {}, grounds(folder)).listed(said))


def brings(folder: Path, said: str) -> bool:
    return look_for_files([Attachment("合同", said, Location())], folder).problems == ()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


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


WORKSHOP = Workshop()
PNG, STANDARD_BYTES = make_png(), STANDARD.encode()
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


@pytest.mark.parametrize("refusal", PlaceRefusal)
def test_every_refusal_says_what_to_do(refusal: PlaceRefusal) -> None:
    assert refusal.message and refusal.hint.startswith("请")
