"""What facts of each kind allow: adding up, counting by stage."""

from __future__ import annotations

import pytest

from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope

_SUMMED = {FactKind.COUNT, FactKind.AMOUNT, FactKind.AREA, FactKind.MONEY}


@pytest.mark.parametrize("kind", FactKind)
def test_only_what_is_counted_or_measured_may_be_added_up(kind: FactKind) -> None:
    assert kind.is_summed is (kind in _SUMMED)


def test_a_district_does_not_add_up_what_its_dictionary_says_has_no_sum() -> None:
    students = Fact("在校生数", FactKind.COUNT, Scope.BY_STAGE)
    assert students.is_summed
    assert not students._replace(name="最大班额", adds_up=False).is_summed
    assert not Fact("男女比", FactKind.RATIO, Scope.BY_STAGE).is_summed


def test_a_relation_holds_by_stage_where_all_its_facts_are_counted_so() -> None:
    by_stage = Fact("在校生数", FactKind.COUNT, Scope.BY_STAGE)
    shared = Fact("图书册数", FactKind.COUNT, Scope.SHARED)
    facts = {each.name: each for each in (by_stage, shared)}
    dictionary = FactDictionary(facts, {"学生数": "在校生数"})
    assert dictionary.is_by_stage(["在校生数", "学生数"])
    assert not dictionary.is_by_stage(["在校生数", "图书册数"])
    assert not dictionary.is_by_stage(["在校生数", "没有的"])


def test_a_ratio_is_a_number_that_no_cell_holds_as_one() -> None:
    assert FactKind.RATIO.is_number and not FactKind.RATIO.is_typed_number
    assert FactKind.YEAR.is_typed_number and not FactKind.TEXT.is_typed_number
