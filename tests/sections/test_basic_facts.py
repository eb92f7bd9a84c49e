"""基本情况 reads as connected text whichever facts are known, for every genre and type of school."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.load.template_folder import load_templates
from reportgen.model.admission import RefusalReason
from reportgen.model.facts import Fact
from reportgen.model.stages import SchoolType
from reportgen.resources import templates_folder
from reportgen.sections.phrasing.clauses import is_stump
from reportgen.sections.phrasing.phrases import Phrases
from tests.conftest import Examine
from tests.districts import said
from tests.shared import WORKSHOP

NAME = "河东镇中心校"
GENRES = sorted(WORKSHOP.library.genres.by_id)
TYPES = list({each.name: each for each in WORKSHOP.library.school_types.values()}.values())
TAKEN = st.just({"名称": "乙小学", "情况": "补入学校名单"})
REFUSED = st.fixed_dictionaries(
    {
        "情况": st.sampled_from([each.told for each in RefusalReason if each.told]),
        "所数": st.integers(1, 9),
    }
)
STAFF = ("学历", "职称", "年龄")
FAULTS = re.compile(
    r"^[，。、；：]|[，。、；：]{2}|(?:^|[。；])其中|(?:有|(?<!初)中|是|为|(?<![0-9])所)[，。、；]|一贯制(?!学校)"
    r"|[\ue000-\ue0ff]"
)


class Asked(NamedTuple):
    """A genre's phrase, and the facts that it names."""

    phrases: Phrases
    facts: Mapping[str, Fact]


@cache
def ask(genre: str, phrase: str) -> Asked:
    library = WORKSHOP.library
    found = library.genres.by_id[genre]
    district = phrase.startswith("县域")
    dictionary = library.all_facts().extend(library.all_district_facts())
    source = load_templates((templates_folder(),), found.folder).phrases[phrase]
    facts = {name: fact for name, fact in dictionary.facts.items() if name in source}
    assert facts and district == ("区县.名称" in source)
    return Asked(WORKSHOP.phrases_for(dictionary, found), facts)


def value_of(fact: Fact, number: int) -> object:
    if fact.choices:
        return fact.choices[number % len(fact.choices)]
    return Decimal(number) if fact.unit else "音乐教室、美术教室"


@st.composite
def some_facts(draw: st.DrawFn, facts: Mapping[str, Fact]) -> dict[str, object]:
    """Any of the facts, each with any figure, none at all among them."""
    names = draw(st.sets(st.sampled_from(sorted(facts))))
    figures = st.sampled_from((0, 1, 2, 49, 20500))
    return {name: value_of(facts[name], draw(figures)) for name in names}


@st.composite
def schools(draw: st.DrawFn, genre: str) -> dict[str, object]:
    facts = ask(genre, "基本情况").facts
    kind: SchoolType = draw(st.sampled_from(TYPES))
    introduced = draw(st.booleans())
    return {
        **draw(some_facts(facts)),
        "学校": {
            "名称": NAME,
            "称呼": kind.noun,
            "地址": draw(st.sampled_from(("", "文化路12号"))),
        },
        "自述": "服务半径2公里" if introduced else "",
        "已介绍": introduced,
        "已述类型": introduced and draw(st.booleans()),
        "结构": {
            **{name: draw(st.sampled_from(("", f"{name}甲9人"))) for name in STAFF},
            "不全": draw(st.booleans()),
        },
        "所含各室": {},
        "亩数": draw(st.sampled_from(({}, {"校园面积": "41.5"}))),
        "分学段": kind.is_combined,
        "各学段": [{"部": f"{each}部", **draw(some_facts(facts))} for each in kind.stages],
    }


