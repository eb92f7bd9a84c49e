"""Verdicts and what they leave to do."""

from __future__ import annotations

from reportgen.model.assessment import Verdict


def test_a_verdict_is_open_where_a_limit_is_not_met_or_data_are_missing() -> None:
    assert [verdict for verdict in Verdict if verdict.is_open] == [Verdict.UNMET, Verdict.NO_DATA]
