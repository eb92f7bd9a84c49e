"""Texts whose thousands of numbers are each all but what others come to, so that all that they may
be computed of is tried: a paragraph each, in one paragraph, in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.bomb_files import paragraph, report

_COUNT, _FEWER = 6_900, 5_800
_STOP, _COMMA = "。", "，"


def _quotient(at: int) -> str:
    pupils, area = 500 + at * 37 % 2_500, 5_000 + at * 7_919 % 25_000
    return f"校舍{area}平方米，学生{pupils}人，生均{area / pupils * 1.05:.5f}平方米。"


def _rate(at: int) -> str:
    pupils = 1_500 + at * 37 % 1_500
    told = f"应入学{pupils}人，已入学{pupils - at % 9 - 1}人"
    return f"{told}，入学率9{at % 10}.{10_000 + at * 7 % 90_000}%。"


def _share(at: int) -> str:
    pupils, girls = 1_500 + at * 37 % 1_500, 300 + at * 7_919 % 600
    return f"学生{pupils}人，其中女生{girls}人，占{girls / pupils * 105:.5f}%。"


def _growth(at: int) -> str:
    before, now = 500 + at * 37 % 500, 1_000 + at * 7_919 % 2_000
    return (
        f"2022年投入{before}万元，2023年投入{now}万元，增长{(now - before) / before * 105:.5f}%。"
    )


def _lack(at: int) -> str:
    planned, there = 100 + at * 37 % 200, 1 + at * 7_919 % 90
    return f"核定编制{planned}.5人，在岗{there}人，缺编{planned - there + 5}.25人。"


def _stage(at: int) -> str:
    return f"2022年小学部{at % 90 + 1}个班，初中部现有{at % 50 + 1}个班，七年级{at % 9 + 1}个班。"


def _apart(said: Callable[[int], str]) -> bytes:
    return report("".join(paragraph(said(at)) for at in range(_COUNT)))


def _together(said: Callable[[int], str], mark: str = _STOP) -> bytes:
    whole = "".join(
        said(at) for at in range(_FEWER if said in (_growth, _lack, _stage) else _COUNT)
    )
    return report(paragraph(whole.replace(_STOP, mark)))


STATEMENTS: Mapping[str, Callable[[], bytes]] = {
    "quotients": lambda: _apart(_quotient),
    "quotients in a paragraph": lambda: _together(_quotient),
    "quotients in a sentence": lambda: _together(_quotient, _COMMA),
    "rates in a paragraph": lambda: _together(_rate),
    "rates in a sentence": lambda: _together(_rate, _COMMA),
    "shares in a paragraph": lambda: _together(_share),
    "shares in a sentence": lambda: _together(_share, _COMMA),
    "growth in a paragraph": lambda: _together(_growth),
    "lacks in a paragraph": lambda: _together(_lack),
    "stages in a sentence": lambda: _together(_stage, _COMMA),
    "lacks in a sentence": lambda: _together(_lack, _COMMA),
}
