"""A received folder, opened by each command: nothing of it is run, and nothing outside of it is
read or written.
"""

from __future__ import annotations

import ast
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.cli import cli
from reportgen.resources import data_folder, templates_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links and scripts")
SAMPLE = data_folder() / "districts" / "示例县"
PROGRAM = '#!/bin/sh\necho "$@" > "{ran}"\n'
BATCH = ("--no-toc-pages", "-j", "1", "--only", "示例县城关第一小学（样例）")


class Received:
    """A folder with two schools, whose settings name a program that says that it was run."""

    def __init__(self, place: Path) -> None:
        self.folder, self.ran = place / "收到的", place / "运行过"
        self.folder.mkdir()
        for name in ("01城关第一小学.yaml", "02城关第二小学.yaml"):
            (self.folder / name).write_bytes((SAMPLE / name).read_bytes())
        self.put_program("evil.sh")
        self.put_program("soffice")
        self.settle("办公软件: evil.sh\n")

    def put_program(self, name: str) -> None:
        path = self.folder / name
        path.write_text(PROGRAM.format(ran=self.ran), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def settle(self, text: str) -> None:
        (self.folder / "reportgen.yaml").write_text(text, encoding="utf-8")

    @property
    def school(self) -> Path:
        return next(self.folder.glob("01*.yaml"))

    def everything(self) -> set[str]:
        return {str(each.relative_to(self.folder)) for each in self.folder.rglob("*")}


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Received:
    """The folder that was received, which is the one that one works in."""
    found = Received(tmp_path)
    monkeypatch.chdir(found.folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "没有设置"))
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", os.environ["PATH"])))
    monkeypatch.delenv("REPORTGEN_OFFICE", raising=False)
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


COMMANDS = [
    ("build", "01城关第一小学.yaml", "--no-toc-pages"),
    ("build", "01城关第一小学.yaml", "--json"),
    ("batch", ".", *BATCH),
    ("check", "."),
    ("check", "01城关第一小学.yaml", "02城关第二小学.yaml"),
    ("assess", "01城关第一小学.yaml"),
    ("template", "preview", templates_folder() / "学校自查报告.docx"),
]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: " ".join(map(str, each))[:20])
def test_no_command_runs_what_a_received_folder_names(
    received: Received, arguments: tuple[object, ...]
) -> None:
    result = run(*arguments)
    assert result.exit_code in (0, 1) and "程序内部出错" not in result.output
    assert result.stderr.count("“办公软件: evil.sh”没有用") == 1
    assert not received.ran.exists()


@pytest.mark.slow
def test_doctor_says_it_and_asks_no_program_of_the_folder(received: Received) -> None:
    told = run("doctor").output
    assert "“办公软件: evil.sh”没有用" in told and "自己的设置" in told
    assert not received.ran.exists()


@pytest.mark.parametrize("output", ["../外面", "/tmp/外面", "外链", "外链/里面", "C:\\外面"])
def test_an_output_outside_is_refused_unless_the_command_line_says_where(
    received: Received, tmp_path: Path, output: str
) -> None:
    (tmp_path / "别处").mkdir()
    (received.folder / "外链").symlink_to(tmp_path / "别处")
    received.settle(f"输出: {output}\n")
    build = ("build", received.school, "--no-toc-pages")
    refused = run(*build)
    assert refused.exit_code == 1 and "在命令行用 -o 写明" in refused.stderr
    assert run("check", received.school).exit_code == 0
    assert list((tmp_path / "别处").iterdir()) == [] and not (tmp_path / "外面").exists()
    assert run(*build, "-o", tmp_path / "我要的").exit_code == 0
    assert len(list((tmp_path / "我要的").iterdir())) == 1


@pytest.mark.parametrize("name", ["out", "out/预览", "out/.reportgen"])
def test_no_link_in_the_place_of_the_output_is_followed(
    received: Received, tmp_path: Path, name: str
) -> None:
    received.settle("{}\n")
    (tmp_path / "别处").mkdir()
    (received.folder / name).parent.mkdir(exist_ok=True)
    (received.folder / name).symlink_to(tmp_path / "别处")
    commands = {
        "out": ("build", received.school),
        "out/预览": ("template", "preview", templates_folder() / "学校自查报告.docx"),
        "out/.reportgen": ("batch", ".", *BATCH),
    }
    result = run(*commands[name])
    assert result.exit_code == 1 and "链接" in result.stderr
    assert list((tmp_path / "别处").iterdir()) == []


@pytest.mark.slow
def test_a_link_in_the_place_of_a_lock_or_a_report_leaves_what_it_leads_to(
    received: Received, tmp_path: Path
) -> None:
    received.settle("{}\n")
    mine = tmp_path / "我的文件"
    mine.write_text("我的", encoding="utf-8")
    work = received.folder / "out" / ".reportgen"
    work.mkdir(parents=True)
    report = received.folder / "out" / "示例县城关第一小学（样例）_2024_自查报告.docx"
    report.symlink_to(mine)
    os.mkfifo(received.folder / "out" / "清单.json")
    assert run("build", received.school, "--no-toc-pages").exit_code in (0, 1)
    (work / "清单.json.lock").symlink_to(mine)
    assert run("batch", ".", *BATCH).exit_code == 1
    assert mine.read_text(encoding="utf-8") == "我的"


def test_settings_that_lead_out_stop_only_who_needs_them(received: Received) -> None:
    received.settle("模板: ../模板\n标准: ../标准.yaml\n")
    told = run("build", received.school).stderr
    assert "“模板: ../模板”" in told and "--templates" in told
    received.settle("标准: ../标准.yaml\n")
    assert "--standard" in run("build", received.school).stderr
    named = run("build", received.school, "--standard", "优质均衡2017", "--no-toc-pages")
    assert named.exit_code == 0


@pytest.mark.slow
def test_python_imports_nothing_from_the_folder_that_one_works_in(received: Received) -> None:
    for name in ("yaml.py", "platformdirs.py", "click.py", "docxtpl.py"):
        code = f"open({str(received.ran)!r}, 'w').close()\n"
        (received.folder / name).write_text(code, encoding="utf-8")
    home = str(Path(reportgen.__file__).parents[1])
    command = [sys.executable, "-m", "reportgen", "assess", received.school.name]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": home}, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert not received.ran.exists()


@pytest.mark.slow
def test_init_follows_no_link_in_the_folder(received: Received, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    (received.folder / "新的").mkdir()
    (received.folder / "新的" / "模板").symlink_to(tmp_path / "别处")
    assert run("init", "新的").exit_code == 1
    assert list((tmp_path / "别处").iterdir()) == []


# ---- how files are opened ----

_OPENING = frozenset({"read_bytes", "read_text", "open"})
# What is read there is the program's own, or the system's (its null device, its memory).
_OWN_FILES = frozenset({"cli/start.py", "regular_files.py", "bounded/serving.py"})


def opened(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if any(each in text for each in _OPENING) else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_self = isinstance(node.func.value, ast.Name) and node.func.value.id == "self"
            if node.func.attr in _OPENING and not is_self:
                yield f"{file.name}:{node.lineno} {ast.unparse(node.func)}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "open":
            yield f"{file.name}:{node.lineno} open"


def test_files_are_opened_for_reading_in_one_place() -> None:
    """`os.open` in `deliver` opens what is written."""
    root = Path(reportgen.__file__).parent
    files = [file for file in root.rglob("*.py") if str(file.relative_to(root)) not in _OWN_FILES]
    found = [each for file in files for each in opened(file)]
    assert [each for each in found if not each.startswith("deliver.py")] == []
