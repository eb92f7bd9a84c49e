"""Every file that was sent has one fate; what is not read is told with what to do about it."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.load.archive import files_beside, is_file, read_archived
from reportgen.load.district_file import find_district_files
from reportgen.load.own_outputs import is_own_output
from reportgen.load.sent_files import Fate, KnownPlaces, SentFile, list_sent, make_known_places
from reportgen.load.sent_report import know_fates, tell_sent
from reportgen.model.form import FAULT_SHEET
from reportgen.problems import Severity, UnreadableFileError
from reportgen.seals import seal
from tests.workbooks import write_form, write_workbook

NOTHING = KnownPlaces()


def fates(folder: Path, around: KnownPlaces = NOTHING) -> Mapping[str, Fate]:
    sent = list_sent([folder], around)
    return {each.path.relative_to(folder).as_posix(): each.fate for each in sent}


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


STEMS = st.sampled_from(
    ["甲", "乙校", "清单", "~$甲", ".甲", "a b", "区县", "reportgen", "错误清单"]
)
ENDINGS = st.sampled_from(
    [
        *(".yaml", ".yml", ".xlsx", ".XLSX", ".xls", ".et", ".ods", ".csv", ".zip", ".rar", ".7z"),
        *(".docx", ".wps", ".pdf", ".html", ".txt", ".jpg", ".xlsb", ".json", ".bak", "", ".映射"),
        *(".DS_Store", ".db", ".tmp", "_自查报告.docx", "（数据更新）.docx"),
    ]
)
FOLDERS = st.sampled_from(["", "子", "附件", "子/孙", ".git", "__MACOSX", "空 格"])
CONTENTS = st.sampled_from([b"", b"x", b"PK\x03\x04", b'{"reportgen": 1}', "学校: {}".encode()])
FILES = st.dictionaries(st.tuples(FOLDERS, STEMS, ENDINGS), CONTENTS, max_size=12)


@settings(max_examples=25, deadline=None)
@given(files=FILES)
def test_every_file_has_one_fate_and_what_is_not_read_is_told(
    files: Mapping[tuple[str, str, str], bytes],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for (where, stem, ending), data in files.items():
            (folder / where).mkdir(parents=True, exist_ok=True)
            (folder / where / (stem + ending)).write_bytes(data)
        sent = list_sent([folder], NOTHING)
        counted = Counter(each.path for each in sent)
        assert set(counted.values()) <= {1}
        for path in (each for each in folder.rglob("*") if each.is_file()):
            assert path in counted or any(up in counted for up in path.parents), path
        told = "".join(map(str, tell_sent(sent)))
        for each in sent:
            assert (each.fate is Fate.UNREAD) == (each.problem is not None)
            assert each.problem is None or (each.problem.hint and each.path.name in told)


@pytest.mark.parametrize(
    ("name", "is_lost"),
    {
        "甲.rar": True,
        "甲.7z": True,
        "甲.html": True,
        "甲.xlsb": True,
        "甲.docx": False,
        "甲.wps": False,
        "甲.pdf": False,
        "甲.txt": False,
        "甲.jpg": False,
        "甲.奇怪": False,
    }.items(),
)
def test_a_file_that_is_not_read_says_what_it_is_and_whether_a_school_may_be_lost(
    tmp_path: Path, name: str, is_lost: bool
) -> None:
    put(tmp_path, name)
    (problem,) = tell_sent(list_sent([tmp_path], NOTHING))
    assert problem.severity is (Severity.ERROR if is_lost else Severity.WARNING)
    assert "没有读" in problem.message and problem.hint and not problem.stops


def test_a_workbook_without_its_ending_may_be_a_school(tmp_path: Path) -> None:
    write_form(tmp_path / "甲.xlsx").rename(tmp_path / "甲")
    (problem,) = tell_sent(list_sent([tmp_path], NOTHING))
    assert problem.severity is Severity.ERROR
    assert "扩展名" in problem.hint


def test_many_of_a_kind_in_one_folder_are_told_together(tmp_path: Path) -> None:
    put(tmp_path, *(f"{number}.jpg" for number in range(9)))
    (problem,) = tell_sent(list_sent([tmp_path], NOTHING))
    assert problem.message == f"图片，没有读（9 个）：{'、'.join(f'{n}.jpg' for n in range(9))}"
    assert problem.location.file == str(tmp_path)


def test_what_systems_and_office_programs_leave_is_passed_over_knowingly(tmp_path: Path) -> None:
    names = ("~$甲.xlsx", ".~lock.甲.xlsx#", "Thumbs.db", "desktop.ini", ".DS_Store", "._甲.xlsx")
    put(tmp_path, *names, "__MACOSX/甲.xlsx", ".git/甲.yaml")
    assert set(fates(tmp_path).values()) == {Fate.PASSING}


def test_a_hidden_data_file_is_told(tmp_path: Path) -> None:
    put(tmp_path, ".甲.xlsx")
    assert fates(tmp_path) == {".甲.xlsx": Fate.UNREAD}


# ---- links ----

links = pytest.mark.skipif(sys.platform == "win32", reason="making links needs a privilege there")


@links
def test_a_loop_of_links_is_told_and_nothing_read_twice(tmp_path: Path) -> None:
    put(tmp_path, "甲.yaml", "子/乙.yaml")
    (tmp_path / "子" / "环").symlink_to(tmp_path)
    (tmp_path / "又.yaml").symlink_to("甲.yaml")
    found = fates(tmp_path)
    assert {name for name, fate in found.items() if fate is Fate.SCHOOL} == {
        "甲.yaml",
        "子/乙.yaml",
    }
    assert {name for name, fate in found.items() if fate is Fate.UNREAD} == {"子/环", "又.yaml"}


@links
def test_a_link_that_leads_out_or_nowhere_is_told_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "外/甲.yaml", "县/乙.yaml")
    folder = tmp_path / "县"
    (folder / "外").symlink_to(tmp_path / "外")
    (folder / "甲.yaml").symlink_to(tmp_path / "外" / "甲.yaml")
    (folder / "断.yaml").symlink_to("没有")
    told = tell_sent(list_sent([folder], NOTHING))
    assert {Path(each.location.file).name for each in told} == {"外", "甲.yaml", "断.yaml"}
    assert {each.severity for each in told} == {Severity.ERROR}


@links
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "甲.xlsx")
    assert fates(tmp_path) == {"甲.xlsx": Fate.UNREAD}


# ---- our own files ----


def test_what_a_run_wrote_is_known_wherever_it_lies(tmp_path: Path) -> None:
    put(tmp_path, "甲小学_2024_自查报告.docx", "甲小学_2024_自查报告（数据更新）.docx")
    put(tmp_path, "甲小学_2024_自评表.bak.docx", "县域自查报告.pdf")
    (tmp_path / "乙.docx").write_bytes(seal("乙.docx", zip_bytes(tmp_path)))
    write_workbook(tmp_path / "清单.xlsx", {"清单": [("序号",)]})
    write_workbook(tmp_path / "错误清单.bak.xlsx", {FAULT_SHEET: [("学校",)]})
    assert set(fates(tmp_path).values()) == {Fate.OWN}


def zip_bytes(folder: Path) -> bytes:
    path = zipped(folder / "空.docx", {"a.xml": b"<a/>"})
    data = path.read_bytes()
    path.unlink()
    return data


def test_a_form_is_a_schools_also_as_it_was_written(tmp_path: Path) -> None:
    path = write_form(tmp_path / "甲.xlsx")
    path.write_bytes(seal(path.name, path.read_bytes()))
    assert fates(tmp_path) == {"甲.xlsx": Fate.SCHOOL}


def test_a_marked_copy_is_a_schools_once_the_school_has_mended_it(tmp_path: Path) -> None:
    path = write_form(tmp_path / "甲.xlsx", 错误清单=[("错误清单",)])
    assert not is_own_output(path)
    path.write_bytes(seal(path.name, path.read_bytes()))
    assert is_own_output(path)


def test_a_data_file_among_reports_is_told(tmp_path: Path) -> None:
    put(tmp_path, "out/甲.yaml", "out/乙.docx", "丙.yaml")
    (tmp_path / "out" / "清单.json").write_text('{"reportgen": "1"}', encoding="utf-8")
    assert fates(tmp_path) == {
        "out/甲.yaml": Fate.UNREAD,
        "out/乙.docx": Fate.OWN,
        "out/清单.json": Fate.OWN,
        "丙.yaml": Fate.SCHOOL,
    }


def test_a_file_of_a_persons_named_like_the_manifest_hides_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "子/清单.json", "子/甲.yaml")
    assert fates(tmp_path)["子/甲.yaml"] is Fate.SCHOOL


def test_templates_and_files_that_the_user_named_are_no_schools(tmp_path: Path) -> None:
    put(tmp_path, "模板/a.docx", "模板/子/b.yaml", "映射.yaml", "甲.yaml")
    around = make_known_places(None, [tmp_path / "模板"], mappings=[tmp_path / "映射.yaml"])
    assert fates(tmp_path, around) == {
        "模板/a.docx": Fate.TEMPLATE,
        "模板/子/b.yaml": Fate.TEMPLATE,
        "映射.yaml": Fate.MAPPING,
        "甲.yaml": Fate.SCHOOL,
    }


# ---- what lies beside ----


def test_what_the_data_name_is_brought_by_itself_or_with_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "甲.yaml", "图片/a.jpg", "附件/册.xlsx", "别的.jpg")
    sources = (str(tmp_path / "图片"), str(tmp_path / "附件" / "册.xlsx"))
    sent = know_fates(list_sent([tmp_path], NOTHING), {}, sources)
    assert {each.path.name: each.fate for each in sent} == {
        "甲.yaml": Fate.SCHOOL,
        "a.jpg": Fate.BROUGHT,
        "册.xlsx": Fate.BROUGHT,
        "别的.jpg": Fate.UNREAD,
    }
    assert [each.location.file for each in tell_sent(sent)] == [str(tmp_path / "别的.jpg")]


def test_a_districts_file_in_a_folder_below_is_told(tmp_path: Path) -> None:
    put(tmp_path, "区县.yaml", "子/区县.yaml", "子/甲.yaml")
    sent = {each.path: each for each in find_district_files([tmp_path]).sent}
    assert sent[tmp_path / "区县.yaml"].fate is Fate.DISTRICT
    told = sent[tmp_path / "子" / "区县.yaml"].problem
    assert told is not None and told.severity is Severity.ERROR


def test_a_folder_without_a_school_tells_what_is_in_it(tmp_path: Path) -> None:
    put(tmp_path, "甲.rar")
    with pytest.raises(UnreadableFileError) as caught:
        find_district_files([tmp_path])
    assert {each.code for each in caught.value.problems} == {"no_schools", "unread_file"}


# ---- archives ----


def test_the_files_in_an_archive_have_fates_as_others(tmp_path: Path) -> None:
    inside = {"各校/甲.yaml": b"x", "各校/说明.pdf": b"x", "内.zip": b"x", "__MACOSX/._a": b"x"}
    zipped(tmp_path / "包.zip", inside)
    assert fates(tmp_path) == {
        "包.zip": Fate.ARCHIVE,
        "包.zip/各校/甲.yaml": Fate.SCHOOL,
        "包.zip/各校/说明.pdf": Fate.UNREAD,
        "包.zip/内.zip": Fate.UNREAD,
        "包.zip/__MACOSX/._a": Fate.PASSING,
    }


def test_names_that_windows_packed_in_its_own_code_page_are_read(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(unmarked_zip("河东小学.yaml".encode("gb18030")))
    assert fates(tmp_path)["包.zip/河东小学.yaml"] is Fate.SCHOOL


def unmarked_zip(name: bytes) -> bytes:
    """A zip of one file, with a name that no mark says to be UTF-8."""
    common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, zlib.crc32(b"x"), 1, 1, len(name), 0)
    local = b"PK\x03\x04" + common + name + b"x"
    line = b"PK\x01\x02\x14\x00" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(line), len(local), 0)
    return local + line + end


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    put(tmp_path, "甲.yaml")
    names = ("../甲.yaml", "..\\乙.yaml", "/etc/丙.yaml", "C:/丁.yaml", "./../../..", "甲.yaml")
    archive = zipped(tmp_path / "包.zip", dict.fromkeys(names, b"inside"))
    sent = [each.path for each in list_sent([archive], NOTHING)][1:]
    assert len(set(sent)) == len(names)
    for path in sent:
        assert ".." not in path.parts
        assert read_archived(path) == b"inside"


def test_an_archive_that_cannot_be_opened_is_told_and_does_not_stop_the_others(
    tmp_path: Path,
) -> None:
    put(tmp_path, "坏.zip", "甲.yaml")
    sent: Mapping[str, SentFile] = {each.path.name: each for each in list_sent([tmp_path], NOTHING)}
    problem = sent["坏.zip"].problem
    assert sent["甲.yaml"].fate is Fate.SCHOOL
    assert problem is not None and problem.severity is Severity.ERROR and not problem.stops


def test_an_archive_with_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(unmarked_zip("甲.yaml".encode()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "包.zip").write_bytes(data)
    (problem,) = tell_sent(list_sent([tmp_path], NOTHING))
    assert "密码" in problem.message and "解开" in problem.hint
    assert problem.severity is Severity.ERROR


def test_an_archive_of_too_much_is_told(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2001):
            archive.writestr(f"{number}.yaml", b"")
    (problem,) = tell_sent(list_sent([tmp_path], NOTHING))
    assert "2000 个" in problem.message


def test_files_beside_are_found_in_an_archive_too(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "包.zip", {"a/甲.xlsx": b"", "a/映射.yaml": b"", "映射.yaml": b""})
    assert files_beside(archive / "a" / "甲.xlsx", "*映射*.yaml") == (archive / "a" / "映射.yaml",)
    assert is_file(archive / "a" / "甲.xlsx") and not is_file(archive / "甲.xlsx")


@pytest.mark.parametrize(
    "name", ["甲.docx", "甲.wps", "甲.pdf", "甲.txt", "甲.jpg", "甲", "甲.bak2"]
)
def test_a_workbook_under_another_name_is_no_reminder_but_a_fault(
    tmp_path: Path, name: str
) -> None:
    write_workbook(tmp_path / "甲.xlsx", {"数据": [["学校名称"], ["甲小学"]]})
    (tmp_path / "甲.xlsx").rename(tmp_path / name)
    (only,) = list_sent([tmp_path], NOTHING)
    assert only.problem is not None and only.fate is Fate.UNREAD
    assert only.problem.severity is Severity.ERROR and ".xlsx" in only.problem.hint


def test_a_word_document_stays_one(tmp_path: Path) -> None:
    zipped(tmp_path / "说明.docx", {"word/document.xml": b"x", "xl/workbook.xml": b"x"})
    (only,) = list_sent([tmp_path], NOTHING)
    assert only.problem is not None and only.problem.severity is Severity.WARNING
