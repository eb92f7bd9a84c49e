"""What lies beside the wheels, and all of it as a zip."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import reportgen
from bundle.gathering import PROJECT
from bundle.targets import Platform

_FILES = Path(__file__).parent / "files"
_WINDOWS = ("安装.bat", "启动.bat", "先读我.txt")
_LINUX = ("安装.sh", "启动.sh", "先读我.txt")
_PYTHONS = "wheels/pythons.txt"
_SCHOOL = "我的学校"


def folder_name(platform: Platform) -> str:
    return f"reportgen-{reportgen.__version__}-{platform.name}"


def write_scripts(platform: Platform, pythons: Sequence[str], folder: Path) -> None:
    """What is double-clicked and read, and the licences."""
    for name in _WINDOWS if platform.is_windows else _LINUX:
        _write(folder / name, script_text(name, platform, pythons), platform)
    for licence in (PROJECT / "LICENSE", PROJECT / "NOTICE", _FILES / "LGPL-2.1.txt"):
        shutil.copy(licence, folder)
    (folder / _PYTHONS).write_text("\n".join(pythons), encoding="utf-8")


def listed_pythons(folder: Path) -> list[str]:
    """The versions of Python that the folder says it is for."""
    return (folder / _PYTHONS).read_text(encoding="utf-8").split()


def script_text(name: str, platform: Platform, pythons: Sequence[str]) -> str:
    """One of `bundle/files`, with its @PLACES@ filled."""
    text = (_FILES / name).read_text(encoding="utf-8")
    newest_first = pythons[::-1]
    filled = {
        "@VERSION@": reportgen.__version__,
        "@MACHINE@": platform.machine,
        "@SCHOOL@": _SCHOOL,
        "@SCRIPT@": "安装.bat" if platform.is_windows else "sh 安装.sh",
        "@START@": "启动.bat" if platform.is_windows else "sh 启动.sh",
        "@PYTHONS@": "、".join(pythons),
        "@MINORS@": " ".join(each.partition(".")[2] for each in newest_first),
        "@PAIRS@": ", ".join(f"({each.replace('.', ', ')})" for each in pythons),
    }
    for place, value in filled.items():
        text = text.replace(place, value)
    return text


def _write(path: Path, text: str, platform: Platform) -> None:
    """cmd.exe reads lines that end in CR LF, in the code page of a Chinese Windows; the editor of
    Windows knows UTF-8 by its mark; a shell wants neither.
    """
    if platform.is_windows:
        encoding = "gbk" if path.suffix == ".bat" else "utf-8-sig"
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    else:
        path.write_text(text, encoding="utf-8", newline="\n")
        path.chmod(0o755 if path.suffix == ".sh" else 0o644)


def zip_folder(folder: Path) -> Path:
    """The folder as a zip beside it, in which scripts stay what can be run."""
    path = folder.with_name(f"{folder.name}.zip")
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder.parent))
    return path
