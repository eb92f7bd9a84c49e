"""The words that texts are checked for, as a person keeps them in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Wording(NamedTuple):
    """Words that are wrong, or out of use, and what to write instead (several: one of them).

    They are wrong only right behind one of `behind`, right before one of `before` (none: anywhere),
    and never behind or before one of `not_behind`, `not_before`. `reason` is what a reader is told
    besides. Texts of before the year `since` (0: all) had them rightly.
    """

    words: str
    right: tuple[str, ...] = ()
    reason: str = ""
    behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    since: int = 0

    def is_wrong(self, before: str, after: str) -> bool:
        """Whether it is wrong between those words."""
        if self.behind and not before.endswith(self.behind):
            return False
        if self.before and not after.startswith(self.before):
            return False
        return not (before.endswith(self.not_behind) or after.startswith(self.not_before))


class WrongUnits(NamedTuple):
    """Units in which nothing is counted whose name ends in one of `names`; `lacking` tells that a
    number behind such a name needs one. Less than `least` 元 is none of such a thing.
    """

    names: tuple[str, ...]
    units: tuple[str, ...]
    right: str = ""
    lacking: bool = False
    least: Decimal = Decimal(0)


class KnownDocument(NamedTuple):
    """A document that reports quote: its title, and its number in parts: 国发〔2012〕48号."""

    title: str
    organ: str
    year: int
    serial: int

    @property
    def number(self) -> str:
        """The number as it is written."""
        return f"{self.organ}〔{self.year}〕{self.serial}号"


class SlipTables(NamedTuple):
    """What slips in, characters by characters: the wrong forms of each right word (set apart by
    blanks), the rare characters that each character is mistaken for, the common words between which
    a wrong form may stand (set apart by blanks, by how long they are), what may stand behind a
    doubled character and before it, and so of words that stand twice, the measure words that nouns
    (set apart by blanks) cannot have,
    what each character that is written for a measure word behind a number is to be, the
    characters that sound alike, by their sound, the characters that are written for the first and
    for the second of a word of two (and whether both change places), and further common words
    between which those may stand.

    `mixed` has the words that sound like each, `together` the words that often stand behind each,
    `also_together` those that seldom do and are right.
    `lost_by_pairs` has the phrases of four characters, each with the number of one that may be seen
    to lack, by what is left (`words.lost_signs`).
    `starts` are all words and longer slips by their first two characters (`words.word_starts`),
    `firsts` the first characters of slips of two by their second one (`words.near_words`).
    """

    slips: Mapping[str, str] = _NOTHING
    rare: Mapping[str, str] = _NOTHING
    common: Mapping[str, str] = _NOTHING
    after_doubled: Mapping[str, str] = _NOTHING
    before_doubled: Mapping[str, str] = _NOTHING
    after_repeated: Mapping[str, str] = _NOTHING
    before_repeated: Mapping[str, str] = _NOTHING
    misfits: Mapping[str, str] = _NOTHING
    after_numbers: Mapping[str, str] = _NOTHING
    sounds: Mapping[str, str] = _NOTHING
    near: Mapping[str, str] = _NOTHING
    beside: Mapping[str, str] = _NOTHING
    starts: Mapping[str, str] = _NOTHING
    firsts: Mapping[str, str] = _NOTHING
    mixed: Mapping[str, str] = _NOTHING
    together: Mapping[str, str] = _NOTHING
    also_together: Mapping[str, str] = _NOTHING
    lost_by_pairs: Mapping[str, str] = _NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """All that a text is checked for by word: wordings by their words, the documents that are
    known, patterns of sentences that are wrong, and tables of what slips in.

    The lists are the names of rooms, what stands for what was not filled in, the laws by their
    short names (without 法), the subjects of documents that are quoted by name, what is told in a
    number, what rows and columns of totals and subtotals are called, the heads of what is not added
    up, words that may be said twice, phrases that stand side by side with a mark between them,
    idioms, surnames, and posts that one person holds.

    `titles` are the names of laws and documents that are known, without what stands in brackets at
    their end; `other_titles` are names like them that are right too. `wrong_units` are those in
    which things are not counted. `allowed` is what looks like a slip in an idiom and is none.
    """

    by_words: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    documents: tuple[KnownDocument, ...] = ()
    sentences: tuple[Wording, ...] = ()
    tables: SlipTables = SlipTables()
    rooms: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()
    not_added: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    wrong_units: tuple[WrongUnits, ...] = ()
    repeatable: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


NO_WORDINGS = Wordings()
