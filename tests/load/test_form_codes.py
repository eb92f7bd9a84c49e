"""The codes that a declaration form writes under its heads, as a standard's file has them."""

from __future__ import annotations

from pathlib import Path

from reportgen.model.standard import DistrictTable
from reportgen.pipeline import Workshop
from tests.conftest import Examine

STANDARD = """\
自定标准:
  标识: 本县标准
  名称: 本县标准
  学段: [小学]
  列代码: %s
  指标:
    - {编号: 书, 名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 10}
数据: {在校生数: 10, 图书册数: 200}
"""


def test_codes_are_read_by_table_and_column(examine: Examine) -> None:
    examined = examine(
        STANDARD % "{达标汇总: {书: L1, 综合评估: L8}, 校际差异: {综合: L8}}",
        standards="[本县标准]",
    )
    assert examined.assessment is not None
    assert examined.assessment.standards[0].standard.codes == {
        "达标汇总": {"书": "L1", "综合评估": "L8"},
        "校际差异": {"综合": "L8"},
    }


def test_an_unknown_table_or_column_is_said(examine: Examine) -> None:
    problems = examine(
        STANDARD % "{达标汇总: {书本: L1}, 表五: {}}", standards="[本县标准]"
    ).problems
    said = [problem.message for problem in problems if problem.stops]
    assert (
        len(said) == 2
        and any("书本" in text for text in said)
        and any("表五" in text for text in said)
    )


def test_the_bundled_standard_has_those_of_its_form(workshop: Workshop) -> None:
    standard = workshop.library.find_standard("优质均衡2017", Path())
    assert standard is not None and standard.codes is not None
    compared = [indicator.id for indicator in standard.compared_groups[0].indicators]
    assert [standard.codes[DistrictTable.BY_SCHOOL][each] for each in compared] == [
        f"L{number}" for number in range(7, 14)
    ]
    assert [standard.codes[DistrictTable.REACHED][each] for each in compared] == [
        f"L{number}" for number in range(1, 8)
    ]
