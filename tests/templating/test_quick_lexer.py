"""The words of a template are those that jinja2 reads, whatever stands in its tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError
from jinja2.lexer import TokenStream

from reportgen.templating.quick_lexer import read_words

LEXER = Environment().lexer
MARKS = [
    *("{{", "}}", "{%", "%}", "{#", "#}", "{{-", "-}}", "{%-", "-%}", "{%+", "+%}", "{{+"),
    *("{#-", "-#}", "raw", "endraw"),
]
SIGNS = [*".,:;|~+-*/%=!<>#&$?()[]{}\\'\"", "**", "//", "==", "!=", "<=", ">=", "()"]
NUMBERS = ["0", "1", "00", "12", "1_0", "0x1f", "1e5", "1.", ".5", "１", "9" * 19, "9" * 5_000]
TEXTS = ["'a'", '"甲"', "'é\\'", "'a\\n'", "'}}'", "'{{'", "'('"]
NAMES = ["a", "甲", "é", "²", "·", "a\u0301", "a.b", "not in", "a" * 500]
BLANKS = [" ", "\n", "\r", "\r\n", "\t", "\u3000", "\x0b", "<w:p>"]
TAGS = [
    *("{% raw %}", "{% endraw %}", "{%- endraw -%}", "{# 甲 #}", "{{ a }}", "{% if a %}"),
    *("{{ 学校.名称 }}", "{% for r in rows %}", "{{ a | b('c') }}", "{{ {'a': 1} }}", "{{ 1.5 }}"),
]
PIECES = [*MARKS, *SIGNS, *NUMBERS, *TEXTS, *NAMES, *BLANKS, *TAGS]


def taken(read: Callable[[], TokenStream]) -> list[object]:
    """All the words that are read, and the error in which they end, if they do."""
    found: list[object] = []
    try:
        for word in read():
            found.append(word)
    except TemplateSyntaxError as fault:
        found.append((fault.message, fault.lineno, fault.name, fault.filename))
    except (ValueError, SyntaxError) as fault:
        found.append(type(fault))
    return found


def ours(source: str) -> list[object]:
    return taken(lambda: read_words(LEXER, source, "name", "file"))


def theirs(source: str) -> list[object]:
    return taken(lambda: LEXER.tokenize(source, "name", "file"))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("{{ a }}\n\n")
@example("\n{{ a }}\r\n{{ {} }}\n{{ ? }}")
@example("{{ a }} \n {%- if a %}")
@example("{# 甲\n乙 #}{{ '\n' }}{{ ? }}")
def test_words_are_those_of_jinja2(source: str) -> None:
    assert ours(source) == theirs(source)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.booleans())
def test_words_of_a_tag_are_those_of_jinja2(inner: str, is_block: bool) -> None:
    tag = f"{{% {inner} %}}" if is_block else f"{{{{ {inner} }}}}"
    source = f"甲\n{{{{ a }}}}乙\n{tag}丙{tag}\n"
    assert ours(source) == theirs(source)


@pytest.mark.parametrize("piece", PIECES)
def test_words_around_a_piece_are_those_of_jinja2(piece: str) -> None:
    source = f"{{{{ a{piece}b }}}}\n{{% if {piece}%}}\n{piece}{{{{ {piece} }}}}"
    assert ours(source) == theirs(source)


def test_tag_is_read_by_one_pattern_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(LEXER, "tokeniter", fail)
    source = "{{ 学校.名称 | default('无') }}{% if a[0] != 1 %}{# 说明 #}{% endif %}"
    kinds = [token.type for token in read_words(LEXER, source, None, None)]
    assert kinds.count("name") == 6
