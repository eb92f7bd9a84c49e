"""学段 and the types of school that teach them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Stage(StrEnum):
    """学段. The value is the word that data files and reports use."""

    PRIMARY = "小学"
    JUNIOR = "初中"
    SENIOR = "高中"


# 高中 counts when shared resources are split, but the compulsory standards do not judge it.
COMPULSORY = (Stage.PRIMARY, Stage.JUNIOR)


@dataclass(frozen=True)
class SchoolType:
    """A type of school: its stages in order, each with the weight a student has in a split.

    Source of the weights: 《测算均衡系数拆分公式》 (九年一贯制 1∶1.1, 完全中学 1∶1.2,
    十二年一贯制 1∶1.1∶1.32).
    """

    name: str
    weights: Mapping[Stage, Decimal]

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """All stages taught here."""
        return tuple(self.weights)

    @cached_property
    def judged_stages(self) -> tuple[Stage, ...]:
        """The stages that the standards of compulsory education judge."""
        return tuple(stage for stage in self.weights if stage in COMPULSORY)

    @property
    def is_combined(self) -> bool:
        """Whether resources are shared between stages."""
        return len(self.weights) > 1
