"""A template is tried whichever way its conditions and loops fall; what it leaves blank is said."""

from __future__ import annotations

import pytest

from reportgen.problems import Severity
from reportgen.render.places import Finding
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.inspection import inspect_template
from reportgen.template_tools.samples import Samples
from tests.render.docx_samples import p, tbl, tc, tr
from tests.template_tools.inspection.broken import with_body

NAME = "模板.docx"
HEAD, LOOP, END = (
    tr(tc(p("头"))),
    tr(tc(p("{%tr for 行 in 达标表 %}"))),
    tr(tc(p("{%tr endfor %}"))),
)
CHOSEN = tr(tc(p("{%tr for 行 in 达标表 if 行.差距 %}")))
ROW = tr(tc(p("{{ 行.指标 }}")))
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
)
FIELD_END = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def found(body: str, samples: Samples) -> dict[str, Finding]:
    findings = inspect_template(with_body(body), NAME, samples.schools, FILTERS).findings
    return {finding.problem.code: finding for finding in findings}


def cell(*paragraphs: str) -> str:
    return tbl(1, HEAD, tr(tc(*map(p, paragraphs))))


@pytest.mark.parametrize(
    ("opener", "closer", "code"),
    [
        ("{%p if 年度 < 2000 %}", "{%p endif %}", "template_blank"),
        ("{% if 年度 < 2000 %}", "{% endif %}", "template_alone"),
    ],
)
def test_the_advice_for_a_cell_of_one_condition_mends_it(
    opener: str, closer: str, code: str, samples: Samples
) -> None:
    said = found(cell(opener, "有{{ 年度 }}", closer), samples)
    whole = "{% if 年度 < 2000 %}有{{ 年度 }}{% endif %}"
    assert list(said) == [code]
    assert said[code].problem.hint == f"请把三段合成一段，写成 {whole}"
    assert found(cell(whole), samples) == {}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{%p for 行 in 达标表 %}", "{{ 行.指标 }}", "{%p endfor %}"),
        ("{%p if 年度 %}", "甲", "乙", "{%p endif %}"),
        ("前", "{%p if 年度 %}", "甲", "{%p endif %}"),
        ("{%p if 年度 %}", "甲", "{%p else %}", "乙", "{%p endif %}"),
    ],
)
def test_a_cell_that_one_paragraph_cannot_say_is_left_alone(
    paragraphs: tuple[str, ...], samples: Samples
) -> None:
    assert found(cell(*paragraphs), samples) == {}


def test_a_table_all_of_whose_rows_a_loop_may_leave_out_is_told(samples: Samples) -> None:
    said = found(tbl(1, CHOSEN, ROW, END), samples)
    assert list(said) == ["template_headless"]
    assert found(tbl(1, HEAD, CHOSEN, ROW, END), samples) == {}


def test_a_table_with_every_row_of_a_list_is_not(samples: Samples) -> None:
    assert found(tbl(1, LOOP, ROW, END), samples) == {}


def test_a_table_that_stands_only_where_there_are_rows_is_not(samples: Samples) -> None:
    body = p("{%p if 达标表 %}") + tbl(1, CHOSEN, ROW, END) + p("{%p endif %}")
    assert found(body, samples) == {}


def test_a_field_of_which_a_condition_has_one_half_is_an_error(samples: Samples) -> None:
    """The samples' own conditions hold: only the other way tears it."""
    half = p("{%p if 年度 %}") + FIELD + "</w:p>" + p("{%p endif %}")
    said = found(half + FIELD_END, samples)
    assert list(said) == ["template_damages"]
    assert "条件都不成立" in said["template_damages"].problem.message
    assert found(FIELD + FIELD_END.removeprefix("<w:p>"), samples) == {}


def test_minus_signs_are_not_said_to_leave_a_line(samples: Samples) -> None:
    body = p("甲") + p("{%- if 年度 -%}") + p("乙") + p("{%- endif -%}") + p("丙")
    assert list(found(body, samples)) == ["template_minus"]


def test_a_bound_content_control_with_a_tag_is_told(samples: Samples) -> None:
    binding = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'
    control = "<w:sdt><w:sdtPr>{0}</w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>"
    assert list(found(control.format(binding, p("{{ 学校.名称 }}")), samples)) == ["template_bound"]
    assert found(control.format(binding, p("学校")), samples) == {}


def test_what_is_not_tried_for_want_of_time_is_told(samples: Samples) -> None:
    loop = "{% for 个 in range(9999) %}{% for 次 in range(90) %}{% endfor %}{% endfor %}"
    said = found(p(loop), samples)
    assert list(said) == ["template_untried"]
    told = said["template_untried"].problem
    assert "试填太费时（几份样例一共超过 200 万轮），这些没有试：样例“" in told.message
    assert told.severity is Severity.WARNING
