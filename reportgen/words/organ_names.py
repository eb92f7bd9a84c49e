"""Names of organs (机关), in full and in short."""

from __future__ import annotations

from reportgen.late_regex import late_regex

_ENDING = late_regex(r"(?:文件)?$")


def may_be_one_organ(one: str, other: str) -> bool:
    """Whether both may name one organ, of which the shorter may be the short name: 示例县政府 of
    示例县人民政府文件. A 文件 at the end, as above a red line, does not count, nor do blanks.
    """
    short, long = sorted((_bare(one), _bare(other)), key=len)
    signs = iter(long)
    return all(sign in signs for sign in short)


def _bare(name: str) -> str:
    return _ENDING.sub("", "".join(name.split()), count=1)
