"""学段 and the types of school that teach them.

Which there are is data: `data/stages.yaml`, `data/school_types.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple


class Stage(str):
    """学段: the word that data files and reports use, and equal to it.

    Stages stand in the order of the data wherever several are given.
    """

    __slots__ = ()


class StageWords(NamedTuple):
    """The words that go with a stage.

    `division` is its part of a combined school (小学部), `grades` are those that it teaches.
    `school` is what a school of this stage alone is called (幼儿园; empty: as the genre has it).
    `spoken` is what a school of it reads for words that standards write for several stages (校 for
    校（园）).
    """

    division: str
    grades: tuple[str, ...] = ()
    school: str = ""
    spoken: Mapping[str, str] = MappingProxyType({})


# All stages that there are, in order.
Stages = Mapping[Stage, StageWords]
# Words as standards write them and as a school reads them, the longest first.
SpokenWords = tuple[tuple[str, str], ...]


def spoken_words(stages: Stages, taught: Sequence[Stage]) -> SpokenWords:
    """What a school of those stages reads in place of words for several of them.

    Where its stages differ, the words stay as they are.
    """
    said = [stages[stage].spoken for stage in taught if stage in stages]
    common = set(said[0].items()).intersection(*(each.items() for each in said)) if said else set()
    return tuple(sorted(common, key=lambda each: (-len(each[0]), each)))


@lru_cache(maxsize=4096)
def speak(text: str, words: SpokenWords) -> str:
    """The text as a school reads it that has these words."""
    for written, said in words:
        text = text.replace(written, said)
    return text


def school_word(stages: Stages, taught: Sequence[Stage]) -> str:
    """What a school of those stages is called; empty where it is as the genre has it."""
    words = {stages[stage].school if stage in stages else "" for stage in taught}
    return words.pop() if len(words) == 1 else ""


@dataclass(frozen=True)
class SchoolType:
    """A type of school: its stages in order, each with the weight a student has in a split.

    `words` is what a school of this type is called in a sentence (九年一贯制学校).
    Source of the weights: 《测算均衡系数拆分公式》 (九年一贯制 1∶1.1, 完全中学 1∶1.2,
    十二年一贯制 1∶1.1∶1.32).
    """

    name: str
    weights: Mapping[Stage, Decimal]
    words: str = ""

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """All stages taught here."""
        return tuple(self.weights)

    @property
    def noun(self) -> str:
        """What completes 是一所…: the type's words, else its name."""
        return self.words or self.name

    @property
    def is_combined(self) -> bool:
        """Whether resources are shared between stages."""
        return len(self.weights) > 1


# A district, as what a standard may judge: of a stage of its own, which no school teaches.
DISTRICT = Stage("区县")
DISTRICT_TYPE = SchoolType("区县", MappingProxyType({DISTRICT: Decimal(1)}))
DISTRICT_STAGES: Stages = MappingProxyType({DISTRICT: StageWords(division="区县")})
