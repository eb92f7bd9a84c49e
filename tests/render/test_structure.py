"""A template is known to render well-formed XML only where its values cannot change that."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from reportgen.render.structure import find_traits


def known(source: str) -> bool:
    return find_traits(Environment().parse(source), "<body>", "</body>").sound


@pytest.mark.parametrize(
    "source",
    [
        "<p>甲</p>",
        "<p>{{ 值 }}</p>",
        '<p a="{{ 值 }}"/>',
        '<p a="{% if 真 %}左{% else %}右{% endif %}"/>',
        "<p>{% if 真 %}甲{% elif 假 %}乙{% endif %}</p>",
        "{% for 行 in 表 %}<p>{{ 行 }}{% if 真 %}<b/>{% endif %}</p>{% else %}<p/>{% endfor %}",
        "{% set 值 = 1 %}<p/>{{ 段 }}<p/>",
    ],
)
def test_template_whose_branches_are_whole_is_known_to_be_sound(source: str) -> None:
    assert known(source)


@pytest.mark.parametrize(
    "source",
    [
        "<p>{% if 真 %}</p><p>{% endif %}</p>",
        "{% for 行 in 表 %}<p>{% endfor %}</p>",
        "<p>{{ 值|safe }}</p>",
        "<p>{{ (值|e)[:3] }}</p>",
        '<p a="{% if 真 %}<b/>{% endif %}"/>',
        "<p {{ 值 }}/>",
        "<{{ 值 }}/>",
        "<p>{% autoescape false %}{{ 值 }}{% endautoescape %}</p>",
        "{% macro 甲() %}<p/>{% endmacro %}{{ 甲() }}",
    ],
)
def test_template_whose_values_may_break_it_is_not_known_to_be_sound(source: str) -> None:
    assert not known(source)
