"""无 for a figure is told to be 0 only where there can be none of it."""

from __future__ import annotations

import pytest

from reportgen.load.faults import ValueFault
from reportgen.load.values import parse_value
from reportgen.model.facts import Fact, FactKind
from reportgen.problems import Remedy
from tests.shared import LIBRARY

ALL_FACTS = [
    fact
    for dictionary in (LIBRARY.all_facts(), LIBRARY.all_district_facts())
    for fact in dictionary.facts.values()
]


@pytest.mark.parametrize("fact", ALL_FACTS, ids=lambda fact: fact.name)
def test_nought_is_advised_only_where_there_can_be_none(fact: Fact) -> None:
    if fact.kind is FactKind.TEXT or fact.kind is FactKind.YES_NO:
        return
    with pytest.raises(ValueFault) as raised:
        parse_value("无", fact)
    told = raised.value.hint
    says_nought = isinstance(told, Remedy) and told.texts == ("0",)
    is_counted = fact.kind in (FactKind.COUNT, FactKind.AREA, FactKind.MONEY, FactKind.LENGTH)
    assert not says_nought or (is_counted and not fact.never_none)
    assert says_nought == ("写 0" in str(told))
    for name in ("校园面积", "建筑面积", "教师平均工资", "地区生产总值", "在校生数"):
        assert fact.name != name or not says_nought
