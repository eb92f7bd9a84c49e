"""What a report is about decides its title and introduction, and who says what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.report import Paragraph
from reportgen.pipeline import Examined, Workshop, examine_school
from tests.conftest import Examine
from tests.mending_cells import mend_workbook
from tests.workbooks import write_form

OWN_STANDARD = """\
自定标准:
  标识: 本校标准
  指标: [{名称: 班数, 类型: 数值, 分子: 教学班数, 标准: 1}]
"""
HEAD = "学校: {名称: 光明小学, 类型: 小学}\n报告: {年度: 2024, 标准: [%s]%s}\n数据: {教学班数: 6}\n"


def opening(examined: Examined) -> tuple[str, str]:
    """The title, and what the introduction says was examined."""
    report = examined.report
    assert report is not None
    (block,) = report.introduction
    assert isinstance(block, Paragraph)
    said = block.runs[0].text
    return report.title, said.partition("年度")[2].partition("进行了自查")[0].removesuffix("逐项")


def problems(examined: Examined, *codes: str) -> list[str]:
    return [str(each).partition("学校.yaml")[2] for each in examined.problems if each.code in codes]


@pytest.mark.parametrize(
    ("standard", "title", "subject"),
    [
        (
            "河南省办学基本标准",
            "光明小学2024年度\n义务教育均衡发展自查报告",
            "义务教育均衡发展和办学条件情况",
        ),
        (
            "优质均衡2017",
            "光明小学2024年度\n义务教育优质均衡发展自查报告",
            "义务教育优质均衡发展情况",
        ),
    ],
)
def test_a_standard_decides_the_title_and_the_introduction(
    examine_text: Examine, standard: str, title: str, subject: str
) -> None:
    assert opening(examine_text(HEAD % (standard, ""))) == (title, subject)


def test_a_report_by_no_standard_speaks_of_no_subject(examine_text: Examine) -> None:
    assert opening(examine_text(HEAD % ("", ""))) == ("光明小学2024年度自查报告", "有关工作情况")


def test_a_standard_of_the_schools_own_speaks_of_no_subject(examine_text: Examine) -> None:
    examined = examine_text(HEAD % ("本校标准", "") + OWN_STANDARD)
    assert opening(examined) == ("光明小学2024年度自查报告", "有关工作情况")


def test_a_standard_of_the_schools_own_may_name_its_genre(examine_text: Examine) -> None:
    examined = examine_text(HEAD % ("本校标准", "") + OWN_STANDARD + "  体裁: 优质均衡\n")
    assert opening(examined)[1] == "义务教育优质均衡发展情况"


def test_the_report_chooses_before_its_standards(examine_text: Examine) -> None:
    examined = examine_text(HEAD % ("河南省办学基本标准", ", 体裁: 优质均衡"))
    assert opening(examined)[1] == "义务教育优质均衡发展情况"


def test_of_several_genres_the_first_counts_and_is_told(examine_text: Examine) -> None:
    examined = examine_text(HEAD % ("优质均衡2017, 基本均衡2012", ""))
    assert opening(examined)[1] == "义务教育优质均衡发展情况"
    assert problems(examined, "several_genres") == [
        ":2:20 报告.标准：几个标准的体裁不同（优质均衡、基本均衡），报告按“优质均衡”写标题和引言；"
        "请写明报告的体裁，例如“体裁: 优质均衡”"
    ]


@pytest.mark.parametrize(
    ("standards", "settings"),
    [
        ("优质均衡2017, 基本均衡2012", ", 体裁: 优质均衡"),
        ("基本均衡2012, 河南省办学基本标准", ""),
        ("本校标准, 优质均衡2017", ""),
    ],
)
def test_nothing_is_told_where_the_genre_is_clear(
    examine_text: Examine, standards: str, settings: str
) -> None:
    examined = examine_text(HEAD % (standards, settings) + OWN_STANDARD)
    assert problems(examined, "several_genres", "unknown_genre") == []


def test_an_unknown_genre_is_an_error_that_names_the_nearest(examine_text: Examine) -> None:
    examined = examine_text(HEAD % ("优质均衡2017", ", 体裁: 优质均横"))
    assert not examined.can_be_built
    assert problems(examined, "unknown_genre") == [
        ":2:36 报告.体裁：没有“优质均横”这个体裁；是不是“优质均衡”？"
    ]


def test_a_standard_of_an_unknown_genre_is_an_error_at_its_place(examine_text: Examine) -> None:
    examined = examine_text(HEAD % ("本校标准", "") + OWN_STANDARD + "  体裁: 基本均横\n")
    assert problems(examined, "unknown_genre") == [
        ":7:7 自定标准.体裁：没有“基本均横”这个体裁；是不是“基本均衡”？"
    ]


def test_a_workbook_is_told_where_it_takes_the_genre(tmp_path: Path, workshop: Workshop) -> None:
    form = write_form(tmp_path / "表.xlsx", {"学校信息!B6": "优质均衡2017\n基本均衡2012"})
    (told,) = (e for e in examine_school(form, workshop).problems if e.code == "several_genres")
    assert "请在“学校信息”里加上一行“报告体裁”，例如 优质均衡" in told.hint
    mend_workbook(form, told, "优质均衡")
    after = examine_school(form, workshop)
    assert not problems(after, "several_genres", "unknown_genre", "unread_cells")
    assert after.school and after.school.settings.genre == "优质均衡"
