"""What finds the parts that a check reads at all leaves none of its findings out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model.text_finding import TextPart
from reportgen.model.wordings import NO_WORDINGS
from reportgen.pipeline import Workshop
from reportgen.quantities.lexicon import make_lexicon
from reportgen.text_checks import (
    document_names,
    empty_units,
    mark_edges,
    marks,
    mixed_numerals,
    numerals_written,
    pairs,
    repeated_text,
    residue,
    uneven_clauses,
)
from reportgen.text_checks.pattern_rules import PatternRule, find_all
from reportgen.text_checks.read_text import ReadText, read_whole_text

_WORDS = (
    *"0123４一三十个间所名人栋本册米㎡%，。；：、,.;:!(（)）“”‘’「」'《》〈〉<>【]{<_＿…～-至xX×*○Vvo'#■ \u3000\n年月日号有等中",
    *(
        "二0二三年",
        "2022年三月",
        "3月十五日",
        "百分之",
        "十月3日",
        "12一20",
        "125多",
        "l2人",
        "1O人",
    ),
    *("--", "——", "第一", "一是", "一一青岭小学", "...", "双减"),
    *("如下", "办学宗旨", "校训", "图书室", "社区", "甲村", "m2", "m²", "km", "关于", "的通知"),
    *("根据", "印发", "义务教育法", "教学班", "学生", "共有", "始建于", "比为", "20", "2024年"),
    *("错误！未找到引用源", "待补充", "请填写", "实施方案", "同志", "本科学历", "{{", "}}", "图书"),
)


@pytest.fixture(scope="module")
def empty(workshop: Workshop) -> ReadText:
    dictionary = workshop.library.dictionary
    return read_whole_text((), make_lexicon(dictionary), dictionary)


@pytest.fixture(scope="module")
def rules(workshop: Workshop) -> tuple[PatternRule, ...]:
    wordings = workshop.library.wordings
    return (
        *marks._RULES,
        *mark_edges.EDGE_RULES,
        mark_edges.UNENDED,
        *pairs._RULES,
        *numerals_written._RULES,
        *mixed_numerals.MIXED_RULES,
        *uneven_clauses.UNEVEN_RULES,
        *(rule for _, rule in numerals_written._MIXED),
        *document_names._RULES,
        *document_names._named_rules(wordings),
        *empty_units._RULES,
        *repeated_text._RULES,
        *residue._rules(wordings),
        *residue._rules(NO_WORDINGS),
        *residue._LEFT_BLANK,
    )


@settings(max_examples=25)
@given(lines=st.lists(st.lists(st.sampled_from(_WORDS), max_size=30), max_size=12))
def test_a_rule_finds_in_a_text_what_it_finds_in_each_part(
    empty: ReadText, rules: tuple[PatternRule, ...], lines: list[list[str]]
) -> None:
    parts = tuple(TextPart("".join(line)) for line in lines)
    assert list(find_all(rules, empty.of_parts(parts))) == [
        found for part in parts for rule in rules for found in rule.find(part)
    ]
