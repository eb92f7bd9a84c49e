"""This machine and this project → what reportgen finds here, what it lacks, and what to do about
it.
"""

from __future__ import annotations

import locale
import platform
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from reportgen import __version__
from reportgen.load.project import PROJECT_FILE, Project, load_project
from reportgen.office.libreoffice import VARIABLE, find_office, office_version
from reportgen.office.pages import find_painter
from reportgen.pdf import check_fonts
from reportgen.problems import ReportgenError
from reportgen.resources import data_folder, templates_folder

_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)[^;]*(?:;\s*(?:extra\s*==\s*[\"'](\w+)[\"'])?)?")
_PURPOSES = {
    "pdf": "没有 pdftoppm 时画页面图片",
    "watch": "保存后立即重做（没有时定时查看）",
    "cluster": "分到几台机器上做",
}
_SAMPLE = "自查报告"
_RARE = "𠮷✓"


class Level(StrEnum):
    """How it stands: well, worth a look, or so that something will not work."""

    WELL = "well"
    NOTE = "note"
    LACK = "lack"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return {"well": "正常", "note": "提醒", "lack": "错误"}[self.value]


class Finding(NamedTuple):
    """One thing that was looked at: what was found, and what to do about it, empty where nothing
    is to be done.
    """

    level: Level
    name: str
    found: str
    advice: str = ""


def examine_machine(
    folder: Path, office: Path | None = None, output: str | None = None
) -> tuple[Finding, ...]:
    """All findings for a project in `folder`, in the order in which they are told; nothing is left
    on the disk.

    `office` is a LibreOffice that was named, `output` the encoding of the terminal, empty for none.
    """
    project, about = _read_project(folder)
    return (
        Finding(Level.WELL, "reportgen", f"{__version__}，数据在 {data_folder()}"),
        Finding(
            Level.WELL,
            "Python",
            f"{platform.python_version()}（{sys.executable}），{platform.platform(terse=True)}",
        ),
        *_packages(),
        *about,
        *_office(project, office),
        _painter(),
        *_fonts(project),
        *_encodings(output),
        *_rights(folder, project),
    )


def _read_project(folder: Path) -> tuple[Project, list[Finding]]:
    name = f"设置 {PROJECT_FILE}"
    if not (folder / PROJECT_FILE).is_file():
        return Project(), [Finding(Level.WELL, name, f"{folder.absolute()} 里没有，用默认的设置")]
    try:
        project = load_project((folder,))
    except ReportgenError as fault:
        return Project(), [
            Finding(Level.LACK, name, str(each), "请改正这一行") for each in fault.problems
        ]
    told = {
        "模板": "、".join(map(str, project.templates)),
        "输出": project.output,
        "标准": "、".join(project.standards),
        "办公软件": project.office,
    }
    found = "，".join(f"{key}：{value}" for key, value in told.items() if value) or "没有写任何设置"
    return project, [Finding(Level.WELL, name, found), *_folders(project.templates)]


def _folders(templates: Iterable[Path]) -> Iterator[Finding]:
    for folder in templates:
        if not folder.is_dir():
            advice = f"请建好这个文件夹，或改正 {PROJECT_FILE} 里的“模板:”"
            yield Finding(Level.LACK, "模板文件夹", f"找不到 {folder}", advice)


def _packages() -> Iterator[Finding]:
    try:
        required = metadata.requires("reportgen") or []
    except metadata.PackageNotFoundError:
        yield Finding(
            Level.NOTE,
            "软件包",
            "直接从源代码运行，没有安装，查不到要用的软件包",
            "请在源代码文件夹里运行 pip install .",
        )
        return
    needed: list[str] = []
    for requirement in required:
        match = _REQUIREMENT.match(requirement)
        name, extra = (match[1], match[2]) if match else (requirement, None)
        version = _version(name)
        if extra is None and version:
            needed.append(f"{name} {version}")
        elif extra is None:
            yield Finding(Level.LACK, f"软件包 {name}", "没有安装", f"请运行 pip install {name}")
        elif extra in _PURPOSES:
            yield _optional(name, version, extra)
    yield Finding(Level.WELL, "软件包", "、".join(needed))


def _optional(name: str, version: str, extra: str) -> Finding:
    if version:
        return Finding(Level.WELL, f"可选软件包 {name}", version)
    advice = f"用来{_PURPOSES[extra]}；要用时运行 pip install 'reportgen[{extra}]'"
    return Finding(Level.WELL, f"可选软件包 {name}", "没有安装", advice)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _office(project: Project, named: Path | None) -> Iterator[Finding]:
    told = named or project.office
    found = find_office(told)
    if found is None and told is not None:
        advice = "请写 soffice 程序的位置，或 LibreOffice 安装到的文件夹"
        yield Finding(Level.LACK, "LibreOffice", f"{told} 没有 LibreOffice", advice)
    elif found is None:
        advice = (
            f"做 PDF、目录里的页码和预览要用它：请安装 LibreOffice；装在别处的，用 --office、"
            f"{PROJECT_FILE} 里的“办公软件:”或环境变量 {VARIABLE} 写出位置"
        )
        yield Finding(Level.NOTE, "LibreOffice", "没有找到，Word 报告照样能做", advice)
    elif version := office_version(found):
        yield Finding(Level.WELL, "LibreOffice", f"{version}（{found.program}）")
    else:
        yield Finding(
            Level.LACK,
            "LibreOffice",
            f"{found.program} 不能运行",
            "请重新安装 LibreOffice，或用 --office 写出另一个",
        )


def _painter() -> Finding:
    painter = find_painter()
    if painter:
        return Finding(Level.WELL, "页面图片", f"用 {painter} 画")
    advice = "预览要看页面图片时，请运行 pip install 'reportgen[pdf]'，或安装 poppler"
    return Finding(Level.NOTE, "页面图片", "没有能画页面图片的程序", advice)


def _fonts(project: Project) -> Iterator[Finding]:
    files = [
        path for folder in (*project.templates, templates_folder()) for path in _word_files(folder)
    ]
    try:
        problems = check_fonts([(path.read_bytes(), str(path)) for path in files])
    except ReportgenError as fault:
        yield from (Finding(Level.LACK, "模板", str(each)) for each in fault.problems)
        return
    except OSError as fault:
        yield Finding(
            Level.LACK, "模板", f"{fault.filename} 读不出来（{fault.strerror}）", "请检查文件的权限"
        )
        return
    for problem in problems:
        place = f"{problem.location}：{problem.message}"
        advice = "只影响在本机看和做 PDF：请装上这些字体；Word 报告里写的仍是模板的字体"
        yield Finding(Level.NOTE, "字体", place, advice)
    if not problems:
        yield Finding(Level.WELL, "字体", "模板用的字体本机都有")


def _word_files(folder: Path) -> Sequence[Path]:
    found = sorted(folder.glob("*.docx")) if folder.is_dir() else []
    return [path for path in found if not path.name.startswith("~$")]


def _encodings(output: str | None) -> Iterator[Finding]:
    terminal = (sys.stdout.encoding or "") if output is None else output
    found = f"终端 {terminal or '（无）'}，系统 {locale.getpreferredencoding(False)}，文件名 {sys.getfilesystemencoding()}"
    if not _can_show(_SAMPLE, terminal):
        advice = "终端显示不了中文：在 Windows 上先运行 chcp 65001，别处请把 LANG 设为 zh_CN.UTF-8"
        yield Finding(Level.NOTE, "编码", found, advice)
    elif not _can_show(_RARE, terminal):
        yield Finding(Level.WELL, "编码", found, "生僻字在屏幕上显示为“?”，文件里不受影响")
    else:
        yield Finding(Level.WELL, "编码", found)


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def _rights(folder: Path, project: Project) -> Iterator[Finding]:
    output = (project.output or folder / "out").absolute()
    for name, place in (("输出文件夹", output), ("临时文件夹", Path(tempfile.gettempdir()))):
        fault = _refused(place)
        if fault:
            advice = (
                "请换一个能写的文件夹（-o，或 reportgen.yaml 里的“输出:”），或请管理员给写入的权限"
            )
            yield Finding(Level.LACK, name, f"{place} 不能写入（{fault}）", advice)
        else:
            yield Finding(Level.WELL, name, f"{place} 可以写入")


def _refused(folder: Path) -> str:
    """Why nothing can be written there, or in what it would be made in; empty where it can."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return ""
    except OSError as fault:
        return fault.strerror or str(fault)


def is_lacking(findings: Iterable[Finding]) -> bool:
    """Whether something that is needed is missing."""
    return any(each.level is Level.LACK for each in findings)
