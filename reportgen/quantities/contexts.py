"""What stands before a number, read backwards → the noun, and what else is said of it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.stated_quantity import Nearness
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.marks import behind_marks

BOUNDS = "，,、；;。！!？?：:（）()“”‘’《》〔〕【】|\n\t"
"""The marks at which what is said of a number begins and ends, those of a table's cells too."""

# What a line of a list begins with, and what sets words off, says nothing of whose a number is.
_LIST_MARKS = " -*+>·•●■◆▪—–~_"

_AMONG = "其中"
# 一至六年级6个教学班, 各年级: all of them.
_ALL_GRADES = late_regex(
    rf"[{NUMERAL_SIGNS}小中大初高0-9]{{1,2}}\s?[至到—~-]\s?[{NUMERAL_SIGNS}小中大班0-9]{{1,2}}个?(?:年级)?$"
    "|各年级$"
)
_GRADES_END = frozenset(f"{NUMERAL_SIGNS}小中大班个级0123456789")


class Context(NamedTuple):
    """What stands before a number: the `noun` up to `noun_end`, how near the number is, and what
    is left of the clause.

    `rest` is what of it is no word that changes nothing, which ends at `begin`; `whole` whether one
    shows that all are counted, `among` that a part is (其中), `summed` that several are together.
    """

    noun: str = ""
    noun_end: int = 0
    begin: int = 0
    nearness: Nearness = Nearness.EXACT
    per: Decimal | None = None
    stage: str = ""
    grade: str = ""
    rest: str = ""
    whole: bool = False
    among: bool = False
    summed: bool = False


# Texts say the same clauses again and again, and those of a district do.
@lru_cache(maxsize=2048)
def read_context(clause: str, lexicon: Lexicon) -> Context:
    """What the clause before a number says of it."""
    reader = _Backwards(clause.rstrip(), lexicon)
    reader.find_noun()
    reader.find_openings()
    return reader.context()


def read_named(clause: str, noun: str, lexicon: Lexicon, near: Nearness) -> Context:
    """What the clause before a noun that is known says of the number behind it."""
    reader = _Backwards(clause.rstrip(), lexicon, noun, near)
    reader.find_openings()
    return reader.context()


class _Backwards:
    """Reads a clause from its end."""

    def __init__(
        self, clause: str, lexicon: Lexicon, noun: str = "", near: Nearness = Nearness.EXACT
    ) -> None:
        self._left, self._lexicon, self._ends = clause, lexicon, lexicon.ends
        self._noun, self._noun_end = noun, 0
        self._near = near
        self._per: Decimal | None = None
        self._stage = self._grade = ""
        self._whole = self._among = self._summed = False

    def context(self) -> Context:
        """What was read."""
        rest = self._left.strip().lstrip(_LIST_MARKS)
        return Context(
            self._noun,
            self._noun_end,
            len(self._left),
            self._near,
            self._per,
            self._stage,
            self._grade,
            rest.removeprefix(_AMONG),
            self._whole,
            self._among or rest.startswith(_AMONG),
            self._summed,
        )

    def find_noun(self) -> None:
        """Take away links (为, 约, 生均) until a noun ends there, and the noun."""
        kept = self._left, self._near, self._per, self._summed
        while self._left and not self._ends_in_grade():
            noun = self._ends.names.find(self._left)
            if noun:
                self._stage = self._lexicon.stage_nouns.get(noun, "")
                self._noun, self._noun_end = noun, len(self._left)
                self._left = self._left[: -len(noun)]
                return
            if not (self._take_nearness() or self._take_per() or self._take_link()):
                break
        # Without a noun what was taken is read as an opening, but for how near the number is.
        if self._left and not self._take_grades():
            self._left, self._near, self._per, self._summed = kept
            self._take_nearness()

    def find_openings(self) -> None:
        """Take away what may stand before a noun and changes nothing."""
        while self._may_take_opening() and (
            self._take_grades()
            or self._take_per()
            or self._take_opening()
            or self._take_stage()
            or self._take_nearness()
        ):
            pass

    def _may_take_opening(self) -> bool:
        last = self._left[-1:]
        return last in self._lexicon.opening_ends or last in _GRADES_END

    def _ends_in_grade(self) -> bool:
        """四年级2个班: 年级 is no noun there."""
        if self._left[-1] not in self._lexicon.grade_ends:
            return False
        named = self._ends.grades.find(self._left)
        return bool(named or _ALL_GRADES.search(self._left[-12:]))

    def _cut(self, word: str) -> bool:
        if word:
            self._left = self._left[: -len(word)].rstrip()
        return bool(word)

    def _take_link(self) -> bool:
        word = self._ends.links.find(self._left)
        self._summed |= word in self._lexicon.prose.sums
        return self._cut(word)

    def _take_nearness(self) -> bool:
        word = self._ends.near.find(self._left)
        if word:
            self._near = Nearness(self._lexicon.prose.near[word])
        return self._cut(word)

    def _take_per(self) -> bool:
        word = self._ends.per.find(self._left)
        if word:
            self._per = self._lexicon.prose.per[word]
        return self._cut(word)

    def _take_opening(self) -> bool:
        prose = self._lexicon.prose
        word = self._ends.openings.find(self._left)
        if not word or self._is_name(word):
            return self._cut(self._ends.times.find(self._left))
        self._summed |= word in prose.sums
        self._whole |= word in prose.wholes
        self._among |= word == _AMONG
        return self._cut(word)

    def _is_name(self, word: str) -> bool:
        """Whether it is the end of a school's name: 青岭学校."""
        before = self._left[: -len(word)].lstrip(_LIST_MARKS)
        if not before or word not in self._lexicon.name_ends:
            return False
        return not self._ends.openings.find(before)

    def _take_stage(self) -> bool:
        word = self._ends.stages.find(self._left)
        if word and self._is_stage(word):
            self._stage = word
            return self._cut(word)
        word = self._ends.grades.find(self._left)
        if word:
            self._grade = word
        return self._cut(word)

    def _is_stage(self, word: str) -> bool:
        """Whether it is no part of a name: 青岭小学 is a school."""
        if word != self._lexicon.stages[word]:
            return True
        before = self._left[: -len(word)].lstrip(_LIST_MARKS)
        return not before or bool(self._ends.openings.find(before))

    def _take_grades(self) -> bool:
        found = self._left[-1] in _GRADES_END and _ALL_GRADES.search(self._left[-12:])
        return self._cut(found[0]) if found else False


def last_bound(text: str) -> int:
    """Where the last mark stands at which what is said of a number ends; -1 for none."""
    return behind_marks(text, BOUNDS) - 1
