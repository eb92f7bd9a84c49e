"""A parsed template → the Python code of it, by jinja2's compiler."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE

from reportgen.templating.metered_tree import meter_tree
from reportgen.templating.quantity import ANSWERS, number_of
from reportgen.templating.quick_walks import answer_for, answer_for_loop
from reportgen.templating.tree_walk import nodes_in

# How the names begin that jinja2 gives to what a template asks outside of its loops and macros.
_OUTERMOST = "l_0_"
_USES = (nodes.Filter, nodes.Test)
_AMONG = frozenset({"in", "notin"})
_SAMENESS = _AMONG | {"eq", "ne"}


class ValueGenerator(CodeGenerator):
    """jinja2's, which lets the environment compare values, but for what is compared with words."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        inner = nodes_in(node, nodes.Node)
        meter_tree(inner)
        answer_for(node, inner)
        super().visit_Template(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        answer_for_loop(node)
        super().visit_For(node, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        # Of a text jinja2 makes markup first; a name is never known before a document's values.
        if isinstance(node, nodes.TemplateData) and not frame.eval_ctx.volatile:
            return node.data
        if _is_of_a_name(node):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Only filters and tests name what is to be pulled in."""
        super().pull_dependencies(use for node in nodes for use in nodes_in(node, _USES))

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("resolve = environment.resolver(context)")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        ref = frame.symbols.ref(node.name)
        load = frame.symbols.find_load(ref)
        if (
            node.ctx == "load"
            and ref.startswith(_OUTERMOST)
            and load
            and load[0] == VAR_LOAD_RESOLVE
        ):
            # It was resolved, to an undefined value at worst, and is not forgotten before the end.
            self.write(ref)
        else:
            super().visit_Name(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        # The meter's own, which no template can name.
        self.write(f"environment.{node.node.name}(")
        for each in node.args:
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        join = "markup_join" if frame.eval_ctx.autoescape else "environment.join_sourced"
        if frame.eval_ctx.volatile:
            join = "(markup_join if context.eval_ctx.autoescape else environment.join_sourced)"
        self.write(f"{join}(environment.hold_joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write(")))")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            node.node = _held(node.node)
        super().visit_Getitem(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        for pair in node.items:
            if not isinstance(pair.key, nodes.Const):
                pair.key = _held(pair.key)
        super().visit_Dict(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        if _compares_with_words(node):
            super().visit_Compare(node, frame)
            return
        several, ask = len(node.ops) > 1, "is_one_of" if _names_texts(node) else "compare"
        self.write("environment.compare_all(" if several else f"environment.{ask}(")
        self.visit(node.expr, frame)
        for operand in node.ops:
            self.write(f", {operand.op!r}, ")
            self.visit(operand.expr, frame)
        self.write(")")


def _is_of_a_name(node: nodes.Expr) -> bool:
    """Whether it is a name, perhaps with names behind dots."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def _held(node: nodes.Expr) -> nodes.Call:
    asked = nodes.EnvironmentAttribute("held", lineno=node.lineno)
    return nodes.Call(asked, [node], [], None, None, lineno=node.lineno)


def _compares_with_words(node: nodes.Compare) -> bool:
    """Whether all that the value is held against are words (种类 == "占比"), which need no look:
    `is_same` finds nothing more equal to them than Python does.
    """
    return all(
        operand.op in _SAMENESS and all(map(_is_word, _operands(operand))) for operand in node.ops
    )


def _names_texts(node: nodes.Compare) -> bool:
    """Whether it asks if the value is one of some texts that stand there: 限值 in ("0", "0%")."""
    first = node.ops[0]
    listed = first.op == "in" and isinstance(first.expr, (nodes.Tuple, nodes.List))
    return listed and all(map(_is_text, _operands(first)))


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _operands(operand: nodes.Operand) -> Sequence[nodes.Expr]:
    """What the value has to equal: one expression, or, after `in`, each of several."""
    right = operand.expr
    if operand.op in _AMONG and isinstance(right, (nodes.Tuple, nodes.List)):
        return right.items
    return [right]


def _is_word(node: nodes.Expr) -> bool:
    """Whether it is a text that stands for nothing else: no number, and neither 是 nor 否."""
    text = node.value if isinstance(node, nodes.Const) else None
    return isinstance(text, str) and number_of(text) is None and text not in ANSWERS.values()
