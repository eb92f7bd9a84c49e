"""Numbers of a paragraph that begins with whose they are, or stands under such a heading."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    "text",
    [
        "小学：校数17所；在校生22250人；招生3675人。|初中：校数13所；在校生11012人；招生4000人。",
        "——小学。在校生22250人；招生3675人。|——初中。在校生11012人；招生4000人。",
        "（一）小学|校数17所，在校生22250人。|（二）初中|校数13所，在校生11012人。",
        "小学教育。有学校17所，招生3675人。|初中教育。有学校13所，招生4000人。",
        "普通高中学校5所；在校生6747人，教师300人。|中等职业教育学校1所；在校生1890人，教师80人。",
        "全县幼儿园32所；专任教师662人。|全县义务教育学校30所；专任教师2384人。",
    ],
)
def test_numbers_of_two_stages_are_not_held_against_each_other(text: str, find: Finder) -> None:
    assert find(TextRule.REPEATED, *text.split("|")) == []


@pytest.mark.parametrize(
    "text",
    [
        "小学。在校生22250人。|小学。在校生22350人。",
        "（一）小学|在校生22250人。|（二）教师|学校有在校生22250人。|全校有在校生22350人。",
        "小学教育事业发展很快，在校生22250人。|全县有在校生22350人。",
    ],
)
def test_numbers_of_the_same_are(text: str, find: Finder) -> None:
    assert find(TextRule.REPEATED, *text.split("|"))