@st.composite
def districts(draw: st.DrawFn, genre: str) -> dict[str, object]:
    facts = ask(genre, "县域基本情况").facts
    kinds = draw(st.lists(st.sampled_from(TYPES), max_size=3, unique_by=lambda each: each.name))
    stages = draw(st.integers(1, 2))
    return {
        **draw(some_facts(facts)),
        "区县": {"名称": "示例县"},
        "学校总数": len(kinds),
        "各类学校": [{"称呼": each.noun, "所数": 1} for each in kinds],
        "合计": draw(some_facts(facts)),
        "各学段": [
            {"学段": word, "学校数": 2, "组成": "小学2所", **draw(some_facts(facts))}
            for word in ("小学", "初中")[:stages]
        ],
        "另计学段": draw(st.sampled_from(([], ["高中部"]))),
        "决定计入": draw(st.lists(TAKEN, max_size=2)),
        "未计入": draw(st.integers(0, 2)),
        "未计入名单": "坏小学",
        "未计入情况": draw(st.lists(REFUSED, min_size=1, max_size=3)),
    }


# What a sentence counts it says to be there: 学校有图书18900册, not 学校图书18900册.
COUNTED = re.compile(
    rf"(?:^|。)(?:{NAME}|学校|幼儿园)?([^0-9。，、；：]*)[0-9]+[人名个间幢册台](?!以上)"
)
SAID = re.compile("有|为|是|班额|人口|半径|标准|按")


def check(paragraphs: tuple[str, ...]) -> None:
    for text in paragraphs:
        assert FAULTS.search(text) is None, text
        assert text.endswith("。"), text
    assert len(paragraphs) < 2 or not any(map(is_stump, paragraphs)), paragraphs


def test_rooms_that_are_counted_are_not_named_again(examine: Examine) -> None:
    body = (
        "数据: {计算机教室数: 1, 实验室数: 3, 功能室: 音乐教室、计算机室、理化实验室、生物实验室}\n"
    )
    report = examine(body, standards="[]").report
    assert report is not None
    text = "".join(each for section in report.sections for each in said(section.blocks))
    assert "计算机教室1间、实验室3间（理化实验室、生物实验室）。配有音乐教室。" in text


def test_a_ground_without_a_track_is_no_sentence_of_its_own(examine: Examine) -> None:
    body = "数据: {校园面积: 30000, 教学楼幢数: 2, 运动场地面积: 8200%s}\n"
    for track, told in (
        ("", "。有教学楼2幢、运动场地8200平方米。"),
        (", 直跑道长度: 60", "。有教学楼2幢。运动场地8200平方米，设有60米直跑道。"),
    ):
        report = examine(body % track, standards="[]").report
        assert report is not None
        assert told in "".join(each for part in report.sections for each in said(part.blocks))


@pytest.mark.parametrize("genre", GENRES)
@given(st.data())
def test_a_school_is_described_by_whatever_is_known(genre: str, data: st.DataObject) -> None:
    paragraphs = ask(genre, "基本情况").phrases.paragraphs("基本情况", data.draw(schools(genre)))
    for text in paragraphs:
        assert all(map(SAID.search, COUNTED.findall(text))), text
    check(paragraphs)
    assert "".join(paragraphs).count(NAME) <= 1


@pytest.mark.parametrize("genre", GENRES)
@given(st.data())
def test_a_district_is_described_by_whatever_is_known(genre: str, data: st.DataObject) -> None:
    asked, values = ask(genre, "县域基本情况"), data.draw(districts(genre))
    check(asked.phrases.paragraphs("县域基本情况", values))


DATA = "数据: {办学性质: 公办, 建校年份: 1987, 教学班数: 21, 在校生数: 880, 专任教师数: 49}\n"


def describe(examine_text: Examine, own: str, data: str = DATA, kind: str = "小学") -> list[str]:
    text = f"学校: {{名称: 光明学校, 类型: {kind}}}\n报告: {{年度: 2024}}\n{data}"
    examined = examine_text(f"{text}基本情况: {own}\n" if own else text)
    assert examined.report is not None
    return said(examined.report.sections[0].blocks)


def test_a_school_is_introduced_with_its_kind(examine_text: Examine) -> None:
    assert describe(examine_text, "", "数据: {办学性质: 公办}\n", "九年一贯制") == [
        "光明学校是一所公办九年一贯制学校。"
    ]


