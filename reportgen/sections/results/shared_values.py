"""What is the same for many schools: what their indicators are called, and what those say whose
answers are the same. It is worked out once, and kept by the dictionary of facts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from reportgen.model.assessment import Result
from reportgen.model.facts import FactDictionary
from reportgen.model.standard import Indicator
from reportgen.sections.builder import Material

_MOST = 2000
Made = TypeVar("Made")
_Key = tuple[Hashable, ...]


class SharedValues(dict[str, object]):
    """The values of an answer, one object for all schools that gave it. `mark` is equal to no
    other's.
    """

    __slots__ = ("mark",)

    def __init__(self, values: dict[str, object]) -> None:
        super().__init__(values)
        self.mark = object()


def once_under_limit(result: Result, material: Material, make: Callable[[], Made]) -> Made:
    """What `make` makes of the indicator and its limit, whatever the figures are."""
    key = result.stage, result.verdict, result.limit, result.required
    return _once(result.indicator, material, key, make)


def once_of_answer(
    result: Result, material: Material, make: Callable[[], dict[str, object]]
) -> SharedValues:
    """What `make` makes of a result that is no figure, nor made of figures."""
    key = material.school.settings.date, *result[1:]
    return _once(result.indicator, material, key, lambda: SharedValues(make()))


def _once(indicator: Indicator, material: Material, key: _Key, make: Callable[[], Made]) -> Made:
    """What is made of the indicator for schools that call and name things alike."""
    known = _kept(material.dictionary)
    whole = (id(indicator), material.combined, material.spoken_words, *key)
    found = known.get(whole)
    if found is None or found[0] is not indicator:
        if len(known) >= _MOST:
            known.clear()
        found = known[whole] = indicator, make()
    made: Made = found[1]
    return made


@lru_cache(maxsize=16)
def _kept(dictionary: FactDictionary) -> dict[_Key, tuple[Indicator, Any]]:
    """What was made of each indicator, which stands beside it: so its number stays its own."""
    return {}
