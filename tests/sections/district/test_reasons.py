"""Of every school that is said to fail the report shows why."""

from __future__ import annotations

from pathlib import Path

from benchmarks.district import school_text as plausible_school
from reportgen.model.assessment import Verdict
from reportgen.pipeline import Workshop
from reportgen.sections.district.failing_schools import failing_schools
from tests.districts import District, primary, read_district, texts, write_district

OWN = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [优质均衡2017]}\n"


def county(folder: Path, workshop: Workshop, schools: int) -> District:
    written = [plausible_school(number) for number in range(1, schools + 1)]
    return read_district(write_district(folder / "县", written, {}, own=OWN), workshop)


def test_each_failing_school_stands_in_the_table_with_what_it_does_not_reach(
    tmp_path: Path, workshop: Workshop
) -> None:
    material = county(tmp_path, workshop, 24).material
    (summary,) = material.summary.standards
    found = failing_schools(summary, material.registers)
    failing = [
        material.registers.row_name(row)
        for stage in summary.stages
        for row in stage.counted
        if row.verdict is Verdict.UNMET
    ]
    rows = texts(found.table)
    assert failing and found.listed == found.total == len(failing)
    assert {row[0] for row in rows} == set(failing)
    for row in rows:
        assert all(row[1:]) and "缺" in row[4] and row[5][0] in "是否"


def test_of_many_failing_schools_each_line_says_why(tmp_path: Path, workshop: Workshop) -> None:
    material = county(tmp_path, workshop, 48).material
    (summary,) = material.summary.standards
    found = failing_schools(summary, material.registers)
    assert found.listed < found.total
    for row in texts(found.table):
        assert int(row[2]) >= 1 and "缺" in row[3]


def test_a_share_just_below_the_floor_is_not_rounded_up_to_it(
    tmp_path: Path, workshop: Workshop
) -> None:
    schools = [primary("甲小学", 1000, 7999, 60), primary("乙小学", 1000, 8000, 60)]
    material = read_district(write_district(tmp_path / "县", schools), workshop).material
    table = failing_schools(material.summary.standards[0], material.registers).table
    assert [row[5] for row in texts(table)] == ["否（79.9%）"]
