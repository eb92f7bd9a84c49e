"""整改台账 of a district: what it names itself, then what its schools fail and no plan answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.pipeline import Workshop
from reportgen.sections.district.ledger import district_ledger_rows
from tests.districts import District, primary, read_district, write_district

POOR, BLIND = primary("丙小学", 100, 300, 6), primary("己小学", 100, None, 6)
PLANS = "存在问题: [图书偏少]\n今后措施:\n  - {针对: 图书偏少, 标题: 添购图书, 责任人: 局长}\n"


def rows(folder: Path, workshop: Workshop, *schools: str, body: str = "") -> list[list[str]]:
    found: District = read_district(write_district(folder / "县", schools, body=body), workshop)
    return [[str(value) for value in row.values()] for row in district_ledger_rows(found.material)]


def test_what_the_district_names_comes_first_then_its_schools_lacks(
    tmp_path: Path, workshop: Workshop
) -> None:
    found = rows(tmp_path, workshop, POOR, BLIND, body=PLANS)
    assert [row[0] for row in found] == ["1", "2", "3"]
    assert found[0][1:5] == ["图书偏少", "", "添购图书。", "局长"]
    assert "丙小学" in found[1][2] and "700册" in found[1][3] and found[1][4:7] == ["", "", ""]
    assert "己小学" in found[2][2] and "己小学" in found[2][3]


def test_what_a_plan_answers_has_what_the_plan_says(tmp_path: Path, workshop: Workshop) -> None:
    body = "今后措施: [{针对: 生均图书册数, 标题: 添购图书, 责任人: 局长}]\n"
    (row,) = rows(tmp_path, workshop, POOR, body=body)
    assert row[3:5] == ["添购图书。", "局长"] and "缺700册" in row[2]


def test_what_the_clerk_names_has_the_figures_of_the_schools(
    tmp_path: Path, workshop: Workshop
) -> None:
    body = "存在问题: [{标题: 乡村图书少, 指标: 生均图书册数}]\n"
    (row,) = rows(tmp_path, workshop, POOR, primary("丁小学", 100, 1000, 6), body=body)
    assert row[1] == "乡村图书少" and "丙小学生均图书册数为3.0册" in row[2]
    assert row[3].splitlines()[0] == "增加图书700册，涉及丙小学。"


@pytest.mark.parametrize("plans", ["", PLANS])
def test_no_cell_is_left_with_a_hole(tmp_path: Path, workshop: Workshop, plans: str) -> None:
    for row in rows(tmp_path, workshop, POOR, BLIND, body=plans):
        assert not any(cell in ("。", "；") or "，，" in cell for cell in row)
