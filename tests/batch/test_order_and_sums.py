"""The order in which a county's schools stand, and what is said of sums that are not told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.assess.incomplete_sums import tell_incomplete_sums
from reportgen.model.district import DistrictSummary, FactSum
from reportgen.model.school import FigureKey
from reportgen.problems import Location
from tests.batch.test_gate import begin, sum_up, write, write_list


def test_schools_stand_in_the_order_of_the_list(tmp_path: Path) -> None:
    folder = begin(tmp_path / "县", "名单: 学校名单.xlsx\n")
    write_list(folder / "学校名单.xlsx", "丙小学", "甲小学", "乙小学")
    for file, name in (("20251120改", "乙小学"), ("采集表", "甲小学"), ("终稿", "丙小学")):
        write(folder, file, name, 100)
    for _ in range(2):
        summary = sum_up(folder, tmp_path / "out")
        assert [each.name for each in summary.schools] == ["丙小学", "甲小学", "乙小学"]


@pytest.mark.parametrize(
    ("missing", "told"), [(0, False), (1, True), (2, True), (3, False)], ids=str
)
def test_a_sum_that_a_few_schools_keep_from_being_told_is_named(missing: int, told: bool) -> None:
    sums: dict[FigureKey, FactSum] = {
        ("图书册数", None): FactSum(Decimal(100), missing, 4 - missing)
    }
    district = DistrictSummary(("甲", "乙", "丙", "丁"), {}, sums, ())
    problems = [*tell_incomplete_sums(district, Location("县"))]
    assert [f"图书册数（缺 {missing} 所）" in each.message for each in problems] == [True] * told