def test_a_text_that_introduces_the_school_stands_first(examine_text: Examine) -> None:
    own = "光明学校是一所公办小学，环境优美。"
    assert describe(examine_text, own) == [
        own,
        "学校1987年建校，现有21个教学班、880名学生，平均班额41.9人。有专任教师49人。",
    ]


GROUNDS = '数据: {{办学性质: 公办, 在校生数: 880, 服务区域: 四个村, 校园环境: "{}"}}\n'


@pytest.mark.parametrize(
    "grounds", ["学校位于文化路12号，绿树成荫。", "光明学校地处城郊。\\n操场开阔。"]
)
def test_grounds_that_place_the_school_stand_first(examine_text: Examine, grounds: str) -> None:
    """What the school is and whom it serves is said behind them."""
    assert describe(examine_text, "", GROUNDS.format(grounds)) == [
        *grounds.split("\\n"),
        "学校是一所公办小学，服务区域为四个村。现有880名学生。",
    ]


def test_grounds_that_say_what_the_school_is_introduce_it(examine_text: Examine) -> None:
    grounds = "这是一所花园式小学，服务区域广。"
    found = describe(examine_text, "", GROUNDS.format(grounds))
    assert found == [f"{grounds}学校现有880名学生。"]


def test_where_a_building_is_introduces_no_school(examine_text: Examine) -> None:
    grounds = "教学楼位于校园北侧。"
    found = describe(examine_text, "", f"数据: {{办学性质: 公办, 校园环境: {grounds}}}\n")
    assert found == [f"光明学校是一所公办小学。{grounds}"]


def test_a_text_about_something_else_follows_the_introduction(examine_text: Examine) -> None:
    own = "校园环境优美，四季常绿，教学区与活动区分开。"
    assert describe(examine_text, own) == [
        "光明学校1987年建校，是一所公办小学。现有21个教学班、880名学生，平均班额41.9人。"
        "学校有专任教师49人。",
        own,
    ]


def test_classes_that_are_given_one_by_one_are_counted(examine_text: Examine) -> None:
    figures = "数据: {在校生数: 91, 班级人数: [30, 30, 31]}\n"
    (text,) = describe(examine_text, "", figures)
    assert text == "光明学校是一所小学。现有3个教学班、91名学生，平均班额30.3人，最大班额31人。"
    figures = "数据: {在校生数: {小学: 61, 初中: 30}, 班级人数: {小学: [30, 31], 初中: [30]}}\n"
    (text,) = describe(examine_text, "", figures, "九年一贯制")
    assert "现有3个教学班、91名学生，其中小学部2个教学班、61名学生，初中部1个教学班" in text


def test_figures_of_the_clerks_own_text_are_not_said_again(examine_text: Examine) -> None:
    own = "光明学校是一所公办小学，现有教学班21个、学生880人、专任教师49名。"
    assert describe(examine_text, own) == [own + "学校1987年建校。"]


def test_a_longer_figure_in_the_text_is_another(examine_text: Examine) -> None:
    own = "光明学校是一所公办小学，操场可容2880人。"
    assert "880名学生" in describe(examine_text, own)[1]


OWN_STANDARD = """\
学校: {名称: 光明小学, 类型: 小学}
报告: {年度: 2024, 标准: [甲]}
数据: {在校生数: 880, 教学班数: 21}
自定标准:
  标识: 甲
  名称: 甲标准
  学段: [小学]
  指标: [{名称: 平均班额, 分子: 在校生数, 分母: 教学班数, 单位: 人, 小数: 0, 方向: 不超过, 标准: 45}]
"""


def test_a_figure_that_is_judged_has_the_decimals_of_its_table(examine_text: Examine) -> None:
    report = examine_text(OWN_STANDARD).report
    assert report is not None
    assert said(report.sections[0].blocks)[0].endswith("平均班额42人。")


