"""jinja2's parser, with a short way for what most tags are: a name, perhaps with names behind dots,
calls and brackets, and nothing else.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.parser import Parser

_WORDS = frozenset({"true", "false", "none", "True", "False", "None", "not"})
# What no expression goes on with.
_ENDS = frozenset({"variable_end", "block_end", "comma", "colon", "rparen", "rbracket", "rbrace"})


class QuickParser(Parser):
    """Parses what jinja2's does, to the same nodes.

    An expression that begins with a name is read so far; where it goes on, `_begun` is what the
    long way finds in the place of the name.
    """

    _begun: nodes.Expr | None = None

    def parse_template(self) -> nodes.Template:
        """The whole template; what lies in it is not told of the environment, which no one asks."""
        return nodes.Template(self.subparse(), lineno=1, environment=self.environment)

    def parse_expression(self, with_condexpr: bool = True) -> nodes.Expr:
        first = self.stream.current
        if first.type != "name" or first.value in _WORDS:
            return super().parse_expression(with_condexpr)
        node = self.parse_postfix(self.parse_primary())
        if self.stream.current.type in _ENDS:
            return node
        self._begun = node
        return super().parse_expression(with_condexpr)

    def parse_not(self) -> nodes.Expr:
        # The word behind what was read is none before it: 甲 not in 乙.
        return super().parse_not() if self._begun is None else self.parse_compare()

    def parse_unary(self, with_filter: bool = True) -> nodes.Expr:
        if self._begun is None:
            return super().parse_unary(with_filter)
        node, self._begun = self._begun, None
        return self.parse_filter_expr(node) if with_filter else node
