"""Names that were not given are undefined wherever a template asks them, as jinja2 has it."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from reportgen.templating.sandbox import Sandbox

TEMPLATES = [
    "{{ 无|default('缺') }}{{ 有|default('缺') }}",
    "{{ 无 is defined }}{{ 有 is defined }}{{ 无 is undefined }}",
    "{% if 无 is defined %}甲{% else %}乙{% endif %}",
    "{% if 有 %}{% set 无 = 1 %}{% endif %}{{ 无 }}",
    "{% if not 有 %}{% set 无 = 1 %}{% endif %}{{ 无|default('缺') }}",
    "{% for 项 in 列 %}{{ 项 }}{{ 无|default('缺') }}{% set 无 = 项 %}{{ 无 }}{% endfor %}{{ 无|default('缺') }}",
    "{% for 项 in 列 %}{% for 无 in 列 %}{{ 无 }}{% endfor %}{{ 无|default('缺') }}{% endfor %}",
    "{% macro 说(甲) %}{{ 甲|default('缺') }}{{ 无|default('缺') }}{{ 有 }}{% endmacro %}{{ 说() }}{{ 说(1) }}",
    "{% set 记 = namespace(说=1) %}{% for 项 in 列 %}{% macro 说() %}{{ 项|default('缺') }}{{ 有 }}{{ 无|default('缺') }}{% endmacro %}"
    "{% set 记.说 = 说 %}{% endfor %}{{ 记.说() }}",
    "{% with 甲 = 有 %}{{ 甲 }}{{ 无|default('缺') }}{% endwith %}{{ 甲|default('缺') }}",
    "{% block 块 %}{{ 有 }}{{ 无|default('缺') }}{% endblock %}{{ self.块() }}",
    "{% set 甲 %}{{ 有 }}{{ 无|default('缺') }}{% endset %}{{ 甲 }}",
    "{% set 甲 = 无 %}{{ 甲|default('缺') }}",
    "{% for 项 in 列 if 无 is defined or 项 > 1 %}{{ 项 }}{% else %}{{ 无 }}{% endfor %}",
    "{% for 项 in 列 recursive %}{{ 项 }}{{ 有 }}{{ 无|default('缺') }}{% endfor %}",
]
GIVEN = {"有": "有", "列": [1, 2]}


@pytest.mark.parametrize("source", TEMPLATES)
def test_it_prints_what_jinja2_prints(source: str) -> None:
    theirs = SandboxedEnvironment(undefined=StrictUndefined).from_string(source).render(GIVEN)
    ours = Sandbox(undefined=StrictUndefined).from_string(source).render(GIVEN)
    assert ours.replace("是", "True").replace("否", "False") == theirs


@pytest.mark.parametrize("source", ["{{ 无 }}", "{% for 项 in 无 %}{% endfor %}", "{{ 无.名称 }}"])
def test_what_needs_its_value_tells_its_name(source: str) -> None:
    with pytest.raises(UndefinedError, match="无"):
        Sandbox(undefined=StrictUndefined).from_string(source).render(GIVEN)
