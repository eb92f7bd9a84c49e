"""The pictures of the Excel forms in the manual, made anew: `make images`.

The forms are made, filled in and sent back by the commands that the manual names; LibreOffice
works the formulas out and prints the sheets, poppler cuts the pictures from the pages.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from openpyxl import Workbook, load_workbook

IMAGES = Path(__file__).parent
PROJECT = IMAGES.parents[1]
SCHOOL = "示例县河东镇中心小学"
SCHOOLS = (
    ("学校名称", "学校类型", "所在区县"),
    (SCHOOL, "小学", "示例县"),
    ("示例县城关初级中学", "初中", "示例县"),
    ("示例县云岭乡九年一贯制学校", "九年一贯制", "示例县"),
)
CHOSEN = ("--standard", "优质均衡2017", "--schools", "名单.xlsx", "--year", "2024")
BUREAU = ("--bureau", "示例县教育局", "--last", "去年")
SIZES = (42, 43, 44, 45, 43, 42, 44, 43, 43, 44, 43, 44)
# What else is filled in: the sheet, the cell and what stands there.
OTHERS = (
    ("分项明细", "D5", 97),
    ("分项明细", "D11", 91),
    ("学校信息", "B14", "2024-11-20"),
    ("主要措施", "B5", "加强领导"),
    ("主要措施", "C5", "学校每月研究一次优质均衡工作。"),
    ("成绩", "B5", "平安校园"),
)
FIGURES: Mapping[str, object] = {
    **{"办学性质": "公办", "城乡类型": "镇区", "建校年份": 1987, "是否寄宿制": "否"},
    **{"在校生数": 520, "教学班数": 12, "随迁子女数": 18, "残疾儿童数": 3, "划片内学生数": 520},
    **{"专任教师数": 31, "高于规定学历教师数": 29, "县级以上骨干教师数": 5},
    **{"体育专任教师数": 2, "音乐专任教师数": 2, "美术专任教师数": 1, "艺术专任教师数": 0},
    **{"持证教师数": 31, "满360学时教师数": 31, "运动场地面积": 5200},
    **{"教学及辅助用房面积": 3200, "室内体育用房面积": 360, "网络多媒体教室数": 14},
    **{"教学仪器设备值": 1180000, "特教生均公用经费": 8000, "公用经费预算总额": 374400},
    **{"教师培训经费": 19000, "德育工作水平": "良好", "校园文化建设水平": "良好"},
}
TOLD: Mapping[str, str] = {
    "服务区域": "河东镇镇区和东关、西关两个村",
    "学校沿革": "学校始建于1987年，原名河东乡中心小学。\n2003年迁入现址。",
    "办学理念": "让每个孩子站在阳光里",
    "校训": "勤学 明礼",
}
LAST = "学校: {名称: %s, 类型: 小学}\n报告: {年度: 2023, 标准: [优质均衡2017]}\n数据: {%s}\n"
WRONG: Mapping[str, object] = {"持证教师数": "约31", "网络多媒体教室数": "1O4", "在校生数": 521}
DOTS_PER_INCH = 90


class Cut(NamedTuple):
    """A picture: its name, the workbook, words on its page, and its width and height in dots."""

    name: str
    book: str
    words: str
    width: int
    height: int
    top: int = 0


CUTS = (
    Cut("form-sheet", f"采集表/{SCHOOL}.xlsx", "数据采集表（2024年度）", 980, 460, 15),
    Cut("form-overview", "填好.xlsx", "报告的“基本情况”用得着的", 980, 460, 15),
    Cut("form-preview", "填好.xlsx", "指标预览（自动计算", 980, 440, 15),
    Cut("marked-cells", f"退回/{SCHOOL}.xlsx", "数据采集表（2024年度）", 980, 225, 425),
    Cut("fault-list", f"退回/{SCHOOL}.xlsx", "点“位置”可以跳到", 980, 155, 15),
    Cut("wide-table", "汇总表.xlsx", "数据汇总表（2024年度）", 860, 245, 15),
)


def main() -> None:
    """Write every picture over the one that is there."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        _make_forms(place)
        _fill(place / "采集表" / f"{SCHOOL}.xlsx", place / "填好.xlsx", FIGURES)
        (place / "收回").mkdir()
        returned = place / "收回" / f"{SCHOOL}.xlsx"
        _fill(place / "采集表" / f"{SCHOOL}.xlsx", returned, {**FIGURES, **WRONG})
        _run(place, "check", str(returned), "--return", "退回")
        for cut in CUTS:
            _paint(cut, _print(place / cut.book, place / "pdf" / cut.name))


def _make_forms(place: Path) -> None:
    book = Workbook()
    for row in SCHOOLS:
        book.active.append(row)
    book.save(place / "名单.xlsx")
    (place / "去年").mkdir()
    figures = ", ".join(f"{name}: {value}" for name, value in FIGURES.items())
    (place / "去年" / "一校.yaml").write_text(LAST % (SCHOOL, figures), encoding="utf-8")
    _run(place, "form", "new", "-o", "采集表", *CHOSEN, *BUREAU)
    _run(place, "form", "new", "-o", "汇总表.xlsx", "--wide", *CHOSEN)


def _run(place: Path, *command: str) -> None:
    run = (sys.executable, "-m", "reportgen", *command)
    # What is wrong in the returned form is told, and ends with 1.
    subprocess.run(run, cwd=place, check=False, env={"PYTHONPATH": str(PROJECT)})


def _fill(form: Path, filled: Path, figures: Mapping[str, object]) -> None:
    """The form with the figures, the classes, the rooms and the texts in its cells."""
    book = load_workbook(form)
    for sheet, column, values in (("基本数据", 5, figures), ("学校概况", 3, TOLD)):
        names = 2 if sheet == "基本数据" else 1
        for row in range(5, book[sheet].max_row + 1):
            name = book[sheet].cell(row, names).value
            if name in values:
                book[sheet].cell(row, column, values[name])
            elif str(name).startswith("是否") and sheet == "基本数据":
                book[sheet].cell(row, column, "是")
    for at, size in enumerate(SIZES):
        book["班级明细"].cell(5 + at, 4, size)
    for sheet, cell, value in OTHERS:
        book[sheet][cell] = value
    book.save(filled)


def _print(book: Path, folder: Path) -> Path:
    """The workbook as a PDF."""
    command = ("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book))
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{book.stem}.pdf"


def _paint(cut: Cut, pdf: Path) -> None:
    """The top of the first page that has the words."""
    text = subprocess.run(("pdftotext", str(pdf), "-"), check=True, capture_output=True).stdout
    pages = ["".join(page.split()) for page in text.decode("utf-8").split("\f")]
    page = str(next(at for at, each in enumerate(pages, 1) if cut.words in each))
    size = ("-x", "30", "-y", str(30 + cut.top), "-W", str(cut.width), "-H", str(cut.height))
    which = ("-png", "-singlefile", "-f", page, "-l", page, "-r", str(DOTS_PER_INCH))
    target = str(IMAGES / cut.name)
    subprocess.run(("pdftoppm", *which, *size, str(pdf), target), check=True)


if __name__ == "__main__":
    main()
