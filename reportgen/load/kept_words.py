"""Wordings ⇄ plain values, by which another run finds them.

A text asks for few of the words: what is long is kept so that it is read quickly, and parted where
it is asked for.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cached_property
from typing import Any

from reportgen.load.kept_files import KeptAs
from reportgen.model.wordings import KnownDocument, SlipTables, Wording, Wordings, WrongUnits

_BETWEEN = "\n"
_CODEC = ("utf-8", "surrogatepass")
# Few texts, or none, are asked what these say of a word.
_SELDOM = ("slips", "near", "also_together")

_Joined = tuple[str, str] | tuple[bytes, bytes]
"""The words and what is told of each, one a line; as bytes of a table that is seldom asked."""


class _SeldomAsked(Mapping[str, str]):
    """A table that is parted when it is asked for what is told of a word."""

    def __init__(self, words: bytes, told: bytes) -> None:
        self._words, self._told = words, told

    @cached_property
    def _table(self) -> dict[str, str]:
        return _parted(self._words.decode(*_CODEC), self._told.decode(*_CODEC))

    def __getitem__(self, word: str, /) -> str:
        return self._table[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words.decode(*_CODEC).split(_BETWEEN))

    def __len__(self) -> int:
        return len(self._table)


class _WordingsByWords(Mapping[str, tuple[Wording, ...]]):
    """Wordings that are made when they are asked for."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = kept
        self._made: dict[str, tuple[Wording, ...]] = {}

    def __getitem__(self, word: str, /) -> tuple[Wording, ...]:
        if word not in self._made:
            told = marshal.loads(self._kept[word])
            self._made[word] = tuple([Wording(*each) for each in told])
        return self._made[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def plain_wordings(wordings: Wordings) -> dict[str, Any]:
    """The wordings as texts, tuples, bytes and dicts."""
    plain = {each.name: getattr(wordings, each.name) for each in fields(wordings)}
    by_words = wordings.by_words.items()
    return {
        **plain,
        "by_words": {word: marshal.dumps(tuple(map(tuple, each))) for word, each in by_words},
        "documents": tuple(map(tuple, wordings.documents)),
        "sentences": tuple(map(tuple, wordings.sentences)),
        "tables": {name: _joined(name, each) for name, each in wordings.tables._asdict().items()},
        "wrong_units": tuple((*each[:-1], str(each.least)) for each in wordings.wrong_units),
    }


def wordings_of(plain: dict[str, Any]) -> Wordings:
    """The wordings that were made plain."""
    tables = {name: _table_of(each) for name, each in plain["tables"].items()}
    told = {
        **plain,
        "by_words": _WordingsByWords(plain["by_words"]),
        "documents": tuple(KnownDocument(*each) for each in plain["documents"]),
        "sentences": tuple(Wording(*each) for each in plain["sentences"]),
        "tables": SlipTables(**tables),
        "wrong_units": tuple(
            WrongUnits(names, units, right, lacking, Decimal(least))
            for names, units, right, lacking, least in plain["wrong_units"]
        ),
    }
    return Wordings(**told)


def _joined(name: str, table: Mapping[str, str]) -> dict[str, str] | _Joined:
    """Two long texts, which are read in half the time of thousands of short ones; the table itself
    where that is not the same.
    """
    plain = dict(table)
    if not plain or any(_BETWEEN in each for each in (*plain, *plain.values())):
        return plain
    words, told = _BETWEEN.join(plain), _BETWEEN.join(plain.values())
    return (words.encode(*_CODEC), told.encode(*_CODEC)) if name in _SELDOM else (words, told)


def _table_of(kept: dict[str, str] | _Joined) -> Mapping[str, str]:
    match kept:
        case bytes(words), bytes(told):
            return _SeldomAsked(words, told)
        case str(words), str(told):
            return _parted(words, told)
        case _:
            return kept


def _parted(words: str, told: str) -> dict[str, str]:
    return dict(zip(words.split(_BETWEEN), told.split(_BETWEEN), strict=True))


# Those of the bundled files, and of one bureau's.
AS_WORDS = KeptAs("words", 2, plain_wordings, wordings_of)
