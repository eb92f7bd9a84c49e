"""Findings are told once: of several about the same words the first."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.problems import Severity
from reportgen.text_checks.taken_places import TakenPlaces

PARTS = TextPart("学校现有学生九百人"), TextPart("学校现有学生九百人")
SPANS = st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from((0, 1)))


def _finding(start: int, length: int, at: int) -> TextFinding:
    return TextFinding(
        TextRule.WORDING, Severity.WARNING, PARTS[at], start, start + length, "不宜写"
    )


def _held_against_each(found: list[TextFinding]) -> Iterator[TextFinding]:
    told: list[TextFinding] = []
    for each in found:
        if not any(_overlap(each, other) for other in told):
            told.append(each)
            yield each


def _overlap(one: TextFinding, other: TextFinding) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end


# Two that are about nothing at one place are about the same place.
@given(st.lists(SPANS, max_size=12, unique_by=lambda span: span if not span[1] else object()))
def test_findings_are_kept_apart_as_if_each_were_held_against_all_before_it(
    spans: list[tuple[int, int, int]],
) -> None:
    found = [_finding(*each) for each in spans]
    assert list(TakenPlaces().take_free(found)) == list(_held_against_each(found))
