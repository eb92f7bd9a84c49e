"""A clause without its fact disappears whole, commas and all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.problems import TemplateError
from reportgen.sections.phrases import Phrases, join_clauses

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
def test_missing_facts_take_their_clauses_and_commas_with_them(values: dict[str, object], said: str) -> None:
    assert say("占地{{ 占地 }}\n建筑{{ 建筑 }}。\n跑道{{ 跑道 }}。\n", **values) == (said,)


def test_nothing_known_says_nothing() -> None:
    assert say("占地{{ 占地 }}，\n\n建筑{{ 建筑 }}。") == ()


def test_condition_on_a_missing_fact_is_false() -> None:
    assert say("{% if 占地 %}有{% else %}无{% endif %}") == ("无。",)


def test_unknown_name_is_an_error_at_its_line() -> None:
    with pytest.raises(TemplateError, match=r"短语/句\.j2:2:1：不认识的名称“占第”"):
        say("甲\n乙{{ 占第 }}\n")


def test_faulty_phrase_is_an_error_at_its_line() -> None:
    with pytest.raises(TemplateError, match=r"短语/句\.j2:2:1：短语写法有误"):
        say("甲\n{% if %}乙\n")


def test_unsafe_attribute_is_refused() -> None:
    with pytest.raises(TemplateError):
        say("{{ ''.__class__.__mro__ }}")


def test_value_that_looks_like_a_template_is_printed() -> None:
    assert say("名称{{ 占地 }}", 占地="{{ 7*7 }}") == ("名称{{ 7*7 }}。",)


def test_a_list_that_loses_its_end_is_closed_by_a_full_stop() -> None:
    assert join_clauses("甲；\n乙；") == "甲；乙。"
