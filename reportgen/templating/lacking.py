"""What some documents do not have → how a template foresees that, by where its tag stands."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from jinja2 import nodes

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


def always_holds(test: nodes.Node) -> Fault | None:
    """The fault of a condition that a word in the place of nothing makes true: 默认("无")."""
    if not isinstance(test, nodes.Filter) or test.name not in DEFAULTS or not test.node:
        return None
    words = [each.value for each in test.args if isinstance(each, nodes.Const)]
    if not words or not isinstance(words[0], str) or not words[0]:
        return None
    message = f"没有填写的按“{words[0]}”算，这个条件总是成立"
    hint = f'请把“{test.name}(…)”里的字删去，写成 {test.name}("")'
    return Fault(message, hint, test.lineno, test.name)
