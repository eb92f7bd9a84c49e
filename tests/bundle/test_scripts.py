"""What is double-clicked: whole, for the systems that read it, without network or administrator."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from bundle.checking import is_of_this_machine, put_python_beside, this_python
from bundle.folder import folder_name, listed_pythons, script_text, write_scripts, zip_folder
from bundle.targets import PLATFORMS, PYTHONS
from tests.bundle.made_wheels import make_wheel

ROOT = Path(__file__).parents[2]
WINDOWS, INTEL, ARM = PLATFORMS
BATCHES, SHELLS = ("安装.bat", "启动.bat"), ("安装.sh", "启动.sh")
# Commands that reach beyond the machine, or that ask for rights over it.
REACHING = re.compile(r"https?:|\b(curl|wget|powershell|bitsadmin|certutil|git|ssh)\b", re.I)
RULING = re.compile(r"\b(sudo|pkexec|su|runas|setx|reg|apt|dnf|yum|dpkg|msiexec|net)\b", re.I)
MANUAL = (ROOT / "docs" / "zh" / "安装手册.md").read_text(encoding="utf-8")


def commands(text: str) -> str:
    """The lines that do something, without what they say."""
    said = re.compile(r"(?:@?echo\b|rem\b|#|title\b|Comment=|.*\b(?:finish|failed) 1? ?'|\s+')")
    return "\n".join(line for line in text.splitlines() if not said.match(line))


def text_of(name: str) -> str:
    return script_text(name, WINDOWS if name in BATCHES else INTEL, PYTHONS)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for platform in PLATFORMS:
        folder = tmp_path_factory.mktemp("dist") / folder_name(platform)
        (folder / "wheels").mkdir(parents=True)
        write_scripts(platform, PYTHONS, folder)
        made[platform.name] = folder
    return made


@pytest.mark.parametrize("name", [*BATCHES, *SHELLS])
def test_a_script_asks_for_no_network_and_no_administrator(name: str) -> None:
    text = text_of(name)
    does = commands(text)
    assert not REACHING.search(does)
    assert not RULING.search(does)
    assert not re.search(r"@[A-Z]+@", text)


@pytest.mark.parametrize("name", ["安装.bat", "安装.sh"])
def test_the_packages_come_from_the_folder_into_a_folder_in_it(name: str) -> None:
    text = text_of(name)
    (install,) = re.findall(r"^env.* install (?:.*\\\n)?.*", text, re.M)
    asked = install.replace("\\\n", "").split()
    for option in ("--isolated", "--no-index", "--no-cache-dir"):
        assert option in asked
    assert asked[asked.index("--find-links") + 1] == "wheels"
    assert any("reportgen[web,pdf]==" in each for each in asked)
    assert "-I -m venv --without-pip --clear env" in text


@pytest.mark.parametrize("name", ["启动.bat", "启动.sh"])
def test_the_page_is_opened_on_a_folder_beside_it(name: str) -> None:
    text = text_of(name)
    assert re.search(r"python(?:\.exe)? -I -m reportgen init [\"']我的学校[\"']", text)
    assert re.search(r"python(?:\.exe)? -I -m reportgen serve --open [\"']我的学校[\"']", text)


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_file_is_read_alike_in_every_code_page(folders: dict[str, Path], name: str) -> None:
    """Lines end in CR LF; the code page is chosen before the first Chinese character; no second
    byte of one is what cmd.exe would take for its own.
    """
    data = (folders[WINDOWS.name] / name).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == len(data.splitlines())
    assert data.startswith(b"@echo off\r\nchcp 936 >nul\r\n")
    for character in data.decode("gbk"):
        assert not set(character.encode("gbk")[1:]) & set(b'&|<>^%!"()\\')


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_file_goes_nowhere_that_is_not_there(name: str) -> None:
    text = script_text(name, WINDOWS, PYTHONS)
    labels = set(re.findall(r"^:(\w+)$", text, re.M))
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == labels
    for part in re.split(r"^:\w+$", text, flags=re.M):
        assert part.rstrip().splitlines()[-1].startswith("exit /b")


def test_a_batch_file_takes_only_a_python_that_there_are_wheels_for() -> None:
    text = script_text("安装.bat", WINDOWS, ("3.11", "3.13"))
    assert "not in [(3, 11), (3, 13)]" in text and "'win-amd64'" in text
    assert "for %%v in (13 11) do" in text
    assert "版本是 3.11、3.13 之一" in text and "3.12" not in text


@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_script_can_be_parsed_and_run(folders: dict[str, Path], name: str) -> None:
    for platform in (INTEL, ARM):
        path = folders[platform.name] / name
        assert b"\r" not in path.read_bytes() and path.read_bytes().startswith(b"#!/bin/sh\n")
        assert path.stat().st_mode & 0o111
        subprocess.run(["sh", "-n", str(path)], check=True)


def test_the_zip_has_the_folder_with_its_licences_and_scripts(folders: dict[str, Path]) -> None:
    for name, folder in folders.items():
        assert listed_pythons(folder) == list(PYTHONS)
        with zipfile.ZipFile(zip_folder(folder)) as archive:
            held = {each.filename: each.external_attr >> 16 for each in archive.infolist()}
        scripts = BATCHES if name == WINDOWS.name else SHELLS
        for each in (*scripts, "先读我.txt", "LICENSE", "NOTICE", "LGPL-2.1.txt"):
            mode = held[f"{folder.name}/{each}"]
            assert bool(mode & 0o100) == each.endswith(".sh")


def test_nothing_names_where_packages_come_from() -> None:
    files = [each for each in (ROOT / "bundle").rglob("*") if each.suffix in {".py", ".bat", ".sh"}]
    assert len(files) > 8
    for each in files:
        assert not re.search(r"pypi|index-url|mirror", each.read_text(encoding="utf-8"), re.I)


# ---- the scripts of this system, run ----

PIP = """\
import pathlib, sys, zipfile
pathlib.Path("asked").write_text("\\n".join(sys.argv[1:]))
(site,) = (each for each in sys.path if each.endswith("site-packages"))
for wheel in pathlib.Path("wheels").glob("reportgen-*.whl"):
    zipfile.ZipFile(wheel).extractall(site)
