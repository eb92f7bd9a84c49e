"""自评表: a row for each indicator, with both stages' figures as sentences; only made where it
is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.model.assessment import Result, Verdict
from reportgen.model.lazy_rows import LazyRows
from reportgen.model.stages import speak, spoken_words
from reportgen.model.standard import IndicatorKind
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.resources import data_folder
from reportgen.sections.results.result_amounts import value_text
from reportgen.sections.results.wording import verdict_word
from tests.conftest import Examine

SCHOOLS = data_folder() / "schools"


def rows(examined: Examined) -> list[dict[str, Any]]:
    assert examined.report is not None
    found = examined.report.values["自评表"]
    assert isinstance(found, LazyRows)
    return list(found)


@pytest.fixture
def sample(workshop: Workshop) -> Callable[[str], Examined]:
    return lambda name: examine_school(SCHOOLS / f"{name}.yaml", workshop)


def test_a_combined_school_has_both_stages_in_one_row(sample: Callable[[str], Examined]) -> None:
    first, second, *_ = rows(sample("九年一贯制"))
    assert first == {
        "A级指标": "资源配置",
        "B级指标": "每百名学生拥有高于规定学历教师数",
        "标准名称": "义务教育优质均衡",
        "评估要点": "每百名学生拥有高于规定学历教师数：小学不低于4.2人，初中不低于5.3人。",
        "结论": "高于规定学历教师：小学14人；初中20人。"
        "每百名学生拥有高于规定学历教师数：小学8.43人；初中9.52人。",
        "是否达标": "达标",
        "未达标": False,
        "底色": "auto",
    }
    assert (second["评估要点"], second["是否达标"], second["底色"]) == (
        *("每百名学生拥有县级以上骨干教师数：不低于1人。", "小学达标\n初中未达标", "D9D9D9"),
    )


def is_sentence(result: Result) -> bool:
    """Whether what it came to is said without its value: 应配2间，实有2间."""
    values = (result.value, result.indicator.denominator)
    whole = result.indicator.kind is IndicatorKind.LARGEST and result.verdict is Verdict.MET
    return isinstance(values[0], bool) or "向上取整" in str(values[1]) or not result.limit or whole


@pytest.mark.parametrize("path", sorted(SCHOOLS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_result_is_in_the_table_with_the_figure_of_the_report(
    path: Path, workshop: Workshop
) -> None:
    examined = examine_school(path, workshop)
    assert examined.assessment is not None
    assert examined.report is not None and examined.school is not None
    genre = examined.report.genre
    assert genre is not None
    found = rows(examined)
    for standard in examined.assessment.standards:
        for result in standard.results:
            words = spoken_words(examined.dictionary.stages, examined.school.type.stages)
            name = speak(result.indicator.name, words)
            (row,) = [each for each in found if each["B级指标"] == name]
            told = (result.display, value_text(result))
            assert is_sentence(result) or any(each in row["结论"] for each in told)
            assert verdict_word(result.verdict, genre) in row["是否达标"]


def test_a_school_of_one_stage_names_none(sample: Callable[[str], Examined]) -> None:
    for row in rows(sample("完全小学")):
        assert "小学" not in row["结论"] + row["是否达标"] + row["评估要点"]


def test_missing_figures_are_named(examine: Callable[..., Examined]) -> None:
    first = rows(examine("数据: {在校生数: 100}\n", standards="[优质均衡2017]"))[0]
    assert "缺少“高于规定学历教师数”，暂不能计算。" in first["结论"]
    assert first["是否达标"] == "缺数据" and first["底色"] == "auto"


def test_several_standards_are_told_apart(examine: Callable[..., Examined]) -> None:
    found = rows(examine("数据: {在校生数: 100}\n", standards="[优质均衡2017, 河南省办学基本标准]"))
    assert {row["A级指标"] for row in found} == {
        *(
            "义务教育优质均衡：资源配置",
            "义务教育优质均衡：政府保障程度",
            "义务教育优质均衡：教育质量",
        ),
        "省定办学基本标准",
    }


def test_no_standard_gives_no_rows(examine: Callable[..., Examined]) -> None:
    assert rows(examine("数据: {在校生数: 100}\n")) == []


def test_rows_are_made_once_and_only_when_asked_for() -> None:
    asked = []

    def make() -> tuple[dict[str, Any], ...]:
        asked.append(1)
        return ({"序号": 1},)

    late = LazyRows(make)
    assert asked == []
    assert (list(late), len(late), bool(late), late[0]) == ([{"序号": 1}], 1, True, {"序号": 1})
    assert asked == [1]


def test_what_the_stages_share_is_told_with_the_whole(examine: Callable[..., Examined]) -> None:
    body = (
        "数据: {在校生数: {小学: 100, 初中: 100}, 网络多媒体教室数: 9, 教学仪器设备值: 98.6万元}\n"
    )
    found = rows(examine(body, type="九年一贯制", standards="[优质均衡2017]"))
    (room,) = [each["结论"] for each in found if "多媒体" in str(each["B级指标"])]
    assert str(room).startswith("网络多媒体教室：全校9间，按权数分到小学4.29间、初中4.71间。")


def test_of_figures_one_by_one_the_farthest_is_told(examine: Callable[..., Examined]) -> None:
    body = "数据: {班级人数: [44, 52], 音乐专用教室面积: [96, 88]}\n"
    told = {row["B级指标"]: row["结论"] for row in rows(examine(body, standards="[优质均衡2017]"))}
    assert told["班级学生数"] == "2个班，1个超过45人，最多的52人。"
    assert told["音乐专用教室面积"] == "2间音乐专用教室，1间不到96平方米，最小的88平方米。"


def test_the_numerator_of_a_ratio_has_its_own_name(examine: Examine) -> None:
    body = "数据: {在校生数: 882, 专任教师数: 49}\n"
    (row,) = [
        each
        for each in rows(examine(body, standards="[河南省办学基本标准]"))
        if each["B级指标"] == "师生比"
    ]
    assert row["结论"] == "专任教师：49人。师生比：1∶18。"
