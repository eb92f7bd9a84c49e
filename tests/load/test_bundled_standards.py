"""Bundled standards say where everything in them comes from, and ask for what can be answered."""

from __future__ import annotations

import pytest

from reportgen.model.standard import IndicatorKind, Standard
from reportgen.resources import data_folder
from tests.shared import LIBRARY

STANDARDS = LIBRARY.all_standards()


each = pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.id)


@each
def test_every_indicator_has_a_source(standard: Standard) -> None:
    assert standard.source
    assert [indicator.id for indicator in standard.indicators if not indicator.source] == []


@each
def test_a_standard_is_as_unverified_as_its_indicators(standard: Standard) -> None:
    unverified = [indicator.id for indicator in standard.indicators if not indicator.verified]
    assert not (standard.verified and unverified)


@each
def test_indicators_have_numbers_and_names_of_their_own(standard: Standard) -> None:
    ids = [indicator.id for indicator in standard.indicators]
    assert len(set(ids)) == len(ids)
    names = [indicator.name for indicator in standard.indicators]
    assert len(set(names)) == len(names)


@each
def test_every_fact_of_a_standards_own_is_defined_and_of_the_right_stages(
    standard: Standard,
) -> None:
    for fact in standard.facts.facts.values() if standard.facts else ():
        assert fact.definition, fact.name
        assert set(fact.stages) <= set(standard.stages), fact.name


@each
def test_what_is_answered_by_yes_is_defined_as_what_is_so(standard: Standard) -> None:
    """The reports of checklists quote it, so that it must not say how to fill in."""
    own = standard.facts.facts if standard.facts else {}
    for indicator in standard.indicators:
        fact = own.get(indicator.numerator.text)
        if indicator.kind is IndicatorKind.YES_NO and fact is not None:
            assert not any(word in fact.definition for word in ("填", "选", "；几种")), fact.name
            assert fact.definition[-1] not in "。；，", fact.name


@each
def test_the_first_fact_of_a_standards_own_begins_a_group_of_the_form(standard: Standard) -> None:
    if standard.facts is not None:
        first, *_ = standard.facts.facts
        assert first in standard.facts.groups


def test_the_checklist_is_of_a_size_that_is_filled_in() -> None:
    checklist = LIBRARY.find_standard("校园安全", data_folder())
    assert checklist is not None
    assert 40 <= len(checklist.indicators) <= 75
    kinds = {indicator.kind for indicator in checklist.indicators}
    assert kinds == {IndicatorKind.YES_NO, IndicatorKind.NUMBER, IndicatorKind.RATIO}
