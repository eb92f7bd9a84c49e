"""Two versions of a school's data → the values in which they differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from reportgen.editing.addresses import Address
from reportgen.forms.content import FIGURES_BLOCK
from reportgen.model.facts import Value
from reportgen.model.numbers import exact_text
from reportgen.model.school import School
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple


class Difference(NamedTuple):
    """A value that differs: what it is, and both texts; empty where one says nothing of it."""

    label: str
    old: str
    new: str


def find_differences(old: Tree, new: Tree) -> tuple[Difference, ...]:
    """The values that differ, in the order of the old version; what is new comes last.

    How a text is spaced, and the width of its signs, is no difference.
    """
    before, after = dict(_values(old, ())), dict(_values(new, ()))
    found = ((each, before.get(each, ""), after.get(each, "")) for each in {**before, **after})
    return tuple(
        Difference(_label(address), one, other)
        for address, one, other in found
        if _plain(one) != _plain(other)
    )


def find_school_differences(
    old: tuple[Tree, School | None], new: tuple[Tree, School | None]
) -> tuple[Difference, ...]:
    """The values in which two versions of a school differ; figures as they were read of both, so
    that 30万元 and 300000 are one, where both could be read.
    """
    (before, one), (after, other) = old, new
    if one is None or other is None:
        return find_differences(before, after)
    read = (
        {**_without_figures(before), FIGURES_BLOCK: _figures(one)},
        {**_without_figures(after), FIGURES_BLOCK: _figures(other)},
    )
    return find_differences(*read)


def _without_figures(tree: Tree) -> dict[str, Tree]:
    blocks = tree if isinstance(tree, Mapping) else {}
    return {key: value for key, value in blocks.items() if key != FIGURES_BLOCK}


def _figures(school: School) -> dict[str, Tree]:
    """Every figure of the school by what it is called, with its stage where it has several."""
    several = school.type.is_combined
    return {
        f"{name}，{stage}" if stage and several else name: _shown(figure.value)
        for (name, stage), figure in school.figures.items()
    }


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(exact_text, value))
    return value if isinstance(value, str) else exact_text(value)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _values(tree: Tree, address: Address) -> Iterator[tuple[Address, str]]:
    """The texts of the tree; a list of nothing but texts is one."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _values(value, (*address, key))
    elif isinstance(tree, tuple):
        texts = [each for each in tree if isinstance(each, str)]
        if len(texts) == len(tree):
            yield address, "、".join(texts)
        else:
            for place, value in enumerate(tree):
                yield from _values(value, (*address, place))
    elif tree:
        yield address, tree


def _label(address: Address) -> str:
    """The value's name: that of its block is left out where it is a figure."""
    shown = address[1:] if len(address) > 1 and address[0] == FIGURES_BLOCK else address
    return "，".join(f"第 {each + 1} 项" if isinstance(each, int) else each for each in shown)
