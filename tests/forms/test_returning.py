"""`reportgen check --return`: what a bureau sends back to its schools."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.bounded.limits import LIMITS
from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.cli.returning import Returning, return_files
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.pipeline import Workshop
from reportgen.problems import Location, error, warning
from reportgen.resources import data_folder
from tests.forms.form_samples import find_line, make_form, open_form


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["check", *(str(argument) for argument in arguments)])


def test_a_form_comes_back_with_its_faults_marked(workshop: Workshop, tmp_path: Path) -> None:
    form = tmp_path / "光明小学.xlsx"
    form.write_bytes(make_form(workshop, figures={"在校生数": "3,2OO", "专任教师数": "约49"}))
    before = form.read_bytes()
    result = run(form, "--return", tmp_path / "退回")
    assert result.exit_code == 1 and "已标出" in result.stdout
    assert form.read_bytes() == before
    book = open_form((tmp_path / "退回" / "光明小学.xlsx").read_bytes())
    page = book["基本数据"]
    for name in ("在校生数", "专任教师数"):
        cell = page.cell(find_line(page, name), 5)
        assert cell.fill.fgColor.rgb == "FFFFB3BA" and "应为数" in cell.comment.text
    links = {
        row[2].hyperlink.location
        for row in book["错误清单"].iter_rows(min_row=4)
        if row[2].hyperlink
    }
    assert f"'基本数据'!E{find_line(page, '在校生数')}" in links


def test_a_returned_form_that_is_mended_reads_as_before(workshop: Workshop, tmp_path: Path) -> None:
    form = tmp_path / "光明小学.xlsx"
    form.write_bytes(
        make_form(
            workshop,
            standard="河南省办学基本标准",
            figures={"在校生数": "880", "图书册数": "约1万"},
        )
    )
    first = run(form, "--return", tmp_path / "退回")
    second = run(tmp_path / "退回" / "光明小学.xlsx", "--return", tmp_path / "再退")
    assert "约1万" in first.stderr and "错误清单" not in second.stderr
    told = [
        text.replace(str(tmp_path / "退回"), str(tmp_path))
        for text in (first.stderr, second.stderr)
    ]
    assert told[0] == told[1]
    sheets = open_form((tmp_path / "再退" / "光明小学.xlsx").read_bytes()).sheetnames
    assert sheets.count("错误清单") == 1


def test_a_sheet_of_too_many_cells_to_be_marked_is_told_with_their_number(
    workshop: Workshop, tmp_path: Path
) -> None:
    parts = dict(read_parts(make_form(workshop, figures={"在校生数": "约一千"})))
    name = "xl/worksheets/sheet3.xml"
    blank = b"<row>%b</row>" % (b'<c s="1"/>' * 100) * (LIMITS.package.markup // 250)
    parts[name] = parts[name].replace(b"</sheetData>", blank + b"</sheetData>")
    form = tmp_path / "光明小学.xlsx"
    form.write_bytes(pack_parts(parts))
    result = run(form, "--return", tmp_path / "退回")
    assert (
        f"内容过大（{name} 里的格式标记超过 170 万处），不能在原表上标，只列清单" in result.stdout
    )


def test_a_school_without_faults_gets_nothing_back(tmp_path: Path) -> None:
    result = run(data_folder() / "schools" / "完全小学.yaml", "--return", tmp_path / "退回")
    assert result.exit_code == 0, result.stderr
    assert not list(tmp_path.glob("退回/*"))


def test_where_nothing_can_be_marked_a_list_is_written_and_said(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n数据: {图书册数: 一万八}\n",
        encoding="utf-8",
    )
    result = run(path, "--return", tmp_path / "退回")
    assert result.exit_code == 1 and "只列清单" in result.stdout
    page = open_form((tmp_path / "退回" / "甲_错误清单.xlsx").read_bytes()).active
    assert "请写成 18000" in [row[-1].value for row in page.iter_rows()]


def test_the_schools_own_file_is_not_written_over(workshop: Workshop, tmp_path: Path) -> None:
    form = tmp_path / "光明小学.xlsx"
    form.write_bytes(make_form(workshop, figures={"在校生数": "约880"}))
    before = form.read_bytes()
    result = run(form, "--return", tmp_path)
    assert result.exit_code == 1 and "会盖掉" in result.stderr
    assert form.read_bytes() == before


def test_reminders_alone_send_no_form_back(workshop: Workshop, tmp_path: Path) -> None:
    form = tmp_path / "光明小学.xlsx"
    form.write_bytes(make_form(workshop, figures={"图书册数": "880"}))
    place = Location(str(form), cell="基本数据!E5")
    reminder, fault = (make("a", "请看看", place) for make in (warning, error))
    assert return_files({form: [reminder]}, Returning(tmp_path / "退回")) == ()
    assert not list(tmp_path.glob("退回/*"))
    return_files({form: [reminder, fault]}, Returning(tmp_path / "退回"))
    assert [each.name for each in tmp_path.glob("退回/*")] == ["光明小学.xlsx"]


def test_a_run_over_a_folder_sends_the_faulty_ones_back(workshop: Workshop, tmp_path: Path) -> None:
    sent = tmp_path / "收回"
    sent.mkdir()
    (sent / "光明小学.xlsx").write_bytes(make_form(workshop, figures={"在校生数": "约880"}))
    good = data_folder() / "schools" / "完全小学.yaml"
    (sent / "好.yaml").write_bytes(good.read_bytes())
    command = ["batch", str(sent), "-o", str(tmp_path / "out"), "--no-summary", "-j", "1"]
    result = CliRunner().invoke(cli, [*command, "--return", str(tmp_path / "退回")])
    assert result.exit_code == 1
    assert [each.name for each in (tmp_path / "退回").iterdir()] == ["光明小学.xlsx"]
    assert "错误清单" in open_form((tmp_path / "退回" / "光明小学.xlsx").read_bytes()).sheetnames
