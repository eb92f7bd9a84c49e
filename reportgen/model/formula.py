"""Arithmetic over fact names (`教学及辅助用房面积 - 室内体育用房面积`), read once, run many times.

Python's own parser reads them and nothing of Python runs them: no `eval`, no attribute, no call
but of the functions here. Numbers are exact decimals.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Any

from reportgen.named_tuple import NamedTuple


class FormulaError(ValueError):
    """Raised when a text is no formula; the message is Chinese, without a place."""


class SchoolWord(StrEnum):
    """What a formula may ask of a school besides its facts; the value is the name in formulas."""

    TYPE = "学校类型"
    STAGE = "学段"
    YEAR = "年度"


class Formula(NamedTuple):
    """A formula and the facts that it needs, in the order of their first use."""

    text: str
    names: tuple[str, ...]

    @property
    def single_fact(self) -> str | None:
        """The fact's name when the formula is nothing else."""
        return self.text if self.names == (self.text,) else None


# What a Chinese keyboard gives for the signs of a formula.
_FULL_WIDTH = str.maketrans("×÷（）＋－，［］＜＞“”", '*/()+-,[]<>""')


def parse_formula(text: str) -> Formula:
    """The formula that `text` writes; FormulaError says in Chinese why it is none."""
    source = text.strip().translate(_FULL_WIDTH)
    if source.isidentifier() and source not in _KEYWORDS:
        return Formula(source, (source,))
    return Formula(source, _find_names(source))


# What values give that do not go together: a text times a number, the largest of none, a number
# out of all bounds.
_UNFIT = (ArithmeticError, AttributeError, TypeError, ValueError, RecursionError)


def evaluate(formula: Formula, values: Mapping[str, object]) -> object:
    """The formula's value; `values` holds every one of its names.

    Errors: FormulaError for a division by zero or kinds that do not go together.
    """
    if formula.single_fact is not None:
        return values[formula.text]
    try:
        return _compile(formula.text)(values)
    except ZeroDivisionError as fault:
        raise FormulaError(f"公式“{formula.text}”除以了 0") from fault
    except _UNFIT as fault:
        raise FormulaError(f"公式“{formula.text}”算不出来") from fault


def picked_lists(formula: Formula) -> tuple[str, ...]:
    """The lists of which it takes one figure, the largest or smallest; of none there is none."""
    if formula.single_fact is not None:
        return formula.names
    calls = [node for node in ast.walk(ast.parse(formula.text)) if isinstance(node, ast.Call)]
    picking = [node for node in calls if getattr(node.func, "id", "") in _OF_ONE]
    parts = [part for node in picking for part in node.args]
    return tuple(dict.fromkeys(part.id for part in parts if isinstance(part, ast.Name)))


# No powers: 9**9**9 would never end. No attributes and no subscripts: a formula has only facts.
_ALLOWED = (
    *(
        ast.Expression,
        ast.BinOp,
        ast.UnaryOp,
        ast.BoolOp,
        ast.Compare,
        ast.Name,
        ast.Load,
        ast.Constant,
        ast.Call,
    ),
    *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd, ast.And, ast.Or, ast.Not, ast.List),
    *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn),
)
_KEYWORDS = frozenset(
    {"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False"}
)


def _up(value: Decimal) -> Decimal:
    return value.to_integral_value("ROUND_CEILING")


def _down(value: Decimal) -> Decimal:
    return value.to_integral_value("ROUND_FLOOR")


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _count(values: Sequence[Decimal]) -> Decimal:
    return Decimal(len(values))


_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "最大": max,
    "最小": min,
    "合计": _total,
    "个数": _count,
    "向上取整": _up,
    "向下取整": _down,
}
FUNCTIONS = tuple(_FUNCTIONS)
_OF_ONE = ("最大", "最小")
_OPERATORS: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, group: value in group,
    ast.NotIn: lambda value, group: value not in group,
}


