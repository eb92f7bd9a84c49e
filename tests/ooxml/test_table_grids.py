"""Whether a template's tables always fit their grids, so that no document need be looked at."""

from __future__ import annotations

import pytest

from reportgen.render.parts import make_environment
from reportgen.render.structure import find_traits
from tests.render.docx_samples import p, tbl, tc, tr

HEAD = tr(tc(p("甲")), tc(p("乙")))
ROW = tr(tc(p("{{ 行.甲 }}")), tc(p("{{ 行.乙 }}")))


@pytest.mark.parametrize(
    ("source", "known"),
    [
        (tbl(2, HEAD), True),
        (tbl(2, HEAD, "{% for 行 in 各行 %}", ROW, "{% endfor %}"), True),
        (tbl(2, HEAD, "{% if 甲 %}", ROW, "{% else %}", HEAD, "{% endif %}"), True),
        ("{% for 表 in 各表 %}" + tbl(2, HEAD) + "{% endfor %}", True),
        (tbl(2, "{% for 行 in 各行 %}", ROW, "{% endfor %}"), False),
        (tbl(3, HEAD), False),
        (tbl(2, "<w:tr>{% for 格 in 各格 %}" + tc(p("{{ 格 }}")) + "{% endfor %}</w:tr>"), False),
        (tbl(2, HEAD, "{% set 甲 = 1 %}"), True),
        ("{% macro 表() %}" + tbl(3, HEAD) + "{% endmacro %}", False),
        (
            tbl(2, '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{{ 跨 }}"/></w:tcPr></w:tc></w:tr>'),
            False,
        ),
    ],
)
def test_grids_are_known_where_tags_only_choose_or_repeat_whole_rows(
    source: str, known: bool
) -> None:
    assert find_traits(make_environment({}).parse(source), "", "").grids_agree is known
