"""A parsed template → what holds of all it renders, so that it need not be looked for in each
document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pyexpat import ExpatError, ParserCreate

from jinja2 import nodes

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.required_content import has_required_content
from reportgen.ooxml.table_grids import have_agreeing_grids
from reportgen.templating.tree_walk import nodes_in

UNUSUAL = late_regex("[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
"""Breaks that become Word's own, and characters that XML cannot hold."""

# As text and in an attribute's value this is sound; within a tag it is not, and no value would be.
_VALUE = "x y"
_MARKUP_FILTERS = frozenset({"safe", "e", "escape", "forceescape", "tojson", "urlize", "xmlattr"})
_MARKUP = "<x/>"
_UNPROVEN = "<"
_UNPROVEN_TABLE = "</w:tbl>"
_MARK = "<?branch?>"
_TABLE_TAG = late_regex(r"<(/?)w:(tbl|tr|tc)[ >]")


class Traits(NamedTuple):
    """What holds of every rendering of a template: `sound` XML, grids of tables that agree with
    their rows, `plain` text of its own, without breaks and control characters, and cells, rows and
    tables that are `filled` with what they must hold.
    """

    sound: bool
    grids_agree: bool
    plain: bool
    filled: bool


def find_traits(tree: nodes.Template, head: str, tail: str) -> Traits:
    """The traits of the template that stands between `head` and `tail` in its file; False stands
    for unknown.
    """
    looked_at = nodes_in(tree, (nodes.TemplateData, nodes.Filter, nodes.For, nodes.If))
    texts = (each.data for each in looked_at if isinstance(each, nodes.TemplateData))
    plain = not any(map(UNUSUAL.search, texts))
    filters = (each.name for each in looked_at if isinstance(each, nodes.Filter))
    sound = _MARKUP_FILTERS.isdisjoint(filters) and _is_well_formed(tree, head, tail)
    branching = [each for each in looked_at if isinstance(each, (nodes.For, nodes.If))]
    bodies = [tree.body, *chain.from_iterable(map(_bodies, branching))]
    filled = sound and all(_is_filled(_marked_text(body)) for body in bodies)
    return Traits(sound, _have_agreeing_grids(bodies), plain, filled)


def _is_well_formed(tree: nodes.Template, head: str, tail: str) -> bool:
    """Whether every rendering between `head` and `tail` is well-formed, whatever the values.

    It is, when each branch of an `if` or `for` is well-formed by itself and values stand only in
    text and in attributes, where they are escaped. False means unknown: tags may cut across
    elements in step, as an `if` from one paragraph to the next does. Values with `__html__` are
    taken to be sound; with filters that make such values out of any other this is not asked.
    """
    return _parses(f"{head}{_flat(tree.body)}{tail}")


def _have_agreeing_grids(bodies: Sequence[Sequence[nodes.Node]]) -> bool:
    """Whether every table of every rendering has as many columns in its grid as in its rows.

    `bodies` are that of the template and those of all its branches. It has, when no branch brings
    single cells or columns, and each table has enough columns even without the rows that tags
    choose or repeat. False means unknown. Tables in values are not looked at.
    """
    if any(_brings_cells(_static_text(body)) for body in bodies[1:]):
        return False
    texts = chain(
        [_static_text(bodies[0])], (_static_text(body, branches=False) for body in bodies)
    )
    return all(
        f'<w:gridSpan w:val="{_VALUE}"' not in text and have_agreeing_grids(text) for text in texts
    )


def _marked_text(body: Iterable[nodes.Node]) -> str:
    """The template's own text on this level, a mark where values and branches stand."""
    pieces: list[str] = []
    for node in body:
        children = node.nodes if isinstance(node, nodes.Output) else [node]
        pieces += (
            child.data if isinstance(child, nodes.TemplateData) else _MARK
            for child in children
            if not isinstance(child, nodes.Assign)
        )
    return "".join(pieces)


def _is_filled(text: str) -> bool:
    """Whether every cell, text box, content control, header and note of a body ends in a paragraph,
    every row has a cell and every table a row, whichever way its tags fall.

    It is so, when each has what it must outside all branches. False means unknown. What values
    bring is taken to be sound by itself; a place that only values fill is taken to be empty.
    """
    # Whether there is a row or a cell besides what a branch may bring is counted below.
    ended = text.replace(f"{_MARK}</w:tbl>", "</w:p></w:tc></w:tr></w:tbl>")
    ended = ended.replace(f"{_MARK}</w:tr>", "</w:p></w:tc></w:tr>")
    return (
        has_required_content(ended) and f"{_MARK}</w:sdtContent>" not in text and _have_rows(text)
    )


def _have_rows(text: str) -> bool:
    """Whether every table has a row and every row a cell; in a cell there need be neither."""
    held = [1]
    for closing, name in _TABLE_TAG.findall(text):
        if not closing:
            held[-1] += 1
            held.append(int(name == "tc"))
        elif not held.pop():
            return False
    return True


def _brings_cells(text: str) -> bool:
    return "<w:gridCol" in text.partition("<w:tbl>")[0] or ("<w:tc" in text and "<w:tr" not in text)


def _static_text(body: Iterable[nodes.Node], branches: bool = True) -> str:
    """The template's own text, with every branch of its tags in turn or with none."""
    return "".join(piece for node in body for piece in _static_pieces(node, branches))


def _static_pieces(node: nodes.Node, branches: bool) -> Iterator[str]:
    if isinstance(node, nodes.Output):
        yield from (
            child.data if isinstance(child, nodes.TemplateData) else _VALUE for child in node.nodes
        )
    elif isinstance(node, (nodes.For, nodes.If)):
        yield from (_static_text(body) for body in _bodies(node) if branches)
    elif not isinstance(node, nodes.Assign):
        yield _UNPROVEN_TABLE


def _bodies(node: nodes.For | nodes.If) -> tuple[Sequence[nodes.Node], ...]:
    return (
        (node.body, node.elif_, node.else_)
        if isinstance(node, nodes.If)
        else (node.body, node.else_)
    )


def _flat(body: Iterable[nodes.Node]) -> str:
    return "".join(piece for node in body for piece in _pieces(node))


def _pieces(node: nodes.Node) -> Iterator[str]:
    """What stands for a node in its surroundings."""
    match node:
        case nodes.Output():
            for child in node.nodes:
                yield child.data if isinstance(child, nodes.TemplateData) else _VALUE
        case nodes.If():
            yield from (_branch(body) for body in (node.body, node.elif_, node.else_))
        case nodes.For():
            yield from (_branch(body) for body in (node.body, node.else_))
        case nodes.Assign():
            return
        case _:
            yield _UNPROVEN


def _branch(body: Iterable[nodes.Node]) -> str:
    text = _flat(body)
    if not any(mark in text for mark in "<>&\"'"):
        return text
    return _MARKUP if _parses(f"<x>{text}</x>") else _UNPROVEN


def _parses(text: str) -> bool:
    try:
        ParserCreate("utf-8").Parse(text.encode(), True)
    except ExpatError:
        return False
    return True
