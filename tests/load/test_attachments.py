"""报告.附件: names, and files that the school brings, which are looked for and never opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.load.district_file import find_district_files
from reportgen.pipeline import Examined, Workshop, examine_school

HEAD = "学校: {名称: 光明小学, 类型: 小学}\n报告:\n  年度: 2024\n  标准: []\n"


def examined(folder: Path, block: str, workshop: Workshop) -> Examined:
    path = folder / "学校.yaml"
    path.write_text(f"{HEAD}  附件:{block}\n", encoding="utf-8")
    return examine_school(path, workshop)


def told(examined: Examined) -> list[str]:
    """The problems of attachments."""
    return [str(each) for each in examined.problems if "attachment" in each.code]


def names(examined: Examined) -> list[tuple[str, str]]:
    assert examined.school is not None
    return [(each.name, each.file) for each in examined.school.settings.attachments]


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (" 合同.pdf", [("合同", "合同.pdf")]),
        (" [1. 合同.PDF, 台账]", [("合同", "1. 合同.PDF"), ("台账", "")]),
        ("\n    - {名称: 购书合同, 文件: 合同.pdf}", [("购书合同", "合同.pdf")]),
        ("\n    - {文件: 合同.pdf}", [("合同", "合同.pdf")]),
        (" [附件2：整改台账, （一）合同]", [("整改台账", ""), ("合同", "")]),
        ("", []),
    ],
)
def test_a_name_a_file_or_both(
    tmp_path: Path, workshop: Workshop, block: str, found: list[tuple[str, str]]
) -> None:
    assert names(examined(tmp_path, block, workshop)) == found


@pytest.mark.parametrize("place", ["", "附件"])
def test_a_file_beside_the_data_or_in_the_folder_of_attachments_is_only_listed(
    tmp_path: Path, workshop: Workshop, place: str
) -> None:
    (tmp_path / place).mkdir(exist_ok=True)
    (tmp_path / place / "合同.pdf").write_bytes(b"")
    found = examined(tmp_path, " [合同.pdf]", workshop)
    assert told(found) == []
    assert found.report is not None and found.report.attachments == ("合同",)
    assert found.report.attached == ()
    assert tmp_path / place / "合同.pdf" in found.sources


def test_a_file_that_is_not_there_stops_the_report(tmp_path: Path, workshop: Workshop) -> None:
    found = examined(tmp_path, " [台账.xlsx]", workshop)
    (problem,) = told(found)
    assert "学校.yaml:5:" in problem
    assert "找不到附件“台账.xlsx”；请把文件放在数据文件旁边" in problem
    assert not found.can_be_built


@pytest.mark.parametrize(
    "file", ["../合同.pdf", "/etc/合同.pdf", "C:\\合同.pdf", "甲\\..\\..\\合同.pdf"]
)
def test_a_file_outside_the_folder_is_refused(
    tmp_path: Path, workshop: Workshop, file: str
) -> None:
    folder = tmp_path / "数据"
    folder.mkdir()
    (tmp_path / "合同.pdf").write_bytes(b"")
    (problem,) = told(examined(folder, f"\n    - {{名称: 合同, 文件: '{file}'}}", workshop))
    assert "不在数据文件的文件夹里" in problem


def test_a_name_written_twice_is_listed_once_and_said(tmp_path: Path, workshop: Workshop) -> None:
    found = examined(tmp_path, " [整改台账, 1. 整改台账]", workshop)
    assert names(found) == [("整改台账", "")]
    assert "附件“整改台账”写了两次" in [each.message for each in found.problems]


def test_an_entry_that_says_nothing_is_an_error(tmp_path: Path, workshop: Workshop) -> None:
    found = examined(tmp_path, "\n    - {名称: }", workshop)
    assert "这个附件没有写名称" in [each.message for each in found.problems]


def test_workbooks_in_the_folder_of_attachments_are_no_schools(tmp_path: Path) -> None:
    (tmp_path / "附件").mkdir()
    (tmp_path / "附件" / "台账.xlsx").write_bytes(b"")
    (tmp_path / "甲校.yaml").write_text(HEAD, encoding="utf-8")
    assert find_district_files([tmp_path]).schools == (tmp_path / "甲校.yaml",)
