"""A parsed template and the values of several samples → the names in it that some samples lack.

What a tag stands for is followed as the set of values that the samples give for it, so that a
loop's variable is known by the items that the samples loop over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment, nodes

from reportgen.model.picture import NamedPictures
from reportgen.named_tuple import NamedTuple
from reportgen.templating.faults import FORBIDDEN, Fault
from reportgen.templating.lacking import DEFAULTS, Use, may_lack
from reportgen.templating.name_hints import (
    explain_comma,
    explain_member,
    explain_no_number,
    explain_other_rows,
    explain_quoted,
    explain_shadow,
    explain_text_default,
    explain_unknown,
    explain_unquoted,
    find_rows_with,
    is_dotted_name,
    members,
    written,
)
from reportgen.templating.name_scopes import NameScopes
from reportgen.templating.name_values import (
    Values,
    are_figures_of_rows,
    is_known_fact,
    items_of,
    lookup,
)
from reportgen.templating.quantity import number_of

_ORDERS = ("lt", "lteq", "gt", "gteq")
# Filters whose result holds the same items.
_SAME_ITEMS = ("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr")
_ONE_ITEM = ("first", "last", "random", "min", "max")

_Member = nodes.Getattr | nodes.Getitem


class NameUse(NamedTuple):
    """A name that is wrong: `code` says how, `is_certain` whether no report can be made with it."""

    code: str
    fault: Fault
    is_certain: bool = True


class NameUses(NamedTuple):
    """The names that are wrong, and the values that the tags print."""

    faults: tuple[NameUse, ...]
    printed: tuple[object, ...]


Unknown = Callable[[str, str, Iterable[str]], Fault]
"""The fault of an unknown name.

