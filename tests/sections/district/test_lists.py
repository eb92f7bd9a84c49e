"""Which failing schools stand in the text and its tables, which in an attachment, and in what
order.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.model.standard import DistrictTable
from reportgen.pipeline import Workshop
from reportgen.sections.district.attachments import (
    attachment_titles,
    build_attachments,
    refer_to,
)
from reportgen.sections.district.attainment import build_school_attainment
from tests.districts import District, primary, read_district, said, tables, texts, write_district

Make = Callable[..., District]
LIST = "义务教育学校未达标指标一览表"


@pytest.fixture
def make(tmp_path: Path, workshop: Workshop) -> Make:
    def read(*schools: str) -> District:
        return read_district(write_district(tmp_path / "县", schools), workshop)

    return read


def poor(number: int) -> str:
    """A school that lacks books, the more the greater its number, and three teachers."""
    return primary(f"第{number:02d}小学", 100, 900 - 10 * number, 2)


def test_of_a_few_failing_schools_every_figure_stands_in_the_text(make: Make) -> None:
    material = make(poor(1), poor(3), poor(2)).material
    (failing,) = tables(build_school_attainment(material))
    assert [row[:1] + row[4:5] for row in texts(failing)][::2] == [
        ("第03小学", "缺130册"),
        ("第02小学", "缺120册"),
        ("第01小学", "缺110册"),
    ]
    assert failing.caption == "两项标准综合评估未达标的学校"
    assert LIST not in attachment_titles(material)
    assert refer_to(DistrictTable.LACKING, material) == ""


def test_of_many_the_worst_stand_in_the_text_and_all_in_an_attachment(make: Make) -> None:
    material = make(*map(poor, range(1, 13))).material
    blocks = build_school_attainment(material)
    (failing,) = tables(blocks)
    assert failing.caption == "两项标准综合评估未达标项数最多的10所学校"
    assert texts(failing)[0] == (
        "1",
        "第12小学",
        "2",
        "专任教师缺3人；图书缺220册",
    )
    assert len(failing.rows) == 10
    text = "".join(said(blocks))
    assert "小学综合评估达标0所，占0.0%，未达标12所。" in text
    assert (
        "综合评估未达标项数最多的10所见表\ue002（项数相同的，各项差距占标准的比例之和大的在前），"
        "各校的数值见附件2，各项指标未达标的学校见附件4。" in text
    )


def test_the_attachment_has_the_schools_of_each_indicator_the_worst_first(make: Make) -> None:
    *_, listed = build_attachments(make(*map(poor, range(1, 13))).material)
    (table,) = tables(listed.blocks)
    assert listed.title == LIST and not listed.landscape
    rows = texts(table)
    assert rows[0][0] == "小学生均图书册数：12所，共缺1980册"
    assert rows[1][:2] == ("1", "第12小学") and rows[12][:2] == ("12", "第01小学")
    assert rows[13][0] == "小学每百名学生教师数：12所，共缺36人"
    assert [cell.across for cell in table.rows[0]] == [False, *[True] * 5]


def test_attachments_that_the_district_names_follow_those_that_are_made(
    tmp_path: Path, workshop: Workshop
) -> None:
    own = """区县: {名称: 示例县}
报告: {年度: 2024, 标准: [标准/两项.yaml], 附件: [佐证材料目录]}
"""
    folder = write_district(tmp_path / "县", [poor(1)], own=own)
    titles = attachment_titles(read_district(folder, workshop).material)
    assert titles[-1] == "佐证材料目录" and len(titles) == 4


def test_no_file_is_named_in_what_is_printed(make: Make) -> None:
    material = make(*map(poor, range(1, 13))).material
    printed = [*said(build_school_attainment(material)), *attachment_titles(material)]
    for each in (
        *tables(build_school_attainment(material)),
        *build_attachments(material)[1].blocks,
    ):
        printed += [getattr(each, "note", ""), getattr(each, "caption", "")]
    assert not any(".xlsx" in text for text in printed)
