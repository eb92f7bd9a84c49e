"""Marks between names in a row."""

from __future__ import annotations

import pytest

from reportgen.words.marks import behind_marks, widen_marks


@pytest.mark.parametrize(
    ("typed", "wide"),
    [
        ("县政府,县财政局", "县政府，县财政局"),
        ("县政府, 县财政局; 县人社局", "县政府，县财政局；县人社局"),
        ("县政府，县财政局、县人社局", "县政府，县财政局、县人社局"),
        ("{{ 各局 | join(',') }},县政府", "{{ 各局 | join(',') }}，县政府"),
    ],
)
def test_commas_and_semicolons_are_full_width_but_for_those_of_tags(typed: str, wide: str) -> None:
    assert widen_marks(typed) == wide


@pytest.mark.parametrize(
    ("text", "bounds", "place"),
    [
        ("甲。乙，丙", (), 4),
        ("甲。乙，丙", (0, 3), 2),
        ("甲。乙，丙", (2, 3), 2),
        ("甲乙", (), 0),
        ("甲乙", (1,), 1),
        ("", (), 0),
    ],
)
def test_the_last_of_several_marks_counts(text: str, bounds: tuple[int, ...], place: int) -> None:
    assert behind_marks(text, "，。", *bounds) == place
