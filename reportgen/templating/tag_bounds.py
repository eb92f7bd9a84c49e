"""Tags that no reader could go through are refused as jinja2 reads them: too long, too deep, too
great a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.lexer import Token

TOO_DEEP, TOO_LONG, TOO_GREAT = "tags too deep", "tag too long", "number too great"
"""What the errors say."""

_DEEPEST, _MOST_LINKS, _MOST_WORDS, _MOST_BITS = 40, 300, 3_000, 14_000
_OF_A_LOOP = 3
_LONGEST_NAME = 1_000
_BEGINS = frozenset({"variable_begin", "block_begin"})
_OPENING, _CLOSING = frozenset(("lparen", "lbracket", "lbrace")), ("rparen", "rbracket", "rbrace")
_BRACKETS = frozenset((*_OPENING, *_CLOSING))
# Of these one may be too long, too great or one too many.
_HELD = frozenset((*_OPENING, "name", "integer", "float"))
_SEPARATE = frozenset({"comma", "colon", "data", "string", "integer", "float"})
_BLOCKS = frozenset(("if", "for", "with", "macro", "call", "filter", "block", "autoescape", "set"))


class TagBounds(Extension):
    """Counts the words of each tag, its brackets, and the blocks around it."""

    def filter_stream(self, stream: Any) -> Iterator[Token]:
        """The same words. Errors: TemplateSyntaxError with the line of the one too many."""
        counted = _Counted(stream.name, stream.filename)
        yield from counted.go_through(stream)


class _Counted:
    def __init__(self, name: str | None, filename: str | None) -> None:
        self._of = (name, filename)
        self._line, self._words, self._links = 1, 0, 0
        self._brackets, self._blocks, self._otherwise = 0, 0, 0
        self._begins_block = False

    def go_through(self, stream: Any) -> Iterator[Token]:
        try:
            for token in stream:
                self._line = token.lineno
                if token.type != "data":
                    self._count(token)
                yield token
        except ValueError as cause:
            # Python reads no number of more than 4,300 digits.
            self._line = stream.current.lineno
            raise self._fault(TOO_GREAT) from cause
        except SyntaxError as cause:
            # jinja2 takes １.５ for a number, Python does not.
            self._line = stream.current.lineno
            odd = next((sign for sign in cause.text or "" if not sign.isascii()), "")
            raise self._fault(f"unexpected char {odd!r}") from cause

    def _count(self, token: Token) -> None:
        kind = token.type
        if kind in _BEGINS:
            self._words, self._links, self._brackets = 0, 0, 0
        self._words += 1
        self._links = 0 if kind in _SEPARATE else self._links + 1
        if kind in _BRACKETS:
            self._brackets += 1 if kind in _OPENING else -1
        if self._begins_block and kind == "name":
            self._count_block(token.value)
        self._begins_block = kind == "block_begin"
        if kind in _HELD or self._links > _MOST_LINKS or self._words > _MOST_WORDS:
            self._hold(token)

    def _count_block(self, word: str) -> None:
        self._otherwise = self._otherwise + 1 if word == "elif" else 0
        if word in _BLOCKS:
            # A `set` of one line ends none, but one of many lines in one another is as deep.
            # Python nests no more than twenty loops.
            self._blocks += _OF_A_LOOP if word == "for" else word != "set"
        elif word.startswith("end") and word != "endset":
            self._blocks -= _OF_A_LOOP if word == "endfor" else 1

    def _hold(self, token: Token) -> None:
        is_deep = self._brackets > _DEEPEST or self._blocks > _DEEPEST
        if is_deep or self._links > _MOST_LINKS or self._otherwise > _MOST_LINKS:
            raise self._fault(TOO_DEEP)
        if self._words > _MOST_WORDS or (token.type == "name" and len(token.value) > _LONGEST_NAME):
            raise self._fault(TOO_LONG)
        if token.type == "float" and not isfinite(token.value):  # type: ignore[arg-type]
            raise self._fault(TOO_GREAT)
        if token.type == "integer" and token.value.bit_length() > _MOST_BITS:  # type: ignore[attr-defined]
            raise self._fault(TOO_GREAT)

    def _fault(self, said: str) -> TemplateSyntaxError:
        return TemplateSyntaxError(said, self._line, *self._of)


def too_deep(tree: nodes.Template) -> TemplateSyntaxError:
    """The error for a tree that is too deep to be gone through, with the line of what lies
    deepest.
    """
    level: list[nodes.Node] = [tree]
    deepest: nodes.Node = tree
    while level:
        deepest = level[0]
        level = [child for node in level for child in node.iter_child_nodes()]
    return TemplateSyntaxError(TOO_DEEP, deepest.lineno)
