"""A run, and a check of a folder, account for every file that was sent."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.batch.batch import open_batch
from reportgen.batch.checking import Question, check_folder
from reportgen.batch.request import Request
from reportgen.batch.summary import Summary
from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.load.sent_files import Fate
from reportgen.load.workbooks.book import open_book
from reportgen.pipeline import Workshop
from tests.batch.conftest import RunBatch, statuses, write_school
from tests.workbooks import INFO, Rows, write_form, write_workbook

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


STRAY: dict[str, Rows] = {"名册": [("姓名",), ("王",)]}


@pytest.fixture
def attaching(district: Path) -> Path:
    """The district with a form, and workbooks that may be what schools bring."""
    write_workbook(district / "名册.xlsx", STRAY)
    write_form(district / "己.xlsx")
    return district


def name_in(folder: Path, by: str, *files: str) -> None:
    """Let that file name these as its attachments."""
    if by == "己.xlsx":
        sheet = (*INFO, ("附件名称", "\n".join(("统计表", *files)), ""))
        write_form(folder / by, 学校信息=sheet)
        return
    path = folder / by
    text = (
        path.read_text("utf-8") if path.exists() else "区县: {名称: 示例县}\n报告: {年度: 2024}\n"
    )
    named = text.replace("年度: 2024", f"年度: 2024, 附件: [{', '.join(files)}]")
    path.write_text(named, encoding="utf-8")


@pytest.mark.parametrize("by", ["甲.yaml", "己.xlsx", "区县.yaml"])
def test_what_any_file_of_the_folder_names_as_its_attachment_is_no_school(
    attaching: Path, tmp_path: Path, by: str
) -> None:
    name_in(attaching, by, "名册.xlsx")
    assert "名册.xlsx" not in planned(attaching)
    files = [path.name for path in attaching.iterdir() if path.name != "区县.yaml"]
    if by != "区县.yaml":
        assert "名册.xlsx" not in planned(pack(attaching, "包.zip", *files))


def planned(path: Path) -> set[str]:
    """The files that are schools' to a run over that."""
    batch = open_batch(Request(paths=(path,), output=Path(path.parent, "out")))
    batch.close()
    return {job.path.name for job in batch.jobs}


def test_an_attachment_that_looks_like_a_school_s_data_is_told(attaching: Path) -> None:
    name_in(attaching, "甲.yaml", "己.xlsx")
    batch = open_batch(Request(paths=(attaching,), output=attaching / "out"))
    batch.close()
    (told,) = [each for each in batch.problems if each.code == "attached_school"]
    assert told.location.file.endswith("己.xlsx") and "“甲.yaml”的附件里写了它" in told.message
    assert {job.path.name for job in batch.jobs}.isdisjoint({"己.xlsx"})


def test_a_folder_that_is_checked_knows_attachments_of_forms(
    attaching: Path, workshop: Workshop
) -> None:
    name_in(attaching, "己.xlsx", "名册.xlsx")
    checked = check_folder(Question(attaching), workshop)
    assert {path.name for path in checked.by_file}.isdisjoint({"名册.xlsx"})
    assert "己.xlsx" in {path.name for path in checked.by_file}


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
    names = {each.location.file: each.message for each in told if each.code != "no_district"}
    assert all(message in checked.stderr for message in names.values())
    assert all(Path(file).name in checked.stderr for file in names)


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


@pytest.mark.parametrize("name", ["区县.YAML", "区县 .yaml", "示例县.yaml"])
def test_a_district_s_file_by_another_name_is_no_school(
    district: Path, run_batch: RunBatch, name: str
) -> None:
    (district / name).write_text("区县: {名称: 示例县}\n报告: {年度: 2024}\n", encoding="utf-8")
    done = run_batch(district)
    assert fates(done)[name] is Fate.MISNAMED and name not in statuses(done)
    (told,) = (each for each in done.problems if each.code == "misnamed_district")
    assert Path(told.location.file).name == name and "改名为 区县.yaml" in str(told.hint)
