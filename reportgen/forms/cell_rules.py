"""What may be typed into the cells of a form: their kinds and ranges, in words and as rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.forms.cell_styles import FormBook
from reportgen.model.default_display import NO, YES
from reportgen.model.facts import Fact, FactKind
from reportgen.model.numbers import exact_text
from reportgen.model.units import unit_choices

_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255


def rule_for(fact: Fact, book: FormBook, units: bool = True) -> dict[str, object]:
    """The validation of a figure's cell: its kind and range, with a title and a message in Chinese.

    `units` says that another unit can be chosen beside the cell.
    """
    choices = unit_choices(fact) if units else (fact.unit,)
    return {**_limits(fact, book, choices), **_messages(fact, _expected(fact, choices))}


def messages_for(fact: Fact) -> dict[str, str]:
    """The title and message that are shown at the figure's cell, and those of a wrong entry."""
    return _messages(fact, _expected(fact, unit_choices(fact)))


def number_limits(fact: Fact) -> dict[str, object]:
    """The range of the figure, from 0 where it has no lower end."""
    low = exact_text(Decimal(fact.low or 0))
    if fact.high is None:
        return {"criteria": ">=", "value": low}
    return {"criteria": "between", "minimum": low, "maximum": exact_text(fact.high)}


def _messages(fact: Fact, expected: str) -> dict[str, str]:
    about = "；".join(filter(None, (fact.definition, expected)))
    told = {
        "input_title": fact.name[:_LONGEST_TITLE],
        "input_message": _short(about),
        "error_title": _short(f"请检查：{fact.name}", _LONGEST_TITLE),
        "error_message": _short(f"{expected}。没有的填 0，没有统计的留空。"),
    }
    return {key: value for key, value in told.items() if value}


def _limits(fact: Fact, book: FormBook, choices: Sequence[str]) -> dict[str, object]:
    if fact.kind is FactKind.YES_NO:
        return {"validate": "list", "source": book.choices((YES, NO))}
    if fact.choices:
        return {"validate": "list", "source": book.choices(fact.choices)}
    if not fact.kind.is_typed_number:
        return {"validate": "any"}
    kind = "integer" if _is_whole(fact, choices) else "decimal"
    return {"validate": kind, **number_limits(fact)}


def _is_whole(fact: Fact, choices: Sequence[str]) -> bool:
    """Whether only whole numbers are typed: a count in another unit (万册) has decimals."""
    return fact.kind in (FactKind.COUNT, FactKind.YEAR) and len(choices) < 2


def _expected(fact: Fact, choices: Sequence[str]) -> str:
    """What is to be typed: `应为 0～20000 的整数，单位：人`."""
    if fact.kind is FactKind.YES_NO or fact.choices:
        return "请从下拉列表里选"
    if fact.kind is FactKind.RATIO:
        return "写成 1:18 的样子"
    if not fact.kind.is_number and fact.kind is not FactKind.COUNTS:
        return "写文字"
    return _expected_number(fact, choices)


def _expected_number(fact: Fact, choices: Sequence[str]) -> str:
    word = "整数" if _is_whole(fact, choices) else "数"
    low = exact_text(fact.low) if fact.low is not None else "0"
    between = f"不小于 {low} 的" if fact.high is None else f" {low}～{exact_text(fact.high)} 的"
    unit = f"，单位：{'、'.join(choices)}" if fact.unit else ""
    share = "；96% 写 96 或 96%，1% 和以下的写上百分号" if fact.kind is FactKind.SHARE else ""
    return f"应为{between}{word}{unit}{share}"


def _short(text: str, longest: int = _LONGEST_MESSAGE) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
