"""Arithmetic over fact names (`教学及辅助用房面积 - 室内体育用房面积`), read once, run many times.

Formulas run in jinja2's sandbox: no `eval`, no attribute that is not data. Numbers written
with a decimal point are exact decimals.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.environment import Template
    from jinja2.sandbox import SandboxedEnvironment

FUNCTIONS = ("最大", "最小", "合计", "个数", "向上取整", "向下取整")


class FormulaError(ValueError):
    """Raised when a text is no formula; the message is Chinese, without a place."""


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


def evaluate(formula: Formula, values: Mapping[str, object]) -> object:
    """The formula's value; `values` holds every one of its names.

    Errors: FormulaError for a division by zero or kinds that do not go together.
    """
    if formula.single_fact is not None:
        return values[formula.text]
    try:
        return _run(_compile(formula.text), values)
    except ZeroDivisionError as fault:
        raise FormulaError(f"公式“{formula.text}”除以了 0") from fault
    except Exception as fault:
        # decimal signals and the sandbox's own errors have no common base but Exception.
        raise FormulaError(f"公式“{formula.text}”算不出来：{fault}") from fault


# No powers: 9**9**9 would never end. No attributes and no subscripts: a formula has only facts.
_ALLOWED = (
    *(ast.Expression, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Name, ast.Load, ast.Constant, ast.Call),
    *(ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd, ast.And, ast.Or, ast.Not, ast.List),
    *(ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn),
)
_KEYWORDS = frozenset({"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False"})


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    # Imported late: most formulas are one fact's name and need no jinja2.
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    sandbox = SandboxedEnvironment(undefined=StrictUndefined)
    sandbox.globals.clear()
    sandbox.globals.update(_functions())
    return sandbox


def _functions() -> dict[str, Callable[..., object]]:
    def up(value: Decimal) -> Decimal:
        return Decimal(value).to_integral_value("ROUND_CEILING")

    def down(value: Decimal) -> Decimal:
        return Decimal(value).to_integral_value("ROUND_FLOOR")

    def total(values: Iterable[Decimal]) -> Decimal:
        return sum(values, Decimal(0))

    def count(values: Sequence[Decimal]) -> Decimal:
        return Decimal(len(values))

    functions: tuple[Callable[..., object], ...] = (max, min, total, count, up, down)
    return {**dict(zip(FUNCTIONS, functions, strict=True)), "_decimal": Decimal}


def _find_names(source: str) -> tuple[str, ...]:
    # What formulas may say is common to Python's and jinja2's expressions; Python's parser reads
    # it a hundred times faster than jinja2's, which only has to compile what is evaluated.
    try:
        nodes = list(ast.walk(ast.parse(source, mode="eval")))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise FormulaError(f"公式“{source[:60]}”写法有误") from fault
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    names = [node for node in nodes if isinstance(node, ast.Name)]
    unknown = [name.id for name in names if (id(name) in called) is not (name.id in FUNCTIONS)]
    if unknown or not all(isinstance(node, _ALLOWED) for node in nodes):
        raise FormulaError(f"公式“{source[:60]}”里有不能用的写法")
    facts = sorted((name for name in names if id(name) not in called), key=lambda name: name.col_offset)
    return tuple(dict.fromkeys(name.id for name in facts))


@lru_cache(maxsize=2048)
def _compile(source: str) -> Template:
    from jinja2 import nodes
    from jinja2.parser import Parser

    sandbox = _environment()
    expression = Parser(sandbox, source, state="variable").parse_expression()
    exact = _with_exact_numbers(expression)
    body: list[nodes.Node] = [nodes.Assign(nodes.Name("result", "store"), exact, lineno=1)]
    tree = nodes.Template(body, lineno=1)
    tree.set_environment(sandbox)
    return sandbox.from_string(tree)


class _Names:
    """What a compiled expression asks of jinja2's context; making a whole one costs more than most formulas."""

    __slots__ = ("_functions", "_values", "exported_vars", "vars")

    def __init__(self, values: Mapping[str, object], functions: Mapping[str, object]) -> None:
        self._values, self._functions = values, functions
        self.vars: dict[str, object] = {}
        self.exported_vars: set[str] = set()

    def resolve_or_missing(self, name: str) -> object:
        """The fact or the function of that name."""
        return self._values[name] if name in self._values else self._functions[name]

    def call(self, function: Callable[..., object], *arguments: object) -> object:
        """Called by the sandbox after it has allowed the function."""
        return function(*arguments)


def _run(template: Template, values: Mapping[str, object]) -> object:
    names: Any = _Names(values, template.globals)
    for _ in template.root_render_func(names):
        pass
    return names.vars["result"]


def _with_exact_numbers(expression: nodes.Node) -> nodes.Node:
    from jinja2 import nodes
    from jinja2.visitor import NodeTransformer

    class ExactNumbers(NodeTransformer):
        def visit_Const(self, node: nodes.Const) -> nodes.Node:
            if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
                return node
            text = nodes.Const(repr(node.value), lineno=node.lineno)
            return nodes.Call(
                nodes.Name("_decimal", "load", lineno=node.lineno), [text], [], None, None, lineno=node.lineno
            )

    exact: nodes.Node = ExactNumbers().visit(expression)
    return exact