"""
PROGRAM = """\
import pathlib, sys
with open("runs", "a", encoding="utf-8") as runs:
    print(*sys.argv[1:], file=runs)
if sys.argv[1] == "init":
    pathlib.Path(sys.argv[2]).mkdir()
"""
HERE = next(filter(is_of_this_machine, PLATFORMS), None)


def make_folder(place: Path, pythons: tuple[str, ...]) -> Path:
    """A folder for this machine, with a pip that says what it was asked for."""
    assert HERE
    folder = place / "安装 $包"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    make_wheel(wheels, "pip", files={"pip/__init__.py": "", "pip/__main__.py": PIP})
    files = {"reportgen/__init__.py": "", "reportgen/__main__.py": PROGRAM}
    make_wheel(wheels, "reportgen", files=files)
    write_scripts(HERE, pythons, folder)
    put_python_beside(folder)
    return folder


def run_script(folder: Path, name: str) -> tuple[int, str]:
    """What a script ends with and says, started from elsewhere."""
    home = folder.parent / "home"
    (home / "share").mkdir(parents=True, exist_ok=True)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_DATA_HOME": f"{home}/share"}
    done = subprocess.run(
        ["sh", str(folder / name)],
        cwd=home,
        env={**environment, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


needs_linux = pytest.mark.skipif(HERE is None, reason="no folder is made for this system")


@needs_linux
@pytest.mark.slow
def test_a_folder_is_installed_and_opened(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, (this_python(),))
    assert run_script(folder, "启动.sh") == (1, "还没有安装：请先运行“sh 安装.sh”。\n")
    code, said = run_script(folder, "安装.sh")
    assert (code, "装好了" in said) == (0, True), said
    assert "--no-index" in (folder / "asked").read_text().splitlines()
    entry = tmp_path / "home" / "share" / "applications" / "reportgen.desktop"
    assert f'Exec=sh "{tmp_path}/安装 \\\\$包/启动.sh"\n' in entry.read_text(encoding="utf-8")
    for _ in range(2):
        assert run_script(folder, "启动.sh")[0] == 0
    ran = (folder / "runs").read_text(encoding="utf-8").splitlines()
    assert ran == ["--version", "init 我的学校", *["serve --open 我的学校"] * 2]


@needs_linux
@pytest.mark.slow
def test_a_python_without_wheels_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, ("3.5",))
    code, said = run_script(folder, "安装.sh")
    assert code == 1 and not (folder / "env").exists()
    assert "没有能用的 Python：版本要是 3.5 之一，现在的是 " in said
    assert "怎样装 Python：" in said


@needs_linux
def test_a_folder_that_was_not_unpacked_whole_says_so(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, (this_python(),))
    next((folder / "wheels").glob("pip-*.whl")).unlink()
    code, said = run_script(folder, "安装.sh")
    assert (code, "全部解压" in said) == (1, True)


@needs_linux
def test_a_folder_for_another_machine_says_so(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, (this_python(),))
    other = next(each for each in (INTEL, ARM) if each != HERE)
    text = script_text("安装.sh", other, PYTHONS)
    (folder / "安装.sh").write_text(text, encoding="utf-8")
    code, said = run_script(folder, "安装.sh")
    assert code == 1 and f"这一份是给 {other.machine} 处理器的" in said


# ---- the manual ----


def test_the_manual_says_what_was_not_tried_and_for_which_pythons() -> None:
    assert "没有在真机上试过" in MANUAL
    assert "、".join(PYTHONS) in MANUAL
    for platform in PLATFORMS:
        assert f"-{platform.name}.zip" in MANUAL
    for name in (*BATCHES, *SHELLS, "我的学校"):
        assert name in MANUAL


@pytest.mark.parametrize("page", ["README.md", "docs/zh/使用手册.md"])
def test_the_manual_is_found_from_where_people_begin(page: str) -> None:
    linked = re.findall(r"\]\(([^)#]*安装手册\.md)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert linked and all((ROOT / page).parent.joinpath(each).is_file() for each in linked)
