"""A run, and a check of a folder, account for every file that was sent."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.batch.summary import Summary
from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.load.sent_files import Fate
from reportgen.load.workbooks.book import open_book
from tests.batch.conftest import RunBatch, statuses, write_school
from tests.workbooks import write_workbook

MAPPING = """\
名称: 各校表
学校: {名称: 学校名称, 类型: 办学类型}
报告: {年度: 2024}
列: {学生: 在校生数}
"""


def fates(summary: Summary) -> dict[str, Fate]:
    return {each.path.name: each.fate for each in summary.sent}


def run(*arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, list(arguments))


def pack(folder: Path, name: str, *files: str) -> Path:
    """Those files of the folder in an archive instead."""
    archive = folder / name
    with zipfile.ZipFile(archive, "w") as opened:
        for each in files:
            opened.write(folder / each, f"各校/{each}")
            (folder / each).unlink()
    return archive


def test_the_schools_in_an_archive_are_done_like_the_others(
    district: Path, run_batch: RunBatch
) -> None:
    plain = statuses(run_batch(district))
    pack(district, "包.zip", "甲.yaml", "乙.yaml", "本县标准.yaml")
    for name in ("丙", "丁", "戊"):
        (district / f"{name}.yaml").unlink()
    packed = run_batch(district)
    inside = {f"包.zip/各校/{name}.yaml": plain[f"{name}.yaml"] for name in "甲乙"}
    assert statuses(packed) == inside
    assert fates(packed)["本县标准.yaml"] is Fate.STANDARD


def test_an_archive_may_be_the_whole_of_what_was_sent(district: Path, run_batch: RunBatch) -> None:
    files = [path.name for path in district.iterdir()]
    summary = run_batch(pack(district, "包.zip", *files))
    assert len(summary.schools) == 5
    assert not any(each.has_errors for each in summary.schools)


def test_what_was_in_an_archive_still_holds_while_it_is_the_same(
    district: Path, run_batch: RunBatch
) -> None:
    pack(district, "包.zip", *[path.name for path in district.iterdir()])
    run_batch(district)
    assert set(statuses(run_batch(district)).values()) == {"unchanged"}


def test_a_mapping_beside_its_table_is_no_school(district: Path, run_batch: RunBatch) -> None:
    (district / "映射.yaml").write_text(MAPPING, encoding="utf-8")
    summary = run_batch(district)
    assert len(summary.schools) == 5
    assert fates(summary)["映射.yaml"] is Fate.MAPPING


def test_a_workbook_that_a_school_brings_is_no_school(district: Path, run_batch: RunBatch) -> None:
    for name in ("名册.xlsx", "别的.xlsx"):
        write_workbook(district / name, {"名册": [("姓名",), ("王",)]})
    school = district / "甲.yaml"
    named = school.read_text("utf-8").replace("年度: 2024", "年度: 2024, 附件: [名册.xlsx]")
    school.write_text(named, encoding="utf-8")
    summary = run_batch(district)
    assert fates(summary)["名册.xlsx"] is Fate.BROUGHT
    assert statuses(summary)["别的.xlsx"] == "failed"
    assert len(summary.schools) == 6


def test_files_that_are_not_read_stand_in_the_lists(district: Path, run_batch: RunBatch) -> None:
    for name in ("丙校.rar", "说明.docx", "Thumbs.db"):
        (district / name).write_bytes(b"x")
    summary = run_batch(district)
    assert {each.code for each in summary.problems} == {"unread_file"}
    rows = open_book(summary.output / "清单.xlsx").grid("其他文件").rows.values()
    told = {
        texts[1]: texts[2]
        for texts in ([c.text for c in row.values()] for row in rows)
        if texts[2:]
    }
    assert told["丙校.rar"] == told["说明.docx"] == str(Fate.UNREAD)
    assert told["Thumbs.db"] == str(Fate.PASSING)
    assert told["本县标准.yaml"] == str(Fate.STANDARD)
    opening = (summary.output / "清单.json").read_text(encoding="utf-8").partition("\n")[0]
    assert json.loads(opening + "]}")["summary"]["sent"]["丙校.rar"] == str(Fate.UNREAD)


def test_another_file_beside_the_schools_is_told_by_the_next_run(
    district: Path, run_batch: RunBatch
) -> None:
    run_batch(district)
    (district / "丙校.rar").write_bytes(b"x")
    assert [each.location.file for each in run_batch(district).problems] == [
        str(district / "丙校.rar")
    ]


def test_reports_in_the_folder_of_the_data_are_known(district: Path, run_batch: RunBatch) -> None:
    first = run_batch(district, with_district=True)
    first.output.rename(district / "out")
    summary = run_batch(district)
    assert len(summary.schools) == 5
    own = {each.path.name for each in summary.sent if each.fate is Fate.OWN}
    assert {"清单.xlsx", "错误清单.xlsx", "清单.json", "甲小学_2024_自查报告.docx"} <= own
    assert summary.problems == ()


# ---- check ----


def test_a_checked_folder_tells_what_a_run_would_and_writes_nothing(
    district: Path, run_batch: RunBatch
) -> None:
    write_school(district, "己", "很多", 402)
    (district / "丙校.rar").write_bytes(b"x")
    before = sorted(district.rglob("*"))
    checked = run("check", str(district))
    assert checked.exit_code == 1
    assert "丙校.rar" in checked.stderr and "己.yaml" in checked.stderr
    assert sorted(district.rglob("*")) == before
    told = {each for school in run_batch(district).schools for each in school.problems}
    assert all(str(each) in checked.stderr for each in told if each.code != "no_district")


def test_a_sound_folder_has_no_errors(district: Path) -> None:
    checked = run("check", str(district))
    assert (checked.exit_code, "错误" in checked.stdout) == (0, False)


def test_a_checked_folder_tells_which_files_do_not_belong_together(district: Path) -> None:
    other = write_school(district, "己", 160, 402)
    other.write_text(other.read_text("utf-8").replace("2024", "2019"), encoding="utf-8")
    checked = run("check", str(district))
    assert checked.exit_code == 1
    assert "2019" in checked.stderr


def test_the_fates_are_in_the_json(district: Path) -> None:
    checked = run("check", str(district), "--json")
    sent = {Path(each["file"]).name: each["fate"] for each in json.loads(checked.stdout)["sent"]}
    assert sent == {**{f"{n}.yaml": "学校数据" for n in "甲乙丙丁戊"}, "本县标准.yaml": "标准"}


def test_an_archive_is_checked_as_a_folder(district: Path) -> None:
    plain = run("check", str(district)).stdout
    archive = pack(district, "包.zip", *[path.name for path in district.iterdir()])
    assert run("check", str(archive)).stdout == plain


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("name", ["甲.rar", "甲.html", "甲.txt", "甲.xlsb", "甲.jpg"])
def test_a_file_that_is_no_data_file_says_what_it_is(
    tmp_path: Path, name: str, command: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    told = run(command, str(tmp_path / name))
    assert told.exit_code == 2
    assert "不是数据文件" in told.stderr


def test_an_archive_given_as_one_school_says_how_to_go_on(district: Path) -> None:
    archive = pack(district, "包.zip", "甲.yaml", "本县标准.yaml")
    told = run("build", str(archive), "-o", str(district / "out"))
    assert told.exit_code == 2
    assert "包.zip/文件名" in told.stderr
    inside = archive / "各校" / "甲.yaml"
    assert run("build", str(inside), "-o", str(district / "甲.docx")).exit_code == 0


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_checked(district: Path) -> None:
    (district / "己.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 2000)
    (district / "庚.yaml").write_bytes(b"\xff\x00\xff")
    checked = run("check", str(district))
    assert checked.exit_code == 1
    assert "己.xls" in checked.stderr and "庚.yaml" in checked.stderr
    assert "甲.yaml" in checked.stderr


def test_a_school_in_an_archive_is_sent_back_by_its_own_name(district: Path) -> None:
    write_school(district, "己", "很多", 402)
    archive = pack(district, "包.zip", "己.yaml", "本县标准.yaml")
    run("check", str(archive), "--return", str(district / "退回"))
    assert [path.name for path in (district / "退回").iterdir()] == ["己_错误清单.xlsx"]
    assert {each["fate"] for each in sent_of(district, "退回/")} == {"本程序写的"}


def sent_of(folder: Path, under: str) -> list[dict[str, str]]:
    sent = json.loads(run("check", str(folder), "--json").stdout)["sent"]
    return [each for each in sent if Path(each["file"]).is_relative_to(folder / under)]
