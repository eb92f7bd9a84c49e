"""What some documents do not have → how a template foresees that, by where its tag stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from reportgen.templating.faults import Fault

DEFAULTS = ("default", "d", "默认")


class Use(Enum):
    """What a tag does with a value: print it as it is, ask by it, go through it, or else."""

    PRINTED = 1
    CONDITION = 2
    LOOP = 3
    COMPUTED = 4


def may_lack(path: str, name: str, use: Use, values: Sequence[object]) -> Fault:
    """The fault of a tag that fails where `name` was not given; `values` are those of others."""
    message = f"不是每所学校都有“{name}”，没有的做不出报告"
    return Fault(message, _hint(path, use, values), word=name)


def _hint(path: str, use: Use, values: Sequence[object]) -> str:
    if "." not in path:
        return f"请放在 {{%p if {path} is defined %}} 与 {{%p endif %}} 之间"
    if use is Use.CONDITION:
        return f"请在条件前面加上“{path} is defined and ”，没有填写的就不成立"
    if use is Use.LOOP:
        return f"请把它写成 {path}|默认([])，没有填写时一项也不印"
    if use is Use.PRINTED and values and all(type(value) is str for value in values):
        example = f'{{{{ {path}|默认("无") }}}}'
        return f'请在标签最后加上 |默认("无")，例如 {example}，没有填写时印出“无”'
    return f"请连同旁边的字放在 {ask_first(path)} 之间，没有填写的不印"


def ask_first(path: str) -> str:
    """The tags between which a value that may lack is printed."""
    return f"{{% if {path} is defined %}} 与 {{% endif %}}"
