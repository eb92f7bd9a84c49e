"""A clause without its fact disappears whole, commas and all."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from reportgen.model.sourced_text import sourced, spans_of
from reportgen.problems import TemplateError
from reportgen.sections.phrasing.clauses import connect_lines
from reportgen.sections.phrasing.phrases import Phrases

FACTS = frozenset({"占地", "建筑", "跑道", "班数"})


def say(source: str, **values: object) -> tuple[str, ...]:
    return Phrases({"句": source}, FACTS).paragraphs("句", values)


def test_all_facts_known_gives_every_clause() -> None:
    text = "占地{{ 占地|面积 }}\n建筑{{ 建筑|面积 }}。\n设有{{ 跑道 }}米跑道。\n"
    said = say(text, 占地=Decimal(20500), 建筑=Decimal(5230), 跑道=Decimal(200))
    assert said == ("占地20500平方米，建筑5230平方米。设有200米跑道。",)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"占地": Decimal(9)}, "占地9。"),
        ({"建筑": Decimal(8)}, "建筑8。"),
        ({"占地": Decimal(9), "跑道": Decimal(200)}, "占地9。跑道200。"),
        ({"占地": Decimal(9), "建筑": Decimal(8)}, "占地9，建筑8。"),
    ],
)
def test_missing_facts_take_their_clauses_and_commas_with_them(
    values: dict[str, object], said: str
) -> None:
    assert say("占地{{ 占地 }}\n建筑{{ 建筑 }}。\n跑道{{ 跑道 }}。\n", **values) == (said,)


def test_nothing_known_says_nothing() -> None:
    assert say("占地{{ 占地 }}，\n\n建筑{{ 建筑 }}。") == ()


def test_condition_on_a_missing_fact_is_false() -> None:
    assert say("{% if 占地 %}有{% else %}无{% endif %}") == ("无。",)


def test_unknown_name_is_an_error_at_its_line() -> None:
    with pytest.raises(TemplateError, match=r"短语/句\.j2:2:1：不认识的名称“占第”"):
        say("甲\n乙{{ 占第 }}\n")


def test_faulty_phrase_is_an_error_at_its_line() -> None:
    with pytest.raises(
        TemplateError, match=r"短语/句\.j2:2:1：标签里缺少内容，例如 if 后面没有写条件"
    ):
        say("甲\n{% if %}乙\n")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "{{ 占地|面机 }}",
            "不认识标签里的“面机”这个处理方法；是不是“面积”？可以用的有：面积、亩、金额、万元",
        ),
        ("{% if 占地 %}{{ 占地|面机 }}{% endif %}", "不认识标签里的“面机”这个处理方法"),
        ("{% if 占地 %}乙\n丙\n", "“{% if 占地 %}”没有配对的“endif”"),
        ("{% iff 占地 %}乙", "没有“iff”这种标签；是不是“if”？"),
        ("{{ 占地 }\n丙{{ 建筑 }}", "标签以“{{”开头，却没有以“}}”结束"),
        ("｛｛ 占地 ｝｝", "“｛｛”里有全角符号"),
        ("{{ 占地（1） }}", "标签里有不该出现的符号“（”；标签里的括号、引号、逗号、点号都要用半角"),
        ("{{ 占地 建筑 }}", "标签里“建筑”的前面少了符号，或者多了空格"),
        ("{{ 'a'.__class__ }}", "标签用了不允许的写法；模板只能取数据"),
        ("{{ 1/0 }}", "标签算不出结果：除数是零；"),
        ("{{ 年度 % 0.0 }}", "标签算不出结果：除数是零；"),
        ("{{ 0.0 / 0 }}", "标签算不出结果：除数是零；"),
        ("{{ 2.5 ** 1e9 }}", "标签算不出结果：数太大，或重复的次数太多"),
        ("{{ (-8) ** 0.5 }}", "标签算不出结果：结果不是有限的数（太大，或像负数开方那样没有意义）"),
        ("{{ 年度 + 学校.名称 }}", "“光明小学”不是数，不能用 + 和数相加；要把文字和数写在一起"),
        ("{% include 'x' %}", "模板不能引用别的文件"),
        (
            "{% for 个 in range(100000000) %}{% endfor %}",
            "标签算不出结果：数太大，或重复的次数太多",
        ),
        ("{{ 占地 + 1 }}", "“占地”没有填写，算不出结果；请先判断有没有填写，例如 {% if 占地 %}"),
    ],
)
def test_whatever_is_wrong_with_a_phrase_is_said_in_chinese_at_its_line(
    source: str, told: str
) -> None:
    with pytest.raises(TemplateError) as raised:
        say(f"甲\n{source}\n", 年度=2024, 学校={"名称": "光明小学"})
    text = str(raised.value)
    assert text.startswith(f"短语/句.j2:2:1：{told}")
    assert not re.search("[a-z]{2,} [a-z]{2,} [a-z]{2,}", text)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("标淮", "是不是“标准”？"),
        ("跑到", "是不是“跑道”？"),
        ("学校.名城", "是不是“名称”？"),
        ("甲乙丙丁", "这里可以用的有：标准、学校；数据的名称可用 reportgen facts 查看"),
        ("学校.名称.长", "点号前面的内容没有这一项"),
    ],
)
def test_unknown_name_comes_with_the_nearest_that_the_phrase_may_use(name: str, hint: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(hint)):
        say(f"{{{{ {name} }}}}", 标准="不低于20册", 学校={"名称": "光明小学"}, 占地=Decimal(1))


def test_place_of_a_phrase_is_the_file_that_was_read() -> None:
    phrases = Phrases({"句": "{{ 甲 }}"}, FACTS, {"句": "模板/短语/句.j2"})
    with pytest.raises(TemplateError, match=r"^模板/短语/句\.j2:1:1："):
        phrases.paragraphs("句", {})


def test_braces_that_a_phrase_prints_as_they_are_need_not_match() -> None:
    assert say("{% raw %}{{ 甲 {% endraw %}乙") == ("{{ 甲 乙。",)


def test_unsafe_attribute_is_refused() -> None:
    with pytest.raises(TemplateError):
        say("{{ ''.__class__.__mro__ }}")


def test_value_that_looks_like_a_template_is_printed() -> None:
    assert say("名称{{ 占地 }}", 占地="{{ 7*7 }}") == ("名称{{ 7*7 }}。",)


def test_a_list_that_loses_its_end_is_closed_by_a_full_stop() -> None:
    assert connect_lines("甲；\n乙；") == ("甲；乙。",)


@pytest.mark.parametrize(
    ("source", "silent"),
    [("{# 不写 #}\n", True), ("", True), ("好。\n", False), ("{% if 班数 %}{% endif %}", False)],
)
def test_a_phrase_of_comments_alone_is_known_to_be_silent(source: str, silent: bool) -> None:
    phrases = Phrases({"句": source}, FACTS)
    assert phrases.is_silent("句") is silent
    assert phrases.paragraphs("句", {}) == (() if "好" not in source else ("好。",))


@pytest.mark.parametrize(
    ("source", "values", "sentence"),
    [
        (
            "有｜占地{{ 占地 }}、\n建筑{{ 建筑 }}\n跑道{{ 跑道 }}。",
            "占地 建筑 跑道",
            "有占地1、建筑1，跑道1。",
        ),
        ("有｜占地{{ 占地 }}、\n建筑{{ 建筑 }}\n跑道{{ 跑道 }}。", "建筑", "有建筑1。"),
        ("有｜占地{{ 占地 }}、\n建筑{{ 建筑 }}\n跑道{{ 跑道 }}。", "占地 跑道", "有占地1，跑道1。"),
        ("有｜占地{{ 占地 }}、\n建筑{{ 建筑 }}\n跑道{{ 跑道 }}。", "跑道", "跑道1。"),
        ("我校｜\n占地{{ 占地 }}。\n有｜建筑{{ 建筑 }}。", "占地 建筑", "我校占地1。有建筑1。"),
        ("我校｜\n占地{{ 占地 }}。\n有｜建筑{{ 建筑 }}。", "建筑", "我校有建筑1。"),
        (
            "占地{{ 占地 }}\n其中建筑{{ 建筑 }}、\n跑道{{ 跑道 }}。",
            "占地 跑道",
            "占地1，其中跑道1。",
        ),
        ("占地{{ 占地 }}\n其中建筑{{ 建筑 }}、\n跑道{{ 跑道 }}。", "建筑 跑道", "建筑1、跑道1。"),
        ("占地{{ 占地 }}。\n其中，建筑{{ 建筑 }}。", "占地 建筑", "占地1。其中，建筑1。"),
        (
            "占地{{ 占地 }}\n{% if 建筑 %}建筑{% endif %}。\n跑道{{ 跑道 }}",
            "占地 跑道",
            "占地1。跑道1。",
        ),
        ("占地{{ 占地 }}\n\n如下：\n跑道{{ 跑道 }}。", "占地", "占地1。"),
    ],
)
def test_what_is_left_of_a_sentence_is_connected(source: str, values: str, sentence: str) -> None:
    assert say(source, **dict.fromkeys(values.split(), 1)) == (sentence,)


LONG = "占地很大很大很大很大很大很大很大很大很大很大很大很大很大很大。"


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        (f"{LONG}\n\n建筑。\n\n{LONG}", (f"{LONG}建筑。", LONG)),
        (f"建筑。\n\n{LONG}", (f"建筑。{LONG}",)),
        (f"{LONG}\n\n我校｜\n有楼。\n\n我校｜\n有路。", (LONG, "我校有楼；有路。")),
        (f"{LONG}\n{{% if 占地 %}}\n占地{{% endif %}}\n{LONG}", (LONG + LONG,)),
        ("建筑。", ("建筑。",)),
    ],
)
def test_one_short_sentence_is_no_paragraph(source: str, paragraphs: tuple[str, ...]) -> None:
    assert say(source) == paragraphs


def test_the_facts_that_a_phrase_names_are_found_once() -> None:
    phrases = Phrases(
        {"甲": "{{ 在校生数 }}人{{ 段.教学班数 }}个{{ 名称 }}"}, frozenset({"在校生数", "教学班数"})
    )
    found = phrases.facts_in("甲")
    assert found == {"在校生数", "教学班数"}
    assert phrases.facts_in("甲") is found


def test_what_is_set_is_known_in_blocks_and_macros() -> None:
    said = "{% set 甲 = '一' %}{% block 段 %}{{ 甲 }}{{ 乙 }}{% endblock %}"
    assert say(said, 乙="二") == ("一二。",)
    called = "{% macro 句(数) %}{{ 甲 }}{{ 数 }}{% endmacro %}{% set 甲 = '一' %}{{ 句(乙) }}"
    assert say(called, 乙="二") == ("一二。",)


def test_what_is_remembered_is_of_its_own_figure() -> None:
    phrases = Phrases({"句": "有{{ 数 }}"}, FACTS)
    for code in ("aaaaaav", "bbbbbbv", "aaaaaav"):
        (said,) = phrases.remembered("句", {"数": sourced("9人", code)})
        assert said == "有9人。"
        assert spans_of(said) == ((1, 3, code),)
