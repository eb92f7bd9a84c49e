"""What clerks write where there is nothing to tell."""

from __future__ import annotations

from reportgen.late_regex import late_regex

_NOTHING = late_regex(
    r"[(（【]?(?:暂?无|暂?没有|尚无|不适用|不涉及|略|—+|-+|–+|－+|/+|／+|0[元项个]?)[)）】]?[。.；;]?"
)


def says_nothing(text: str) -> bool:
    """Whether the text says no more than that there is none: 无, 没有, 暂无, 略, —, /."""
    return _NOTHING.fullmatch(text.strip()) is not None


def unless_nothing(text: str) -> str:
    """The text; empty if it says no more than that there is none."""
    return "" if says_nothing(text) else text
