"""This machine and project → what reportgen finds here, what is missing, and what to do."""

from __future__ import annotations

import locale
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from importlib import metadata
from pathlib import Path

from reportgen import __version__
from reportgen.barrier import Fallen, attempt
from reportgen.kept_code.place import OFF, SWITCH, kept_folder
from reportgen.late_regex import late_regex
from reportgen.load.inside import files_inside, leads_inside
from reportgen.load.lock_file import is_lock_file
from reportgen.load.project import PROJECT_FILE, Project, load_project
from reportgen.load.template_folder import GENRES
from reportgen.load.user_settings import load_user_office, user_settings_file
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import VARIABLE, find_office, office_variable, office_version
from reportgen.office.pages import find_painter
from reportgen.pdf import warn_of_missing_fonts
from reportgen.regular_files import read_regular
from reportgen.render.fonts import named_fonts
from reportgen.resources import data_folder, templates_folder

_REQUIREMENT = late_regex(r"([A-Za-z0-9_.-]+)[^;]*(?:;\s*(?:extra\s*==\s*[\"'](\w+)[\"'])?)?")
_PURPOSES = {
    "pdf": "没有 pdftoppm 时画页面图片",
    "watch": "保存后立即重做（没有时定时查看）",
    "cluster": "分到几台机器上做",
}
_SAMPLE = "自查报告"
_RARE = "𠮷✓"


class HealthLevel(StrEnum):
    """How a part of the machine is: well, worth a look, or lacking, so that something fails."""

    WELL = "well"
    NOTE = "note"
    LACK = "lack"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return {"well": "正常", "note": "提醒", "lack": "错误"}[self.value]


class MachineFinding(NamedTuple):
    """What was found of one part of the machine; `advice` is empty if nothing is to be done."""

    level: HealthLevel
    name: str
    found: str
    advice: str = ""


_well = partial(MachineFinding, HealthLevel.WELL)
_note = partial(MachineFinding, HealthLevel.NOTE)
_lack = partial(MachineFinding, HealthLevel.LACK)


def examine_machine(
    folder: Path, office: Path | None = None, output: str | None = None
) -> tuple[MachineFinding, ...]:
    """All findings for a project in `folder`; nothing is left on the disk.

    `office` is a LibreOffice that was named, `output` the encoding of the terminal, empty if there
    is none.
    """
    project, about = _read_project(folder)
    own, settings = _read_own()
    python = f"{platform.python_version()}（{sys.executable}）"
    return (
        _well("reportgen", f"{__version__}，数据在 {data_folder()}"),
        _well("Python", f"{python}，{platform.platform(terse=True)}"),
        *_packages(),
        *about,
        settings,
        _kept(),
        _office(office or office_variable() or own),
        _painter(),
        *_fonts(project),
        _encodings(output),
        *_rights(folder, project),
    )


def _read_project(folder: Path) -> tuple[Project, list[MachineFinding]]:
    """The project's settings, default ones if they are missing or faulty, and what is found."""
    name = f"设置 {PROJECT_FILE}"
    if not (folder / PROJECT_FILE).is_file():
        return Project(), [_well(name, f"{folder.absolute()} 里没有，用默认的设置")]
    project = attempt(partial(load_project, (folder,)), folder / PROJECT_FILE)
    if isinstance(project, Fallen):
        return Project(), [_lack(name, str(each), "请改正这一行") for each in project.problems]
    refused = [_lack(name, str(each), "请改正这一行") for each in project.refused.values()]
    told = [_note(name, str(each), "请删去这一行") for each in project.problems]
    return project, [
        _well(name, _settings(project)),
        *(*refused, *told, *_folders(project.templates)),
    ]


def _read_own() -> tuple[Path | None, MachineFinding]:
    """The LibreOffice that the user's own settings name, and what is found of them."""
    file, name = user_settings_file(), "自己的设置"
    if file is None:
        return None, _well(name, "系统里没有这个用户的个人文件夹，放不了自己的设置")
    office = attempt(load_user_office, file)
    if isinstance(office, Fallen):
        return None, _lack(name, "；".join(map(str, office.problems)), "请改正这一行")
    if office is not None:
        return office, _well(name, f"{file}，办公软件：{office}")
    return None, _well(name, f"没有写办公软件；要写的写在 {file}")


def _kept() -> MachineFinding:
    name, switch = "缓存", f"环境变量 {SWITCH}={OFF}"
    folder = kept_folder()
    if folder is None:
        return _well(name, f"没有用（{switch}）")
    if fault := _refused(folder):
        advice = "请用能写入的账户运行一次；或设 PYTHONPYCACHEPREFIX，Python 把编译好的都放在那里"
        return _note(name, f"{folder} 不能写入（{fault}），每次启动都要重新编译", advice)
    told = f"编译好的表达式、模板和词表放在 {folder}，可以随时删除"
    return _well(name, f"{told}；不要缓存的，设{switch}")


def _settings(project: Project) -> str:
    told = {
        "模板": "、".join(map(str, project.templates)),
        "输出": project.output,
        "标准": "、".join(project.standards),
    }
    return "，".join(f"{key}：{value}" for key, value in told.items() if value) or "没有写任何设置"


def _folders(templates: Iterable[Path]) -> Iterator[MachineFinding]:
    for folder in templates:
        if not folder.is_dir():
            advice = f"请建好这个文件夹，或改正 {PROJECT_FILE} 里的“模板:”"
            yield _lack("模板文件夹", f"找不到 {folder}", advice)


