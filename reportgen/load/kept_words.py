"""Wordings ⇄ plain values, by which another run finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from reportgen.load.kept_files import KeptAs
from reportgen.model.wordings import KnownDocument, SlipTables, Wording, Wordings, WrongUnits

_BETWEEN = "\n"


def plain_wordings(wordings: Wordings) -> dict[str, Any]:
    """The wordings as texts, tuples and dicts."""
    plain = {each.name: getattr(wordings, each.name) for each in fields(wordings)}
    tables = wordings.tables
    return {
        **plain,
        "by_words": {word: tuple(map(tuple, each)) for word, each in wordings.by_words.items()},
        "documents": tuple(map(tuple, wordings.documents)),
        "sentences": tuple(map(tuple, wordings.sentences)),
        "tables": {each.name: _joined(getattr(tables, each.name)) for each in fields(tables)},
        "wrong_units": tuple((*each[:-1], str(each.least)) for each in wordings.wrong_units),
    }


def wordings_of(plain: dict[str, Any]) -> Wordings:
    """The wordings that were made plain."""
    by_words = plain["by_words"].items()
    told = {
        **plain,
        "by_words": {word: tuple([Wording(*one) for one in each]) for word, each in by_words},
        "documents": tuple(KnownDocument(*each) for each in plain["documents"]),
        "sentences": tuple(Wording(*each) for each in plain["sentences"]),
        "tables": SlipTables(**{name: _parted(each) for name, each in plain["tables"].items()}),
        "wrong_units": tuple(
            WrongUnits(names, units, right, lacking, Decimal(least))
            for names, units, right, lacking, least in plain["wrong_units"]
        ),
    }
    return Wordings(**told)


def _joined(table: Mapping[str, str]) -> dict[str, str] | tuple[str, str]:
    """Two long texts, which are read in half the time of thousands of short ones; the table itself
    where that is not the same.
    """
    plain = dict(table)
    joined = _BETWEEN.join(plain), _BETWEEN.join(plain.values())
    return joined if _parted(joined) == plain else plain


def _parted(kept: dict[str, str] | tuple[str, str]) -> dict[str, str]:
    if isinstance(kept, dict):
        return kept
    words, told = (each.split(_BETWEEN) for each in kept)
    return dict(zip(words, told, strict=False))


# Those of the bundled files, and of one bureau's.
AS_WORDS = KeptAs("words", 2, plain_wordings, wordings_of)
