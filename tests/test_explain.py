"""`reportgen explain`: a figure, what it comes of, where that stands, and the rule it is judged by."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.resources import data_folder

NINE = data_folder() / "schools" / "九年一贯制.yaml"
COUNTY = data_folder() / "districts" / "示例县" / "区县.yaml"


def explain(*arguments: str | Path) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, ["explain", *map(str, arguments)])


def test_an_indicator_is_told_with_its_parts_places_and_rule() -> None:
    told = explain(NINE, "生均教学仪器设备值/小学").stdout.splitlines()
    assert told[0] == "生均教学仪器设备值（小学） 2483.63元，达标"
    assert "  标准值：≥2000元" in told
    assert "  依据：《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号）" in told
    assert "  出处：办法 资源配置（六）；账面原值" in told
    assert "  算式：教学仪器设备值÷在校生数＝412282.12元÷166人" in told
    assert any(line.startswith("    教学仪器设备值 98.6万元  ") for line in told)
    assert told[-2].endswith("九年一贯制.yaml:32:14 数据.在校生数.小学")


def test_the_option_says_the_stage_as_the_name_does() -> None:
    by_name, by_option = (
        explain(NINE, "在校生数/初中"),
        explain(NINE, "在校生数", "--stage", "初中"),
    )
    assert by_name.stdout == by_option.stdout
    assert by_name.stdout.startswith("在校生数（初中） 210人\n")


def test_part_of_a_name_finds_all_that_hold_it_and_no_name_lists_all() -> None:
    assert "网络多媒体教室数 9间" in explain(NINE, "多媒体").stdout
    listed = explain(NINE).stdout
    assert "生均教学及辅助用房面积" in listed
    assert "校园面积" in listed


def test_a_county_is_told_of_its_own_figures() -> None:
    told = explain(COUNTY, "教师交流轮岗比例").stdout
    assert told.startswith("教师交流轮岗比例 15.3%，达标\n")
    assert "区县.yaml:46:12 数据.交流轮岗教师数" in told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("图书册书", "没有“图书册书”这个指标或数据；是不是“图书册数”？"),
        ("图书册数/高种", "没有“高种”这个学段；"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(name: str, told: str) -> None:
    answered = explain(NINE, name)
    assert told in answered.stderr
    assert answered.exit_code == 2


def test_json_has_exact_values_and_places() -> None:
    document = json.loads(explain(NINE, "巩固率/初中", "最大班额/小学", "--json").stdout)
    rate, largest = document["figures"][-2:]
    assert (rate["way"], rate["parts"][0]["place"]["line"]) == ("derived", 46)
    assert largest["parts"][0]["value"] == ["27", "28", "28", "27", "28", "28"]
    assert document["problems"] == []


def test_the_table_of_sources_is_written_as_a_workbook(tmp_path: Path) -> None:
    written = tmp_path / "数据来源表.xlsx"
    assert explain(NINE, "-o", written).exit_code == 0
    book = openpyxl.load_workbook(written)
    rows = list(book["数据来源表"].iter_rows(values_only=True))
    book.close()
    assert ("生均教学仪器设备值（小学）", "2483.63元") in [row[1:3] for row in rows]
    assert str(tmp_path) not in str(rows)
