"""A phrase from elsewhere is told what there is too much of, before it takes time."""

from __future__ import annotations

import pytest

from reportgen.bounded.limits import LIMITS
from reportgen.problems import TemplateError
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.template_tools.check.phrase import PhraseUse, check_phrase

EXCESS = {
    "甲" * (LIMITS.phrase + 1): "短语超过 10 万字，没有读",
    "甲。\n" * (LIMITS.phrase_lines + 1): "短语超过 5000 行，没有读",
    "{" * (LIMITS.template_braces + 1): "短语里的“{”超过 10000 个，没有读",
}
TOO_MUCH = pytest.mark.parametrize(("source", "told"), EXCESS.items(), ids=EXCESS.values())


def say(source: str) -> tuple[str, ...]:
    return Phrases({"句": source}, frozenset()).paragraphs("句", {})


@TOO_MUCH
def test_a_phrase_of_too_much_is_not_said(source: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        say(source)


@TOO_MUCH
def test_a_phrase_of_too_much_is_told_once(source: str, told: str) -> None:
    (problem,) = check_phrase("句", source, "句.j2", PhraseUse(({},), frozenset()), frozenset())
    assert (problem.message, problem.code) == (told, "too_large")


def test_a_phrase_of_as_many_lines_as_are_read_is_said() -> None:
    assert say("甲。\n" * LIMITS.phrase_lines) == ("甲。" * LIMITS.phrase_lines,)


def test_the_lines_that_a_loop_makes_are_counted() -> None:
    loop = "{% for 个 in range(9999) %}{% for 次 in range(15) %}\n{% endfor %}{% endfor %}"
    with pytest.raises(TemplateError, match="数太大，或重复的次数太多"):
        say(loop)
