"""What a printed figure is of, and the short code by which documents have it.

A code is six letters and digits for what the figure is of, and one for which figure of it.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from reportgen.model.assessment import Result
from reportgen.model.stages import Stage

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_KEPT = 20_000

VALUE, NUMERATOR, WHOLE, WORKING, NEEDED, LACKING, COUNT = "vnwrelc"
"""Which figure it is: the value itself; of an indicator also what is divided, by what, the two
together, how much there should be, how much is lacking, and of how many it is."""


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


def fact_code(name: str, stage: Stage | None) -> str:
    """The code of a fact's figure."""
    return _code(name, stage or "", "")


def result_code(result: Result, aspect: str = VALUE) -> str:
    """The code of a figure of what an indicator came to."""
    indicator = result.indicator
    return code_for(_code(indicator.name, result.stage or "", indicator.id), aspect)


def code_for(code: str, aspect: str) -> str:
    """The code of another figure of the same."""
    return code[:-1] + aspect
