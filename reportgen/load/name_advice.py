"""An unknown name or word in a file → the known one to put in its place."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.problems import Advice, Change, Remedy
from reportgen.words.nearest import ask, find_nearest, list_names


def advise_name(name: str, known: Iterable[str]) -> Advice:
    """What an entry of an unknown name was to be called; a list of what is known else."""
    return _advise(Change.RENAME, name, list(known))


def advise_word(word: str, known: Iterable[str]) -> Advice:
    """What an unknown word was to be; a list of what is known where nothing is near."""
    return _advise(Change.WRITE, word, list(known))


def _advise(change: Change, name: str, known: list[str]) -> Advice:
    nearest = find_nearest(name, known)
    return list_names(known) if nearest is None else Remedy(change, (nearest,), ask(nearest))
