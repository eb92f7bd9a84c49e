"""Wordings ⇄ plain values, by which a run finds what another read of the same files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.bounded.limits import LIMITS
from reportgen.kept_code.program_tables import content_digest, program_table
from reportgen.load.text_file import read_bytes
from reportgen.model.wordings import KnownDocument, SlipTables, Wording, Wordings, WrongUnits

# Those of the bundled files, and of one bureau's.
_NAME, _MOST = "words", 2
_BETWEEN = "\n"


def find_wordings(files: tuple[Path, ...], load: Callable[[], Wordings]) -> Wordings:
    """What `load` makes of the files, or made of the same contents for another run.

    Errors: as of `load`; UnreadableFileError for a file that cannot be read.
    """
    table = program_table(_NAME, _MOST)
    if table is None:
        return load()
    asked = _digest(files)
    kept = table.find(asked)
    if kept is not None:
        return wordings_of(kept)
    wordings = load()
    # What was written in between is not what was asked.
    if _digest(files) == asked:
        table.keep(asked, plain_wordings(wordings))
    return wordings


def _digest(files: tuple[Path, ...]) -> str:
    return content_digest(read_bytes(file, LIMITS.text.file) for file in files)


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
