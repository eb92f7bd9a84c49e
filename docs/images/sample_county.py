"""A county as it stands while its forms come back: what the pictures of the page are taken of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "data" / "districts" / "示例县"
OWN = "区县.yaml"
LIST = "学校名单.xlsx"
MARK = "（样例）"
# Those whose forms have come: by the names of their files.
FORMS = ("04青山镇中心小学", "05柳林乡小学", "10河东镇初级中学")
# Those that have sent nothing yet.
SILENT = ("06育英小学", "07石桥教学点", "11云岭乡学校")
# What stands wrong in a form that came: name of the figure, and what was typed.
WRONG: Mapping[str, Mapping[str, object]] = {
    "05柳林乡小学": {"持证教师数": "约12", "网络多媒体教室数": "1O"},
    "10河东镇初级中学": {"运动场地面积": "约1.5万"},
}
# Of the second form of a school that had sent one: what is different in it.
AGAIN = ("04青山镇中心小学", {"网络多媒体教室数": 14, "运动场地面积": 7600})
# Whose file tells of another year.
LATE, YEAR, OTHER_YEAR = "12新城学校", "年度: 2024", "年度: 2023"
STRANGE = "示例县东湖小学"
TYPE, FIGURES, NAMES, VALUES, FIRST_ROW = "类型", "基本数据", 2, 5, 5
SCHOOL_SHEET = "学校信息"


def make_county(place: Path) -> Path:
    """The county's folder, made in that place."""
    county = place / "示例县"
    county.mkdir(parents=True)
    for sample in sorted(SAMPLES.glob("*.yaml")):
        if sample.stem not in SILENT:
            _write(sample, county / sample.name)
    late = county / f"{LATE}.yaml"
    _write(late, late, (YEAR, OTHER_YEAR))
    for name in FORMS:
        _convert(county / f"{name}.yaml", county / f"{name}.xlsx")
        (county / f"{name}.yaml").unlink()
        _type(county / f"{name}.xlsx", WRONG.get(name, {}))
    with (county / OWN).open("a", encoding="utf-8") as file:
        file.write(f"\n名单: {LIST}\n")
    _write_list(county / LIST)
    return county


def make_returns(place: Path, county: Path) -> tuple[Path, ...]:
    """Files that schools send: a first one, a second one, one of a school that is not on the list,
    a photograph.
    """
    place.mkdir()
    name, changes = AGAIN
    again = Path(shutil.copy(county / f"{name}.xlsx", place / "青山镇中心小学（改过）.xlsx"))
    _type(again, changes)
    first = place / "石桥教学点.xlsx"
    _write(SAMPLES / "07石桥教学点.yaml", place / "石桥.yaml")
    _convert(place / "石桥.yaml", first)
    strange = place / f"{STRANGE}.xlsx"
    _write(SAMPLES / "05柳林乡小学.yaml", place / "东湖.yaml", ("示例县柳林乡小学", STRANGE))
    _convert(place / "东湖.yaml", strange)
    photograph = place / "云岭乡学校采集表.jpg"
    shutil.copy(next((PROJECT / "data" / "schools" / "图片").iterdir()), photograph)
    return first, again, strange, photograph


def _write(sample: Path, target: Path, names: tuple[str, str] = ("", "")) -> None:
    text = sample.read_text(encoding="utf-8").replace(MARK, "")
    target.write_text(text.replace(*names) if names[0] else text, encoding="utf-8")


def _convert(data: Path, form: Path) -> None:
    command = (sys.executable, "-m", "reportgen", "convert", str(data), str(form))
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)


def _type(form: Path, figures: Mapping[str, object]) -> None:
    """What a school types into the figures of its form."""
    book = load_workbook(form)
    sheet = book[FIGURES]
    for row in range(FIRST_ROW, sheet.max_row + 1):
        name = sheet.cell(row, NAMES).value
        if name in figures:
            sheet.cell(row, VALUES, figures[name])
    book.save(form)


def _write_list(target: Path) -> None:
    book = Workbook()
    book.active.append(("学校名称", "学校类型", "所在区县"))
    for sample in sorted(SAMPLES.glob("[0-9]*.yaml")):
        lines = sample.read_text(encoding="utf-8").replace(MARK, "").splitlines()
        told = dict(line.strip().split(": ", 1) for line in lines if ": " in line)
        name = next(line for line in lines if line.startswith("  名称: ")).partition(": ")[2]
        book.active.append((name, told[TYPE], "示例县"))
    book.save(target)
