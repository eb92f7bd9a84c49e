"""What `set` changes in a loop and the loop forgets is told, with a remedy that mends."""

import re

import pytest

from reportgen.problems import TemplateError
from reportgen.render.parts import make_environment
from reportgen.render.template import compile_template
from reportgen.templating.lost_sets import find_lost_set
from tests.render.docx_samples import docx, p

ENVIRONMENT = make_environment({})
ROWS = [{"值": 1, "类": "甲"}, {"值": 2, "类": "甲"}, {"值": 3, "类": "乙"}]
COUNT = "{% set n = 0 %}{% for 行 in 表 %}{% set n = n + 1 %}{% endfor %}{{ n }}"
LOST = {
    COUNT: "3",
    "{% set n = 0 %}{% for 行 in 表 %}{% if 行.值 > 1 %}{% set n = n + 行.值 %}{% endif %}"
    "{% endfor %}{{ n }}": "5",
    '{% set 前 = "" %}{% for 行 in 表 %}{% if 行.类 != 前 %}{{ 行.类 }}{% endif %}'
    "{% set 前 = 行.类 %}{% endfor %}": "甲乙",
    "{% set 有 = false %}{% for 行 in 表 %}{% if 行.值 == 2 %}{% set 有 = true %}{% endif %}"
    "{% endfor %}{% if 有 %}是{% endif %}": "是",
    "{% for 类 in [1, 2] %}{% set n = 0 %}{% for 行 in 表 %}{% set n = n + 1 %}{% endfor %}"
    "{{ n }}{% endfor %}": "33",
    "{% set n = 0 %}{% for 类 in [1, 2] %}{% for 行 in 表 %}{% set n = n + 1 %}{% endfor %}"
    "{% endfor %}{{ n }}": "6",
    "{% for 行 in 表 %}{% set n = n|default(0) + 1 %}{{ n }}{% endfor %}": "123",
    "{% set n %}0{% endset %}{% for 行 in 表 %}{% set n = 行.值 %}{% endfor %}{{ n }}": "3",
}
KEPT = (
    "{% for 行 in 表 %}{% set b = 行.值 %}{{ b }}{% endfor %}" * 2,
    "{% set n = 1 %}{% for 行 in 表 %}{% if 行.值 %}{% set n = 2 %}{% endif %}{{ n }}{% endfor %}",
    "{% set n = 1 %}{% for 行 in 表 %}{% set n = 2 %}{{ n }}{% endfor %}{% set n = 4 %}{{ n }}",
    "{% set n = namespace(a=0) %}{% for 行 in 表 %}{% set n.a = n.a + 1 %}{% endfor %}{{ n.a }}",
    "{% set n = 1 %}{% if 表 %}{% set n = 2 %}{% endif %}{{ n }}",
    "{% set n = 1 %}{% for 行 in 表 %}{{ 行.值 + n }}{% endfor %}",
)


@pytest.mark.parametrize(("source", "meant"), LOST.items())
def test_what_a_loop_forgets_is_told_and_the_remedy_mends(source: str, meant: str) -> None:
    fault = find_lost_set(ENVIRONMENT.parse(source))
    assert fault is not None
    mended = mend(source, fault.word, fault.hint)
    assert find_lost_set(ENVIRONMENT.parse(mended)) is None
    assert ENVIRONMENT.from_string(mended).render(表=ROWS) == meant


def mend(source: str, name: str, hint: str) -> str:
    """The hint done by the letter."""
    kept = re.findall(r"\{% set 记 = .*? %\}", hint)[0]
    own = re.search(rf"\{{% set {name} = [^n+]*? %\}}|\{{% set {name} %\}}.*?endset %\}}", source)
    head, mark, tail = source.partition(own[0]) if own and "换成" in hint else ("", "", source)
    if not mark:
        head, tail = "", source
    tail = re.sub(rf"(?<![\w.]){name}(?![\w=])", f"记.{name}", tail)
    return f"{head}{kept}{tail}"


@pytest.mark.parametrize("source", KEPT)
def test_what_stays_in_its_round_is_no_fault(source: str) -> None:
    assert find_lost_set(ENVIRONMENT.parse(source)) is None


def test_no_template_is_compiled_that_prints_a_forgotten_value() -> None:
    with pytest.raises(TemplateError, match="一轮完了就丢掉"):
        compile_template(docx(p(COUNT)), "模板.docx")
