"""A template that asks for too much is told so at its tag, soon and before it has any of it."""

from __future__ import annotations

import pytest

from reportgen.problems import TemplateError
from reportgen.render.template import compile_template
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.sections.phrasing.phrases import Phrases
from tests.render.docx_samples import NAME, docx, p, texts

DOUBLED = "{% set x = x ~ x %}" * 40
CAPTURED = "{% set x %}{{ x }}{{ x }}{% endset %}" * 40
NEST = "{% set ns = namespace(x=[1]) %}{% for a in range(60) %}{% set ns.x = "
WIDE = '"＿" * 9999'
TOO_MUCH = (
    '{{ "＿" * 3000000000 }}',
    '{{ "＿" * 9999 * 9999 }}',
    "{{ 10 ** 5000 }}",
    "{{ (10 ** 100) ** 100 ** 100 }}",
    NEST + "ns.x[0] * 10 ** 400 %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}",
    '{{ "%999999999d"|format(1) }}',
    '{{ "%*d"|format(999999999, 1) }}',
    '{{ "{:>999999999}".format("a") }}',
    '{{ "{:>{}}".format("a", 999999999) }}',
    '{{ "{:>{}}".format("a", "999999999") }}',
    '{{ "{:>{0[0]}}".format([999999999]) }}',
    '{{ "{a:>{b}}".format_map({"a": 1, "b": 999999999}) }}',
    '{% set f = "a".center %}{{ f(999999999) }}',
    '{{ "a"|center(999999999) }}',
    '{{ ["a"]|map("center", 999999999)|list }}',
    '{{ "a"|indent(999999999) }}',
    '{{ "a"|indent(width=999999999) }}',
    "{{ range(9)|batch(999999999, 1)|list|length }}",
    "{{ range(9)|slice(999999999)|list|length }}",
    f'{{{{ ({WIDE})|replace("＿", {WIDE}) }}}}',
    f'{{{{ ({WIDE})|replace(old="＿", new={WIDE}) }}}}',
    f'{{{{ ({WIDE}).replace("＿", {WIDE}) }}}}',
    f"{{{{ ({WIDE})|wordwrap(1, true, {WIDE}) }}}}",
    f"{{{{ (range(90000)|list)|join({WIDE}) }}}}",
    f'{{{{ ({WIDE}).join(range(90000)|map("string")|list) }}}}',
    '{{ "a".ljust(999999999) }}',
    '{{ "a".zfill(999999999) }}',
    '{{ "\t".expandtabs(999999999) }}',
    "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
    "{% for a in range(90000) %}{% for b in range(90000) if false %}{% endfor %}{% endfor %}",
    "{% for a in range(90000) %}{% set x = range(90000)|list %}{% endfor %}",
    "{% for a in range(90000) %}{% if 1.5 in range(90000) %}{% endif %}{% endfor %}",
    "{% set x = [1, 2] %}{% for a in x recursive %}{{ loop(x) }}{% endfor %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    f'{{% set x = "＿" * 9999 %}}{DOUBLED}{{{{ x }}}}',
    f"{{% set x %}}＿{{% endset %}}{CAPTURED}{{{{ x }}}}",
    NEST + "ns.x + ns.x %}{% endfor %}{{ ns.x|length }}",
    NEST + "[ns.x, ns.x] %}{% endfor %}{{ ns.x|string }}",
    NEST + "[ns.x, ns.x] %}{% endfor %}{{ ns.x ~ 1 }}",
    NEST + "[ns.x, ns.x] %}{% endfor %}{{ ns.x == [ns.x] }}",
    "{% set x = [] %}{% set y = x.append(x) %}{{ x|string }}",
)


