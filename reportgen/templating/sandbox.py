"""jinja2's sandbox as phrases and Word templates have it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from reportgen.model.sourced_text import SourcedText, join_texts
from reportgen.templating.arithmetic import compute, negate
from reportgen.templating.meter import (
    LONG,
    count_rounds,
    held,
    hold_compared,
    hold_joined,
    join_pieces,
    spend,
)
from reportgen.templating.metered_calls import FORMATS, hold_call, make_format
from reportgen.templating.patterns import fill_pattern, is_pattern
from reportgen.templating.quantity import (
    ANSWERS,
    Answer,
    Quantity,
    is_in_order,
    is_same,
    no_list,
)
from reportgen.templating.quick_lexer import read_words
from reportgen.templating.quick_parser import QuickParser
from reportgen.templating.stock_filters import STOCK_FILTERS, STOCK_TESTS
from reportgen.templating.tag_bounds import TOO_DEEP, TagBounds
from reportgen.templating.template_facts import TemplateFacts
from reportgen.templating.value_generator import ValueGenerator

_PLAIN = frozenset({str, int, float, Decimal, Quantity, Answer, SourcedText})
_ABSENT = object()
_DICT_NAMES = frozenset(dir(dict))
_ORDERS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_PYTHON: Mapping[str, Callable[[Any, Any], object]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
# By which signs Python compares two of a type as templates do; texts may be numbers in order.
_QUICK: Mapping[type, frozenset[str]] = {
    str: frozenset({"eq", "ne"}),
    SourcedText: frozenset({"eq", "ne"}),
    bool: frozenset({"eq", "ne"}),
    int: frozenset(_PYTHON),
}


class _Namespace(Namespace):
    """jinja2's, which is not printed: it may hold itself."""

    def __repr__(self) -> str:
        return "namespace"


class Given(dict[str, Any]):
    """The values by their names as a template is given them; any other name is an `undefined`."""

    __slots__ = ("undefined",)
    undefined: Callable[..., Undefined]

    def __missing__(self, name: str) -> Undefined:
        return self.undefined(name=name)


