"""Why a run makes no report of the district: it is said for every reason, and an older one that
stands there is named.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from tests.batch.conftest import SCHOOL, write_school
from tests.load.workbooks.test_wide_form import SCHOOLS, write_table

OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [本县标准.yaml]}\n"
REPORT, SHEETS = "县域自查报告.docx", "指标汇总.xlsx"
NOT_MADE = "没有做县域自查报告"
Break = Callable[[Path], tuple[str, ...]]


@pytest.fixture
def county(district: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The district with a file of its own and two schools in a table; run from beside it."""
    (district / "区县.yaml").write_text(OWN, encoding="utf-8")
    table(district)
    monkeypatch.chdir(district.parent)
    return district


def table(folder: Path, *more: tuple[object, ...]) -> None:
    write_table(folder / "汇总表.xlsx", (*SCHOOLS[1:], *more), meta=())


def run(*more: str) -> Result:
    return CliRunner().invoke(cli, ["batch", "县", "-o", "out", "-j", "1", *more])


def add_wrong_total(folder: Path) -> tuple[str, ...]:
    table(folder, ("", "合计", "", "", 166, 810, "", 38000, 9, 138.6))
    return ()


def add_nameless_row(folder: Path) -> tuple[str, ...]:
    table(folder, (3, None, "", "小学", 89, None, "", 27000, 1.89, 63.5))
    return ()


def take_own_file(folder: Path) -> tuple[str, ...]:
    (folder / "区县.yaml").unlink()
    return ()


def take_name(folder: Path) -> tuple[str, ...]:
    (folder / "区县.yaml").write_text(OWN.replace("名称", "名"), encoding="utf-8")
    return ()


def write_own(text: str) -> Break:
    def spoil(folder: Path) -> tuple[str, ...]:
        (folder / "区县.yaml").write_bytes(text.encode())
        (folder / "名单.xlsx").write_bytes(b"no workbook")
        return ()

    return spoil


def name_faulty_standard(folder: Path) -> tuple[str, ...]:
    (folder / "坏标准.yaml").write_text("标识: 坏标准\n指标: {\n", encoding="utf-8")
    own = OWN.replace("[本县标准.yaml]", "[本县标准.yaml, 坏标准.yaml]")
    (folder / "区县.yaml").write_text(own, encoding="utf-8")
    return ()


def write_faulty_figure(folder: Path) -> tuple[str, ...]:
    (folder / "区县.yaml").write_text(f"{OWN}数据: {{在校生数: 很多}}\n", encoding="utf-8")
    return ()


def write_faulty_template(folder: Path) -> tuple[str, ...]:
    own = folder.parent / "模板"
    own.mkdir(exist_ok=True)
    (own / REPORT).write_bytes(b"no document")
    return ("--templates", "模板")


def empty_every_school(folder: Path) -> tuple[str, ...]:
    (folder / "汇总表.xlsx").unlink()
    for path in folder.glob("?.yaml"):
        write_school(folder, path.stem, "很多", "很多")
    return ()


def change_and_make_one(folder: Path) -> tuple[str, ...]:
    write_school(folder, "甲", 46, 300)
    return ("--only", "乙小学")


REASONS: dict[str, tuple[Break, str]] = {
    "合计不符": (add_wrong_total, f"{NOT_MADE}：县/汇总表.xlsx"),
    "没有校名": (add_nameless_row, f"{NOT_MADE}：县/汇总表.xlsx"),
    "没有区县文件": (take_own_file, f"没有 区县.yaml，{NOT_MADE}"),
    "没有区县名称": (take_name, f"{NOT_MADE}：县/区县.yaml"),
    "区县读不出来": (write_own("区县: {名称: 示例县\n报告: ["), f"{NOT_MADE}：县/区县.yaml"),
    "区县的标准坏了": (name_faulty_standard, f"{NOT_MADE}：县/坏标准.yaml"),
    "名单读不出来": (write_own(f"{OWN}名单: 名单.xlsx\n"), f"{NOT_MADE}：县/名单.xlsx"),
    "区县数据有错": (write_faulty_figure, f"{NOT_MADE}：县/区县.yaml"),
    "模板有错": (write_faulty_template, f"{NOT_MADE}：模板/{REPORT}"),
    "没有学校计入": (empty_every_school, f"没有一所学校的数据计入，{NOT_MADE}"),
    "没有补齐": (change_and_make_one, "县域报告和指标汇总没有更新"),
}
each_reason = pytest.mark.parametrize("reason", REASONS)


@each_reason
def test_a_report_that_is_not_made_is_said_with_its_reason(county: Path, reason: str) -> None:
    spoil, told = REASONS[reason]
    options = spoil(county)
    for _ in "ab":
        result = run(*options)
        assert result.stderr.count(told) == 1
        assert "再运行" in result.stderr or "请在文件夹里放一个" in result.stderr
        assert f"已写：out/{REPORT}" not in result.stdout
        of_county = [line for line in result.stderr.splitlines() if "区县.yaml 取得成绩" in line]
        assert of_county == []
    assert not Path("out", REPORT).exists()
    assert "不是这次做的" not in result.stderr


