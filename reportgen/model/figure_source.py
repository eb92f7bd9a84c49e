"""What a printed figure is of, and the short code by which documents have it.

A code is six letters and digits for what the figure is of, and one for which figure of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from reportgen.model.assessment import Assessment, Result
from reportgen.model.stages import Stage
from reportgen.named_tuple import NamedTuple

if TYPE_CHECKING:
    from reportgen.model.district import DistrictSummary

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_KEPT = 20_000

VALUE, NUMERATOR, WHOLE, WORKING, NEEDED, LACKING, COUNT = "vnwrelc"
"""Which figure it is: the value itself; of an indicator also what is divided, by what, the two
together, how much there should be, how much is lacking, and of how many it is."""


ASPECTS = {
    **{VALUE: "", NUMERATOR: "的分子", WHOLE: "的分母", WORKING: "的算式", NEEDED: "应有的量"},
    **{LACKING: "的差距", COUNT: "的个数"},
}
"""What is said of each behind the indicator's name."""


class FigureSource(NamedTuple):
    """A fact by its name, or an indicator by its name and id (empty: it is a fact); of a stage, or
    of the whole school.
    """

    name: str
    stage: str = ""
    indicator: str = ""

    @property
    def code(self) -> str:
        """The code of its value, the same at all times."""
        return _code(*self)


@lru_cache(maxsize=_KEPT)
def _code(name: str, stage: str, indicator: str) -> str:
    written = "|".join((name, stage, indicator)).encode()
    number = int.from_bytes(hashlib.sha256(written).digest()[:8], "big")
    digits = []
    for _ in range(6):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join((*digits, VALUE))


@lru_cache(maxsize=_KEPT)
def fact_code(name: str, stage: Stage | None) -> str:
    """The code of a fact's figure."""
    return _code(name, stage or "", "")


def together_code(name: str, stage: Stage | None = None) -> str:
    """The code of what all schools of a district have of a fact."""
    return _code(name, stage or "", "各校")


def variation_code(name: str, stage: Stage, aspect: str = VALUE) -> str:
    """The code of the coefficient of variation of an indicator (empty: of all of them)."""
    return code_for(_code(name, stage, "差异系数"), aspect)


def result_code(result: Result, aspect: str = VALUE) -> str:
    """The code of a figure of what an indicator came to."""
    return result_codes(result)[aspect]


def result_codes(result: Result) -> Mapping[str, str]:
    """The codes of all figures of what an indicator came to."""
    indicator = result.indicator
    return _codes(indicator.name, result.stage or "", indicator.id)


@lru_cache(maxsize=_KEPT)
def _codes(name: str, stage: str, indicator: str) -> Mapping[str, str]:
    """The codes of all figures of an indicator."""
    code = _code(name, stage, indicator)
    return {aspect: code_for(code, aspect) for aspect in ASPECTS}


def code_for(code: str, aspect: str) -> str:
    """The code of another figure of the same."""
    return code[:-1] + aspect


def name_sources(assessment: Assessment) -> dict[str, str]:
    """What each figure of a school is called, by its code: 生均图书册数（小学）的差距; without the
    stage where only one is judged.
    """
    several = len({result.stage for result in assessment.results if result.stage}) > 1
    named = {fact_code(*key): _named(*key) for key in assessment.facts}
    for result in assessment.results:
        name = _named(result.indicator.name, result.stage if several else None)
        code = result_code(result)
        named |= {code_for(code, aspect): f"{name}{said}" for aspect, said in ASPECTS.items()}
    return named


def name_together(summary: DistrictSummary) -> dict[str, str]:
    """What the figures of all schools of a district together are called, by their codes."""
    named = {together_code(*key): f"各校合计的{_named(*key)}" for key in summary.sums}
    for stage in (stage for each in summary.standards for stage in each.stages):
        named[variation_code("", stage.stage)] = _named("综合差异系数", stage.stage)
        for one in stage.indicators:
            name = _named(f"{one.name}的差异系数", stage.stage)
            named[variation_code(one.name, stage.stage)] = name
    return named


def _named(name: str, stage: Stage | None) -> str:
    return f"{name}（{stage}）" if stage else name
