"""One source → the Python code that jinja2 makes of it, with what a look at its tree tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from itertools import zip_longest
from types import CodeType
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import Frame
from jinja2.sandbox import SandboxedEnvironment

from reportgen.kept_code.translations import (
    find_translation,
    keep_translation,
    keeps_translations,
)
from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.render.errors import Place, syntax_error
from reportgen.render.merging import find_loose_tag, uses_merging
from reportgen.render.patched import Kind, TemplateSource
from reportgen.render.rounds import mark_rounds
from reportgen.render.structure import Traits, find_traits
from reportgen.templating.faults import find_unknown_use
from reportgen.templating.lost_sets import find_lost_set
from reportgen.templating.tag_bounds import too_deep
from reportgen.templating.tree_walk import nodes_in
from reportgen.templating.value_generator import ValueGenerator

_KIND = "part"
_PARAGRAPHS = ("<w:p>", "<w:p ")
_BETWEEN_ELEMENTS = late_regex(
    r"\s*<(?:w:(?:p|r|tbl|tr|tc|sectPr)[ />]|/w:(?:p|body|tc|tr|tbl|hdr|ftr|footnote)>)"
)
MARKUP_ONLY, PLACED = "markup only", "placed paragraphs"
"""The filters of values where the document holds no text; no template can name what has a blank."""

_TEXT_ENDS = late_regex(r"<w:t(?: [^>]*)?>|</w:t>")
_TAG_BOUNDS = late_regex("[<>]")
_PARAGRAPH_BOUNDS = late_regex(r"<w:p(?: [^>]*[^/>])?>|</w:p>")


def in_lines(source: str) -> str:
    """The source with a line for each paragraph, by which messages tell where a tag stands."""
    for begun in _PARAGRAPHS:
        source = source.replace(begun, f"\n{begun}")
    return source


class PartCode(NamedTuple):
    """A source as Python code, the `names` that it asks of its values, and the traits of its
    renderings. `fixed`: no value can change it. `rounds`: its loops hold what needs its own each
    round.
    """

    code: CodeType
    names: tuple[str, ...]
    traits: Traits
    fixed: bool
    rounds: bool


class PartSource(NamedTuple):
    """What is to be translated: the source, as it is `prepared`, at its place, with the XML that
    stands before and after it in its file.
    """

    source: TemplateSource
    prepared: str
    place: Place
    around: tuple[str, str]


def find_part_code(asked: PartSource, environment: SandboxedEnvironment) -> PartCode:
    """The code of the source, as another run made it if one has; only where the environment does
    nothing to what it parses. Errors: as of `make_part_code`.
    """
    if not keeps_translations():
        return make_part_code(asked, environment)
    key = _key(asked, environment)
    if kept := find_translation(_KIND, key):
        code, (names, traits, fixed, rounds) = kept
        return PartCode(code, names, Traits(*traits), fixed, rounds)
    made = make_part_code(asked, environment)
    told = (made.names, tuple(made.traits), made.fixed, made.rounds)
    keep_translation(_KIND, key, made.code, told)
    return made


def _key(asked: PartSource, environment: SandboxedEnvironment) -> str:
    """All that the code depends on besides the program: of a filter its name, and what it asks."""
    filters = sorted(f"{name} {_asks(each)}" for name, each in environment.filters.items())
    kind = asked.source.kind.name
    return "\0".join((kind, asked.place.file, asked.prepared, *asked.around, *filters))


def _asks(filter: Any) -> str:
    return str(getattr(filter, "jinja_pass_arg", ""))


def make_part_code(asked: PartSource, environment: SandboxedEnvironment) -> PartCode:
    """The code of the source. Errors: TemplateError for a tag that jinja2 cannot compile."""
    source, prepared, place, around = asked
    try:
        tree = environment.parse(prepared)
        if wrong := find_unknown_use(tree, environment) or find_lost_set(tree):
            raise place.misuse(wrong)
        if uses_merging(source.text) and (loose := find_loose_tag(place.lines)):
            raise place.misuse(loose)
        rounds = mark_rounds(tree) if source.kind is Kind.BODY else False
        code, names = compile_tree(tree, environment, place.file)
        traits = find_traits(tree, *around)
    except TemplateSyntaxError as cause:
        raise syntax_error(cause, place, environment) from cause
    except RecursionError as cause:
        raise syntax_error(too_deep(tree), place, environment) from cause
    return PartCode(code, names, traits, _is_fixed(tree), rounds)


class _Generator(ValueGenerator):
    """jinja2's, which tells besides what names the template asks of its values."""

    def __init__(self, environment: SandboxedEnvironment, file: str, stream: StringIO) -> None:
        super().__init__(environment, None, file, stream, optimized=environment.optimized)
        self.names: set[str] = set()

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        asked = {name for action, name in frame.symbols.loads.values() if action == "resolve"}
        self.names |= asked - self.environment.globals.keys()


