"""`reportgen init`: a folder to start from."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import click

from reportgen.cli.terminal import say
from reportgen.deliver import write_file
from reportgen.load.inside import leads_inside
from reportgen.load.schema import schema_text
from reportgen.load.template_folder import GENRES, OUTLINE, PHRASES
from reportgen.model.document_kinds import Level, kinds_of
from reportgen.pipeline import Workshop
from reportgen.problems import DeliveryError, Location, error
from reportgen.resources import data_folder, templates_folder

_SETTINGS = (
    "# 本文件夹的设置。命令行写了的，以命令行为准。\n"
    "模板: 模板        # 先在这里找模板、短语和提纲；"
    "删掉里面没改过的文件，就用自带的。可写几个：[本县, 市里]，依次找\n"
    "输出: out         # 报告放在这里；只能写本文件夹里面的，别处的在命令行用 -o\n"
    "# 标准: [河南省办学基本标准]    # 不写则按数据文件里的“报告.标准”\n"
    "# 检查: {半角标点: 关}          # 文字和版式的规则：错误、提醒或关；名称在提示末尾的〔〕里\n"
    "# 接受:                         # 看过以后认定可以这样写的，一处一条，写明理由\n"
    "# - {规则: 用词, 原文: 学校微机室一间, 文件: 学校.yaml, 理由: 资产台账用这个名称}\n"
)
_FIRST_LINE = "# yaml-language-server: $schema=./reportgen.schema.json\n"


@click.command()
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
def init_command(folder: Path) -> None:
    """建一个文件夹，放好带说明的样例数据、设置和可以改的模板。"""
    files = _starting_files()
    present = [name for name in files if _is_taken(folder, name)]
    if present:
        message = f"里面已经有 {'、'.join(present[:3])}，没有改动任何文件"
        place, hint = Location(str(folder)), "请换一个文件夹名"
        raise DeliveryError(error("already_there", message, place, hint))
    _write_all(folder, files)
    data = folder / "学校.yaml"
    say(f"[成功] 已建好：{folder}")
    say(f"下一步：改好 {data}，再运行 reportgen build {_quoted(data)}")


def _is_taken(folder: Path, name: str) -> bool:
    """Whether something has that name, or what has that of its folder leads elsewhere."""
    return os.path.lexists(folder / name) or not leads_inside(folder, folder / name)


def _quoted(path: Path) -> str:
    """The path as it is typed in a command: one with blanks stands between quotation marks."""
    text = str(path)
    return f'"{text}"' if re.search(r"[\s&()]", text) else text


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        for name, data in files.items():
            write_file(folder / name, data)
    except DeliveryError:
        # Half a folder would be refused the next time because its files are there already.
        for name in files:
            (folder / name).unlink(missing_ok=True)
        raise


def _starting_files() -> dict[str, bytes]:
    sample = (data_folder() / "init" / "学校.yaml").read_text(encoding="utf-8")
    templates = templates_folder()
    files = {
        "学校.yaml": (_FIRST_LINE + sample).encode("utf-8"),
        "reportgen.yaml": _SETTINGS.encode("utf-8"),
        "reportgen.schema.json": schema_text(Workshop().library).encode("utf-8"),
    }
    phrases = sorted(path.relative_to(templates) for path in (templates / PHRASES).glob("*.j2"))
    genres = [path for path in (templates / GENRES).rglob("*") if path.is_file()]
    own = sorted(path.relative_to(templates) for path in genres)
    documents = (Path(kind.file) for kind in kinds_of(Level.SCHOOL))
    for name in (*documents, Path(OUTLINE), *phrases, *own):
        files[f"模板/{name.as_posix()}"] = (templates / name).read_bytes()
    return files
