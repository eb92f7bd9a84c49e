"""A text is not searched for a pattern whose signs it lacks; whatever can be found still is."""

from __future__ import annotations

import re
from importlib import import_module
from operator import add
from pkgutil import iter_modules
from typing import cast

import pytest

from reportgen import text_checks
from reportgen.late_regex import LateRegex, late_regex
from reportgen.text_checks.needed_signs import begins_of, may_find, words_of
from reportgen.text_checks.pattern_rules import PatternRule

TEXTS = (
    "全校共有学生880人，其中：女生400人（寄宿生12人），每百名学生拥有计算机12.5台。",
    "一是加强领导；二是落实责任。三、“六个一”，即：上好一节课、评好一节课",
    "2024年2月30日，比2023年增加20％，XX县、 某小学 20 . 5㎡ 40 kw D级 _____ ※ [填写]",
    "",
)


def late_among(value: object) -> list[re.Pattern[str]]:
    if isinstance(value, LateRegex):
        return [cast("re.Pattern[str]", value)]
    if isinstance(value, PatternRule):
        return late_among([value.pattern, value.cue])
    if isinstance(value, dict):
        return late_among([*value.keys(), *value.values()])
    return (
        [x for each in value for x in late_among(each)] if isinstance(value, tuple | list) else []
    )


def of_text(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Its signs, and the pairs in which they stand."""
    return frozenset(text), frozenset(map(add, text, text[1:]))


def all_patterns() -> list[re.Pattern[str]]:
    names = [each.name for each in iter_modules(text_checks.__path__, "reportgen.text_checks.")]
    return [x for name in names for x in late_among(list(vars(import_module(name)).values()))]


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_check_finds_in_a_text_it_may_find(text: str) -> None:
    patterns, (signs, pairs) = all_patterns(), of_text(text)
    found = [each for each in patterns if next(each.finditer(text), None)]
    assert [each.pattern for each in found if not may_find(each, signs, pairs)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("[=＝]", "a-b"),
        ("平米", "平方尺"),
        ("[至到][一二]个", "到三个"),
        ("m(?<=[0-9]m)", "5 k"),
        ("a+b", "aac"),
        ("a?b", "ac"),
        ("a{2}b", "aa"),
        ("ab", "ba"),
        ("[ab]c", "a b c"),
        ("a+b", "a b"),
        ("a[xy]b", "ax by"),
        ("a?bc", "c b"),
        ("(?:ab|cd)e?", "a c bd"),
        ("(?<!x)(?:ab|cd)f|gh", "a c d h"),
        ("(?P<one>a|[bc])d", "a d c"),
        ("a(?:b|c)|d", "b c"),
        (r"[\dx]年", "年x 1"),
        ("，(?:ab|[cd])", "，x a c"),
        ("[x，](?=a|bc)y?", "，y x，"),
        (r"人(?<=\d人)", "1 人"),
        (r"[甲乙](?<=丙.)\d", "丙 甲1"),
        (r"班级(?<=小班级)", "班级 小"),
    ],
)
def test_where_a_sign_is_lacking_nothing_is_looked_for(pattern: str, text: str) -> None:
    late = late_regex(pattern)
    assert not may_find(late, *of_text(text))
    assert "finditer" not in vars(late)


@pytest.mark.parametrize(
    ("pattern", "flags", "text"),
    [
        ("a?b", 0, "b"),
        ("a*b", 0, "b"),
        ("a{0,2}b", 0, "b"),
        ("a{,2}b", 0, "b"),
        ("a|b", 0, "b"),
        ("(?:a|b)", 0, "b"),
        ("[a|]", 0, "|"),
        ("x[a-c]", 0, "xb"),
        ("[^a]", 0, "b"),
        ("A", re.IGNORECASE, "a"),
        (" b", re.VERBOSE, "b"),
        (r"\\|b", 0, "b"),
        ("(a)|b", 0, "b"),
        ("[(]|b", 0, "b"),
        ("(?:ab)?c", 0, "c"),
        ("(?:ab|)c", 0, "c"),
        ("(?:ab|c?)d", 0, "d"),
        (r"(?:[]a]|\))b", 0, ")b"),
        ("(?=ab|cd)(?:a|c)", 0, "cd"),
        (r"\d年|x", 0, "３年"),
        ("(?i:ab)", 0, "AB"),
        ("a(?:b)?c", 0, "ac"),
        ("a(?:b|)c", 0, "ac"),
        ("a(?=b|$)", 0, "a"),
        ("a.(?:b)", 0, "axb"),
        ("a.(?<=a.)", 0, "ax"),
        (r"a(?<=b\.)|a", 0, "a"),
        ("ab?(?<=b)", 0, "ab"),
        ("a(?<=[^b]a)", 0, "ca"),
    ],
)
def test_what_need_not_stand_there_may_lack(pattern: str, flags: int, text: str) -> None:
    assert re.search(pattern, text, flags)
    assert may_find(re.compile(pattern, flags), *of_text(text))


@pytest.mark.parametrize("pattern", ["a?bc", "a*bc", "a{2,3}bc", "ab?c", "abc?"])
@pytest.mark.parametrize("text", ["bc", "aabc", "ac", "abc", "ab"])
def test_what_stands_in_pairs_is_looked_for(pattern: str, text: str) -> None:
    assert may_find(re.compile(pattern), *of_text(text)) or not re.search(pattern, text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_check_finds_begins_with_what_it_is_looked_for_at(text: str) -> None:
    begun = [(each, told) for each in all_patterns() if (told := begins_of(each))]
    found = [(text[x.start() :], told) for each, told in begun for x in each.finditer(text)]
    assert begun
    assert all(start.startswith(tuple(told)) for start, told in found)


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("[甲乙]丙", {"甲丙", "乙丙"}),
        ("甲乙+丙", {"甲乙"}),
        ("[甲乙]{2}丙", {"甲", "乙"}),
        ("[甲乙]+丙?", {"甲", "乙"}),
        ("[甲乙]?丙", set()),
        ("甲{2}乙", set()),
        ("甲+乙", set()),
        ("甲?乙丙", set()),
        ("甲乙?丙", set()),
        ("甲乙|丙", {"甲乙", "丙"}),
        ("甲乙|丙?", set()),
        ("甲", set()),
        ("(?:甲|乙)丙", {"甲丙", "乙丙"}),
        ("(?=甲)(?:甲|乙[丙丁])戊", {"甲戊", "乙丙", "乙丁"}),
        ("(?:甲|乙)?丙", set()),
        ("甲(?:乙|丙丁)戊?", {"甲乙", "甲丙"}),
        ("甲(?=[乙丙])", {"甲乙", "甲丙"}),
        ("甲(?=乙|$)", set()),
        ("甲(?:乙|丙)?丁", set()),
    ],
)
def test_a_pattern_may_begin_with_some_pairs_or_signs_alone(pattern: str, begins: set[str]) -> None:
    assert begins_of(re.compile(pattern)) == begins


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("甲乙|丙", ("甲乙", "丙")),
        ("甲", ("甲",)),
        ("甲|", ()),
        ("甲|乙?", ()),
        (r"甲|\\.", ()),
        ("甲\n|乙", ()),
        ("", ()),
    ],
)
def test_a_pattern_may_be_nothing_but_words(pattern: str, words: tuple[str, ...]) -> None:
    assert words_of(pattern, 0) == words
    assert not words_of(pattern, re.IGNORECASE)