def compile_tree(
    tree: nodes.Template, environment: SandboxedEnvironment, file: str
) -> tuple[CodeType, tuple[str, ...]]:
    """The tree as Python code, and the names that it asks of its values."""
    outputs = nodes_in(tree, nodes.Output)
    for output in outputs:
        _own_texts(output)
    _mark_places(outputs)
    generated = StringIO()
    generator = _Generator(environment, file, generated)
    generator.visit(tree)
    code = compile(generated.getvalue(), file, "exec")
    return code, tuple(sorted(generator.names))


def _own_texts(output: nodes.Output) -> None:
    """Let the template's own text be as the document shall have it, and its values be guarded."""
    for data in output.nodes:
        if isinstance(data, nodes.TemplateData):
            data.data = own_text(data.data)
    output.nodes = [_guarded(*pair) for pair in zip_longest(output.nodes, output.nodes[1:])]


def _guarded(node: nodes.Expr, after: nodes.Expr | None) -> nodes.Expr:
    """The value, refused when it is plain text where the document holds paragraphs or runs, not
    text.
    """
    beside = isinstance(after, nodes.TemplateData) and _BETWEEN_ELEMENTS.match(after.data)
    if isinstance(node, nodes.TemplateData) or not beside:
        return node
    return _filtered(node, MARKUP_ONLY)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def own_text(text: str) -> str:
    """The template's own text as the document shall have it: without the line feeds that mark
    paragraphs, and with docxtpl's spelling of literal braces resolved.

    docxtpl resolves the braces in the rendered document, values included. Here a value is
    printed as it stands: `{_{` in a school's data is data.
    """
    for begun in _PARAGRAPHS:
        text = text.replace(f"\n{begun}", begun)
    return text.replace("{_{", "{{").replace("}_}", "}}").replace("{_%", "{%").replace("%_}", "%}")


def _mark_places(outputs: Sequence[nodes.Output]) -> None:
    """Let paragraphs be printed where the template's own text before a value has begun no text,
    no paragraph and no tag.
    """
    in_text = in_paragraph = in_tag = False
    for output in outputs:
        for at, node in enumerate(output.nodes):
            if isinstance(node, nodes.TemplateData):
                in_text = _is_within(_TEXT_ENDS, "</w:t>", node.data, in_text)
                in_paragraph = _is_within(_PARAGRAPH_BOUNDS, "</w:p>", node.data, in_paragraph)
                in_tag = _is_within(_TAG_BOUNDS, ">", node.data, in_tag)
            elif not (in_text or in_paragraph or in_tag):
                output.nodes[at] = _filtered(node, PLACED)


def _is_within(bounds: re.Pattern[str], end: str, text: str, before: bool) -> bool:
    """Whether an element is open at the end of the text that may have been open before it."""
    # Those before the last end do not tell.
    found = bounds.findall(text, max(0, text.rfind(end)))
    return found[-1] != end if found else before


def _is_fixed(tree: nodes.Template) -> bool:
    return all(
        isinstance(node, nodes.Output)
        and all(isinstance(child, nodes.TemplateData) for child in node.nodes)
        for node in tree.body
    )
