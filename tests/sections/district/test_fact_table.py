"""学校基本情况统计表 of a district has what its schools have together, and its own figures."""

from __future__ import annotations

from pathlib import Path

from reportgen.model.report import Table
from reportgen.pipeline import Workshop
from reportgen.sections.district.fact_table import district_fact_tables
from tests.districts import read_district, school_text, write_district

OWN = """\
区县: {名称: 示例县}
报告: {年度: 2024, 日期: 2024-12-20, 主送: 示例市教育局}
评估标准: [办学标准.yaml]
数据: {常住人口: 8.62}
"""
STANDARD = """\
标识: 校
名称: 办学标准
学段: [小学]
来源: 测试
分组:
  - 名称: 配备
    指标: [{名称: 生均图书册数, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 10}]
"""


def tables(folder: Path, workshop: Workshop, *figures: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each table, by its caption."""
    schools = [school_text(f"第{at}小学", "小学", each) for at, each in enumerate(figures)]
    files = {"办学标准.yaml": STANDARD}
    material = read_district(write_district(folder, schools, files, OWN), workshop).material
    made = (each for each in district_fact_tables(material) if isinstance(each, Table))
    return {each.caption: [tuple(cell.text for cell in row) for row in each.rows] for each in made}


def test_the_sums_of_the_schools_stand_by_stage_and_by_group(
    tmp_path: Path, workshop: Workshop
) -> None:
    made = tables(
        tmp_path,
        workshop,
        "{在校生数: 100, 图书册数: 1000, 公用经费预算总额: 12.5万}",
        "{在校生数: 200, 图书册数: 1500, 公用经费预算总额: 7.5万}",
    )
    assert ("学校数", "所", "2", "2") in made["各校合计（分学段）"]
    assert ("在校生数", "人", "300", "300") in made["各校合计（分学段）"]
    whole = made["各校合计（全校）"]
    assert ("图书册数", "册", "2500") in whole and ("公用经费预算总额", "万元", "20") in whole
    assert whole.index(("经费", "", "")) < whole.index(("公用经费预算总额", "万元", "20"))
    assert ("常住人口", "万人", "8.62") in made["全县数据"]


def test_what_a_school_did_not_give_has_no_sum(tmp_path: Path, workshop: Workshop) -> None:
    made = tables(
        tmp_path,
        workshop,
        "{在校生数: 100, 图书册数: 1000, 计算机台数: 20}",
        "{在校生数: 200, 图书册数: 1500}",
    )
    assert "计算机台数" not in {row[0] for rows in made.values() for row in rows}


def test_rooms_of_two_kinds_that_are_as_many_both_stand(tmp_path: Path, workshop: Workshop) -> None:
    rooms = "{在校生数: 100, 图书册数: 1000, 音乐专用教室数: 1, 美术专用教室数: 1}"
    whole = tables(tmp_path, workshop, rooms)["各校合计（全校）"]
    assert {"音乐专用教室数", "美术专用教室数"} <= {row[0] for row in whole}