def _find_names(source: str) -> tuple[str, ...]:
    nodes = list(ast.walk(_parse(source)))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    unknown = [name.id for name in names if (id(name) in called) is not (name.id in FUNCTIONS)]
    if unknown or not all(isinstance(node, _ALLOWED) for node in nodes):
        raise FormulaError(f"公式“{source[:60]}”里有不能用的写法")
    facts = [name for name in names if id(name) not in called]
    in_order = sorted(facts, key=lambda name: name.col_offset)
    return tuple(dict.fromkeys(name.id for name in in_order))


def _parse(source: str) -> ast.Expression:
    try:
        return ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise FormulaError(f"公式“{source[:60]}”写法有误") from fault


# The value of a formula, or of a part of one, from those of its facts.
_Evaluator = Callable[[Mapping[str, object]], Any]


@lru_cache(maxsize=2048)
def _compile(source: str) -> _Evaluator:
    """The formula as functions of its facts' values; only what is in `_ALLOWED` has one."""
    return _build(_parse(source).body, source)


def _build(node: ast.expr, source: str) -> _Evaluator:
    match node:
        case ast.Name():
            return operator.itemgetter(node.id)
        case ast.Constant():
            constant = _constant(node, source)
            return lambda values: constant
        case ast.UnaryOp() | ast.BinOp() | ast.BoolOp() | ast.Compare():
            return _build_operation(node, source)
        case ast.Call(func=ast.Name(id=name)):
            call, arguments = _FUNCTIONS[name], _build_all(node.args, source)
            return lambda values: call(*[argument(values) for argument in arguments])
        case ast.List():
            elements = _build_all(node.elts, source)
            return lambda values: [element(values) for element in elements]
    raise FormulaError(f"公式“{source[:60]}”里有不能用的写法")


def _build_all(nodes: Iterable[ast.expr], source: str) -> list[_Evaluator]:
    return [_build(each, source) for each in nodes]


def _build_operation(
    node: ast.UnaryOp | ast.BinOp | ast.BoolOp | ast.Compare, source: str
) -> _Evaluator:
    match node:
        case ast.UnaryOp():
            apply, inner = _OPERATORS[type(node.op)], _build(node.operand, source)
            return lambda values: apply(inner(values))
        case ast.BinOp():
            return _build_pair(node.op, node.left, node.right, source)
        case ast.BoolOp():
            return _build_choice(isinstance(node.op, ast.And), _build_all(node.values, source))
        case ast.Compare():
            return _build_comparison(node, source)


def _constant(node: ast.Constant, source: str) -> object:
    """A number as it was written, exactly; a text or a boolean as it is."""
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
        return node.value
    try:
        return Decimal(ast.get_source_segment(source, node) or "")
    except InvalidOperation as fault:
        raise FormulaError(f"公式“{source[:60]}”里的数写法有误") from fault


def _build_pair(sign: ast.AST, left: ast.expr, right: ast.expr, source: str) -> _Evaluator:
    apply, first, second = _OPERATORS[type(sign)], _build(left, source), _build(right, source)
    return lambda values: apply(first(values), second(values))


def _build_choice(all_needed: bool, parts: Sequence[_Evaluator]) -> _Evaluator:
    """`and` and `or`: the first part that decides, else the last."""

    def choose(values: Mapping[str, object]) -> object:
        result: object = all_needed
        for part in parts:
            result = part(values)
            if bool(result) is not all_needed:
                break
        return result

    return choose


def _build_comparison(node: ast.Compare, source: str) -> _Evaluator:
    if len(node.ops) == 1:
        return _build_pair(node.ops[0], node.left, node.comparators[0], source)
    sides = [node.left, *node.comparators]
    pairs = zip(node.ops, sides, sides[1:], strict=False)
    return _build_choice(
        True, [_build_pair(sign, left, right, source) for sign, left, right in pairs]
    )