@pytest.mark.parametrize(
    ("own", "fact", "told"),
    [
        ("教学楼两幢，环境好。", "教学楼幢数: 2", True),
        ("有教学楼2栋。", "教学楼幢数: 2", True),
        ("食堂两幢，环境好。", "教学楼幢数: 2", False),
        ("设有三间电脑室。", "计算机教室数: 3", True),
        ("藏书18900余册。", "图书册数: 18900", True),
        ("藏书一万八千九百多册。", "图书册数: 18900", True),
        ("藏书118900册。", "图书册数: 18900", False),
        ("占地四十一亩半。", "校园面积: 41.5亩", False),
        ("占地41.5亩。", "校园面积: 41.5亩", True),
        ("有音乐教室、舞蹈室等。", "功能室: 音乐教室、舞蹈室", True),
        ("有音乐教室等。", "功能室: 音乐教室、舞蹈室", False),
    ],
)
@pytest.mark.parametrize("where", ["基本情况", "学校沿革"])
def test_what_a_text_of_the_chapter_says_is_not_said_again(
    examine_text: Examine, own: str, fact: str, told: bool, where: str
) -> None:
    text = f"光明学校是一所公办小学，{own}"
    if where == "基本情况":
        found = describe(examine_text, text, f"数据: {{{fact}}}\n")
    else:
        found = describe(examine_text, "", f"数据: {{{fact}, 学校沿革: {text}}}\n")
    said_besides = "".join(found).replace(text, "").replace("光明学校是一所小学。", "")
    assert (said_besides == "") is told


@pytest.mark.parametrize(
    ("grounds", "told"),
    [
        ("学校位于文化路12号，绿树成荫。", ""),
        ("学校位于文化路，绿树成荫。", ""),
        ("学校位于乡政府西侧，绿树成荫。", "地址为文化路12号"),
    ],
)
def test_an_address_is_told_where_the_grounds_give_another_place(
    examine_text: Examine, grounds: str, told: str
) -> None:
    head = "学校: {名称: 光明学校, 类型: 小学, 地址: 文化路12号}\n报告: {年度: 2024}\n"
    examined = examine_text(f"{head}数据: {{校园环境: {grounds}}}\n")
    assert examined.report is not None
    found = "".join(said(examined.report.sections[0].blocks)).replace(grounds, "")
    assert found == f"学校是一所小学{'，' if told else ''}{told}。"


def test_an_address_that_the_text_gives_is_not_given_again(examine_text: Examine) -> None:
    head = "学校: {名称: 光明学校, 类型: 小学, 地址: 文化路12号}\n报告: {年度: 2024}\n"
    examined = examine_text(f"{head}基本情况: 文化路12号门前有公交站。\n")
    assert examined.report is not None
    assert "".join(said(examined.report.sections[0].blocks)).count("文化路12号") == 1


@pytest.mark.parametrize(
    ("given", "printed"),
    [("41.5亩", "占地面积27667平方米（41.5亩）"), ("27667㎡", "占地面积27667平方米。")],
)
def test_land_given_in_mu_is_printed_in_both_units(
    examine_text: Examine, given: str, printed: str
) -> None:
    found = "".join(describe(examine_text, "", f"数据: {{校园面积: {given}}}\n"))
    assert printed in found and found.count("亩") == printed.count("亩")


FACTS = ("教学班数: 21", "在校生数: 880", "班级人数: [40, 42]", "教职工数: 52", "专任教师数: 49")
MORE = ("中级以上职称教师数: 25", "体育艺术专任教师数: 4", "图书册数: 18900", "教学楼幢数: 2")


@pytest.mark.parametrize("count", range(10))
def test_what_is_left_of_facts_that_the_clerk_tells_is_whole_sentences(
    examine_text: Examine, count: int
) -> None:
    figures = [*FACTS, *MORE]
    data = f"数据: {{{', '.join(figures)}}}\n".replace("教学班数: 21, ", "")
    words = ("班2个", "学生880人", "教职工52人", "专任教师49人", "骨干25人", "藏书18900册")
    for told in (words[:count], words[count:], words[count::2]):
        own = f"光明学校是一所公办小学，有{'、'.join(told)}。"
        for text in describe(examine_text, own, data)[1:]:
            assert all(map(SAID.search, COUNTED.findall(text))), text
            assert FAULTS.search(text) is None, text
