"""A formula over fact names → the same arithmetic as an Excel formula over cells.

A cell without a value holds an empty text; a formula that meets one gives an empty text itself, as
the assessor gives None.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence

from reportgen.model.formula import Formula
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_texts import clean, cut


class Ref(NamedTuple):
    """What a name stands for in Excel: a cell, a constant, or a list's ranges, by commas."""

    text: str
    is_list: bool = False
    is_constant: bool = False
    is_of_rooms: bool = False

    @property
    def zeros(self) -> str:
        """How many of the list's numbers are 0, which is no room."""
        return "+".join(f"COUNTIF({each},0)" for each in self.text.split(","))


_LONGEST_CONSTANT = 255

Resolve = Callable[[str], Ref | None]

_BINARY: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    **{ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
}
_UNARY: dict[type[ast.unaryop], str] = {
    **{ast.Not: "NOT({})", ast.USub: "(-{})", ast.UAdd: "(+{})"}
}
_CONNECTIVES: dict[type[ast.boolop], str] = {ast.And: "AND", ast.Or: "OR"}
# -INT(-x): ROUNDUP would go away from zero.
_FUNCTIONS = {
    **{"最大": "MAX({})", "最小": "MIN({})", "合计": "SUM({})", "个数": "COUNT({})"},
    **{"向上取整": "-INT(-({}))", "向下取整": "INT({})"},
}

# A room of 0 ㎡ says that there is none.
_OF_ROOMS = {"个数": "(COUNT({0})-({1}))", "最小": "SMALL(({0}),{1}+1)"}


def excel_text(text: str) -> str:
    """The text as a constant of an Excel formula, which holds 255 characters."""
    return '"' + cut(clean(text), _LONGEST_CONSTANT).replace('"', '""') + '"'


def plain_constant(constant: str) -> str:
    """The text of such a constant; a number as it is."""
    if not constant.startswith('"'):
        return constant
    return constant[1:-1].replace('""', '"')


def translate(formula: Formula, resolve: Resolve) -> str | None:
    """The formula without its sign =; it gives an empty text where a name has no value.

    None if a name stands for nothing in Excel.
    """
    found = {name: resolve(name) for name in formula.names}
    refs = {name: ref for name, ref in found.items() if ref is not None}
    if len(refs) < len(found):
        return None
    if formula.single_fact is not None:
        ref = refs[formula.text]
        return f"MAX({ref.text})" if ref.is_list else ref.text
    expression = _Writer(refs).write(ast.parse(formula.text, mode="eval").body)
    return guard(refs.values(), expression)


def guard(refs: Iterable[Ref], expression: str) -> str:
    """The expression, or an empty text if one of those has no value or it cannot be worked out."""
    tests = list(dict.fromkeys(_is_missing(ref) for ref in refs if not ref.is_constant))
    safe = f'IFERROR({expression},"")'
    if not tests:
        return safe
    missing = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
    return f'IF({missing},"",{safe})'


def _is_missing(ref: Ref) -> str:
    return f"COUNT({ref.text})=0" if ref.is_list else f'{ref.text}=""'


class _Writer:
    """Writes a tree of Python's parser, which reads the formulas' grammar too, as Excel."""

    def __init__(self, refs: dict[str, Ref]) -> None:
        self._refs = refs

    def write(self, node: ast.expr) -> str:  # noqa: C901 - one case for each kind of node
        """The Excel text of the node, in brackets where its parts could be read otherwise."""
        match node:
            case ast.Name(id=name):
                return self._refs[name].text
            case ast.Constant(value=str(text)):
                return excel_text(text)
            case ast.Constant(value=value):
                return str(value).upper()
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.write(left)}{_BINARY[type(op)]}{self.write(right)})"
            case ast.UnaryOp(op=op, operand=operand):
                return _UNARY[type(op)].format(self.write(operand))
            case ast.BoolOp(op=op, values=values):
                return f"{_CONNECTIVES[type(op)]}({self._write_all(values)})"
            case ast.Compare():
                return self._compare(node)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, arguments)
        raise ValueError(f"no Excel for {ast.dump(node)}")

    def _call(self, name: str, arguments: Sequence[ast.expr]) -> str:
        single = arguments[0] if len(arguments) == 1 else None
        ref = self._refs[single.id] if isinstance(single, ast.Name) else None
        if ref is not None and ref.is_of_rooms and name in _OF_ROOMS:
            return _OF_ROOMS[name].format(ref.text, ref.zeros)
        return _FUNCTIONS[name].format(self._write_all(arguments))

    def _write_all(self, nodes: Sequence[ast.expr]) -> str:
        return ",".join(self.write(node) for node in nodes)

    def _compare(self, node: ast.Compare) -> str:
        sides = [node.left, *node.comparators]
        parts = [
            self._compare_two(left, op, right)
            for left, op, right in zip(sides, node.ops, node.comparators, strict=False)
        ]
        return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"

    def _compare_two(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> str:
        one = self.write(left)
        if isinstance(op, (ast.In, ast.NotIn)):
            choices = right.elts if isinstance(right, ast.List) else [right]
            found = f"OR({','.join(f'{one}={self.write(each)}' for each in choices)})"
            return found if isinstance(op, ast.In) else f"NOT({found})"
        return f"({one}{_COMPARISONS[type(op)]}{self.write(right)})"
