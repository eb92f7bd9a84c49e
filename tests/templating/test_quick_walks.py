"""What a template sets and asks is found as jinja2 finds it, in whatever branches and loops."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateError

from reportgen.templating.sandbox import Sandbox

OWN, PLAIN = Sandbox(), Environment()
VALUES = {"a": "甲", "b": "", "rows": ["乙", "丙"]}
LEAVES = st.sampled_from(
    [
        *(
            "{{ a }}",
            "{{ b }}",
            "{{ x }}",
            "{{ self }}",
            "{{ loop.index }}",
            "{{ loop }}",
            "{{ r }}",
        ),
        *("{% set x = a %}", "{% set a = r %}", "{% set x %}丁{% endset %}", "{{ f() }}", "\n"),
        *("{% macro f() %}{{ x }}{% endmacro %}", "{% block c %}{{ a }}{% endblock %}"),
    ]
)
WRAPPED = [
    *("{{% if a %}}{0}{{% endif %}}", "{{% if b %}}{0}{{% else %}}{1}{{% endif %}}"),
    *("{{% if b %}}{0}{{% elif x %}}{1}{{% endif %}}", "{{% for r in rows %}}{0}{{% endfor %}}{1}"),
    *("{{% for r in rows recursive %}}{0}{{% endfor %}}", "{{% with x = b %}}{0}{{% endwith %}}"),
    *("{{% for r in [] %}}{0}{{% else %}}{1}{{% endfor %}}", "{{% call f() %}}{0}{{% endcall %}}"),
]
SOURCES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(str.format, st.sampled_from(WRAPPED), inner, inner)
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=12,
)


def rendered(environment: Environment, source: str) -> str:
    try:
        text = environment.from_string(source).render(VALUES)
    except (TemplateError, TypeError) as fault:
        return type(fault).__name__
    # Objects tell where they lie.
    return text.partition("<")[0]


@given(SOURCES)
@example("{% if a %}{% set x = a %}{% else %}{{ x }}{% endif %}{{ x }}")
@example("{% if a %}{% if b %}{% else %}{% set a = b %}{% endif %}{% endif %}{{ a }}")
@example("{% if a %}{% for r in rows %}{{ loop.index }}{% endfor %}{% endif %}{{ r }}")
@example("{% for r in rows %}{% for r in rows %}{{ loop.index }}{% endfor %}{% endfor %}")
@example("{% if self %}{{ self.c() }}{% endif %}{% block c %}{{ a }}{% endblock %}")
def test_templates_print_what_they_print_in_jinja2(source: str) -> None:
    assert rendered(OWN, source) == rendered(PLAIN, source)
