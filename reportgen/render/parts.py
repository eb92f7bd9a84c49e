"""One source → compiled jinja2, and with a document's values → its text."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from pyexpat import ExpatError
from types import CodeType
from typing import Any, cast

from jinja2 import StrictUndefined, Template, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import escape

from reportgen.late_regex import late_regex
from reportgen.model.default_display import print_value
from reportgen.model.sourced_text import SourcedText
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import Written
from reportgen.problems import TemplateError
from reportgen.render.bindings import unbind
from reportgen.render.breaks import BREAKS, resolve_breaks
from reportgen.render.errors import (
    ILLEGAL,
    PROPERTY_LENGTH,
    Place,
    PlainValueError,
    damage_error,
    render_error,
    unfit_error,
)
from reportgen.render.finishing import Finisher, finish_property, make_finisher
from reportgen.render.indicator_columns import fit_indicator_columns
from reportgen.render.merging import MergeTag
from reportgen.render.part_code import (
    MARKUP_ONLY,
    PLACED,
    PartSource,
    compile_tree,
    find_part_code,
    in_lines,
    make_part_code,
    own_text,
)
from reportgen.render.patched import Kind, TemplateSource
from reportgen.render.row_keeping import keep_rows
from reportgen.render.section_heads import keep_heads
from reportgen.render.structure import UNUSUAL, Traits
from reportgen.templating.faults import FAILURES, UnfitValueError, find_line
from reportgen.templating.meter import LONG, begin_document, held, join_pieces
from reportgen.templating.quantity import Answer, Quantities, Quantity, Substitute
from reportgen.templating.sandbox import Sandbox

_OPENING = late_regex(r"(\{[{%][-+]?)")
_SEVERAL = 2
_LONGEST_PLAIN = 1_000_000
_NO_TRAITS = Traits(sound=False, grids_agree=False, plain=False, filled=False)
_WITHOUT_BREAKS = dict.fromkeys(map(ord, BREAKS))
_BREAKS, _NO_BREAKS = frozenset(BREAKS), frozenset[str]()
_SPECIAL = late_regex(f"[&<>'\"{UNUSUAL.pattern[1:]}")


class _ChangingSandbox(Sandbox):
    """A sandbox that changes what it has parsed."""

    change: Callable[[nodes.Template], None]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self.change(tree)
        return tree


def make_environment(
    filters: Mapping[str, Callable[..., object]],
    change: Callable[[nodes.Template], None] | None = None,
) -> Sandbox:
    """The environment of all templates: strict, escaping, sandboxed, with these filters besides
    jinja2's. `change` changes what is parsed.
    """
    kind = _ChangingSandbox if change else Sandbox
    environment = kind(
        undefined=StrictUndefined, autoescape=True, extensions=[MergeTag], optimized=False
    )
    if change:
        vars(environment)["change"] = change
    environment.filters.update({**filters, MARKUP_ONLY: _markup_only, PLACED: _place})
    return environment


class CompiledPart(NamedTuple):
    """A compiled source. `fixed` is its text when no value can change it. `rounds`: its loops hold
    what needs its own each round.
    """

    template: Template
    place: Place
    finish: Finisher
    names: frozenset[str]
    fixed: bool
    rounds: bool

    def render(self, context: Mapping[str, object]) -> Sequence[bytes]:
        """The source's text with these values, as its file has it, in pieces. Raises TemplateError
        with the place.
        """
        # Whoever holds the text while it is finished holds it twice: a large district's is long.
        return self._finished(self._filled(context))

    def _filled(self, context: Mapping[str, object]) -> str:
        template = self.template
        _seen.breaks, _seen.doubts = _NO_BREAKS, False
        try:
            return join_pieces(template.root_render_func(template.new_context(dict(context))))
        except TemplateError:
            raise
        except FAILURES as cause:
            raise self._explain(cause, context) from cause

    def _explain(self, cause: Exception, context: Mapping[str, object]) -> TemplateError:
        """Why it failed, and at which tag: where many share a line, it is rendered once more with
        a line for each.
        """
        if len(self.place.tags_on(find_line(cause, self.template))) < _SEVERAL:
            return render_error(cause, self.template, self.place, context)
        template, place = _by_tags(self)
        begin_document()
        try:
            join_pieces(template.root_render_func(template.new_context(dict(context))))
        except FAILURES as again:
            return render_error(again, template, place, context)
        return render_error(cause, self.template, self.place, context)

    def _finished(self, text: str) -> Sequence[bytes]:
        doubts = _seen.doubts
        try:
            text = text if doubts else resolve_breaks(text, _seen.breaks)
            return self.finish.encode(text, closely=doubts)
        except (SyntaxError, ExpatError, UnicodeError) as cause:
            raise damage_error(resolve_breaks(text), self.place) from cause
        except (ValueError, TypeError, AttributeError) as cause:
            raise unfit_error(cause, self.place) from cause


def _by_tags(part: CompiledPart) -> tuple[Template, Place]:
    """The part with a line for each tag, which begins behind the tag's opening braces."""
    environment = cast(SandboxedEnvironment, part.template.environment)
    pieces = _OPENING.split("".join(part.place.lines))
    opened = [f"{brace}{rest}" for brace, rest in zip(pieces[1::2], pieces[2::2], strict=True)]
    source = "".join([pieces[0], *(_OPENING.sub(r"\1\n", each, count=1) for each in opened)])
    code, _ = compile_tree(environment.parse(source), environment, part.place.file)
    return _from_code(code, environment), part.place._replace(lines=(pieces[0], *opened))


