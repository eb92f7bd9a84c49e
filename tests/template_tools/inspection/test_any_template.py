"""Whatever stands in a template: the check does not fail, and it finds what the build would
refuse.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.problems import Severity, TemplateError
from reportgen.render.template import compile_template
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.inspection import inspect_template
from reportgen.template_tools.samples import Samples
from tests.render.docx_samples import p, tbl, tc, tr
from tests.template_tools.inspection.broken import box, with_body

pytestmark = pytest.mark.slow

NAME = "模板.docx"
PIECES = st.sampled_from(
    [
        "甲",
        "",
        "{{ 学校.名称 }}",
        "{{ 校名 }}",
        "{{p 引言 }}",
        "{{r 年度 }}",
        "{% if 年度 %}",
        "{%p if 年度 %}",
        "{%tr if 年度 %}",
        "{% elif 年度 > 1 %}",
        "{%p else %}",
        "{%p endif %}",
        "{% endif %}",
        "{%p for 节 in 各节 %}",
        "{%tr for 行 in 达标表 %}",
        "{%tc for 行 in 达标表 %}",
        "{{ 行.指标 }}",
        "{{ 行.指标.名 }}",
        "{%p endfor %}",
        "{%tr endfor %}",
        "{%- endfor -%}",
        "{% set 甲 = 年度 %}",
        "{% 合并 %}",
        "{% vm %}",
        "{% cellbg 行.底色 %}",
        "｛｛ 年度 ｝｝",
        "{{ 年度",
        "}}",
        "{",
        "%}",
        "{# 注 #}",
        "{% raw %}",
        "{% endraw %}",
        "{% for %}",
        "{% p if %}",
        "{{ 年度|大写 }}",
        "{{ 年度|默认(“无”) }}",
        "{% include '甲' %}",
        "{% macro 甲(乙) %}",
        "{% call 甲() %}",
        "{% block 甲 %}",
        "{% filter upper %}",
        "{% with 甲 = 1 %}",
        "{% 如果 年度 %}",
    ]
)
PARAGRAPHS = st.lists(PIECES, min_size=1, max_size=3).map(lambda pieces: p(*pieces))
CELLS = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(lambda paragraphs: tc(*paragraphs))
ROWS = st.lists(CELLS, min_size=2, max_size=2).map(lambda cells: tr(*cells))
TABLES = st.lists(ROWS, min_size=1, max_size=3).map(lambda rows: tbl(2, *rows))
BODIES = st.lists(st.one_of(PARAGRAPHS, TABLES, PARAGRAPHS.map(box)), min_size=1, max_size=5).map(
    "".join
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=BODIES)
def test_what_the_build_refuses_the_check_finds(samples: Samples, body: str) -> None:
    data = with_body(body)
    inspection = inspect_template(data, NAME, samples.schools[:1], FILTERS)
    has_errors = any(each.problem.severity is Severity.ERROR for each in inspection.findings)
    try:
        compile_template(data, NAME, FILTERS)
    except TemplateError:
        assert has_errors
    assert inspection.tried or has_errors
