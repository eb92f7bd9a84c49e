"""The units that texts count in → how many of each unit of facts one of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary, FactKind
from reportgen.model.units import UNITS

Units = Mapping[str, tuple[tuple[str, Decimal], ...]]
"""By each word for a unit the units of facts that it may be, with how many of them it is."""

_ONE = Decimal(1)
_KINDS = (FactKind.AREA, FactKind.MONEY, FactKind.LENGTH)
# 万 and 亿 are read with the number.
_SCALED = late_regex("[千万亿].")
_LATIN_END = r"(?![A-Za-z0-9²])"


def collect_units(dictionary: FactDictionary) -> Units:
    """Those of the dictionary's facts, in all the words that its vocabulary has for them."""
    found: dict[str, dict[str, Decimal]] = {}
    for word, unit, factor in _all_words(dictionary):
        if word and not _SCALED.match(word):
            found.setdefault(word, {}).setdefault(unit, factor)
    return {word: tuple(units.items()) for word, units in found.items()}


def _all_words(dictionary: FactDictionary) -> Iterator[tuple[str, str, Decimal]]:
    """Each word with a unit of facts, and how many of that it is."""
    known: dict[str, tuple[str, Decimal]] = {}
    for kind in _KINDS:
        own = next(iter(UNITS[kind]))
        known |= {word: (own, factor) for word, factor in UNITS[kind].items()}
        yield from ((word, own, factor) for word, factor in UNITS[kind].items())
    for fact in dictionary.facts.values():
        yield from ((word, fact.unit, _ONE) for word in (fact.unit, *fact.unit_words))
    for unit, words in dictionary.vocabulary.fields.units.items():
        own, factor = known.get(unit, (unit, _ONE))
        yield from ((word, own, factor) for word in words)
    for unit in dictionary.vocabulary.prose.units:
        yield unit, unit, _ONE


def units_pattern(words: Iterable[str], near: Iterable[str]) -> re.Pattern[str]:
    """What finds what stands behind a number: 余, 多, 万, the unit, 多, 左右 (one of `near`)."""
    about = "|".join(map(re.escape, near)) or "(?!)"
    longest = sorted((word for word in words if word != "%"), key=lambda word: (-len(word), word))
    told = "|".join(
        re.escape(word) + (_LATIN_END if word[-1].isascii() and word[-1].isalpha() else "")
        for word in longest
    )
    return late_regex(
        r"\s?(?P<more>多(?!媒体)|余)?(?P<scale>[百千]?[万亿]|[百千](?=[多余]))?(?P<more2>多(?!媒体)|余)?"
        rf"\s?(?P<unit>{told})?(?P<more3>多(?!媒体)|余)?(?P<about>{about})?"
    )
