"""What a person wrote stays, whichever command writes to its place, and whatever moved."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from reportgen.seals import is_sealed

STANDARD = """\
标识: 本县标准
名称: 本县办学标准
学段: [小学]
指标: [{编号: "1", 名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 5}]
"""
DATA = """\
学校: {名称: 甲小学, 类型: 小学}
报告: {年度: 2024, 标准: [本县标准.yaml], 主送: 示例县教育局}
数据: {在校生数: 10, 图书册数: %d}
主要措施: |
  学校每学年清点图书。
"""
WRONG = DATA.replace("图书册数: %d", "图书册数: 很多")
OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 署名: 示例县人民政府, 标准: [本县标准.yaml]}\n"
REPORT = "out/甲小学_2024_自查报告.docx"
FORM = ("form", "new", "--standard", "无", "--type", "小学", "--year", "2024", "-o")


class Command(NamedTuple):
    """A command as it is typed in a folder, a file that it writes there, and its exit code."""

    words: tuple[str, ...]
    file: str
    code: int = 0


COMMANDS: Mapping[str, Command] = {
    "build": Command(("build", "县/甲.yaml", "-o", "out"), REPORT),
    "build of a form": Command(
        ("build", "县/甲.yaml", "-o", "out", "--template", "学校自评表"),
        "out/甲小学_2024_自评表.docx",
    ),
    "batch, report": Command(("batch", "县", "-o", "out", "-j", "1", "--fresh"), REPORT),
    "batch, beside the report": Command(
        ("batch", "县", "-o", "out", "-j", "1", "--fresh", "--template", "学校自评表"),
        "out/甲小学_2024_自评表.docx",
    ),
    "batch, district": Command(
        ("batch", "县", "-o", "out", "-j", "1", "--fresh"), "out/县域自查报告.docx"
    ),
    "batch, sheet": Command(
        ("batch", "县", "-o", "out", "-j", "1", "--fresh"), "out/指标汇总.xlsx"
    ),
    "batch, list": Command(("batch", "县", "-o", "out", "-j", "1", "--fresh"), "out/清单.xlsx"),
    "check --return": Command(("check", "表.xlsx", "--return", "退回"), "退回/表.xlsx", 1),
    "check --return, a list": Command(
        ("check", "错.yaml", "--return", "退回"), "退回/错_错误清单.xlsx", 1
    ),
    "convert to a form": Command(("convert", "县/甲.yaml", "新.xlsx"), "新.xlsx"),
    "convert to YAML": Command(("convert", "县/好.xlsx", "新.yaml"), "新.yaml"),
    "form new": Command((*FORM, "新.xlsx"), "新.xlsx"),
    "form new for several": Command(
        (*FORM, "新", "--school", "甲", "--school", "乙"), "新/甲.xlsx"
    ),
    "form new --wide": Command(
        ("form", "new", "--standard", "县/本县标准.yaml", "--wide", "-o", "新.xlsx"), "新.xlsx"
    ),
    "template new": Command(("template", "new", "新.docx"), "新.docx"),
    "template check --annotate": Command(
        ("template", "check", "模板.docx", "--annotate", "批注.docx"), "批注.docx"
    ),
    "template preview": Command(("template", "preview", "模板.docx"), "out/预览/模板_预览.docx"),
    "template fields": Command(("template", "fields", "-o", "名称.docx"), "名称.docx"),
    "template fields as text": Command(("template", "fields", "-o", "名称.md"), "名称.md"),
    "schema": Command(("schema", "-o", "数据.json"), "数据.json"),
}
# Three of them take a second each time: they try a template in every way before they write.
_LONG = ("template check --annotate", "template fields", "template fields as text")
# One of those that are typed alike, for what is seen of the whole folder.
_DIFFERENT = {each.words: name for name, each in COMMANDS.items()}.values()
QUICK = [each for name, each in COMMANDS.items() if name not in _LONG]
every_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
quick_commands = pytest.mark.parametrize(
    "command",
    QUICK,
    ids=[name for name in COMMANDS if name not in _LONG],
)

different_commands = pytest.mark.parametrize(
    "command",
    [COMMANDS[name] for name in _DIFFERENT if name not in _LONG],
    ids=[name for name in _DIFFERENT if name not in _LONG],
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that the commands read, in which they are run without LibreOffice."""
    monkeypatch.setenv("REPORTGEN_OFFICE", str(tmp_path / "none"))
    folder = tmp_path / "甲地"
    (folder / "县").mkdir(parents=True)
    monkeypatch.chdir(folder)
    _write(folder / "县" / "本县标准.yaml", STANDARD)
    _write(folder / "县" / "区县.yaml", OWN)
    _write(folder / "县" / "甲.yaml", DATA % 60)
    _write(folder / "错.yaml", WRONG)
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def prepare(command: Command) -> None:
    """Make what the command reads and other commands write."""
    if "表.xlsx" in command.words:
        run(*FORM, "表.xlsx")
    if "县/好.xlsx" in command.words:
        assert run("convert", "县/甲.yaml", "县/好.xlsx").exit_code == 0
    if "模板.docx" in command.words:
        assert run("template", "new", "模板.docx").exit_code == 0


