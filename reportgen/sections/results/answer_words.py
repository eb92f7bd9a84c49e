"""What a table of a district says of an answer and of what must not be: 符合要求, not 是."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportgen.model.assessment import Result, Verdict
from reportgen.model.standard import Direction, Indicator, IndicatorKind

if TYPE_CHECKING:
    from reportgen.model.district import ResultRecord

_ASKED, _NOT_SO = "符合要求", "不符合要求"
_NONE, _FORBIDDEN = "没有", "不得有"


def answer_words(indicator: Indicator, result: Result | ResultRecord) -> tuple[str, str] | None:
    """The value and the limit in words, where they are an answer or where 0 is asked for.

    None of other figures, and of what has no limit; a value that lacks stays as it is displayed.
    """
    if result.verdict is Verdict.NO_LIMIT:
        return None
    if indicator.kind is IndicatorKind.YES_NO:
        said = {Verdict.MET: _ASKED, Verdict.UNMET: _NOT_SO}
        return said.get(result.verdict, result.display), _ASKED
    if _is_forbidden(indicator, result):
        return (_NONE if result.verdict is Verdict.MET else result.display), _FORBIDDEN
    return None


def _is_forbidden(indicator: Indicator, result: Result | ResultRecord) -> bool:
    """Whether the standard lets there be none of it: a plain number of at most 0."""
    plain = indicator.kind is IndicatorKind.NUMBER and isinstance(result.limit, Decimal)
    return plain and result.limit == 0 and indicator.direction is Direction.AT_MOST
