"""A parsed template and the values of several samples → the names in it that some samples lack.

What a tag stands for is followed as the set of values that the samples give for it, so that a
loop's variable is known by the items that the samples loop over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from jinja2 import Environment, Undefined, nodes

from reportgen.model.picture import NamedPictures
from reportgen.templating.faults import FORBIDDEN, Fault
from reportgen.templating.lacking import DEFAULTS, Use, always_holds, may_lack
from reportgen.templating.template_facts import TemplateFacts
from reportgen.words.nearest import ask, suggest

_MOST_VALUES = 2000
# Filters whose result holds the same items.
_SAME_ITEMS = ("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr")
_ONE_ITEM = ("first", "last", "random", "min", "max")

# The values a name has in the samples; None where they cannot be told.
Values = tuple[object, ...] | None
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


def explain_unknown(name: str, owner: str, known: Iterable[str]) -> Fault:
    """The fault of an unknown name; `owner` is what stands before the dot.

    The hint looks behind the dots too if `known` has the values with the names.
    """
    message = f"“{owner}”里没有“{name}”这项内容" if owner else f"模板用了“{name}”，但没有这个名称"
    dotted = _find_dotted(name, known) if isinstance(known, Mapping) else ""
    hint = ask(dotted) if dotted else suggest(name, known) or "请删去这个标签"
    return Fault(message, hint, word=name)


def _find_dotted(name: str, known: Mapping[str, object]) -> str:
    """学校.名称 for 学校名称, 数据.在校生数 for 在校生数; empty where nothing fits."""
    for owner, value in known.items():
        if isinstance(value, Mapping):
            inner = value.known if isinstance(value, TemplateFacts) else value
            for member in (name, name.removeprefix(owner)):
                if member in inner:
                    return f"{owner}.{member}"
    return ""


def members(owner: object) -> Iterable[str]:
    """The names that a template may write behind the owner's dot."""
    if isinstance(owner, TemplateFacts):
        return sorted(owner.known)
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if is_dataclass(owner):
        return [field.name for field in fields(owner) if not field.name.isascii()]
    return [name for name in dir(owner) if not name.startswith("_")]


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
        self._scopes: list[dict[str, Values]] = [{}]
        self._loops: set[str] = set()
        self._asked: set[str] = set()
        self._lenient = 0
        self._use = Use.COMPUTED

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

    def _print(self, node: nodes.Expr) -> None:
        is_plain = isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem))
        with self._within(Use.PRINTED if is_plain else Use.COMPUTED):
            self.printed.extend(self.values(node) or ())

    def _condition(self, test: nodes.Node) -> None:
        fault = always_holds(test)
        if fault is not None:
            self.faults.append(NameUse("template_always", fault, is_certain=False))
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

    def _definition(self, node: nodes.Assign | nodes.AssignBlock | nodes.Macro) -> None:
        match node:
            case nodes.Assign():
                self._bind(node.target, self.values(node.node))
            case nodes.AssignBlock():
                self.visit(node.body)
                self._bind(node.target, None)
            case nodes.Macro():
                self._macro(node)

    def _for(self, node: nodes.For) -> None:
        with self._within(Use.LOOP):
            owners = self.values(node.iter)
        with self._scope():
            self._bind(node.target, _items(owners))
            self._scopes[-1]["loop"] = None
            if node.test:
                self.values(node.test)
            self.visit(node.body)
        self.visit(node.else_)
        self._loops.update(name.name for name in node.target.find_all(nodes.Name))
        if isinstance(node.target, nodes.Name):
            self._loops.add(node.target.name)

    def _macro(self, node: nodes.Macro) -> None:
        self._scopes[-1][node.name] = None
        with self._scope():
            for argument in node.args:
                self._bind(argument, None)
            self._scopes[-1]["caller"] = None
            self.visit(node.body)

    @contextmanager
    def _scope(self) -> Iterator[None]:
        self._scopes.append({})
        try:
            yield
        finally:
            self._scopes.pop()

    def _bind(self, target: nodes.Node, values: Values) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = values
        for name in target.find_all(nodes.Name):
            self._scopes[-1][name.name] = None

    def values(self, node: nodes.Node) -> Values:
        """What the expression is in the samples; faults in it are noted."""
        match node:
            case nodes.Name():
                return self._name(node)
            case nodes.Getattr():
                return self._member(node, node.attr)
            case nodes.Getitem():
                return self._item(node)
            case nodes.Filter():
                return self._filter(node)
            case nodes.Test():
                return self._test(node)
            case nodes.CondExpr():
                return self._choice(node)
            case nodes.Const():
                return (node.value,)
            case _:
                return self._unfollowed(node)

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
        return _items(owners) if isinstance(key, int) else None

    def _name(self, node: nodes.Name) -> Values:
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        found = tuple(sample[node.name] for sample in self.samples if node.name in sample)
        if not found:
            if node.name not in self.environment.globals and node.name not in self.optional:
                self._unknown_name(node)
            return None
        if len(found) < len(self.samples) and node.name not in self.optional:
            self._may_lack(node, node.name, found)
        return found

    def _unknown_name(self, node: nodes.Name) -> None:
        if node.name in self._loops:
            message = f"“{node.name}”只在它的循环里才有，这里在循环的外面"
            hint = f"请移到 for {node.name} in … 与它的 endfor 之间，或删去它"
            self._note("template_unknown_name", Fault(message, hint, node.lineno, node.name))
            return
        fault = self.unknown(node.name, "", self._known_names())
        self._note("template_unknown_name", fault._replace(line=node.lineno))

    def _known_names(self) -> dict[str, object]:
        """The names that a tag may use here, with their values in the samples."""
        known: dict[str, object] = {}
        for scope in self._scopes:
            known.update(dict.fromkeys(scope))
        known.pop("loop", None)
        for sample in reversed(self.samples):
            known.update(sample)
        return known

    def _member(self, node: _Member, name: str) -> Values:
        owners = self.values(node.node)
        if name.startswith("_"):
            self._note("template_forbidden", FORBIDDEN._replace(line=node.lineno, word=name))
            return None
        if not owners or name in self.optional:
            return None
        found = tuple(value for each in owners for value in _lookup(each, name, self.environment))
        if len(found) < len(owners):
            self._some_lack(node, name, owners, found)
        return found or None

    def _some_lack(
        self, node: _Member, name: str, owners: Sequence[object], found: Sequence[object]
    ) -> None:
        """Some owners have no member of that name; `found` are the values that others have."""
        if any(isinstance(each, NamedPictures) for each in owners):
            self._may_lack_picture(_written(node), name, node.lineno)
        elif found or _is_known_fact(name, owners):
            self._may_lack(node, name, found)
        else:
            known = dict.fromkeys(member for each in owners for member in members(each))
            fault = self.unknown(name, _written(node.node), known)
            self._note("template_unknown_name", fault._replace(line=node.lineno))

    def _may_lack(self, node: nodes.Name | _Member, name: str, found: Sequence[object]) -> None:
        """A name that some documents lack: they cannot be made unless the template foresees it."""
        path = _written(node)
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
            self.values(argument)
        if lenient or node.name in _SAME_ITEMS:
            return inner
        return _items(inner) if node.name in _ONE_ITEM else None

    def _test(self, node: nodes.Test) -> Values:
        if node.name in ("defined", "undefined"):
            # Asking whether it is there is no mistake, whatever it is.
            self._lenient += 2
            self.values(node.node)
            self._lenient -= 2
            self._asked.add(_written(node.node))
        else:
            self.values(node.node)
        for argument in node.args:
            self.values(argument)
        return None

    def _choice(self, node: nodes.CondExpr) -> Values:
        self._condition(node.test)
        first = self.values(node.expr1)
        second = self.values(node.expr2) if node.expr2 else ()
        return None if first is None or second is None else (*first, *second)


def _items(owners: Values) -> Values:
    """What a loop over the values goes through; None if it is nothing in all samples."""
    if owners is None:
        return None
    found: list[object] = []
    for owner in owners:
        if isinstance(owner, (Mapping, str)):
            found.extend(map(str, owner))
        elif isinstance(owner, Iterable):
            found.extend(owner)
    return tuple(found[:_MOST_VALUES]) or None


def _is_known_fact(name: str, owners: Iterable[object]) -> bool:
    return any(isinstance(owner, TemplateFacts) and name in owner.known for owner in owners)


def _lookup(owner: object, name: str, environment: Environment) -> Iterator[object]:
    value = environment.getattr(owner, name)
    if not isinstance(value, Undefined):
        yield value


def _written(node: nodes.Node) -> str:
    """The expression as the template writes it, as far as it is names and dots."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=key)):
            return f"{_written(node.node)}.{key}"
        case nodes.Filter() if node.node:
            return _written(node.node)
    return "这个值"