def edit(path: Path) -> bytes:
    """Change the file as a program that saves it does; returns its bytes."""
    data = path.read_bytes()
    path.write_bytes(_saved(data) if data.startswith(b"PK") else data + b"\n\n")
    return path.read_bytes()


def _saved(package: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return stream.getvalue()


def beside(command: Command, mark: str = "（数据更新）") -> Path:
    path = Path(command.file)
    return path.with_name(f"{path.stem}{mark}{path.suffix}")


def snapshot(folder: Path) -> Mapping[str, bytes]:
    """Every file of the folder but what the batch remembers, which says how long it took."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(each.relative_to(folder)): each.read_bytes() for each in files}


@pytest.mark.slow
@different_commands
def test_what_nobody_changed_is_left_alone(place: Path, command: Command) -> None:
    prepare(command)
    assert run(*command.words).exit_code == command.code
    written = [Path(each.file) for each in COMMANDS.values() if each.words == command.words]
    assert all(is_sealed(each.name, each.read_bytes()) for each in written)
    before, ages = snapshot(place), [each.stat().st_mtime_ns for each in written]
    assert run(*command.words).exit_code == command.code
    assert snapshot(place) == before
    assert [each.stat().st_mtime_ns for each in written] == ages


def stay_as_edited(command: Command, times: int) -> None:
    """Change the file, and see that it stays, that the new one is beside it, and that both are told
    apart; then that `--force` puts it aside.
    """
    written = Path(command.file)
    as_made = written.read_bytes()
    edited = edit(written)
    for _ in range(times):
        result = run(*command.words)
        assert result.exit_code == 1
        assert written.read_bytes() == edited
        assert beside(command).read_bytes() == as_made
        assert str(written) in result.stderr and f"“{beside(command).name}”" in result.stderr
    assert not beside(command, "（数据更新2）").exists()
    result = run(*command.words, "--force")
    assert result.exit_code == command.code
    assert f"“{beside(command, '.bak').name}”" in result.stderr
    assert written.read_bytes() == as_made
    assert beside(command, ".bak").read_bytes() == edited
    assert not beside(command).exists()


@pytest.mark.slow
@every_command
def test_what_a_person_changed_stays(place: Path, command: Command) -> None:
    prepare(command)
    run(*command.words)
    stay_as_edited(command, times=2 if command in QUICK else 1)


@pytest.mark.slow
@quick_commands
def test_a_file_that_never_was_of_ours_stays(place: Path, command: Command) -> None:
    prepare(command)
    foreign = Path(command.file)
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_bytes(b"foreign")
    assert run(*command.words).exit_code == 1
    assert foreign.read_bytes() == b"foreign"
    assert is_sealed(foreign.name, beside(command).read_bytes())


@pytest.mark.slow
@quick_commands
def test_a_folder_that_was_moved_is_no_other(
    place: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(command)
    run(*command.words)
    monkeypatch.chdir(place.parent)
    moved = place.rename(place.with_name("乙地"))
    monkeypatch.chdir(moved)
    names = set(snapshot(moved))
    assert run(*command.words).exit_code == command.code
    assert set(snapshot(moved)) == names
    edited = edit(Path(command.file))
    assert run(*command.words).exit_code == 1
    assert Path(command.file).read_bytes() == edited


def test_a_report_changes_with_its_data_where_nobody_touched_it(place: Path) -> None:
    run("build", "县/甲.yaml")
    old = Path(REPORT).read_bytes()
    _write(place / "县" / "甲.yaml", DATA % 70)
    assert run("build", "县/甲.yaml").exit_code == 0
    assert Path(REPORT).read_bytes() != old
    assert [path.name for path in Path("out").iterdir()] == [Path(REPORT).name]


def test_a_newer_one_that_a_person_changed_stays_too(place: Path) -> None:
    command = COMMANDS["build"]
    run(*command.words)
    edit(Path(REPORT))
    run(*command.words)
    second = edit(beside(command))
    assert run(*command.words).exit_code == 1
    assert beside(command).read_bytes() == second
    assert beside(command, "（数据更新2）").is_file()


def test_what_was_put_aside_once_stays_when_another_is(place: Path) -> None:
    command = COMMANDS["build"]
    run(*command.words)
    first = edit(Path(REPORT))
    run(*command.words, "--force")
    Path(REPORT).write_bytes(b"second")
    run(*command.words, "--force")
    assert beside(command, ".bak").read_bytes() == first
    assert beside(command, ".bak2").read_bytes() == b"second"


BATCH = ("batch", "县", "-o", "out", "-j", "1")


@pytest.mark.parametrize("file", [REPORT, "out/指标汇总.xlsx", "out/县域自查报告.docx"])
def test_a_batch_with_nothing_changed_keeps_what_a_person_changed(place: Path, file: str) -> None:
    assert run(*BATCH).exit_code == 0
    edit(Path(file))
    before = snapshot(place)
    for _ in "ab":
        result = run(*BATCH)
        assert result.exit_code == 0
        told = f"有 1 份文件有人改过，数据没有变化，照旧留着，没有重做：{Path(file).name}"
        assert told in result.stderr
        assert snapshot(place) == before
    assert run(*BATCH, "--force").exit_code == 0
    assert is_sealed(file, Path(file).read_bytes())


def test_a_batch_says_as_long_as_there_are_two_which_is_which(place: Path) -> None:
    newer = beside(COMMANDS["build"])
    run(*BATCH)
    edited = edit(Path(REPORT))
    _write(place / "县" / "甲.yaml", DATA % 70)
    for _ in "ab":
        result = run(*BATCH)
        assert result.exit_code == 1 and f"按现在的数据做的是“{newer.name}”" in result.stderr
        assert "不属于这次的" not in result.stderr
        assert Path(REPORT).read_bytes() == edited
    newer.unlink()
    assert run(*BATCH).exit_code == 0
    assert not newer.exists() and Path(REPORT).read_bytes() == edited
    Path(REPORT).unlink()
    assert run(*BATCH).exit_code == 0
    assert is_sealed(REPORT, Path(REPORT).read_bytes())


def test_a_batch_without_its_manifest_knows_what_it_wrote(place: Path) -> None:
    run(*BATCH)
    Path("out/清单.json").unlink()
    before = snapshot(place)
    assert run(*BATCH).exit_code == 0
    assert {**snapshot(place), "out/清单.json": b""} == {**before, "out/清单.json": b""}
    Path("out/清单.json").unlink()
    edited = edit(Path(REPORT))
    assert run(*BATCH).exit_code == 1
    assert Path(REPORT).read_bytes() == edited


def test_a_file_that_has_the_manifest_s_name_stays(place: Path) -> None:
    foreign = Path("out/清单.json")
    foreign.parent.mkdir()
    foreign.write_bytes(b"mine")
    assert run(*BATCH).exit_code == 0
    before = snapshot(place)
    assert "没有变化" in run(*BATCH).stdout
    assert snapshot(place) == before and foreign.read_bytes() == b"mine"
    assert not Path("out/.reportgen").exists()


# The program's own memory, compiled code beside its bytecode, a folder that has nothing yet,
# working files of LibreOffice, a data file that a person changes in the page, and what is remembered
# of its form, and of what was chosen for a run.
_WRITERS = {
    *("deliver.py", "batch/store.py", "kept_code/place.py", "cli/start.py"),
    *("editing/saved_file.py", "editing/form_origin.py"),
    "web/officer/run_choice.py",
    *("office/pages.py", "office/calls.py", "office/profile.py", "office/standby.py"),
}


def test_whatever_writes_a_file_does_it_through_deliver() -> None:
    package = Path(reportgen.__file__).parent
    direct = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"\b(write_file|write_bytes|write_text)\(", path.read_text(encoding="utf-8"))
    }
    assert direct <= _WRITERS
