"""Slips of writing in the clerk's texts that print as they were typed → Problems at their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.late_regex import late_regex
from reportgen.problems import Location, Problem, warning

# A number behind a stop begins what should be a line of its own.
_RUN_ON = late_regex(r"[。；;]\s*([0-9]{1,2})、(?=[\u4e00-\u9fff“])")
_MOST = 4


def may_have_slips(text: str) -> bool:
    """Whether a line of the text may have one: most texts need not be looked at line by line."""
    return _RUN_ON.search(text) is not None


def check_writing(lines: Iterable[tuple[str, Location]]) -> Iterator[Problem]:
    """Numbered items that run into one line."""
    for text, place in lines:
        yield from _check_run_on(text, place)


def _check_run_on(text: str, place: Location) -> Iterator[Problem]:
    numbers = [f"“{each}、”" for each in _RUN_ON.findall(text)]
    if numbers:
        shown = "".join(numbers[:_MOST]) + ("等" if len(numbers) > _MOST else "")
        message = f"一段里连着写了{shown}，照原样印成一段，序号也不合格式"
        yield warning("run_on_items", message, place, "请一条一行，程序会编成“1.”“2.”")
