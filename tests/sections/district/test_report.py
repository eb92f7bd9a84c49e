"""The chapters of a district's report: what is said of its schools, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.model.numbers import exact_text
from reportgen.model.stages import Stage
from reportgen.pipeline import Workshop
from reportgen.sections.district.attachments import attachment_titles, build_attachments
from reportgen.sections.district.attainment import build_school_attainment
from reportgen.sections.district.material import LeftOut, name_list
from reportgen.sections.district.overview import build_overview
from reportgen.sections.district.variation import build_variation
from tests.districts import (
    COMPOSITE,
    STANDARD,
    UNLIMITED,
    UNVARIED,
    District,
    charts,
    primary,
    read_district,
    said,
    school_text,
    tables,
    texts,
    write_district,
)

GOOD, BETTER = primary("甲小学", 100, 1200, 6), primary("乙小学", 100, 1300, 7)
POOR = primary("丙小学", 100, 300, 2)
JUNIOR = school_text("丁中学", "初中", "{在校生数: 200, 图书册数: 5000, 专任教师数: 12}")
POINT = school_text("戊教学点", "教学点", "{在校生数: 20, 图书册数: 50, 专任教师数: 1}")
BLIND = primary("己小学", 100, None, 6)


MakeDistrict = Callable[..., District]


@pytest.fixture
def district(tmp_path: Path, workshop: Workshop) -> MakeDistrict:
    def make(
        *schools: str, body: str = "", left_out: tuple[LeftOut, ...] = (), **standards: str
    ) -> District:
        files = {f"{name}.yaml": text for name, text in standards.items()} or None
        folder = write_district(tmp_path / "县", schools, files, body=body)
        return read_district(folder, workshop, left_out)

    return make


def test_schools_are_counted_by_type_and_figures_added_up_by_stage(district: MakeDistrict) -> None:
    nine = school_text(
        "庚学校",
        "九年一贯制",
        "{在校生数: {小学: 50, 初中: 40}, 图书册数: 900, 专任教师数: {小学: 4, 初中: 5}}",
    )
    texts = said(build_overview(district(GOOD, JUNIOR, nine).material))
    assert texts == [
        "示例县现有义务教育学校3所，其中小学1所、初中1所、九年一贯制学校1所。"
        "全部学校共有390名学生、27名专任教师。",
        "小学阶段学校2所（小学1所、九年一贯制学校小学部1所），有150名学生。专任教师10人。",
        "初中阶段学校2所（初中1所、九年一贯制学校初中部1所），有240名学生。专任教师17人。"
        "各校合计有图书7100册。",
    ]


def test_a_sum_that_one_school_did_not_give_is_not_said(district: MakeDistrict) -> None:
    texts = said(
        build_overview(district(GOOD, BLIND, primary("辛", 10, 5, 1, ", 计算机台数: 3")).material)
    )
    assert not any("图书" in text or "计算机" in text for text in texts)
    assert any("210名学生" in text for text in texts)


def test_the_districts_own_facts_are_said_and_missing_ones_are_not(district: MakeDistrict) -> None:
    body = (
        "数据: {常住人口: 8.62万人, 地区生产总值: 58.4亿元, "
        "符合交流条件教师数: 80, 交流轮岗教师数: 12}\n"
    )
    texts = said(build_overview(district(GOOD, body=body).material))
    assert texts[0].startswith("示例县常住人口8.62万人。上年地区生产总值58.4亿元。")
    assert "符合交流条件的教师80人，本年度交流轮岗12人，占15%。" in texts[-1]


def test_schools_that_are_left_out_are_named(district: MakeDistrict) -> None:
    texts = said(build_overview(district(GOOD, left_out=(LeftOut("坏小学", "读不了"),)).material))
    assert texts[0].startswith(
        "示例县有1所义务教育学校的数据汇总在本报告里，是小学。"
        "另有1所学校的数据有误或不能读取，没有计入本报告的各项数字：坏小学。"
    )


def test_a_district_without_any_sound_school_says_only_who_is_left_out(
    district: MakeDistrict,
) -> None:
    found = district(primary("坏小学", 100, -5, 6))
    assert found.summary.schools == ()
    (text,) = said(build_overview(found.material))
    assert text == "有1所学校的数据有误或不能读取，没有计入本报告的各项数字：坏小学。"
    assert said(build_school_attainment(found.material)) == []
    assert build_variation(found.material) == ()


def test_attainment_says_how_many_schools_meet_the_standard(district: MakeDistrict) -> None:
    blocks = build_school_attainment(district(GOOD, BETTER, POOR, POINT).material)
    assert "".join(said(blocks)) == (
        "列入评估的学校有小学3所。另有1所不列入：戊教学点（教学点）。"
        "综合评估达标的条件是：至少1项达标，其余不低于标准的80%。"
        "小学综合评估达标2所，占66.7%，未达标1所。各项指标达标的学校数和比例见附件1，"
        "各校数值与标准之比见图\ue002。"
        "综合评估未达标的，小学是丙小学。未达标的指标和差距见表\ue002。"
    )
    (failing,) = tables(blocks)
    assert texts(failing) == [
        ("丙小学", "生均图书册数", "3.0册", "≥10册", "缺700册", "否（30.0%）"),
        ("丙小学", "每百名学生教师数", "2.00人", "≥5人", "缺3人", "否（40.0%）"),
    ]
    assert [row[0].joined for row in failing.rows] == [False, True]


def test_a_table_that_no_form_has_stands_in_the_text_alone(
    tmp_path: Path, workshop: Workshop
) -> None:
    plain = STANDARD[: STANDARD.index("列代码")] + STANDARD[STANDARD.index("指标") :]
    folder = write_district(tmp_path / "县", [GOOD, POOR], {"两项.yaml": plain})
    material = read_district(folder, workshop).material
    blocks = build_school_attainment(material)
    assert "达标的学校数和比例见表\ue002，" in said(blocks)[0]
    assert tables(blocks)[0].caption == "两项标准学校达标情况"
    assert not any("汇总" in title for title in attachment_titles(material))


def test_where_all_is_met_no_school_is_named(district: MakeDistrict) -> None:
    blocks = build_school_attainment(district(GOOD, BETTER).material)
    assert "小学综合评估达标2所，占100.0%。" in said(blocks)[0]
    assert "未达标" not in "".join(said(blocks))
    assert not tables(blocks)


def test_where_nothing_is_met_all_are_named(district: MakeDistrict) -> None:
    poorer = primary("寅小学", 50, 100, 1)
    text = "".join(said(build_school_attainment(district(POOR, poorer).material)))
    assert "小学综合评估达标0所，占0.0%，未达标2所。" in text
    assert "综合评估未达标的，小学是丙小学、寅小学。" in text


def test_a_school_without_data_is_neither_met_nor_unmet(district: MakeDistrict) -> None:
    material = district(GOOD, BLIND).material
    blocks = build_school_attainment(material)
    text = "".join(said(blocks))
    assert "小学综合评估达标1所，占50.0%，数据不全1所。" in text
    assert text.endswith("数据不全、暂不能判断的，小学是己小学。")
    (reached,) = tables(build_attachments(material)[0].blocks)
    assert reached.note == "缺数据的学校没有计为达标：小学生均图书册数1所。"


def test_stages_are_told_together_and_drawn_apart(district: MakeDistrict) -> None:
    blocks = build_school_attainment(district(GOOD, JUNIOR).material)
    assert "小学综合评估达标1所，占100.0%；初中综合评估达标1所，占100.0%。" in said(blocks)[0]
    assert [chart.caption for chart in charts(blocks)] == [
        "两项标准：小学各校数值与标准之比",
        "两项标准：初中各校数值与标准之比",
    ]


def test_chart_shows_each_school_in_percent_of_what_is_asked(district: MakeDistrict) -> None:
    (chart,) = charts(build_school_attainment(district(GOOD, POOR, BLIND).material))
    books, teachers = chart.strips
    assert books.label == "生均图书册数（≥10册，未达标1所，缺数据1所）"
    assert [(point.name, exact_text(point.value), point.failing) for point in books.points] == [
        ("甲小学", "120", False),
        ("丙小学", "30", True),
    ]
    assert [exact_text(point.value) for point in teachers.points] == ["120", "40", "120"]
    assert (chart.floor, chart.floor_name) == (Decimal(80), "单项最低要求")


def test_where_less_is_better_the_right_of_the_line_is_met_too(district: MakeDistrict) -> None:
    standard = STANDARD.replace("单位: 人, 标准: 5", "单位: 人, 方向: 不超过, 标准: 5")
    (chart,) = charts(
        build_school_attainment(district(primary("甲小学", 100, 1200, 4), 两项=standard).material)
    )
    assert [(exact_text(point.value), point.failing) for point in chart.strips[1].points] == [
        ("125", False)
    ]


def test_standard_without_limits_is_said_once_and_drawn_against_the_mean(
    district: MakeDistrict,
) -> None:
    material = district(GOOD, POOR, JUNIOR, 两项=UNLIMITED).material
    blocks = build_school_attainment(material)
    assert said(blocks) == [
        "《两项办学标准》没有规定学校限值，不作达标判断；各校之间的差异见“校际均衡情况”。"
    ]
    assert not tables(blocks) and not charts(blocks)
    first, second = charts(build_variation(material))
    assert [exact_text(point.value) for point in first.strips[0].points] == ["160", "40"]
    assert second.caption == "两项标准：初中各校数值与全县平均值之比"
    assert first.strips[0].label == "生均图书册数（平均7.5册）"


def test_variation_within_the_limits_is_said_for_all_at_once(district: MakeDistrict) -> None:
    (text,) = said(build_variation(district(GOOD, BETTER).material))
    assert (
        text == "小学2所学校列入比较，2项差异系数的限值都是0.50，各项均不超过限值，校际均衡达标。"
        "各项差异系数见表\ue002。"
    )


def test_variation_over_the_limit_is_named_with_its_value(district: MakeDistrict) -> None:
    blocks = build_variation(district(GOOD, POOR).material)
    assert said(blocks) == [
        "小学2所学校列入比较，2项差异系数的限值都是0.50，不超过限值的1项，"
        "超过限值的1项，是生均图书册数（0.600），校际均衡未达标。各项差异系数见表\ue002。"
    ]
    (table,) = tables(blocks)
    assert [cell.shaded for cell in table.rows[1]] == [False, False, True, False, False]


def test_missing_data_are_said_and_never_judged(district: MakeDistrict) -> None:
    blocks = build_variation(district(GOOD, POOR, BLIND).material)
    text = "".join(said(blocks))
    assert "生均图书册数因1所学校缺数据暂不能判断，其余学校算得0.600。" in text
    assert "超过限值" not in text.replace("不超过限值", "")


def test_composite_is_judged_only_where_all_is_known(district: MakeDistrict) -> None:
    (known,) = said(build_variation(district(GOOD, POOR, 两项=COMPOSITE).material))
    assert known == (
        "小学2所学校列入比较，计算差异系数2项，"
        "其平均数（综合差异系数）为0.550，限值为0.50，未达标。各项差异系数见表\ue002。"
    )


def test_composite_with_missing_data_is_not_judged(district: MakeDistrict) -> None:
    unknown = said(build_variation(district(GOOD, BLIND, 两项=COMPOSITE).material))
    assert "".join(unknown) == (
        "小学2所学校列入比较，应计算差异系数2项，其中1项数据不全、算不出，综合差异系数暂不能判断。"
        "生均图书册数因1所学校缺数据暂不能判断，其余学校算得0.000。各项差异系数见表\ue002。"
    )


def test_without_a_rule_for_the_variation_there_is_no_such_chapter(district: MakeDistrict) -> None:
    assert build_variation(district(GOOD, POOR, 两项=UNVARIED).material) == ()


def test_a_stage_in_which_no_school_counts_is_not_judged(district: MakeDistrict) -> None:
    material = district(POINT).material
    assert "".join(said(build_school_attainment(material))) == (
        "没有列入评估的学校。另有1所不列入：戊教学点（教学点）。"
    )
    assert said(build_variation(material)) == ["没有列入比较的小学学校，不计算差异系数。"]


def test_long_lists_of_names_end_with_their_number() -> None:
    assert name_list(("甲", "乙")) == "甲、乙"
    assert (
        name_list(tuple("一二三四五六七八九十甲")) == "一、二、三、四、五、六、七、八、九、十等11所"
    )


def test_stage_is_named_where_a_school_has_several(district: MakeDistrict) -> None:
    full = school_text(
        "辰中学",
        "完全中学",
        "{在校生数: {初中: 100, 高中: 100}, 图书册数: 1000, 专任教师数: {初中: 1, 高中: 9}}",
    )
    found = district(full)
    text = "".join(said(build_school_attainment(found.material)))
    assert "列入评估的学校有初中1所。" in text
    assert "初中是辰中学初中部。" in text
    assert [stage.stage for stage in found.summary.standards[0].stages] == [Stage("初中")]


def test_no_chapter_on_how_schools_differ_is_missed_where_no_standard_asks(
    tmp_path: Path, workshop: Workshop
) -> None:
    standards = {"清单.yaml": UNVARIED}
    folder = write_district(tmp_path / "县", [primary("甲小学", 100, 1200, 6)], standards)
    problems = read_district(folder, workshop).make().problems
    assert not [each for each in problems if "校际" in str(each)]