class _QuickContext(Context):
    """jinja2's, which makes what hardly any template asks for when it is asked for."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,
    ) -> None:
        self.environment, self.parent, self.name = environment, parent, name
        self.vars, self.exported_vars = {}, set()
        self.blocks = {each: [block] for each, block in blocks.items()}
        self._globals = globals

    @cached_property
    def eval_ctx(self) -> nodes.EvalContext:  # type: ignore[override]
        return nodes.EvalContext(self.environment, self.name)

    @cached_property
    def globals_keys(self) -> set[str]:  # type: ignore[override]
        return set(self._globals or ())


def find_resolver(context: Context) -> Callable[[str], Any]:
    """What gives the value of a name: the values themselves as long as nothing was set."""
    given = context.parent
    is_all = isinstance(given, Given) and not context.vars
    return given.__getitem__ if is_all else context.resolve


def join_sourced(values: Iterable[Any]) -> str:
    """What `~` makes of the values, the figures in it kept."""
    return join_texts([each if isinstance(each, str) else str(each) for each in values])


class Sandbox(SandboxedEnvironment):
    """jinja2's sandbox, in which values are what they are printed as, and what they count.

    It has a short way for what templates ask most: a key, or a plain attribute. Text and numbers
    give no way out of the sandbox, so jinja2's questions about their owner change nothing for
    them; names with an underscore and everything else go the long way.
    """

    code_generator_class, context_class = ValueGenerator, _QuickContext
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("-",))
    concat = staticmethod(join_pieces)
    held, spend, join_sourced = staticmethod(held), staticmethod(spend), staticmethod(join_sourced)
    hold_joined, count_rounds = staticmethod(hold_joined), staticmethod(count_rounds)
    resolver = staticmethod(find_resolver)

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "extensions": [*options.get("extensions", ()), TagBounds]})
        self.filters.update(STOCK_FILTERS)
        self.tests.update(STOCK_TESTS)
        # It makes text of nothing, as much as is asked.
        self.globals.pop("lipsum", None)
        self.globals["namespace"] = _Namespace

    def call(self, context: Context, called: Any, /, *arguments: Any, **named: Any) -> Any:
        hold_call(called, arguments, named)
        return super().call(context, called, *arguments, **named)

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        if state is not None:
            return super()._tokenize(source, name, filename, state)
        stream = read_words(self.lexer, self.preprocess(source, name, filename), name, filename)
        for extension in self.iter_extensions():
            filtered = extension.filter_stream(stream)
            stream = stream if filtered is stream else TokenStream(filtered, name, filename)
        return stream

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parser = QuickParser(self, source, name, filename)
        try:
            return parser.parse_template()
        except RecursionError as cause:
            line = parser.stream.current.lineno
            raise TemplateSyntaxError(TOO_DEEP, line, name, filename) from cause

    def getattr(self, obj: object, attribute: str) -> object:
        if type(obj) is dict or type(obj) is TemplateFacts:
            if attribute in obj and attribute not in _DICT_NAMES:
                value = obj[attribute]
                return value if type(value) is not bool else ANSWERS[value]
        elif attribute[0] != "_":
            value = getattr(obj, attribute, _ABSENT)
            if type(value) in _PLAIN:
                return value
            if type(value) is bool:
                return ANSWERS[value]
            if self._is_given(obj, attribute, value) or _is_method_of_text(obj, attribute, value):
                return value
        if attribute in FORMATS and isinstance(obj, str):
            return make_format(self, obj, attribute)
        value = super().getattr(obj, attribute)
        return ANSWERS[value] if type(value) is bool else value

    def _is_given(self, obj: object, attribute: str, value: object) -> bool:
        """Whether jinja2 gives that value of a plain attribute too; not asked of what is called."""
        found = value is not _ABSENT and not callable(value)
        return found and self.is_safe_attribute(obj, attribute, value)

    def getitem(self, obj: Any, argument: Any) -> object:
        if type(obj) is Quantity and isinstance(argument, (int, Quantity)):
            raise no_list(obj)
        if isinstance(obj, str) and argument in FORMATS:
            return make_format(self, obj, argument)
        hold_compared(argument)
        value = super().getitem(obj, argument)
        return ANSWERS[value] if type(value) is bool else value

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> object:
        if operator == "%" and is_pattern(left):
            return fill_pattern(left, right)
        return compute(operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> object:
        return negate(arg)

    def compare(self, left: object, sign: str, right: Any) -> bool:
        """Whether the first value stands to the second as the sign says."""
        # Phrases ask this of plain texts and numbers more than of all else.
        kind = type(left)
        if kind is type(right) and sign in _QUICK.get(kind, ()):
            if kind is str and len(left) > LONG:  # type: ignore[arg-type]
                held(left)
            return bool(_PYTHON[sign](left, right))
        hold_compared(left, right)
        return _holds(sign, left, right)

    def is_one_of(self, value: object, sign: str, texts: Sequence[str]) -> bool:
        """As `compare`: a plain text is only what it says, and is not held against a number."""
        if type(value) is str and len(value) <= LONG:
            return value in texts
        return self.compare(value, sign, texts)

    def compare_all(self, left: object, *pairs: Any) -> bool:
        """Whether each value stands to the next as the sign between them says."""
        for sign, right in zip(pairs[::2], pairs[1::2], strict=True):
            if not self.compare(left, sign, right):
                return False
            left = right
        return True


def _is_method_of_text(obj: object, attribute: str, value: object) -> bool:
    """Whether it is a text's own method, but for those that are held: 整体全称.startswith."""
    return type(obj) is str and value is not _ABSENT and attribute not in FORMATS


def _holds(sign: str, left: object, right: Any) -> bool:
    match sign:
        case "eq" | "ne":
            return is_same(left, right) is (sign == "eq")
        case "in":
            return _is_among(left, right)
        case "notin":
            return not _is_among(left, right)
    return is_in_order(_ORDERS[sign], left, right)


def _is_among(value: object, others: Any) -> bool:
    if value in others:
        return True
    return isinstance(others, (list, tuple)) and any(is_same(value, each) for each in others)
