"""What the quick parser makes of a template is what jinja2's own parser makes of it."""

from __future__ import annotations

import pytest
from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from reportgen.templating.quick_parser import QuickParser
from reportgen.templating.tree_walk import nodes_in

SOUND = (
    *(
        "{{ 甲 }}",
        "{{ 甲.乙.丙 }}",
        "{{ 甲[1].乙(2, 丙=3)[:4] }}",
        "{{ 甲|f }}",
        "{{ 甲.乙|f(丙)|g }}",
    ),
    *("{{ 甲 not in 乙 }}", "{{ not 甲 in 乙 }}", "{{ 甲 is defined }}", "{{ 甲.乙 is not none }}"),
    *(
        "{{ 甲 - 乙 }}",
        "{{ 甲 -乙 }}",
        "{{ -甲 }}",
        "{{ 甲 ** -乙 ** 丙 }}",
        "{{ 甲 + 乙 * 丙 // 丁 % 戊 }}",
    ),
    *(
        "{{ 甲 ~ 乙 ~ 丙 }}",
        "{{ 甲 < 乙 <= 丙 }}",
        "{{ 甲 and 乙 or not 丙 }}",
        "{{ 甲, 乙 }}",
        "{{ 甲, }}",
    ),
    *(
        "{{ 甲 if 乙 else 丙 }}",
        "{{ 甲 if 乙 }}",
        "{{ (甲) }}",
        "{{ [甲, 乙.丙] }}",
        "{{ {甲: 乙} }}",
    ),
    *("{{ true }}", "{{ True and 甲 }}", "{{ none }}", '{{ "甲" "乙" ~ 丙 }}', "{{ 1 + 甲 }}"),
    "{% for 甲, 乙 in 丙.丁 if 甲 not in 戊 recursive %}{{ loop(乙) }}{% else %}无{% endfor %}",
    "{% if 甲 %}一{% elif 乙 > 1 %}二{% endif %}",
    "{% set 甲 = 乙 ~ 1 %}{% set 丙.丁 = 1 %}{% set 甲 %}文{% endset %}",
    "{% macro 甲(乙, 丙=丁) %}{{ 乙 }}{% endmacro %}{% call(戊) 甲(1) %}{{ 戊 }}{% endcall %}",
    "{% with 甲 = 乙, 丙 = 丁.戊 %}{{ 甲 }}{% endwith %}{% filter upper %}文{% endfilter %}",
)
FAULTY = (
    *(
        "{{ 甲 乙 }}",
        "{{ 甲. }}",
        "{{ 甲[ }}",
        "{{ }}",
        "{{ 甲 not 乙 }}",
        "{{ 甲 - }}",
        "{{ 甲 if }}",
    ),
    *(
        "{{ 甲 not }}",
        "{{ 甲| }}",
        "{{ not }}",
        "{% if 甲 乙 %}{% endif %}",
        "{% for 甲 in %}{% endfor %}",
    ),
)


@pytest.mark.parametrize("source", SOUND)
def test_nodes_are_those_of_jinja2(source: str) -> None:
    environment = Environment()
    ours = QuickParser(environment, source).parse_template()
    theirs = Parser(environment, source).parse()
    assert ours == theirs
    assert lines_of(ours) == lines_of(theirs)


def lines_of(tree: nodes.Template) -> list[int]:
    return [each.lineno for each in nodes_in(tree, nodes.Node)]


@pytest.mark.parametrize("source", FAULTY)
def test_faults_are_those_of_jinja2(source: str) -> None:
    environment = Environment()
    with pytest.raises(TemplateSyntaxError) as ours:
        QuickParser(environment, source).parse_template()
    with pytest.raises(TemplateSyntaxError) as theirs:
        Parser(environment, source).parse()
    assert (ours.value.message, ours.value.lineno) == (theirs.value.message, theirs.value.lineno)
