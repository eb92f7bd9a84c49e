"""达标情况 tells indicators by theme in connected sentences, each figure once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportgen.model.indicator_table import as_table
from reportgen.model.report import Heading, IndicatorTable, Paragraph
from reportgen.pipeline import Examined
from tests.conftest import Examine

STANDARD = """\
自定标准: {标识: 甲, 名称: 甲标准, 学段: [小学, 初中], %s: [%s]}
数据: {%s}
"""
LAND = "{名称: 生均占地, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 小数: 1, 标准: 22}"
BOOKS = "{名称: 生均图书, 分子: 图书册数, 分母: 在校生数, 单位: 册, 小数: 1, 标准: 20}"
DEVICES = "{名称: 生均设备, 分子: 教学仪器设备值, 分母: 在校生数, 单位: 元, 小数: 0, 标准: 2000}"
FIGURES = "在校生数: 880, 校园面积: 20500, 图书册数: 18900, 教学仪器设备值: 182.5万元"
UNLIMITED_LAND = LAND.replace(", 标准: 22", "")
UNLIMITED_BOOKS = BOOKS.replace(", 标准: 20", "")
Tell = Callable[..., list[str]]
HEAD = """\
学校: {名称: 光明小学, 类型: %s}
报告: {年度: 2024, 标准: [甲], 提纲: [%s]}
"""


def told(examined: Examined) -> list[str]:
    """The headings and paragraphs of the chapter, without its own heading."""
    assert examined.report is not None
    (section,) = (each for each in examined.report.sections if each.key == "达标情况")
    found = []
    for block in section.blocks[1:]:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        elif isinstance(block, IndicatorTable):
            found.append("[表]")
    return found


@pytest.fixture
def tell(examine_text: Examine) -> Tell:
    """The chapter of a school that is judged by those indicators, with no 基本情况 before it."""

    def run(
        indicators: str,
        figures: str = FIGURES,
        outline: str = "达标情况, 存在问题",
        of: str = "指标",
        type: str = "小学",
    ) -> list[str]:
        text = HEAD % (type, outline) + STANDARD % (of, indicators, figures)
        return told(examine_text(text))

    return run


def test_each_theme_is_a_sentence_with_total_and_ratio_together(tell: Tell) -> None:
    assert tell(f"{BOOKS}, {LAND}, {DEVICES}") == [
        "校园面积20500平方米，生均23.3平方米，高于22平方米的标准。"
        "图书18900册，生均21.5册，高于20册的标准；"
        "教学仪器设备值182.5万元，生均2074元，高于2000元的标准。",
        "以上各项指标的数值、标准和结论见表1。",
        "[表]",
        "对照《甲标准》，学校整体达标。",
    ]


def test_a_total_that_the_basic_facts_gave_is_not_said_again(tell: Tell) -> None:
    first, *_ = tell(f"{BOOKS}, {LAND}", outline="基本情况, 达标情况, 存在问题")
    assert first == ("校园面积生均23.3平方米，高于22平方米的标准。图书生均21.5册，高于20册的标准。")


def test_groups_have_headings_and_say_first_how_many_are_met(tell: Tell) -> None:
    groups = f"{{名称: 甲组, 指标: [{LAND}, {BOOKS}]}}, {{名称: 乙组, 指标: [{DEVICES}]}}"
    found = tell(groups, FIGURES.replace("20500", "10000"), of="分组")
    assert found[:4] == [
        "（一）甲组",
        "2项指标中达标1项、未达标1项（见“存在问题”）。图书18900册，生均21.5册，高于20册的标准。",
        "（二）乙组",
        "教学仪器设备值182.5万元，生均2074元，高于2000元的标准。",
    ]


def test_what_fails_is_left_to_the_chapter_on_problems(tell: Tell) -> None:
    figures = FIGURES.replace("20500", "10000")
    first, *_ = tell(f"{LAND}, {BOOKS}", figures)
    assert first.endswith("没有达标的1项见“存在问题”。") and "11.4" not in first


def test_what_fails_is_told_in_place_where_there_is_no_such_chapter(tell: Tell) -> None:
    figures = FIGURES.replace("20500", "10000")
    first, *_ = tell(f"{LAND}, {BOOKS}", figures, outline="达标情况")
    assert first.startswith("校园面积10000平方米，生均11.4平方米，低于22平方米的标准。")


def test_indicators_without_a_limit_are_one_sentence(tell: Tell) -> None:
    first, *_, last = tell(f"{LAND}, {UNLIMITED_BOOKS}")
    assert first.endswith("标准。另有1项未设标准：图书18900册，生均21.5册。")
    assert last == "对照《甲标准》，2项指标中设有标准的1项全部达标。"


def test_a_standard_without_limits_has_its_figures_by_theme(tell: Tell) -> None:
    assert tell(f"{UNLIMITED_LAND}, {UNLIMITED_BOOKS}") == [
        "校园面积20500平方米，生均23.3平方米。图书18900册，生均21.5册。",
        "各项指标的数值见表1。",
        "[表]",
        "《甲标准》没有对单所学校规定限值，不作达标判断。",
    ]


def test_a_standard_without_limits_has_a_table_of_figures(examine_text: Examine) -> None:
    text = HEAD % ("小学", "达标情况") + STANDARD % ("指标", UNLIMITED_LAND, FIGURES)
    report = examine_text(text).report
    assert report is not None
    (table,) = (each for each in report.sections[0].blocks if isinstance(each, IndicatorTable))
    printed = as_table(table)
    assert printed.caption == "表1　甲标准各项指标数值"
    assert printed.header == ("序号", "指标", "单位", "实际值")
    assert [cell.text for cell in printed.rows[0]] == ["1", "生均占地", "平方米", "23.3"]


CHECKED = "{名称: 值班次数, 分子: 教学班数, 分母: 教职工数, 单位: 次, 小数: 1, 标准: 1}"


def table_of(examined: Examined) -> list[list[str]]:
    """The head and the rows of its 达标表."""
    assert examined.report is not None
    (found,) = (
        each for each in examined.report.sections[0].blocks if isinstance(each, IndicatorTable)
    )
    table = as_table(found)
    return [[*table.header], *([cell.text for cell in row] for row in table.rows)]


def test_a_checklist_has_its_genre_s_heads_and_units_behind_figures(examine_text: Examine) -> None:
    text = HEAD % ("小学", "达标情况") + STANDARD % ("指标", CHECKED, "教学班数: 12, 教职工数: 12")
    assert table_of(examine_text(text.replace("年度: 2024", "年度: 2024, 体裁: 校园安全"))) == [
        ["序号", "检查内容", "自查结果", "要求", "结论", "差距"],
        ["1", "值班次数", "1次", "≥1次", "符合", "—"],
    ]


@pytest.mark.parametrize(("classes", "shown"), [(12, "1"), (18, "1.5")])
def test_what_is_counted_has_no_decimals_where_it_is_whole(
    examine_text: Examine, classes: int, shown: str
) -> None:
    figures = f"教学班数: {classes}, 教职工数: 12"
    text = HEAD % ("小学", "达标情况") + STANDARD % ("指标", CHECKED, figures)
    assert table_of(examine_text(text))[1][:4] == ["1", "值班次数", "次", shown]


def test_missing_figures_need_no_verdict_where_there_is_no_limit(tell: Tell) -> None:
    figures = "在校生数: 880, 校园面积: 20500"
    first, *_, last = tell(f"{UNLIMITED_LAND}, {UNLIMITED_BOOKS}", figures)
    assert first == "校园面积20500平方米，生均23.3平方米。1项指标缺少“图书册数”数据，没有算出。"
    assert last == "《甲标准》没有对单所学校规定限值，不作达标判断。"
    first, *_, last = tell(f"{LAND}, {UNLIMITED_BOOKS}", figures)
    assert "不能判断" not in first
    assert last == "对照《甲标准》，2项指标中设有标准的1项全部达标。"


def test_missing_figures_are_named_once_for_all(tell: Tell) -> None:
    first, *_ = tell(f"{LAND}, {BOOKS}, {DEVICES}", "在校生数: 880, 校园面积: 20500")
    assert first.endswith("其余2项指标缺少“图书册数”“教学仪器设备值”数据，暂不能判断。")


def test_stages_stand_side_by_side(tell: Tell) -> None:
    figures = "在校生数: {小学: 400, 初中: 400}, 专任教师数: {小学: 30, 初中: 40}, 图书册数: 30000"
    teachers = (
        "{名称: 教师, 分子: 专任教师数, 分母: 在校生数, 倍数: 100, 单位: 人, 小数: 1, 标准: 5}"
    )
    first, *_ = tell(f"{teachers}, {BOOKS}", figures, type="九年一贯制")
    assert first == (
        "小学部图书生均35.7册，高于20册的标准；初中部生均39.3册，高于20册的标准。"
        "小学部专任教师30人，每百名学生7.5人，高于5人的标准；"
        "初中部40人，每百名学生10人，高于5人的标准。"
    )


SHARE = "{名称: %s, 分子: %s, 分母: 专任教师数, 倍数: 100, 单位: '%%', 小数: 1, 标准: %s}"
LICENSED = SHARE % ("持证率", "持证教师数", 100)
TRAINED = SHARE % ("培训率", "满360学时教师数", 60)


def test_shares_of_the_same_people_go_on_with_one_subject(tell: Tell) -> None:
    figures = "专任教师数: 49, 持证教师数: 49, 满360学时教师数: 40"
    first, *_ = tell(f"{LICENSED}, {TRAINED}", figures)
    assert first == ("49名专任教师全部持证上岗，40人完成五年360学时培训，占81.6%，高于60%的要求。")


ANSWER = "{名称: %s, 类型: 是否, 分子: %s, 标准: 是}"
GRADE = "{名称: %s, 类型: 等级, 分子: %s, 标准: 良好}"


def test_answers_are_clauses_and_equal_grades_are_one(tell: Tell) -> None:
    answers = f"{ANSWER % ('章程', '是否制定章程')}, {ANSWER % ('管理', '是否实现信息化管理')}"
    morals, culture = "德育工作水平", "校园文化建设水平"
    grades = f"{GRADE % (morals, morals)}, {GRADE % (culture, culture)}"
    figures = "是否制定章程: 是, 是否实现信息化管理: 是, 德育工作水平: 优秀, 校园文化建设水平: 优秀"
    first, *_ = tell(f"{answers}, {grades}", figures)
    assert first == (
        "德育工作水平和校园文化建设水平都为优秀，高于良好的要求。"
        "学校制定了章程，学校管理和教学实现信息化。"
    )


ROOMS = "{名称: 音乐教室, 分子: 音乐专用教室数, 分母: 向上取整(教学班数 / 12), 单位: 间, 标准: 1}"
AREAS = "{名称: 音乐教室面积, 类型: 数值, 分子: 最小(音乐专用教室面积), 单位: ㎡, 标准: 96}"
SIZES = "{名称: 班额, 类型: 最大值, 分子: 班级人数, 单位: 人, 方向: 不超过, 标准: 45}"


def test_rooms_and_their_areas_are_one_clause_and_classes_are_told_one_by_one(tell: Tell) -> None:
    classes = ", ".join(["40"] * 21)
    figures = f"教学班数: 21, 音乐专用教室面积: [98, 96], 班级人数: [{classes}], 在校生数: 840"
    first, *_ = tell(f"{ROOMS}, {AREAS}, {SIZES}", figures)
    assert first == (
        "音乐专用教室应配2间（每12个教学班1间），实有2间，都不小于96平方米。21个班都不超过45人。"
    )


FIELDS = "{名称: 生均场馆, 分子: 体育运动场馆面积, 分母: 在校生数, 单位: ㎡, 小数: 2, 标准: 7.5}"


def test_a_whole_that_stages_share_is_told_once_with_its_parts(tell: Tell) -> None:
    figures = "在校生数: {小学: 166, 初中: 210}, 运动场地面积: 4150, 室内体育用房面积: 520"
    first, *_ = tell(FIELDS, figures, type="九年一贯制")
    assert first.startswith(
        "体育运动场馆4670平方米（运动场地4150平方米、室内体育用房520平方米），"
        "按权数拆分后小学部生均"
    )
    assert "；初中部生均" in first


@pytest.mark.parametrize(
    ("hall", "noun"),
    [(0, "运动场地"), (520, "体育运动场馆")],
)
def test_a_sum_of_one_part_is_called_what_the_part_is(tell: Tell, hall: int, noun: str) -> None:
    figures = f"在校生数: 100, 运动场地面积: 4150, 室内体育用房面积: {hall}"
    first, *_ = tell(FIELDS, figures)
    parts = "（运动场地4150平方米、室内体育用房520平方米）" if hall else ""
    assert first.startswith(f"{noun}{4150 + hall}平方米{parts}，生均")


def test_a_row_has_whole_rooms_where_they_go_by_so_many_classes(examine: Examine) -> None:
    standard = f"{{标识: 试, 名称: 试, 学段: [小学], 指标: [{ROOMS}]}}"
    body = f"自定标准: [{standard}]\n数据: {{教学班数: 21, 音乐专用教室数: 1}}"
    found = examine(body, standards="[试]")
    assert found.report is not None
    (row,) = (
        row
        for section in found.report.sections
        for block in section.blocks
        if isinstance(block, IndicatorTable)
        for row in block.rows
    )
    assert (row.actual, row.required, row.shortfall) == ("实有1间", "应配2间", "缺1间")


def test_nothing_of_what_must_not_be_is_said_with_a_figure(tell: Tell) -> None:
    drop = "{名称: 辍学学生, 类型: 数值, 分子: 辍学学生数, 单位: 人, 方向: 不超过, 标准: 0}"
    first, *_ = tell(drop, "辍学学生数: 0")
    assert first == "没有辍学学生。"


def test_a_long_group_has_several_paragraphs(tell: Tell) -> None:
    answers = [
        ("章程", "是否制定章程"),
        ("管理", "是否实现信息化管理"),
        ("手段", "是否熟练运用信息化教学"),
        ("设备", "是否设备利用率较高"),
        ("课程", "是否开齐开足课程"),
        ("秩序", "是否教学秩序规范"),
        ("实践", "是否有效开展综合实践"),
        ("负担", "是否无过重课业负担"),
    ]
    names = [name for _, name in answers]
    figures = FIGURES + ", 专任教师数: 49, 持证教师数: 48, 满360学时教师数: 40, "
    figures += ", ".join(f"{name}: 是" for name in names)
    low = LICENSED.replace("标准: 100", "标准: 90")
    more = [("建筑面积", "㎡"), ("计算机台数", "台"), ("教学及辅助用房面积", "㎡")]
    others = [
        f"{{名称: 生均{name}, 分子: {name}, 分母: 在校生数, 单位: {unit}, 标准: 1}}"
        for name, unit in more
    ]
    figures += ", 建筑面积: 5230, 计算机台数: 900, 教学及辅助用房面积: 4300"
    indicators = [LAND, BOOKS, DEVICES, *others, low, TRAINED, *(ANSWER % each for each in answers)]
    paragraphs = tell(", ".join(indicators), figures)[:-3]
    assert len(paragraphs) == 2 and all(30 < len(each) <= 250 for each in paragraphs)


def test_item_by_item_every_indicator_has_its_line(tell: Tell) -> None:
    outline = "{章节: 达标情况, 写法: 逐项}, 存在问题"
    figures = FIGURES.replace("20500", "10000")
    first, second, *_ = tell(f"{LAND}, {BOOKS}", figures, outline)
    assert first.startswith(
        "指标1　生均占地：11.4平方米（10000÷880），标准为不低于22平方米，未达标"
    )
    assert second == "指标2　生均图书：21.5册（18900÷880），标准为不低于20册，达标。"


def test_a_way_of_writing_that_there_is_not_is_told(examine_text: Examine) -> None:
    head = HEAD % ("小学", "{章节: 达标情况, 写法: 逐条}, 存在问题")
    problems = examine_text(head + STANDARD % ("指标", LAND, FIGURES)).problems
    (found,) = (problem for problem in problems if problem.code == "unknown_style")
    assert found.message == "“达标情况”没有“逐条”这种写法" and "逐项" in found.hint


def test_an_area_that_is_derived_is_printed_as_the_basic_facts_print_it(tell: Tell) -> None:
    first, *_ = tell(LAND, "在校生数: 1000, 校园面积: 41.5亩")
    assert first.startswith("校园面积27667平方米，生均27.7平方米，")


def test_a_total_less_nothing_is_the_one_that_the_basic_facts_gave(tell: Tell) -> None:
    rooms = "{名称: 生均用房, 分子: 教学及辅助用房净面积, 分母: 在校生数, 单位: ㎡, 标准: 4.5}"
    figures = "在校生数: 880, 教学及辅助用房面积: 4300, 室内体育用房面积: 0"
    first, *_ = tell(rooms, figures, outline="基本情况, 达标情况, 存在问题")
    assert first == "教学及辅助用房生均4.89平方米，高于4.5平方米的标准。"


def test_the_table_says_which_of_several_figures_it_has(examine: Examine) -> None:
    body = "数据: {班级人数: [44, 43], 音乐专用教室面积: [96, 98], 美术专用教室面积: [90]}\n"
    report = examine(body, standards="[优质均衡2017]").report
    assert report is not None
    blocks = (block for section in report.sections for block in section.blocks)
    (table,) = (block for block in blocks if isinstance(block, IndicatorTable))
    names = {row.name for row in table.rows}
    assert names >= {
        *("班级学生数（最多的班）", "音乐专用教室面积（最小的一间）", "美术专用教室面积"),
    }


@pytest.mark.parametrize(("type", "word"), [("幼儿园", "园长"), ("小学", "校长")])
def test_a_checklist_for_all_schools_is_read_in_the_words_of_one(
    examine: Examine, type: str, word: str
) -> None:
    report = examine("数据: {是否明确安全责任人: 是}\n", type, "[校园安全自查清单]").report
    assert report is not None
    text = "".join(str(section) for section in report.sections)
    assert f"{word}对安全工作负总责" in text and f"{word}负责、专人管理" in text
    assert "（园）" not in text


def test_figures_that_no_one_reads_are_told_as_people_say_them(tell: Tell) -> None:
    ratio = "{名称: 师生比, 主题: 教师, 分子: 教职工数, 分母: 在校生数, 小数: 3}"
    degrees = "{名称: 生均高于规定学历教师数, 分子: 高于规定学历教师数, 分母: 在校生数, 单位: 人, 小数: 3}"
    figures = "在校生数: 2300, 教职工数: 170, 专任教师数: 150, 高于规定学历教师数: 137"
    first, *_ = tell(f"{ratio}, {degrees}", figures)
    assert "师生比为1∶13.5" in first and "每百名学生6.0人" in first and "0.0" not in first


def test_indicators_without_limit_that_lack_data_are_mentioned(tell: Tell) -> None:
    text = "".join(tell(f"{UNLIMITED_LAND}, {UNLIMITED_BOOKS}", "在校生数: 880, 校园面积: 20500"))
    assert "1项指标缺少“图书册数”数据，没有算出。" in text


def test_a_rule_that_lets_some_fail_is_held_against_what_failed(tell: Tell) -> None:
    land = LAND.replace("标准: 22", "标准: 24")
    group = f"{{名称: 资源, 规则: {{至少达标: 2, 其余不低于: 85%}}, 指标: [{BOOKS}, {DEVICES}, {land}]}}"
    assert tell(group, of="分组")[-1].endswith(
        "资源至少2项达标，其余不低于标准的85%。资源达标2项，未达标的1项为标准的97.1%。据此，学校整体达标。"
    )


SHARED = """\
学校: {{名称: {name}, 类型: {type}}}
报告: {{年度: 2024, 标准: [优质均衡2017], 提纲: [达标情况]}}
数据: {{是否无过重课业负担: {answer}, 德育工作水平: {grade}}}
"""


def test_schools_that_answer_otherwise_are_told_otherwise(examine_text: Examine) -> None:
    def tell(name: str, type: str, answer: str, grade: str) -> str:
        text = SHARED.format(name=name, type=type, answer=answer, grade=grade)
        return "".join(told(examine_text(text)))

    yes = "德育工作水平为良好；学生没有过重的课业负担。"
    assert yes in tell("甲小学", "小学", "是", "良好")
    assert "德育工作水平为良好；学生课业负担偏重。" in tell("乙小学", "小学", "否", "良好")
    combined = tell("丙学校", "九年一贯制学校", "是", "优秀")
    assert "德育工作水平为优秀，高于良好的要求；学生没有过重的课业负担。" in combined
    assert yes in tell("丁小学", "小学", "是", "良好")