@pytest.mark.parametrize("tags", TOO_MUCH)
def test_too_much_is_told_at_its_line(tags: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Phrases({"甲": f"一\n{tags}"}, frozenset()).paragraphs("甲", {})
    (problem,) = caught.value.problems
    assert "数太大，或重复的次数太多" in problem.message
    assert problem.location.line == 2


def test_too_much_is_told_at_its_tag_of_a_document() -> None:
    tags = f"{{% for a in range(99999) %}}{{{{ {WIDE} }}}}{{% endfor %}}"
    with pytest.raises(TemplateError) as caught:
        compile_template(docx(p(tags)), NAME, FILTERS).render({})
    (problem,) = caught.value.problems
    assert "数太大，或重复的次数太多" in problem.message
    assert problem.location.path.startswith("正文第 1 段")


def test_phrases_that_take_much_again_and_again_are_told() -> None:
    phrases = Phrases({"甲": "{% for a in range(99999) %}{% endfor %}甲"}, frozenset())
    with pytest.raises(TemplateError, match="重复的次数太多"):
        for _ in range(99):
            phrases.paragraphs("甲", {})


UNREADABLE = {
    "{{ 1e400 }}": "标签里的数太大",
    "{{ 1e400|数 }}": "标签里的数太大",
    f"{{{{ {'9' * 5000} }}}}": "标签里的数太大",
    f"{{{{ 0x{'f' * 5000} }}}}": "标签里的数太大",
    "{{ 1.５ }}": "标签里有不该出现的符号“５”",
    f"{{{{ {'(' * 500}1{')' * 500} }}}}": "标签套得太深",
    f"{{{{ {'not ' * 500}1 }}}}": "标签套得太深",
    f"{{{{ {'- ' * 500}1 }}}}": "标签套得太深",
    f"{{{{ 人{'|string' * 500} }}}}": "标签套得太深",
    f"{{% if 0 %}}{'{% elif 0 %}' * 500}{{% endif %}}": "标签套得太深",
    f"{'{% if 1 %}' * 1600}{'{% endif %}' * 1600}": "标签套得太深",
    f"{'{% for a in [1] %}' * 30}{'{% endfor %}' * 30}": "标签套得太深",
    f"{{{{ [{'1, ' * 5000}] }}}}": "标签写得太长",
    f"{{{{ {'名' * 5000} }}}}": "标签写得太长",
}


@pytest.mark.parametrize("tags", UNREADABLE)
def test_what_cannot_be_read_is_told_at_its_line(tags: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Phrases({"甲": f"一\n{tags}"}, frozenset()).paragraphs("甲", {})
    (problem,) = caught.value.problems
    assert UNREADABLE[tags] in problem.message
    assert problem.location.line == 2


def test_methods_that_print_nothing_are_refused() -> None:
    with pytest.raises(TemplateError, match="不允许"):
        Phrases({"甲": '{{ (5).to_bytes(999999999, "big") }}'}, frozenset()).paragraphs("甲", {})


def test_too_many_tags_are_refused_as_the_template_is_opened() -> None:
    with pytest.raises(TemplateError, match="标签超过 5000 个"):
        compile_template(docx(p("{{ 甲 }}" * 5_001)), NAME, FILTERS)


def test_a_document_too_long_for_others_is_refused() -> None:
    rows = p("{%p for a in range(48000) %}") + p("字") * 10 + p("{%p endfor %}")
    with pytest.raises(TemplateError, match=r"填出来的文件太长|次数太多"):
        compile_template(docx(rows), NAME, FILTERS).render({})


ENOUGH = {
    '{{ "＿" * 20 }}': "＿" * 20,
    '{{ "甲"|center(5) }}': "  甲  ",
    '{{ ["甲", "乙"]|join("、") }}': "甲、乙",
    '{{ "甲乙"|replace("乙", "丙") }}': "甲丙",
    '{{ "{}（13800000000）".format("甲") }}': "甲（13800000000）",
    '{{ "a".ljust(3) ~ "b" }}': "a  b",
    "{% for a in range(300) %}{% for b in range(9) %}{% if loop.last and loop.length == 9 %}"
    "{% endif %}{% endfor %}{% endfor %}甲": "甲",
    '{% for a in "甲乙"|map("upper") %}{{ loop.index }}{{ a }}{% endfor %}': "1甲2乙",
}


@pytest.mark.parametrize("tags", ENOUGH)
def test_what_reports_ask_for_is_as_before(tags: str) -> None:
    made = compile_template(docx(p(tags)), NAME, FILTERS).render({})
    assert ENOUGH[tags] in "".join(texts(made))
