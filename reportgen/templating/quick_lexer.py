"""jinja2's lexer, with a short way for what most tags are: names, texts in quotation marks, whole
numbers and signs, in one line.

jinja2 tries a handful of patterns for each word, one after the other; here one reads it, and the
same tag is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2.lexer import Lexer, Token, TokenStream, operators

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_OPENING = late_regex(r"\{[{%#]")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BOUNDS = {"{{": ("variable_begin", "variable_end"), "{%": ("block_begin", "block_end")}
_COMMENT, _RAW, _MARK_SIZE = "{#", ("name", "raw"), 2
_LONGEST = 400
_WORD = late_regex(
    r"""[^\S\n]*+(?:(?P<name>[^\W\d]\w*+)|(?P<integer>(?:0|[1-9][0-9]{0,17})(?![\w.]))"""
    r"""|(?P<string>"[^"\\\n]*+"|'[^'\\\n]*+')"""
    r"""|(?P<operator>\*\*|//|[!=<>]=|[-+*/%~.:|,;()\[\]<>=]))"""
)
# Beside its marks they say what becomes of the blanks around a tag.
_SIGNS = ("-", "+")
_BRACKETS = {"rparen": "lparen", "rbracket": "lbracket"}
_OPENING_BRACKETS = frozenset(_BRACKETS.values())

_Words = Sequence[tuple[str, Any]]


class _Tag(NamedTuple):
    """A tag's opening mark, its words, and where it ends."""

    mark: str
    words: _Words
    end: int


def read_words(lexer: Lexer, source: str, name: str | None, file: str | None) -> TokenStream:
    """What the lexer's `tokenize` gives of a source, where it has jinja2's own marks and settings.

    Errors: as of that, when the words are taken.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return TokenStream(_Reading(lexer, lines, (name, file)).tokens(), name, file)


class _Reading:
    def __init__(self, lexer: Lexer, source: str, of: tuple[str | None, str | None]) -> None:
        self._lexer, self._source, self._of = lexer, source, of
        self._known: dict[str, _Words | None] = {}

    def tokens(self) -> Iterator[Token]:
        source, at, line = self._source, 0, 1
        while opening := _OPENING.search(source, at):
            start = opening.start()
            tag = self._tag(opening[0], start + _MARK_SIZE)
            if tag is None:
                yield from self._rest(at, line)
                return
            if start > at:
                yield Token(line, "data", source[at:start])
            line += source.count("\n", at, start)
            if tag.mark == _COMMENT:
                line += source.count("\n", start, tag.end)
            else:
                begin, end = _BOUNDS[tag.mark]
                yield Token(line, begin, tag.mark)
                for kind, value in tag.words:
                    yield Token(line, kind, value)
                yield Token(line, end, _ENDS[tag.mark])
            at = tag.end
        if at < len(source):
            yield Token(line, "data", source[at:])

    def _tag(self, mark: str, begin: int) -> _Tag | None:
        """The tag whose inside begins there; None where jinja2 has to read it."""
        source, ending = self._source, _ENDS[mark]
        end = source.find(ending, begin, len(source) if mark == _COMMENT else begin + _LONGEST)
        inner = source[begin:end]
        if end < 0 or inner.startswith(_SIGNS) or inner.endswith(_SIGNS):
            return None
        words = () if mark == _COMMENT else self._words(inner)
        if words is None or (mark == "{%" and words[:1] == [_RAW]):
            return None
        return _Tag(mark, words, end + len(ending))

    def _words(self, inner: str) -> _Words | None:
        if inner not in self._known:
            self._known[inner] = _split(inner)
        return self._known[inner]

    def _rest(self, at: int, line: int) -> Iterator[Token]:
        """All that follows as jinja2 reads it; what was read already is no tag to it, so that
        places stay what they are.
        """
        text = f"{self._source[:at].replace('{', ' ')}{self._source[at:]}\n"
        tokens = self._lexer.wrap(self._lexer.tokeniter(text, *self._of), *self._of)
        if at:
            data = str(next(tokens).value)[at:]
            yield from [Token(line, "data", data)] if data else ()
        yield from tokens


def _split(inner: str) -> _Words | None:
    """The words within a tag; None where they are not all of the plain kinds."""
    words: list[tuple[str, Any]] = []
    brackets: list[str] = []
    at, end = 0, 0 if "\n" in inner else len(inner.rstrip())
    while at < end:
        found = _WORD.match(inner, at)
        word = _plain_word(found) if found else None
        if found is None or word is None or not _is_balanced(word[0], brackets):
            return None
        words.append(word)
        at = found.end()
    return None if brackets or "\n" in inner else words


def _plain_word(found: re.Match[str]) -> tuple[str, Any] | None:
    kind = found.lastgroup or ""
    text = found[kind]
    match kind:
        case "name":
            return (kind, text) if text.isidentifier() else None
        case "operator":
            return operators[text], text
        case "integer":
            return kind, int(text)
    return kind, text[1:-1]


def _is_balanced(kind: str, brackets: list[str]) -> bool:
    """Whether it closes what was opened last, if it closes anything."""
    if kind in _OPENING_BRACKETS:
        brackets.append(kind)
    return kind not in _BRACKETS or (bool(brackets) and brackets.pop() == _BRACKETS[kind])