@each_reason
def test_an_older_report_is_named_as_not_of_this_run(county: Path, reason: str) -> None:
    first = run()
    assert f"已写：out/{REPORT}" in first.stdout and "报告里省去了" in first.stderr
    before = Path("out", REPORT).read_bytes()
    spoil, told = REASONS[reason]
    options = spoil(county)
    for _ in "ab":
        result = run(*options)
        assert told in result.stderr
        (old,) = [line for line in result.stderr.splitlines() if "不是这次做的" in line]
        assert REPORT in old
        assert (SHEETS in old) == (f"已写：out/{SHEETS}" not in result.stdout)
    assert Path("out", REPORT).read_bytes() == before


def test_the_pdf_and_what_stands_beside_the_old_report_are_named_too(county: Path) -> None:
    run()
    for name in ("县域自查报告.pdf", "县域自查报告（数据更新）.docx", "县域自查报告_意见.docx"):
        Path("out", name).write_bytes(b"")
    add_wrong_total(county)
    told = run().stderr
    assert "县域自查报告.docx、县域自查报告.pdf、县域自查报告（数据更新）.docx 不是这次做的" in told


@pytest.mark.parametrize("option", [("--no-summary",), ("--shard", "1/2")])
def test_nothing_is_said_where_no_report_is_asked_for(
    county: Path, option: tuple[str, ...]
) -> None:
    run()
    add_wrong_total(county)
    told = run(*option).stderr
    assert NOT_MADE not in told and "不是这次做的" not in told


def test_the_report_is_made_again_when_the_table_is_right(county: Path) -> None:
    add_wrong_total(county)
    assert run().exit_code == 1
    table(county)
    result = run()
    assert NOT_MADE not in result.stderr and f"已写：out/{REPORT}" in result.stdout


def test_only_what_was_written_is_listed(county: Path) -> None:
    run()
    changed = (Path("out", REPORT), Path("out", "清单.xlsx"))
    for path in changed:
        path.write_bytes(b"a person's")
    result = run()
    assert not [path for path in changed if f"已写：{path}\n" in result.stdout]
    assert f"已写：out/{SHEETS}\n" in result.stdout
    write_school(county, "甲", 46, 30)
    again = run()
    for path in changed:
        assert f"已写：{path}\n" not in again.stdout
        assert f"已写：{path.with_stem(f'{path.stem}（数据更新）')}\n" in again.stdout


UNREADABLE = "区县: {名称: 示例县\n报告: [标准: 本县标准"
LOST = "里写的又读不出来，没有做；请先改好 区县.yaml，或用 --standard 写明标准"


def without_standard(folder: Path) -> None:
    """The first school relies on what its district says."""
    path = folder / "甲.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(", 标准: [本县标准.yaml]", ""))


def test_schools_are_done_by_standards_of_their_own_where_the_district_s_cannot_be_read(
    county: Path,
) -> None:
    (county / "汇总表.xlsx").unlink()
    without_standard(county)
    run()
    before = Path("out", "甲小学_2024_自查报告.docx").read_bytes()
    (county / "区县.yaml").write_text(UNREADABLE, encoding="utf-8")
    (county / "乙.yaml").write_text(SCHOOL % ("乙小学", "小学", 37, 138), encoding="utf-8")
    result = run("--return", "退回")
    assert result.exit_code == 1
    assert result.stderr.count(LOST) == 1 and "“甲小学”没有写按哪个标准评估" in result.stderr
    assert "各校只按自己写的评估" in result.stderr
    assert Path("out", "甲小学_2024_自查报告.docx").read_bytes() == before
    assert "5     0     4       1" in result.stdout
    # No school has to mend anything.
    assert not Path("退回").exists()
    checked = CliRunner().invoke(cli, ["check", "县", "--return", "退回"])
    assert "括号没有配对" in checked.stderr and LOST in checked.stderr
    assert not Path("退回").exists()


def test_a_standard_of_the_command_needs_no_file_of_the_district(county: Path) -> None:
    without_standard(county)
    (county / "区县.yaml").write_text(UNREADABLE, encoding="utf-8")
    result = run("--standard", "本县标准.yaml")
    assert "读不出来" not in result.stderr and "没有用上" not in result.stderr
    assert Path("out", "甲小学_2024_自查报告.docx").exists()


def test_the_folder_stays_its_district_s_while_the_file_cannot_be_read(county: Path) -> None:
    run()
    (county / "区县.yaml").write_text(UNREADABLE, encoding="utf-8")
    run()
    (county / "区县.yaml").write_text(OWN.replace("示例县", "别县"), encoding="utf-8")
    assert "这个文件夹里是“示例县”的报告" in run().stderr
