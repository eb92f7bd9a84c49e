"""Nothing there, one thing, all failed, all left out: each command says so and ends in order."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from reportgen.batch.entry import Status
from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.cli.commands import COMMANDS, FORM_COMMANDS, TEMPLATE_COMMANDS
from reportgen.resources import templates_folder
from reportgen.template_tools.watching import Watched, find_stamps, look_again
from tests.batch.conftest import STANDARD, RunBatch, statuses, write_school

COUNTY = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n"
BLANK = "学校: {名称: %s, 类型: 小学}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n数据:\n"
WRONG = "学校: {名称: %s, 类型: 小学}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n数据: {在校生数: 很多}\n"
FOREIGN = WRONG.replace("2024", "2023").replace("很多", "10, 图书册数: 90")
REPORT = "县域自查报告.docx"
LISTS = {"清单.xlsx", "错误清单.xlsx"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for each case of what may be empty, wrong or alone."""
    monkeypatch.chdir(tmp_path)
    for name in ("空", "只有区县", "全错", "全空白", "全是别的年度", "一所"):
        folder = tmp_path / name
        folder.mkdir()
        if name != "空":
            (folder / "区县.yaml").write_text(COUNTY, encoding="utf-8")
            (folder / "本县标准.yaml").write_text(STANDARD, encoding="utf-8")
    for name, text in {"全错": WRONG, "全空白": BLANK, "全是别的年度": FOREIGN}.items():
        for school in ("甲小学", "乙小学"):
            path = tmp_path / name / f"{school}.yaml"
            path.write_text(text % school, encoding="utf-8")
    write_school(tmp_path / "一所", "甲", 45, 279)
    (tmp_path / "空的.yaml").write_bytes(b"")
    (tmp_path / "空名单.xlsx").write_bytes(_roster())
    return tmp_path


def _roster() -> bytes:
    book, stream = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["学校名称", "学校类型"])
    book.save(stream)
    return stream.getvalue()


def run(*arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, list(arguments))


FORM = ("form", "new", "--standard", "无", "--year", "2024")
BATCH = ("batch", "-o", "out", "-j", "1", "--no-toc-pages")


# Each command over nothing: what it ends with (None: that is its own affair), and says.
OVER_NOTHING: tuple[tuple[tuple[str, ...], int | None, str], ...] = (
    (("build", "空的.yaml", "-o", "out"), 2, "文件是空的"),
    (("build", "全错/甲小学.yaml", "-o", "out"), 1, "应为数"),
    (("build", "全空白/甲小学.yaml", "-o", "out"), 1, "当作没有交"),
    (("check", "空的.yaml"), 2, "文件是空的"),
    (("check", "空"), 2, "没有找到学校的数据文件"),
    (("check", "全空白"), 1, "当作没有交"),
    (("check", "--return", "回", "全空白/甲小学.yaml"), None, ""),
    (("assess", "全空白/甲小学.yaml"), 1, ""),
    (("assess", "空的.yaml"), 2, "文件是空的"),
    (("explain", "空的.yaml"), 2, "文件是空的"),
    (("explain", "全空白/甲小学.yaml", "生均图书册数"), None, ""),
    (("convert", "空的.yaml", "a.xlsx"), 2, "文件是空的"),
    (("convert", "全空白/甲小学.yaml", "a.xlsx"), 0, ""),
    ((*FORM, "--schools", "空名单.xlsx", "-o", "表"), None, "名单里没有学校"),
    (("template", "check", "空"), None, ""),
    (("template", "check", "空的.yaml"), None, ""),
    (("template", "preview", "空的.yaml", "-o", "看"), None, ""),
    ((*BATCH, "空"), 2, "没有找到学校的数据文件"),
    ((*BATCH, "只有区县"), 2, "没有找到学校的数据文件"),
    ((*BATCH, "一所", "--only", "乙小学"), None, "乙小学"),
    ((*BATCH, "一所", "--roster", "空名单.xlsx"), None, ""),
    ((*BATCH, "空的.yaml", "--return", "回"), 1, "文件是空的"),
    (("check", "只有区县"), 2, "没有找到学校的数据文件"),
    (("check", "一所", "--school", "乙小学"), 2, "没有“乙小学”这所学校"),
    ((*FORM, "--last", "空", "-o", "表"), None, ""),
    (("template", "new", "空"), None, ""),
    (("template", "fields", "--standard", "无"), None, "没有“无”这个标准"),
    (("init", "空的.yaml"), 1, "不能写入"),
    (("serve", "没有"), 2, "找不到这个文件或文件夹"),
    (("doctor",), None, ""),
    (("standards",), 0, ""),
    (("facts",), 0, ""),
    (("schema",), 0, ""),
)


@pytest.mark.parametrize(("arguments", "code", "told"), OVER_NOTHING)
def test_a_command_over_nothing_says_so(
    place: Path, arguments: Sequence[str], code: int | None, told: str
) -> None:
    result = run(*arguments)
    assert "程序内部出错" not in result.output and "Traceback" not in result.output
    assert result.exit_code in ((0, 1, 2) if code is None else (code,)), result.output
    assert told in result.output


