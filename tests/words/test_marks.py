"""Marks between names in a row."""

from __future__ import annotations

import pytest

from reportgen.words.marks import widen_marks


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
