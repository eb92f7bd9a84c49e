"""Expressions that were compiled by another run say what `re` says."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import late_regex
from reportgen.kept_code import expressions
from reportgen.kept_code.expressions import (
    KeptExpressions,
    KnownExpressions,
    is_known_engine,
    use_kept_expressions,
)
from reportgen.kept_code.table import KeptTable

PATTERNS = {
    "text": ("达标", 0),
    "groups": ("(?P<数>[0-9]+)(?:(人)|(名))?", 0),
    "flags": ("(?i)abc|x{2,3}+", re.VERBOSE),
    "sets": ("[^一-鿿、。]+(?<!第)(?=个)", re.MULTILINE),
    "back": (r"(.)\1(?(1)甲|乙)", re.DOTALL),
}
TEXT = "第12人、3名ABC abc xx达标个\n甲甲甲乙"


class Known(dict[tuple[str | bytes, int], Any]):
    """A table in memory."""

    find = dict.get
    keep = dict.__setitem__


def told(expression: re.Pattern[str]) -> list[object]:
    found = [(each.span(), each.groups(), each.groupdict()) for each in expression.finditer(TEXT)]
    whole = (expression.pattern, expression.flags, expression.groups, dict(expression.groupindex))
    return [*found, *whole, expression.split(TEXT), expression.sub("·", TEXT)]


def test_this_python_compiles_as_it_is_known_here() -> None:
    assert is_known_engine()


@pytest.mark.parametrize("what", PATTERNS)
def test_an_expression_of_another_run_says_the_same(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    source, flags = PATTERNS[what]
    first = KeptTable(tmp_path / "甲.kept")
    made = KeptExpressions(first).compile(source, flags)
    first.save()
    found = KeptExpressions(KeptTable(tmp_path / "甲.kept")).compile(source, flags)
    expected = re.compile(source, flags)
    assert made == found == expected
    assert told(made) == told(found) == told(expected)


def test_an_expression_of_bytes_is_another() -> None:
    known = Known()
    for source in ("a|(?P<b>b)", b"a|(?P<b>b)"):
        for _ in range(2):
            assert KeptExpressions(known).compile(source, 0) == re.compile(source)
    assert set(known) == {("a|(?P<b>b)", 0), (b"a|(?P<b>b)", 0)}


def test_libraries_find_theirs_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anew = re.compile
    monkeypatch.setattr(expressions, "kept_place", lambda name: tmp_path / "甲.kept")
    monkeypatch.setattr(re, "compile", anew)
    monkeypatch.setattr(late_regex, "_compile", anew)
    assert late_regex.is_compiled_by_re()
    compile = use_kept_expressions()
    assert re.compile is compile and not late_regex.is_compiled_by_re()
    for asked in (
        ("(?i)甲+B",),
        ("甲 + b", re.IGNORECASE | re.VERBOSE),
        (b"\xff+",),
        (anew("乙"),),
    ):
        assert re.compile(*asked) == anew(*asked)
    assert re.compile("甲b", flags=re.I).search("甲B")


def test_only_the_first_run_compiles() -> None:
    known = Known()
    KeptExpressions(known).compile("甲+", 0)
    known["甲+", 0] = known.pop(("甲+", 0))
    known["乙", 0] = known["甲+", 0]
    assert KeptExpressions(known).compile("乙", 0).search("甲甲"), "what was kept is what it is"


@pytest.mark.parametrize("source", ["(", "[", "(?P<a>", "a{2,1}", "(?<=a+)"])
def test_what_is_no_expression_is_told_as_by_re(source: str) -> None:
    with pytest.raises(re.error) as ours:
        KeptExpressions(Known()).compile(source, 0)
    with pytest.raises(re.error) as theirs:
        re.compile(source)
    assert str(ours.value) == str(theirs.value)


def test_what_depends_on_more_than_the_pattern_is_not_kept() -> None:
    known = Known()
    assert KeptExpressions(known).compile(b"a", re.LOCALE) == re.compile(b"a", re.LOCALE)
    assert not known


@given(st.one_of(st.none(), st.text(), st.tuples(*[st.integers()] * 3), st.lists(st.binary())))
def test_a_row_of_another_kind_is_compiled_anew(odd: object) -> None:
    known = Known({("甲", 0): odd})
    assert KeptExpressions(known).compile("甲", 0) == re.compile("甲")


@pytest.mark.parametrize(
    "odd",
    [
        (32, 0, {}, b""),
        (32, 0, {}, b"\xff" * 8),
        (32, 0, {}, b"\0\0\0"),
        (32, 0, {"甲": 7}, b"\1\0\0\0"),
        (32, 0, {1: 0}, b"\1\0\0\0"),
        (32, "0", {}, b"\1\0\0\0"),
        (32, 0, [], b"\1\0\0\0"),
        (2**70, 0, {}, b"\1\0\0\0"),
    ],
)
def test_a_row_that_no_expression_has_is_compiled_anew(odd: object) -> None:
    known = Known({("甲", 0): odd})
    assert KeptExpressions(known).compile("甲", 0).search("乙甲")


def test_a_table_is_all_that_is_asked_of_it() -> None:
    kept: KnownExpressions = Known()
    assert KeptExpressions(kept).compile("甲", 0).search("甲")