def test_every_command_is_in_the_table() -> None:
    groups = {"form": FORM_COMMANDS, "template": TEMPLATE_COMMANDS}
    single = {(name,) for name in COMMANDS if name not in groups}
    inner = {(group, name) for group, table in groups.items() for name in table}
    tried = {arguments for arguments, _, _ in OVER_NOTHING}
    untried = [name for name in single | inner if all(each[: len(name)] != name for each in tried)]
    assert untried == []
    assert set(cli.list_commands(Context(cli))) == set(COMMANDS)


TEMPLATES: tuple[list[str], ...] = ([], ["--template", "学校自评表", "--template", "整改台账"])


@pytest.mark.parametrize("more", TEMPLATES, ids=["报告", "各种文书"])
@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("全错", "2 所学校没有做成"),
        ("全空白", "2 所学校的数据是空的，当作没有交"),
        ("全是别的年度", "年度不符 2"),
    ],
)
def test_where_nobody_counts_the_lists_are_written_and_no_report_is(
    place: Path, folder: str, told: str, more: list[str]
) -> None:
    result = run(*BATCH, folder, *more)
    assert "程序内部出错" not in result.output
    assert result.exit_code == 1 and told in result.output
    written = {path.name for path in Path("out").iterdir()}
    assert written >= LISTS and "县域自查报告.docx" not in written
    assert "没有一所学校的数据计入" in result.output


def test_one_school_alone_is_a_county(place: Path) -> None:
    result = run(*BATCH, "一所")
    assert "程序内部出错" not in result.output
    assert Path("out/县域自查报告.docx").is_file()
    again = run(*BATCH, "一所")
    assert "程序内部出错" not in again.output and "没有变化" in again.output


def test_a_blank_file_is_no_return_in_the_lists_of_the_county(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    (district / "己.yaml").write_text(BLANK % "己小学", encoding="utf-8")
    roster = Workbook()
    sheet = roster.active
    assert sheet is not None
    for row in (["学校名称", "学校类型"], ["甲小学", "小学"], ["己小学", "小学"]):
        sheet.append(row)
    roster.save(tmp_path / "名单.xlsx")
    summary = run_batch(district, roster=tmp_path / "名单.xlsx")
    assert statuses(summary)["己.yaml"] == Status.BLANK
    rows = {row.name: str(row.returned) for row in summary.roster}
    assert (rows["甲小学"], rows["己小学"]) == ("已交", "没有交")
    (blank,) = [each for each in summary.schools if each.file == "己.yaml"]
    assert blank.left_out == ("没有交",) and not blank.report
    assert [each.code for each in blank.problems if each.stops] == ["blank_return"]
    listed = load_workbook(tmp_path / "out" / "清单.xlsx").worksheets[0]
    assert "没有交" in [cell.value for row in listed for cell in row]


def test_one_figure_of_few_is_a_return(district: Path, run_batch: RunBatch) -> None:
    write_school(district, "己", 60, "")
    assert statuses(run_batch(district))["己.yaml"] == Status.WARNED


Step = Callable[[Path], object]
NONE, NOBODY = "没有找到学校的数据文件", "没有一所学校的数据计入，做不出县域报告"


def _write(name: str, text: str) -> Step:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def _make_again(folder: Path) -> None:
    folder.mkdir()
    (folder / "区县.yaml").write_text(COUNTY, encoding="utf-8")


# What happens to a folder of data that is watched, and what is said then.
WATCHED: tuple[tuple[Step, str], ...] = (
    (_write("区县.yaml", COUNTY), NONE),
    (_write("甲小学.yaml", WRONG % "甲小学"), "没有“本县标准.yaml”这个标准"),
    (_write("本县标准.yaml", STANDARD), NOBODY),
    (_write("甲小学.yaml", BLANK % "甲小学"), NOBODY),
    (_write("甲小学.yaml", "学校: {名称: 甲小学"), "括号没有配对"),
    (lambda folder: write_school(folder, "甲", 45, 279, file="甲小学"), "[成功] 预览"),
    (lambda folder: (folder / "甲小学.yaml").unlink(), NOBODY),
    (lambda folder: (folder / "区县.yaml").unlink(), "里面没有 区县.yaml"),
    (shutil.rmtree, "找不到"),
    (_make_again, NONE),
    (lambda folder: (folder.parent / REPORT).write_bytes(b"PK"), "它不是 docx 文件"),
    (lambda folder: (folder.parent / REPORT).unlink(), "找不到"),
)


def test_watching_over_nothing_says_so_and_goes_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTGEN_OFFICE", str(place / "none"))
    shutil.copy(templates_folder() / REPORT, place)
    folder, steps = place / "空", iter(WATCHED)
    watched = Watched((place / REPORT,), (folder,))
    waiting = cycle((True, False))
    said: list[str] = []

    def wait() -> None:
        """Something happens, then nothing: that is when the preview is made again."""
        if next(waiting):
            step, told = next(steps)
            step(folder)
            said.append(told)

    signals = look_again(lambda: find_stamps(watched), wait)
    for _ in zip(WATCHED, signals, strict=False):
        result = run("template", "preview", REPORT, "--data", "空", "-o", "看")
        assert "程序内部出错" not in result.output and said[-1] in result.output
        assert (result.exit_code == 0) == ("成功" in said[-1])
    assert len(said) == len(WATCHED)
