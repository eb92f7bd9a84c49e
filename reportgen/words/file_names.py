"""Names of files: which of some names one bears."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePath

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.place_names import plain_name
from reportgen.words.traditional import simplify_characters

_YEAR = late_regex(r"(?<!\d)20[1-3]\d(?=\s*学?年)|(?:^|(?<=[_\-（(\s]))20[1-3]\d(?=[_\-）)\s]|$)")
_CHARACTERS = "一-鿿㐀-䶿"
# In the name of a file nothing shorter is sure to be a name.
_SHORTEST = 3


class _Found(NamedTuple):
    """A name, and where it stands in a text."""

    name: str
    start: int
    end: int

    def lies_in(self, other: _Found) -> bool:
        """Whether it is a part of the other."""
        is_shorter = self.end - self.start < other.end - other.start
        return is_shorter and other.start <= self.start and self.end <= other.end


def find_year(stem: str) -> int | None:
    """The year that a file's name says, without its extension; None for none and for several."""
    years = frozenset(_YEAR.findall(stem))
    return int(*years) if len(years) == 1 else None


def find_borne(file: str, names: Iterable[str], beside: Iterable[str] = ()) -> frozenset[str]:
    """The names that the file bears; where its name says nothing (采集表), those that the folder
    or the archive bears in which it lies.

    A name stands for itself: between signs, digits, letters, and the words `beside`. A part of a
    longer name is none.
    """
    known, words = tuple(names), _words(tuple(beside))
    for part in reversed(PurePath(file).parts):
        text = simplify_characters(unicodedata.normalize("NFKC", part)).casefold()
        bare = plain_name(part)
        near = (name for name in known if _plain(name) in bare)
        found = [each for name in near for each in _find(text, name, words)]
        if found:
            return frozenset(
                each.name for each in found if not any(each.lies_in(other) for other in found)
            )
        if not all(map(words.fullmatch, _RUNS.findall(text))):
            break
    return frozenset()


def _find(text: str, name: str, words: re.Pattern[str]) -> Iterator[_Found]:
    plain = _plain(name)
    if len(plain) < _SHORTEST:
        return
    for match in _spaced(plain).finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _stands_alone(plain, before, after, words):
            yield _Found(name, match.start(), match.end())


def _stands_alone(name: str, before: str, after: str, words: re.Pattern[str]) -> bool:
    head, tail = _AT_END.search(before), _AT_START.match(after)
    beside = (found[0] for found in (head, tail) if found)
    cuts_number = name[0].isdigit() and before[-1:].isdigit()
    return not cuts_number and all(map(words.fullmatch, beside))


_RUNS = late_regex(f"[{_CHARACTERS}]+")
_AT_END = late_regex(f"[{_CHARACTERS}]+$")
_AT_START = late_regex(f"[{_CHARACTERS}]+")


# The names are those of one list, and asked for with each file.
_plain = lru_cache(maxsize=8192)(plain_name)


@lru_cache(maxsize=8)
def _words(beside: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted(map(plain_name, beside), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, known))})*")


def _spaced(name: str) -> re.Pattern[str]:
    r"""The name, whatever blanks are in it."""
    return re.compile(r"\s*".join(map(re.escape, name)))
