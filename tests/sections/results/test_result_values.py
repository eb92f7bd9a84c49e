"""The figures of a result as phrases get them: with units, and how they stand to the limit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.assess.assessment import assess_school
from reportgen.load.school_file import load_school
from reportgen.pipeline import Workshop, gather_school_material
from reportgen.sections.results.wording import result_values
from tests.conftest import HEAD

Values = Callable[..., list[dict[str, object]]]


@pytest.fixture
def values(tmp_path: Path, workshop: Workshop) -> Values:
    """The values of every result of a standard with those indicators."""

    def find(indicators: str, figures: str, type: str = "小学") -> list[dict[str, object]]:
        own = f"自定标准: {{标识: 甲, 学段: [小学, 初中], 指标: [{indicators}]}}\n"
        path = tmp_path / "学校.yaml"
        text = HEAD % (type, "[甲]") + own + f"数据: {{{figures}}}\n"
        path.write_text(text, encoding="utf-8")
        loaded = load_school(workshop.reader.read(path), workshop.library)
        assert loaded.school is not None
        assessment = assess_school(loaded.school, loaded.standards, loaded.dictionary)
        material = gather_school_material(loaded.school, assessment, loaded.dictionary, workshop)
        return [dict(result_values(result, material)) for result in assessment.results]

    return find


PER_HEAD = "{名称: 生均占地, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 小数: 1, 标准: 22}"


def test_total_and_ratio_stand_side_by_side_with_their_units(values: Values) -> None:
    (found,) = values(PER_HEAD, "校园面积: 20500, 在校生数: 880")
    assert [found[name] for name in ("总量", "均", "值", "关系", "限值")] == [
        *("20500平方米", "生均", "23.3平方米", "高于", "22平方米"),
    ]
    assert (found["达标"], found["部"], found["缺"]) == (True, "", "")


@pytest.mark.parametrize(
    ("land", "relation"),
    [(22000, "等于"), (22001, "达到"), (22100, "高于"), (21000, "低于")],
)
def test_a_value_that_is_printed_as_its_limit_is_not_said_to_be_above(
    values: Values, land: int, relation: str
) -> None:
    (found,) = values(PER_HEAD, f"校园面积: {land}, 在校生数: 1000")
    assert found["关系"] == relation


def test_what_should_be_there_and_what_is_lacking_have_units(values: Values) -> None:
    (found,) = values(PER_HEAD, "校园面积: 20000, 在校生数: 1000")
    assert (found["应有"], found["缺"], found["关系"]) == (
        "22000平方米",
        "2000平方米（3亩）",
        "低于",
    )


def test_a_better_ratio_is_above(values: Values) -> None:
    indicator = "{名称: 师生比, 类型: 一比, 分子: 专任教师数, 分母: 在校生数, 小数: 0, 标准: 19}"
    (found,) = values(indicator, "专任教师数: 50, 在校生数: 900")
    assert [found[name] for name in ("值", "关系", "限值")] == ["1∶18", "高于", "1∶19"]


def test_rooms_for_classes_are_counted(values: Values) -> None:
    indicator = (
        "{名称: 音乐教室, 分子: 音乐专用教室数, 分母: 向上取整(教学班数 / 12), 单位: 间, 标准: 1}"
    )
    (met,) = values(indicator, "音乐专用教室数: 2, 教学班数: 21")
    assert [met[name] for name in ("均", "应有", "总量")] == ["每12个教学班", "2间", "2间"]
    (unmet,) = values(indicator, "音乐专用教室数: 1, 教学班数: 21")
    assert [unmet[name] for name in ("应有", "总量", "缺")] == ["2间", "1间", "1间"]


SIZES = "{名称: 班额, 类型: 最大值, 分子: 班级人数, 单位: 人, 方向: 不超过, 标准: 45}"


def test_every_class_beyond_the_limit_is_listed(values: Values) -> None:
    (found,) = values(SIZES, "班级人数: [44, 52, 47]")
    assert found["个数"] == "3个班"
    assert found["超限"] == (("", "52人"), ("", "47人"))


def test_classes_that_have_names_are_listed_by_them(values: Values) -> None:
    (found,) = values(SIZES, "班级人数: {一（1）班: 44, 一（2）班: 52}")
    assert found["超限"] == (("一（2）班", "52人"),)


def test_rooms_below_the_limit_are_listed_with_their_measure(values: Values) -> None:
    indicator = "{名称: 音乐教室面积, 类型: 数值, 分子: 最小(音乐专用教室面积), 单位: ㎡, 标准: 96}"
    (found,) = values(indicator, "音乐专用教室面积: [98, 88]")
    assert found["个数"] == "2间音乐专用教室"
    assert found["各值"] == ("98平方米", "88平方米")
    assert found["超限"] == (("", "88平方米"),)


def test_a_share_has_its_whole(values: Values) -> None:
    indicator = (
        "{名称: 持证率, 分子: 持证教师数, 分母: 专任教师数, 倍数: 100, 单位: '%', 标准: 100}"
    )
    (found,) = values(indicator, "持证教师数: 48, 专任教师数: 49")
    assert [found[name] for name in ("总量", "整体全称", "整体总量", "肯定")] == [
        *("48人", "49名专任教师", "49人", "持证上岗"),
    ]


def test_a_stage_has_no_total_of_what_the_stages_share(values: Values) -> None:
    figures = "校园面积: 20500, 在校生数: {小学: 400, 初中: 400}"
    primary, middle = values(PER_HEAD, figures, type="九年一贯制")
    assert (primary["部"], primary["总量"], primary["值"]) == ("小学部", "", "24.4平方米")
    assert (middle["部"], middle["总量"]) == ("初中部", "")


def test_what_must_not_be_there_has_a_kind_of_its_own(values: Values) -> None:
    indicator = "{名称: 辍学学生, 类型: 数值, 分子: 辍学学生数, 单位: 人, 方向: 不超过, 标准: 0}"
    (found,) = values(indicator, "辍学学生数: 0")
    assert found["种类"] == "不得有"


@pytest.mark.parametrize(("answer", "said"), [("是", "学校制定了章程"), ("否", "学校章程尚未制定")])
def test_where_no_is_asked_for_the_clauses_of_the_answers_change_places(
    values: Values, answer: str, said: str
) -> None:
    indicator = "{名称: 没有章程, 类型: 是否, 分子: 是否制定章程, 整校: 是, 标准: 否}"
    (found,) = values(indicator, f"是否制定章程: {answer}")
    assert found["肯定" if found["达标"] else "否定"] == said
