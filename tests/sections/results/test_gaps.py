"""存在问题 and 今后措施: every failing indicator is told once, whatever its kind and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings

from reportgen.model.report import Heading, Paragraph, Section
from reportgen.model.themes import Theme
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.sections.results.gaps import (
    choose_heading,
    join_families,
    join_titles,
    name_family,
)
from reportgen.words.chinese_numerals import write_count
from tests.conftest import Examine
from tests.sections.results.failing_samples import TOKENS, Sample, answered, samples, write

# What no sentence may hold: doubled or stranded marks, an amount without its number.
FLAWS = re.compile(
    r"[，。；：、]{2}|^[，。；：、]|（）|“”|None|(?:缺|还差|应有|达到|低于|超过|占|少|多)(?=[，。；])"
)


def chapter(examined: Examined, key: str) -> Section | None:
    assert examined.report is not None, [str(each) for each in examined.problems]
    return next((each for each in examined.report.sections if each.key == key), None)


def paragraphs(section: Section | None) -> list[str]:
    blocks = section.blocks if section else ()
    return [
        "".join(run.text for run in each.runs) for each in blocks if isinstance(each, Paragraph)
    ]


def headings(section: Section | None) -> list[str]:
    blocks = section.blocks if section else ()
    return [each.text for each in blocks if isinstance(each, Heading) and each.level > 1]


def ledger(examined: Examined) -> list[dict[str, str]]:
    assert examined.report is not None
    return list(cast(Iterable[dict[str, str]], examined.report.values["整改台账"]))


def told(texts: Iterable[str]) -> list[str]:
    """The tokens of the texts in order, those that follow each other once."""
    found = re.findall("|".join(TOKENS), "\n".join(texts))
    return [token for token, _ in groupby(found)]


@given(samples())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_failing_indicator_is_told_once_as_a_problem_and_once_as_a_plan_or_a_task(
    tmp_path: Path, workshop: Workshop, sample: Sample
) -> None:
    path = tmp_path / "学校.yaml"
    path.write_text(write(sample), encoding="utf-8")
    examined = examine_school(path, workshop)
    assert examined.assessment is not None, [str(each) for each in examined.problems]
    failing = {result.indicator.name[:2] for result in examined.assessment.failing}
    problems, tasks = chapter(examined, "存在问题"), chapter(examined, "今后措施")
    said = told(paragraphs(problems))
    assert len(said) == len(set(said))
    assert {*said, *told(headings(problems))} == failing
    texts = paragraphs(tasks)
    first = next((at for at, text in enumerate(texts) if "尚需列入" in text), len(texts))
    unplanned = texts[first:]
    assert sorted(told(unplanned)) == sorted(failing - set(answered(sample)))
    assert sorted(told(row["情况"] for row in ledger(examined))) == sorted(failing)
    for text in (*paragraphs(problems), *texts, *headings(problems)):
        assert not FLAWS.search(text), text
    assert all(text[-1] in "。：" for text in paragraphs(problems))
    if len(headings(problems)) > 1:
        assert f"{write_count(len(headings(problems)))}个方面：" in paragraphs(problems)[0]


OWN = "自定标准: {标识: 试, 名称: 试行标准, 学段: [小学, 初中], 指标: [%s]}\n数据: {%s}\n"
BOOKS = "{名称: 生均图书, 分子: 图书册数, 分母: 在校生数, 单位: 册, 标准: 20}"
AREA = "{名称: 生均场地, 分子: 运动场地面积, 分母: 在校生数, 单位: ㎡, 标准: 7.5}"
SIZES = "{名称: 班额, 类型: 最大值, 分子: 班级人数, 单位: 人, 小数: 0, 方向: 不超过, 标准: 45}"
CHARTER = "{名称: 学校制定章程, 类型: 是否, 分子: 是否制定章程, 整校: 是, 标准: 是}"


@pytest.mark.parametrize(
    ("indicator", "figures", "sentence"),
    [
        (BOOKS, "在校生数: 100, 图书册数: 0", "没有图书，达到生均20册的标准缺2000册。"),
        (AREA, "在校生数: 897, 运动场地面积: 6600", "按897名学生计算缺128平方米。"),
        (
            SIZES,
            "班级人数: [44, 52, 47]",
            "3个班中有2个超过45人，分别为52人和47人，最多的超出7人。",
        ),
        (SIZES, "班级人数: [52, 52]", "2个班都超过45人，都是52人，各超出7人。"),
        (SIZES, "班级人数: {一（1）班: 44, 一（2）班: 52}", "一（2）班52人，比45人的上限多7人。"),
        (CHARTER, "是否制定章程: 否", "学校章程尚未制定。"),
        (CHARTER.replace("标准: 是", "标准: 否"), "是否制定章程: 是", "学校制定了章程。"),
        (
            "{名称: 师生比, 分子: 专任教师数, 分母: 在校生数, 小数: 3, 标准: 0.06}",
            "专任教师数: 20, 在校生数: 400",
            "师生比为0.050，没有达到0.06的标准，按400名学生计算应有专任教师24人，缺4人。",
        ),
        (
            BOOKS.replace("标准: 20", "小数: 1, 标准: 20"),
            "在校生数: 1000, 图书册数: 19999",
            "图书19999册，生均19.999册，达到20册的标准还缺1册。",
        ),
    ],
)
def test_a_clause_is_as_its_kind_wants_it(
    examine: Examine, indicator: str, figures: str, sentence: str
) -> None:
    examined = examine(OWN % (indicator, figures), standards="[试]")
    (text,) = paragraphs(chapter(examined, "存在问题"))
    assert text.endswith(sentence)


def test_problems_have_headings_of_what_fails_and_their_number_is_said(examine: Examine) -> None:
    figures = "在校生数: 100, 图书册数: 1, 运动场地面积: 1, 班级人数: [44, 52], 是否制定章程: 否"
    examined = examine(OWN % (f"{BOOKS}, {AREA}, {SIZES}, {CHARTER}", figures), standards="[试]")
    problems = chapter(examined, "存在问题")
    assert paragraphs(problems)[0] == "未达标的4项涉及以下四个方面："
    assert headings(problems) == [
        "（一）运动场地不足",
        "（二）图书不足",
        "（三）1个班超过规定人数",
        "（四）学校章程尚未制定",
    ]
    assert paragraphs(problems)[-1] == "要求制定学校章程并经核准，目前没有做到。"
    assert paragraphs(chapter(examined, "今后措施")) == [
        "以下各项尚需列入整改计划：增加运动场地749平方米；增加图书1999册；"
        "把1个超过45人的班降到45人以内；制定学校章程。"
    ]


def answered_no(*facts: str) -> tuple[str, str]:
    """Indicators that ask for 是, and the answers 否."""
    one = "{名称: %s, 类型: 是否, 分子: 是否%s, 整校: 是, 标准: 是}"
    indicators = ", ".join(one % (fact, fact) for fact in facts)
    return indicators, ", ".join(f"是否{fact}: 否" for fact in facts)


def test_two_matters_of_a_theme_are_named_and_more_take_its_words(examine: Examine) -> None:
    taught = ("开齐开足课程", "无过重课业负担", "教学秩序规范")
    for facts, heading in (
        (taught[:2], "（二）课程没有开齐开足，学生课业负担偏重"),
        (taught, "（二）教育质量还有差距"),
    ):
        indicators, answers = answered_no(*facts)
        figures = f"在校生数: 100, 图书册数: 1, {answers}"
        examined = examine(OWN % (f"{BOOKS}, {indicators}", figures), standards="[试]")
        assert headings(chapter(examined, "存在问题"))[1] == heading


def test_a_heading_that_says_all_is_followed_by_what_is_asked_for(examine: Examine) -> None:
    indicators, answers = answered_no("开齐开足课程", "无过重课业负担")
    figures = f"在校生数: 100, 图书册数: 1, {answers}"
    examined = examine(OWN % (f"{BOOKS}, {indicators}", figures), standards="[试]")
    assert paragraphs(chapter(examined, "存在问题"))[-1] == (
        "要求按国家规定开齐课程、开足课时；减轻学生过重的课业负担。目前都没有做到。"
    )


def test_an_answer_of_which_nothing_else_is_known_is_told_below_its_heading(
    examine: Examine,
) -> None:
    own = "自定标准: {标识: 试, 名称: 试行标准, 学段: [小学], 事实: {是否甲: {类型: 是否}}, 指标: [%s]}\n"
    asked = "{名称: 甲项, 类型: 是否, 分子: 是否甲, 整校: 是, 标准: 是}"
    body = own % f"{BOOKS}, {asked}" + "数据: {在校生数: 100, 图书册数: 1, 是否甲: 否}\n"
    problems = chapter(examine(body, standards="[试]"), "存在问题")
    assert headings(problems)[1] == "（二）甲项没有达到要求"
    assert paragraphs(problems)[-1] == "自查结果为“否”。"


def test_many_classes_beyond_the_limit_are_counted_by_their_size(examine: Examine) -> None:
    sizes = [46, 47, 46, 46, 47, 46, 46]
    figures = f"在校生数: {sum(sizes)}, 班级人数: {sizes}"
    examined = examine(OWN % (SIZES, figures), standards="[试]")
    assert "都超过45人，46人的5个、47人的2个，最多的超出2人。" in "".join(
        paragraphs(chapter(examined, "存在问题"))
    )


def theme(name: str, family: str = "", short: str = "") -> Theme:
    return Theme(name, family=family, short=short)


def join(families: Sequence[str]) -> list[str]:
    """What is left of gaps of one result each, in themes of those families."""
    gaps: list[tuple[Theme, ...]] = [
        (theme(str(at), family),) for at, family in enumerate(families)
    ]
    joined = join_families(gaps, lambda each: each, len, lambda one, two: (*one, *two))
    return ["".join(each.name for each in themes) for themes in joined]


def test_only_neighbours_of_one_family_are_joined_and_only_while_there_are_too_many() -> None:
    assert join("aaabbb") == ["0", "1", "2", "3", "4", "5"]
    assert join("aaabbbb") == ["01", "2", "3", "4", "5", "6"]
    assert join("abababab") == [*"01234567"]
    assert join([""] * 8) == [*"01234567"]


def test_themes_told_together_are_named_in_their_heading() -> None:
    themes = (theme("用地与场地", "甲", "场地"), theme("校舍", "甲"), theme("图书", "甲"))
    assert name_family(themes) == "场地、校舍和图书还有差距"


@pytest.mark.parametrize(
    ("titles", "themes", "heading"),
    [
        (["图书不足", "计算机不足", "场地不足"], 3, "图书、计算机和场地不足"),
        (["图书不足", "章程尚未制定"], 1, "图书不足，章程尚未制定"),
        (["图书不足", "章程尚未制定"], 2, "主题"),
        (["甲超标", "乙超标", "丙超标"], 1, "主题"),
        ([f"{'长' * 25}不足"], 1, "主题"),
    ],
)
def test_few_matters_are_named(titles: list[str], themes: int, heading: str) -> None:
    assert choose_heading(titles, themes, "主题") == heading


def test_many_tasks_are_listed_by_theme(examine: Examine) -> None:
    indicators, answers = answered_no("开齐开足课程", "无过重课业负担", "教学秩序规范", "制定章程")
    figures = f"在校生数: 100, 图书册数: 1, 运动场地面积: 1, 班级人数: [44, 52], {answers}"
    body = OWN % (f"{BOOKS}, {AREA}, {SIZES}, {indicators}", figures)
    assert paragraphs(chapter(examine(body, standards="[试]"), "今后措施")) == [
        "以下各项尚需列入整改计划。",
        "用地与场地方面：增加运动场地749平方米。",
        "设备与图书方面：增加图书1999册。",
        "班额与规模方面：把1个超过45人的班降到45人以内。",
        "教育质量方面：开齐开足课程；减轻学生过重的课业负担；规范教学秩序。",
        "管理方面：制定学校章程。",
    ]


def test_the_school_s_own_problems_come_first_and_are_counted(examine: Examine) -> None:
    own = "存在问题: [{标题: 书旧, 指标: 生均图书, 内容: 多年没有添购。}]\n"
    figures = "在校生数: 100, 图书册数: 1, 运动场地面积: 1"
    body = OWN % (f"{BOOKS}, {AREA}", figures) + own
    problems = chapter(examine(body, standards="[试]"), "存在问题")
    assert headings(problems) == ["（一）书旧", "（二）运动场地不足"]
    first, books, words, _ = paragraphs(problems)
    assert first == "存在的问题有以下两个方面："
    assert (books[:2], words) == ("图书", "多年没有添购。")


@pytest.mark.parametrize(
    "words", ["现有1册，生均只有0.01册，离20册的标准还远。", "生均图书0.01册，标准20册。"]
)
def test_figures_that_the_school_s_own_words_have_are_not_repeated(
    examine: Examine, words: str
) -> None:
    own = f"存在问题: [{{标题: 书旧, 指标: 生均图书, 内容: {words}}}]\n"
    body = OWN % (BOOKS, "在校生数: 100, 图书册数: 1") + own
    assert paragraphs(chapter(examine(body, standards="[试]"), "存在问题")) == [f"书旧。{words}"]


def test_problems_and_measures_in_one_chapter_have_a_sentence_between_them(
    examine_text: Examine,
) -> None:
    text = (
        "学校: {名称: 光明小学, 类型: 小学}\n"
        "报告: {年度: 2024, 标准: [], 提纲: [{标题: 不足, 组成: [存在问题, 今后措施]}]}\n"
        "存在问题: [{标题: 书旧, 内容: 旧。}]\n今后措施: [{针对: 书旧, 标题: 添书, 内容: 添。}]\n"
    )
    examined = examine_text(text)
    assert examined.report is not None
    assert paragraphs(examined.report.sections[0]) == [
        "书旧。旧。",
        "针对以上问题，今后采取以下措施：",
        "添书。添。",
    ]
    headings = [each for each in examined.report.sections[0].blocks if isinstance(each, Heading)]
    assert [each.text for each in headings] == ["一、不足", "（一）存在问题", "（二）今后措施"]


@pytest.mark.parametrize(
    ("titles", "heading"),
    [
        (["图书不足", "计算机不足", "图书不足"], "图书和计算机不足"),
        (["音乐教室不足", "音乐教室面积不足"], "音乐教室不足"),
        (["图书不足", "2个班超过45人"], "图书不足，2个班超过45人"),
    ],
)
def test_titles_say_once_what_they_have_in_common(titles: list[str], heading: str) -> None:
    assert join_titles(titles) == heading
