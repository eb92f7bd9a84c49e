"""What an office decided about files, obeyed by a run, and told by all that it writes."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from reportgen.load.workbooks.book import open_book
from tests.batch.test_gate import begin, command, pupils, sum_up, write, write_list

FILE = "收表决定.yaml"


def decide(folder: Path, *rows: str) -> None:
    text = "决定:\n" + "".join(f"- {{{row}}}\n" for row in rows)
    (folder / FILE).write_text(text, encoding="utf-8")


def report_of(output: Path) -> str:
    return "".join(each.text for each in Document(str(output / "县域自查报告.docx")).paragraphs)


def test_a_run_obeys_what_was_decided_and_says_so(tmp_path: Path) -> None:
    folder, output = begin(tmp_path / "县", "名单: 学校名单.xlsx\n"), tmp_path / "out"
    write_list(folder / "学校名单.xlsx", "甲小学", "乙小学", "丙小学")
    write(folder, "甲", "甲小学", 100)
    write(folder, "甲2", "甲小学", 120)
    write(folder, "乙", "乙小学", 200, year=2023)
    write(folder, "丙", "丙中心小学", 400)
    write(folder, "丁", "邻县小学", 800, place="邻县")
    before = command(folder, "-o", output)
    assert before.exit_code == 1 and not (output / "县域自查报告.docx").exists()
    decide(
        folder,
        "文件: 甲2.yaml, 怎么定: 用这一份",
        "文件: 乙.yaml, 怎么定: 按本年度的算, 当时: {年度: 2023, 县里的年度: 2024}",
        "文件: 丙.yaml, 怎么定: 是名单上的学校, 学校: 丙小学",
        "文件: 丁.yaml, 怎么定: 放在一边",
    )
    told = command(folder, "-o", output)
    assert told.exit_code == 0, told.output
    assert "照这里写的决定，计入 丙.yaml（是名单上的“丙小学”）" in told.stderr
    assert "没有计入 丁.yaml（放在一边）" in told.stderr
    assert pupils(sum_up(folder, output)) == 720
    text = report_of(output)
    assert "有3所学校的数据经核对后决定计入：丙小学（确认是名单上的学校）" in text
    assert "乙小学（按本年度的数据计入）" in text and "邻县小学" not in text
    rows = open_book(output / "清单.xlsx").grid("清单").rows.values()
    cells = [cell.text for row in rows for cell in row.values()]
    for each in ("按本年度的算", "决定用另一份", "决定放在一边", "用这一份"):
        assert each in cells
    assert any(each.startswith("照决定计入 3 份：丙小学") for each in cells)


def test_a_decision_is_void_when_the_file_says_something_else(tmp_path: Path) -> None:
    folder, output = begin(tmp_path / "县"), tmp_path / "out"
    write(folder, "甲", "甲小学", 100)
    write(folder, "乙", "乙小学", 200, year=2022)
    decide(folder, "文件: 乙.yaml, 怎么定: 按本年度的算, 当时: {年度: 2023, 县里的年度: 2024}")
    assert command(folder, "-o", output).exit_code == 1
    rows = open_book(output / "错误清单.xlsx").grid("错误清单").rows.values()
    cells = [cell.text for row in rows for cell in row.values()]
    assert any("决定不再算数：年度当时是“2023”，现在是“2022”" in each for each in cells)
    assert pupils(sum_up(folder, output)) == 100


def test_taking_a_decision_back_takes_the_school_out_again(tmp_path: Path) -> None:
    folder, output = begin(tmp_path / "县"), tmp_path / "out"
    write(folder, "甲", "甲小学", 100)
    write(folder, "乙", "乙小学", 200, year=2023)
    decide(folder, "文件: 乙.yaml, 怎么定: 按本年度的算")
    assert command(folder, "-o", output).exit_code == 0
    assert "乙小学" in report_of(output)
    (folder / FILE).unlink()
    assert command(folder, "-o", output).exit_code == 1
    assert "决定计入" not in report_of(output)


def test_a_check_obeys_too_and_tells_what_it_does_not_understand(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from reportgen.cli import cli

    folder = begin(tmp_path / "县")
    write(folder, "甲", "甲小学", 100)
    write(folder, "乙", "乙小学", 200, year=2023)
    decide(folder, "文件: 乙.yaml, 怎么定: 按本年度的算", "文件: 甲.yaml, 怎么定: 算")
    told = CliRunner().invoke(cli, ["check", str(folder)])
    assert "没有计入县域的数" not in told.output
    assert "不认识“算”这种决定" in told.output


def test_decisions_in_another_folder_are_told_and_not_obeyed(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县")
    write(folder, "甲", "甲小学", 100)
    write(folder, "乙", "乙小学", 200, year=2023)
    (folder / "子").mkdir()
    decide(folder / "子", "文件: 乙.yaml, 怎么定: 按本年度的算")
    told = command(folder, "-o", tmp_path / "out")
    assert f"子文件夹里的 {FILE} 不起作用" in told.output
    assert pupils(sum_up(folder, tmp_path / "out")) == 100