It gets the name, its owner as it is written (empty if there is none), and the known names.
"""


def find_name_uses(
    tree: nodes.Template,
    samples: Sequence[Mapping[str, object]],
    environment: Environment,
    optional: frozenset[str] = frozenset(),
    unknown: Unknown | None = None,
) -> NameUses:
    """What is wrong with the names in `tree` for documents like the samples.

    `optional` are names that any document may lack. `unknown` words the fault of an unknown name.
    """
    walk = _Walk(samples, environment, optional, unknown or explain_unknown)
    walk.visit(tree.body)
    return NameUses(tuple(dict.fromkeys(walk.faults)), tuple(walk.printed))


class _Walk:
    def __init__(
        self,
        samples: Sequence[Mapping[str, object]],
        environment: Environment,
        optional: frozenset[str],
        unknown: Unknown,
    ) -> None:
        self.samples = samples
        self.environment = environment
        self.optional = optional
        self.unknown = unknown
        self.faults: list[NameUse] = []
        self.printed: list[object] = []
        self._scopes = NameScopes()
        self._asked: set[str] = set()
        self._lenient = 0
        self._use = Use.COMPUTED
        self._counts = False

    def visit(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    self._print(child)
            case nodes.For():
                self._for(node)
            case nodes.If():
                with self._within():
                    self._condition(node.test)
                    self.visit((*node.body, *node.elif_, *node.else_))
            case nodes.Assign() | nodes.AssignBlock() | nodes.Macro():
                self._definition(node)
            case nodes.Expr():
                self.values(node)
            case _:
                self.visit(node.iter_child_nodes())

    def _print(self, node: nodes.Node) -> None:
        match node:
            case nodes.Tuple() if all(isinstance(each, nodes.Name) for each in node.items):
                names = [each.name for each in node.items if isinstance(each, nodes.Name)]
                self._note("template_comma", explain_comma(names, node.lineno))
            case nodes.Const(value=str(text)) if is_dotted_name(
                text, self.samples, self.environment
            ):
                fault = explain_quoted(text, node.lineno)
                self.faults.append(NameUse("template_quoted", fault, is_certain=False))
            case _:
                is_plain = isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem))
                with self._within(Use.PRINTED if is_plain else Use.COMPUTED):
                    self.printed.extend(self.values(node) or ())

    def _condition(self, test: nodes.Node) -> None:
        use, self._use = self._use, Use.CONDITION
        self.values(test)
        self._use = use

    @contextmanager
    def _within(self, use: Use = Use.COMPUTED) -> Iterator[None]:
        """What is asked for in here is known to be there only in here."""
        before, asked = self._use, set(self._asked)
        self._use = use
        try:
            yield
        finally:
            self._use, self._asked = before, asked

    def _counted(self, node: nodes.Node, *, counts: bool) -> Values:
        """What the expression is, where its number is asked for, or is not."""
        before, self._counts = self._counts, counts
        found = self.values(node)
        self._counts = before
        return found

    def _definition(self, node: nodes.Assign | nodes.AssignBlock | nodes.Macro) -> None:
        match node:
            case nodes.Assign():
                self._scopes.bind(node.target, self.values(node.node))
            case nodes.AssignBlock():
                self.visit(node.body)
                self._scopes.bind(node.target, None)
            case nodes.Macro():
                self._macro(node)

    def _for(self, node: nodes.For) -> None:
        with self._within(Use.LOOP):
            owners = self.values(node.iter)
        with self._scopes.scope(), self._within():
            self._scopes.loop_over(node, items_of(owners))
            if node.test:
                self._condition(node.test)
            self.visit(node.body)
        self.visit(node.else_)
        self._scopes.leave_loop(node)

    def _macro(self, node: nodes.Macro) -> None:
        self._scopes.bind_name(node.name)
        with self._scopes.scope():
            for argument in node.args:
                self._scopes.bind(argument, None)
            self._scopes.bind_name("caller")
            self.visit(node.body)

    def values(self, node: nodes.Node) -> Values:
        """What the expression is in the samples; faults in it are noted."""
        read = next((_READ[kind] for kind in type(node).__mro__ if kind in _READ), None)
        return read(self, node) if read else self._unfollowed(node)

    def _getattr(self, node: nodes.Getattr) -> Values:
        return self._member(node, node.attr)

    def _const(self, node: nodes.Const) -> Values:
        return (node.value,)

    def _computed(self, node: nodes.BinExpr) -> Values:
        for child in (node.left, node.right):
            self._counted(child, counts=True)
        return None

    def _compared(self, node: nodes.Compare) -> Values:
        ordered = any(each.op in _ORDERS for each in node.ops)
        for child in (node.expr, *(each.expr for each in node.ops)):
            self._counted(child, counts=ordered)
        return None

    def _unfollowed(self, node: nodes.Node) -> Values:
        """An expression whose value is not followed: only the names in it are looked at."""
        for child in node.iter_child_nodes():
            self.values(child)
        return None

    def _item(self, node: nodes.Getitem) -> Values:
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._member(node, key)
        self.values(node.arg)
        owners = self.values(node.node)
        return items_of(owners) if isinstance(key, int) else None

    def _name(self, node: nodes.Name) -> Values:
        if bound := self._scopes.find(node.name):
            return bound[0]
        found = tuple(sample[node.name] for sample in self.samples if node.name in sample)
        if not found:
            if node.name not in self.environment.globals and node.name not in self.optional:
                self._unknown_name(node)
            return None
        if len(found) < len(self.samples) and node.name not in self.optional:
            self._may_lack(node, node.name, found)
        return found

    def _unknown_name(self, node: nodes.Name) -> None:
        if node.name in self._scopes.loops:
            message = f"“{node.name}”只在它的循环里才有，这里在循环的外面"
            hint = f"请移到 for {node.name} in … 与它的 endfor 之间，或删去它"
            self._note("template_unknown_name", Fault(message, hint, node.lineno, node.name))
            return
        fault = self.unknown(node.name, "", self._scopes.known(self.samples))
        self._note("template_unknown_name", fault._replace(line=node.lineno))

    def _member(self, node: _Member, name: str) -> Values:
        owners = self.values(node.node)
        if name.startswith("_"):
            self._note("template_forbidden", FORBIDDEN._replace(line=node.lineno, word=name))
            return None
        if not owners or name in self.optional:
            return None
        found = tuple(value for each in owners for value in lookup(each, name, self.environment))
        if len(found) < len(owners):
            self._some_lack(node, name, owners, found)
        elif self._counts:
            self._may_be_no_number(node, owners, found)
        return found or None

    def _may_be_no_number(
        self, node: _Member, owners: Sequence[object], found: Sequence[object]
    ) -> None:
        """A figure of a row, which is 缺数据 where a school lacks data."""
        path = written(node)
        if path not in self._asked and are_figures_of_rows(owners, found):
            fault = explain_no_number(path, node.lineno)
            self.faults.append(NameUse("template_may_lack", fault, is_certain=False))

    def _some_lack(
        self, node: _Member, name: str, owners: Sequence[object], found: Sequence[object]
    ) -> None:
        """Some owners have no member of that name; `found` are the values that others have."""
        if any(isinstance(each, NamedPictures) for each in owners):
            self._may_lack_picture(written(node), name, node.lineno)
        elif found or is_known_fact(name, owners):
            self._may_lack(node, name, found)
        else:
            fault = self._in_loop(node, name) or self._unknown_member(node, name, owners)
            self._note("template_unknown_name", fault._replace(line=node.lineno))

    def _unknown_member(self, node: _Member, name: str, owners: Sequence[object]) -> Fault:
        known = dict.fromkeys(member for each in owners for member in members(each))
        owner = written(node.node)
        return self.unknown(name, owner, known) if known else explain_member(name, owner, owners[0])

    def _in_loop(self, node: _Member, name: str) -> Fault | None:
        """What a loop's variable lacks, where it is clear what was meant."""
        owner = written(node.node)
        iterated = self._scopes.iterated.get(owner, "")
        if not isinstance(node.node, nodes.Name) or not iterated:
            return None
        if is_dotted_name(f"{owner}.{name}", self.samples, self.environment):
            return explain_shadow(owner, name, iterated, node.lineno)
        tables = find_rows_with(name, self.samples, self.environment)
        return explain_other_rows(owner, name, iterated, tables) if tables else None

    def _may_lack(self, node: nodes.Name | _Member, name: str, found: Sequence[object]) -> None:
        """A name that some documents lack: they cannot be made unless the template foresees it."""
        path = written(node)
        if path not in self._asked and not self._lenient:
            fault = may_lack(path, name, self._use, found)._replace(line=node.lineno)
            self.faults.append(NameUse("template_may_lack", fault, is_certain=False))

    def _may_lack_picture(self, path: str, name: str, line: int) -> None:
        """A picture, whose name is each school's own choice."""
        if path in self._asked or self._lenient:
            return
        hint = f'请写成 {{{{ {path}|默认("") }}}}，没有就不印'
        message = f"没有给“{name}”这张图片的学校，做不出报告"
        fault = Fault(message, hint, line, name)
        self.faults.append(NameUse("template_may_lack", fault, is_certain=False))

    def _note(self, code: str, fault: Fault) -> None:
        if not self._lenient:
            self.faults.append(NameUse(code, fault))
        elif code == "template_unknown_name" and self._lenient == 1:
            never = fault._replace(message=f"{fault.message}，这里总是印出“默认”的内容")
            self.faults.append(NameUse("template_never_given", never, is_certain=False))

    def _filter(self, node: nodes.Filter) -> Values:
        lenient = node.name in DEFAULTS
        self._lenient += lenient
        inner = self.values(node.node) if node.node else None
        self._lenient -= lenient
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            if not self._is_unquoted(argument, node.name):
                self.values(argument)
        if lenient:
            self._check_default(node)
        if lenient or node.name in _SAME_ITEMS:
            return inner
        return items_of(inner) if node.name in _ONE_ITEM else None

    def _is_unquoted(self, argument: nodes.Node, filter_name: str) -> bool:
        """Whether it is a word that was to be a text, which is told."""
        if not isinstance(argument, nodes.Name) or argument.name in self._scopes.known(
            self.samples
        ):
            return False
        if argument.name in self.environment.globals or argument.name in self.optional:
            return False
        fault = explain_unquoted(argument.name, filter_name, argument.lineno)
        self._note("template_unknown_name", fault)
        return True

    def _check_default(self, node: nodes.Filter) -> None:
        """A text in the place of a number: what is computed with it fails where it is printed."""
        text = next((each.value for each in node.args if isinstance(each, nodes.Const)), "")
        if node.node and self._counts and isinstance(text, str) and number_of(text) is None:
            path = written(node.node)
            fault = explain_text_default(path, text, node.lineno)
            self.faults.append(NameUse("template_may_lack", fault, is_certain=False))

    def _test(self, node: nodes.Test) -> Values:
        if node.name in ("defined", "undefined"):
            # Asking whether it is there is no mistake, whatever it is.
            self._lenient += 2
            self.values(node.node)
            self._lenient -= 2
            self._asked.add(written(node.node))
        else:
            self._counted(node.node, counts=False)
            if node.name == "number":
                self._asked.add(written(node.node))
        for argument in node.args:
            self.values(argument)
        return None

    def _choice(self, node: nodes.CondExpr) -> Values:
        self._condition(node.test)
        first = self.values(node.expr1)
        second = self.values(node.expr2) if node.expr2 else ()
        return None if first is None or second is None else (*first, *second)


_READ: Mapping[type, Callable[[_Walk, Any], Values]] = {
    nodes.Name: _Walk._name,
    nodes.Getattr: _Walk._getattr,
    nodes.Getitem: _Walk._item,
    nodes.Filter: _Walk._filter,
    nodes.Test: _Walk._test,
    nodes.CondExpr: _Walk._choice,
    nodes.Const: _Walk._const,
    nodes.And: _Walk._unfollowed,
    nodes.Or: _Walk._unfollowed,
    nodes.BinExpr: _Walk._computed,
    nodes.Compare: _Walk._compared,
}
