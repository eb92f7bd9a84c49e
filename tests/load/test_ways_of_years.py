"""However people write a year, in data files and in tables, it is the same year."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.load.faults import ValueFault
from reportgen.load.source import Source
from reportgen.load.values import parse_year, year_or_text
from reportgen.load.workbooks.school_tables import SchoolTables
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Remedy

FULL = str.maketrans("0123456789", "０１２３４５６７８９")
YEAR_WAYS = (
    *(
        "{0}",
        "{0}年",
        " {0} 年 ",
        "{0}年度",
        "{0}学年",
        "{0}学年度",
        "{0}.0",
        "{0}.00",
        "公元{0}年",
    ),
    *("{0}-11-20", "{0}-11-20 00:00:00", "{0}年11月20日"),
)
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


@pytest.mark.parametrize("way", YEAR_WAYS)
@given(st.integers(2000, 2049))
@settings(max_examples=5)
def test_a_year_is_the_same_however_it_is_written(way: str, year: int) -> None:
    assert parse_year(way.format(year)) == year
    if "-" not in way:
        assert parse_year(way.format(str(year).translate(FULL))) == year
    if "." not in way and "月" not in way and "-" not in way:
        assert parse_year(way.format(str(year).translate(CHINESE))) == year


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2024—2025学年", ("2024", "2025")),
        ("2023/24学年度", ("2023", "2024")),
        ("45616", ("2024",)),
        ("24", ("2024", "1924")),
        ("20244", ()),
        ("2022-2024学年", ()),
    ],
)
def test_what_is_no_single_year_is_told_with_the_years_that_it_may_be(
    text: str, readings: tuple[str, ...]
) -> None:
    with pytest.raises(ValueFault) as raised:
        parse_year(text)
    hint = raised.value.hint
    assert (hint.texts if isinstance(hint, Remedy) else ()) == readings
    assert year_or_text(text) == text


@pytest.mark.parametrize("text", ["2024年度", "２０２４ 年", "二〇二四"])
def test_the_year_of_a_row_is_that_of_the_title_however_it_is_written(
    text: str, tmp_path: Path, workshop: Workshop
) -> None:
    heads = "学校名称,学校类型,报告年度,在校生数,图书册数,校园面积"
    file = tmp_path / "汇总.csv"
    file.write_text(
        f"汇总表（2024年度）\n{heads}\n甲小学,小学,{text},100,1000,2000\n", encoding="utf-8"
    )
    opened = workshop.reader.open(Source(file))
    assert isinstance(opened, SchoolTables)
    assert [opened.year(row) for row in opened.rows] == ["2024"]
    school = examine_school(Source(file), workshop, ("基本均衡2012",)).school
    assert school is not None and (school.settings.year, school.said_years) == (2024, ())
