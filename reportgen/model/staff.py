"""The teachers by degree, rank and age, and the facts that such a table gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from reportgen.model.stages import Stage
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location

# The block of a data file, and the keys in it.
STAFF_BLOCK, DEGREES_KEY, AGES_KEY = "教师结构", "学历职称", "年龄"
DEGREE_KEY, AGE_KEY, COUNT_KEY, TOTAL_KEY, STAGE_KEY = "学历", "年龄段", "人数", "合计", "学段"


class StaffWords(NamedTuple):
    """The words of the table: degrees and ranks in order, each with the fact that counts it.

    A word without a fact (empty) is a line or column of the table and no more. `total` is the fact
    that counts all of them.
    """

    degrees: Mapping[str, str] = MappingProxyType({})
    ranks: Mapping[str, str] = MappingProxyType({})
    total: str = ""


class StaffRow(NamedTuple):
    """The teachers of one degree: how many of each rank, and in all.

    `counts` go by rank and are empty where only the sum is known; `stage` None stands for the whole
    school.
    """

    degree: str
    counts: Mapping[str, Decimal]
    total: Decimal
    stage: Stage | None = None


class AgeBand(NamedTuple):
    """How many teachers are of an age, in the clerk's words (35岁及以下)."""

    name: str
    teachers: Decimal
    stage: Stage | None = None


class Staff(NamedTuple):
    """The block 教师结构; empty if it is not given."""

    rows: tuple[StaffRow, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    location: Location = Location()

    @property
    def stages(self) -> tuple[Stage | None, ...]:
        """The stages that it counts apart, in its order; None stands for the whole school."""
        named = (*(row.stage for row in self.rows), *(band.stage for band in self.ages))
        return tuple(dict.fromkeys(named))

    def rows_of(self, stage: Stage | None) -> tuple[StaffRow, ...]:
        """The rows of that stage."""
        return tuple(row for row in self.rows if row.stage == stage)

    def ages_of(self, stage: Stage | None) -> tuple[AgeBand, ...]:
        """The age bands of that stage."""
        return tuple(band for band in self.ages if band.stage == stage)


def count_staff(rows: Sequence[StaffRow], words: StaffWords) -> dict[str, Decimal]:
    """What those rows say of facts, by the fact's name; nothing without rows.

    Ranks are counted only if every row says all of its ranks.
    """
    if not rows:
        return {}
    found = {words.total: sum((row.total for row in rows), Decimal(0))} if words.total else {}
    found |= _by_fact(((row.degree, row.total) for row in rows), words.degrees)
    if all(row.counts for row in rows):
        counts = ((rank, count) for row in rows for rank, count in row.counts.items())
        found |= _by_fact(counts, words.ranks)
    return found


def _by_fact(
    counted: Iterable[tuple[str, Decimal]], facts: Mapping[str, str]
) -> dict[str, Decimal]:
    """The counts added up under the facts that the words stand for."""
    found: dict[str, Decimal] = {}
    for word, count in counted:
        if name := facts.get(word):
            found[name] = found.get(name, Decimal(0)) + count
    return found