def _packages() -> Iterator[MachineFinding]:
    try:
        required = metadata.requires("reportgen") or []
    except metadata.PackageNotFoundError:
        found = "直接从源代码运行，没有安装，查不到要用的软件包"
        yield _note("软件包", found, "请在源代码文件夹里运行 pip install .")
        return
    present: list[str] = []
    for name, extra in map(_parse_requirement, required):
        version = _version(name)
        if extra:
            yield from _optional(name, version, extra)
        elif version:
            present.append(f"{name} {version}")
        else:
            yield _lack(f"软件包 {name}", "没有安装", f"请运行 pip install {name}")
    yield _well("软件包", "、".join(present))


def _parse_requirement(requirement: str) -> tuple[str, str]:
    """A package's name, and the extra that needs it, empty if reportgen itself does."""
    match = _REQUIREMENT.match(requirement)
    return (match[1], match[2] or "") if match else (requirement, "")


def _optional(name: str, version: str, extra: str) -> Iterator[MachineFinding]:
    if extra not in _PURPOSES:
        return
    advice = f"用来{_PURPOSES[extra]}；要用时运行 pip install 'reportgen[{extra}]'"
    yield _well(f"可选软件包 {name}", version or "没有安装", "" if version else advice)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _office(told: Path | None) -> MachineFinding:
    found = find_office(told)
    if found is None:
        return _no_office(told)
    version = office_version(found)
    if version:
        return _well("LibreOffice", f"{version}（{found.program}）")
    advice = "请重新安装 LibreOffice，或用 --office 写出另一个"
    return _lack("LibreOffice", f"{found.program} 不能运行", advice)


def _no_office(told: Path | None) -> MachineFinding:
    if told is not None:
        advice = "请写 soffice 程序的位置，或 LibreOffice 安装到的文件夹"
        return _lack("LibreOffice", f"{told} 没有 LibreOffice", advice)
    file = user_settings_file()
    own = f" 或自己的设置（{file}）里的“办公软件:”" if file else ""
    advice = (
        "做 PDF、目录里的页码和预览要用它：请安装 LibreOffice；装在别处的，用 --office、"
        f"环境变量 {VARIABLE}{own}写出位置"
    )
    return _note("LibreOffice", "没有找到，Word 报告照样能做", advice)


def _painter() -> MachineFinding:
    painter = find_painter()
    if painter:
        return _well("页面图片", f"用 {painter} 画")
    advice = "预览要看页面图片时，请运行 pip install 'reportgen[pdf]'，或安装 poppler"
    return _note("页面图片", "没有能画页面图片的程序", advice)


def _fonts(project: Project) -> list[MachineFinding]:
    folders = (*project.templates, templates_folder())
    files = [path for folder in folders for path in _word_files(folder)]
    looked = [attempt(partial(_open_template, path), path) for path in files]
    fallen = [each for each in looked if isinstance(each, Fallen)]
    lost = [_lack("模板", str(problem)) for each in fallen for problem in each.problems]
    problems = warn_of_missing_fonts(each for each in looked if not isinstance(each, Fallen))
    if not problems:
        return lost or [_well("字体", "模板用的字体本机都有")]
    advice = (
        "在本机看和做 PDF 会和 Word 里不一样；目录里的页码本机排不准，留给 Word 更新："
        "请装上这些字体；Word 报告里写的仍是模板的字体"
    )
    told = [_note("字体", f"{each.location}：{each.message}", advice) for each in problems]
    return [*lost, *told]


def _open_template(path: Path) -> tuple[bytes, str]:
    """The template with its name. Errors: TemplateError for one that is no Word document, OSError
    for one that cannot be read.
    """
    data = read_regular(path)
    named_fonts(data, str(path))
    return data, str(path)


def _word_files(folder: Path) -> Sequence[Path]:
    patterns = ("*.docx", f"{GENRES}/*/*.docx")
    found = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return [path for path in files_inside(folder, found) if not is_lock_file(path)]


def _encodings(output: str | None) -> MachineFinding:
    terminal = (sys.stdout.encoding or "") if output is None else output
    system, names = locale.getpreferredencoding(False), sys.getfilesystemencoding()
    found = f"终端 {terminal or '（无）'}，系统 {system}，文件名 {names}"
    if not _can_show(_SAMPLE, terminal):
        advice = "终端显示不了中文：在 Windows 上先运行 chcp 65001，别处请把 LANG 设为 zh_CN.UTF-8"
        return _note("编码", found, advice)
    rare = "" if _can_show(_RARE, terminal) else "生僻字在屏幕上显示为“?”，文件里不受影响"
    return _well("编码", found, rare)


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def _rights(folder: Path, project: Project) -> Iterator[MachineFinding]:
    output = project.output or folder / "out"
    if leads_inside(folder, output):
        yield _right("输出文件夹", output.absolute())
    else:
        advice = "请删去这个链接，或每次用 -o 写明放在哪里"
        yield _lack("输出文件夹", f"{output} 是指到文件夹外面的链接", advice)
    yield _right("临时文件夹", Path(tempfile.gettempdir()))


def _right(name: str, folder: Path) -> MachineFinding:
    fault = _refused(folder)
    if not fault:
        return _well(name, f"{folder} 可以写入")
    advice = "请换一个能写的文件夹（-o，或 reportgen.yaml 里的“输出:”），或请管理员给写入的权限"
    return _lack(name, f"{folder} 不能写入（{fault}）", advice)


def _refused(folder: Path) -> str:
    """Why the folder, or the one that it would be made in, cannot be written to; else empty."""
    place = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            return ""
    except OSError as fault:
        return fault.strerror or str(fault)


def is_lacking(findings: Iterable[MachineFinding]) -> bool:
    """Whether something that is needed is missing."""
    return any(each.level is HealthLevel.LACK for each in findings)
