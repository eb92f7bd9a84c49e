"""The unit that stands behind a number → how many of its fact's own unit one of it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import Fact, FactKind
from reportgen.model.units import known_units
from reportgen.model.vocabulary import FieldWords

_ONE = Decimal(1)
_SIGNS = {"千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(10**8)}
# In these a sign before the unit is no factor.
_WITHOUT_SIGNS = frozenset({FactKind.SHARE, FactKind.RATIO, FactKind.YEAR})
_BRACKETS = late_regex(r"[(（](.+)[)）]")
_AMOUNT = late_regex(r"总?数$|总?面积$|总?量$")
_MEASURE = late_regex(r"[人册台间幢座]$")


def find_factor(unit: str, fact: Fact, words: FieldWords) -> Decimal | None:
    """The factor of that unit (empty: the fact's own); None for one that is not the fact's.

    A word of what the fact counts may follow it, or stand alone: 15个班, 23.4亩地.
    """
    plain = unicodedata.normalize("NFKC", unit).strip().lower()
    inner = _BRACKETS.fullmatch(plain)
    plain = inner.group(1).strip() if inner else plain
    found = _factor(plain, fact, words)
    if found is None and fact.kind not in _WITHOUT_SIGNS and plain[:1] in _SIGNS:
        rest = _factor(plain[1:], fact, words)
        return None if rest is None else rest * _SIGNS[plain[0]]
    return found


def _factor(plain: str, fact: Fact, words: FieldWords) -> Decimal | None:
    if not plain:
        return _ONE
    units = _units(fact, _frozen(words))
    if plain in units:
        return units[plain]
    ending = next((each for each in units if plain.startswith(each)), "")
    told = plain[len(ending) :].strip()
    return units.get(ending, _ONE) if told and _is_counted(told, fact) else None


def _is_counted(word: str, fact: Fact) -> bool:
    """Whether the fact counts what the word says, or a kind of it: 班 is said of 教学班数."""
    names = [_AMOUNT.sub("", name) for name in (fact.name, *fact.aliases)]
    nouns = (fact.words.noun, *names, *(_MEASURE.sub("", name) for name in names))
    return any(noun.endswith(word) for noun in nouns if noun)


_Synonyms = tuple[tuple[str, tuple[str, ...]], ...]


def _frozen(words: FieldWords) -> _Synonyms:
    return tuple(words.units.items())


@lru_cache(maxsize=4096)
def _units(fact: Fact, synonyms: _Synonyms) -> Mapping[str, Decimal]:
    """The factor of every word for a unit of the fact, the longest first."""
    found = dict(_named_units(fact))
    found |= {_plain(word): _ONE for word in fact.unit_words}
    known = dict(found)
    for unit, others in synonyms:
        if _plain(unit) in known:
            found = {**dict.fromkeys(map(_plain, others), known[_plain(unit)]), **found}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def _named_units(fact: Fact) -> Iterator[tuple[str, Decimal]]:
    for name, factor in known_units(fact).items():
        yield _plain(name), factor
    if fact.unit:
        yield _plain(fact.unit), _ONE


def _plain(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).lower()
