"""The units in which a figure may be given, and how many of its fact's own unit one of each is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.model.facts import Fact, FactKind
from reportgen.model.numbers import SQUARE_METRES_PER_MU

_TEN_THOUSAND = Decimal(10_000)
# A printed document writes units of measure in words; data files and forms may have the sign.
_PRINTED = {"㎡": "平方米"}

UNITS: Mapping[FactKind, Mapping[str, Decimal]] = {
    FactKind.AREA: {
        **dict.fromkeys(("㎡", "m2", "m²", "平方米", "平米"), Decimal(1)),
        **dict.fromkeys(("万㎡", "万m2", "万平方米"), _TEN_THOUSAND),
        "亩": SQUARE_METRES_PER_MU,
        **dict.fromkeys(("公顷", "hm2", "ha"), _TEN_THOUSAND),
    },
    FactKind.MONEY: {
        "元": Decimal(1),
        "千元": Decimal(1000),
        "万元": _TEN_THOUSAND,
        "亿元": Decimal(10**8),
    },
    FactKind.LENGTH: {
        **dict.fromkeys(("米", "m"), Decimal(1)),
        **dict.fromkeys(("公里", "千米", "km"), Decimal(1000)),
    },
    FactKind.SHARE: {"%": Decimal(1), "‰": Decimal("0.1")},
    FactKind.YEAR: {"年": Decimal(1)},
}


def printed_unit(unit: str) -> str:
    """The unit as documents print it: 平方米 for ㎡, any other as it is."""
    return _PRINTED.get(unit, unit)


def known_units(fact: Fact) -> Mapping[str, Decimal]:
    """Every unit understood for the fact besides its own (`万册`, `亩`), with its factor."""
    kind = FactKind.AREA if fact.kind is FactKind.COUNTS and fact.unit == "㎡" else fact.kind
    return UNITS.get(kind, {"万" + fact.unit: _TEN_THOUSAND, "千" + fact.unit: Decimal(1000)})


# What a form offers to choose from; the first is the unit of the fact itself.
_OFFERED: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.AREA: ("㎡", "亩", "公顷"),
    FactKind.MONEY: ("元", "万元"),
    FactKind.LENGTH: ("米", "公里"),
}
# From here on the statistics count in 万.
_LARGE = 1_000_000


def unit_choices(fact: Fact) -> tuple[str, ...]:
    """The units that a form offers for the fact, its own first; empty for one without a unit."""
    offered = _OFFERED.get(fact.kind, ())
    if fact.unit in offered:
        return (fact.unit, *(unit for unit in offered if unit != fact.unit))
    if fact.kind is FactKind.COUNT and fact.unit and fact.high is not None and fact.high >= _LARGE:
        return (fact.unit, "万" + fact.unit)
    return (fact.unit,) if fact.unit else ()
