"""What a message tells to write in a template's tag mends it, wherever the tag stands."""

from __future__ import annotations

import re

import pytest

from reportgen.problems import Severity, TemplateError
from reportgen.render.places import Finding
from reportgen.render.template import compile_template
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.samples import Samples
from reportgen.templating.template_facts import TemplateFacts
from tests.mending import internal_names
from tests.render.docx_samples import docx, p, texts
from tests.template_tools.inspection.broken import CASES, inspect

pytestmark = pytest.mark.slow

_TAG = re.compile(r"\{[{%].*?[%}]\}")
_WRITE = re.compile(r"请写成 (\{[{%].*?[%}]\})(?!，每个标签各占一段)")
_EXAMPLE = re.compile(r"例如 (\{\{.*?\}\})，没有填写时")
_MEANT = re.compile(r"“([^“”]+)”这项内容[^；]*；是不是“([^”]+)”？")
_FIRST = re.compile(r"请在条件前面加上“([^”]+)”")
_LOOP = re.compile(r"请把它写成 (\S+)\|默认\(\[\]\)")
_ASKED = re.compile(r"放在 (\{% if .*? %\}) 与 (\{% endif %\}) 之间")


def inspected(body: str, samples: Samples) -> tuple[Finding, ...]:
    found = inspect(body, samples)
    assert not [name for each in found for name in internal_names(each.problem)]
    return found


def mend(body: str, finding: Finding) -> str | None:
    """The body with the hint applied to the finding's tag; None where it gives no edit."""
    hint, message = finding.problem.hint, finding.problem.message
    tags = _TAG.findall(finding.place.text)
    named = re.findall(r"“([^“”{}]+)”", message)
    tags.sort(key=lambda each: not any(name in each for name in named))
    tag = next((each for each in tags if each in body), "")
    if not tag:
        return None
    if found := _WRITE.search(hint) or _EXAMPLE.search(hint):
        return body.replace(tag, found[1], 1)
    if found := _MEANT.search(f"{message}；{hint}"):
        return body.replace(tag, tag.replace(found[1], found[2]))
    if found := _FIRST.search(hint):
        return body.replace(tag, re.sub(r"\b(if|elif) ", rf"\1 {found[1]}", tag, count=1), 1)
    if found := _LOOP.search(hint):
        return body.replace(tag, tag.replace(found[1], f"{found[1]}|默认([])"), 1)
    if found := _ASKED.search(hint):
        return body.replace(tag, f"{found[1]}{tag}{found[2]}", 1)
    return None


PLACES = {
    "文字": "校训：{{ 数据.校训 }}",
    "人数": "女生{{ 数据.女生数 }}人",
    "算式": "每{{ 数据.女生数 / 2 }}人",
    "处理方法": "女生{{ 数据.女生数|千分 }}人",
    "条件": "{% if 数据.是否寄宿制 %}☑{% else %}□{% endif %}",
    "否定的条件": "{% if not 数据.是否寄宿制 %}☑{% else %}□{% endif %}",
    "后一个条件": "{% if 年度 == 1 %}甲{% elif 数据.女生数 %}乙{% endif %}",
    "写在一处的条件": "{{ '☑' if 数据.是否寄宿制 else '□' }}",
    "循环": "{% for 数 in 数据.年级人数 %}{{ 数 }}{% endfor %}",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_what_may_lack_is_foreseen_where_it_stands(text: str, samples: Samples) -> None:
    (finding,) = inspected(p(text), samples)
    mended = mend(p(text), finding)
    assert mended is not None and inspected(mended, samples) == ()
    assert '默认("无")' not in finding.problem.hint or "校训" in text


def test_a_word_in_the_place_of_what_was_not_given_makes_no_condition_true(
    samples: Samples,
) -> None:
    text = '{% if 数据.是否寄宿制|默认("无") %}☑{% else %}□{% endif %}'
    assert inspected(p(text), samples) == ()
    values = {"数据": TemplateFacts({}, ("是否寄宿制",))}
    assert texts(compile_template(docx(p(text)), "模板.docx", FILTERS).render(values)) == ["□"]


def test_what_is_asked_for_in_one_place_may_lack_in_another(samples: Samples) -> None:
    text = "{% if 数据.女生数 is defined %}女生{{ 数据.女生数 }}人{% endif %}，{{ 数据.女生数 }}"
    (finding,) = inspected(p(text), samples)
    assert finding.problem.code == "template_may_lack"


EMPTY = '达标表|selectattr("指标", "==", "无")'
OF_ITEMS = {
    "处理方法给出的": f'{{{{ {EMPTY}|map(attribute="实际值")|max }}}}',
    "再处理一次": f'{{{{ {EMPTY}|map(attribute="实际值")|min|round }}}}',
    "第一项": f"{{{{ ({EMPTY}|list)[:2]|first }}}}",
    "一项的内容": f'{{{{ {EMPTY}|map(attribute="指标")|first ~ "为首" }}}}',
    "条件": f'{{% if {EMPTY}|map(attribute="实际值")|max > 3 %}}有{{% endif %}}',
}


@pytest.mark.parametrize("text", OF_ITEMS.values(), ids=OF_ITEMS)
def test_list_without_items_is_asked_for_them_first(text: str) -> None:
    with pytest.raises(TemplateError) as raised:
        render(p(text))
    hint = raised.value.problems[0].hint.replace("(列表)", f"({EMPTY})")
    assert "|list" in hint
    found, asked = _FIRST.search(hint), _ASKED.search(hint)
    if found:
        mended = text.replace("if ", f"if {found[1]}", 1)
    else:
        assert asked is not None
        mended = f"{asked[1]}{text}{asked[2]}"
    assert render(p(mended)) in ([], [""])


def render(body: str) -> list[str]:
    return texts(compile_template(docx(body), "模板.docx", FILTERS).render({"达标表": []}))


def test_figure_has_no_stages_and_is_taken_as_the_hint_says(samples: Samples) -> None:
    (finding,) = (
        each
        for each in inspected(p("{{ 数据.在校生数.小学 }}"), samples)
        if each.problem.code == "template_unknown_name"
    )
    assert "请去掉“.小学”" in finding.problem.hint and "行.学段" in finding.problem.hint
    after = inspected(p("{{ 数据.在校生数 }}"), samples)
    assert {each.problem.code for each in after} <= {"template_may_lack"}


@pytest.mark.parametrize("case", CASES)
def test_what_a_broken_template_is_told_mends_it(case: str, samples: Samples) -> None:
    body, told = CASES[case], inspected(CASES[case], samples)
    mended_ones: list[tuple[str, str]] = []
    for finding in told:
        mended = mend(body, finding)
        if mended is not None:
            body, mended_ones = mended, [*mended_ones, said(finding)]
    after = inspected(body, samples) if mended_ones else ()
    assert not set(mended_ones) & set(map(said, after))
    errors = (each for each in after if each.problem.severity is Severity.ERROR)
    assert set(map(said, errors)) <= set(map(said, told))


def said(finding: Finding) -> tuple[str, str]:
    return finding.problem.code, finding.problem.message
