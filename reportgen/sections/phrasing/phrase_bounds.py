"""How much a phrase's file holds: told before it is read."""

from __future__ import annotations

from reportgen.bounded.limits import LIMITS
from reportgen.templating.blocks import Fault

_HINT = "请检查是不是放错了文件；要写的多，请分成几个短语，或写进数据文件"


def find_phrase_excess(source: str) -> Fault | None:
    """What there is too much of in the phrase; None where it keeps to the limits."""
    if len(source) > LIMITS.phrase:
        return Fault(f"短语超过 {LIMITS.phrase // 10_000} 万字，没有读", _HINT)
    if source.count("\n") > LIMITS.phrase_lines:
        return Fault(f"短语超过 {LIMITS.phrase_lines} 行，没有读", _HINT)
    if source.count("{") > LIMITS.template_braces:
        return Fault(f"短语里的“{{”超过 {LIMITS.template_braces} 个，没有读", _HINT)
    return None
