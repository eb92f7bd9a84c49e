"""Why a text is no value of its field, before it has a place."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.problems import Advice, write


class ValueFault(ValueError):
    """Raised if a text is no value of its fact: Chinese message and hint, without a place.

    `cell_hint` says how to mend it in a workbook, if that differs. `code` is the problem's.
    """

    code = "bad_value"

    def __init__(self, message: str, hint: Advice = "", cell_hint: Advice = "") -> None:
        self.message, self.hint, self.cell_hint = message, hint, cell_hint
        super().__init__(message)


class DoubtfulValue(ValueFault):
    """Raised if a text has several readings: it names each, as it is to be written.

    `told` are the readings as the message has them, where that says more.
    """

    code = "doubtful_value"

    def __init__(self, text: str, readings: Sequence[str], told: Sequence[str] = ()) -> None:
        self.readings = tuple(readings)
        message = f"写的是“{text}”，可能是{'，也可能是'.join(told or readings)}"
        super().__init__(message, write(*readings))


class DoubtfulShare(DoubtfulValue):
    """Raised if a share may be a number of percent, or a share of one."""

    code = "doubtful_share"
