"""A paragraph → its brackets, found once for all of its numbers."""

from __future__ import annotations

from bisect import bisect_left

from reportgen.late_regex import late_regex

OPEN, CLOSE = "（(", "）)"
_BRACKET = late_regex(f"[{OPEN}{CLOSE}]")
_LONGEST = 200


class Brackets:
    """Where the brackets of a paragraph stand."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._places = [found.start() for found in _BRACKET.finditer(plain)]

    def opened(self, place: int) -> int:
        """Where the brackets begin that the place stands in; -1 for none."""
        before = bisect_left(self._places, place)
        if not before:
            return -1
        last = self._places[before - 1]
        return last if last >= place - _LONGEST and self._plain[last] in OPEN else -1

    def are_closed(self, begin: int, end: int) -> bool:
        """Whether more of them are closed between those places than are opened."""
        first, last = bisect_left(self._places, begin), bisect_left(self._places, end)
        if first == last:
            return False
        opened = [self._plain[place] in OPEN for place in self._places[first:last]]
        return sum(opened) * 2 < len(opened)