def compile_part(
    source: TemplateSource, environment: SandboxedEnvironment, file: str, around: tuple[str, str]
) -> CompiledPart:
    """The source compiled; `around` is the XML before and after it in its file.

    Raises TemplateError for a tag that jinja2 cannot compile. `file` is the name for messages.
    """
    marked = in_lines(_prepared(source))
    place = Place(file, source.label, tuple(marked.split("\n")), source.tags)
    if source.kind is Kind.PROPERTY:
        # A property is text, not markup: escaped here it would be escaped again when it is written.
        environment = environment.overlay(autoescape=False)
    find = make_part_code if isinstance(environment, _ChangingSandbox) else find_part_code
    found = find(PartSource(source, marked, place, around), environment)
    template = _from_code(found.code, environment)
    finish = make_finisher(source.kind, *around, found.traits, source=source.text)
    return CompiledPart(template, place, finish, frozenset(found.names), found.fixed, found.rounds)


def plain_property(source: TemplateSource) -> str | None:
    """A property as its file has it where nothing in it asks for jinja2, as in most: each file has
    six. None where something does, and for other sources.
    """
    text = source.text
    is_plain = source.kind is Kind.PROPERTY and "{" not in text and not UNUSUAL.search(text)
    return finish_property(text)[0] if is_plain and len(text) <= PROPERTY_LENGTH else None


def plain_header(source: TemplateSource, around: tuple[str, str]) -> str | None:
    """A header or footer as its file has it where it has no tag: most documents have several. None
    where it may have one, is damaged, or would be read otherwise by jinja2; and for other sources.
    """
    text = source.text if source.kind is Kind.HEADER else "{"
    if "{" in text or "\r" in text or text.endswith("\n") or len(text) > _LONGEST_PLAIN:
        return None
    finish = make_finisher(source.kind, *around, _NO_TRAITS, source=text)
    try:
        return b"".join(finish.encode(own_text(_prepared(source)), closely=False)).decode()
    except (SyntaxError, ValueError, TypeError, AttributeError):
        # Compiled it tells where the damage is.
        return None


def _prepared(source: TemplateSource) -> str:
    """The source, saying itself what its tags cannot say or would lose."""
    if source.kind is Kind.PROPERTY:
        return source.text
    text = unbind(source.text)
    text = keep_heads(text) if source.kind is Kind.BODY else text
    return keep_rows(fit_indicator_columns(text))


def _from_code(code: CodeType, environment: SandboxedEnvironment) -> Template:
    template = Template.from_code(environment, code, dict(environment.globals))
    template.root_render_func.__globals__["escape"] = _escape
    return template


class _Placed(NamedTuple):
    """The program's own paragraphs where the template has room for paragraphs."""

    markup: str


class _Seen(threading.local):
    """What the values of the document that this thread renders ask for.

    `breaks`: those that stand in one. `doubts`: one has characters that XML cannot hold, or markup
    that is not the program's own.
    """

    breaks = _NO_BREAKS
    doubts = False


_seen = _Seen()


_PLAIN_TEXTS = frozenset({Answer, Substitute})
_TEXTS = _PLAIN_TEXTS | {Quantity, SourcedText}


def _escape(value: Any) -> str:
    """What jinja2's own gives, as plain text, of a value as reports print it: a document has
    some hundred of them.
    """
    kind = type(value)
    if kind is str or kind in _TEXTS:
        text = value if kind is str or kind in _PLAIN_TEXTS else value.marks
        # Most are short, of letters and digits alone, in which nothing is special.
        return text if text.isalnum() and len(text) <= LONG else _escape_plain(text)
    if kind is int:
        return str(value)
    if isinstance(value, _Placed):
        return held(value.markup)
    if isinstance(value, Written):
        raise UnfitValueError(
            "这里放的是整段的内容，不能放在文字中间", "请让它独占一段，并写成 {{p 名称 }}"
        )
    if hasattr(value, "__html__"):
        _seen.doubts = True
        return held(escape(value))
    printed = print_value(value)
    if isinstance(printed, Quantities):
        return str(printed)
    if isinstance(printed, (Mapping, tuple, list)) or is_dataclass(printed):
        raise UnfitValueError(
            "这里放的不是一个值，里面有好几项", "请用 for 逐项印，或在点号后面写上其中一项的名称"
        )
    return _escape_text(str(printed))


def _escape_plain(text: str) -> str:
    if len(text) > LONG:
        held(text)
    return _escape_text(text) if _SPECIAL.search(text) else text


def _escape_text(text: str) -> str:
    if UNUSUAL.search(text):
        _seen.breaks |= _BREAKS.intersection(text)
        _seen.doubts = _seen.doubts or bool(ILLEGAL.search(text.translate(_WITHOUT_BREAKS)))
    return escape(text)


def _place(value: object) -> object:
    return _Placed(value.__html__()) if isinstance(value, Written) else value


def _markup_only(value: object) -> object:
    """The value itself; Word calls a file damaged that has bare text between its paragraphs."""
    if getattr(value, "in_text", False):
        raise UnfitValueError("图片要放在文字里", "请写成 {{ 图片.校徽 }}，花括号后面不写 p 或 r")
    if hasattr(value, "__html__") or not str(value).strip():
        return value
    raise PlainValueError(value)
