"""Findings of texts as a bureau's settings have them."""

from __future__ import annotations

import pytest

from reportgen.model.check_settings import Acceptance, CheckSettings, find_unmet, settle_findings
from reportgen.problems import Location, Problem, Quote, Severity, error, warning

TEXT = "甲，，乙。丙，，丁。"
FILE = "/校/学校.yaml"


def found(start: int, end: int, rule: str = "标点连用", file: str = FILE) -> Problem:
    quote = Quote(rule, 0, start, end, TEXT[start:end], TEXT)
    return warning("doubled_marks", "连用", Location(file))._replace(quote=quote)


def accept(words: str, rule: str = "标点连用", file: str = FILE) -> CheckSettings:
    return CheckSettings(accepted=(Acceptance(rule, words, (file,), "原文如此"),))


def weight(problem: Problem, settings: CheckSettings) -> Severity | None:
    return next((each.severity for each in settle_findings([problem], settings)), None)


@pytest.mark.parametrize(
    ("level", "told"),
    [(None, None), (Severity.ERROR, Severity.ERROR), (Severity.WARNING, Severity.WARNING)],
)
def test_a_rule_is_switched_off_or_weighs_otherwise(
    level: Severity | None, told: Severity | None
) -> None:
    settings = CheckSettings((("标点连用", level),))
    assert weight(found(1, 3), settings) is told
    assert weight(found(1, 3, "用词"), settings) is Severity.WARNING


def test_what_is_wrong_with_data_cannot_be_switched_off() -> None:
    problem = error("标点连用", "合计不对", Location(FILE))
    assert list(settle_findings([problem], CheckSettings((("标点连用", None),)))) == [problem]


@pytest.mark.parametrize(
    ("words", "start", "end", "accepted"),
    [
        ("，，", 1, 3, True),
        ("甲，，乙", 1, 3, True),
        ("丙，，丁", 1, 3, False),
        ("丙，，丁", 6, 8, True),
        ("，", 1, 3, True),
        ("甲，，丁", 1, 3, False),
        ("，乙", 1, 3, False),
        ("", 1, 3, False),
    ],
)
def test_an_acceptance_holds_for_the_words_it_quotes(
    words: str, start: int, end: int, accepted: bool
) -> None:
    told = weight(found(start, end), accept(words))
    assert (told is Severity.ACCEPTED) == accepted


def test_an_acceptance_holds_for_its_rule_and_its_file_alone() -> None:
    assert weight(found(1, 3), accept("，，", "用词")) is Severity.WARNING
    assert weight(found(1, 3), accept("，，", file="/校/别的.yaml")) is Severity.WARNING


def test_what_is_accepted_says_why() -> None:
    (told,) = settle_findings([found(1, 3)], accept("，，"))
    assert told.hint == "原文如此"


def test_what_stops_a_report_does_so_no_more_once_accepted_or_a_reminder() -> None:
    problem = found(1, 3)._replace(severity=Severity.ERROR, stops=True)
    reminder = CheckSettings((("标点连用", Severity.WARNING),))
    stops = (CheckSettings(), True), (accept("，，"), False), (reminder, False)
    for settings, stopped in stops:
        (told,) = settle_findings([problem], settings)
        assert told.stops is stopped


def test_an_acceptance_that_accepts_nothing_is_told_of_files_that_were_read() -> None:
    settings = accept("戊")
    told = list(settle_findings([found(1, 3)], settings))
    (problem,) = find_unmet(settings, told, [FILE])
    assert "没有用上" in problem.message and "“戊”（标点连用）" in problem.message
    assert list(find_unmet(settings, told, ["/校/别的.yaml"])) == []
    met = accept("，，")
    assert list(find_unmet(met, settle_findings([found(1, 3)], met), [FILE])) == []
