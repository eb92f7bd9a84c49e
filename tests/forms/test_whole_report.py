"""A whole report from a form: every sheet is filled in as a clerk does, and saved by LibreOffice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.forms.marking import mark_workbook
from reportgen.model.report import CaptionedPicture
from reportgen.pipeline import Workshop, examine_school
from tests.forms.form_samples import open_form
from tests.pictures import make_png
from tests.workbooks import convert

# By the sheet: the heads and what is written below them, a line an entry.
TEXTS: dict[str, list[dict[str, object]]] = {
    "领导小组": [{"职责": "组长", "姓名": "示例甲", "职务": "校长"}],
    "主要措施": [{"标题": "改善办学条件", "内容": "新建了图书室。\n添置图书1200册。"}],
    "特色": [{"标题": "书香校园", "内容": "每天读二十分钟。"}],
    "成绩": [{"名称": "平安校园", "颁发单位": "示例县教育局", "年份": 2023}],
    "投入": [{"项目": "图书", "金额": "6800元", "年份": 2024, "状态": "已投入"}],
    "存在问题": [{"标题": "音乐教师偏少", "内容": "两名教师兼任其他课程。"}],
    "今后措施": [{"针对": "音乐教师偏少", "标题": "招聘", "内容": "招聘1人。"}],
    "章节": [{"标题": "校园足球", "之后": "主要措施", "内容": "每班有队。"}],
    "佐证材料": [{"指标": "学校制定章程", "名称": "学校章程", "存放": "1号盒"}],
    "图片": [{"位置": "书香校园", "标题": "图书角", "文件": "图.png"}],
}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form, filled in and saved by LibreOffice."""
    path = tmp_path_factory.mktemp("表") / "光明小学.xlsx"
    options = ["--school", "光明小学", "--type", "小学", "--standard", "优质均衡2017"]
    made = CliRunner().invoke(cli, ["form", "new", "-o", str(path), *options, "--year", "2024"])
    assert made.exit_code == 0, made.output
    book = open_form(path.read_bytes())
    for sheet, entries in TEXTS.items():
        write_entries(book[sheet], entries)
    write_entries(book["教师结构"], [{"学历": "本科", "中级": 18}, {"学历": "专科", "合计": 9}])
    words = book["学校概况"]
    place = next(row[0].row for row in words.iter_rows() if row[0].value == "校训")
    words.cell(place, 3).value = "勤学"
    book.save(path)
    saved = convert(path, "xlsx")
    (saved.parent / "图.png").write_bytes(make_png(60, 40))
    return saved


def write_entries(page: Any, entries: list[dict[str, object]]) -> None:
    heads = [cell.value for cell in page[4]]
    for row, entry in enumerate(entries, 5):
        for head, value in entry.items():
            page.cell(row, heads.index(head) + 1).value = value


def test_every_sheet_is_read(form: Path, workshop: Workshop) -> None:
    school = examine_school(form, workshop).school
    assert school is not None
    assert [(each.role, each.name, each.post) for each in school.leaders] == [
        ("组长", "示例甲", "校长")
    ]
    assert [each.title for each in school.measures] == ["改善办学条件"]
    assert [each.title for each in school.features] == ["书香校园"]
    assert [(each.name, each.year) for each in school.achievements] == [("平安校园", 2023)]
    (outlay,) = school.outlays
    assert (outlay.name, outlay.amount, outlay.year) == ("图书", Decimal(6800), 2024)
    assert [each.title for each in school.shortcomings] == ["音乐教师偏少"]
    assert [each.target for each in school.plans] == ["音乐教师偏少"]
    assert [(each.title, each.after) for each in school.chapters] == [("校园足球", "主要措施")]
    assert [(each.name, each.kept) for each in school.evidence] == [("学校章程", "1号盒")]
    assert {each.degree: each.total for each in school.staff.rows} == {
        "本科": Decimal(18),
        "专科": Decimal(9),
    }
    assert school.figures["校训", None].value == "勤学"


def test_the_usual_outline_tells_all_of_it(form: Path, workshop: Workshop) -> None:
    examined = examine_school(form, workshop)
    assert examined.report is not None
    codes = ("left_out", "unplaced_picture", "unknown_section", "stray_picture", "hidden_cells")
    assert [str(each) for each in examined.problems if each.code in codes] == []
    chapters = {section.key: section.blocks for section in examined.report.sections}
    assert "改善办学条件。" in str(chapters["主要措施"])
    assert "示例甲（校长）" in str(chapters["主要措施"]) and "6800" in str(chapters["主要措施"])
    pictures = [each for each in chapters["办学特色"] if isinstance(each, CaptionedPicture)]
    assert [each.caption for each in pictures] == ["图1　图书角"]
    assert list(chapters)[list(chapters).index("主要措施") + 1] == "校园足球"


def test_faults_are_marked_on_every_sheet(form: Path, workshop: Workshop, tmp_path: Path) -> None:
    book = open_form(form.read_bytes())
    wrong = {"教师结构": ("D6", "约6"), "投入": ("C5", "很多"), "图片": ("E6", "没有.png")}
    for sheet, (cell, text) in wrong.items():
        book[sheet][cell].value = text
    path = tmp_path / "错.xlsx"
    book.save(path)
    problems = examine_school(path, workshop).problems
    told = {each.location.cell for each in problems}
    expected = {"教师结构!D6", "投入!C5", "图片!E6"}
    assert expected <= told
    marked = open_form(mark_workbook(path.read_bytes(), problems))
    assert all(marked[each.partition("!")[0]][each.partition("!")[2]].comment for each in expected)
