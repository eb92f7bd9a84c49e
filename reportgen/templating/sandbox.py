"""jinja2's sandbox as phrases and Word templates have it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from reportgen.templating.quantity import (
    ANSWERS,
    Answer,
    Quantity,
    compute,
    is_in_order,
    is_same,
    negate,
)
from reportgen.templating.template_facts import TemplateFacts
from reportgen.templating.value_filters import VALUE_FILTERS, VALUE_TESTS

_PLAIN = frozenset({str, int, float, Decimal, Quantity, Answer})
_SIMPLE = frozenset({str, int, bool})
_DICT_NAMES = frozenset(dir(dict))
_ORDERS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}


class ValueGenerator(CodeGenerator):
    """jinja2's, which lets the environment compare values."""

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        self.write("environment.compare(")
        self.visit(node.expr, frame)
        for operand in node.ops:
            self.write(f", {operand.op!r}, ")
            self.visit(operand.expr, frame)
        self.write(")")


class Sandbox(SandboxedEnvironment):
    """jinja2's sandbox, in which values are what they are printed as, and what they count.

    It has a short way for what templates ask most: a key, or a plain attribute. Text and numbers
    give no way out of the sandbox, so jinja2's questions about their owner change nothing for
    them; names with an underscore and everything else go the long way.
    """

    code_generator_class = ValueGenerator
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("-",))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters.update(VALUE_FILTERS)
        self.tests.update(VALUE_TESTS)

    def getattr(self, obj: object, attribute: str) -> object:
        if type(obj) is dict or type(obj) is TemplateFacts:
            if attribute in obj and attribute not in _DICT_NAMES:
                value = obj[attribute]
                return value if type(value) is not bool else ANSWERS[value]
        elif attribute[0] != "_":
            value = getattr(obj, attribute, None)
            if type(value) in _PLAIN:
                return value
        value = super().getattr(obj, attribute)
        return ANSWERS[value] if type(value) is bool else value

    def getitem(self, obj: Any, argument: Any) -> object:
        value = super().getitem(obj, argument)
        return ANSWERS[value] if type(value) is bool else value

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:
        return compute(operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> object:
        return negate(arg)

    def compare(self, left: object, *pairs: Any) -> bool:
        """Whether each value stands to the next as the sign between them says."""
        for sign, right in zip(pairs[::2], pairs[1::2], strict=True):
            if not _holds(sign, left, right):
                return False
            left = right
        return True


def _holds(sign: str, left: object, right: Any) -> bool:
    match sign:
        case "eq" | "ne":
            # Phrases ask this of plain texts more than of all else.
            plain = type(left) is type(right) and type(left) in _SIMPLE
            same = left == right if plain else is_same(left, right)
            return bool(same) is (sign == "eq")
        case "in":
            return _is_among(left, right)
        case "notin":
            return not _is_among(left, right)
    return is_in_order(_ORDERS[sign], left, right)


def _is_among(value: object, others: Any) -> bool:
    if value in others:
        return True
    return isinstance(others, (list, tuple)) and any(is_same(value, each) for each in others)
